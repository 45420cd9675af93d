"""One writer for each format that leaves: the same values that readers give become a file's bytes.

Every writer is a calculation: the same document gives the same bytes on any day, and no word of a document is ever
taken for code, a formula or an address. Only the PDF writer looks at files: its template and the font. Each is loaded
when a file asks for it: loading the libraries behind them takes longer than starting the site.
"""

from pathlib import Path

from concordat.documents.domain import Document

__all__ = ["FontsMissing", "write_pdf", "write_separated", "write_word", "write_workbook"]


class FontsMissing(Exception):
    """The folder that was named holds no font."""


def write_pdf(document: Document, *, fonts: Path) -> bytes:
    """The document as a tagged PDF; see `concordat.documents.writers.pdf.write_pdf`. Raises `FontsMissing`."""
    from concordat.documents.writers import pdf

    return pdf.write_pdf(document, fonts=fonts)


def write_separated(document: Document) -> bytes:
    """The document as separated values (CSV); see `concordat.documents.writers.separated.write_separated`."""
    from concordat.documents.writers import separated

    return separated.write_separated(document)


def write_word(document: Document) -> bytes:
    """The document as a Word file; see `concordat.documents.writers.word.write_word`."""
    from concordat.documents.writers import word

    return word.write_word(document)


def write_workbook(document: Document) -> bytes:
    """The document as an Excel workbook; see `concordat.documents.writers.workbook.write_workbook`."""
    from concordat.documents.writers import workbook

    return workbook.write_workbook(document)
