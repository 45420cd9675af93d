"""Tells headings from text by their size and weight."""

from collections import Counter
from collections.abc import Iterable, Sequence

from concordat.documents.readers.pdf.painting.marks import Marks
from concordat.documents.readers.pdf.text.lines import TextLine

_LARGER = 1.12  # than the text
_LONGEST = 200  # letters
_DEEPEST = 6
_SAME = 0.6  # points


class Headings:
    """Gives the level of a paragraph's heading, from 1 for the largest letters; None for plain text."""

    def __init__(self, pages: Iterable[Marks], groups: Iterable[Sequence[TextLine]]) -> None:
        letters: Counter[float] = Counter()
        for marks in pages:
            for word in marks.words:
                letters[round(word.size, 1)] += len(word.text)
        self._body = letters.most_common(1)[0][0] if letters else 0.0
        sizes = sorted({group[0].size for group in groups if self._is_larger(group)}, reverse=True)
        self._sizes: list[float] = []
        for size in sizes:
            if not self._sizes or self._sizes[-1] - size > _SAME:
                self._sizes.append(size)

    def level(self, group: Sequence[TextLine]) -> int | None:
        if self._is_larger(group):
            size = group[0].size
            return min(_DEEPEST, next(at for at, own in enumerate(self._sizes, start=1) if own - size <= _SAME))
        is_short = len(group) <= 2 and _length(group) <= _LONGEST / 2
        if is_short and all(line.is_bold for line in group) and not group[-1].text.endswith((".", ";", ",")):
            return min(_DEEPEST, len(self._sizes) + 1)
        return None

    def _is_larger(self, group: Sequence[TextLine]) -> bool:
        return group[0].size >= _LARGER * self._body and _length(group) <= _LONGEST and len(group) <= 4


def _length(group: Sequence[TextLine]) -> int:
    return sum(len(line.text) for line in group)
