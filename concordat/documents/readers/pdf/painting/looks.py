"""Settles how words look: what colour is behind them, what hides them, and which lines strike them out."""

from bisect import bisect_left, bisect_right

from concordat.documents.readers.pdf.file.limits import Budget
from concordat.documents.readers.pdf.painting import colours
from concordat.documents.readers.pdf.painting.marks import Box, Fill, Line, Marks, Word

_STRIPS = 64
_WHOLE_PAGE = 0.85  # a fill over as much of the paper as this is its colour
# Where a line lies above the foot of the words, in parts of their size: across the letters, or under them.
_STRIKING = (0.12, 0.5)
_UNDERLINING = (-0.28, 0.12)


def settle(marks: Marks, budget: Budget) -> None:
    """Gives each word what is behind it; takes out what can't be seen, and the lines that belong to words."""
    strips = Strips(marks, budget)
    marks.words = [word for word in marks.words if _is_seen(word, strips, marks)]
    _take_out_lines_of_words(marks, budget)


class Strips:
    """The fills of a page in strips from top to bottom, so that those at a place are found quickly."""

    def __init__(self, marks: Marks, budget: Budget) -> None:
        paper = marks.width * marks.height
        self._budget = budget
        self._height = marks.height / _STRIPS
        self._strips: list[list[Fill]] = [[] for _ in range(_STRIPS)]
        kept = []
        for fill in marks.fills:
            box = fill.box
            if (box.x1 - box.x0) * (box.bottom - box.top) > _WHOLE_PAGE * paper:
                continue
            kept.append(fill)
            first, last = self._strip(box.top), self._strip(box.bottom)
            budget.spend_marks((last - first) // 4)
            for strip in range(first, last + 1):
                self._strips[strip].append(fill)
        marks.fills = kept

    def _strip(self, y: float) -> int:
        return max(0, min(_STRIPS - 1, int(y / self._height)))

    def at(self, y: float) -> list[Fill]:
        """The fills of the strip at a height, in the order they were painted."""
        found = self._strips[self._strip(y)]
        self._budget.spend_tokens(len(found) // 10)
        return found


def _is_seen(word: Word, strips: Strips, marks: Marks) -> bool:
    x, y = word.x, word.y
    for fill in reversed(strips.at(y)):
        box = fill.box
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
            if fill.order > word.order:
                if fill.is_solid:
                    return False  # blacked out, or painted over
                continue
            word.fill = None if fill.colour == colours.WHITE else fill.colour
            break
    if word.colour == colours.WHITE and word.fill is None:
        boxes: list[Box] = [drawing.box for drawing in marks.drawings] + marks.pictures
        strips.at(y)
        return any(box.holds(x, y) for box in boxes[:200])
    return True


def _take_out_lines_of_words(marks: Marks, budget: Budget) -> None:
    """Marks struck words, and keeps only the lines that no word explains: those may be a table's."""
    words = sorted((word for word in marks.words if word.turn == 0), key=lambda word: word.base)
    if not words:
        return
    feet = [word.base for word in words]
    largest = max(word.size for word in words)
    kept: list[Line] = []
    for line in marks.across:
        first = bisect_left(feet, line.at + _UNDERLINING[0] * largest)
        last = bisect_right(feet, line.at + _STRIKING[1] * largest)
        budget.spend_tokens((last - first) // 10)
        near = [word for word in words[first:last] if word.x0 < line.end and word.x1 > line.start]
        struck = [word for word in near if _lies(line, word, _STRIKING)]
        under = [word for word in near if _lies(line, word, _UNDERLINING)]
        found = struck if len(struck) >= len(under) else under
        if not found or not _spans_only(line, found):
            kept.append(line)
            continue
        if found is struck:
            for word in struck:
                if line.start <= (word.x0 + word.x1) / 2 <= line.end:
                    word.is_struck = True
    marks.across = kept


def _lies(line: Line, word: Word, zone: tuple[float, float]) -> bool:
    return zone[0] * word.size <= word.base - line.at <= zone[1] * word.size


def _spans_only(line: Line, words: list[Word]) -> bool:
    """Whether a line is as long as the words it goes with, and no longer than a space more."""
    slack = 0.4 * words[0].size
    return min(word.x0 for word in words) - slack <= line.start and line.end <= max(word.x1 for word in words) + slack
