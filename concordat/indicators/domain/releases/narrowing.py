"""What a visitor can work out of counts that are shown as spans, from the sums that hold between them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Span = tuple[int, int]  # the least and the greatest value that a visitor can't rule out
Known = tuple[Hashable, int]  # which count, and its true value: a count that changed is another unknown
BEYOND = 10**9  # no count of a locality comes near it
_MOST_TRIES = 400  # steps of a search for another reading; who finds none in so many is taken to know the count
_MOST_SEARCHES = 4  # of so many steps for one count; shorter ones leave steps for more
_FARTHEST = 12  # from the true count, readings are looked for


@dataclass(frozen=True, slots=True)
class Equation:
    """The whole is the sum of its parts."""

    whole: Known
    parts: tuple[Known, ...]


_Terms = dict[Known, int]  # how often each count is added; the sum of all is 0


def told(
    shown: Mapping[Known, Span],
    equations: Sequence[Equation],
    *,
    is_small: Callable[[int], bool],
    fewest: int,
    for_certain: bool = False,
) -> set[Known]:
    """The small counts for which a visitor is left with fewer than so many values.

    shown: what each figure says by itself; of a count without one nothing is known. First spans are drawn in along
    every sum, which tells most. Spans are all that can be told where no two sums share two counts, by whatever way;
    elsewhere a count is taken to be told unless as many readings of everything are found in which it differs.
    for_certain: of what is only taken to be told nothing.
    """
    sums = [_terms(one) for one in equations]
    spans = {known: shown.get(known, (0, BEYOND)) for terms in sums for known in terms}
    draw_in(spans, sums + _differences(sums))
    spans = dict(shown) | spans
    small = [known for known in spans if is_small(known[1])]
    narrow = {known for known in small if spans[known][1] - spans[known][0] + 1 < fewest}
    if narrow or for_certain:
        return narrow
    circular = _in_circles(sums)
    search = _Search(spans, sums)
    return {known for known in small if known in circular and not search.has_choices(known, fewest)}


def _terms(equation: Equation) -> _Terms:
    terms: defaultdict[Known, int] = defaultdict(int)
    terms[equation.whole] -= 1
    for part in equation.parts:
        terms[part] += 1
    return {known: times for known, times in terms.items() if times}


def draw_in(spans: dict[Known, Span], sums: Sequence[_Terms]) -> None:
    """Draw every span in by every sum until none moves."""
    of_known: defaultdict[Known, list[int]] = defaultdict(list)
    for place, terms in enumerate(sums):
        for known in terms:
            of_known[known].append(place)
    waiting = dict.fromkeys(range(len(sums)))
    while waiting:
        place = next(iter(waiting))
        del waiting[place]
        for known in _balance(spans, sums[place]):
            waiting |= dict.fromkeys(of_known[known])


def _balance(spans: dict[Known, Span], terms: _Terms) -> list[Known]:
    """Draw in the counts of one sum by all the others of it; gives those that moved."""
    least = most = 0
    for known, times in terms.items():
        low, high = spans[known]
        least += times * (low if times > 0 else high)
        most += times * (high if times > 0 else low)
    moved = []
    for known, times in terms.items():
        low, high = spans[known]
        if times > 0:
            after = max(low, -((most - times * high) // times)), min(high, (times * low - least) // times)
        else:
            after = max(low, -((times * high - least) // -times)), min(high, (most - times * low) // -times)
        if after != (low, high):
            spans[known] = after
            moved.append(known)
            least += times * (after[0] - low if times > 0 else after[1] - high)
            most += times * (after[1] - high if times > 0 else after[0] - low)
    return moved


def _differences(sums: Sequence[_Terms]) -> list[_Terms]:
    """What two sums say without the counts that both share."""
    at: defaultdict[Known, list[int]] = defaultdict(list)
    for place, one in enumerate(sums):
        for known in one:
            at[known].append(place)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for places in at.values():
        for pair in combinations(places, 2):
            shared[pair] += 1
    found = []
    for (first, second), count in shared.items():
        if count < 2:
            continue
        difference = defaultdict(int, sums[first])
        for known, times in sums[second].items():
            difference[known] -= times
        left = {known: times for known, times in difference.items() if times}
        if left:
            found.append(left)
    return found


def _in_circles(sums: Sequence[_Terms]) -> set[Known]:
    """The counts that are tied to each other in two ways."""
    above: dict[Hashable, Hashable] = {}

    def top(one: Hashable) -> Hashable:
        while above.setdefault(one, one) != one:
            above[one] = one = above[above[one]]
        return one

    circles = set()
    for place, terms in enumerate(sums):
        node: Hashable = ("sum", place)
        for known, times in terms.items():
            tops = top(node), top(known)
            if tops[0] == tops[1] or abs(times) > 1:
                circles.add(known)
            above[tops[0]] = tops[1]
    ends = {top(known) for known in circles}
    return {known for terms in sums for known in terms if top(known) in ends}


class _Search:
    """Looks for other readings of all counts, starting from the true one and mending each sum that no longer holds.

    Counts have numbers here, as they are looked up very often.
    """

    def __init__(self, spans: Mapping[Known, Span], sums: Sequence[_Terms]) -> None:
        self._numbers = {known: number for number, known in enumerate(spans)}
        # How far each count can move from its true value, and the steps that readings were found with.
        self._room = [(low - known[1], high - known[1]) for known, (low, high) in spans.items()]
        self._steps = [{0} for _ in spans]
        self._of: list[list[tuple[int, int]]] = [[] for _ in spans]  # the sums in which a count is, and how often
        for place, terms in enumerate(sums):
            for known, times in terms.items():
                self._of[self._numbers[known]].append((place, times))
        self._order = [sorted(self._numbered(terms), key=lambda term: self._rank(term[0])) for terms in sums]
        self._tries = 0

    def has_choices(self, known: Known, fewest: int) -> bool:
        """Whether readings are found in which the count has so many values, its own among them."""
        number = self._numbers[known]
        low, high = self._room[number]
        left = _MOST_SEARCHES * _MOST_TRIES
        for step in sorted(range(max(low, -_FARTHEST), min(high, _FARTHEST) + 1), key=abs):
            if len(self._steps[number]) >= fewest or left <= 0:
                break
            if step not in self._steps[number]:
                self._tries = _MOST_TRIES
                self._move(number, step, {}, {}, [])
                left -= _MOST_TRIES - self._tries
        return len(self._steps[number]) >= fewest

    def _numbered(self, terms: _Terms) -> list[tuple[int, int]]:
        return [(self._numbers[known], times) for known, times in terms.items()]

    def _rank(self, number: int) -> tuple[int, int]:
        """What stands in few sums and can move far is moved first."""
        low, high = self._room[number]
        return len(self._of[number]), low - high

    def _move(
        self, number: int, step: int, moved: Mapping[int, int], off: Mapping[int, int], pending: Sequence[int]
    ) -> bool:
        """Whether counts that have not moved can move so that every sum holds again, after one more has.

        off: by how much each sum is off, as the true counts are in balance. pending: the sums that were.
        """
        off, moved = dict(off), {**moved, number: step}
        for place, times in self._of[number]:
            off[place] = off.get(place, 0) + times * step
        pending = [
            place for place in dict.fromkeys([*pending, *(place for place, _ in self._of[number])]) if off[place]
        ]
        if not pending:
            for each, far in moved.items():
                self._steps[each].add(far)
            return True
        self._tries -= 1
        wrong = off[pending[0]]
        for other, times in self._order[pending[0]]:
            if self._tries < 0:
                return False
            if other not in moved:
                wanted = -wrong // times if wrong % times == 0 else -(wrong // times)
                low, high = self._room[other]
                other_step = min(max(wanted, low), high)
                if other_step and self._move(other, other_step, moved, off, pending):
                    return True
        return False
