"""Finds which counts of several measures together are the count of another, from the counts of many periods.

Nothing in a measure says that women and men, counted apart, are all; but a visitor may know it by their names.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations
from math import comb, prod

from concordat.indicators.domain.releases.period_counts import Label, PeriodCounts
from concordat.indicators.domain.releases.same_counts import ENOUGH, LEAST_EQUAL, agree

Sum = tuple[Label, tuple[Label, ...]]  # a total, and the parts that are all of it
_MOST_PARTS = 3  # sums of more would be looked for among too many
_BY_CHANCE = 0.5  # so many sums that hold by chance may be expected of those that are taken for true
_Periods = Sequence[Sequence[Sequence[int | None]]]  # the count of each label, by period and moment of it


def summed_counts(periods: Sequence[Sequence[Iterable[PeriodCounts]]], alike: Mapping[Label, Label]) -> tuple[Sum, ...]:
    """The totals, each with two or three parts, that hold in nearly all periods and too often to do so by chance.

    periods: the counts of all measures, of one frequency, period by period, as they stood beside each other at each
    moment of it. alike: counts of several measures that are one; the first of them speaks for all.
    """
    wholes = [[_wholes(counts) for counts in moments] for moments in periods]
    labels = _apart(wholes, alike)
    # By number, as there are many sums to try.
    counts = [[[moment.get(label) for label in labels] for moment in moments] for moments in wholes]
    tried = sum(comb(len(labels), many) * (len(labels) - many) for many in range(2, _MOST_PARTS + 1))
    found = []
    for total in range(len(labels)):
        under = [part for part in range(len(labels)) if part != total and _is_under(counts, part, total)]
        for parts in chain.from_iterable(combinations(under, many) for many in range(2, _MOST_PARTS + 1)):
            equal, different = _compare(counts, total, parts)
            if agree(len(equal), different) and tried < _BY_CHANCE * prod(one + 1 for one in equal):
                found.append((labels[total], tuple(labels[part] for part in parts)))
    return tuple(found)


def _wholes(counts: Iterable[PeriodCounts]) -> dict[Label, int]:
    found = (pair for one in counts for pair in one.counts())
    return {label: count for label, count in found if not (label.breakdown or label.is_left)}


def _apart(wholes: Sequence[Sequence[Mapping[Label, int]]], alike: Mapping[Label, Label]) -> list[Label]:
    """The labels to try: one of those that are alike, and all that may be so by chance, as they have few periods."""
    stood = Counter(chain.from_iterable(dict.fromkeys(chain.from_iterable(moments)) for moments in wholes))
    first: dict[Label, Label] = {}
    for label in stood:
        first.setdefault(alike.get(label, label), label)
    return [label for label, many in stood.items() if many < ENOUGH or label in first.values()]


def _is_under(periods: _Periods, part: int, total: int) -> bool:
    """Whether a count is no more than another, in nearly all periods that have both."""
    fits, beside = 0, 0
    for moments in periods:
        pairs = [(one[part], one[total]) for one in moments]
        told = [less <= more for less, more in pairs if less is not None and more is not None]
        beside += bool(told)
        fits += any(told)
    return beside > 0 and fits >= LEAST_EQUAL * beside


def _compare(periods: _Periods, total: int, parts: Sequence[int]) -> tuple[list[int], int]:
    """The totals that are the sum, and how many are not, of periods in which two parts or more are not nought.

    At one moment of a period is enough, and of several the greatest is taken. It stops where too many are not.
    """
    equal, different = [], 0
    for moments in periods:
        sums = [summed for one in moments if (summed := _sum_beside(one, total, parts)) is not None]
        if sums:
            same = max(sums)
            equal += [same] if same else []
            different += not same
            if different > len(periods) * (1 - LEAST_EQUAL):
                break
    return equal, different


def _sum_beside(counts: Sequence[int | None], total: int, parts: Sequence[int]) -> int | None:
    """The sum of the parts where it is the total, 0 where it is not; None where that says nothing."""
    whole, summed, some = counts[total], 0, 0
    for part in parts:
        count = counts[part]
        if count is None:
            return None
        summed += count
        some += count > 0
    if whole is None or some < 2:
        return None
    return summed if summed == whole else 0
