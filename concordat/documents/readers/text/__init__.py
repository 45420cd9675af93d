"""Reads plain text, and sees in it the tables that it was flattened from."""

from concordat.documents.domain import Block, Document, Finding, Paragraph, Place, Run
from concordat.documents.readers.text.encodings import decode
from concordat.documents.readers.text.flattened import read_flattened
from concordat.documents.readers.text.labels import without_bullet
from concordat.documents.readers.text.pieces import is_flattened


def read_text(content: bytes, *, name: str) -> Document:
    """Read a text file's bytes; a text with no table in it comes out as paragraphs, one a line."""
    text = decode(content)
    findings: tuple[Finding, ...] = ()
    if is_flattened(text):
        blocks, findings = read_flattened(text)
    else:
        blocks = _paragraphs(text)
    return Document(name=name, format="text", blocks=blocks, findings=findings)


def _paragraphs(text: str) -> tuple[Block, ...]:
    found: list[Block] = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.replace("\u00a0", " ").strip(" \ufeff")
        if words.strip():
            label, words = without_bullet(words)
            found.append(Paragraph(words, (Run(words),), label, place=Place(line=number)))
    return tuple(found)
