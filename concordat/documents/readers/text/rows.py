"""Decides where the rows of a flattened table begin, from the shape of its cells alone."""

import re
from dataclasses import dataclass

from concordat.documents.readers.text.labels import is_row_label
from concordat.documents.readers.text.pieces import Piece

# Words that head a column of a table of work, however the rest of the header is written.
_WORDS_OF_COLUMNS = (
    "no number ref reference item id action actions task objective objectives criteria criterion theme domain "
    "timescale timescales timeframe time date deadline due when start finish completion led lead leads leading "
    "owner owners who responsible responsibility organisation organisations agency agencies outcome outcomes impact "
    "measure measures rag brag status rating progress update updates comment comments priority evidence milestone "
    "milestones deliverable deliverables target resources name role post ledby ragrating ragstatus"
)
_COLUMN_WORDS = frozenset(_WORDS_OF_COLUMNS.split())
_LONG_WORDS = tuple(word for word in _COLUMN_WORDS if len(word) > 5)
_REFERENCE_WORDS = frozenset({"no", "number", "ref", "reference", "item", "id", "#"})
_TIME_WORDS = frozenset(
    {"time", "timescale", "timescales", "timeframe", "date", "deadline", "due", "when", "completion"}
)
_TIME = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b20\d\d\b|\d\s*[/.-]\s*\d|on-? ?going|\bq[1-4]\b|"
    r"\b(daily|weekly|monthly|quarterly|annual|year|immediate|tb[acd]|complete|now|spring|summer|autumn|winter)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z#]+")
_LONGEST_HEADER_CELL = 100
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 20
_MOST_EXTRA_CELLS = 2

