"""Cuts flattened text into the pieces that a tab begins, each with its lines and the blank lines before it."""

import re
from dataclasses import dataclass, field
from functools import cached_property

_CELL_START = re.compile(r"^[ \u00a0]*\t", re.MULTILINE)
# Fewer cells than this are a stray tab in prose, not a table.
_FEWEST_CELLS = 6


@dataclass(slots=True)
class Line:
    """A line of the file; `number` counts from 1."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text


@dataclass
class Piece:
    """What stands between one tab and the next: a cell's words, and perhaps what the cell swallowed."""

    number: int  # of the line that the tab stands in
    gap: int  # blank lines just before the tab
    lines: list[Line] = field(default_factory=list)
    is_indented: bool = False  # a space stands before the tab

    @cached_property
    def words(self) -> str:
        """The cell's words, blank lines left out; ask once all its lines are there."""
        return "\n".join(line.text for line in self.lines if line.text)

    @property
    def is_empty(self) -> bool:
        return not self.words


def is_flattened(text: str) -> bool:
    """Whether the text was flattened from a word processor's tables: most of its tabs begin a line."""
    starts = len(_CELL_START.findall(text))
    return starts >= _FEWEST_CELLS and starts * 2 > text.count("\t")


def cut(text: str) -> tuple[list[Line], list[Piece]]:
    """The lines before the first tab, and the pieces that follow."""
    before: list[Line] = []
    pieces: list[Piece] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        first, *cells = raw.split("\t")
        current = pieces[-1].lines if pieces else before
        if not cells:
            current.append(Line(number, _plain(first)))
            continue
        # Words before the first tab of a line end the paragraph above, or are the cell that the tab closes.
        if _plain(first):
            current.append(Line(number, _plain(first)))
        for at, words in enumerate(cells):
            gap = 0
            if at == 0:
                while current and current[-1].is_blank and current is not before and len(current) > 1:
                    current.pop()
                    gap += 1
                if current is before:
                    gap = 1
            is_indented = at == 0 and bool(first) and not _plain(first)
            pieces.append(Piece(number, gap, [Line(number, _plain(words))], is_indented))
    return before, pieces


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").split())
