"""Turns the words of a cell into paragraphs, one for each of its lines, as they show."""

import re

from concordat.documents.domain import Paragraph, Place, Run
from concordat.documents.readers.sheets.values import Look, Pieces, TooLong, Words
from concordat.documents.readers.word import symbols

# What a person can't see, or sees as something plainer, as in a Word file; other control characters show nothing.
_PLAINER: dict[int, str | None] = {
    **dict.fromkeys((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F)),
    0x000D: "\n",
    0x0085: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0x00A0: " ",
    0x202F: " ",
    0x2007: " ",
    0x2011: "-",
    0x00AD: None,
    0x200B: None,
    0x2060: None,
    0xFEFF: None,
}
_ODD = re.compile(r"[^\t\n\x20-\x7e]")

MOST_PARAGRAPHS = 600_000  # of a file: a cell of many lines may be shown by many cells
_MOST_KEPT = 20_000

Line = tuple[str, tuple[Run, ...], str]  # text without what is struck out, runs, what is struck out


def shown(text: str, font: str | None = None) -> str:
    """Text as it shows: lines end in "\\n", odd spaces and hyphens are plain, signs of pictorial fonts are signs."""
    if font is not None and symbols.is_pictorial(font):
        text = symbols.in_font(font, text)
    return text.replace("\r\n", "\n").translate(_PLAINER) if _ODD.search(text) else text


class Paragraphs:
    """Makes paragraphs of words for all sheets of a file; lines that come again and again are kept and shared."""

    def __init__(self) -> None:
        self._lines: dict[Words, tuple[Look, tuple[Line, ...]]] = {}
        self._made = 0

    def of(self, words: Words, look: Look, place: Place) -> tuple[Paragraph, ...]:
        """One paragraph for each line; blank lines before and after the words are left out."""
        if not words:
            return ()
        known = self._lines.get(words)
        if known is not None and known[0] is look:
            lines = known[1]
        else:
            parts = (words,) if isinstance(words, str) else [text for text, _ in words.parts]
            if self._made + sum(text.count("\n") for text in parts) > MOST_PARAGRAPHS:
                raise TooLong
            lines = tuple(_lines(words, look))
            if len(self._lines) < _MOST_KEPT:
                self._lines[words] = look, lines
        self._made += len(lines)
        if self._made > MOST_PARAGRAPHS:
            raise TooLong
        if len(lines) == 1:
            text, runs, struck = lines[0]
            return (Paragraph(text, runs, None, None, struck, place),)
        return tuple([Paragraph(text, runs, None, None, struck, place) for text, runs, struck in lines])


def _lines(words: Words, look: Look) -> list[Line]:
    if isinstance(words, str):
        if "\n" not in words and not look.is_struck:
            if words.isspace():
                return []
            return [(words, (Run(words, look.colour, None, None, False, look.is_bold),), "")]
        pieces = [[(line, look)] if line else [] for line in words.split("\n")]
    else:
        pieces = [[]]
        for text, own in words.parts:
            first, *others = text.split("\n")
            if first:
                pieces[-1].append((first, own))
            pieces += [[(line, own)] if line else [] for line in others]
    lines = [_line(parts) for parts in pieces]
    filled = [at for at, (text, _, struck) in enumerate(lines) if text.strip() or struck.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _line(pieces: list[tuple[str, Look]]) -> Line:
    runs = tuple(Run(text, look.colour, None, None, look.is_struck, look.is_bold) for text, look in pieces)
    if not any(run.is_struck for run in runs):
        return "".join(run.text for run in runs), runs, ""
    struck = [""]  # stretches with words between them are kept apart
    for run in runs:
        if run.is_struck:
            struck[-1] += run.text
        elif struck[-1]:
            struck.append("")
    return "".join(run.text for run in runs if not run.is_struck), runs, " ".join(part for part in struck if part)


def gathered(pieces: list[tuple[str, Look]], look: Look) -> Words:
    """Pieces as words: neighbours that look alike joined, plain where all look like the cell."""
    joined: list[tuple[str, Look]] = []
    for text, own in pieces:
        if not text:
            continue
        if joined and joined[-1][1] == own:
            joined[-1] = joined[-1][0] + text, own
        else:
            joined.append((text, own))
    if not joined:
        return ""
    return joined[0][0] if len(joined) == 1 and joined[0][1] == look else Pieces(tuple(joined))