# The price of each way in which a row can look unlike a row. Only their order of size matters: a row of the wrong
# number of cells is worse than a missing blank line; a label in the middle of a row is worse than either alone.
_MISSING_LAST_CELL = 3.0
_MISSING_CELL = 3.5
_EXTRA_EMPTY_CELL = 2.0
_EXTRA_CELL = 6.0
_NO_BLANK_LINE_BEFORE = 3.0
_INDENTED_START = 1.0
_BLANK_LINE_INSIDE = 0.3
_NO_LABEL = 4.0
_LABEL_INSIDE = 3.0
_LABEL_AFTER_BLANK_LINE_INSIDE = 5.0
_WHOLE_ROW_OF_ONE_CELL = 4.0
_NO_TIME_IN_ITS_COLUMN = 2.0
_NO_TITLE_BEFORE_HEADER = 4.0
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its pieces from `start` up to and without `end`."""

    start: int
    end: int
    label_column: int | None  # the column that numbers the rows, from 0
    time_column: int | None = None  # the column that says when, from 0

    @property
    def width(self) -> int:
        return self.end - self.start


def _words(piece: Piece) -> list[str]:
    return _WORD.findall(piece.words.lower())


def _is_column_word(piece: Piece) -> bool:
    if len(piece.words) > _LONGEST_HEADER_CELL:
        return False
    words = _words(piece)
    if not words or len(words) > 12:
        return False
    # A narrow column breaks its header anywhere: "Timesc ale", "Le d By", "Out comes".
    whole = "".join(words)
    return any(word in _COLUMN_WORDS for word in words[:3]) or whole in _COLUMN_WORDS or whole.startswith(_LONG_WORDS)


def _may_be_in_header(piece: Piece) -> bool:
    return len(piece.words) <= _LONGEST_HEADER_CELL and not is_row_label(piece.words)


def find_headers(pieces: list[Piece]) -> list[Header]:
    """Every header row, in order: three or more short cells together, most of which are words that head columns."""
    headers: list[Header] = []
    at = 0
    while at < len(pieces):
        header = _header_at(pieces, at)
        if header is None:
            at += 1
        else:
            headers.append(header)
            at = header.end
    return headers


def _is_title_above(piece: Piece, below: Piece) -> bool:
    """Whether a piece that could head a column is rather the title of the table that begins below it."""
    words = piece.words
    return below.gap > 1 or (below.gap == 1 and (len(words.split()) > 3 or any(sign.isdigit() for sign in words)))


def _header_at(pieces: list[Piece], start: int) -> Header | None:
    first = pieces[start]
    if start and first.gap == 0:
        return None
    if not _is_column_word(first) and not (first.is_empty and start + 1 < len(pieces) and pieces[start + 1].gap == 0):
        return None
    end = start + 1
    while end < len(pieces) and end - start < _MOST_COLUMNS:
        piece = pieces[end]
        if not _may_be_in_header(piece) or (piece.gap > 0 and not _is_column_word(piece)):
            break
        end += 1
    while end - start > _FEWEST_COLUMNS and _is_title_above(pieces[start], pieces[start + 1]):
        start += 1
    cells = pieces[start:end]
    known = sum(1 for cell in cells if _is_column_word(cell))
    filled = sum(1 for cell in cells if not cell.is_empty)
    if len(cells) < _FEWEST_COLUMNS or known < 2 or known * 2 < filled:
        return None
    label_column = next(
        (at for at, cell in enumerate(cells) if _REFERENCE_WORDS & set(_words(cell)[:2])),
        0 if first.is_empty else None,
    )
    time_column = next((at for at, cell in enumerate(cells) if _TIME_WORDS & set(_words(cell))), None)
    return Header(start, end, label_column, time_column)


def find_rows(pieces: list[Piece], header: Header, *, ends_in_header: bool) -> list[list[Piece]]:
    """The rows that a table's pieces make at the least price, by dynamic programming; linear in the pieces.

    `ends_in_header` says that another header row follows: a short last piece is then the next heading.
    """
    prices = _Prices(pieces, header, ends_in_header=ends_in_header)
    count = len(pieces)
    best = [0.0] + [float("inf")] * count
    taken = [0] * (count + 1)
    for end in range(1, count + 1):
        for length in range(1, min(end, header.width + _MOST_EXTRA_CELLS) + 1):
            price = best[end - length] + prices.of_row(end - length, end)
            if price < best[end]:
                best[end], taken[end] = price, length
    rows: list[list[Piece]] = []
    end = count
    while end:
        rows.append(pieces[end - taken[end] : end])
        end -= taken[end]
    rows.reverse()
    return rows


class _Prices:
    """What it costs to take some of the pieces for one row of a table."""

    def __init__(self, pieces: list[Piece], header: Header, *, ends_in_header: bool) -> None:
        self._pieces = pieces
        self._width = header.width
        self._ends_in_header = ends_in_header
        self._labels = [is_row_label(piece.words) for piece in pieces]
        self._column = header.label_column
        if self._column is None and sum(self._labels) * header.width * 2 >= len(pieces):
            self._column = 0
        self._time_column = header.time_column
        self._times = [_NO_TIME_IN_ITS_COLUMN if p.words and not _TIME.search(p.words) else 0.0 for p in pieces]
        # Sums over all pieces before each, so that a row's price takes the same time however wide it is.
        self._blank_lines = [0.0]
        self._misplaced = [0.0]
        for piece, is_label in zip(pieces, self._labels, strict=True):
            self._blank_lines.append(self._blank_lines[-1] + (_BLANK_LINE_INSIDE if piece.gap else 0.0))
            self._misplaced.append(self._misplaced[-1] + (_label_inside(piece) if is_label else 0.0))

    def of_row(self, start: int, end: int) -> float:
        """The price of the pieces from `start` up to and without `end` as one row; 0 for a row without blemish."""
        length = end - start
        if length == 1:
            return self._of_one(start)
        first = self._pieces[start]
        width = self._width
        price = self._blank_lines[end] - self._blank_lines[start + 1]
        price += self._misplaced[end] - self._misplaced[start + 1]
        if length == width - 1:
            price += _MISSING_LAST_CELL
        elif length < width:
            price += _MISSING_CELL * (width - length)
        for extra in self._pieces[start + width : end]:
            price += _EXTRA_EMPTY_CELL if extra.is_empty else _EXTRA_CELL
        if first.gap == 0 and start:
            price += _INDENTED_START if first.is_indented else _NO_BLANK_LINE_BEFORE
        if self._column is not None:
            at = start + self._column
            if at >= end or not self._labels[at]:
                price += _NO_LABEL
            elif self._column:
                price -= _label_inside(self._pieces[at])
        if self._time_column is not None and start + self._time_column < end:
            price += self._times[start + self._time_column]
        if end == len(self._pieces) and self._ends_in_header and self._looks_like_title(end - 1):
            price += _NO_TITLE_BEFORE_HEADER
        return price

    def _looks_like_title(self, at: int) -> bool:
        piece = self._pieces[at]
        stands_apart = piece.gap > 1 or piece.lines[0].is_blank
        return stands_apart and 0 < len(piece.words) <= _LONGEST_HEADING and not self._labels[at]

    def _of_one(self, at: int) -> float:
        """A row of one cell: a heading inside the table or before the next header; or a stray empty cell."""
        piece = self._pieces[at]
        if piece.is_empty:
            return _EXTRA_EMPTY_CELL
        is_end = at == len(self._pieces) - 1
        price = 0.0 if is_end and self._ends_in_header else _WHOLE_ROW_OF_ONE_CELL
        if self._labels[at] or len(piece.words) > _LONGEST_HEADING:
            price += 2 * _WHOLE_ROW_OF_ONE_CELL
        if not piece.gap and at:
            price += _NO_BLANK_LINE_BEFORE
        if not is_end and not self._pieces[at + 1].gap:
            price += _NO_BLANK_LINE_BEFORE
        return price


def _label_inside(piece: Piece) -> float:
    return _LABEL_AFTER_BLANK_LINE_INSIDE if piece.gap else _LABEL_INSIDE
