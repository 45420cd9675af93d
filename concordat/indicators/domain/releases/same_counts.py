"""Finds which counts of two measures are the same one, from the counts of many periods.

Nothing in a measure says that its "how many" is a category of another's breakdown, but a visitor may know. Counts of
one period are often equal by chance, small ones most of all; counts that are equal in nearly all periods are the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from concordat.indicators.domain.releases.period_counts import Label, PeriodCounts, difference_label

Within = tuple[Label, Label]  # whoever is counted by the first is counted by the second
ENOUGH = 4  # periods; of fewer, counts that were never different are taken to be the same
LEAST_EQUAL = 0.9  # of the periods: one of two measures may be revised, and the other never
_Series = defaultdict[int, dict[int, int]]  # the counts by the number of the period, and of the moment within it


def same_counts(
    periods: Sequence[Sequence[Iterable[PeriodCounts]]],
    within: Sequence[Within] = (),
    known: Mapping[Label, Label] | None = None,
) -> Mapping[Label, Label]:
    """Each count that is another one's too → the one that stands for them all.

    periods: the counts of all measures, of one frequency, period by period, as they stood beside each other at each
    moment of it; shorter ones added up. known: what was found already in those of another frequency.
    """
    wholes: defaultdict[Label, _Series] = defaultdict(lambda: defaultdict(dict))
    cells: defaultdict[Label, _Series] = defaultdict(lambda: defaultdict(dict))
    for number, moments in enumerate(periods):
        for moment, counts in enumerate(moments):
            found = {label: count for one in counts for label, count in one.counts()}
            for inner, outer in within:
                least, most = found.get(inner), found.get(outer)
                if least is not None and most is not None and least <= most:
                    found[difference_label(inner, outer)] = most - least
            for label, count in found.items():
                (cells if label.category else wholes)[label][number][moment] = count
    series = wholes | cells
    same = ((one, other) for one, other in _candidates(wholes, cells) if _are_same(series[one], series[other]))
    return joined(known or {}, same)


def joined(known: Mapping[Label, Label], pairs: Iterable[tuple[Label, Label]]) -> Mapping[Label, Label]:
    """What was known to be the same, and these pairs too; what is counted stands for what others only leave."""
    above = dict(known)
    for left, right in pairs:
        one, other = _top(above, left), _top(above, right)
        above[one if one.is_left else other] = other if one.is_left else one
    return {label: _top(above, label) for label in list(above)}


def series_of(periods: Mapping[date, PeriodCounts]) -> dict[Label, dict[date, int]]:
    """The counts of one measure by their first days, without those that are only left by others."""
    found: defaultdict[Label, dict[date, int]] = defaultdict(dict)
    for on, counts in periods.items():
        for label, count in counts.counts():
            if not label.is_left:
                found[label][on] = count
    return found


def comparable(one: Label, other: Label) -> bool:
    """Whether counts can be the same by their names: wholes with anything, categories with those of their name."""
    cells = {(label.breakdown, label.category) for label in (one, other) if label.breakdown}
    return len(cells) < 2


def _candidates(wholes: Mapping[Label, _Series], cells: Mapping[Label, _Series]) -> Iterable[tuple[Label, Label]]:
    """What can be the same: wholes of two measures, a whole and a category, categories of one name.

    Those without a category are named by nothing, and can be whatever a whole can be.
    """
    yield from ((one, other) for one, other in combinations(wholes, 2) if one.measure != other.measure)
    yield from ((one, other) for one in wholes for other in cells if one.measure != other.measure)
    named: dict[tuple[str, str], list[Label]] = {}
    for label in cells:
        named.setdefault((label.breakdown, label.category), []).append(label)
    for labels in named.values():
        yield from ((one, other) for one, other in combinations(labels, 2) if one.measure != other.measure)


def _are_same(one: _Series, other: _Series) -> bool:
    """Whether they agree: in a period once is enough, and noughts that both have say nothing."""
    different = equal = 0
    for number, counts in one.items():
        beside = other.get(number, {})
        pairs = [(counts[each], beside[each]) for each in counts.keys() & beside.keys()]
        if not any(map(any, pairs)):
            continue
        if any(first == second > 0 for first, second in pairs):
            equal += 1
        else:
            different += 1
            if different > len(one) * (1 - LEAST_EQUAL):
                return False
    return agree(equal, different)


def agree(equal: int, different: int) -> bool:
    """Whether counts that agree in so many periods, and not in so many others, are the same."""
    return equal > 0 and (different == 0 if equal + different < ENOUGH else equal >= LEAST_EQUAL * (equal + different))


def _top(above: dict[Label, Label], label: Label) -> Label:
    while (higher := above.setdefault(label, label)) != label:
        above[label] = label = above[higher]
    return label
