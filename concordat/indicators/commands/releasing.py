"""Lets figures of published measures out: by the small-number rule, after an attack on all that went out before."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from concordat.directory.models import Locality
from concordat.indicators.domain.releasing import PeriodCounts, ReleasedPeriod, release_period
from concordat.indicators.models import FigureRelease, Measure
from concordat.indicators.queries import releases


@transaction.atomic
def release_figures(*, locality: Locality, at: datetime, periods: Collection[date] | None = None) -> int:
    """Let out what changed in the published measures of a locality since its last release; gives how many rows.

    Call it wherever a published figure, the rule or what is published changed: visitors see what was released and
    nothing else, so a call that is missing hides a figure and never tells one. periods: of these alone; all by default.
    Measures of one period are decided together, so figures that were accepted together are released together.
    """
    Locality.objects.select_for_update().get(pk=locality.pk)
    measures = {
        measure.pk: measure for measure in Measure.objects.filter(locality=locality, published_at__isnull=False)
    }
    rule = releases.rule_of(locality)
    rows = releases.latest_rows(measures.values(), periods=periods)
    before = releases.releases_of(locality, periods=periods)
    changed: defaultdict[tuple[str, date], list[PeriodCounts]] = defaultdict(list)
    for key, of_periods in rows.items():
        for period_on, cells in of_periods.items():
            place = measures[key].frequency, period_on
            counts = releases.counts_of(measures[key], cells)
            latest = next((one for measure, one in reversed(before.get(place, [])) if measure == key), None)
            if latest is None or (latest.counts, latest.rule) != (counts, rule):
                changed[place].append(counts)
    written = []
    for (frequency, period_on), newest in sorted(changed.items()):
        earlier = [one for _, one in before.get((frequency, period_on), [])]
        for released in release_period(newest, rule=rule, earlier=earlier):
            measure = measures[released.counts.measure]
            written.append(_row(measure, period_on, released, at))
    FigureRelease.objects.bulk_create(written, batch_size=500)
    return len(written)


def _row(measure: Measure, period_on: date, released: ReleasedPeriod, at: datetime) -> FigureRelease:
    return FigureRelease(
        measure=measure,
        period_on=period_on,
        at=at,
        largest_hidden=released.rule.largest_hidden,
        rounds_to=released.rule.rounds_to,
        counts=releases.keep_counts(released.counts),
        shown=releases.keep_shown(released, releases.wording_of(measure)),
    )
