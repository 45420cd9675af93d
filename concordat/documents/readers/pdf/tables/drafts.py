"""Tables while they are put together: cells keep their lines until what a page break parted is one again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from concordat.documents.domain import Cell, Paragraph, Place, Row, Shape, Table
from concordat.documents.readers.pdf.painting.marks import Box
from concordat.documents.readers.pdf.text.lines import TextLine
from concordat.documents.readers.pdf.text.paragraphs import Setting, edges_of, paragraphs_of

_SHOWING = 12  # lines that another follows: so many show how far a column's lines reach
_INSET = 6.0  # points that they stay away from where the padding on the left says they may end


@dataclass(slots=True, eq=False)
class CellDraft:
    """One cell, in however many rows and columns it shows."""

    box: Box
    lines: list[TextLine] = field(default_factory=list)
    fill: str | None = None
    shapes: list[Shape] = field(default_factory=list)
    inner: list["TableDraft"] = field(default_factory=list)
    has_picture: bool = False
    edges: tuple[float, float] = (0.0, 0.0)  # where its lines may begin and end, in points

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def finished(self, place: Place, colspan: int, rowspan: int, setting: Setting, pictures: list[Place]) -> Cell:
        if self.has_picture:
            pictures.append(place)
        paragraphs = list(paragraphs_of(self.lines, *self.edges, setting, place))
        tables = tuple(draft.finished(place, setting, pictures, is_nested=True) for draft in self.inner)
        for table in tables:
            paragraphs += _words_of(table)
        return Cell(tuple(paragraphs), place, self.fill, colspan, rowspan, tuple(self.shapes), tables)


@dataclass(slots=True, eq=False)
class RowDraft:
    """One row: the cell of each column, and where the row stands on its page."""

    cells: list[CellDraft]
    page: int
    top: float
    bottom: float
    is_header: bool = False

    def own_cells(self) -> Iterator[CellDraft]:
        """Each distinct cell once, in order."""
        seen: CellDraft | None = None
        for cell in self.cells:
            if cell is not seen:
                yield cell
            seen = cell


@dataclass(slots=True, eq=False)
class TableDraft:
    """A table, or as much of one as stands on a page; `xs` are the sides of its columns."""

    xs: list[float]
    rows: list[RowDraft]
    is_open: bool = False  # its lines part rows only

    def all_cells(self) -> list[CellDraft]:
        return list({id(cell): cell for row in self.rows for cell in row.cells}.values())

    def settle_edges(self) -> None:
        """Finds where the lines of each cell may end: by its own padding, or nearer where a whole column shows it."""
        columns: dict[tuple[int, int], list[CellDraft]] = {}
        for cell in self.all_cells():
            cell.edges = edges_of(cell.lines, cell.box.x0, cell.box.x1)
            columns.setdefault((round(cell.box.x0), round(cell.box.x1)), []).append(cell)
            for inner in cell.inner:
                inner.settle_edges()
        for cells in columns.values():
            wrapped = sum(max(0, len(cell.lines) - 1) for cell in cells)
            furthest = max((line.x1 for cell in cells for line in cell.lines if not line.words[0].turn), default=0.0)
            if wrapped >= _SHOWING and min(cell.edges[1] for cell in cells) - furthest >= _INSET:
                for cell in cells:
                    cell.edges = (cell.edges[0], furthest + 1)

    def finished(self, place: Place, setting: Setting, pictures: list[Place], *, is_nested: bool = False) -> Table:
        """The table; a nested one's cells are said to stand where the cell around it stands.

        Cells that hold a picture are added to `pictures`.
        """
        rowspans: dict[int, int] = {}
        for row in self.rows:
            for cell in row.own_cells():
                rowspans[id(cell)] = rowspans.get(id(cell), 0) + 1
        made: dict[int, Cell] = {}
        rows = []
        for number, row in enumerate(self.rows, start=1):
            own = place if is_nested else Place(place.table, number, page=row.page)
            for column, cell in enumerate(row.cells):
                if id(cell) not in made:
                    stands = own if is_nested else Place(place.table, number, column + 1, page=row.page)
                    span = row.cells.count(cell)
                    made[id(cell)] = cell.finished(stands, span, rowspans[id(cell)], setting, pictures)
            cells = tuple(made[id(cell)] for cell in row.cells)
            rows.append(Row(cells, own, row.is_header, _is_struck(cells, own)))
        return Table(tuple(rows), place)


def _words_of(table: Table) -> Iterator[Paragraph]:
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from cell.paragraphs


def _is_struck(cells: tuple[Cell, ...], place: Place) -> bool:
    """Whether every word of a row is struck out; a merged cell from a row above does not speak for this one."""
    own = [part for cell in cells if cell.place.row == place.row for part in cell.paragraphs]
    return any(part.struck_text for part in own) and not any(part.text.strip() for part in own)
