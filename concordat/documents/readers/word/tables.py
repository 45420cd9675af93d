"""Builds a table's grid: which cell stands in which column of which row, with spans, shading and marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from concordat.documents.domain import Cell, Paragraph, Place, Row, Shape, Table
from concordat.documents.readers.word.names import Element, compatible_choice, is_on, mc, number, value, w
from concordat.documents.readers.word.styles import NO_MARKS, NONE, CellStyle, Marks, Styles

# Word allows 63 columns; a wider span is damage, or made to fill memory.
MOST_COLUMNS = 63


@dataclass(slots=True)
class Content:
    """What a cell holds, filled in by the walker of blocks."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A cell while its rows are still being counted."""

    content: Content
    place: Place
    fill: str | None
    colspan: int
    rowspan: int = 1


FillCell = Callable[[Element, Place, Marks, Content], None]

_NO_PLACE = Place()


def read_table(table: Element, styles: Styles, fill_cell: FillCell, place: Place, *, is_nested: bool = False) -> Table:
    """The table of a `w:tbl`; `fill_cell` reads the blocks of each cell, in document order.

    `place` is the table's own. A nested table's cells are said to stand where the cell around it stands.
    """
    shading = _Shading(table, styles)
    rows = list(_elements(table, _TR))
    drafts: list[tuple[list[_Draft], Place, Element | None]] = []
    above: dict[int, _Draft] = {}
    for at, element in enumerate(rows):
        properties = element.find(_TRPR)
        if properties is not None and (properties.find(_DEL) is not None or properties.find(_MOVEFROM) is not None):
            continue
        row_place = place if is_nested else Place(table=place.table, row=at + 1)
        line: list[_Draft] = []
        merged: dict[int, _Draft] = {}
        _blank(line, number(value(properties, _GRIDBEFORE), 0, most=MOST_COLUMNS), row_place)
        row_shading = shading.of_row(element, at, len(rows))
        before: _Draft | None = None
        for cell in _elements(element, _TC):
            if len(line) >= MOST_COLUMNS:
                break
            column = len(line)
            cell_properties = cell.find(_TCPR)
            span = min(number(value(cell_properties, _GRIDSPAN), 1, least=1), MOST_COLUMNS - column)
            down = across = None
            if cell_properties is not None:
                if cell_properties.find(_CELLDEL) is not None:
                    continue
                down, across = cell_properties.find(_VMERGE), cell_properties.find(_HMERGE)
            if across is not None and across.get(_VAL) != "restart" and before is not None:
                before.colspan += span
                line.extend([before] * span)
                continue
            upper = above.get(column) if down is not None and down.get(_VAL) != "restart" else None
            if upper is not None:
                upper.rowspan += 1
                draft = upper
            else:
                cell_place = place if is_nested else Place(table=place.table, row=at + 1, column=column + 1)
                region = shading.of_cell(row_shading, column, is_last=cell is _last(element))
                own = None if cell_properties is None else cell_properties.find(_SHD)
                fill = region.fill if own is None else styles.shading(own)
                draft = _Draft(Content(), cell_place, fill or None, span)
                fill_cell(cell, cell_place, region.marks, draft.content)
            if down is not None:
                merged[column] = draft
            line.extend([draft] * span)
            before = draft
        _blank(line, min(number(value(properties, _GRIDAFTER), 0), MOST_COLUMNS - len(line)), row_place)
        above = merged
        drafts.append((line, row_place, properties))
    return Table(tuple(_finished(drafts)), place)


def _finished(drafts: list[tuple[list[_Draft], Place, Element | None]]) -> Iterator[Row]:
    # One cell object stands for one cell, in however many rows and columns it shows.
    cells: dict[int, Cell] = {}
    for line, place, properties in drafts:
        own: list[Cell] = []
        for draft in line:
            key = id(draft)
            cell = cells.get(key)
            if cell is None:
                content = draft.content
                cell = cells[key] = Cell(
                    tuple(content.paragraphs),
                    draft.place,
                    draft.fill,
                    draft.colspan,
                    draft.rowspan,
                    tuple(content.shapes),
                    tuple(content.tables),
                )
            own.append(cell)
        is_header = is_hidden = False
        if properties is not None:
            is_header = bool(is_on(properties.find(_TBLHEADER)))
            is_hidden = bool(is_on(properties.find(_HIDDEN)))
        yield Row(tuple(own), place, is_header, _is_struck(own, place), is_hidden)


def _is_struck(cells: list[Cell], place: Place) -> bool:
    """Whether every word of a row is struck out; a merged cell from a row above does not speak for this one."""
    is_any_struck = False
    for cell in cells:
        if cell.place.row != place.row:
            continue
        for paragraph in cell.paragraphs:
            if paragraph.text and not paragraph.text.isspace():
                return False
            is_any_struck = is_any_struck or bool(paragraph.struck_text)
    return is_any_struck


