"""Lays a table out for a writer: which cell begins where, how far it reaches, how wide its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from concordat.documents.domain import Block, Cell, Document, Paragraph, Row, Table
from concordat.documents.writers import words

_LONGEST_WORD = 14  # characters that a column has room for side by side, if the table is not too narrow for that
_WIDEST = 60  # characters that a column asks for, however much stands in it
_BROAD = 1.2  # how much broader than the mean a word of capitals and bold letters is


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell where it begins, or `continues` one from the row above; columns count from 0."""

    cell: Cell
    column: int
    colspan: int
    rowspan: int = 1
    continues: bool = False


@dataclass(slots=True)
class _Draft:
    """A slot while the rows below it are still being looked at."""

    cell: Cell
    column: int
    colspan: int
    rowspan: int = 1
    continues: bool = False

    def finished(self) -> Slot:
        return Slot(self.cell, self.column, self.colspan, self.rowspan, self.continues)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of slots that fill the table's width."""

    slots: tuple[Slot, ...]
    row: Row

    @property
    def begun(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not slot.continues)


def width_of(table: Table) -> int:
    """How many columns a table has, whether spans are written out in its rows or not."""
    return max((sum(span for _, span in _across(row)) for row in table.rows), default=0)


def lines_of(table: Table) -> list[Line]:
    """The rows of a table, each filled to its whole width; rows without cells are left out.

    A cell that repeats down its rows, as the same object, is one cell; so is one that repeats across its columns.
    """
    width = width_of(table)
    drafts: list[tuple[Row, list[_Draft]]] = []
    above: dict[tuple[int, int], _Draft] = {}
    for row in table.rows:
        line: list[_Draft] = []
        begun: dict[tuple[int, int], _Draft] = {}
        at = 0
        for cell, span in (*_across(row), *_blanks(row, width)):
            upper = above.get((at, span))
            draft = _Draft(cell, at, span)
            if upper is not None and upper.cell is cell and cell.rowspan > upper.rowspan:
                upper.rowspan += 1
                draft.continues = True
                begun[at, span] = upper
            else:
                begun[at, span] = draft
            line.append(draft)
            at += span
        if line:
            drafts.append((row, line))
            above = begun
    return [Line(tuple([draft.finished() for draft in line]), row) for row, line in drafts]


def is_section(line: Line) -> bool:
    """Whether a row is one cell across the whole table, which says what the rows below it are about."""
    return len(line.slots) == 1 and line.slots[0].colspan > 1 and line.slots[0].rowspan == 1 and len(line.begun) == 1


def header_count(lines: Sequence[Line]) -> int:
    """How many rows at the top are headers; none where a cell reaches from them into the rows below."""
    count = sum(1 for _ in takewhile(lambda line: line.row.is_header, lines))
    reaches = any(at + slot.rowspan > count for at, line in enumerate(lines[:count]) for slot in line.begun)
    return 0 if reaches or count == len(lines) else count


def _across(row: Row) -> list[tuple[Cell, int]]:
    """Each cell of a row with how many columns it takes there."""
    found: list[tuple[Cell, int]] = []
    cells, at = row.cells, 0
    while at < len(cells):
        cell = cells[at]
        repeated = 1
        while repeated < cell.colspan and at + repeated < len(cells) and cells[at + repeated] is cell:
            repeated += 1
        # A row that names a wide cell once means all its columns; a reader repeats it in each.
        found.append((cell, repeated if repeated > 1 else max(cell.colspan, 1)))
        at += repeated
    return found


def _blanks(row: Row, width: int) -> list[tuple[Cell, int]]:
    missing = width - sum(span for _, span in _across(row))
    return [(Cell((), row.place), 1) for _ in range(missing)]


def shares_of(table: Table, lines: Sequence[Line], characters: int) -> list[float]:
    """What share of the width each column takes, together 1, for a page on which a line has so many `characters`.

    The table's own widths where it names one for each column, else what its words ask for. A column too narrow for
    its longest ordinary word takes what it needs from the others.
    """
    width = width_of(table)
    longest, asked = [3] * width, [3] * width
    for line in lines:
        for slot in line.begun:
            if slot.colspan != 1:
                continue
            text = words.text_of(slot.cell)
            word = max((len(word) for word in text.split()), default=0)
            longest[slot.column] = max(longest[slot.column], min(word, _LONGEST_WORD) + 1)
            asked[slot.column] = max(asked[slot.column], min(_asked(text), _WIDEST))
    named = len(table.widths) == width and all(share > 0 for share in table.widths)
    wanted = [float(share) for share in (table.widths if named else asked)]
    total = sum(wanted)
    shares = [share / total for share in wanted]
    least = [letters * _BROAD / characters for letters in longest]
    if sum(least) >= 1:
        return [share / sum(least) for share in least]
    return _raised(shares, least)


def _asked(text: str) -> int:
    """How many characters wide words would like to be: long ones run over several lines."""
    return max((len(line) if len(line) < 24 else 12 + len(line) // 3 for line in text.split("\n")), default=0)


def _raised(shares: list[float], least: list[float]) -> list[float]:
    """Shares that are each at least so much, what that takes shared out among the others."""
    narrow = {at for at, share in enumerate(shares) if share < least[at]}
    while True:
        room = 1 - sum(least[at] for at in narrow)
        others = sum(share for at, share in enumerate(shares) if at not in narrow)
        found = [least[at] if at in narrow else share * room / others for at, share in enumerate(shares)]
        more = {at for at, share in enumerate(found) if at not in narrow and share < least[at]}
        if not more:
            return found
        narrow |= more


def captions_of(document: Document) -> dict[int, str]:
    """What each table is about, by its place among the blocks: the nearest heading before it."""
    found: dict[int, str] = {}
    heading = ""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table):
            found[at] = heading
        elif block.heading is not None and block.text.strip():
            heading = " ".join(words.plain(block.text).split())
    return found


def has_open_cells(blocks: Sequence[Block]) -> bool:
    tables = (block for block in blocks if not isinstance(block, Paragraph))
    return any(words.is_open(cell) for table in tables for row in table.rows for cell in row.cells)
