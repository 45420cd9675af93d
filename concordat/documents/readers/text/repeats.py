"""Recognises page text that only says again, perhaps in broken pieces, what the document has said before."""

import re

from concordat.documents.readers.text.pieces import Line

_LETTERS = re.compile(r"[\W_]+")
# A line this long that stands again, letter for letter, is a copy; a shorter one may be chance.
_SHORTEST_COPY = 60
_SHORTEST_NEW_START = 12
_SHARE_THAT_IS_A_REPEAT = 0.8


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).lower()


class Original:
    """What the document says before its first table."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = {_letters(line) for line in lines if len(line) >= _SHORTEST_COPY}
        self._all = "".join(_letters(line) for line in lines)

    def repeated_from(self, lines: list[Line]) -> int | None:
        """Where, among the lines of a cell, a long line of the original stands again, or begins to."""
        if not self._lines:
            return None
        for at, line in enumerate(lines):
            letters = _letters(line.text)
            if len(letters) >= _SHORTEST_COPY and any(known.startswith(letters) for known in self._lines):
                return at
        return None

    def without_repeats(self, lines: list[Line]) -> list[Line]:
        """The lines that are not part of a repetition of the original, which may be broken anywhere.

        Single words are in any text, so lines go only when, taken in order, they make up most of what is there.
        """
        fresh: list[Line] = []
        repeated = total = at = 0
        for line in lines:
            letters = _letters(line.text)
            total += len(letters)
            found = self._all.find(letters, at)
            if found < 0 and len(letters) >= _SHORTEST_NEW_START:
                found = self._all.find(letters)  # the repetition begins again
            if found < 0:
                fresh.append(line)
            else:
                at = found + len(letters)
                repeated += len(letters)
        return fresh if total and repeated >= total * _SHARE_THAT_IS_A_REPEAT else lines
