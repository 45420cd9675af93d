"""A slow, obvious solver that attacks released figures: which values can a count have, given all that is seen?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

MOST = 60  # no count of the examples is larger


@dataclass(frozen=True)
class Seen:
    """What is known of a sum of counts: unknown → how often it is added, and the least and the greatest sum."""

    terms: tuple[tuple[object, int], ...]
    least: int
    most: int


@cache
def alike(count: int, largest_hidden: int, rounds_to: int) -> tuple[int, int]:
    """The counts that look the same as this one, tried one by one; written without the product's own rule."""

    def look(number: int) -> object:
        if number == 0:
            return 0
        if number <= largest_hidden:
            return "mark"
        return min(
            range(0, 3 * MOST, rounds_to),
            key=lambda multiple: (abs(multiple - number), -multiple),
        )

    same = [number for number in range(2 * MOST) if look(number) == look(count)]
    return min(same), max(same)


def possible(terms: Mapping[object, int], everything: Sequence[Seen], truth: Mapping[object, int], enough: int) -> int:
    """How many values a sum of unknowns can have, with everything that is seen; counts no further than enough."""
    true = sum(times * truth[unknown] for unknown, times in terms.items())
    found = 0
    for value in sorted(range(MOST), key=lambda value: abs(value - true)):
        found += _is_possible([*everything, Seen(tuple(terms.items()), value, value)], truth)
        if found >= enough:
            break
    return found


def _is_possible(everything: Sequence[Seen], truth: Mapping[object, int]) -> bool:
    """Whether any counts fit."""
    return _fits(dict.fromkeys(truth, (0, MOST)), everything, truth)


def _fits(ranges: dict[object, tuple[int, int]], everything: Sequence[Seen], truth: Mapping[object, int]) -> bool:
    """Tries every value of one unknown after the other, nearest to the truth first, and leaves what can't fit."""
    if not _cut(ranges, everything):
        return False
    open_ones = [unknown for unknown, (low, high) in ranges.items() if low < high]
    if not open_ones:
        return True
    unknown = min(open_ones, key=lambda unknown: ranges[unknown][1] - ranges[unknown][0])
    low, high = ranges[unknown]
    values = sorted(range(low, high + 1), key=lambda value: abs(value - truth[unknown]))
    return any(_fits({**ranges, unknown: (value, value)}, everything, truth) for value in values)


def _cut(ranges: dict[object, tuple[int, int]], everything: Sequence[Seen]) -> bool:
    """Cut off the ends that fit with no value of the others; whether anything is left."""
    moved = True
    while moved:
        moved = False
        for one in everything:
            ends = [sorted((times * ranges[unknown][0], times * ranges[unknown][1])) for unknown, times in one.terms]
            low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
            if high < one.least or low > one.most:
                return False
            for (unknown, times), (mine, yours) in zip(one.terms, ends, strict=True):
                fits = [
                    value
                    for value in range(ranges[unknown][0], ranges[unknown][1] + 1)
                    if low - mine + times * value <= one.most and high - yours + times * value >= one.least
                ]
                if not fits:
                    return False
                if (fits[0], fits[-1]) != ranges[unknown]:
                    ranges[unknown], moved = (fits[0], fits[-1]), True
                    break
    return True
