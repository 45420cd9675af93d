"""The lines of a text file, and the pieces of words that its cells are put together from."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from concordat.documents.readers.text import titles
from concordat.documents.readers.text.labels import without_bullet

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"), None)
_LONE_BULLET = re.compile(r"[•·▪◦‣➢●○\uf0b7\uf0a7–-]")
_TYPED_BULLET = re.compile(r"[-–*>o+]\s(?=\S)")
_FEWEST_TYPED = 3


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
    return _with_typed_bullets(found)


def _with_typed_bullets(lines: list[TextLine]) -> list[TextLine]:
    """The lines with bullets where a sign of the keyboard stands for one, in a list of several."""
    signs = Counter(line.text[0] for line in lines if _TYPED_BULLET.match(line.text))
    typed = {sign for sign, count in signs.items() if count >= _FEWEST_TYPED}
    if not typed:
        return lines
    return [
        replace(line, text=f"• {line.text[1:].strip()}")
        if line.text[0] in typed and _TYPED_BULLET.match(line.text) and not titles.is_of_template(line.text)
        else line
        for line in lines
    ]


def words_of(pieces: list[Piece]) -> str:
    """The words of a cell, one piece a line."""
    return "\n".join(piece.text for piece in pieces if piece.text)
