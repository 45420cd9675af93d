"""Walks one story of an OpenDocument text (the body, a header, a text box) in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from concordat.documents.domain import Block, Paragraph, Place, Shape, Table
from concordat.documents.readers.grids import MOST_COLUMNS, Content, Grid, Room
from concordat.documents.readers.lines import Line
from concordat.documents.readers.opendocument.names import full, is_true
from concordat.documents.readers.opendocument.numbering import Numbering, OpenList
from concordat.documents.readers.opendocument.styles import Marks, ParagraphStyle, Styles
from concordat.documents.readers.package import Element
from concordat.documents.readers.word.names import number

_MOST_SPACES = 200


@dataclass(slots=True)
class _Flow:
    """Where paragraphs go: the body, or a cell (which has `content`)."""

    place: Place
    blocks: list[Block] = field(default_factory=list)
    content: Content | None = None
    has_deletion: bool = False
    drawings: list[Element] = field(default_factory=list)  # of the paragraph that is being read


class Story:
    """Reads blocks; counts tables, and gathers the text boxes and the pictures in cells that it comes upon."""

    def __init__(self, styles: Styles, numbering: Numbering, room: Room) -> None:
        self._room = room  # that the tables of the whole file share
        self._styles = styles
        self._numbering = numbering
        self._tables = 0
        self.text_boxes: list[str] = []
        self.pictures: list[Place] = []  # cells that hold a picture
        self.hides_table = False

    def blocks(self, body: Element) -> tuple[Block, ...]:
        """The paragraphs and tables of a body, in order."""
        flow = _Flow(Place())
        self._blocks(body, flow, None)
        return tuple(flow.blocks)

    def _blocks(self, parent: Element, flow: _Flow, opened: OpenList | None) -> None:
        for element in parent:
            name = element.tag
            if name in _PARAGRAPHS:
                label = self._outline_label(element) if opened is None else None
                self._paragraph(element, flow, label)
            elif name == _TABLE:
                self._table(element, flow)
            elif name == _LIST:
                self._list(element, flow, opened)
            elif name == _NUMBERED:
                self._numbered(element, flow)
            elif name == _SECTION:
                if element.get(_DISPLAY) == "none" or is_true(element, "text:is-hidden"):
                    self.hides_table = self.hides_table or next(element.iter(_TABLE), None) is not None
                else:
                    self._blocks(element, flow, opened)
            elif name in _WRAPPERS:
                self._blocks(element, flow, opened)
            elif name in _DRAWN:
                self._drawn(element, flow)
            elif name == _CHANGE:
                flow.has_deletion = True

    def _outline_label(self, element: Element) -> str | None:
        if element.tag != _H or is_true(element, "text:is-list-header"):
            return None
        return self._numbering.outline_label(number(element.get(_OUTLINE_LEVEL), 1, least=1))

    def _list(self, element: Element, flow: _Flow, around: OpenList | None) -> None:
        opened = self._numbering.open(element, around)
        for item in element:
            if item.tag not in (_ITEM, _LIST_HEADER):
                continue
            start = item.get(_START)
            opened.next_start = None if start is None else number(start, 1)
            is_first = item.tag == _ITEM
            for part in item:
                if part.tag in _PARAGRAPHS:
                    label = None
                    if is_first:
                        style = self._styles.paragraph(part.get(_STYLE_NAME))
                        label = self._numbering.label(opened, style.list_style)
                    self._paragraph(part, flow, label)
                    is_first = False
                elif part.tag == _LIST:
                    self._list(part, flow, opened)

    def _numbered(self, element: Element, flow: _Flow) -> None:
        """A paragraph that says by itself which list and level it belongs to."""
        opened = self._numbering.open(element, None)
        opened.level = number(element.get(full("text:level")), 1, least=1)
        for part in element:
            if part.tag in _PARAGRAPHS:
                self._paragraph(part, flow, self._numbering.label(opened, None))

    def _paragraph(self, element: Element, flow: _Flow, label: str | None) -> None:
        style = self._styles.paragraph(element.get(_STYLE_NAME))
        line = Line()
        hidden = [False]
        outer, flow.drawings = flow.drawings, []
        self._inline(element, style.marks, style, line, flow, hidden)
        drawings, flow.drawings = flow.drawings, outer
        if not (hidden[0] and line.is_empty):  # every word is hidden, and so is the line
            heading = style.heading
            if element.tag == _H:
                heading = number(element.get(_OUTLINE_LEVEL), 1, least=1)
            paragraph = line.take(flow.place, label=label, heading=heading)
            if flow.content is None:
                flow.blocks.append(paragraph)
            else:
                flow.content.paragraphs.append(paragraph)
        for drawing in drawings:
            self._drawn(drawing, flow)

    def _inline(
        self, element: Element, marks: Marks, style: ParagraphStyle, line: Line, flow: _Flow, hidden: list[bool]
    ) -> None:
        look = marks.look(style.fill)

        def add(text: str | None) -> None:
            if text and marks.is_hidden:
                hidden[0] = hidden[0] or bool(text.strip())
            elif text:
                line.add(text, look)

        add(element.text)
        for part in element:
            name = part.tag
            if name == _SPAN:
                own = self._styles.text(part.get(_STYLE_NAME)).over(marks)
                self._inline(part, own, style, line, flow, hidden)
            elif marks.is_hidden and name in _SPACES:
                pass
            elif name == _S:
                line.add_exactly(" " * number(part.get(_COUNT), 1, most=_MOST_SPACES), look)
            elif name == _TAB:
                line.add_exactly("\t", look)
            elif name == _BREAK:
                line.add_break(look)
            elif name in _DRAWN:
                if not marks.is_hidden:
                    flow.drawings.append(part)
            elif name == _CHANGE:
                flow.has_deletion = True
            elif name == _FIELDMARK:
                line.add_exactly(_form_field(part), look)
            elif name not in _UNSEEN and not _is_prompt(part):
                self._inline(part, marks, style, line, flow, hidden)
            add(part.tail)

    def _drawn(self, element: Element, flow: _Flow) -> None:
        """A shape, a frame or a group of them."""
        if element.tag in _GROUPS:
            for part in element:
                if part.tag in _DRAWN:
                    self._drawn(part, flow)
            return
        words = element.find(_TEXT_BOX) if element.tag == _FRAME else element
        if words is None:
            if flow.content is not None and element.find(_IMAGE) is not None:
                self.pictures.append(flow.place)
            return
        inside = Story(self._styles, self._numbering, self._room)
        text = text_of(inside.blocks(words))
        self.text_boxes += inside.text_boxes
        if flow.content is not None:
            flow.content.shapes.append(Shape(self._styles.shape_fill(element.get(_DRAW_STYLE)), text))
        elif text:
            self.text_boxes.append(text)

    def _table(self, element: Element, flow: _Flow) -> None:
        is_nested = flow.content is not None
        grid = Grid(flow.place if is_nested else Place(table=self._tables + 1), self._room, is_nested=is_nested)
        fill = self._styles.fill("table", element.get(_TABLE_STYLE))
        for row, is_header in _rows(element, is_header=False):
            self._row(row, grid, fill, is_header=is_header)
        table = grid.table()
        if not table.rows:
            return
        if flow.content is not None:
            flow.content.add_table(table)
        else:
            self._tables += 1
            flow.blocks.append(table)

    def _row(self, row: Element, grid: Grid, table_fill: str | None, *, is_header: bool) -> None:
        grid.begin_row()
        around = self._styles.fill("table-row", row.get(_TABLE_STYLE))
        around = table_fill if around is None else around
        usual = row.get(_USUAL_STYLE)
        has_deletion = has_words = False
        for cell in row:
            if cell.tag != _CELL:
                continue  # a covered cell shows nothing: what covers it says how far it reaches
            own = self._styles.fill("table-cell", cell.get(_TABLE_STYLE) or usual)
            fill = around if own is None else own
            if grid.is_full:
                break
            content = Content()
            inner = _Flow(grid.cell_place, content=content)
            self._blocks(cell, inner, None)
            has_deletion = has_deletion or inner.has_deletion
            has_words = has_words or bool(content.shapes) or any(p.runs for p in content.paragraphs)
            colspan = number(cell.get(_COLUMNS_SPANNED), 1, least=1)
            rowspan = number(cell.get(_ROWS_SPANNED), 1, least=1)
            grid.add(content, fill or None, colspan=colspan, rowspan=rowspan)
            for _ in range(number(cell.get(_COLUMNS_REPEATED), 1, least=1, most=MOST_COLUMNS) - 1):
                self._room.take(len(content.paragraphs))  # repeats within repeats grow without end
                grid.add(content, fill or None, colspan=colspan, rowspan=rowspan)
        is_hidden = row.get(_VISIBILITY, "visible") != "visible"
        grid.end_row(is_header=is_header, is_hidden=is_hidden, is_shown=has_words or not has_deletion)


def text_of(blocks: tuple[Block, ...]) -> str:
    """The words of blocks, one paragraph a line, tables row by row."""
    lines: list[str] = []
    for block in blocks:
        found = [block] if isinstance(block, Paragraph) else list(_paragraphs_of(block))
        lines += [f"{p.label} {p.text}" if p.label else p.text for p in found if p.text.strip()]
    return "\n".join(lines)


def _paragraphs_of(table: Table) -> Iterator[Paragraph]:
    content = Content()
    content.add_table(table)
    yield from content.paragraphs


def _rows(table: Element, *, is_header: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, also those in groups, and whether each is marked as a header that repeats."""
    for element in table:
        if element.tag == _ROW:
            yield element, is_header
        elif element.tag in _ROW_GROUPS:
            yield from _rows(element, is_header=is_header or element.tag == _HEADER_ROWS)


