"""Lets figures of published measures out: by the small-number rule, after an attack on all that went out before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from concordat.directory.models import Locality
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.period_counts import Label, Pair, PeriodCounts, ReleasedPeriod, Role
from concordat.indicators.domain.releasing import release_period
from concordat.indicators.domain.same_counts import Within, same_counts
from concordat.indicators.domain.small_numbers import SmallNumberRule
from concordat.indicators.models import FigureRelease, Measure
from concordat.indicators.queries import releases

# Of the standard set, whose people are counted among whose; every share is of some of all detentions.
ALL = "all-detentions"
NESTED = (
    ("assessed-within-3-hours", "assessed-within-4-hours"),
    ("under-18-police-station", "police-station"),
)
_PERIODS = {Frequency.MONTH.value: 12, Frequency.QUARTER.value: 4}  # of a year
_History = dict[releases.Year, dict[date, dict[int, PeriodCounts]]]  # by period and measure


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
    history = _history(measures)
    years = None if periods is None else {releases.year_of(period) for period in periods}
    before = releases.releases_of(locality, years=years)
    rule = releases.rule_of(locality)
    written = []
    for frequency in sorted({measure.frequency for measure in measures.values()}):
        of_years = {year: found for year, found in history.items() if year[0] == frequency}
        within = _within(measures, frequency)
        counted = [list(of_period.values()) for found in of_years.values() for of_period in found.values()]
        alike = same_counts(counted, within) if counted else {}
        for year, found in of_years.items():
            if years is None or year[1] in years:
                releasing = _Releasing(measures, rule, within, alike, before.get(year, []), at)
                written += releasing.release_year(year[1], found)
    FigureRelease.objects.bulk_create(written, batch_size=500)
    return len(written)


@dataclass(frozen=True)
class _Releasing:
    """Lets out one year of one frequency, period by period; `earlier` grows."""

    measures: Mapping[int, Measure]
    rule: SmallNumberRule
    within: list[Within]
    alike: Mapping[Label, Label]
    earlier: list[ReleasedPeriod]
    at: datetime

    def release_year(self, year: date, found: Mapping[date, Mapping[int, PeriodCounts]]) -> list[FigureRelease]:
        written = []
        for period_on, counts in sorted(found.items()):
            written += self._release(period_on, list(counts.values()))
        return written + self._release(year, self._sums(year, found))

    def _release(self, period_on: date, counted: Sequence[PeriodCounts]) -> list[FigureRelease]:
        latest = {(one.counts.measure, one.counts.period): (one.counts, one.rule) for one in self.earlier}
        newest = [
            counts
            for counts in counted
            if self.measures[counts.measure].published_at
            and latest.get((counts.measure, counts.period)) != (counts, self.rule)
        ]
        if not newest:
            return []
        # Periods hang together by the year that they sum to; without one each stands alone.
        has_year = newest[0].is_year or any(one.counts.is_year for one in self.earlier)
        period = newest[0].period
        earlier = self.earlier if has_year else [one for one in self.earlier if one.counts.period == period]
        released = release_period(newest, rule=self.rule, earlier=tuple(earlier), alike=self.alike, within=self.within)
        self.earlier.extend(released)
        return [self._row(period_on, one) for one in released]

    def _sums(self, year: date, found: Mapping[date, Mapping[int, PeriodCounts]]) -> list[PeriodCounts]:
        """The whole year of each share of the standard set, where no period of it is missing."""
        sums = []
        for key, measure in self.measures.items():
            if not measure.standard_key or measure.unit != Unit.PERCENTAGE:
                continue
            pairs = [whole for counts in found.values() if key in counts and (whole := counts[key].whole)]
            known = [(pair.how_many, pair.of) for pair in pairs if pair.how_many is not None and pair.of is not None]
            if len(known) == _PERIODS.get(measure.frequency):
                whole = Pair(sum(how_many for how_many, _ in known), sum(of for _, of in known))
                sums.append(PeriodCounts(key, whole, {}, releases.name_of(year, is_year=True), True))
        return sums

    def _row(self, period_on: date, released: ReleasedPeriod) -> FigureRelease:
        measure = self.measures[released.counts.measure]
        return FigureRelease(
            measure=measure,
            period_on=period_on,
            is_year=released.counts.is_year,
            at=self.at,
            largest_hidden=released.rule.largest_hidden,
            rounds_to=released.rule.rounds_to,
            counts=releases.keep_counts(released.counts),
            shown=releases.keep_shown(released, releases.wording_of(measure)),
        )


def _history(measures: Mapping[int, Measure]) -> _History:
    """The counts of every measure as they stand."""
    found: _History = {}
    for key, of_periods in releases.latest_rows(measures.values()).items():
        for period_on, cells in of_periods.items():
            year = measures[key].frequency, releases.year_of(period_on)
            counts = releases.counts_of(measures[key], period_on, cells)
            found.setdefault(year, {}).setdefault(period_on, {})[key] = counts
    return found


def _within(measures: Mapping[int, Measure], frequency: str) -> list[Within]:
    """Who is counted among whom, of the measures of one frequency."""
    ours = [measure for measure in measures.values() if measure.frequency == frequency]
    by_key = {measure.standard_key: measure.pk for measure in ours if measure.standard_key}
    within = [
        (Label(measure.pk, role=Role.OF), Label(by_key[ALL]))
        for measure in ours
        if ALL in by_key and measure.pk != by_key[ALL]
    ]
    return within + [
        (Label(by_key[one]), Label(by_key[other])) for one, other in NESTED if {one, other} <= by_key.keys()
    ]
