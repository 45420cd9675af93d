"""Writes the example action plans as Word files from the content beside this script.

Run `python examples/write_plans.py` after changing anything in `examples/content/`, and commit both.
The same content always gives the same bytes: the clock is the edition's own date.
"""

import argparse
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

EXAMPLES = Path(__file__).resolve().parent
CONTENT = EXAMPLES / "content"
NAME = "sedgeshire-crisis-care-plan-{number}.docx"

# `~~words~~` are struck out, `**words**` are bold: all the markup that the content needs.
_MARKUP = re.compile(r"(~~.+?~~|\*\*.+?\*\*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Look:
    """How one edition is laid out: each was made by another hand, as the real ones are."""

    font: str
    header_fill: str
    section_fill: str
    columns: tuple[tuple[str, float], ...]  # field of a row, and the column's width in centimetres
    fills: dict[str, str]  # status as the content calls it → six hex digits
    letters: dict[str, str]  # status → what is typed in the shaded cell, if anything
    progress_colour: str | None  # colour of progress typed below the outcome; None where it has its own column

    @classmethod
    def of(cls, content: dict[str, Any]) -> "Look":
        return cls(
            font=content["font"],
            header_fill=content["header_fill"],
            section_fill=content["section_fill"],
            columns=tuple((column["field"], column["width"]) for column in content["columns"]),
            fills=content["fills"],
            letters=content.get("letters", {}),
            progress_colour=content.get("progress_colour"),
        )


def editions() -> Iterator[tuple[str, bytes]]:
    """Each edition's file name and the bytes of its Word file, in order."""
    for path in sorted(CONTENT.glob("edition-*.yaml")):
        yield NAME.format(number=path.stem), write_edition(yaml.safe_load(path.read_text(encoding="utf-8")))


def write_edition(content: dict[str, Any]) -> bytes:
    """The Word file of one edition; `content` is the mapping that a file of `examples/content/` holds."""
    document, look = Document(), Look.of(content["look"])
    _set_page(document, look, content)
    for block in content["front"]:
        _write_block(document, look, block)
    table: Table | None = None
    for section in content["sections"]:
        if not section.get("same_table"):
            table = None
        if table is None:
            if "heading" in section:
                document.add_heading(section["heading"], level=2)
            for words in section.get("before", []):
                _fill_paragraph(document.add_paragraph(), words)
            table = _begin_table(document, look, section["headers"])
        if "heading_row" in section:
            _write_merged_row(table, look, section["heading_row"])
        for row in section["rows"]:
            _write_row(table, look, row)
    for block in content.get("back", []):
        _write_block(document, look, block)
    return _fixed_bytes(document, datetime.combine(content["dated"], time(9)))


def _set_page(document: WordDocument, look: Look, content: dict[str, Any]) -> None:
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(1.5)
    page.top_margin, page.bottom_margin = Cm(2), Cm(1.8)
    page.header_distance = page.footer_distance = Cm(0.9)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Header", "Footer"):
        style = document.styles[name]
        style.font.name = look.font
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)  # a theme font would win over the name
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    _write_page_line(page.header.paragraphs[0], content["page_header"])
    _write_page_line(page.footer.paragraphs[0], content["page_footer"])
    properties = document.core_properties
    properties.title, properties.author, properties.comments = content["title"], content["author"], ""
    properties.language = "en-GB"


def _write_page_line(paragraph: Paragraph, words: str) -> None:
    """A header or footer; `{page}` and `{pages}` become Word's own fields."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in re.split(r"(\{pages?\})", words):
        if part in ("{page}", "{pages}"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if part == "{page}" else "NUMPAGES")
            run = paragraph.add_run("1")
            field.append(run._r)
            paragraph._p.append(field)
        elif part:
            run = paragraph.add_run(part)
        run.font.size = Pt(8)


def _write_block(document: WordDocument, look: Look, block: dict[str, Any]) -> None:
    ((kind, value),) = block.items()
    if kind == "title":
        document.add_paragraph(value, style="Title")
    elif kind == "heading":
        document.add_heading(value, level=1)
    elif kind == "paragraph":
        _fill_paragraph(document.add_paragraph(), value)
    elif kind == "bullets":
        for words in value:
            _fill_paragraph(document.add_paragraph(style="List Bullet"), words)
    elif kind == "themes":
        for number, theme in enumerate(value, start=1):
            document.add_paragraph().add_run(f"{number}. {theme['title']}").bold = True
            for words in theme["criteria"]:
                _fill_paragraph(document.add_paragraph(style="List Bullet"), words)
    elif kind == "table":
        _write_plain_table(document, look, value)
    elif kind == "key_in_words":
        _write_key_in_words(document, look, value)
    elif kind == "key_in_cells":
        _write_key_in_cells(document, look, value)
    elif kind == "page_break":
        document.add_page_break()
    else:
        raise ValueError(f"no such block: {kind}")


def _write_plain_table(document: WordDocument, look: Look, value: dict[str, Any]) -> None:
    table = document.add_table(rows=1, cols=len(value["headers"]), style="Table Grid")
    table.autofit = False
    _write_header_row(table.rows[0], look, value["headers"])
    for words in value["rows"]:
        row = _add_row(table)
        for cell, text in zip(row.cells, words, strict=True):
            _fill_cell(cell, text)
    _set_widths(table, value["widths"])
    document.add_paragraph()


def _write_key_in_words(document: WordDocument, look: Look, value: dict[str, Any]) -> None:
    """The key as shaded words in a line: "Red – Not yet started, Amber – …"."""
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{value['label']} ").bold = True
    for index, (status, words) in enumerate(value["meanings"].items()):
        if index:
            paragraph.add_run(", ")
        run = paragraph.add_run(words)
        run._r.get_or_add_rPr().append(_shading(look.fills[status]))


def _write_key_in_cells(document: WordDocument, look: Look, value: dict[str, Any]) -> None:
    """The key as a small table: a shaded cell beside each meaning."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for status, (name, meaning) in value["meanings"].items():
        colour, words = table.add_row().cells
        _fill_colour(colour, name, look.fills[status])
        _fill_cell(words, meaning)
    _set_widths(table, value["widths"])
    document.add_paragraph()


