"""Builds a table's grid: which cell stands in which column of which row, with spans, shading and marks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from concordat.documents.domain import Cell, Paragraph, Place, Row, Shape, Table
from concordat.documents.readers.word.names import (
    VAL,
    Element,
    child,
    compatible_choice,
    inside,
    is_on,
    mc,
    number,
    value,
    w,
)
from concordat.documents.readers.word.styles import NO_MARKS, NONE, CellStyle, Marks, Styles

# Word allows 63 columns; a wider span is damage, or made to fill memory.
MOST_COLUMNS = 63


@dataclass(slots=True)
class CellDraft:
    """A cell while its rows are still being counted; what it holds is filled in by the walker of blocks."""

    place: Place
    fill: str | None
    colspan: int
    rowspan: int = 1
    paragraphs: list[Paragraph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    cell: Cell | None = None  # one object stands for one cell, in however many rows and columns it shows

    def finished(self) -> Cell:
        if self.cell is None:
            self.cell = Cell(
                tuple(self.paragraphs),
                self.place,
                self.fill,
                self.colspan,
                self.rowspan,
                tuple(self.shapes),
                tuple(self.tables),
            )
        return self.cell


@dataclass(slots=True)
class _RowDraft:
    cells: list[CellDraft]
    place: Place
    is_header: bool
    is_hidden: bool

    def finished(self) -> Row:
        cells = tuple([draft.finished() for draft in self.cells])
        return Row(cells, self.place, self.is_header, _is_struck(cells, self.place), self.is_hidden)


FillCell = Callable[[list[Element], CellDraft, Marks], None]


def read_table(table: Element, styles: Styles, fill_cell: FillCell, place: Place, *, is_nested: bool = False) -> Table:
    """The table of a `w:tbl`; `fill_cell` reads the blocks of each cell, in document order.

    `place` is the table's own. A nested table's cells are said to stand where the cell around it stands.
    """
    shading = _Shading(table, styles)
    elements = _elements(table, _TR)
    height = len(elements)
    drafts: list[_RowDraft] = []
    above: dict[int, CellDraft] = {}
    for at, element in enumerate(elements):
        row = _RowProperties(element)
        if row.is_deleted:
            continue
        row_place = place if is_nested else Place(place.table, at + 1)
        line: list[CellDraft] = []
        merged: dict[int, CellDraft] = {}
        _blank(line, row.columns_before, row_place)
        row_shading = shading.of_row(row.exceptions, at, height)
        cells = _elements(element, _TC)
        before: CellDraft | None = None
        for cell in cells:
            column = len(line)
            parts = inside(cell)
            own = _NO_PROPERTIES
            if parts and parts[0].tag == _TCPR:
                own = _CellProperties(inside(parts[0]))
                del parts[0]
            if own.is_deleted:
                continue
            span = own.span
            if span > MOST_COLUMNS - column:
                span = MOST_COLUMNS - column
                if span < 1:
                    break
            if own.continues_across and before is not None:
                before.colspan += span
                line.extend([before] * span)
                continue
            upper = above.get(column) if own.continues_down else None
            if upper is not None:
                upper.rowspan += 1
                draft = upper
            else:
                cell_place = place if is_nested else Place(place.table, at + 1, column + 1)
                region = shading.of_cell(row_shading, column, is_last=cell is cells[-1])
                fill = region.fill if own.shading is None else styles.shading(own.shading)
                draft = CellDraft(cell_place, fill or None, span)
                if cell.getparent() is element or not _is_prompt(cell):
                    fill_cell(parts, draft, region.marks)
            if own.is_merged_down:
                merged[column] = draft
            if span == 1:
                line.append(draft)
            else:
                line.extend([draft] * span)
            before = draft
        _blank(line, row.columns_after, row_place)
        if not line:
            continue  # nothing stands there, though it counts
        above = merged
        drafts.append(_RowDraft(line, row_place, row.is_header, row.is_hidden))
    return Table(tuple([draft.finished() for draft in drafts]), place)


class _RowProperties:
    """What a row's `w:trPr` says, and its exceptions from the table's own properties."""

    __slots__ = ("columns_after", "columns_before", "exceptions", "is_deleted", "is_header", "is_hidden")

    def __init__(self, row: Element) -> None:
        self.exceptions: Element | None = None
        self.columns_before = self.columns_after = 0
        self.is_deleted = self.is_header = self.is_hidden = False
        for element in row:
            name = element.tag
            if name == _TRPR:
                self._read(element)
            elif name == _TBLPREX:
                self.exceptions = element
            else:
                break

    def _read(self, properties: Element) -> None:
        for element in properties:
            name = element.tag
            if name in (_DEL, _MOVEFROM):
                self.is_deleted = True
            elif name == _TBLHEADER:
                self.is_header = bool(is_on(element))
            elif name == _HIDDEN:
                self.is_hidden = bool(is_on(element))
            elif name == _GRIDBEFORE:
                self.columns_before = number(element.get(VAL), 0, most=MOST_COLUMNS)
            elif name == _GRIDAFTER:
                self.columns_after = number(element.get(VAL), 0, most=MOST_COLUMNS)


class _CellProperties:
    """What a cell's `w:tcPr` says."""

    __slots__ = ("continues_across", "continues_down", "is_deleted", "is_merged_down", "shading", "span")

    def __init__(self, properties: Iterable[Element]) -> None:
        self.span = 1
        self.shading: Element | None = None
        self.continues_across = self.continues_down = self.is_merged_down = self.is_deleted = False
        for element in properties:
            name = element.tag
            if name == _TCW:  # stands in every cell, and its width says nothing
                continue
            if name == _SHD:
                self.shading = element
            elif name == _GRIDSPAN:
                self.span = number(element.get(VAL), 1, least=1)
            elif name == _VMERGE:
                self.is_merged_down = True
                self.continues_down = element.get(VAL) != "restart"
            elif name == _HMERGE:
                self.continues_across = element.get(VAL) != "restart"
            elif name == _CELLDEL:
                self.is_deleted = True


