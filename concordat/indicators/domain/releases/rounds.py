"""One round of releases: what changed in the measures of a locality goes out, period by period, the shorter first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.periods import year_of
from concordat.indicators.domain.releases.deciding import release_period
from concordat.indicators.domain.releases.holding import held_beside, out_of_step
from concordat.indicators.domain.releases.longer_periods import linked
from concordat.indicators.domain.releases.period_counts import Counted, PeriodCounts, ReleasedPeriod
from concordat.indicators.domain.releases.small_numbers import SmallNumberRule
from concordat.indicators.domain.releases.ties import add_up, ties_of

Earlier = dict[date, list[ReleasedPeriod]]  # what went out of each financial year, oldest first


@dataclass(frozen=True, slots=True)
class Decided:
    """What goes out of the period that begins `on`. beside: the measure beside which nothing of it may, if so."""

    on: date
    frequency: Frequency
    released: ReleasedPeriod
    beside: int | None


class Round:
    """Decides what goes out, after all that did earlier; `earlier` grows by it.

    counted: the measures that are public, and those that were once. public: those that are now; what nobody saw of the
    others since they were withdrawn is kept too, as what public ones leave for it is a count as well. behind: measures
    and periods of which figures were loaded after their last release. years: of these alone, by their first days.
    """

    def __init__(
        self,
        counted: Sequence[Counted],
        *,
        public: Collection[int],
        rule: SmallNumberRule,
        earlier: Earlier,
        behind: Collection[tuple[int, date]] = (),
        years: Collection[date] | None = None,
    ) -> None:
        self._counted = counted
        self._public = public
        self._rule = rule
        self._earlier = earlier
        self._behind = behind
        self._years = years
        self._ties = ties_of(counted, rule)
        self._watched = {self._ties.groups[key] for key in public}
        self._across = {one.measure: out_of_step(one) for one in counted}
        self.held: Mapping[int, int] = held_beside(counted, self._ties.alike)

    def loaded(self) -> Iterator[Decided]:
        """Shorter periods first, so that longer ones are withheld where both can't go out."""
        for frequency in Frequency:
            found: defaultdict[date, list[PeriodCounts]] = defaultdict(list)
            for one in self._counted:
                if one.frequency is frequency:
                    for on, counts in one.periods.items():
                        found[on].append(counts)
            yield from self._decide(found, frequency)

    def sums(self, frequency: Frequency, measures: Collection[int]) -> Iterator[Decided]:
        """Longer periods of some measures, where no shorter one within them is missing."""
        found: defaultdict[date, list[PeriodCounts]] = defaultdict(list)
        for one in self._counted:
            for on in {_first_day(on, frequency) for on in one.periods} if one.measure in measures else ():
                summed = add_up(one, on, frequency)
                if summed is not None:
                    # Categories of longer periods are on no page, and would only be more to attack.
                    found[on].append(replace(summed, breakdowns={}))
        yield from self._decide(found, frequency)

    def _decide(self, found: Mapping[date, Sequence[PeriodCounts]], frequency: Frequency) -> Iterator[Decided]:
        for on in sorted(found):
            year = year_of(on)
            if self._years is not None and year not in self._years:
                continue
            earlier = self._earlier.setdefault(year, [])
            latest = {(one.counts.measure, one.counts.period): one for one in earlier}
            groups: defaultdict[int, list[PeriodCounts]] = defaultdict(list)
            for counts in found[on]:
                group = self._ties.groups[counts.measure]
                if group in self._watched and self._is_new(counts, on, latest.get((counts.measure, counts.period))):
                    groups[group].append(counts)
            released = [one for group, newest in groups.items() for one in self._release(on, group, newest, earlier)]
            earlier += released
            yield from (Decided(on, frequency, one, self._beside(one.counts.measure, on)) for one in released)

    def _is_new(self, counts: PeriodCounts, on: date, last: ReleasedPeriod | None) -> bool:
        if last is None or counts.measure not in self._public:
            return last is None or last.counts != counts
        is_behind = not counts.is_sum and (counts.measure, on) in self._behind
        now = counts, self._rule, self._is_held(counts, on)
        return is_behind or (last.counts, last.rule, last.is_held) != now

    def _release(
        self, on: date, group: int, newest: Sequence[PeriodCounts], earlier: Sequence[ReleasedPeriod]
    ) -> Iterable[ReleasedPeriod]:
        tied = [one for one in earlier if self._ties.groups.get(one.counts.measure) == group]
        hanging = linked(newest[0].period, [*(one.counts for one in tied), *newest])
        return release_period(
            newest,
            rule=self._rule,
            earlier=[one for one in tied if one.counts.period in hanging],
            alike=self._ties.alike,
            within=self._ties.within,
            sums=self._ties.sums,
            held=[one.measure for one in newest if self._is_held(one, on)],
        )

    def _is_held(self, counts: PeriodCounts, on: date) -> bool:
        """Whether nothing goes out whatever the counts; sums are made of measures alone of which something does."""
        if counts.measure not in self._public:
            return True
        return not counts.is_sum and self._beside(counts.measure, on) is not None

    def _beside(self, measure: int, on: date) -> int | None:
        """The measure beside which a figure may not go out; None where it may."""
        return self.held.get(measure, measure if on in self._across[measure] else None)


def _first_day(on: date, frequency: Frequency) -> date:
    """The first day of the quarter, or of the financial year, in which a day lies."""
    if frequency is Frequency.YEAR:
        return year_of(on)
    return on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
