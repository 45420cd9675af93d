"""Puts paragraphs, cells, rows and tables together from the words of lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from concordat.documents.domain import Block, Cell, Finding, Paragraph, Place, Row, Run, Table
from concordat.documents.readers.text import titles
from concordat.documents.readers.text.labels import without_bullet
from concordat.documents.readers.text.lines import Piece, TextLine
from concordat.documents.readers.text.pipes import WORD_SLASH

_SECTION = 2  # the heading level given to the title of a table
_MOST_ABOVE = 3  # lines above a table among which its title is looked for


@dataclass(slots=True)
class Draft:
    """The blocks so far, in order, and what was noticed."""

    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tables: int = 0

    def add_lines(self, lines: Sequence[TextLine], *, is_above_table: bool = False) -> None:
        """Add paragraphs; above a table, those right before it that head a section are headings."""
        built = [paragraph(line.text, Place(line=line.number)) for line in lines]
        if is_above_table:
            for at in range(len(lines) - 1, max(len(lines) - 1 - _MOST_ABOVE, -1), -1):
                text = lines[at].text
                if titles.heads_section(text):
                    built[at] = paragraph(titles.without_dash(text), built[at].place, heading=_SECTION)
                elif not titles.is_title_like(text) or text.endswith(":"):
                    break
        self.blocks += built

    def add_table(self, rows: Sequence["Drafted"], width: int) -> Table:
        """Add a table; gives it back."""
        self.tables += 1
        table = _table(rows, self.tables, width)
        self.blocks.append(table)
        return table

    def warn(self, code: str, message: str, where: Place) -> None:
        self.findings.append(Finding("warning", code, message, where))


@dataclass(slots=True)
class Drafted:
    """A row in the making: the pieces of each column; with a single cell (or a label and one) it spans the table.

    The first `inherited` columns hold the cells of the row above, which are merged down into this one.
    """

    cells: list[list[Piece]]
    number: int
    is_header: bool = False
    inherited: int = 0


def paragraph(text: str, place: Place, *, heading: int | None = None) -> Paragraph:
    label, words = without_bullet(text.replace(WORD_SLASH, "/"))
    return Paragraph(words, (Run(words),) if words else (), label, heading, "", place)


def _table(rows: Sequence[Drafted], number: int, width: int) -> Table:
    starts = _rowspans(rows, width)
    built: list[Row] = []
    for at, row in enumerate(rows):
        place = Place(table=number, row=at + 1, line=row.number)
        cells: list[Cell] = []
        above = built[-1].cells if built else ()
        for column, pieces in enumerate(row.cells):
            if column < row.inherited and column < len(above):
                cells.append(above[column])
                continue
            is_last = column + 1 == len(row.cells)
            colspan = width - column if is_last and len(row.cells) <= 2 < width and not row.is_header else 1
            cell = _cell(pieces, number, at + 1, column + 1, row.number, colspan, starts.get((at, column), 1))
            cells += [cell] * colspan
        built.append(Row(tuple(cells), place, is_header=row.is_header))
    return Table(tuple(built), Place(table=number, line=rows[0].number if rows else None))


def _rowspans(rows: Sequence[Drafted], width: int) -> dict[tuple[int, int], int]:
    """How many rows each cell that is merged down reaches over, by the row and column it begins in."""
    spans: dict[tuple[int, int], int] = {}
    origin = [0] * width
    for at, row in enumerate(rows):
        for column in range(width):
            if column < row.inherited:
                spans[origin[column], column] = at - origin[column] + 1
            else:
                origin[column] = at
    return spans


def _cell(pieces: list[Piece], table: int, row: int, column: int, number: int, colspan: int, rowspan: int) -> Cell:
    first = pieces[0].number if pieces else number
    paragraphs: list[Paragraph] = []
    for piece in pieces:
        place = Place(table, row, column, line=piece.number)
        if piece.gap and paragraphs:  # a blank line inside a cell keeps two paragraphs of it apart
            paragraphs.append(Paragraph("", place=place))
        if piece.text:
            paragraphs.append(paragraph(piece.text, place))
    return Cell(tuple(paragraphs), Place(table, row, column, line=first), colspan=colspan, rowspan=rowspan)
