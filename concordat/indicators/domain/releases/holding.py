"""Which figures stay with the members: those of people whom the public sees counted by periods that cut through theirs.

Months and quarters that nest are attacked together. A week lies in two months, a calendar year in two financial years:
what two such counts tell beside each other is not worked out here, so only one of them goes out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.releases.longer_periods import nests
from concordat.indicators.domain.releases.period_counts import Counted, Label, PeriodCounts
from concordat.indicators.domain.releases.same_counts import agree, comparable, series_of

Periods = Mapping[date, PeriodCounts]  # of one measure, by their first days
_WEEK = timedelta(days=7)


def held_beside(measures: Iterable[Counted], alike: Mapping[Label, Label]) -> dict[int, int]:
    """Each measure that is held → the one beside which it is: what went out first, or was made first, stays."""
    ranked = sorted(measures, key=lambda one: (not one.went_out, one.measure))
    tops = {one.measure: _tops(one.measure, alike) for one in ranked}
    held: dict[int, int] = {}
    for place, later in enumerate(ranked):
        for earlier in ranked[:place]:
            if earlier.measure in held or earlier.frequency is later.frequency:
                continue
            if _cut_through(earlier, later, is_tied=not tops[earlier.measure].isdisjoint(tops[later.measure])):
                held[later.measure] = earlier.measure
                break
    return held


def out_of_step(one: Counted) -> set[date]:
    """The periods of a measure that lie across others of it: quarters and years keep to where the first began."""
    if one.frequency not in (Frequency.QUARTER, Frequency.YEAR) or not one.periods:
        return set()
    length = 3 if one.frequency is Frequency.QUARTER else 12
    first = min(one.periods).month
    return {on for on in one.periods if (on.month - first) % length}


def _tops(measure: int, alike: Mapping[Label, Label]) -> set[Label]:
    return {top for label, top in alike.items() if label.measure == measure}


def _cut_through(one: Counted, other: Counted, *, is_tied: bool) -> bool:
    weekly = one if one.frequency is Frequency.WEEK else other if other.frequency is Frequency.WEEK else None
    if weekly is not None:
        return _weeks_agree(weekly.periods, other if weekly is one else one)
    return is_tied and not all(nests(on, each.frequency) for each in (one, other) for on in each.periods)


def _weeks_agree(weeks: Periods, longer: Counted) -> bool:
    """Whether any count by week fits one of the longer periods: no more than all weeks that touch it, no fewer than
    those within it."""
    by_week, by_period = series_of(weeks), series_of(longer.periods)
    return any(
        _fits(in_weeks, in_periods, longer.frequency)
        for label, in_weeks in by_week.items()
        for other, in_periods in by_period.items()
        if comparable(label, other)
    )


def _fits(weeks: Mapping[date, int], periods: Mapping[date, int], frequency: Frequency) -> bool:
    equal = different = 0
    for on, count in periods.items():
        ends = next_period(on, frequency)
        touching = list(_touching(weeks, on, ends))
        if not touching or min(touching) > on or max(touching) + _WEEK < ends or len(touching) < (ends - on).days // 7:
            continue
        least = sum(weeks[week] for week in touching if week >= on and week + _WEEK <= ends)
        most = sum(weeks[week] for week in touching)
        if count or most:
            equal += least <= count <= most
            different += not least <= count <= most
    return agree(equal, different)


def _touching(weeks: Collection[date], on: date, ends: date) -> Iterator[date]:
    week = on - _WEEK + timedelta(days=1)
    while week < ends:
        if week in weeks:
            yield week
        week += timedelta(days=1)
