"""Lets figures of published measures out: by the small-number rule, after an attack on all that went out before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from concordat.directory.models import Locality
from concordat.indicators.domain.period_counts import Label, PeriodCounts, ReleasedPeriod, Role
from concordat.indicators.domain.releasing import release_period
from concordat.indicators.domain.same_counts import Within, same_counts
from concordat.indicators.models import FigureRelease, Measure
from concordat.indicators.queries import releases

# Of the standard set, whose people are counted among whose; every share is of some of all detentions.
ALL = "all-detentions"
NESTED = (
    ("assessed-within-3-hours", "assessed-within-4-hours"),
    ("under-18-police-station", "police-station"),
)
_Place = tuple[str, date]  # how often figures come, and the first day of a period


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
    rows = Measure.objects.filter(locality=locality).filter(Q(published_at__isnull=False) | went_out)
    measures = {measure.pk: measure for measure in rows}
    rule = releases.rule_of(locality)
    before = releases.releases_of(locality, periods=periods)
    history = _history(measures)
    ties: dict[str, tuple[list[Within], Mapping[Label, Label]]] = {}
    written = []
    for place, counted in sorted(history.items()):
        if periods is not None and place[1] not in periods:
            continue
        earlier = before.get(place, [])
        latest = {one.counts.measure: (one.counts, one.rule) for one in earlier}
        newest = [
            counts
            for counts in counted
            if measures[counts.measure].published_at and latest.get(counts.measure) != (counts, rule)
        ]
        if not newest:
            continue
        if place[0] not in ties:
            ties[place[0]] = _ties(measures, place[0], history)
        within, alike = ties[place[0]]
        for released in release_period(newest, rule=rule, earlier=earlier, alike=alike, within=within):
            written.append(_row(measures[released.counts.measure], place[1], released, at))
    FigureRelease.objects.bulk_create(written, batch_size=500)
    return len(written)


def _history(measures: Mapping[int, Measure]) -> dict[_Place, list[PeriodCounts]]:
    """The counts of every measure as they stand."""
    found: defaultdict[_Place, list[PeriodCounts]] = defaultdict(list)
    for key, of_periods in releases.latest_rows(measures.values()).items():
        for period_on, cells in of_periods.items():
            found[measures[key].frequency, period_on].append(releases.counts_of(measures[key], cells))
    return found


def _ties(
    measures: Mapping[int, Measure], frequency: str, history: Mapping[_Place, list[PeriodCounts]]
) -> tuple[list[Within], Mapping[Label, Label]]:
    """How the measures of one frequency hang together: who is counted among whom, and which counts are the same."""
    ours = [measure for measure in measures.values() if measure.frequency == frequency]
    by_key = {measure.standard_key: measure.pk for measure in ours if measure.standard_key}
    within = [
        (Label(measure.pk, role=Role.OF), Label(by_key[ALL]))
        for measure in ours
        if ALL in by_key and measure.pk != by_key[ALL]
    ]
    within += [(Label(by_key[one]), Label(by_key[other])) for one, other in NESTED if {one, other} <= by_key.keys()]
    return within, same_counts([counts for place, counts in history.items() if place[0] == frequency], within)


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
