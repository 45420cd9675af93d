"""Lays the lines of a row into the columns of its table where only the words tell where a cell ends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from concordat.documents.readers.text import heading_words, labels, shapes
from concordat.documents.readers.text.habits import Habits
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, TextLine, words_of
from concordat.documents.readers.text.shapes import Holds
from concordat.documents.readers.text.work import Work

# Only the order of these matters: see `fitting`, where cells are marked and prices are alike.
_MISSING = {Holds.LABEL: 3.0, Holds.TIME: 0.6, Holds.NAMES: 0.6, Holds.RATING: 0.4, Holds.WORDS: 0.55}
_MISSING_DUTY = 3.0
_MISSING_AT_END = 0.45
_MISSING_AT_END_OF_MANY = 0.3
_MOST_LINES = {Holds.LABEL: 1, Holds.TIME: 8, Holds.NAMES: 14, Holds.RATING: 3, Holds.WORDS: 80}
_MOST_ATOMS = 300  # of one row; a longer one is no row
_MOST_ATOMS_OF_TABLE = 6_000  # where nothing says where its rows begin
_NEW_ROW = 0.35
_CUT_IN_SENTENCE = 2.5
_CUT_IN_PARAGRAPHS = 0.4
_GOES_ON_AFTER_STOP = 0.25
_PARAGRAPH = 0.4
_SHORT_LINE = 0.7
_TWO_TIMES = 0.3
_NARROW = (Holds.TIME, Holds.NAMES)  # columns whose lines are all short
_WRAPPED = 0.15
_NEVER = float("inf")
_SURE_TIME = 0.5
# A row that could be laid otherwise at no more than this is shown to a person.
_DOUBTFUL = 0.5
_SURE = 0.6
_BAD = 1.3
_ENDS_OPEN = re.compile(r"\b(?:and|or|of|the|to|so|that|with|for|a|an)$")
_ENUMERATED = re.compile(r"(?:[a-z]|[ivx]+)[).]\s")
_OPEN_ENDS = ("/", "&", ",", "-", "–", "(")


class Edge(Enum):
    """What parts a piece from the one before it."""

    LINE = "line"
    BLANK = "blank"
    SPACE = "space"  # nothing: both stand in one line


@dataclass(frozen=True, slots=True)
class Atom:
    """A line, or a part of it, that can be a cell or the beginning of one."""

    piece: Piece
    edge: Edge = Edge.LINE
    is_label: bool = False


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


def atoms_of(
    lines: Sequence[TextLine], heads: Sequence[Head], *, label: str = "", is_in_line: bool = False
) -> list[Atom]:
    """The atoms of a row's lines; `label` is what its first line begins with, if it is to be a cell.

    `is_in_line` says that cells may stand beside one another in a line, as the headings do.
    """
    has_time = any(head.holds is Holds.TIME for head in heads)
    has_rating = any(head.holds is Holds.RATING or heading_words.tells(head.text) for head in heads)
    found: list[Atom] = []
    for at, line in enumerate(lines):
        text, edge = line.text, Edge.BLANK if line.gap else Edge.LINE
        if at == 0 and label:
            found.append(Atom(Piece(line.number, label, line.gap), edge, is_label=True))
            text, edge = text[len(label) :].strip(), Edge.SPACE
        if not text:
            continue
        end = shapes.time_prefix(text)[0] if has_time else 0
        if is_in_line and has_rating:
            end = shapes.before_rating(text[:end]) or end
        rest = text[end:].strip()
        if end and rest and (rest[0].isupper() or rest[0] == "(") and not text[end].isalnum():
            found.append(Atom(Piece(line.number, text[:end].strip(), line.gap), edge))
            text, edge = rest, Edge.SPACE
        elif is_in_line and has_time and (start := shapes.time_before_names(text)):
            gap = line.gap if edge is not Edge.SPACE else 0
            found.append(Atom(Piece(line.number, text[:start].strip(), gap), edge))
            text, edge = text[start:], Edge.SPACE
            end = shapes.time_prefix(text)[0]
            rest = text[end:].strip()
            if end and rest:
                found.append(Atom(Piece(line.number, text[:end].strip()), edge))
                text = rest
        found.append(Atom(Piece(line.number, text, line.gap if edge is not Edge.SPACE else 0), edge))
    return found


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
    work.spend(len(atoms) * sum(min(_MOST_LINES[head.holds], len(atoms)) for head in heads) // 2)
    return _Laying(atoms, heads, habits, has_gaps=has_gaps, many=many, is_weighed=is_weighed).rows()


def _unlaid(atoms: Sequence[Atom], heads: Sequence[Head]) -> Laid:
    """A row that is too long to be one: its words stand together in the first column of words."""
    cells: list[list[Piece]] = [[] for _ in heads]
    at = next((at for at, head in enumerate(heads) if head.holds is Holds.WORDS), len(heads) - 1)
    cells[at] = _in_lines(atoms)
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
        self._duty = habits.duty
        self._opening = [[habits.opening(at, atom.piece.text) for at in range(len(heads))] for atom in atoms]
        width = habits.width or _usual_width(atoms)
        joins = [_edge_prices(one, other, has_gaps=has_gaps, width=width) for one, other in pairwise(atoms)]
        # Progress is often told by a rating alone: "Completed".
        has_own = any(head.holds is Holds.RATING for head in heads)
        self._tells = [not has_own and head.holds is Holds.WORDS and heading_words.tells(head.text) for head in heads]
        has_rating = has_own or any(self._tells)
        self._misfits = [_misfit(atom.piece.text, has_rating=has_rating) for atom in atoms]
        self._rates = [shapes.is_rating(atom.piece.text) for atom in atoms]
        self._others: list[dict[int, float]] = []
        self._is_weighed = is_weighed and len(atoms) <= _MOST_ATOMS
        self._kept: dict[tuple[int, int], list[tuple[int, float]]] = {}
        self._begins = [False, *(inside > _WRAPPED for inside, _ in joins)]  # a paragraph, maybe inside a cell
        self._inside = [0.0, *(inside for inside, _ in joins)]
        self._between = [0.0, *(between for _, between in joins)]

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
            return self._cells(start, column)
        if (found := self._kept.get((start, column))) is None:
            found = self._kept[start, column] = list(self._cells(start, column))
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
            least = min((self._missing_between(column, other) + begun[other] for other in later), default=_NEVER)
        if self._many and self._atoms[at].edge is not Edge.SPACE:
            anew = min(self._missing_between(-1, other) + price for other, price in enumerate(begun))
            anew += self._missing_after(column) + (0.0 if self._atoms[at].is_label else _NEW_ROW)
            least = min(least, anew)
        return least + self._between[at]

    def _entered(self, before: Sequence[float], at: int, column: int) -> tuple[float, int, bool]:
        """The least price to begin a cell of a column at an atom, the column before it, whether it begins a row."""
        if at == 0:
            return self._missing_between(-1, column), -1, True
        least, came_from, is_new = _NEVER, 0, False
        label_here = self._atoms[at].is_label
        for other, price in enumerate(before):
            if price == _NEVER:
                continue
            if other < column and not label_here:
                total = price + self._missing_between(other, column) + self._between[at]
                if total < least:
                    least, came_from, is_new = total, other, False
            if self._many and self._atoms[at].edge is not Edge.SPACE:
                total = price + self._missing_after(other) + self._missing_between(-1, column) + self._between[at]
                total += 0.0 if label_here else _NEW_ROW
                if total < least:
                    least, came_from, is_new = total, other, True
        return least, came_from, is_new

    def _missing_between(self, column: int, other: int) -> float:
        return sum(
            _MISSING_DUTY if at == self._duty else _MISSING[self._heads[at].holds] for at in range(column + 1, other)
        )

    def _missing_after(self, column: int) -> float:
        return self._missing_at_end * (len(self._heads) - column - 1)

    def _cells(self, start: int, column: int) -> Iterator[tuple[int, float]]:
        holds = self._heads[column].holds
        extra = 0.0
        for end in range(start + 1, min(start + _MOST_LINES[holds], len(self._atoms)) + 1):
            if end - 1 > start:
                if self._atoms[end - 1].is_label:
                    return
                inside = self._inside[end - 1]
                is_wrapped = holds in _NARROW and self._atoms[end - 1].edge is Edge.LINE
                extra += min(inside, _WRAPPED) if is_wrapped else inside
            if holds is Holds.WORDS and not (self._tells[column] and self._rates[end - 1]):
                extra += self._misfits[end - 1]
            if end - 1 > start and self._begins[end - 1]:
                extra += self._opening[end - 1][column]
            yield end, extra + self._price(column, start, end)

    def _price(self, column: int, start: int, end: int) -> float:
        holds = self._heads[column].holds
        opening = self._opening[start][column]
        if holds is Holds.WORDS and end - start > 2:
            return opening
        atoms = self._atoms[start:end]
        if self._tells[column] and shapes.is_rating(atoms[0].piece.text):
            return 0.0
        text = words_of([atom.piece for atom in atoms])
        price = opening + shapes.price(holds, text, label=atoms[0].is_label)
        if holds is Holds.NAMES and len(atoms) > 1:
            # The worst line counts: a sentence below a name makes no list of names.
            return max(price, *(shapes.price(Holds.NAMES, atom.piece.text) for atom in atoms))
        if holds is Holds.TIME:
            if len(atoms) > 1:
                price = max(price, sum(_unlike_time(atom.piece.text) for atom in atoms))
            if price < _SURE_TIME:
                price += _TWO_TIMES * max(0, shapes.time_prefix(" ".join(text.split()))[1] - 1)
        return price

    def _traced(self, steps: Sequence[Sequence[_Step | None]], column: int) -> list[Laid]:
        width, at = len(self._heads), len(self._atoms)
        rows: list[Laid] = []
        cells: list[list[Piece]] = [[] for _ in range(width)]
        doubts: list[tuple[float, Doubt]] = []
        while (step := steps[at][column]) is not None:
            cells[column] = _in_lines(self._atoms[step.before : at])
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
            cell and head.holds is not Holds.LABEL and _ENDS_OPEN.search(cell[-1].text)
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


def _in_lines(atoms: Sequence[Atom]) -> list[Piece]:
    """A cell's pieces; those that stood in one line are one again."""
    pieces: list[Piece] = []
    for atom in atoms:
        if atom.edge is Edge.SPACE and pieces:
            last = pieces.pop()
            pieces.append(Piece(last.number, f"{last.text} {atom.piece.text}", last.gap))
        else:
            pieces.append(atom.piece)
    return pieces


