"""Writes Excel workbooks (.xlsx): one sheet for each table, under the name of the heading before it."""

import io
import re

from openpyxl import Workbook

from concordat.documents.domain import Document
from concordat.documents.writers import grids, packing, words
from concordat.documents.writers.workbook import sections
from concordat.documents.writers.workbook.choices import Choices
from concordat.documents.writers.workbook.sheet import SheetWriter

_ROW = re.compile(rb"<row [^>]*>")


def write_workbook(document: Document) -> bytes:
    """The document as a workbook.

    Words stay words, also where they begin with "=": nothing becomes a formula. The value of a `FormCell` is kept as
    a date or number where it shows as the cell's words do. In a document with cells to fill in every other cell is
    closed (no password). What stands before a table under the same heading stands above it on its sheet; all other
    paragraphs are on a first sheet, "About". Words beyond 32,767 characters of a cell, Excel's limit, are cut, which
    the cell then says.
    """
    book = Workbook()
    book.remove(book.active)
    choices = Choices(book)
    is_form = grids.has_open_cells(document.blocks)
    for section in sections.of(document):
        writer = SheetWriter(book.create_sheet(section.title), choices, is_form=is_form)
        writer.write(section, [words.plain(text) for text in document.headers[:2]])
    choices.write()
    saved = io.BytesIO()
    book.save(saved)
    title = words.plain(document.title or "").strip()
    return packing.repacked(saved.getvalue(), {packing.CORE: packing.core_properties(title)}, _with_free_heights)


def _with_free_heights(name: str, part: bytes) -> bytes:
    """A sheet whose rows may grow: openpyxl says of every height that a person has set it, which fixes it."""
    if not name.startswith("xl/worksheets/"):
        return part
    return _ROW.sub(lambda match: match[0].replace(b' customHeight="1"', b""), part)