def _blank(line: list[_Draft], columns: int, place: Place) -> None:
    """Columns that a row leaves out at its start or end stand as one empty cell, so that columns stay in line."""
    if columns > 0:
        draft = _Draft(Content(), Place(place.table, place.row, len(line) + 1), None, columns)
        line.extend([draft] * columns)


def _elements(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those that stand inside content controls and the like."""
    for child in parent:
        name = child.tag
        if name == tag:
            yield child
        elif name in _WRAPPERS:
            yield from _elements(child, tag)
        elif name == _ALTERNATE:
            choice = compatible_choice(child)
            if choice is not None:
                yield from _elements(choice, tag)


def _last(row: Element) -> Element | None:
    for child in reversed(row):
        if child.tag == _TC:
            return child
    return None


class _Shading:
    """The shading that a table, its rows and its style give to cells that have none of their own."""

    def __init__(self, table: Element, styles: Styles) -> None:
        self._styles = styles
        properties = table.find(_TBLPR)
        style_id = value(properties, _TBLSTYLE)
        self._regions = styles.table(style_id)
        self._band_size = styles.band_size(style_id)
        own = None if properties is None else properties.find(_SHD)
        self._own = None if own is None else styles.shading(own) or NONE
        self._look = _Look.of(None if properties is None else properties.find(_TBLLOOK))
        self._is_plain = set(self._regions) <= {"wholeTable"}
        self._cache: dict[tuple[str, ...], CellStyle] = {}

    def of_row(self, row: Element, at: int, rows: int) -> tuple[str | None, tuple[str, ...]]:
        """What the row itself says, and the regions of the style that it lies in, the weakest first."""
        exceptions = row.find(_TBLPREX)
        shading = None if exceptions is None else exceptions.find(_SHD)
        fill = self._own if shading is None else self._styles.shading(shading) or NONE
        if self._is_plain:
            return fill, ("wholeTable",)
        regions = ["wholeTable"]
        look = self._look
        if look.first_row and at == 0:
            regions.append("firstRow")
        elif look.last_row and at == rows - 1:
            regions.append("lastRow")
        elif look.bands:
            band = (at - int(look.first_row)) // self._band_size
            regions.append("band2Horz" if band % 2 else "band1Horz")
        return fill, tuple(regions)

    def of_cell(self, row: tuple[str | None, tuple[str, ...]], column: int, *, is_last: bool) -> CellStyle:
        own, regions = row
        if not self._is_plain:
            if self._look.first_column and column == 0:
                regions = (*regions, "firstCol")
            elif self._look.last_column and is_last:
                regions = (*regions, "lastCol")
        style = self._cache.get(regions)
        if style is None:
            fill: str | None = None
            marks = NO_MARKS
            for name in regions:
                region = self._regions.get(name)
                if region is not None:
                    fill = fill if region.fill is None else region.fill
                    marks = region.marks.over(marks)
            style = self._cache[regions] = CellStyle(fill, marks)
        return style if own is None else CellStyle(own, style.marks)


@dataclass(frozen=True, slots=True)
class _Look:
    """Which regions of its style a table asks for."""

    first_row: bool
    last_row: bool
    first_column: bool
    last_column: bool
    bands: bool

    @classmethod
    def of(cls, look: Element | None) -> "_Look":
        if look is None:
            return cls(False, False, False, False, True)
        try:
            bits = int(look.get(_VAL) or "0", 16)
        except ValueError:
            bits = 0

        def flag(name: str, bit: int) -> bool:
            text = look.get(w(name))
            return bool(bits & bit) if text is None else text.lower() in ("1", "true", "on")

        return cls(
            flag("firstRow", 0x20),
            flag("lastRow", 0x40),
            flag("firstColumn", 0x80),
            flag("lastColumn", 0x100),
            not flag("noHBand", 0x200),
        )


_TR, _TC, _TRPR, _TCPR, _TBLPR, _TBLPREX = w("tr"), w("tc"), w("trPr"), w("tcPr"), w("tblPr"), w("tblPrEx")
_GRIDBEFORE, _GRIDAFTER, _GRIDSPAN, _VMERGE, _HMERGE = (
    w("gridBefore"),
    w("gridAfter"),
    w("gridSpan"),
    w("vMerge"),
    w("hMerge"),
)
_DEL, _MOVEFROM, _CELLDEL, _TBLHEADER, _HIDDEN = w("del"), w("moveFrom"), w("cellDel"), w("tblHeader"), w("hidden")
_SHD, _TBLSTYLE, _TBLLOOK, _VAL = w("shd"), w("tblStyle"), w("tblLook"), w("val")
_WRAPPERS = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_ALTERNATE = mc("AlternateContent")
