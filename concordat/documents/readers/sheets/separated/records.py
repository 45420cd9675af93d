"""Cuts separated values into records and cells, and finds out which sign separates them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from concordat.documents.readers.sheets.values import MOST_COLUMNS, TooLong

# In the order in which they are believed where two serve equally well.
SEPARATORS = ("\t", ",", ";", "|")
_SAMPLE = 64 * 1024  # characters that the choice of a separator rests on
_SAID = re.compile(r"sep=(.)[^\S\n]*(?:\n|\Z)", re.IGNORECASE)  # a first line that Excel understands and hides
_FEWEST_CELLS = 3  # of records that a cell in quotation marks can be seen to hold
_DIGITS, _WORDS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+(?:[^\S\n]+[^\W\d_]+)*")
# In a text that is taken for a table unasked: the share of records with as many cells as most, or with three or more.
_FEWEST_ALIKE, _FEWEST_WIDE = 0.8, 0.6


class Record(NamedTuple):
    """One record; `is_open` where a quotation mark at the start of a cell has no partner of its own."""

    cells: list[str]
    is_open: bool = False


class Separation(NamedTuple):
    """Which sign separates the cells, where the records begin (after a line that only names it), and their width."""

    separator: str
    start: int = 0
    width: int = 1  # how many cells most records have


def cut(text: str, separation: Separation) -> Iterator[Record]:
    """The records of a text whose lines end in a newline; a blank line is a record without cells.

    A cell that begins with a quotation mark runs to its partner, over ends of lines too; two marks stand for one, and
    what follows the partner belongs to the cell. A mark whose partner lies lines below, in the middle of a cell, has
    none of its own, as has one between which and its partner every line is a record by itself: it is a sign like any
    other, and the rows in between are kept. Raises `TooLong` for a record of
    more cells than Excel has columns.
    """
    separator, at, width = separation
    quoted_cell, plain_cell = _cells(separator)
    cells: list[str] = []
    is_open = False
    while at < len(text):
        match = quoted_cell.match(text, at) if text[at] == '"' else None
        if match is None or ("\n" in match[1] and (match[2].strip() or _swallows(text, match, separator, width))):
            is_open = is_open or text[at] == '"'
            match = plain_cell.match(text, at)
            words, ending = (match[1], match[2]) if match else ("", "")  # it matches anything
        else:
            words, ending = match[1].replace('""', '"') + match[2], match[3]
        if len(cells) >= MOST_COLUMNS:
            raise TooLong
        cells.append(words)
        at = match.end() if match else len(text)
        if ending == separator and at < len(text):
            continue
        if ending == separator:
            cells.append("")
        yield Record([] if cells == [""] else cells, is_open)
        cells, is_open = [], False


def _swallows(text: str, cell: re.Match[str], separator: str, width: int) -> bool:
    """Whether a cell in quotation marks holds records: each of its lines is one, and begins as the first does."""
    if width < _FEWEST_CELLS:
        return False
    end = text.find("\n", cell.end() - 1)
    start = text.rfind("\n", 0, cell.start()) + 1
    lines = text[start : len(text) if end < 0 else end].split("\n")
    return all(line.count(separator) == width - 1 for line in lines) and (
        len({_shape(line.partition(separator)[0]) for line in lines}) == 1
    )


def _shape(words: str) -> str:
    """What a record's first cell looks like: "9.9" for "1.12", "A a" for words."""
    return _DIGITS.sub("9", _WORDS.sub("a", words.strip().strip('"')))


@cache
def _cells(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a cell in quotation marks (what stands within, after, and what ends it) and one without."""
    rest = rf"([^{re.escape(separator)}\n]*)({re.escape(separator)}|\n|\Z)"
    return re.compile(rf'"((?:[^"]+|"")*+)"{rest}'), re.compile(rest)


def separation_of(text: str, *, usual: str = ",") -> Separation:
    """How a text that is known to be separated values is separated; `usual` where it has one column only."""
    said = _SAID.match(text)
    if said and said[1] in SEPARATORS:
        return Separation(said[1], said.end(), _telling(_widths(text[said.end() :], said[1])))
    best, most, wide = usual, 0, 1
    for separator in SEPARATORS:
        widths = _widths(text, separator)
        width = _telling(widths)
        if (width - 1) * widths[width] > most:
            best, most, wide = separator, (width - 1) * widths[width], width
    return Separation(best, width=wide)


def looks_separated(text: str) -> bool:
    """Whether a text of no known kind is a table of separated values, by how wide its records are."""
    said = _SAID.match(text)
    if said and said[1] in SEPARATORS:
        return True
    separator = separation_of(text).separator
    widths = _widths(text, separator)
    if separator == "|":
        return False  # tables drawn with strokes, as in Markdown
    if separator == "\t":  # nobody writes two tabs in most of their lines; cells at the end may be left out
        alike, share = sum(count for width, count in widths.items() if width > 2), _FEWEST_WIDE
    else:
        width = _telling(widths)
        alike, share = widths[width] if width > 3 else 0, _FEWEST_ALIKE  # sentences hold commas too
    return alike >= max(3, share * widths.total())


def _widths(text: str, separator: str) -> Counter[int]:
    """How many records of a sample have so many cells, blank ones left out."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1]
    return Counter(len(record.cells) for record in cut(sample, Separation(separator)) if any(record.cells))


def _telling(widths: Counter[int]) -> int:
    """The width that most tells a table; 1 where no record has more than one cell."""
    return max(widths, key=lambda width: (width - 1) * widths[width], default=1)
