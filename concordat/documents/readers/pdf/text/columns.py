"""Tells text that stands in columns without lines between them, which can't be read row by row without guessing."""

from dataclasses import dataclass
from itertools import pairwise

from concordat.documents.readers.pdf.text.lines import TextLine

_LEAST_LINES = 4
_GUTTER = 6.0  # points
_CROSSED = 0.15  # a gutter may be crossed by this part of the lines: headings that run over all columns
_BESIDE = 0.35  # and must have words on both sides in this part of them
_PARTED = 1.2  # of the size of the letters
_APART = 2.6  # lines further apart than this, in parts of their size, belong to different blocks


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines of one page that stand in several columns."""

    count: int
    lines: tuple[TextLine, ...]

    @property
    def letters(self) -> int:
        return sum(len(word.text) for line in self.lines for word in line.words)


def columns_of(lines: list[TextLine]) -> list[Columns]:
    """The blocks of lines, among those of one page that stand in no table, that have two or more columns."""
    found = []
    for block in _blocks([line for line in lines if not line.words[0].turn]):
        if len(block) >= _LEAST_LINES:
            gutters = gutters_of(block)
            if gutters:
                found.append(Columns(len(gutters) + 1, tuple(block)))
    return found


def is_parted(line: TextLine) -> bool:
    """Whether a line has a gap in it as between columns."""
    return any(second[0] - first[1] > _PARTED * line.size for first, second in pairwise(_stretches(line)))


def _blocks(lines: list[TextLine]) -> list[list[TextLine]]:
    blocks: list[list[TextLine]] = []
    for line in lines:
        if blocks and line.base - blocks[-1][-1].base <= _APART * max(line.size, blocks[-1][-1].size):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def gutters_of(lines: list[TextLine]) -> list[tuple[float, float]]:
    """The strips from top to bottom that stay empty, with words to the left and right of them."""
    if not lines:
        return []
    stretches = [_stretches(line) for line in lines]
    events = sorted(
        [(start, 1) for line in stretches for start, _ in line] + [(end, -1) for line in stretches for _, end in line]
    )
    most = _CROSSED * len(lines)
    empty: list[tuple[float, float]] = []
    inked, opened = 0, None
    for x, change in events:
        inked += change
        if inked <= most and opened is None and change < 0:
            opened = x
        elif inked > most and opened is not None:
            if x - opened >= _GUTTER:
                empty.append((opened, x))
            opened = None
    found = []
    left_edge = min(line.x0 for line in lines) - 1
    for start, end in empty:
        beside = sum(
            any(left_edge <= stop <= start + 1 for _, stop in line) and any(begin >= end - 1 for begin, _ in line)
            for line in stretches
        )
        left = sum(
            stop - begin for line in stretches for begin, stop in line if left_edge <= begin and stop <= start + 1
        )
        # A strip of list signs or numbers is no column of text.
        if beside >= _BESIDE * len(lines) and left / len(lines) > 1.5 * lines[0].size:
            found.append((start, end))
            left_edge = end - 1
    return found


def _stretches(line: TextLine) -> list[tuple[float, float]]:
    """The inked parts of a line; a common space does not part them."""
    found: list[tuple[float, float]] = []
    for word in line.words:
        if found and word.x0 - found[-1][1] < 0.6 * line.size:
            found[-1] = (found[-1][0], max(found[-1][1], word.x1))
        else:
            found.append((word.x0, word.x1))
    return found
