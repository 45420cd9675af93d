"""One reader for each format, loaded when a file asks for it; the bytes decide which serves, not the file's name."""

from dataclasses import replace

from concordat.documents.collecting import no_collection
from concordat.documents.domain import Document
from concordat.documents.readers import kinds
from concordat.documents.readers.package import Package


@no_collection()
def read(content: bytes, *, name: str) -> Document:
    """Read a file's bytes.

    `name` is the file's own name: shown to people, and compared with what the content really is.
    Raises `Refused` with one clear sentence when the file is damaged, locked, hostile or of a kind that is not read.
    """
    kinds.check_size(content, name)
    if kinds.is_zip(content):
        document = _read_package(Package(content, name=name))
    elif (older := kinds.older_word(content, name)) is not None:
        from concordat.documents import converting
        from concordat.documents.readers.word import read_word

        converted = converting.to_word(content, kind=older, name=name)
        document = replace(read_word(Package(converted, name=name)), format=older)
    elif kinds.is_old_workbook(content, name):
        from concordat.documents.readers.sheets.old_workbook import read_old_workbook

        document = read_old_workbook(content, name=name)
    elif kinds.is_pdf(content):
        from concordat.documents.readers.pdf import read_pdf

        document = read_pdf(content, name=name)
    else:
        kinds.refuse_unread(content, name)
        document = _read_letters(content, name)
    surprise = kinds.misnamed(document.format, name)
    return document if surprise is None else replace(document, findings=(surprise, *document.findings))


def _read_package(package: Package) -> Document:
    """What a zip holds: an OpenDocument text, a workbook or a Word document."""
    from concordat.documents.readers.opendocument import is_open_text, read_open_document

    if is_open_text(package.bytes_of("mimetype")):
        return read_open_document(package)
    kinds.refuse_zip(package.entries, package.bytes_of("[Content_Types].xml") or b"", package.name)
    if kinds.is_workbook(package.entries):
        from concordat.documents.readers.sheets.workbook import read_workbook

        return read_workbook(package)
    from concordat.documents.readers.word import read_word

    return read_word(package)


def _read_letters(content: bytes, name: str) -> Document:
    """What a file of plain characters holds: a page, separated values or text."""
    if kinds.is_page(content, name):
        from concordat.documents.readers.html import read_html

        return read_html(content, name=name)
    from concordat.documents.readers.sheets.separated import is_separated, read_separated

    if is_separated(content, name):
        return read_separated(content, name=name)
    from concordat.documents.readers.text import read_text

    return read_text(content, name=name)
