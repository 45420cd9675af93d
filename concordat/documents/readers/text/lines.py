"""The lines of a text file, and the pieces of words that its cells are put together from."""

import re
from dataclasses import dataclass

from concordat.documents.readers.text.labels import without_bullet

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"), None)
_LONE_BULLET = re.compile(r"[•·▪◦‣➢●○\uf0b7\uf0a7–-]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank; `gap` counts the blank lines before it, `number` is that of the file, from 1."""

    number: int
    text: str
    gap: int = 0

    @property
    def is_bulleted(self) -> bool:
        return without_bullet(self.text)[0] is not None

    @property
    def is_lone_bullet(self) -> bool:
        """Whether the line is a bullet whose words went elsewhere."""
        return _LONE_BULLET.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line, or a part of it, that stand in one cell; `gap` is that of the line, where they begin it."""

    number: int
    text: str
    gap: int = 0

    @property
    def is_bulleted(self) -> bool:
        return without_bullet(self.text)[0] is not None


def lines_of(text: str) -> list[TextLine]:
    """The lines of a text with plain spaces, blank ones left out."""
    found: list[TextLine] = []
    gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        plain = " ".join(raw.translate(_ZERO_WIDTH).replace("\x0c", " ").split())
        if plain:
            found.append(TextLine(number, plain, gap))
            gap = 0
        else:
            gap += 1
    return found


def words_of(pieces: list[Piece]) -> str:
    """The words of a cell, one piece a line."""
    return "\n".join(piece.text for piece in pieces if piece.text)
