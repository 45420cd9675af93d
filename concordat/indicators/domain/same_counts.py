"""Finds which counts of two measures are the same one, from the counts of many periods.

Nothing in a measure says that its "how many" is a category of another's breakdown, but a visitor may know. Counts of
one period are often equal by chance, small ones most of all; counts that are equal in nearly all periods are the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from concordat.indicators.domain.period_counts import Label, PeriodCounts, Role, difference_label

Within = tuple[Label, Label]  # whoever is counted by the first is counted by the second
_ENOUGH = 4  # periods; of fewer, counts that were never different are taken to be the same
_EQUAL = 0.9  # of the periods: one of two measures may be revised before the other
_Series = dict[int, int]  # the counts by the number of the period


def same_counts(
    periods: Sequence[Iterable[PeriodCounts]],
    within: Sequence[Within] = (),
    known: Mapping[Label, Label] | None = None,
) -> Mapping[Label, Label]:
    """Each count that is another one's too → the one that stands for them all.

    periods: the counts of all measures, of one frequency, period by period; shorter ones added up. known: what was
    found already in those of another frequency.
    """
    wholes: dict[Label, _Series] = {}
    cells: dict[Label, _Series] = {}
    for number, counts in enumerate(periods):
        of_period = {one.measure: one for one in counts}
        for one in of_period.values():
            _note(one, number, wholes, cells)
        for inner, outer in within:
            pair = [wholes.get(label, {}).get(number) for label in (inner, outer)]
            if pair[0] is not None and pair[1] is not None and pair[0] <= pair[1]:
                wholes.setdefault(difference_label(inner, outer), {})[number] = pair[1] - pair[0]
    above = dict(known or {})
    for left, right in _candidates(wholes, cells):
        if _are_same(wholes.get(left) or cells[left], wholes.get(right) or cells[right]):
            above[_top(above, left)] = _top(above, right)
    return {label: _top(above, label) for label in list(above)}


def _note(counts: PeriodCounts, number: int, wholes: dict[Label, _Series], cells: dict[Label, _Series]) -> None:
    for role in Role:
        count = counts.whole.count(role) if counts.whole else None
        if count is not None:
            wholes.setdefault(Label(counts.measure, role=role), {})[number] = count
        for name, of_name in counts.breakdowns.items():
            for category, cell in of_name.items():
                count = cell.count(role)
                if count is not None:
                    cells.setdefault(Label(counts.measure, name, category, role), {})[number] = count


def _candidates(wholes: Mapping[Label, _Series], cells: Mapping[Label, _Series]) -> Iterable[tuple[Label, Label]]:
    """What can be the same: wholes of two measures, a whole and a category, categories of one name."""
    yield from ((one, other) for one, other in combinations(wholes, 2) if one.measure != other.measure)
    yield from ((one, other) for one in wholes for other in cells if one.measure != other.measure)
    named: dict[tuple[str, str], list[Label]] = {}
    for label in cells:
        named.setdefault((label.breakdown, label.category), []).append(label)
    for labels in named.values():
        yield from ((one, other) for one, other in combinations(labels, 2) if one.measure != other.measure)


def _are_same(one: _Series, other: _Series) -> bool:
    """Noughts that both have say nothing."""
    different = equal = 0
    for number, count in one.items():
        beside = other.get(number)
        if beside is None or count == beside == 0:
            continue
        if count == beside:
            equal += 1
        else:
            different += 1
            if different > len(one) * (1 - _EQUAL):
                return False
    return agree(equal, different)


def agree(equal: int, different: int) -> bool:
    """Whether counts that agree in so many periods, and not in so many others, are the same."""
    return equal > 0 and (different == 0 if equal + different < _ENOUGH else equal >= _EQUAL * (equal + different))


def _top(above: dict[Label, Label], label: Label) -> Label:
    while (higher := above.setdefault(label, label)) != label:
        above[label] = label = above[higher]
    return label
