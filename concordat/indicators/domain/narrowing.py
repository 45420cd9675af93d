"""What a visitor can work out of counts that are shown as spans, from the sums that hold between them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]  # the least and the greatest value that a visitor can't rule out
Known = tuple[Hashable, int]  # which count, and its true value: a count that changed is another unknown
BEYOND = 10**9  # no count of a locality comes near it


@dataclass(frozen=True, slots=True)
class Equation:
    """The whole is the sum of its parts."""

    whole: Known
    parts: tuple[Known, ...]


def meet(spans: dict[Known, Span], known: Known, span: Span) -> bool:
    """Draw a count's span in; says whether it moved."""
    before = spans.get(known, (0, BEYOND))
    after = max(before[0], span[0]), min(before[1], span[1])
    spans[known] = after
    return after != before


def draw_in(spans: dict[Known, Span], equations: Sequence[Equation]) -> None:
    """Draw every span in along every sum, and along the difference of every two that share parts, until none moves."""
    sides: list[tuple[tuple[Known, ...], tuple[Known, ...]]] = [((one.whole,), one.parts) for one in equations]
    sides += _differences(equations)
    for left, right in sides:
        for known in (*left, *right):
            spans.setdefault(known, (0, BEYOND))
    moved = True
    while moved:
        moved = False
        for left, right in sides:
            moved |= _balance(spans, left, right)


def _differences(equations: Sequence[Equation]) -> list[tuple[tuple[Known, ...], tuple[Known, ...]]]:
    """What two sums say without the parts that both share."""
    at: dict[Known, list[int]] = {}
    for place, one in enumerate(equations):
        for part in one.parts:
            at.setdefault(part, []).append(place)
    pairs = {
        (places[second], places[first])
        for places in at.values()
        for second in range(1, len(places))
        for first in range(second)
    }
    found = []
    for later, earlier in sorted(pairs):
        one, other = equations[later], equations[earlier]
        if one == other:
            continue
        shared = set(one.parts) & set(other.parts)
        left = (one.whole, *(part for part in other.parts if part not in shared))
        right = (other.whole, *(part for part in one.parts if part not in shared))
        found.append((left, right))
    return found


def _balance(spans: dict[Known, Span], left: Sequence[Known], right: Sequence[Known]) -> bool:
    """Draw in the counts on both sides of an equation by the other side and their neighbours."""
    moved = False
    for ours, theirs in ((left, right), (right, left)):
        least = sum(spans[known][0] for known in theirs)
        most = sum(spans[known][1] for known in theirs)
        low = sum(spans[known][0] for known in ours)
        high = sum(spans[known][1] for known in ours)
        for known in ours:
            before = spans[known]
            if meet(spans, known, (least - (high - before[1]), most - (low - before[0]))):
                moved = True
                low += spans[known][0] - before[0]
                high += spans[known][1] - before[1]
    return moved
