"""The plan frozen on a day: an edition points at the wordings and updates that stood then."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from concordat.accounts.models import User
from concordat.plans.domain.states import State
from concordat.plans.models.actions import Action, ActionUpdate, ActionWording, Plan


class Edition(models.Model):
    """The plan as agreed on a day, numbered from 1; the public sees the latest published one."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    dated_on = models.DateField()
    title = models.CharField(max_length=300)
    front_matter = models.JSONField(default=dict)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint("plan", "number", name="edition_number_once_a_plan"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | Q(published_by=None),
                name="edition_publisher_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}"


class EditionEntry(models.Model):
    """One action as it stood in an edition.

    State, days and slips are those of its update and timescale, which never change: pages that count the actions of
    a nation would otherwise look up two more rows for each.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entries")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="entries")
    wording = models.ForeignKey(ActionWording, on_delete=models.PROTECT, related_name="+")
    update = models.ForeignKey(ActionUpdate, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(s.value, s.words) for s in State])
    said_on = models.DateField()
    end_on = models.DateField(null=True)
    slips = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("edition", "action", name="entry_once_an_edition")]
        # The map counts every action of the nation by state: from this alone, in a quarter of the time.
        indexes: ClassVar = [models.Index("edition", "state", "end_on", name="entry_counts")]
