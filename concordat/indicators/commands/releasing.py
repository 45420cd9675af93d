"""Lets figures of published measures out: by the small-number rule, after an attack on all that went out before."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from concordat.directory.models import Locality
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.periods import year_of
from concordat.indicators.domain.releases import Decided, Round
from concordat.indicators.models import FigureRelease, Measure
from concordat.indicators.queries import releases

_SUMMED = (Unit.COUNT, Unit.PERCENTAGE)  # a rate needs the people of the longer period, and a mean each case


@transaction.atomic
def release_figures(*, locality: Locality, at: datetime, periods: Collection[date] | None = None) -> int:
    """Let out what changed in the published measures of a locality since its last release; gives how many rows.

    Call it wherever a published figure, the rule or what is published changed: visitors see what was released and
    nothing else, so a call that is missing hides a figure and never tells one. periods: of these alone; all by default.
    Measures of one period are decided together, so figures that were accepted together are released together.
    """
    # Two loads at once would each be attacked without the other: the second waits for the first.
    Locality.objects.select_for_update().get(pk=locality.pk)
    # What was published once is known, though it be withdrawn.
    went_out = Exists(FigureRelease.objects.filter(measure=OuterRef("pk")))
    rows = Measure.objects.filter(locality=locality).annotate(went_out=went_out)
    measures = {measure.pk: measure for measure in rows.filter(Q(published_at__isnull=False) | Q(went_out=True))}
    public = {key for key, measure in measures.items() if measure.published_at}
    years = None if periods is None else {year_of(period) for period in periods}
    releasing = Round(
        releases.counted(measures),
        public=public,
        rule=releases.rule_of(locality),
        earlier=releases.releases_of(locality, years=years),
        behind=set(releases.waiting().filter(measure__in=public).values_list("measure_id", "period_on")),
        years=years,
    )

    def write(decided: Iterable[Decided]) -> int:
        rows = [_row(measures[one.released.counts.measure], one, at) for one in decided]
        return len(FigureRelease.objects.bulk_create(rows, batch_size=500))

    number = write(releasing.loaded())
    summed = {key for key in public if measures[key].unit in _SUMMED} - releasing.held.keys()
    hiding = releases.hiding(summed)
    had = set(FigureRelease.objects.filter(measure__in=hiding, is_quarter=True).values_list("measure_id", flat=True))
    number += write(releasing.sums(Frequency.QUARTER, hiding))
    by_quarter = {key for key in hiding if measures[key].frequency == Frequency.QUARTER}
    # The year of a share of the standard set is what localities are compared by.
    compared = {key for key in summed if measures[key].standard_key and measures[key].unit == Unit.PERCENTAGE}
    number += write(releasing.sums(Frequency.YEAR, compared | by_quarter | releases.hiding(hiding, is_quarter=True)))
    if years is not None and hiding - by_quarter - had:
        number += release_figures(locality=locality, at=at)  # added up from now on, so for the other years too
    return number


def release_what_waits(*, at: datetime) -> int:
    """Let out each figure of a published measure that no release followed; gives how many rows.

    Whoever loads or publishes releases at once; this is for what fell between, so that nothing is hidden for ever.
    """
    waiting = Locality.objects.filter(pk__in=releases.waiting().values("measure__locality")).order_by("pk")
    return sum(release_figures(locality=locality, at=at) for locality in waiting)


def _row(measure: Measure, decided: Decided, at: datetime) -> FigureRelease:
    released = decided.released
    is_sum = released.counts.is_sum
    return FigureRelease(
        measure=measure,
        period_on=decided.on,
        is_year=is_sum and decided.frequency is Frequency.YEAR,
        is_quarter=is_sum and decided.frequency is Frequency.QUARTER,
        at=at,
        largest_hidden=released.rule.largest_hidden,
        rounds_to=released.rule.rounds_to,
        counts=releases.keep_counts(released.counts),
        shown=releases.keep_shown(released, releases.wording_of(measure), beside=decided.beside),
    )
