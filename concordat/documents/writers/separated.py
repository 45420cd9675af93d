"""Writes separated values (.csv) that Excel opens as they are, in which no cell can turn into a formula."""

import csv
import io
import re

from concordat.documents.domain import Document, Table
from concordat.documents.writers import grids, words

# What makes Excel, or a program like it, take a cell for a formula; an apostrophe before it says that it is words.
# One more is put before apostrophes that were there, so that taking one off gives the words back.
_RISKY = re.compile(r"'*[=+\-@＝＋－＠]")


def write_separated(document: Document) -> bytes:
    """The rows of all tables that have the same header rows as one CSV table, as UTF-8 with a mark.

    Where tables have different headers, those with the most rows together are written, as a plan's actions have more
    than its key. Lines end in CRLF, a line end within a cell in LF; a merged cell stands in its first row and column.
    """
    gathered: dict[tuple[tuple[str, ...], ...], list[list[str]]] = {}
    for table in document.tables:
        rows, count = _rows(table)
        headers = tuple(tuple(row) for row in rows[:count])
        gathered.setdefault(headers, []).extend(rows[count:])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if gathered:
        headers, found = max(gathered.items(), key=lambda group: len(group[1]))
        writer.writerows([*headers, *found])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _rows(table: Table) -> tuple[list[list[str]], int]:
    """The words of each row, and how many rows at the top are headers."""
    lines = grids.lines_of(table)
    found = []
    for line in lines:
        cells = [""] * grids.width_of(table)
        for slot in line.begun:
            cells[slot.column] = _as_words(words.text_of(slot.cell).strip())
        found.append(cells)
    return found, grids.header_count(lines)


def _as_words(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text
