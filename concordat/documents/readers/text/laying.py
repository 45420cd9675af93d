"""Lays the lines of a row into the columns of its table where only the words tell where a cell ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from concordat.documents.readers.text import shapes
from concordat.documents.readers.text.atoms import Atom, Edge, in_lines
from concordat.documents.readers.text.habits import Habits
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, words_of
from concordat.documents.readers.text.prices import MOST_LINES, Prices, ends_open
from concordat.documents.readers.text.shapes import Holds
from concordat.documents.readers.text.work import Work

# Only the order of these matters: see `fitting`, where cells are marked and prices are alike.
_MISSING = {Holds.LABEL: 3.0, Holds.TIME: 0.6, Holds.NAMES: 0.6, Holds.RATING: 0.4, Holds.WORDS: 0.55}
_MISSING_DUTY = 3.0
_MISSING_AT_END = 0.45
_MISSING_AT_END_OF_MANY = 0.3
_MOST_ATOMS = 300  # of one row; a longer one is no row
_MOST_ATOMS_OF_TABLE = 6_000  # where nothing says where its rows begin
_NEW_ROW = 0.35
_NEVER = float("inf")
# A row that could be laid otherwise at no more than this is shown to a person.
_DOUBTFUL = 0.5
_SURE = 0.6
_BAD = 1.3


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that could stand in another column about as well as in the one they were laid in."""

    words: str
    column: int
    other: int


@dataclass(slots=True)
class Laid:
    """The pieces of each column, and how surely they are those of their columns."""

    cells: list[list[Piece]]
    is_sure: bool  # its times and names look like it, as far as it has any
    is_full: bool  # it has both, where the table has columns for them
    is_bad: bool  # a cell looks like nothing that its column holds, or breaks off in the middle
    is_divided: bool = False  # sentences were parted between two columns of words by nothing but their order
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    before: int
    column: int
    is_new: bool


