"""The document as it was read, so that a conclusion can be held against what stands there."""

from dataclasses import dataclass, replace

from concordat.documents.domain import Document, Paragraph, Place, Row, Table
from concordat.plans.domain.passages import colour_in_words

SOUGHT = "sought"  # the place on the page that a link leads to
ROWS_BESIDE = 40
BLOCKS_BESIDE = 60


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """A cell with its words and colour; `fill` is six hex digits or empty."""

    paragraphs: tuple[str, ...]
    fill: str
    colour: str
    colspan: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row; `anchor` is given where it is the one that is sought."""

    anchor: str
    number: str
    cells: tuple[DocumentCell, ...]


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A paragraph (`words`), or some rows of a table (`rows`)."""

    anchor: str
    words: str
    is_heading: bool
    caption: str
    rows: tuple[DocumentRow, ...]
    left_out: str


def present_document(document: Document, sought: Place) -> tuple[DocumentBlock, ...]:
    """The document, and in it the place that is sought; of a long one only what stands around that."""
    is_long = sum(len(table.rows) for table in document.tables) > 10 * ROWS_BESIDE
    sought = _standing_at(document, sought)
    wanted = next((table for table in document.tables if _is_in(sought, table)), None)
    if wanted is None and is_long:
        wanted = document.tables[0]
    blocks: list[DocumentBlock] = []
    at = 0
    for block in document.blocks:
        if isinstance(block, Table):
            if block is wanted:
                at = len(blocks)
            elif is_long:
                continue
            blocks.append(_table(block, sought if block is wanted else Place(), is_long))
        elif block.text.strip():
            blocks.append(_paragraph(block, sought))
    return tuple(blocks[max(at - BLOCKS_BESIDE, 0) : at + BLOCKS_BESIDE]) if is_long else tuple(blocks)


def _standing_at(document: Document, sought: Place) -> Place:
    """The place of what stands at a line of a text: a paragraph, or the row of a table that the line belongs to."""
    if sought.line is None or sought.table is not None or sought.sheet is not None:
        return replace(sought, line=None)
    places = [paragraph.place for paragraph in document.blocks if isinstance(paragraph, Paragraph)]
    places.extend(row.place for table in document.tables for row in table.rows)
    before = [(place.line, place) for place in places if place.line is not None and place.line <= sought.line]
    return max(before, key=lambda found: found[0])[1] if before else sought


def _is_in(sought: Place, table: Table) -> bool:
    if sought == Place() or (sought.line is not None and sought.row is None):
        return False
    return (sought.table, sought.sheet) == (table.place.table, table.place.sheet)


def _paragraph(paragraph: Paragraph, sought: Place) -> DocumentBlock:
    label = f"{paragraph.label} " if paragraph.label else ""
    is_sought = sought.line is not None and sought.row is None and paragraph.place.line == sought.line
    return DocumentBlock(SOUGHT if is_sought else "", label + paragraph.text, paragraph.heading is not None, "", (), "")


def _table(table: Table, sought: Place, is_long: bool) -> DocumentBlock:
    rows = table.rows
    if is_long:
        at = next((i for i, row in enumerate(rows) if row.place.row == sought.row), 0)
        rows = rows[max(at - ROWS_BESIDE, 0) : at + ROWS_BESIDE]
    left_out = len(table.rows) - len(rows)
    place = table.place
    is_whole = sought.row is None and sought != Place()
    return DocumentBlock(
        SOUGHT if is_whole else "",
        "",
        False,
        f"Sheet “{place.sheet}”" if place.sheet else f"Table {place.table}" if place.table else "Table",
        tuple(_row(row, sought.row) for row in rows),
        f"{left_out:,} rows of this table are not shown here." if left_out else "",
    )


def _row(row: Row, sought: int | None) -> DocumentRow:
    number = row.place.row
    return DocumentRow(
        SOUGHT if number is not None and number == sought else "",
        str(number or ""),
        tuple(
            DocumentCell(
                tuple(
                    f"{one.label} {one.text}" if one.label else one.text for one in cell.paragraphs if one.text.strip()
                ),
                cell.fill or "",
                colour_in_words(cell.fill),
                sum(1 for other in row.cells if other is cell),
            )
            for cell in row.own_cells()
        ),
    )
