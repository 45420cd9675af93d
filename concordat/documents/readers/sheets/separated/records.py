"""Cuts separated values into records and cells, and finds out which sign separates them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# In the order in which they are believed where two serve equally well.
SEPARATORS = ("\t", ",", ";", "|")
_SAMPLE = 64 * 1024  # characters that the choice of a separator rests on
_SAID = re.compile(r"sep=(.)[^\S\n]*(?:\n|\Z)", re.IGNORECASE)  # a first line that Excel understands and hides
_FEWEST_ALIKE = 0.8  # share of records that have as many cells as most, in a text that is taken for a table unasked


class Record(NamedTuple):
    """One record; `is_open` where a quotation mark at the start of a cell has no partner of its own."""

    cells: list[str]
    is_open: bool = False


class Separation(NamedTuple):
    """Which sign separates the cells, and where the records begin: after a first line that only names the sign."""

    separator: str
    start: int = 0


def cut(text: str, separation: Separation) -> Iterator[Record]:
    """The records of a text whose lines end in a newline; a blank line is a record without cells.

    A cell that begins with a quotation mark runs to its partner, over ends of lines too; two marks stand for one, and
    what follows the partner belongs to the cell. A mark whose partner lies lines below, in the middle of a cell, has
    none of its own: it is a sign like any other, and the rows in between are kept.
    """
    separator, at = separation
    quoted_cell, plain_cell = _cells(separator)
    cells: list[str] = []
    is_open = False
    while at < len(text):
        match = quoted_cell.match(text, at) if text[at] == '"' else None
        if match is None or ("\n" in match[1] and match[2].strip()):
            is_open = is_open or text[at] == '"'
            match = plain_cell.match(text, at)
            assert match is not None
            words, ending = match[1], match[2]
        else:
            words, ending = match[1].replace('""', '"') + match[2], match[3]
        cells.append(words)
        at = match.end()
        if ending == separator and at < len(text):
            continue
        if ending == separator:
            cells.append("")
        yield Record([] if cells == [""] else cells, is_open)
        cells, is_open = [], False


@cache
def _cells(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a cell in quotation marks (what stands within, after, and what ends it) and one without."""
    rest = rf"([^{re.escape(separator)}\n]*)({re.escape(separator)}|\n|\Z)"
    return re.compile(rf'"((?:[^"]+|"")*+)"{rest}'), re.compile(rest)


def separation_of(text: str, *, usual: str = ",") -> Separation:
    """How a text that is known to be separated values is separated; `usual` where it has one column only."""
    said = _SAID.match(text)
    if said and said[1] in SEPARATORS:
        return Separation(said[1], said.end())
    best, most = usual, 0
    for separator in SEPARATORS:
        width, alike, _ = _shape(text, separator)
        if (width - 1) * alike > most:
            best, most = separator, (width - 1) * alike
    return Separation(best)


def looks_separated(text: str) -> bool:
    """Whether a text of no known kind is a table of separated values: nearly all of its records are equally wide."""
    said = _SAID.match(text)
    if said and said[1] in SEPARATORS:
        return True
    separation = separation_of(text)
    if separation.separator == "|":
        return False  # tables drawn with strokes, as in Markdown
    width, alike, records = _shape(text, separation.separator)
    fewest = 3 if separation.separator == "\t" else 4  # sentences hold commas; a table is wider than they are
    return width >= fewest and alike >= max(3, _FEWEST_ALIKE * records)


def _shape(text: str, separator: str) -> tuple[int, int, int]:
    """The width that most tells a table, how many records of a sample have it, and how many there are."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1]
    widths = Counter(len(record.cells) for record in cut(sample, Separation(separator)) if any(record.cells))
    if not widths:
        return 1, 0, 0
    width = max(widths, key=lambda each: (each - 1) * widths[each])
    return width, widths[width], widths.total()
