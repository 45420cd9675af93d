"""Puts words that stand beside one another into lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concordat.documents.readers.pdf.painting.marks import Word

# Parts of the size of the letters.
_SAME_LINE = 0.5  # how far apart the feet of words in one line may be: a raised "th" is a third up
_SMALLER, _RAISED = 0.75, 0.7  # a small sign that comes first stands as far up, such as the number of a footnote
_SPACE = 0.13  # a gap as wide as this is a space, though none was written
_TAB = 2.5
_RUNS_ON = 0.35  # words nearer than this are one text, in whatever columns they lie
_ACROSS = 2.0  # points by which a word must reach over the side of a column to be across it


@dataclass(slots=True, eq=False)
class TextLine:
    """Words on one line from left to right; measures are in the direction that the words are read."""

    words: list[Word]
    x0: float
    x1: float
    base: float
    size: float
    page: int

    @property
    def text(self) -> str:
        return "".join(f" {word.text}" if space else word.text for word, space in parted(self.words))

    @property
    def is_bold(self) -> bool:
        return all(word.is_bold for word in self.words)


def parted(words: list[Word]) -> Iterator[tuple[Word, str]]:
    """Each word of a line with what stands before it: nothing, a space, or a tab for a wide gap."""
    before: Word | None = None
    for word in words:
        if before is None:
            yield word, ""
        else:
            gap, size = word.x0 - before.x1, max(before.size, word.size)
            is_parted = gap > _SPACE * size or (word.is_apart and gap > -0.5 * size)
            yield word, "\t" if gap > _TAB * size else " " if is_parted else ""
        before = word


def lines_of(words: Iterable[Word], page: int) -> list[TextLine]:
    """The lines of some words from top to bottom. Turned words come after those that stand upright."""
    by_turn: dict[int, list[Word]] = {}
    for word in words:
        by_turn.setdefault(word.turn, []).append(word)
    found: list[TextLine] = []
    for turn in sorted(by_turn):
        found += _upright_lines(by_turn[turn], page)
    return found


def _upright_lines(words: list[Word], page: int) -> list[TextLine]:
    words.sort(key=lambda word: word.base)
    lines: list[list[Word]] = []
    foot = size = 0.0
    for word in words:
        nearest = _RAISED if size <= _SMALLER * word.size else _SAME_LINE
        if lines and word.base - foot <= nearest * max(size, word.size):
            lines[-1].append(word)
            # A line's foot is that of its largest words, not of a raised or lowered sign.
            if word.size > size:
                foot, size = word.base, word.size
        else:
            lines.append([word])
            foot, size = word.base, word.size
    return [_line(line, page) for line in lines]


def _line(words: list[Word], page: int) -> TextLine:
    words.sort(key=lambda word: word.x0)
    kept = [words[0]]
    for word in words[1:]:
        before = kept[-1]
        # Some programs make letters bold by painting them twice.
        if word.text == before.text and abs(word.x0 - before.x0) < 0.15 * word.size:
            continue
        kept.append(word)
    size = max(word.size for word in kept)
    base = next(word.base for word in kept if word.size == size)
    return TextLine(kept, kept[0].x0, max(word.x1 for word in kept), base, size, page)


def keeps_to(lines: Iterable[TextLine], sides: list[float]) -> bool:
    """Whether no words run on over the sides of columns."""
    for line in lines:
        before: Word | None = None
        for word in line.words:
            start = word.x0
            if before is not None and (word.order == before.order or start - before.x1 < _RUNS_ON * line.size):
                start = before.x0
            if any(start < side - _ACROSS and word.x1 > side + _ACROSS for side in sides):
                return False
            before = word
    return True