def _unlike_time(text: str) -> float:
    """How unlike a line of a time a text looks."""
    if shapes.is_partial_time(text) or shapes.stands_beside_time(text):
        return 0.0
    return shapes.price(Holds.TIME, text)


def _misfit(text: str, *, has_rating: bool) -> float:
    """What a line costs in a cell of words: it looks like a cell of its own when it is only a time or a rating."""
    if has_rating and shapes.is_rating(text):
        return 0.8
    if shapes.is_time(text):
        return 1.0
    return 0.5 * shapes.price(Holds.WORDS, text)


def _edge_prices(one: Atom, other: Atom, *, has_gaps: bool, width: int) -> tuple[float, float]:
    """What it costs to keep two neighbours in one cell, and to part them between two."""
    if other.edge is Edge.SPACE:
        return 0.3, 0.0
    before, after = one.piece.text, other.piece.text
    if one.is_label:
        return 0.0, 0.0
    if other.piece.is_bulleted:
        return 0.0, 0.1
    begins_small = after[:1].islower() and not _ENUMERATED.match(after)
    if begins_small and (shapes.is_time(after) or shapes.stands_beside_time(after)):
        begins_small = bool(_ENDS_OPEN.search(before)) or shapes.is_time(before)
    is_open = before.endswith(_OPEN_ENDS) or _ENDS_OPEN.search(before) is not None
    goes_on = begins_small or is_open or after.startswith("&")
    if goes_on and other.edge is Edge.LINE:
        return 0.0, _CUT_IN_SENTENCE
    if after.startswith("(") and not shapes.is_time(before):
        return 0.0, _CUT_IN_PARAGRAPHS
    if goes_on and has_gaps:
        return 0.0, _CUT_IN_PARAGRAPHS
    if other.edge is Edge.BLANK:  # a paragraph of its own
        return (_PARAGRAPH if has_gaps else 1.2), 0.0
    ended = before.endswith((".", "!", "?", ";", ":")) or labels.is_row_label(before)
    if ended:
        return _GOES_ON_AFTER_STOP, 0.0
    # A line that breaks off well before the others do is no wrapped one: what follows is a paragraph of its own.
    return (0.45 if len(before) < _SHORT_LINE * width else 0.15), 0.05


def _usual_width(atoms: Sequence[Atom]) -> int:
    """How long the long lines are."""
    lengths = sorted(len(atom.piece.text) for atom in atoms)
    return lengths[len(lengths) * 9 // 10] if lengths else 0
