"""Measures, and what was said of them on a day: figures, targets, steps and rules are append-only rows."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from concordat.accounts.models import User
from concordat.directory.models import Locality, Partner
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.series import Direction


def _choices(kinds: type[Unit] | type[Direction] | type[Frequency]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value.capitalize()) for kind in kinds]


class Measure(models.Model):
    """A number that a locality follows over time, with the question that it answers."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="measures")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    question = models.CharField(max_length=300)
    definition = models.TextField(blank=True)
    standard = models.CharField(max_length=300, blank=True)  # the standard that it serves, in words
    source = models.CharField(max_length=300, blank=True)
    loaded_by = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="measures_loaded")
    unit = models.CharField(max_length=12, choices=_choices(Unit))
    rate_of = models.CharField(max_length=60, blank=True)  # "100,000 people"
    direction = models.CharField(max_length=10, choices=_choices(Direction))
    frequency = models.CharField(max_length=10, choices=_choices(Frequency))
    standard_key = models.SlugField(max_length=60, blank=True)  # which of the standard set it is; none: its own
    owned_by = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="measures_owned")
    due_within_days = models.PositiveSmallIntegerField(default=30)  # after the period ends, its figure is due
    breakdowns = models.JSONField(default=list)  # that the locality names for its own measure: [title, [categories]]
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    # Members see figures as they are loaded; the public sees them, by the small-number rule, from this day on.
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "locality", "standard_key", condition=~Q(standard_key=""), name="measure_of_the_standard_set_once"
            ),
            models.UniqueConstraint("locality", "key", name="measure_key_once"),
            models.CheckConstraint(
                condition=Q(unit=Unit.RATE.value) | Q(rate_of=""), name="measure_only_rate_is_of_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FigureLoad(models.Model):
    """A file or a paste of figures: read into `rows`, looked at, then accepted as a whole or discarded. Counts only."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="figure_loads")
    name = models.CharField(max_length=200)  # the file's, or how it came
    rows = models.JSONField(default=list)  # the figures as they were read, each with its place
    created_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(discarded_at__isnull=True), name="load_accepted_or_discarded"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """A figure of a period as it was loaded on a day; a later revision says why it differs. Append-only.

    Without a breakdown it is the whole; with one, the count of a category. A missing figure has no value, and a
    reason. A percentage (0 to 100) rests on its numerator and denominator.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="observations")
    period_on = models.DateField()  # the first day of the period
    breakdown = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=80, blank=True)
    revision = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    load = models.ForeignKey(FigureLoad, on_delete=models.PROTECT, null=True, related_name="observations")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["period_on", "breakdown", "category", "revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "measure", "period_on", "breakdown", "category", "revision", name="observation_revision_once"
            ),
            models.CheckConstraint(
                condition=(Q(breakdown="") & Q(category="")) | (~Q(breakdown="") & ~Q(category="")),
                name="observation_category_with_breakdown",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="observation_numerator_with_denominator",
            ),
            models.CheckConstraint(condition=Q(value__gte=0) | Q(value__isnull=True), name="observation_not_negative"),
            models.CheckConstraint(
                condition=(Q(revision=1) & Q(value__isnull=False)) | ~Q(reason=""),
                name="observation_revision_or_gap_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.period_on} revision {self.revision}"


class MeasureTarget(models.Model):
    """A target from a day on, until the next one. Append-only: of two with one day, the later row counts."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    since_on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=6, null=True)  # none: no target from that day on
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["since_on", "pk"]


class ProcessStep(models.Model):
    """A day from which a person says that the process is another one, so that its limits begin anew."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    on = models.DateField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="step_has_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("at")), name="step_withdrawn_after"
            ),
        ]


class SmallNumberSetting(models.Model):
    """What a locality set its small-number rule to. Append-only: the latest counts."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="small_number_settings")
    largest_hidden = models.PositiveSmallIntegerField()
    rounds_to = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


class FigureRelease(models.Model):
    """What went out of a measure's figures of a period on a day, by which rule. Append-only: the latest is shown.

    What visitors saw is kept as a fact, not worked out again: each release is attacked with all before it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="releases")
    period_on = models.DateField()
    # The sum of a whole financial year (from 1 April), by which localities are compared: most months are too small.
    is_year = models.BooleanField(default=False)
    # The sum of a quarter, which is drawn for the public where too many months are too small.
    is_quarter = models.BooleanField(default=False)
    at = models.DateTimeField()
    largest_hidden = models.PositiveSmallIntegerField()
    rounds_to = models.PositiveSmallIntegerField()
    counts = models.JSONField()  # the true counts of that day; nobody is shown them
    shown = models.JSONField()  # what visitors see of them

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index("measure", "period_on", name="release_of_period")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.period_on} of {self.at:%Y-%m-%d}"
