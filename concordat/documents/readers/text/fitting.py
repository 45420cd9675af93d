"""Fits the cells that were found in a row to the columns of its table, where some are missing, split or merged down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from concordat.documents.readers.text import shapes
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, words_of
from concordat.documents.readers.text.shapes import Holds
from concordat.documents.readers.text.work import Work

# The prices say only what is likelier than what. A cell that the conversion dropped is likelier than a date among the
# leads; a lead written "A / B" is likelier than a row without its action.
_JOINED = {Holds.LABEL: 5.0, Holds.TIME: 1.2, Holds.NAMES: 0.7, Holds.RATING: 2.0, Holds.WORDS: 1.8}
_MISSING = {Holds.LABEL: 3.0, Holds.TIME: 1.0, Holds.NAMES: 1.0, Holds.RATING: 0.5, Holds.WORDS: 0.9}
_MISSING_FIRST_WORDS = 2.5
_MISSING_AT_END = 0.15
_LATER = 0.01  # of two columns of words the later one is missing
PLAIN = 1.0  # as many cells as columns, and each looks like its column: nothing else is looked for
_FEWEST_JOINED = 3
_UNEVEN = 1.5  # as many cells as columns, and yet not one for each
_SUB_ROW = 1.0
_BULLET_ELSEWHERE = 1.5
_NO_LIST = 0.5
_MIXED = 1.5  # a list after words that do not announce it, or words after a list
_MIXED_IN_WORDS = 0.5
_UNLIKELY_JOIN = 0.5
_MOST_PIECES = 250  # of one row whose cells are merged down
_MOST_IN_CELL = 40
_MOST_IN_SHORT_CELL = 10  # of a time, a rating or names
_BEGINS_SMALL = 1.3  # a cell that begins with a small letter goes on with the one before
_LIST_ELSEWHERE = 1.2  # bullets where no list of sentences is looked for
_RATING_ELSEWHERE = {Holds.WORDS: 0.6, Holds.TIME: 1.0}  # where the table has a column of ratings
_MOST_TOKENS = 120  # in a row; beyond, the last cell takes what is left
_NEVER = float("inf")
BETWEEN = " / "


@dataclass
class Token:
    """What stands between one separator and the next."""

    pieces: list[Piece] = field(default_factory=list)
    is_label: bool = False

    @cached_property
    def text(self) -> str:
        return words_of(self.pieces)

    @cached_property
    def is_list(self) -> bool:
        return any(piece.is_bulleted for piece in self.pieces)

    @cached_property
    def begins_small(self) -> bool:
        return self.text[:1].islower()

    @cached_property
    def mixed(self) -> int:
        """How often a list begins after words that do not announce it, or words follow a list."""
        return sum(
            one.is_bulleted != other.is_bulleted and not one.text.endswith(":") for one, other in pairwise(self.pieces)
        )


@dataclass(slots=True)
class Fitted:
    """The pieces for each column; the first `inherited` are those of the row above."""

    cells: list[list[Piece]]
    inherited: int = 0


def fit(tokens: Sequence[Token], heads: Sequence[Head], work: Work, *, is_cut: bool = False) -> tuple[float, Fitted]:
    """One row's cells in the columns they fit best, and the price; `is_cut` says that the text ends in this row.

    Raises `TooManyCells`, as does `fit_merged`.
    """
    if len(tokens) > _MOST_TOKENS:
        last = len(heads) - 1
        return _NEVER, Fitted([*(list(token.pieces) for token in tokens[:last]), joined(tokens[last:])])
    width, count = len(heads), len(tokens)
    even = _NEVER
    if count == width:
        even = sum(_price([token], head.holds) for token, head in zip(tokens, heads, strict=True))
        if even <= PLAIN:
            return even, Fitted([list(token.pieces) for token in tokens])
    most = max(_FEWEST_JOINED, count - width + _FEWEST_JOINED)
    reach = min(most, count)
    work.spend(width * count * reach * (10 + reach) // 40)  # a cell of many words takes longer
    has_rating = any(head.holds is Holds.RATING for head in heads)
    first_words = next((at for at, head in enumerate(heads) if head.holds is Holds.WORDS), -1)
    best = [[_NEVER] * (count + 1) for _ in range(width + 1)]
    taken = [[0] * (count + 1) for _ in range(width + 1)]
    best[0][0] = 0.0
    at_end = 0.0 if is_cut else _MISSING_AT_END
    for column, head in enumerate(heads):
        missing = _MISSING_FIRST_WORDS if column == first_words else _MISSING[head.holds] - _LATER * column
        for at in range(count + 1):
            so_far = best[column][at]
            if so_far == _NEVER:
                continue
            absent = so_far + (at_end if at == count else missing)
            if absent < best[column + 1][at]:
                best[column + 1][at], taken[column + 1][at] = absent, 0
            for end in range(at + 1, min(at + most, count) + 1):
                price = so_far + _price(tokens[at:end], head.holds)
                if has_rating and end == at + 1 and shapes.is_rating(tokens[at].text):
                    price += _RATING_ELSEWHERE.get(head.holds, 0.0) * (not shapes.names_time(tokens[at].text))
                if price < best[column + 1][end]:
                    best[column + 1][end], taken[column + 1][end] = price, end - at
    cells: list[list[Piece]] = []
    at, is_even = count, True
    for column in range(width, 0, -1):
        length = taken[column][at]
        is_even = is_even and length == 1
        cells.append(joined(tokens[at - length : at]))
        at -= length
    cells.reverse()
    price = best[width][count]
    if not is_even and even <= price + _UNEVEN:
        return even, Fitted([list(token.pieces) for token in tokens])
    return price, Fitted(cells)


def _price(tokens: Sequence[Token], holds: Holds) -> float:
    lists = 0.0
    is_words = holds is Holds.WORDS
    for token in tokens:
        if token.mixed:
            lists += token.mixed * (_MIXED_IN_WORDS if is_words else _MIXED)
        if token.is_list and not is_words:
            lists += _LIST_ELSEWHERE
    if (is_words or holds is Holds.NAMES) and tokens[0].begins_small:
        lists += _BEGINS_SMALL
    if len(tokens) == 1:
        return lists + shapes.price(holds, tokens[0].text, label=tokens[0].is_label)
    if tokens[0].is_label:
        return _JOINED[Holds.LABEL] * (len(tokens) - 1)
    # The worst of them counts: a sentence beside a name makes no list of names.
    worst = max(shapes.price(holds, token.text) for token in tokens) if holds is Holds.NAMES else 0.0
    whole = shapes.price(holds, BETWEEN.join(token.text for token in tokens))
    return lists + max(worst, whole) + _JOINED[holds] * (len(tokens) - 1)


def joined(tokens: Sequence[Token]) -> list[Piece]:
    """The pieces of cells that were one before the conversion: their words meet again at the separator."""
    pieces: list[Piece] = []
    for at, token in enumerate(tokens):
        own = list(token.pieces)
        if at and pieces and own:
            last, first = pieces.pop(), own.pop(0)
            if last.number == first.number:
                own.insert(0, Piece(last.number, f"{last.text}{BETWEEN}{first.text}", last.gap))
            else:
                pieces.append(Piece(last.number, f"{last.text} /", last.gap))
                own.insert(0, first)
        pieces += own
    return pieces


@dataclass(frozen=True, slots=True)
class _Step:
    """How a cell was reached: from the cell that ended at `before` in column `column`; `is_new` begins a row."""

    before: int
    column: int
    is_new: bool


def fit_merged(tokens: Sequence[Token], heads: Sequence[Head], work: Work) -> tuple[float, list[Fitted]] | None:
    """Several rows that share merged cells at their left, as one stretch of text gives them; None where it is not so.

    Only the first of them has the row's label. A later one begins at a line's start, in any column; what stands left
    of it is merged down from above. Lists with bullets, two or more of them, fill one and the same column.
    """
    pieces = [piece for token in tokens for piece in token.pieces]
    lists = sum(p.is_bulleted and not (at and pieces[at - 1].is_bulleted) for at, p in enumerate(pieces))
    if len(pieces) > _MOST_PIECES or lists < 2 or not tokens[0].pieces:
        return None
    listed = [at for at, head in enumerate(heads) if at and head.holds is Holds.WORDS]
    reach = sum(_MOST_IN_CELL if head.holds is Holds.WORDS else _MOST_IN_SHORT_CELL for head in heads[1:])
    work.spend(len(listed) * len(pieces) * min(reach, len(heads) * len(pieces)) // 4)
    prices: dict[tuple[int, int, Holds], float] = {}  # of the pieces between two places, whichever column is listed
    found = [_Merging(tokens, heads, column, prices).fitted() for column in listed]
    return min((each for each in found if each is not None), key=lambda each: each[0], default=None)


class _Merging:
    """The rows of a stretch of text whose lists fill the column `listed`, found by dynamic programming."""

    def __init__(
        self,
        tokens: Sequence[Token],
        heads: Sequence[Head],
        listed: int,
        prices: dict[tuple[int, int, Holds], float],
    ) -> None:
        self._prices = prices
        self._pieces = [piece for token in tokens for piece in token.pieces]
        self._begins = {sum(len(t.pieces) for t in tokens[:at]) for at in range(1, len(tokens))}
        self._bulleted = [piece.is_bulleted for piece in self._pieces]
        self._first = tokens[0]
        self._heads = heads
        self._listed = listed

    def fitted(self) -> tuple[float, list[Fitted]] | None:
        pieces, heads = self._pieces, self._heads
        width, count = len(heads), len(pieces)
        best = [[_NEVER] * width for _ in range(count + 1)]
        steps: list[list[_Step | None]] = [[None] * width for _ in range(count + 1)]
        start = len(self._first.pieces)
        best[start][0] = shapes.price(heads[0].holds, self._first.text, label=self._first.is_label)
        steps[start][0] = _Step(0, -1, True)
        for at in range(start, count):
            for column in range(1, width):
                price, came_from, is_new = _entered(best[at], heads, column, is_cell=at in self._begins)
                if price == _NEVER:
                    continue
                for end, own in self._cells(at, column):
                    if price + own < best[end][column]:
                        best[end][column], steps[end][column] = price + own, _Step(at, came_from, is_new)
        column = min(range(width), key=lambda c: best[count][c])
        if best[count][column] == _NEVER:
            return None
        return best[count][column], _traced(pieces, steps, count, column, width)

    def _cells(self, start: int, column: int) -> Iterator[tuple[int, float]]:
        """Where a cell of a column that begins at a piece can end, and its price."""
        holds = self._heads[column].holds
        pieces, bulleted = self._pieces, self._bulleted
        is_words = holds is Holds.WORDS
        extra = _NO_LIST if column == self._listed and not bulleted[start] else 0.0
        most = _MOST_IN_CELL if is_words else _MOST_IN_SHORT_CELL
        for end in range(start + 1, min(start + most, len(pieces)) + 1):
            if end - 1 > start and end - 1 in self._begins:
                extra += _JOINED[holds] + _UNLIKELY_JOIN
            if bulleted[end - 1] and column != self._listed:
                extra += _BULLET_ELSEWHERE
            if end - 1 > start and bulleted[end - 1] != bulleted[end - 2]:
                extra += 0.0 if pieces[end - 2].text.endswith(":") else _MIXED
            is_long = is_words and end - start > 2
            if is_long:
                yield end, extra
                continue
            own = self._prices.get((start, end, holds))
            if own is None:
                own = self._prices[start, end, holds] = shapes.price(holds, words_of(pieces[start:end]))
            yield end, extra + own


def _entered(before: Sequence[float], heads: Sequence[Head], column: int, *, is_cell: bool) -> tuple[float, int, bool]:
    """The least price at which a cell of this column can begin, the column before it, and whether it begins a row."""
    least, came_from, is_new = _NEVER, 0, False
    for other, price in enumerate(before):
        if price == _NEVER:
            continue
        if is_cell and other < column:
            total = price + sum(_MISSING[head.holds] for head in heads[other + 1 : column])
        elif not is_cell:
            if heads[column].holds is not Holds.WORDS:
                continue
            total = price + _SUB_ROW + _MISSING_AT_END * (len(heads) - other - 1)
        else:
            continue
        if total < least:
            least, came_from, is_new = total, other, not is_cell
    return least, came_from, is_new


def _traced(
    pieces: Sequence[Piece], steps: Sequence[Sequence[_Step | None]], count: int, column: int, width: int
) -> list[Fitted]:
    rows: list[Fitted] = []
    cells: list[list[Piece]] = [[] for _ in range(width)]
    at = count
    while (step := steps[at][column]) is not None:
        cells[column] = list(pieces[step.before : at])
        if step.is_new:
            rows.append(Fitted(cells, column))
            cells = [[] for _ in range(width)]
        at, column = step.before, step.column
        if column < 0:
            break
    rows.reverse()
    return rows


def spans_of(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """Each start with the one after it, the last with the end."""
    return list(pairwise([*starts, end]))