def _is_prompt(element: Element) -> bool:
    """Whether an element is a content control that still shows its prompt."""
    return element.tag == _CONTENT_CONTROL and is_true(element, "loext:showing-place-holder")


def _form_field(element: Element) -> str:
    """What a form field shows: a box that is ticked or not, or the chosen entry of a list."""
    given = [(part.get(full("field:name"), ""), part.get(full("field:value"), "")) for part in element]
    if element.get(full("field:type"), "").endswith("FORMCHECKBOX"):
        return "☒" if any(name.endswith("Checked") and value == "true" for name, value in given) else "☐"
    entries = [value for name, value in given if name.endswith("ListEntry")]
    chosen = [number(value, 0) for name, value in given if name.endswith("Selected")]
    at = chosen[0] if chosen else 0
    return entries[at] if at < len(entries) else ""


_P, _H, _SPAN, _S, _TAB, _BREAK = (full(f"text:{name}") for name in ("p", "h", "span", "s", "tab", "line-break"))
_PARAGRAPHS = frozenset({_P, _H})
_SPACES = frozenset({_S, _TAB, _BREAK})
_LIST, _ITEM, _LIST_HEADER, _NUMBERED = (
    full(f"text:{name}") for name in ("list", "list-item", "list-header", "numbered-paragraph")
)
_SECTION, _CHANGE, _DISPLAY = full("text:section"), full("text:change"), full("text:display")
_STYLE_NAME, _OUTLINE_LEVEL = full("text:style-name"), full("text:outline-level")
_START, _COUNT = full("text:start-value"), full("text:c")
_WRAPPERS = frozenset(
    {
        *(
            full(f"text:{name}")
            for name in (
                "table-of-content",
                "illustration-index",
                "table-index",
                "object-index",
                "user-index",
                "alphabetical-index",
                "bibliography",
                "index-body",
                "index-title",
            )
        ),
        full("draw:text-box"),
    }
)
_UNSEEN = frozenset(
    {
        full("office:annotation"),
        full("office:annotation-end"),
        *(
            full(f"text:{name}")
            for name in (
                "note",
                "tracked-changes",
                "hidden-text",
                "hidden-paragraph",
                "placeholder",
                "ruby-text",
                "script",
            )
        ),
    }
)
_TABLE, _ROW, _CELL, _HEADER_ROWS = (
    full(f"table:{name}") for name in ("table", "table-row", "table-cell", "table-header-rows")
)
_ROW_GROUPS = frozenset({_HEADER_ROWS, full("table:table-rows"), full("table:table-row-group")})
_TABLE_STYLE, _USUAL_STYLE = full("table:style-name"), full("table:default-cell-style-name")
_VISIBILITY = full("table:visibility")
_ROWS_SPANNED = full("table:number-rows-spanned")
_COLUMNS_REPEATED, _COLUMNS_SPANNED = full("table:number-columns-repeated"), full("table:number-columns-spanned")
_FRAME, _TEXT_BOX, _IMAGE, _DRAW_STYLE = (full(f"draw:{name}") for name in ("frame", "text-box", "image", "style-name"))
_GROUPS = frozenset({full("draw:g"), full("draw:a")})
_DRAWN = _GROUPS | {
    full(f"draw:{name}")
    for name in ("frame", "rect", "ellipse", "circle", "polygon", "regular-polygon", "path", "custom-shape", "line")
}
_FIELDMARK, _CONTENT_CONTROL = full("field:fieldmark"), full("loext:content-control")
