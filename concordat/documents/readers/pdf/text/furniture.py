"""Tells the headers and footers of pages from their text: what stands at the same place on page after page."""

import re
from collections import Counter

from concordat.documents.readers.pdf.painting.marks import Marks
from concordat.documents.readers.pdf.text.lines import TextLine, lines_of

_BAND = 0.2  # of the page's height, at its top and at its foot
_DEEPEST = 8  # lines
_OFTEN = 3  # pages; a chapter has its own header
_DRIFT = 4.0  # points that a header may stand higher or lower on the next page
_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*\d{1,3}(?:\s*(?:of|/|\|)\s*\d{1,3})?\Z", re.IGNORECASE)

Key = tuple[str, bool, int]


def take_out(pages: list[tuple[Marks, list[TextLine]]]) -> tuple[str, ...]:
    """Takes headers and footers out of the lines of each page, and gives each of their texts once, in order."""
    counts: Counter[Key] = Counter()
    for marks, lines in pages:
        counts.update({near for key, _ in _candidates(marks, lines) for near in _nearby(key)})
    found: dict[str, str] = {}
    for marks, lines in pages:
        for line in lines_of(marks.furniture, marks.number):
            found.setdefault(_plain(line.text), line.text)
        for key, line in _candidates(marks, lines):
            is_number = bool(_PAGE_NUMBER.match(line.text))
            if counts[key] >= min(_OFTEN, max(2, 0.3 * len(pages))) or is_number:
                lines.remove(line)
                if not is_number:
                    found.setdefault(key[0], line.text)
    return tuple(found.values())


def _candidates(marks: Marks, lines: list[TextLine]) -> list[tuple[Key, TextLine]]:
    upright = sorted((line for line in lines if not line.words[0].turn), key=lambda line: line.base)
    band = _BAND * marks.height
    found = [(_key(line, line.base, True), line) for line in upright[:_DEEPEST] if line.base < band]
    found += [
        (_key(line, marks.height - line.base, False), line)
        for line in upright[-_DEEPEST:]
        if line.base > marks.height - band
    ]
    return found


def _key(line: TextLine, distance: float, is_top: bool) -> Key:
    return _plain(line.text), is_top, round(distance / _DRIFT)


def _nearby(key: Key) -> list[Key]:
    text, is_top, step = key
    return [(text, is_top, step + drift) for drift in (-1, 0, 1)]


def _plain(text: str) -> str:
    """The words without their numbers, which count the pages."""
    return re.sub(r"\d+", "#", text)
