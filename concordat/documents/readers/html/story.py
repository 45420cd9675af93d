"""Walks a page in order and turns what a person sees of it into paragraphs and tables."""

from dataclasses import dataclass, field

from concordat.documents.domain import Block, Paragraph, Place, Shape, Table
from concordat.documents.readers.grids import Content, Grid, Room
from concordat.documents.readers.html import drawings, notes, pages
from concordat.documents.readers.html.elements import Element, is_comment, words_in
from concordat.documents.readers.html.lists import Counter, plain_label
from concordat.documents.readers.html.looks import Looks, Style
from concordat.documents.readers.lines import Line
from concordat.documents.readers.word.names import number

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_UNSEEN_INPUTS = frozenset({"hidden", "submit", "button", "reset", "image", "file", "password"})
_TO_THE_END = 65_534  # a rowspan of 0 reaches to the end of its group of rows (HTML Standard, 4.9.11)


@dataclass(slots=True)
class _Flow:
    """Where words go: the body of the page, or a cell (which has `content`)."""

    place: Place
    blocks: list[Block] | None = None
    content: Content | None = None
    line: Line = field(default_factory=Line)
    heading: int | None = None
    label: str | None = None  # of the next paragraph
    is_label_own: bool = False  # the label is of this very paragraph, so it shows even without words
    spots: list[Shape] = field(default_factory=list)
    has_deletion: bool = False
    has_words: bool = False
    is_drawn: bool = False  # a shape was read, and the picture that stands in for it comes next

    def end(self, *, shows_label: bool = False) -> None:
        """Ends the paragraph, if one was begun."""
        label = self.label
        if self.line.is_empty and (label is None or not (shows_label or self.is_label_own)):
            return
        paragraph = self.line.take(self.place, label=label, heading=self.heading)
        self.label, self.is_label_own = None, False
        if paragraph.runs or label is not None:
            self.has_words = self.has_words or bool(paragraph.text.strip() or paragraph.struck_text)
            self.add(paragraph)

    def add(self, paragraph: Paragraph) -> None:
        if self.content is not None:
            self.content.paragraphs.append(paragraph)
        elif self.blocks is not None:
            self.blocks.append(paragraph)


