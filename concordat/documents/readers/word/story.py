"""Walks the blocks of one story of a Word file (the body, a header, a text box) in order."""

from collections.abc import Iterable, Iterator, Sequence

from concordat.documents.domain import Block, Paragraph, Place, Shape, Table
from concordat.documents.readers.word import tables
from concordat.documents.readers.word.drawings import Drawing
from concordat.documents.readers.word.names import Element, child, compatible_choice, is_on, mc, w
from concordat.documents.readers.word.numbering import Numbering
from concordat.documents.readers.word.runs import Found, Paragraphs
from concordat.documents.readers.word.styles import Marks, Styles

_NOWHERE = Place()


class Story:
    """Reads blocks; counts tables, and gathers the text boxes and the pictures in cells that it comes upon."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = Paragraphs(styles, numbering)
        self._found = Found()
        self._tables = 0
        self.text_boxes: list[str] = []
        self.pictures: list[Place] = []  # cells that hold a picture
        self.has_foreign_part = False  # text kept in another format inside the file (w:altChunk)

    def blocks(self, body: Element) -> Iterator[Block]:
        """The paragraphs and tables of a body, in order."""
        for element in self._block_elements(body):
            if element.tag == _TBL:
                before = self._paragraphs.end(_NOWHERE)
                if before is not None:
                    yield before
                self._tables += 1
                yield tables.read_table(element, self._styles, self._fill_cell, Place(table=self._tables))
                continue
            paragraph = self._paragraphs.read(element, _NOWHERE, self._found)
            if paragraph is not None:
                yield paragraph
            for drawing in self._drawings():
                if drawing.words is not None:
                    self._add_text_box(drawing.words)
        last = self._paragraphs.end(_NOWHERE)
        if last is not None:
            yield last

    def _block_elements(self, parts: Iterable[Element]) -> Iterator[Element]:
        for part in parts:
            name = part.tag
            if name in _BLOCKS:
                yield part
            elif name in _WRAPPERS:
                yield from self._block_elements(part)
            elif name == _SDT:
                properties = child(part, _SDTPR)
                prompt = child(properties, _PLACEHOLDER)
                content = child(part, _SDTCONTENT)
                # A control that still shows its prompt ("Choose an item.") holds nothing that anybody wrote.
                if content is not None and not is_on(prompt):
                    yield from self._block_elements(content)
            elif name == _ALTERNATE:
                choice = compatible_choice(part)
                if choice is not None:
                    yield from self._block_elements(choice)
            elif name == _ALTCHUNK:
                self.has_foreign_part = True

    def _fill_cell(self, parts: Iterable[Element], draft: tables.CellDraft, marks: Marks) -> None:
        place = draft.place
        for element in self._block_elements(parts):
            if element.tag == _TBL:
                before = self._paragraphs.end(place)
                if before is not None:
                    draft.paragraphs.append(before)
                nested = tables.read_table(element, self._styles, self._fill_cell, place, is_nested=True)
                draft.tables.append(nested)
                draft.paragraphs.extend(_words_of(nested))
                draft.shapes.extend(shape for row in nested.rows for own in row.own_cells() for shape in own.shapes)
                continue
            paragraph = self._paragraphs.read(element, place, self._found, marks)
            if paragraph is not None:
                draft.paragraphs.append(paragraph)
            if self._found.drawings:
                self._add_drawings(draft)
        if self._paragraphs.is_carrying and (last := self._paragraphs.end(place)) is not None:
            draft.paragraphs.append(last)

    def _add_drawings(self, draft: tables.CellDraft) -> None:
        for drawing in self._drawings():
            if drawing.is_picture:
                self.pictures.append(draft.place)
            else:
                text = "" if drawing.words is None else self._text_of(drawing.words)
                draft.shapes.append(Shape(drawing.colour, text))

    def _drawings(self) -> Sequence[Drawing]:
        """What was drawn in the paragraph that was read last."""
        drawings = self._found.drawings
        if not drawings:
            return ()
        self._found = Found()
        return drawings

    def _add_text_box(self, words: Element) -> None:
        text = self._text_of(words)
        if text:
            self.text_boxes.append(text)

    def _text_of(self, words: Element) -> str:
        """The words of a text box, its tables' too, one paragraph a line."""
        inside = Story(self._styles, self._numbering)
        text = text_of(inside.blocks(words))
        self.text_boxes += inside.text_boxes
        return text


def text_of(blocks: Iterator[Block]) -> str:
    """The words of blocks, one paragraph a line, tables row by row."""
    lines: list[str] = []
    for block in blocks:
        paragraphs = [block] if isinstance(block, Paragraph) else list(_words_of(block))
        lines += [_with_label(paragraph) for paragraph in paragraphs if paragraph.text.strip()]
    return "\n".join(lines)


def _with_label(paragraph: Paragraph) -> str:
    return paragraph.text if paragraph.label is None else f"{paragraph.label} {paragraph.text}"


def _words_of(table: Table) -> Iterator[Paragraph]:
    """The paragraphs of a table, each cell once, in reading order."""
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from cell.paragraphs


_P, _TBL, _SDT, _SDTPR, _SDTCONTENT = w("p"), w("tbl"), w("sdt"), w("sdtPr"), w("sdtContent")
_BLOCKS = frozenset({_P, _TBL})
_PLACEHOLDER, _ALTCHUNK = w("showingPlcHdr"), w("altChunk")
_WRAPPERS = frozenset(w(name) for name in ("customXml", "smartTag", "ins", "moveTo"))
_ALTERNATE = mc("AlternateContent")
