"""Quarters and years as sums of the shorter periods within them, whether added up here or loaded beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.narrowing import Equation, Known
from concordat.indicators.domain.period_counts import Label, Pair, PeriodCounts, ReleasedPeriod, Role
from concordat.indicators.domain.periods import next_period

_MONTHS = {Frequency.QUARTER: 3, Frequency.YEAR: 12}
_Latest = dict[Label, dict[str, int]]  # the counts of one label, by period


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


def longer_periods(releases: Sequence[ReleasedPeriod], alike: Mapping[Label, Label]) -> list[Equation]:
    """That a longer period is the sum of the shorter ones, as they stood beside each other at any time.

    Where some of them never went out, what they have together is another count.
    """
    above: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)  # part → longer period and its way to split
    tied: set[Label] = set()  # what stands for the counts of longer periods
    for one in releases:
        for number, split in enumerate(one.counts.splits):
            for part in split:
                above[part][f"{number} {one.counts.period}"] = split
        if one.counts.splits:
            tied |= {alike.get(label, label) for label, _ in one.counts.counts()}
    found: dict[Equation, None] = {}
    latest: defaultdict[Label, _Latest] = defaultdict(dict)
    for counts in (one.counts for one in releases) if tied else ():
        for label, count in counts.counts():
            top = alike.get(label, label)
            # The rest of a share hangs together by the share itself, unless it is the count of another measure.
            if top not in tied or (label.role is Role.REST and label not in alike):
                continue
            of_top = latest[top]
            of_top.setdefault(label, {})[counts.period] = count
            for split in counts.splits:
                found |= dict.fromkeys(_sums(top, of_top, counts.period, count, split))
            for name, split in above[counts.period].items():
                longer = name.split(" ", 1)[1]
                for whole in {periods[longer] for periods in of_top.values() if longer in periods}:
                    found |= dict.fromkeys(_sums(top, of_top, longer, whole, split))
    return list(found)


def _sums(top: Label, of_top: _Latest, period: str, count: int, split: tuple[str, ...]) -> Iterable[Equation]:
    """The longer period as the sum of the shorter ones, by each measure that counts them."""
    for own in of_top.values():
        if not any(part in own for part in split):
            continue
        known: dict[str, int] = {}
        for part in split:
            others = [own, *of_top.values()]
            amount = next((periods[part] for periods in others if part in periods), None)
            if amount is not None:
                known[part] = amount
        missing = [part for part in split if part not in known]
        rest = count - sum(known.values())
        if rest < 0 or (rest and not missing):
            continue  # one of them was revised and the other not yet
        parts: list[Known] = [((part, top), amount) for part, amount in known.items()]
        if missing:
            parts.append(((", ".join(missing), top), rest))
        yield Equation(((period, top), count), tuple(parts))
