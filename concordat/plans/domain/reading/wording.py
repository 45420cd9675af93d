"""The words of cells and paragraphs, tidied: as a person sees them, without the wrapping of narrow columns."""

import re
from collections.abc import Iterable, Sequence

from concordat.documents.domain import Cell, Paragraph

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_LIST_ITEM = re.compile(r"^(?:[•·▪●*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
_ENDS_OPEN = re.compile(r"(?:[a-z0-9’',/&–-]|\b(?:the|of|and|to|in|for|with))$")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")  # between two sentences
BULLETS = frozenset("•·▪●◦‣–-*o§➢✓")


def tidy(text: str) -> str:
    """One line or several: odd spaces made plain, invisible characters out, empty lines dropped."""
    if text.isprintable():  # no line's end is, no space but the plain one, and nothing invisible
        if not text.isascii():
            text = text.replace("\u2010", "-").replace("\u2011", "-")
        return text.strip() if "  " not in text else " ".join(text.split())
    if not text.isascii():
        text = _HYPHENS.sub("-", _INVISIBLE.sub("", text))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join([line for line in lines if line])


def words_of(paragraphs: Sequence[Paragraph], *, flattened: bool = False, struck: bool = False) -> str:
    """The words of a cell's paragraphs, one a line; empty when there are none.

    `flattened` says that the file is text whose line ends may be only wrapping, and whose bullets were typed;
    `struck` takes the struck-out words instead (a row that is struck out as a whole keeps its words).
    """
    if len(paragraphs) == 1 and not flattened and not struck:
        return tidy(paragraphs[0].text)
    lines = [tidy(p.struck_text if struck else p.text) for p in paragraphs]
    if flattened:
        bulleted = [p.label is not None and p.label.strip() in BULLETS for p in paragraphs]
        lines = [f"· {line}" if mark and line else line for line, mark in zip(lines, bulleted, strict=True)]
        return "\n".join(join_wrapped(lines))
    return "\n".join(line for line in lines if line)


def join_wrapped(lines: Iterable[str]) -> list[str]:
    """Lines with those that are only wrapping joined: the next begins small, or the line before ends in the middle."""
    joined: list[str] = []
    broken = True  # an empty line before says that a paragraph ended
    for line in lines:
        if not line:
            broken = True
            continue
        if joined and not broken and _continues(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        broken = False
    return joined


def _continues(before: str, line: str) -> bool:
    if _LIST_ITEM.match(line):
        return False
    if before.endswith(("/", "&", ",")):
        return True
    return line[0].islower() and bool(_ENDS_OPEN.search(before))


def struck_words(cell: Cell) -> str:
    """What is struck out in a cell whose other words stand."""
    for paragraph in cell.paragraphs:
        if paragraph.struck_text:
            return tidy(cell.struck_text)
    return ""


def label_of(paragraphs: Sequence[Paragraph]) -> str | None:
    """The automatic number of a cell's first numbered paragraph, such as "1.1"; bullets are none."""
    for paragraph in paragraphs:
        if paragraph.label and paragraph.label.strip() not in BULLETS:
            return paragraph.label.strip()
        if paragraph.text.strip():
            return None
    return None
