"""A plan, its actions, and the append-only rows that hold every wording, date and update an action ever had."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from concordat.accounts.models import User
from concordat.directory.models import Locality, Organisation, Person
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind


class Plan(models.Model):
    """The live plan of a locality. `front_matter` holds what stands before the tables: `domain/front_matter.py`."""

    locality = models.OneToOneField(Locality, on_delete=models.PROTECT, related_name="plan")
    title = models.CharField(max_length=300)
    front_matter = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sections")
    title = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint("plan", "title", name="section_title_once_a_plan")]

    def __str__(self) -> str:
        return self.title


class Action(models.Model):
    """A promise, through all its wordings. `number` is its address for ever; references lie, numbers do not."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    # The present: each points at the newest accepted row of its kind.
    wording = models.ForeignKey("ActionWording", on_delete=models.PROTECT, null=True, related_name="+")
    update = models.ForeignKey("ActionUpdate", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint("plan", "number", name="action_number_once_a_plan")]

    def __str__(self) -> str:
        return f"Action {self.number}"


class ActionSuccession(models.Model):
    """An action that lives on in another: it was merged into it, or the other was split off it. Never changed."""

    class Kind(models.TextChoices):
        MERGED = "merged", "Became part of"
        SPLIT = "split", "Was split into"

    earlier = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="successors")
    later = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="predecessors")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    edition = models.ForeignKey("Edition", on_delete=models.PROTECT, related_name="successions")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("earlier", "later", name="action_succession_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="action_succession_joins_two"),
        ]


class ActionWording(models.Model):
    """What an action said from one day on: its place in the plan, words, outcome and leads. Never changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="wordings")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="wordings")
    position = models.PositiveIntegerField()  # order within the plan
    references = models.JSONField(default=list)  # ["2.4a"]
    text = models.TextField()
    theme = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    group = models.TextField(blank=True)  # where it reports
    led_by_text = models.TextField(blank=True)  # as written
    source_row = models.ForeignKey("SourceRow", on_delete=models.PROTECT, null=True, related_name="wordings")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["recorded_at", "pk"]


class ActionLead(models.Model):
    """One body or person who leads or supports, as a wording names them."""

    wording = models.ForeignKey(ActionWording, on_delete=models.PROTECT, related_name="leads")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="leads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="leads")
    name_as_written = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=[(r.value, r.value) for r in LeadRole])
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(person__isnull=False), name="lead_is_somebody"
            )
        ]


class ActionTimescale(models.Model):
    """When an action is promised, from one day on. A revision is a new row that names the one it replaces."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="timescales")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in TimescaleKind])
    start_on = models.DateField(null=True)
    end_on = models.DateField(null=True)
    recurrence = models.CharField(max_length=60, blank=True)
    parts = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    # Told once, when the row is written: how often the end moved later so far, and the end first promised.
    slips = models.PositiveSmallIntegerField(default=0)
    first_end_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(start_on=None, end_on=None) | Q(start_on__lte=F("end_on")),
                name="timescale_ends_after_it_starts",
            ),
            models.UniqueConstraint("replaces", name="timescale_replaced_once"),
        ]


class ActionUpdate(models.Model):
    """What was said of an action on a day. Append-only; an action's present state is its latest accepted update."""

    class Kind(models.TextChoices):
        IMPORTED = "imported", "Read from a document"
        CORRECTED = "corrected", "Corrected by the coordinator"
        REPORTED = "reported", "Said by a lead"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    said_on = models.DateField()
    progress = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=[(s.value, s.words) for s in State])
    confidence = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Confidence])
    state_basis = models.TextField(blank=True)  # what the state rests on, in finished words
    timescale = models.ForeignKey(ActionTimescale, on_delete=models.PROTECT, related_name="updates")
    next_step = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    source_row = models.ForeignKey("SourceRow", on_delete=models.PROTECT, null=True, related_name="updates")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["recorded_at", "pk"]
