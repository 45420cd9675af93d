"""Lays cells with spans out on a table's grid, as pages and OpenDocument files give them: by how far each reaches."""

from dataclasses import dataclass, field

from concordat.documents.domain import Cell, Paragraph, Place, Row, Shape, Table

# What Word allows; a wider table is damage, or made to fill memory.
MOST_COLUMNS = 63


# In all tables of a file; a plan of 5,000 rows of ten columns has 50,000, and sixteen thousand rows of seven take more
# than ten seconds to be read as a plan. Cells that reach down can make more of them than a file has letters.
MOST_SLOTS = 110_000


class TooManySlots(Exception):
    """The tables of a file have more rows and columns than any plan's."""


@dataclass(slots=True)
class Room:
    """How many places of a table's grid a file may still fill; its tables share one."""

    left: int = MOST_SLOTS

    def take(self, slots: int) -> None:
        self.left -= slots
        if self.left < 0:
            raise TooManySlots


@dataclass(slots=True)
class Content:
    """What a cell holds, filled in by the walker of blocks."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def add_table(self, table: Table) -> None:
        """Takes in a nested table: its words and shapes stand in the cell too."""
        self.tables.append(table)
        for cell in cells_once(table):
            self.paragraphs.extend(cell.paragraphs)
            self.shapes.extend(cell.shapes)


def cells_once(table: Table) -> list[Cell]:
    """Each cell of a table once, in reading order."""
    seen: dict[int, Cell] = {}
    for row in table.rows:
        for cell in row.cells:
            seen.setdefault(id(cell), cell)
    return list(seen.values())


@dataclass(slots=True)
class _Draft:
    """A cell while its rows are still being counted."""

    content: Content
    place: Place
    fill: str | None
    column: int
    colspan: int
    rows_left: int = 0  # below the row that it began in
    rowspan: int = 1
    cell: Cell | None = None  # one object stands for one cell, in however many rows and columns it shows

    def finished(self) -> Cell:
        if self.cell is None:
            content = self.content
            self.cell = Cell(
                tuple(content.paragraphs),
                self.place,
                self.fill,
                self.colspan,
                self.rowspan,
                tuple(content.shapes),
                tuple(content.tables),
            )
        return self.cell


@dataclass(slots=True)
class _RowDraft:
    line: list[_Draft]
    place: Place
    is_header: bool
    is_hidden: bool

    def finished(self) -> Row:
        cells = tuple([draft.finished() for draft in self.line])
        return Row(cells, self.place, self.is_header, _is_struck(cells, self.place), self.is_hidden)


class Grid:
    """A table as it is being laid out: begin a row, add its cells, end it; at the end ask for the table.

    `place` is the table's own. A nested table's rows and cells are said to stand where the cell around it stands.
    """

    def __init__(self, place: Place, room: Room, *, is_nested: bool = False) -> None:
        self._place = place
        self._room = room
        self._is_nested = is_nested
        self._count = 0
        self._rows: list[_RowDraft] = []
        self._reaching: list[_Draft] = []  # cells of rows above that reach into the row that is being laid out
        self._begun: list[_Draft] = []
        self._line: dict[int, _Draft] = {}
        self._column = 0

    def begin_row(self) -> None:
        self._count += 1
        self._begun = []
        self._line = {column: draft for draft in self._reaching for column in _columns(draft)}
        self._column = 0
        self._room.take(len(self._line) + 1)
        self._move_on()

    def skip_row(self) -> None:
        """Counts a row that a person does not see; cells from above reach through it."""
        self.begin_row()
        self.end_row(is_shown=False)

    @property
    def cell_place(self) -> Place:
        """Where the next cell of this row stands."""
        if self._is_nested:
            return self._place
        return Place(self._place.table, self._count, self._column + 1)

    @property
    def is_full(self) -> bool:
        """Whether the row has no room for one more column."""
        return self._column >= MOST_COLUMNS

    def add(self, content: Content, fill: str | None, *, colspan: int = 1, rowspan: int = 1) -> None:
        """The next cell of the row, in the first column that no cell from above reaches into."""
        if self.is_full:
            return
        span = 1
        most = min(max(colspan, 1), MOST_COLUMNS - self._column)
        while span < most and self._column + span not in self._line:
            span += 1
        self._room.take(span)
        draft = _Draft(content, self.cell_place, fill, self._column, span, max(rowspan, 1) - 1)
        self._begun.append(draft)
        for column in _columns(draft):
            self._line[column] = draft
        self._move_on()

    def end_row(self, *, is_header: bool = False, is_hidden: bool = False, is_shown: bool = True) -> None:
        """Ends the row; with `is_shown` false it counts, but what began in it is left out."""
        place = self._place if self._is_nested else Place(self._place.table, self._count)
        if is_shown and self._line:
            line = [self._line.get(column) or self._blank(column) for column in range(max(self._line) + 1)]
            self._rows.append(_RowDraft(line, place, is_header, is_hidden))
            for draft in self._reaching:
                draft.rowspan += 1
        for draft in self._reaching:
            draft.rows_left -= 1
        begun = self._begun if is_shown else []
        self._reaching = [draft for draft in (*self._reaching, *begun) if draft.rows_left > 0]

    def end_group(self) -> None:
        """Ends a group of rows, which no cell reaches out of."""
        self._reaching = []

    def table(self) -> Table:
        return Table(tuple([row.finished() for row in self._rows]), self._place)

    def _move_on(self) -> None:
        while self._column in self._line:
            self._column += 1

    def _blank(self, column: int) -> _Draft:
        place = self._place if self._is_nested else Place(self._place.table, self._count, column + 1)
        return _Draft(Content(), place, None, column, 1)


def _columns(draft: _Draft) -> range:
    return range(draft.column, draft.column + draft.colspan)


def _is_struck(cells: tuple[Cell, ...], place: Place) -> bool:
    """Whether every word of a row is struck out; a merged cell from a row above does not speak for this one."""
    own = [paragraph for cell in cells if cell.place.row == place.row for paragraph in cell.paragraphs]
    return any(paragraph.struck_text for paragraph in own) and not any(paragraph.text.strip() for paragraph in own)
