"""One reader for each format; which one serves is decided by what the bytes are, not by the file's name."""

from concordat.documents.domain import Document
from concordat.documents.readers.text import read_text
from concordat.documents.readers.word import read_word


def read(content: bytes, *, name: str) -> Document:
    """Read a file's bytes.

    `name` is the file's own name: shown to people, and compared with what the content really is.
    Raises `Refused` with one clear sentence when the file is damaged, locked, hostile or of a kind that is not read.
    """
    if content.startswith(b"PK"):
        return read_word(content, name=name)
    return read_text(content, name=name)
