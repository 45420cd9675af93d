"""Takes out what a printed page says at its top and foot: page numbers, and titles that stand on every page."""

from collections import Counter
from collections.abc import Sequence

from concordat.documents.readers.text import heading_words, titles
from concordat.documents.readers.text.lines import TextLine

_SHORTEST = 10  # letters and digits of a line that may be the title of every page
_NEAR = 2  # lines between the title of a page and its number


def without_furniture(lines: Sequence[TextLine], header_starts: frozenset[int] = frozenset()) -> list[TextLine]:
    """The lines without page numbers and repeated page titles; a title's first appearance stays.

    `header_starts` are the numbers of the lines in which a table's header begins: a page's title stands before one.
    """
    keys = [heading_words.squash(line.text) for line in lines]
    first_table = next((at for at, line in enumerate(lines) if line.number in header_starts), 0)
    titled = {key for key in keys[:first_table] if len(key) >= _SHORTEST}
    counts = Counter(keys)
    numbers = [titles.may_be_page_number(line.text) for line in lines]
    taken = [titles.is_page_number(line.text) for line in lines]
    seen: set[str] = set()
    for at, key in enumerate(keys):
        if len(key) < _SHORTEST or counts[key] < 2:
            continue
        around = range(max(0, at - _NEAR), min(len(lines), at + _NEAR + 1))
        is_above_header = any(lines[other].number in header_starts for other in around if other > at)
        is_by_number = any(numbers[other] for other in around)
        if key in seen and (is_by_number + is_above_header + (key in titled) >= 2):
            taken[at] = True
            for other in around:
                if numbers[other] and all(taken[between] or numbers[between] for between in _between(at, other)):
                    taken[other] = True
        seen.add(key)
    if lines and numbers[-1] and lines[-1].text.isdigit() and any(taken):
        taken[-1] = True
    return [line for line, is_taken in zip(lines, taken, strict=True) if not is_taken]


def _between(one: int, other: int) -> range:
    return range(min(one, other) + 1, max(one, other))
