"""Lets figures of published measures out: by the small-number rule, after an attack on all that went out before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from concordat.directory.models import Locality
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.holding import held_beside, out_of_step
from concordat.indicators.domain.longer_periods import linked
from concordat.indicators.domain.period_counts import PeriodCounts, ReleasedPeriod
from concordat.indicators.domain.releasing import release_period
from concordat.indicators.domain.small_numbers import SmallNumberRule
from concordat.indicators.domain.ties import Counted, Ties, add_up, ties_of
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
    years = None if periods is None else {releases.year_of(period) for period in periods}
    releasing = _Releasing.of(locality, measures, years, at)
    number = releasing.release_loaded()
    summed = {key for key, measure in measures.items() if measure.unit in _SUMMED} - releasing.held.keys()
    hiding = releases.hiding(summed)
    had = set(FigureRelease.objects.filter(measure__in=hiding, is_quarter=True).values_list("measure_id", flat=True))
    number += releasing.release_sums(Frequency.QUARTER, hiding)
    by_quarter = {key for key in hiding if measures[key].frequency == Frequency.QUARTER}
    # The year of a share of the standard set is what localities are compared by.
    compared = {key for key in summed if measures[key].standard_key and measures[key].unit == Unit.PERCENTAGE}
    number += releasing.release_sums(Frequency.YEAR, compared | by_quarter | releases.hiding(hiding, is_quarter=True))
    if years is not None and hiding - by_quarter - had:
        number += release_figures(locality=locality, at=at)  # added up from now on, so for the other years too
    return number


def release_what_waits(*, at: datetime) -> int:
    """Let out each figure of a published measure that no release followed; gives how many rows.

    Whoever loads or publishes releases at once; this is for what fell between, so that nothing is hidden for ever.
    """
    waiting = Locality.objects.filter(pk__in=releases.waiting().values("measure__locality")).order_by("pk")
    return sum(release_figures(locality=locality, at=at) for locality in waiting)


@dataclass(frozen=True)
class _Releasing:
    """Lets out period by period; `earlier`, what went out of each financial year, grows.

    held: measures of which nothing goes out → beside which. across: periods of a measure that lie across others of it.
    behind: measures and periods of which figures were loaded after their last release.
    """

    measures: Mapping[int, Measure]
    counted: Sequence[Counted]
    rule: SmallNumberRule
    ties: Ties
    held: Mapping[int, int]
    across: Mapping[int, Collection[date]]
    behind: Collection[tuple[int, date]]
    years: Collection[date] | None
    earlier: dict[date, list[ReleasedPeriod]]
    at: datetime

    @classmethod
    def of(
        cls, locality: Locality, measures: Mapping[int, Measure], years: Collection[date] | None, at: datetime
    ) -> "_Releasing":
        counted = releases.counted(measures)
        ties = ties_of(counted)
        behind = releases.waiting().filter(measure__in=list(measures)).values_list("measure_id", "period_on")
        return cls(
            measures=measures,
            counted=counted,
            rule=releases.rule_of(locality),
            ties=ties,
            held=held_beside(counted, ties.alike),
            across={one.measure: out_of_step(one) for one in counted},
            behind=set(behind),
            years=years,
            earlier=releases.releases_of(locality, years=years),
            at=at,
        )

    def release_loaded(self) -> int:
        """Shorter periods first, so that longer ones are withheld where both can't go out."""
        written = []
        for frequency in Frequency:
            found: defaultdict[date, list[PeriodCounts]] = defaultdict(list)
            for one in self.counted:
                if one.frequency is frequency:
                    for on, counts in one.periods.items():
                        found[on].append(counts)
            for on in sorted(found):
                written += self._release(on, frequency, found[on])
        FigureRelease.objects.bulk_create(written, batch_size=500)
        return len(written)

    def release_sums(self, frequency: Frequency, measures: Collection[int]) -> int:
        """Longer periods of some measures, where no shorter one within them is missing."""
        found: defaultdict[date, list[PeriodCounts]] = defaultdict(list)
        for one in self.counted:
            if one.measure not in measures:
                continue
            for on in {_first_day(on, frequency) for on in one.periods}:
                summed = add_up(one, on, frequency)
                if summed is not None:
                    # Categories of longer periods are on no page, and would only be more to attack.
                    found[on].append(replace(summed, breakdowns={}))
        written = [row for on in sorted(found) for row in self._release(on, frequency, found[on])]
        FigureRelease.objects.bulk_create(written, batch_size=500)
        return len(written)

    def _release(self, on: date, frequency: Frequency, counted: Sequence[PeriodCounts]) -> list[FigureRelease]:
        year = releases.year_of(on)
        if self.years is not None and year not in self.years:
            return []
        earlier = self.earlier.setdefault(year, [])
        latest = {(one.counts.measure, one.counts.period): (one.counts, one.rule) for one in earlier}
        groups: defaultdict[int, list[PeriodCounts]] = defaultdict(list)
        for counts in counted:
            is_behind = not counts.is_sum and (counts.measure, on) in self.behind
            is_new = is_behind or latest.get((counts.measure, counts.period)) != (counts, self.rule)
            if is_new and self.measures[counts.measure].published_at:
                groups[self.ties.groups[counts.measure]].append(counts)
        released: list[ReleasedPeriod] = []
        for group, newest in groups.items():
            released += self._release_group(on, group, newest, earlier)
        earlier += released
        return [self._row(on, frequency, one) for one in released]

    def _release_group(
        self, on: date, group: int, newest: Sequence[PeriodCounts], earlier: Sequence[ReleasedPeriod]
    ) -> Iterable[ReleasedPeriod]:
        tied = [one for one in earlier if self.ties.groups.get(one.counts.measure) == group]
        hanging = linked(newest[0].period, [*(one.counts for one in tied), *newest])
        return release_period(
            newest,
            rule=self.rule,
            earlier=[one for one in tied if one.counts.period in hanging],
            alike=self.ties.alike,
            within=self.ties.within,
            held=[one.measure for one in newest if self._beside(one.measure, on) is not None],
        )

    def _beside(self, measure: int, on: date) -> int | None:
        """The measure beside which a figure may not go out; None where it may."""
        return self.held.get(measure, measure if on in self.across[measure] else None)

    def _row(self, on: date, frequency: Frequency, released: ReleasedPeriod) -> FigureRelease:
        measure, is_sum = self.measures[released.counts.measure], released.counts.is_sum
        return FigureRelease(
            measure=measure,
            period_on=on,
            is_year=is_sum and frequency is Frequency.YEAR,
            is_quarter=is_sum and frequency is Frequency.QUARTER,
            at=self.at,
            largest_hidden=released.rule.largest_hidden,
            rounds_to=released.rule.rounds_to,
            counts=releases.keep_counts(released.counts),
            shown=releases.keep_shown(
                released, releases.wording_of(measure), beside=None if is_sum else self._beside(measure.pk, on)
            ),
        )


def _first_day(on: date, frequency: Frequency) -> date:
    """The first day of the quarter, or of the financial year, in which a day lies."""
    if frequency is Frequency.YEAR:
        return releases.year_of(on)
    return on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
