"""Writes Word documents (.docx): A4 landscape, real headings and lists, tables whose header rows repeat."""

import io

import docx
from docx.oxml import parse_xml

from concordat.documents.domain import Document
from concordat.documents.writers import grids, packing, words
from concordat.documents.writers.word import body, page


def write_word(document: Document) -> bytes:
    """The document as a Word file.

    Where it has cells to fill in, those are content controls, and Word keeps everything else closed (no password).
    """
    file = docx.Document()
    page.set_styles(file)
    page.set_page(file.sections[0], [words.plain(text) for text in document.headers[:2]])
    page.set_settings(file, is_form=grids.has_open_cells(document.blocks))
    page.drop_thumbnail(file)
    parent = file.element.body
    ending = parent.sectPr
    for element in parse_xml(body.xml_of(document)):
        ending.addprevious(element)
    saved = io.BytesIO()
    file.save(saved)
    title = words.plain(document.title or "").strip()
    return packing.repacked(saved.getvalue(), {packing.CORE: packing.core_properties(title)})
