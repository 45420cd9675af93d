"""Parts a document into sheets: each table with what stands above it, and everything else on a sheet of its own."""

import re
from dataclasses import dataclass

from concordat.documents.domain import Document, Paragraph, Table
from concordat.documents.writers import grids, words

ABOUT = "About"
_LONGEST = 31  # characters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]+")
_MOST_ABOVE = 6  # paragraphs above a table; more would leave no room for its rows once the header is frozen
_KEPT = {"history"}  # Excel keeps this name for itself


@dataclass(frozen=True, slots=True)
class Section:
    """What one sheet holds."""

    title: str
    above: tuple[Paragraph, ...]
    table: Table | None


def of(document: Document) -> list[Section]:
    """The sheets of a document in order; there is always one."""
    drafts: list[tuple[str, list[Paragraph], Table]] = []
    about: list[Paragraph] = []
    waiting: list[Paragraph] = []
    captions = grids.captions_of(document)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if block.heading is not None:
                about += waiting
                waiting = []
            waiting.append(block)
        elif grids.width_of(block):
            if len(waiting) > _MOST_ABOVE:
                heading = [waiting[0]] if waiting[0].heading is not None else []
                about += waiting
                waiting = heading
            drafts.append((captions[at], waiting, block))
            waiting = []
    about = [paragraph for paragraph in (*about, *waiting) if paragraph.text.strip() or paragraph.struck_text]
    names = _Names()
    found = []
    if about or not drafts:
        title = words.plain(document.title or "").strip()
        if title and all(paragraph.text.strip() != title for paragraph in about):
            about.insert(0, Paragraph(title, heading=1))
        found.append(Section(names.new(ABOUT), tuple(about), None))
    for number, (caption, above, table) in enumerate(drafts, start=1):
        name = names.new(caption or f"Table {number}")
        found.append(Section(name, tuple(p for p in above if p.text.strip()), table))
    return found


class _Names:
    """Sheet names that Excel accepts, each once whatever the size of its letters."""

    def __init__(self) -> None:
        self._taken = set(_KEPT)

    def new(self, wanted: str) -> str:
        stem = " ".join(_FORBIDDEN.sub(" ", words.plain(wanted)).split()).strip("'") or "Table"
        name, number = _cut(stem), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = f"{_cut(stem, _LONGEST - len(ending))}{ending}"
        self._taken.add(name.casefold())
        return name


def _cut(name: str, longest: int = _LONGEST) -> str:
    """A name of so many characters as Excel counts them, which takes an emoji for two."""
    while len(name.encode("utf-16-le")) > 2 * longest:
        name = name[:-1]
    return name.strip().strip("'") or "Table"