_NO_PROPERTIES = _CellProperties(())


def _is_prompt(cell: Element) -> bool:
    """Whether a cell stands in a content control that still shows its prompt: nobody wrote what it holds."""
    parent = cell.getparent()
    if parent is None or parent.tag != _SDTCONTENT:
        return False
    return bool(is_on(child(child(parent.getparent(), _SDTPR), _PLACEHOLDER)))


def _is_struck(cells: tuple[Cell, ...], place: Place) -> bool:
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


def _blank(line: list[CellDraft], columns: int, place: Place) -> None:
    """Columns that a row leaves out at its start or end stand as one empty cell, so that columns stay in line."""
    columns = min(columns, MOST_COLUMNS - len(line))
    if columns > 0:
        draft = CellDraft(Place(place.table, place.row, len(line) + 1), None, columns)
        line.extend([draft] * columns)


def _elements(parent: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, also those that stand inside content controls and the like."""
    found: list[Element] = []
    for element in inside(parent):
        name = element.tag
        if name == tag:
            found.append(element)
        elif name in _WRAPPERS:
            found += _elements(element, tag)
        elif name == _ALTERNATE:
            choice = compatible_choice(element)
            if choice is not None:
                found += _elements(choice, tag)
    return found


class _Shading:
    """The shading that a table, its rows and its style give to cells that have none of their own."""

    def __init__(self, table: Element, styles: Styles) -> None:
        self._styles = styles
        properties = child(table, _TBLPR)
        style_id = value(properties, _TBLSTYLE)
        self._regions = styles.table(style_id)
        self._band_size = styles.band_size(style_id)
        own = child(properties, _SHD)
        self._own = None if own is None else styles.shading(own) or NONE
        self._look = _Look.of(child(properties, _TBLLOOK))
        self._is_plain = set(self._regions) <= {"wholeTable"}
        self._cache: dict[tuple[str, ...], CellStyle] = {}

    def of_row(self, exceptions: Element | None, at: int, rows: int) -> tuple[str | None, tuple[str, ...]]:
        """What the row itself says, and the regions of the style that it lies in, the weakest first."""
        shading = child(exceptions, _SHD)
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
            bits = int(look.get(VAL) or "0", 16)
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
_SDTCONTENT, _SDTPR, _PLACEHOLDER, _TCW = w("sdtContent"), w("sdtPr"), w("showingPlcHdr"), w("tcW")
_SHD, _TBLSTYLE, _TBLLOOK = w("shd"), w("tblStyle"), w("tblLook")
_WRAPPERS = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_ALTERNATE = mc("AlternateContent")
