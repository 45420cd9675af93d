"""Spells a document's blocks as WordprocessingML.

As text, because python-docx walks the whole table for each row that it adds: 100 rows of eight cells take it seconds.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import count

from concordat.documents.domain import Document, Paragraph, Run, Table
from concordat.documents.writers import grids, words
from concordat.documents.writers.grids import Line, Slot
from concordat.documents.writers.word.page import TEXT_WIDTH

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DEEPEST = 9  # Word has nine levels of headings
_CHARACTERS = 150  # that a line of a table's letters has room for across the page
# In a control without words: room to click at, as wide as Word's old form fields. A prompt would do as well in Word,
# but programs that do not know controls would hand it back as somebody's words.
_ROOM = "\u2002" * 5
_MARGIN = 80  # twentieths of a point between a cell's border and its words


def xml_of(document: Document) -> str:
    """A `w:body` with the document's paragraphs and tables, one paragraph after each table."""
    captions = grids.captions_of(document)
    numbers = count(1)
    parts: list[str] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            next_block = document.blocks[at + 1] if at + 1 < len(document.blocks) else None
            parts.append(_block(block, keeps_next=isinstance(next_block, Table)))
            continue
        lines = grids.lines_of(block)
        if lines:
            shares = grids.shares_of(block, lines, _CHARACTERS)
            parts.append(_table(lines, shares, captions[at], numbers))
            # Word makes one table of two with nothing between them, and wants a paragraph after the last.
            parts.append('<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>')
    return f'<w:body xmlns:w="{NAMESPACE}">{"".join(parts)}</w:body>'


def _block(paragraph: Paragraph, *, keeps_next: bool) -> str:
    style = None
    if paragraph.heading is not None:
        style = f"Heading{min(paragraph.heading, _DEEPEST)}" if paragraph.heading > 0 else "Title"
    elif words.has_bullet(paragraph):
        style = "ListBullet"
    return _paragraph(words.runs_of(paragraph), style=style, keeps_next=keeps_next)


def _paragraph(
    runs: Iterable[Run],
    *,
    style: str | None = None,
    fill: str | None = None,
    is_bold: bool = False,
    keeps_next: bool = False,
) -> str:
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    if keeps_next:
        look += "<w:keepNext/>"
    properties = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p>{properties}{_runs(runs, fill, is_bold)}</w:p>"


def _runs(runs: Iterable[Run], fill: str | None, is_bold: bool = False) -> str:
    return "".join([_run(run, fill, is_bold) for run in runs])


def _run(run: Run, fill: str | None, is_bold: bool) -> str:
    look = []
    if run.is_bold or is_bold:
        look.append("<w:b/>")
    if run.is_struck:
        look.append("<w:strike/>")
    ink = words.ink_of(run, fill)
    if ink:
        look.append(f'<w:color w:val="{ink}"/>')
    background = words.digits(run.fill)
    if run.highlight in words.HIGHLIGHTS:
        look.append(f'<w:highlight w:val="{run.highlight}"/>')
    if background:
        look.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{background}"/>')
    properties = f"<w:rPr>{''.join(look)}</w:rPr>" if look else ""
    return f"<w:r>{properties}{_text(run.text)}</w:r>"


def _text(text: str) -> str:
    found = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    if "\n" in text:
        found = found.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    if "\t" in text:
        found = found.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return found


def _table(lines: Sequence[Line], shares: Sequence[float], caption: str, numbers: "count[int]") -> str:
    widths = [round(share * TEXT_WIDTH) for share in shares]
    said = f"<w:tblCaption w:val={_quoted(caption)}/>" if caption else ""
    headings = [words.text_of(slot.cell) for slot in lines[0].slots] if lines[0].row.is_header else []
    columns = ", ".join(" ".join(text.split()) for text in headings if text)
    if columns:
        said += f"<w:tblDescription w:val={_quoted(f'Columns: {columns}')}/>"
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{words.BORDER}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/>{said}</w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(line, widths, headings, numbers) for line in lines)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(line: Line, widths: Sequence[int], headings: Sequence[str], numbers: "count[int]") -> str:
    header = "<w:tblHeader/>" if line.row.is_header else ""
    cells = []
    for slot in line.slots:
        named = headings[slot.column] if slot.column < len(headings) else ""
        cells.append(_cell(slot, sum(widths[slot.column : slot.column + slot.colspan]), line, named, numbers))
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(slot: Slot, width: int, line: Line, named: str, numbers: "count[int]") -> str:
    cell = slot.cell
    fill = words.fill_of(cell)
    properties = [f'<w:tcW w:w="{width}" w:type="dxa"/>']
    if slot.colspan > 1:
        properties.append(f'<w:gridSpan w:val="{slot.colspan}"/>')
    if slot.continues:
        properties.append("<w:vMerge/>")
    elif slot.rowspan > 1:
        properties.append('<w:vMerge w:val="restart"/>')
    if fill:
        properties.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')
    if slot.continues:
        content = "<w:p/>"
    elif words.is_open(cell):
        content = _control(slot, fill, named, next(numbers))
    else:
        content = "".join(
            _paragraph(
                words.runs_of(paragraph),
                style="ListBullet" if words.has_bullet(paragraph) else None,
                fill=fill,
                is_bold=line.row.is_header,
                keeps_next=line.row.is_header or grids.is_section(line),
            )
            for paragraph in cell.paragraphs
        )
    return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr>{content or '<w:p/>'}</w:tc>"


def _control(slot: Slot, fill: str | None, named: str, number: int) -> str:
    """A paragraph with a content control: its words, on lines of their own, are what a person may change."""
    choices = words.choices_of(slot.cell)
    name = " ".join(named.split())[:64]
    alias = f"<w:alias w:val={_quoted(name)}/>" if name else ""
    if choices:
        items = "".join(
            f"<w:listItem w:displayText={_quoted(choice)} w:value={_quoted(choice)}/>" for choice in choices
        )
        kind = f"<w:dropDownList>{items}</w:dropDownList>"
    else:
        kind = '<w:text w:multiLine="1"/>'
    runs: list[Run] = []
    for line in words.lines_of(slot.cell.paragraphs):
        runs += [Run("\n"), *line] if runs else line
    content = _runs(runs, fill) or _run(Run(_ROOM), fill, is_bold=False)
    return (
        f'<w:p><w:sdt><w:sdtPr>{alias}<w:id w:val="{number}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt></w:p>"
    )


def _quoted(text: str) -> str:
    """Text as the value of an attribute."""
    return f'"{escape(text)}"'
