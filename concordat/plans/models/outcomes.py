"""What the actions are for: priorities in people's words, outcomes, and the measures and actions of each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.indicators.models import Measure
from concordat.plans.domain.outcomes import PurposeEvent
from concordat.plans.models.actions import Action


class _Tie(models.Model):
    """Two things that belong together from a day on, until somebody says that they do not."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class ActionMeasure(_Tie):
    """A measure that an action should move."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="measure_ties")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="action_ties")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "action", "measure", condition=Q(ended_at__isnull=True), name="action_measure_tied_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("at")), name="action_measure_ends_after_it_began"
            ),
        ]


class Priority(models.Model):
    """What matters to people, in their words: an "I" statement. Ended, reopened, never deleted."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="priorities")
    statement = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.statement


class Outcome(models.Model):
    """A change that people would notice if a priority were met. Ended, reopened, moved, never deleted."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="outcomes")
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class _Wording(models.Model):
    """The words of something from a day on; the last ones are those that it has. Append-only."""

    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]


class PriorityWording(_Wording):
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="wordings")


class OutcomeWording(_Wording):
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="wordings")


class _Event(models.Model):
    """What became of something on a day. Append-only: whether it stands now, its own row says."""

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value.capitalize()) for kind in PurposeEvent])
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]


class PriorityEvent(_Event):
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="events")

    class Meta(_Event.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kind=PurposeEvent.MOVED.value), name="priority_is_never_moved")
        ]


class OutcomeEvent(_Event):
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="events")
    moved_from = models.ForeignKey(Priority, on_delete=models.PROTECT, null=True, related_name="+")
    moved_to = models.ForeignKey(Priority, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(_Event.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=PurposeEvent.MOVED.value, moved_from__isnull=False, moved_to__isnull=False)
                | (~Q(kind=PurposeEvent.MOVED.value) & Q(moved_from__isnull=True, moved_to__isnull=True)),
                name="outcome_moved_from_one_to_another",
            )
        ]


class OutcomeMeasure(_Tie):
    """A measure that tells whether an outcome comes about."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="measure_ties")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="outcome_ties")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "outcome", "measure", condition=Q(ended_at__isnull=True), name="outcome_measure_tied_once"
            ),
        ]


class OutcomeAction(_Tie):
    """An action that is meant to bring an outcome about."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="action_ties")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="outcome_ties")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "outcome", "action", condition=Q(ended_at__isnull=True), name="outcome_action_tied_once"
            ),
        ]
