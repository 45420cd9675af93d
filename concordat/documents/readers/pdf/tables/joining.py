"""Joins what page breaks parted: a table that runs over several pages, and a row that was cut in two."""

import re
from bisect import bisect_left
from itertools import pairwise

from concordat.documents.readers.pdf.tables.drafts import CellDraft, RowDraft, TableDraft
from concordat.documents.readers.pdf.text.paragraphs import edges_of, goes_on

_NEAR = 4.0  # points by which the sides of a column may differ from page to page
_SENTENCE_END = re.compile(r"[.!?…]['’”\")\]]*\Z")


def joined(before: TableDraft, after: TableDraft, room: float) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before; joins it if so.

    `room` is how many points the earlier page had left below the table. `before` then holds the rows of both.
    """
    if not _has_same_columns(before.xs, after.xs):
        return False
    repeated = _repeated(before, after)
    waiting = after.rows[repeated:]
    if not repeated and waiting:
        # A table goes on with a new page because its next rows had no room on the last one.
        needed = waiting[0].bottom - waiting[0].top + (waiting[1].bottom - waiting[1].top if len(waiting) > 1 else 0)
        if room > needed + 3 * _NEAR:
            return False
    xs = before.xs if len(before.xs) >= len(after.xs) else after.xs
    _fit(before, xs)
    _fit(after, xs)
    for row in before.rows[:repeated]:
        row.is_header = True
    waiting = after.rows[repeated:]
    if waiting:
        _mend(before, waiting)
    before.rows += waiting
    return True


def _has_same_columns(first: list[float], second: list[float]) -> bool:
    """Whether two pages' columns have the same sides; a page with only merged rows shows fewer of them."""
    fewer, more = sorted((first, second), key=len)
    if abs(fewer[0] - more[0]) > _NEAR or abs(fewer[-1] - more[-1]) > _NEAR:
        return False
    return all(min(abs(x - other) for other in more) <= _NEAR for x in fewer)


def _fit(table: TableDraft, xs: list[float]) -> None:
    """Gives a table the columns of another that has at least as many."""
    if len(table.xs) < len(xs):
        middles = [(left + right) / 2 for left, right in pairwise(xs)]
        own = [min(max(bisect_left(table.xs, middle) - 1, 0), len(table.xs) - 2) for middle in middles]
        for row in table.rows:
            row.cells = [row.cells[column] for column in own]
    table.xs = xs


def _repeated(before: TableDraft, after: TableDraft) -> int:
    """How many rows at the top of a page repeat the first rows of the table, as printers repeat a header."""
    count = 0
    for first, second in zip(before.rows, after.rows, strict=False):
        texts = [cell.text for cell in second.own_cells()]
        if texts != [cell.text for cell in first.own_cells()] or not any(texts):
            break
        count += 1
    # A row that is the same by chance is a lone merged cell; a header names several columns.
    while count and sum(bool(cell.text) for cell in after.rows[count - 1].own_cells()) < 2:
        count -= 1
    return count


def _mend(before: TableDraft, waiting: list[RowDraft]) -> None:
    """Makes one of what the page break cut: the last row above it with the first below, and cells merged over both."""
    last, first = before.rows[-1], waiting[0]
    if len(before.rows) > sum(row.is_header for row in before.rows) and _is_cut(last, first):
        for upper, lower in zip(last.own_cells(), first.own_cells(), strict=True):
            _pour(upper, lower)
            _replace(waiting, lower, upper)
        del waiting[0]
        return
    for column, (upper, lower) in enumerate(zip(last.cells, first.cells, strict=True)):
        if lower.text or lower.shapes or upper is lower or upper.fill != lower.fill:
            continue
        above = sum(row.cells[column] is upper for row in before.rows)
        below = sum(row.cells[column] is lower for row in waiting)
        # A cell merged over rows of both pages has its words on the first, and an empty field on the second.
        if (above > 1 or below > 1) and upper.lines and last.cells.count(upper) == first.cells.count(lower):
            _replace(waiting, lower, upper)


def _replace(rows: list[RowDraft], old: CellDraft, new: CellDraft) -> None:
    for row in rows:
        if old in row.cells:
            row.cells = [new if cell is old else cell for cell in row.cells]


def _pour(upper: CellDraft, lower: CellDraft) -> None:
    upper.lines += lower.lines
    upper.shapes += [shape for shape in lower.shapes if shape not in upper.shapes]
    upper.inner += lower.inner


def _is_cut(last: RowDraft, first: RowDraft) -> bool:
    """Whether the first row of a page is the second half of the last row of the page before.

    It has no reference of its own and goes on with cells that the first half has words in; their colours agree; and
    a sentence runs on, or its cells go on beside others that were finished.
    """
    upper, lower = list(last.own_cells()), list(first.own_cells())
    if len(upper) != len(lower) or len(upper) < 2:
        return False
    pairs = list(zip(upper, lower, strict=True))
    if any(one.fill != other.fill for one, other in pairs):
        return False
    filled = [(one, other) for one, other in pairs if other.lines]
    if not filled or any(not one.lines for one, _ in filled):
        return False
    runs_on = any(_goes_on(one, other) and other.lines[0].text[:1].islower() for one, other in filled)
    is_finished = any(one.lines and not other.lines for one, other in pairs[1:])
    if lower[0].lines:
        # Where the first column holds the text itself, only a sentence that runs on in it shows the cut.
        return is_finished and runs_on and (lower[0].lines[0].text[:1].islower() and _goes_on(upper[0], lower[0]))
    return runs_on or (is_finished and any(_goes_on(one, other) for one, other in filled))


def _goes_on(upper: CellDraft, lower: CellDraft) -> bool:
    """Whether the words of a cell may go on with those of another: the last line is full, or a list has more items."""
    end, start = upper.lines[-1], lower.lines[0]
    sign = start.words[0].text
    if not sign[0].isalnum() and any(line.words[0].text == sign for line in upper.lines):
        return True
    left, right = edges_of(upper.lines, upper.box.x0, upper.box.x1)
    return not _SENTENCE_END.search(end.text) and goes_on(end, start, left, right)
