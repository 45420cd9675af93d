"""Learns from a table's plain rows how each of its columns of words begins its cells, and how wide its lines are."""

import math
from collections import Counter
from collections.abc import Sequence

from concordat.documents.readers.text import voices
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import TextLine
from concordat.documents.readers.text.shapes import Holds
from concordat.documents.readers.text.voices import Voice

_WEIGHT = 0.4  # of a natural logarithm, beside the prices of `laying`
_SUPPOSED = 6.0  # cells that are supposed of each column before one is seen
_ANYWHERE = 0.2  # how often a line begins in a voice, whatever its column
_FEWEST_LINES = 12
_UNWRAPPED = 150  # characters: a text with longer lines was not broken at a width


class Habits:
    """What is known of a table's columns; before any row is, what their headings lead one to expect."""

    def __init__(self, heads: Sequence[Head], width: int) -> None:
        self.width = width  # how long the long lines are; 0 where lines were not broken at a width
        self._heads = heads
        of_words = [at for at, head in enumerate(heads) if head.holds is Holds.WORDS]
        # The column that a row can't do without: that of what is to be done, or else the first of words.
        self.duty = next((at for at in of_words if voices.of_heading(heads[at]) is Voice.DUTY), [*of_words, -1][0])
        self._seen: list[Counter[Voice]] = [Counter() for _ in heads]
        self._prices = [self._prices_of(at) for at in range(len(heads))]

    def learn(self, rows: Sequence[Sequence[str]]) -> None:
        """Take in the cells of plain rows, a text for each column; "" for one that is empty."""
        for cells in rows:
            for at, text in enumerate(cells):
                if text:
                    self._seen[at][voices.of_words(text.split("\n", 1)[0])] += 1
        self._prices = [self._prices_of(at) for at in range(len(self._heads))]

    def opening(self, column: int, text: str) -> float:
        """How unlikely it is that a cell of a column begins with this line; 0 for columns that hold no words."""
        prices = self._prices[column]
        return prices[voices.of_words(text)] if prices else 0.0

    def _prices_of(self, column: int) -> dict[Voice, float]:
        head = self._heads[column]
        if head.holds is not Holds.WORDS:
            return {}
        looked_for = voices.of_heading(head)
        supposed = {voice: math.exp(-voices.price(looked_for, voice) / _WEIGHT) for voice in Voice}
        whole = sum(supposed.values())
        seen = self._seen[column]
        count = seen.total() + _SUPPOSED
        shares = {voice: (seen[voice] + _SUPPOSED * supposed[voice] / whole) / count for voice in Voice}
        return {voice: _WEIGHT * math.log(_ANYWHERE / share) for voice, share in shares.items()}


def width_of(lines: Sequence[TextLine]) -> int:
    """How long the long lines of a table's body are; 0 where they were not broken at a width, or are too few."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < _FEWEST_LINES or lengths[-1] > _UNWRAPPED:
        return 0
    return lengths[len(lengths) * 97 // 100]
