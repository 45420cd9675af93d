"""Joins the lines of a text that a program wrapped at one width, so that a row's lines end where its cells do."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from concordat.documents.readers.text import heads, segments, titles
from concordat.documents.readers.text.lines import TextLine

_WIDEST = 160  # letters: a text with longer lines was wrapped by nobody
_NARROWEST = 30
_FEWEST_WRAPPED = 8  # line ends that a width explains
_SHARE_WRAPPED = 0.55  # of all line ends before no label; the others are the ends of titles, paragraphs and bare rows
_FEWEST_SEPARATORS = 2  # of a line that goes on with no title


def unwrapped(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines joined where only a width broke them; as they are where no width explains most of their ends.

    A line is broken by the width where the next line's first word had no room left on it. One that is full by chance is
    kept apart from a line that begins a row or a title.
    """
    width = max((len(line.text) for line in lines if " / " in line.text), default=0)
    if not _NARROWEST <= width <= _WIDEST or not _is_wrapped(lines, width):
        return list(lines)
    found = [lines[0]]
    last = lines[0].text  # the line as it stood before it was joined
    fullest = 0  # separators of the fullest row so far: the header has as many as any row below it
    for line in lines[1:]:
        held = found[-1]
        count = len(segments.parts_of(held.text)) - 1
        if _is_full(last, line, width) and not _begins(line, held.text, count, fullest):
            joined = f"{held.text}{'' if _is_hyphened(held.text) else ' '}{line.text}"
            found[-1] = replace(held, text=joined)
        else:
            fullest = max(fullest, count)
            found.append(line)
        last = line.text
    return found


def _is_wrapped(lines: Sequence[TextLine], width: int) -> bool:
    ends = [
        (line.text, below) for line, below in pairwise(lines) if not below.gap and segments.label_of(below.text) is None
    ]
    wrapped = sum(_is_full(text, below, width) for text, below in ends)
    return wrapped >= _FEWEST_WRAPPED and wrapped >= _SHARE_WRAPPED * len(ends)


def _is_full(text: str, below: TextLine, width: int) -> bool:
    """Whether the first word of the next line had no room on a line; a longer one, such as a title, was not wrapped."""
    return not below.gap and len(text) <= width < len(text) + 1 + len(below.text.split(" ", 1)[0])


def _is_hyphened(text: str) -> bool:
    return text.endswith("-") and text[-2:-1].isalnum()


def _begins(line: TextLine, held: str, count: int, fullest: int) -> bool:
    """Whether a line begins something of its own, though the one above it, `held` with its separators, is full."""
    if line.is_bulleted or segments.label_of(line.text) is not None or segments.is_template_title(line.text):
        return True
    if titles.is_in_capitals(line.text) and titles.is_title_like(line.text) and "/" not in line.text:
        return count >= fullest
    if not line.text[0].isupper() or segments.label_of(held) is not None:
        return count >= fullest > 0 and line.text[0].isupper()
    first = segments.parts_of(line.text)[0]
    if not count:  # a title or a sentence above a row
        return len(segments.parts_of(line.text)) > _FEWEST_SEPARATORS
    return count >= fullest if fullest else not heads.is_heading(first)