def lay(
    atoms: Sequence[Atom],
    heads: Sequence[Head],
    work: Work,
    habits: Habits,
    *,
    has_gaps: bool,
    many: bool = False,
    is_weighed: bool = False,
) -> list[Laid]:
    """The atoms as one row of a table, or as `many`; empty where they cannot be laid at all.

    `habits` are those of the table's columns. `has_gaps` says that every paragraph is followed by a blank line, so
    that a blank line means nothing.
    """
    if len(atoms) > (_MOST_ATOMS_OF_TABLE if many else _MOST_ATOMS):
        return [_unlaid(atoms, heads)]
    work.spend(len(atoms) * sum(min(MOST_LINES[head.holds], len(atoms)) for head in heads) // 2)
    return _Laying(atoms, heads, habits, has_gaps=has_gaps, many=many, is_weighed=is_weighed).rows()


def _unlaid(atoms: Sequence[Atom], heads: Sequence[Head]) -> Laid:
    """A row that is too long to be one: its words stand together in the first column of words."""
    cells: list[list[Piece]] = [[] for _ in heads]
    at = next((at for at, head in enumerate(heads) if head.holds is Holds.WORDS), len(heads) - 1)
    cells[at] = in_lines(atoms)
    return Laid(cells, is_sure=False, is_full=False, is_bad=True)


class _Laying:
    """Dynamic programming over atoms and columns."""

    def __init__(
        self,
        atoms: Sequence[Atom],
        heads: Sequence[Head],
        habits: Habits,
        *,
        has_gaps: bool,
        many: bool,
        is_weighed: bool,
    ) -> None:
        self._atoms = atoms
        self._heads = heads
        self._many = many
        self._missing_at_end = _MISSING_AT_END_OF_MANY if many else _MISSING_AT_END
        self._prices = Prices(atoms, heads, habits, has_gaps=has_gaps)
        self._between = self._prices.between
        missing = [_MISSING_DUTY if at == habits.duty else _MISSING[head.holds] for at, head in enumerate(heads)]
        # What it costs that the columns between two are empty; those before the first stand in the last list.
        self._missing_between = [
            [sum(missing[column + 1 : other]) for other in range(len(heads))] for column in (*range(len(heads)), -1)
        ]
        self._others: list[dict[int, float]] = []
        self._is_weighed = is_weighed and len(atoms) <= _MOST_ATOMS
        self._kept: dict[tuple[int, int], list[tuple[int, float]]] = {}

    def rows(self) -> list[Laid]:
        count, width = len(self._atoms), len(self._heads)
        best = [[_NEVER] * width for _ in range(count + 1)]
        steps: list[list[_Step | None]] = [[None] * width for _ in range(count + 1)]
        for at in range(count):
            for column in range(width):
                price, came_from, is_new = self._entered(best[at], at, column)
                if price == _NEVER:
                    continue
                for end, own in self._priced(at, column):
                    if price + own < best[end][column]:
                        best[end][column], steps[end][column] = price + own, _Step(at, came_from, is_new)
        ends = [price + self._missing_after(column) for column, price in enumerate(best[count])]
        column = min(range(width), key=ends.__getitem__)
        if ends[column] == _NEVER:
            return []
        if self._is_weighed:
            self._others = self._second_best(best, ends[column])
        return self._traced(steps, column)

    def _priced(self, start: int, column: int) -> Iterable[tuple[int, float]]:
        """Where a cell that begins at an atom can end, and its price; kept where it is asked for again."""
        if not self._is_weighed:
            return self._prices.of_cells(start, column)
        if (found := self._kept.get((start, column))) is None:
            found = self._kept[start, column] = list(self._prices.of_cells(start, column))
        return found

    def _second_best(self, best: Sequence[Sequence[float]], least: float) -> list[dict[int, float]]:
        """For each atom, the columns it can stand in at little more than the least price, and what more that is."""
        count, width = len(self._atoms), len(self._heads)
        onward = [[_NEVER] * width for _ in range(count + 1)]
        onward[count] = [self._missing_after(column) for column in range(width)]
        found: list[dict[int, float]] = [{} for _ in range(count)]
        for at in range(count - 1, -1, -1):
            begun = [_NEVER] * width
            for column in range(width):
                entered = self._entered(best[at], at, column)[0]
                for end, own in self._priced(at, column):
                    after = own + onward[end][column]
                    begun[column] = min(begun[column], after)
                    more = entered + after - least
                    if more < _DOUBTFUL:
                        for each in found[at:end]:
                            each[column] = min(more, each.get(column, more))
            if at:
                onward[at] = [self._onward(at, column, begun) for column in range(width)]
        return found

    def _onward(self, at: int, column: int, begun: Sequence[float]) -> float:
        """The least price of all that follows a cell of a column that ended before an atom."""
        least = _NEVER
        if not self._atoms[at].is_label:
            later = range(column + 1, len(begun))
            least = min((self._missing_between[column][other] + begun[other] for other in later), default=_NEVER)
        if self._many and self._atoms[at].edge is not Edge.SPACE:
            anew = min(self._missing_between[-1][other] + price for other, price in enumerate(begun))
            anew += self._missing_after(column) + (0.0 if self._atoms[at].is_label else _NEW_ROW)
            least = min(least, anew)
        return least + self._between[at]

    def _entered(self, before: Sequence[float], at: int, column: int) -> tuple[float, int, bool]:
        """The least price to begin a cell of a column at an atom, the column before it, whether it begins a row."""
        if at == 0:
            return self._missing_between[-1][column], -1, True
        least, came_from, is_new = _NEVER, 0, False
        label_here = self._atoms[at].is_label
        for other, price in enumerate(before):
            if price == _NEVER:
                continue
            if other < column and not label_here:
                total = price + self._missing_between[other][column] + self._between[at]
                if total < least:
                    least, came_from, is_new = total, other, False
            if self._many and self._atoms[at].edge is not Edge.SPACE:
                total = price + self._missing_after(other) + self._missing_between[-1][column] + self._between[at]
                total += 0.0 if label_here else _NEW_ROW
                if total < least:
                    least, came_from, is_new = total, other, True
        return least, came_from, is_new

    def _missing_after(self, column: int) -> float:
        return self._missing_at_end * (len(self._heads) - column - 1)

    def _traced(self, steps: Sequence[Sequence[_Step | None]], column: int) -> list[Laid]:
        width, at = len(self._heads), len(self._atoms)
        rows: list[Laid] = []
        cells: list[list[Piece]] = [[] for _ in range(width)]
        doubts: list[tuple[float, Doubt]] = []
        while (step := steps[at][column]) is not None:
            cells[column] = in_lines(self._atoms[step.before : at])
            doubts += self._doubts(step.before, at, column)
            if step.is_new:
                rows.append(self._judged(cells))
                rows[-1].doubt = _least(doubts, _DOUBTFUL)
                cells, doubts = [[] for _ in range(width)], []
            at, column = step.before, step.column
            if column < 0:
                break
        rows.reverse()
        return rows

    def _doubts(self, start: int, end: int, column: int) -> Iterator[tuple[float, Doubt]]:
        """What could stand elsewhere of a cell, each with how much dearer that would be."""
        for at in range(start, end):
            for other, more in self._others[at].items() if self._others else ():
                if other != column and not self._atoms[at].is_label:
                    yield more, Doubt(self._atoms[at].piece.text, column, other)

    def _judged(self, cells: list[list[Piece]]) -> Laid:
        heads = self._heads
        is_sure, is_full, is_bad, is_told = True, True, False, False
        for holds in (Holds.TIME, Holds.NAMES):
            columns = [at for at, head in enumerate(heads) if head.holds is holds]
            prices = [shapes.price(holds, words_of(cells[at])) for at in columns if cells[at]]
            is_told = is_told or bool(prices)
            is_full = is_full and bool(prices or not columns)
            is_sure = is_sure and all(price <= _SURE for price in prices)
            is_bad = is_bad or any(price > _BAD for price in prices)
        # Columns that ran into one another are cut in the middle of what they say.
        is_bad = is_bad or any(
            cell and head.holds is not Holds.LABEL and ends_open(cell[-1].text)
            for cell, head in zip(cells, heads, strict=True)
        )
        divided = any(
            heads[at].holds is heads[at - 1].holds is Holds.WORDS and len(cells[at]) + len(cells[at - 1]) > 2
            for at in range(1, len(heads))
        )
        return Laid(cells, is_sure and is_told and not is_bad, is_full, is_bad, divided)


def _least(doubts: Sequence[tuple[float, Doubt]], most: float) -> Doubt | None:
    """The doubt whose other way is cheapest; None where none is cheap enough."""
    more, doubt = min(doubts, key=lambda each: each[0], default=(_NEVER, None))
    return doubt if more <= most else None
