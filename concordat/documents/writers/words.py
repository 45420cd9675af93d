"""What every writer does to words before they go into a file: which characters may stay, and which ink can be read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from concordat.documents.domain import Cell, FormCell, Paragraph, Run

LANGUAGE = "en-GB"
BULLET = "•"
OPEN_FILL = "FFF7D6"  # behind cells that are left to be filled in
BORDER = "7F8A93"
BLACK, WHITE = "000000", "FFFFFF"
# What Word's highlighter calls its colours (ECMA-376 part 1, 17.18.40).
HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": "FFFFFF",
}
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# XML 1.0 can't hold these at all, nor can it hold halves of characters; the others show nothing.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DIGITS = re.compile(r"[0-9A-Fa-f]{6}\Z")
_READABLE = 4.5  # the least contrast of words with what lies behind them (WCAG 2.2, 1.4.3)


def plain(text: str) -> str:
    """Text that every format can hold: lines end in "\\n", characters that nobody can see are gone."""
    return _UNSEEN.sub("", _ENDS.sub("\n", text))


def digits(colour: str | None) -> str | None:
    """A colour as six upper-case hex digits; None for anything else."""
    return colour.upper() if colour and _DIGITS.match(colour) else None


def runs_of(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph with plain words, its label before them unless it is a bullet."""
    runs = paragraph.runs or (Run(paragraph.text), Run(paragraph.struck_text, is_struck=True))
    found = tuple([_with(run, words) for run in runs if (words := plain(run.text))])
    if paragraph.label and paragraph.label != BULLET:
        return (Run(f"{plain(paragraph.label)} "), *found)
    return found


def _with(run: Run, words: str) -> Run:
    return run if run.text == words else replace(run, text=words)


def has_bullet(paragraph: Paragraph) -> bool:
    return paragraph.label == BULLET


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Run, ...]]:
    """The runs of each paragraph for a format without lists: a bullet is a sign like any other."""
    for paragraph in paragraphs:
        runs = runs_of(paragraph)
        yield (Run(f"{BULLET} "), *runs) if has_bullet(paragraph) else runs


def text_of(cell: Cell) -> str:
    """The words of a cell on lines of their own, without what is struck out."""
    lines = ("".join(run.text for run in runs if not run.is_struck) for runs in lines_of(cell.paragraphs))
    return "\n".join(line for line in lines if line.strip())


def is_open(cell: Cell) -> bool:
    return isinstance(cell, FormCell) and cell.is_open


def choices_of(cell: Cell) -> tuple[str, ...]:
    """What may be chosen in a cell, each once and as plain words."""
    if not isinstance(cell, FormCell):
        return ()
    found = (" ".join(plain(choice).split()) for choice in cell.choices)
    return tuple(dict.fromkeys(choice for choice in found if choice))


def fill_of(cell: Cell) -> str | None:
    """What lies behind the words of a cell: its own fill, or that of cells to fill in."""
    return digits(cell.fill) or (OPEN_FILL if is_open(cell) else None)


def background_of(run: Run) -> str | None:
    """What lies behind the words of a run, where that is its own."""
    return digits(run.fill) or HIGHLIGHTS.get(run.highlight or "")


def ink_of(run: Run, fill: str | None) -> str | None:
    """The colour of a run's words on a cell's fill: its own where it can be read there, else black or white.

    None where nothing need be said, because the words are black on what is white.
    """
    if run.colour is None and run.fill is None and run.highlight is None:
        return _ink_on(None, fill or WHITE)
    return _ink_on(digits(run.colour), background_of(run) or fill or WHITE)


@lru_cache(maxsize=1024)
def _ink_on(own: str | None, behind: str) -> str | None:
    if own is not None and contrast(own, behind) >= _READABLE:
        return own
    ink = BLACK if contrast(BLACK, behind) >= contrast(WHITE, behind) else WHITE
    return None if ink == BLACK else ink


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
