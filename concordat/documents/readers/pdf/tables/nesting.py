"""Tells tables in the cells of other tables, whether their lines touch the lines around them or not."""

from concordat.documents.readers.pdf.painting.marks import Box
from concordat.documents.readers.pdf.tables.grids import Grid, GridCell

_MARGIN = 12.0  # points: a column as narrow as this beside an inner table is the margin of the cell around it
_PAGE = 0.6  # a frame round as much of the page as this is a border of the page


def lifted(grid: Grid) -> Grid:
    """The grid with each table that is drawn within one of its cells, and touches its lines, lifted into `inner`.

    Such a table shows by rows that only its own columns have, and by columns that only its own rows have.
    """
    regions = _regions(grid)
    if not regions:
        return grid
    fields = [list(row) for row in grid.fields]
    gone_rows: set[int] = set()
    gone_columns: set[int] = set()
    inner = []
    for top, bottom, left, right in regions:
        inner.append(_inner(grid, top, bottom, left, right))
        box = Box(grid.xs[left], grid.ys[top], grid.xs[right + 1], grid.ys[bottom + 1])
        cell = GridCell(box)
        for row in range(top, bottom + 1):
            fields[row][left : right + 1] = [cell] * (right + 1 - left)
        gone_rows |= set(range(top + 1, bottom + 1))
        gone_columns |= set(range(left + 1, right + 1))
    return Grid(
        [x for column, x in enumerate(grid.xs) if column not in gone_columns],
        [y for row, y in enumerate(grid.ys) if row not in gone_rows],
        [
            [cell for column, cell in enumerate(line) if column not in gone_columns]
            for row, line in enumerate(fields)
            if row not in gone_rows
        ],
        [part for part in inner if part is not None],
    )


def _regions(grid: Grid) -> list[tuple[int, int, int, int]]:
    """The first and last row, and the first and last column, of each table within a cell."""
    fields = grid.fields
    columns = len(grid.xs) - 1
    found = []
    top = 0
    for row in range(len(fields)):
        is_last = row + 1 == len(fields)
        if not is_last and any(fields[row][column] is fields[row + 1][column] for column in range(columns)):
            continue
        own = [
            column
            for column in range(columns)
            if any(fields[line][column] is not fields[line + 1][column] for line in range(top, row))
        ]
        if 1 < len(own) < columns and own[-1] - own[0] + 1 == len(own):
            found.append((top, row, own[0], own[-1]))
        top = row + 1
    inside = {line for first, last, _, _ in found for line in range(first, last + 1)}
    if all(len({id(cell) for cell in line}) == 1 for row, line in enumerate(fields) if row not in inside):
        return []  # nothing else shows the columns: these rows are the table itself
    return [region for region in found if _has_own_columns(region, found, grid)]


def _has_own_columns(region: tuple[int, int, int, int], others: list[tuple[int, int, int, int]], grid: Grid) -> bool:
    """Whether the lines between a region's columns are drawn in such regions only, and there is one."""
    top, bottom, left, right = region
    within = {
        (row, column)
        for first, last, start, end in others
        for row in range(first, last + 1)
        for column in range(start, end)
    }
    parted = [
        (row, column)
        for row, line in enumerate(grid.fields)
        for column in range(left, right)
        if line[column] is not line[column + 1]
    ]
    return any(top <= row <= bottom for row, _ in parted) and within.issuperset(parted)


def _inner(grid: Grid, top: int, bottom: int, left: int, right: int) -> Grid | None:
    """The table within a cell, without the words above or below it and the margins beside it."""

    def is_whole(row: int) -> bool:
        return all(grid.fields[row][column] is grid.fields[row][left] for column in range(left, right + 1))

    def is_margin(column: int) -> bool:
        narrow = grid.xs[column + 1] - grid.xs[column] < _MARGIN
        return narrow and all(grid.fields[row][column] is grid.fields[top][column] for row in range(top, bottom + 1))

    while top < bottom and is_whole(top):
        top += 1
    while bottom > top and is_whole(bottom):
        bottom -= 1
    while left < right and is_margin(left):
        left += 1
    while right > left and is_margin(right):
        right -= 1
    if top == bottom and left == right:
        return None
    fields = [row[left : right + 1] for row in grid.fields[top : bottom + 1]]
    return Grid(grid.xs[left : right + 2], grid.ys[top : bottom + 2], fields)


def nested(grids: list[Grid], page: float) -> list[Grid]:
    """The grids of a page from top to bottom, those that lie within a cell of another put into its `inner`.

    A frame round other grids or most of the page, whose area is `page`, is no grid of its own.
    """
    outer: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: -_area(grid.box)):
        box = grid.box
        if len(grid.cells) == 1 and (
            _area(box) > _PAGE * page or any(_lies_in(other.box, box) for other in grids if other is not grid)
        ):
            continue
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        around = next((other for other in outer if _lies_in(box, _cell_box(other, x, y))), None)
        if around is None:
            outer.append(grid)
        elif len(grid.cells) > 1:
            around.inner.append(grid)
    return sorted(outer, key=lambda grid: grid.ys[0])


def _cell_box(grid: Grid, x: float, y: float) -> Box | None:
    cell = grid.cell_at(x, y)
    return None if cell is None or len(grid.cells) == 1 else cell.box


def _lies_in(box: Box, other: Box | None) -> bool:
    return other is not None and (
        other.x0 - 1 <= box.x0
        and box.x1 <= other.x1 + 1
        and other.top - 1 <= box.top
        and box.bottom <= other.bottom + 1
    )


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)
