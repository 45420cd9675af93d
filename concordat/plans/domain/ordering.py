"""Where each action stands in the order of a plan, so that an action that did not move keeps its place."""

from bisect import bisect_left
from collections.abc import Sequence

STEP = 1_000  # room left between neighbours, for actions that later documents put between them


def places_in_order(kept: Sequence[int | None], *, step: int = STEP) -> tuple[int, ...]:
    """A rising place for each item of a list; `kept` holds the place that an item has already, or None.

    As many items as can keep their place keep it: the longest run of places that rises already and leaves room for
    those between. The others get a new one.
    """
    fixed = _longest_rising(kept)
    while True:
        crowded = _first_crowded(kept, fixed)
        if crowded is None:
            break
        fixed.discard(crowded)
    return _filled(kept, fixed, step)


def _longest_rising(kept: Sequence[int | None]) -> set[int]:
    """The indexes of the longest strictly rising subsequence."""
    ends: list[int] = []  # the smallest last place of a run of each length
    last: list[int] = []  # its index
    before: dict[int, int | None] = {}
    for index, place in enumerate(kept):
        if place is None:
            continue
        length = bisect_left(ends, place)
        before[index] = last[length - 1] if length else None
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
    found = set()
    index_or_none = last[-1] if last else None
    while index_or_none is not None:
        found.add(index_or_none)
        index_or_none = before[index_or_none]
    return found


def _first_crowded(kept: Sequence[int | None], fixed: set[int]) -> int | None:
    """The first fixed item that leaves too little room for those before it."""
    floor, waiting = 0, 0
    for index, place in enumerate(kept):
        if index not in fixed or place is None:
            waiting += 1
            continue
        if place - floor <= waiting:
            return index
        floor, waiting = place, 0
    return None


def _filled(kept: Sequence[int | None], fixed: set[int], step: int) -> tuple[int, ...]:
    places: list[int] = []
    floor = 0
    index = 0
    while index < len(kept):
        place = kept[index]
        if index in fixed and place is not None:
            places.append(place)
            floor = place
            index += 1
            continue
        following = next((after for after in range(index, len(kept)) if after in fixed), None)
        until = len(kept) if following is None else following
        ceiling = kept[following] if following is not None else None
        gap = step if ceiling is None else (ceiling - floor) // (until - index + 1)
        for _ in range(index, until):
            floor += gap
            places.append(floor)
        index = until
    return tuple(places)
