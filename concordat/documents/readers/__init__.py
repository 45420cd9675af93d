"""One reader for each format; which one serves is decided by what the bytes are, not by the file's name."""

import gc
from dataclasses import replace

from concordat.documents import converting
from concordat.documents.domain import Document
from concordat.documents.readers import kinds
from concordat.documents.readers.html import read_html
from concordat.documents.readers.opendocument import is_open_text, read_open_document
from concordat.documents.readers.package import Package
from concordat.documents.readers.pdf import read_pdf
from concordat.documents.readers.sheets import is_separated, read_old_workbook, read_separated, read_workbook
from concordat.documents.readers.text import read_text
from concordat.documents.readers.word import read_word


def read(content: bytes, *, name: str) -> Document:
    """Read a file's bytes.

    `name` is the file's own name: shown to people, and compared with what the content really is.
    Raises `Refused` with one clear sentence when the file is damaged, locked, hostile or of a kind that is not read.
    """
    # What is built holds no cycles: looking for them meanwhile takes a tenth of the time of a long plan.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _read(content, name)
    finally:
        if collects:
            gc.enable()


def _read(content: bytes, name: str) -> Document:
    kinds.check_size(content, name)
    if kinds.is_zip(content):
        package = Package(content, name=name)
        if is_open_text(package.bytes_of("mimetype")):
            document = read_open_document(package)
        else:
            kinds.refuse_zip(package.entries, package.bytes_of("[Content_Types].xml") or b"", name)
            document = read_workbook(package) if kinds.is_workbook(package.entries) else read_word(package)
    elif (older := kinds.older_word(content, name)) is not None:
        converted = converting.to_word(content, kind=older, name=name)
        document = replace(read_word(Package(converted, name=name)), format=older)
    elif kinds.is_old_workbook(content, name):
        document = read_old_workbook(content, name=name)
    elif kinds.is_pdf(content):
        document = read_pdf(content, name=name)
    else:
        kinds.refuse_unread(content, name)
        if kinds.is_page(content, name):
            document = read_html(content, name=name)
        elif is_separated(content, name):
            document = read_separated(content, name=name)
        else:
            document = read_text(content, name=name)
    surprise = kinds.misnamed(document.format, name)
    return document if surprise is None else replace(document, findings=(surprise, *document.findings))