class Story:
    """Reads blocks and gathers what should be said about the page."""

    def __init__(self, looks: Looks, *, is_tracked: bool) -> None:
        self._looks = looks
        self._is_tracked = is_tracked
        self._lists: list[Counter] = []
        self.blocks: list[Block] = []
        self._tables = 0
        self._room = Room()
        self.pictures: list[Place] = []  # cells that hold a picture without words that stand for it
        self.hides_table = False
        self.has_unknown_class = False  # a cell, or something in one, has only classes that no rule of the page is for

    def read(self, element: Element, style: Style) -> None:
        """Adds what is in an element to the blocks."""
        flow = _Flow(Place(), blocks=self.blocks)
        heading = _heading(element, style)
        flow.heading = heading
        self._walk(element, style, flow)
        flow.end()

    def _walk(self, element: Element, style: Style, flow: _Flow) -> None:
        _add_text(element.text, style, flow)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, style, flow)
            elif is_comment(child) and flow.content is not None:
                shapes = drawings.shapes_of_word(child.text or "")
                flow.content.shapes += shapes
                flow.is_drawn = flow.is_drawn or bool(shapes)
            _add_text(child.tail, style, flow)

    def _element(self, element: Element, around: Style, flow: _Flow) -> None:
        tag = element.tag
        if tag in pages.SILENT:
            return
        if tag == "br":
            if not around.is_invisible:
                flow.line.add_break(around.look)
            return
        style = self._looks.of(element, around)
        if style.is_gone:
            self.hides_table = self.hides_table or tag == "table" or element.find(".//table") is not None
            return
        if flow.content is None:
            if pages.is_furniture(element):
                return
        elif not self.has_unknown_class and element.get("class"):
            self.has_unknown_class = self._looks.classes.isdisjoint((element.get("class") or "").split())
        if notes.is_note(element, style) or notes.is_prompt(element):
            return
        if self._is_tracked and notes.is_deleted(element):
            flow.has_deletion = True
        elif tag == "table":
            self._table(element, style, flow)
        elif tag in _SPECIAL:
            self._special(element, style, flow)
        elif ":" in str(tag) and (shape := drawings.shape_of_vml(element)) is not None:
            if flow.content is not None:
                flow.content.shapes.append(shape)
        elif style.is_block:
            self._block(element, style, flow)
        else:
            self._inline(element, style, flow)

    def _block(self, element: Element, style: Style, flow: _Flow) -> None:
        flow.end()
        tag = element.tag
        outer = flow.heading
        flow.heading = _heading(element, style) or outer
        if flow.content is not None and drawings.is_spot(element, style):
            flow.spots.append(Shape(style.fill))
        if tag in _LISTS:
            self._lists.append(Counter.of(element, style))
            self._walk(element, style, flow)
            self._lists.pop()
        elif tag == "li":
            lists, self._lists = self._lists, []
            flow.label = (lists[-1] if lists else Counter("bullet")).label(element, style)
            self._walk(element, style, flow)
            flow.end(shows_label=True)
            flow.label = None
            self._lists = lists
        else:
            self._walk(element, style, flow)
        flow.end()
        flow.heading = outer

    def _inline(self, element: Element, style: Style, flow: _Flow) -> None:
        if style.is_label:
            inner = _Flow(flow.place)
            self._walk(element, style, inner)
            if flow.line.is_empty:
                label = inner.label or plain_label(inner.line.take(flow.place).text)
                flow.label, flow.is_label_own = label, True
        elif notes.ends_label(element, style):
            label = flow.line.take_label()
            if label is not None:
                flow.label, flow.is_label_own = plain_label(label), True
        elif style.is_tab:
            if not style.is_invisible:
                flow.line.add_exactly("\t", style.look)
        else:
            if flow.content is not None and drawings.is_spot(element, style):
                flow.spots.append(Shape(style.fill))
            self._walk(element, style, flow)

    def _special(self, element: Element, style: Style, flow: _Flow) -> None:
        """Pictures, and the parts of forms as they show."""
        tag = element.tag
        text = ""
        if tag == "img":
            self._picture(element, flow)
        elif tag == "svg":
            shape = drawings.shape_of_svg(element)
            if flow.content is not None and shape is not None:
                flow.content.shapes.append(shape)
        elif tag == "button":
            if flow.heading is not None or (style.parent is not None and style.parent.tag == "summary"):
                self._walk(element, style, flow)  # the heading of a part that folds open
        elif tag == "textarea":
            text = words_in(element)
        elif tag == "select":
            options = list(element.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            text = " ".join(words_in(option).strip() for option in chosen)
        else:
            kind = (element.get("type") or "text").lower()
            if kind in ("checkbox", "radio"):
                text = "☐" if element.get("checked") is None else "☒"
            elif kind not in _UNSEEN_INPUTS:
                text = element.get("value") or ""
        if text and not style.is_invisible:
            flow.line.add_exactly(text, style.look)

    def _picture(self, element: Element, flow: _Flow) -> None:
        alternative = element.get("alt")
        if flow.content is None or flow.is_drawn or alternative == "":
            flow.is_drawn = False
            return
        shape = drawings.shape_of_picture(alternative or "")
        if shape is not None:
            flow.content.shapes.append(shape)
        elif flow.place not in self.pictures[-1:]:
            self.pictures.append(flow.place)

    def _table(self, element: Element, style: Style, flow: _Flow) -> None:
        flow.end()
        if pages.is_layout(element):
            self._walk(element, style, flow)
            flow.end()
            return
        for caption in element.iterchildren("caption"):
            if not _repeats(caption, flow):
                self._element(caption, style, flow)
        is_nested = flow.content is not None
        grid = Grid(flow.place if is_nested else Place(table=self._tables + 1), self._room, is_nested=is_nested)
        self._lay_out(element, style, grid, flow, is_head=False)
        flow.end()
        table = grid.table()
        if not table.rows:
            return
        flow.has_words = flow.has_words or any(cell.text for row in table.rows for cell in row.cells)
        if flow.content is not None:
            flow.content.add_table(table)
        elif flow.blocks is not None:
            self._tables += 1
            flow.blocks.append(table)

    def _lay_out(self, element: Element, style: Style, grid: Grid, flow: _Flow, *, is_head: bool) -> None:
        """The rows in a table or a part of one. Words that stand between rows go before the table, as browsers do."""
        loose: list[Element] = []  # cells that stand in no row
        _add_text(element.text, style, flow)
        for child in element:
            tag = child.tag
            if tag in ("td", "th"):
                loose.append(child)
                continue
            if loose and isinstance(tag, str):
                self._row(loose, style, grid, flow, is_head=is_head)
                loose = []
            if tag == "tr":
                own = self._looks.of(child, style)
                if own.is_gone or own.is_invisible:
                    grid.skip_row()
                else:
                    self._row(_cells(child), own, grid, flow, is_head=is_head)
            elif isinstance(tag, str) and tag != "caption" and tag not in pages.SILENT:
                if tag in ("thead", "tbody", "tfoot") or child.find(".//tr") is not None:
                    self._part(child, style, grid, flow, is_head=is_head)
                else:
                    self._element(child, style, flow)
            _add_text(child.tail, style, flow)
        if loose:
            self._row(loose, style, grid, flow, is_head=is_head)

    def _part(self, element: Element, around: Style, grid: Grid, flow: _Flow, *, is_head: bool) -> None:
        style = self._looks.of(element, around)
        if style.is_gone or notes.is_prompt(element):
            for _ in element.iter("tr"):
                grid.skip_row()
            return
        is_group = element.tag in ("thead", "tbody", "tfoot")
        self._lay_out(element, style, grid, flow, is_head=is_head or element.tag == "thead")
        if is_group:
            grid.end_group()

    def _row(self, cells: list[Element], style: Style, grid: Grid, flow: _Flow, *, is_head: bool) -> None:
        grid.begin_row()
        has_deletion = has_words = False
        for cell in cells:
            own = self._looks.of(cell, style)
            if own.is_gone or grid.is_full:
                continue
            content = Content()
            inner = _Flow(grid.cell_place, content=content)
            if not self.has_unknown_class and cell.get("class"):
                self.has_unknown_class = self._looks.classes.isdisjoint((cell.get("class") or "").split())
            self._walk(cell, own, inner)
            inner.end()
            if not inner.has_words:
                content.shapes += inner.spots
            has_words = has_words or inner.has_words or bool(content.shapes)
            has_deletion = has_deletion or inner.has_deletion
            grid.add(
                content,
                _fill(own),
                colspan=number(cell.get("colspan"), 1, least=1),
                rowspan=number(cell.get("rowspan"), 1, most=_TO_THE_END) or _TO_THE_END,
            )
        is_header = is_head or (len(cells) > 1 and all(_is_heading_cell(cell) for cell in cells))
        grid.end_row(is_header=is_header, is_shown=has_words or not has_deletion)


def words_of(blocks: list[Block]) -> str:
    """The words of blocks, one paragraph a line."""
    lines = [block.text for block in blocks if not isinstance(block, Table)]
    return "\n".join(line for line in lines if line.strip())


def _add_text(text: str | None, style: Style, flow: _Flow) -> None:
    if text and not style.is_invisible:
        if style.is_exact:
            flow.line.add_exactly(text, style.look)
        else:
            flow.line.add(text, style.look)


def _repeats(caption: Element, flow: _Flow) -> bool:
    """Whether a table's caption only says again, for those who hear the page, what the heading above it says."""
    above = flow.blocks[-1] if flow.blocks else None
    if not isinstance(above, Paragraph) or above.heading is None:
        return False
    heading, words = (
        "".join(sign for sign in text.casefold() if sign.isalnum()) for text in (above.text, words_in(caption))
    )
    return heading in words or words in heading


def _heading(element: Element, style: Style) -> int | None:
    """The level of a heading, by its tag, by what it is said to be, or by Word's own styles."""
    level = _HEADINGS.get(str(element.tag))
    if level is None and element.get("role") == "heading":
        level = number(element.get("aria-level"), 2, least=1, most=9)
    if level is None and element.tag == "p":
        if "MsoTitle" in (element.get("class") or "").split():
            return 1
        return style.outline
    return level


def _fill(style: Style) -> str | None:
    """A cell's shading: its own, or that of its row, its part of the table or the table, which shows through."""
    around: Style | None = style
    while around is not None:
        if around.fill is not None:
            return around.fill
        if around.tag == "table":
            return None
        around = around.parent
    return None


def _cells(row: Element) -> list[Element]:
    """The cells of a row, also those that stand inside a content control or a form."""
    found: list[Element] = []
    for child in row:
        if child.tag in ("td", "th"):
            found.append(child)
        elif isinstance(child.tag, str) and child.tag not in pages.SILENT and not notes.is_prompt(child):
            found += _cells(child)
    return found


def _is_heading_cell(cell: Element) -> bool:
    return cell.tag == "th" and (cell.get("scope") or "col").lower() not in ("row", "rowgroup")


_SPECIAL = frozenset({"img", "svg", "button", "textarea", "select", "input"})