def _begin_table(document: WordDocument, look: Look, headers: list[str]) -> Table:
    table = document.add_table(rows=1, cols=len(look.columns), style="Table Grid")
    table.autofit = False
    _write_header_row(table.rows[0], look, headers)
    _set_widths(table, [width for _, width in look.columns])
    return table


def _add_row(table: Table) -> _Row:
    """A row that no page break cuts in two."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def _write_header_row(row: _Row, look: Look, headers: list[str]) -> None:
    for cell, words in zip(row.cells, headers, strict=True):
        _fill_cell(cell, words, bold=True)
        _shade(cell, look.header_fill)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # Word repeats it on every page


def _write_merged_row(table: Table, look: Look, words: str) -> None:
    cells = table.add_row().cells
    merged = cells[0].merge(cells[-1])
    _fill_cell(merged, words, bold=True)
    merged.paragraphs[0].paragraph_format.keep_with_next = True
    _shade(merged, look.section_fill)


def _write_row(table: Table, look: Look, row: dict[str, Any]) -> None:
    word_row = _add_row(table)
    for (field, width), cell in zip(look.columns, word_row.cells, strict=True):
        cell.width = Cm(width)
        if field == "rag":
            status = row.get("rag")
            if status:
                _fill_colour(cell, look.letters.get(status, ""), look.fills[status])
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            continue
        _fill_cell(cell, str(row.get(field) or ""))
        if field == "outcome" and look.progress_colour is not None and row.get("progress"):
            _append_lines(cell, row["progress"].strip("\n").split("\n"), colour=look.progress_colour)


def _fill_colour(cell: _Cell, words: str, fill: str) -> None:
    """A cell of the key or of the RAG column: its colour, and words white where black would not show on it."""
    red, green, blue = bytes.fromhex(fill)
    is_dark = 0.299 * red + 0.587 * green + 0.114 * blue < 110
    _fill_paragraph(cell.paragraphs[0], words, colour="FFFFFF" if is_dark else None, bold=True, small=True)
    _shade(cell, fill)


def _fill_cell(cell: _Cell, words: str, *, bold: bool = False) -> None:
    first, *others = words.strip("\n").split("\n")
    _fill_paragraph(cell.paragraphs[0], first, bold=bold, small=True)
    _append_lines(cell, others, bold=bold)


def _append_lines(cell: _Cell, lines: list[str], *, colour: str | None = None, bold: bool = False) -> None:
    for line in lines:
        is_bullet = line.startswith("- ")
        paragraph = cell.add_paragraph(style="List Bullet" if is_bullet else None)
        _fill_paragraph(paragraph, line.removeprefix("- "), colour=colour, bold=bold, small=True)


def _fill_paragraph(
    paragraph: Paragraph, words: str, *, colour: str | None = None, bold: bool = False, small: bool = False
) -> None:
    for part in _MARKUP.split(words.strip()):
        if not part:
            continue
        run = paragraph.add_run(
            part.strip("~") if part.startswith("~~") else part.removeprefix("**").removesuffix("**")
        )
        run.bold = True if bold or part.startswith("**") else None
        run.font.strike = True if part.startswith("~~") else None
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        if small:
            run.font.size = Pt(9)
    if small:
        paragraph.paragraph_format.space_after = Pt(2)


def _set_widths(table: Table, widths: list[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _shade(cell: _Cell, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(_shading(fill))


def _shading(fill: str) -> Any:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    return shading


def _fixed_bytes(document: WordDocument, at: datetime) -> bytes:
    """The document saved as if at that moment: python-docx would stamp the parts of the zip with the clock."""
    properties = document.core_properties
    properties.created = properties.modified = at
    properties.revision = 1
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), parts.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=EXAMPLES, help="folder to write to (default: examples/)")
    folder: Path = parser.parse_args().into
    for name, written in editions():
        (folder / name).write_bytes(written)


if __name__ == "__main__":
    main()
