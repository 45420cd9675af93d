"""Puts the words, fills and drawings of a page into the cells of its grids."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from concordat.documents.domain import Shape
from concordat.documents.readers.pdf.file.limits import Budget
from concordat.documents.readers.pdf.painting import colours
from concordat.documents.readers.pdf.painting.marks import Box, Fill, Marks, Word
from concordat.documents.readers.pdf.tables.drafts import CellDraft, RowDraft, TableDraft
from concordat.documents.readers.pdf.tables.grids import Grid, GridCell
from concordat.documents.readers.pdf.text.lines import TextLine, keeps_to, lines_of

_SIDE = 1.6  # points from the middle of a cell's lines, where its colour shows and that behind its words does not
_SIGN = (4.0, 60.0)  # points: how small and how large a drawing in a cell is that stands for something


def tables_of(marks: Marks, grids: list[Grid], budget: Budget) -> tuple[list[TableDraft], list[TextLine]]:
    """The tables of a page from top to bottom, those of one cell too, and the lines of text that stand in none."""
    inside: dict[int, list[Word]] = {}
    outside: list[Word] = []
    budget.spend_tokens(len(marks.words) * len(grids) // 50)
    for word in marks.words:
        cell = _cell_at(grids, word.x, word.y)
        if cell is None:
            outside.append(word)
        else:
            inside.setdefault(id(cell), []).append(word)
    tables = [
        _table(grid, inside, marks, budget)
        for grid in grids
        if any(id(cell) in inside for part in (grid, *grid.inner) for cell in part.cells)
    ]
    return tables, lines_of(outside, marks.number)


def _cell_at(grids: Iterable[Grid], x: float, y: float) -> GridCell | None:
    for grid in grids:
        cell = grid.cell_at(x, y)
        if cell is not None:
            return _cell_at(grid.inner, x, y) or cell
    return None


def _table(grid: Grid, inside: dict[int, list[Word]], marks: Marks, budget: Budget) -> TableDraft:
    fills = _fills_of_cells(grid, marks.fills, budget)
    drafts: dict[int, CellDraft] = {}
    for cell in grid.cells:
        words = inside.get(id(cell), [])
        draft = CellDraft(cell.box, fill=_fill(cell.box, fills.get(id(cell), [])))
        for word in words:
            if word.fill == draft.fill:
                word.fill = None
        draft.lines = lines_of(words, marks.number)
        draft.shapes += [
            Shape(fill.colour) for fill in fills.get(id(cell), []) if _is_sign(fill, cell.box, draft.fill, words)
        ]
        drafts[id(cell)] = draft
    for drawing in marks.drawings:
        box = drawing.box
        at = grid.cell_at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        if at is not None and _is_small(box):
            drafts[id(at)].shapes.append(Shape(drawing.colour))
    for box in marks.pictures:
        at = grid.cell_at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
        if at is not None:
            drafts[id(at)].has_picture = True
    for inner in grid.inner:
        at = grid.cell_at((inner.xs[0] + inner.xs[-1]) / 2, (inner.ys[0] + inner.ys[-1]) / 2)
        if at is not None:
            drafts[id(at)].inner.append(_table(inner, inside, marks, budget))
    rows = [
        RowDraft([drafts[id(cell)] for cell in fields], marks.number, top, bottom)
        for fields, top, bottom in zip(grid.fields, grid.ys, grid.ys[1:], strict=False)
    ]
    for row in rows:
        _part_header(row, grid.xs)
    return TableDraft(list(grid.xs), rows, grid.is_open)


def _part_header(row: RowDraft, xs: list[float]) -> None:
    """Parts a row that is drawn as one cell, but whose words keep to the columns of the rows below it."""
    cell = row.cells[0]
    columns = len(row.cells)
    if columns < 3 or row.cells.count(cell) < columns or cell.box.bottom - cell.box.top > row.bottom - row.top + 1:
        return
    words = [word for line in cell.lines for word in line.words]
    of_columns: dict[int, list[Word]] = {}
    for word in words:
        of_columns.setdefault(min(max(bisect_right(xs, word.x) - 1, 0), columns - 1), []).append(word)
    if len(of_columns) < max(3, 0.6 * columns) or not keeps_to(cell.lines, xs[1:-1]):
        return
    row.cells = [
        CellDraft(Box(left, row.top, right, row.bottom), lines_of(of_columns.get(column, []), row.page), cell.fill)
        for column, (left, right) in enumerate(pairwise(xs))
    ]


def _fills_of_cells(grid: Grid, fills: list[Fill], budget: Budget) -> dict[int, list[Fill]]:
    """The fills over each cell, in the order they were painted."""
    found: dict[int, list[Fill]] = {}
    outer = grid.box
    for fill in fills:
        box = fill.box.within(outer)
        if box is None:
            continue
        first, last = bisect_right(grid.ys, box.top) - 1, bisect_left(grid.ys, box.bottom)
        left, right = bisect_right(grid.xs, box.x0) - 1, bisect_left(grid.xs, box.x1)
        budget.spend_tokens(1 + (last - first) * (right - left) // 10)
        over: dict[int, None] = {}
        for fields in grid.fields[max(first, 0) : last]:
            for cell in fields[max(left, 0) : right]:
                over[id(cell)] = None
        for key in over:
            found.setdefault(key, []).append(fill)
    return found


def _fill(cell: Box, fills: list[Fill]) -> str | None:
    """The colour of a cell: of what was painted last over most of it."""
    if not fills:
        return None
    # Word paints a cell's colour in pieces, round its lines and behind each of them. What does not reach the sides is
    # a colour behind words.
    left, right = cell.x0 + _SIDE, cell.x1 - _SIDE
    top, bottom = cell.top + _SIDE, cell.bottom - _SIDE
    middle, centre = (left + right) / 2, (top + bottom) / 2
    votes: Counter[str | None] = Counter()
    for x, y in (
        (left, top),
        (left, centre),
        (left, bottom),
        (middle, top),
        (middle, bottom),
        (right, top),
        (right, centre),
        (right, bottom),
    ):
        votes[next((_shown(fill.colour) for fill in reversed(fills) if fill.box.holds(x, y)), None)] += 1
    colour, count = votes.most_common(1)[0]
    return colour if count >= 5 else None


def _shown(colour: str | None) -> str | None:
    return None if colour == colours.WHITE else colour


def _is_sign(fill: Fill, cell: Box, cell_fill: str | None, words: list[Word]) -> bool:
    """Whether a fill is a small square that stands in a cell, with no words on it, such as a traffic light."""
    box = fill.box
    if _shown(fill.colour) in (None, cell_fill) or not _is_small(box) or box.within(cell) is None:
        return False
    if not (cell.x0 - 1 <= box.x0 and box.x1 <= cell.x1 + 1 and cell.top - 1 <= box.top):
        return False
    return box.bottom <= cell.bottom + 1 and not any(box.holds(word.x, word.y) for word in words)


def _is_small(box: Box) -> bool:
    least, most = _SIGN
    return least <= box.x1 - box.x0 <= most and least <= box.bottom - box.top <= most
