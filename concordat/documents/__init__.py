"""Turns bytes into blocks, tables and cells; knows files, not plans."""

from concordat.documents.domain import Document

__all__ = ["read"]


def read(content: bytes, *, name: str) -> Document:
    """Read a file's bytes; see `concordat.documents.readers.read`."""
    # A site that starts reads nothing yet, and loading the readers takes as long as loading Django.
    from concordat.documents import readers

    return readers.read(content, name=name)
