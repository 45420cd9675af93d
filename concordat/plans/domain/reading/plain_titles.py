"""Titles that stand in cells of their own, alone or beside a number, neither merged across nor set off by look."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from concordat.documents.domain import Cell, Row, Table
from concordat.plans.domain import references
from concordat.plans.domain.reading import titles
from concordat.plans.domain.reading.titles import Spanning
from concordat.plans.domain.tables import Column, Field, columns

_FEWEST_COLUMNS = 4
_LONGEST = 120  # characters
_MOST_WORDS = 14
_NO_TITLES = frozenset({"action", "update", "progress", "actionupdate", "comment", "comments", "total", "totals"})
_FEWEST_FILLED = 3  # cells of a row that is an action


def plain_titles(
    table: Table, headers: Mapping[int, tuple[Column, ...]], first: Sequence[Column], known: Mapping[int, Spanning]
) -> dict[int, Spanning]:
    """The rows, by index, whose only words are a title in the first column, as sheets and their exports have them.

    Words alone in the column of references number nothing. Alone in the column of actions they may be an action
    that nobody has filled in: they are titles only where one stands first and each stands right above an action, or
    right above a header that comes again.
    """
    named = next(iter(headers.values()), first)
    field = named[0].field if named else None
    if len(named) < _FEWEST_COLUMNS or field not in (Field.REFERENCE, Field.ACTION):
        return {}
    found = {
        index: Spanning(text, row.cells[0], titles.is_numbered(text), ("plain",))
        for index, row in enumerate(table.rows)
        if index not in headers and index not in known and (text := _lone_words(row))
    }
    if not found:
        return {}
    last = max((i for i, row in enumerate(table.rows) if _words(row) >= _FEWEST_FILLED), default=-1)
    found = {i: span for i, span in found.items() if i < last and not titles.is_generic(span.text)}
    if field is Field.REFERENCE:
        return {i: span for i, span in found.items() if not references.looks_like_reference(span.text)}
    body = [i for i, row in enumerate(table.rows) if i not in headers and i > min(headers, default=-1) and _words(row)]
    below = dict(pairwise(body))
    leads_on = all(_words(table.rows[below[i]]) >= _FEWEST_FILLED for i in found)
    if len(found) > 1 and body[0] in found and leads_on:
        return found
    return {i: span for i, span in found.items() if i + 1 in headers}  # the header comes again under each title


def numbered_titles(
    table: Table, headers: Mapping[int, tuple[Column, ...]], first: Sequence[Column]
) -> dict[int, Spanning]:
    """The rows, by index, that hold a number and a title alone, where each has actions below that count on from it.

    "1 | Safer places" above "1.1 | Fit softer lights | …" opens a section. A number that has a lead, a time or a
    rating of its own anywhere in the table leaves them all actions.
    """
    named = next(iter(headers.values()), first)
    at, words = columns.indices(named, Field.REFERENCE), columns.indices(named, Field.ACTION)
    if len(named) < _FEWEST_COLUMNS or not at or not words:
        return {}
    told = next((i for i, column in enumerate(named) if column.field in columns.TELLING), None)
    if told is None or all(_is_told(row, told) for row in table.rows):
        return {}
    numbers = {
        index: parsed[0]
        for index, row in enumerate(table.rows)
        if index not in headers and len(row.cells) > max(at[0], words[0])
        for parsed in (references.parse_references(row.cells[at[0]].text.strip()),)
        if len(parsed) == 1
    }
    found: dict[int, Spanning] = {}
    for (index, number), (_, below) in pairwise(numbers.items()):
        if not below.startswith(f"{number}."):
            continue
        row = table.rows[index]
        text = " ".join(row.cells[words[0]].text.split())
        if not text or _words(row) != 2 or len(text) > _LONGEST or row.is_struck:
            return {}
        found[index] = Spanning(f"{number} {text}", row.cells[words[0]], titles.is_numbered(f"{number} {text}"), ())
    return found


def _is_told(row: Row, index: int) -> bool:
    return index >= len(row.cells) or bool(row.cells[index].text)


def _lone_words(row: Row) -> str:
    """The words of the first cell where they could be a title and no other cell has any; "" otherwise."""
    if len(row.cells) < _FEWEST_COLUMNS or row.is_struck or not _is_empty(row.cells[1]):
        return ""
    text = " ".join(row.cells[0].text.split())
    if len(text) <= len("Aims") or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or text[-1] in ".;,:?":
        return ""
    if not text[0].isalnum() or text[0].islower() or columns.squash(text) in _NO_TITLES:
        return ""
    return text if all(_is_empty(cell) for cell in row.cells[2:]) else ""


def _is_empty(cell: Cell) -> bool:
    return not cell.text.strip() and not cell.shapes and not any(p.label for p in cell.paragraphs)


def _words(row: Row) -> int:
    return sum(bool(cell.text.strip()) for cell in row.own_cells())
