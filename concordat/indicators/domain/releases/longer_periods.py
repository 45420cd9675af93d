"""Quarters and years as sums of the shorter periods within them, whether added up here or loaded beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.releases.period_counts import Pair, PeriodCounts

_MONTHS = {Frequency.QUARTER: 3, Frequency.YEAR: 12}


def days_within(on: date, longer: Frequency, shorter: Frequency) -> tuple[date, ...]:
    """The first days of the months, or of the quarters, that make up a longer period; none where they do not."""
    if shorter is longer or shorter not in (Frequency.MONTH, Frequency.QUARTER):
        return ()
    return months_of(on, longer)[:: 3 if shorter is Frequency.QUARTER else 1]


def name_of(on: date, frequency: Frequency) -> str:
    """The name of a period among those of all frequencies: a month and a quarter begin on one day."""
    return f"{frequency.value} {on:%Y-%m-%d}"


def months_of(on: date, frequency: Frequency) -> tuple[date, ...]:
    """The months of a quarter or year, each by its first day; none for what is shorter."""
    months = [on]
    while len(months) < _MONTHS.get(frequency, 0):
        months.append(next_period(months[-1], Frequency.MONTH))
    return tuple(months) if frequency in _MONTHS else ()


def splits_of(on: date, frequency: Frequency) -> tuple[tuple[str, ...], ...]:
    """The names of the shorter periods that make up a quarter or year: months, and for a year quarters too."""
    months = months_of(on, frequency)
    if not months:
        return ()
    by_month = tuple(name_of(month, Frequency.MONTH) for month in months)
    by_quarter = tuple(name_of(month, Frequency.QUARTER) for month in months[::3])
    return (by_month, by_quarter) if frequency is Frequency.YEAR else (by_month,)


def sum_of(parts: Sequence[PeriodCounts], period: str, splits: tuple[tuple[str, ...], ...]) -> PeriodCounts | None:
    """A longer period added up of the shorter ones of one measure; None where the whole of one is missing.

    A category that one of them has not counts as none; means have no sum.
    """
    wholes = [part.whole for part in parts if part.whole is not None]
    if not parts or len(wholes) < len(parts):
        return None
    whole = _added(wholes)
    if whole.how_many is None and whole.of is None:
        return None
    found: defaultdict[str, defaultdict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        for name, cells in part.breakdowns.items():
            for category, pair in cells.items():
                found[name][category].append(pair)
    breakdowns = {name: {each: _added(pairs) for each, pairs in cells.items()} for name, cells in found.items()}
    return PeriodCounts(parts[0].measure, whole, breakdowns, period, splits, is_sum=True)


def _added(pairs: Sequence[Pair]) -> Pair:
    return Pair(_sum(pair.how_many for pair in pairs), _sum(pair.of for pair in pairs))


def _sum(counts: Iterable[int | None]) -> int | None:
    found = list(counts)
    known = [count for count in found if count is not None]
    return sum(known) if known and len(known) == len(found) else None


def nests(on: date, frequency: Frequency) -> bool:
    """Whether a period begins and ends where months, the quarters of a year and financial years do."""
    match frequency:
        case Frequency.WEEK:
            return False
        case Frequency.MONTH:
            return True
        case Frequency.QUARTER:
            return on.month % 3 == 1
        case Frequency.YEAR:
            return on.month == 4


def linked(period: str, releases: Iterable[PeriodCounts]) -> set[str]:
    """The periods that hang together with one by the longer ones that went out, itself among them."""
    longer = {one.period: {one.period, *(part for split in one.splits for part in split)} for one in releases}
    found, waiting = {period}, [period]
    while waiting:
        name = waiting.pop()
        for parts in longer.values():
            if name in parts and not parts <= found:
                waiting += parts - found
                found |= parts
    return found
