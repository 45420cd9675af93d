"""Grids of rows and columns, whose fields may be one cell together."""

from bisect import bisect_right
from dataclasses import dataclass, field

from concordat.documents.readers.pdf.painting.marks import Box


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """One cell of a grid, over as many rows and columns as no lines part."""

    box: Box


@dataclass(slots=True, eq=False)
class Grid:
    """A grid of lines; `fields` gives for each row and column the cell that stands there."""

    xs: list[float]
    ys: list[float]
    fields: list[list[GridCell]]
    inner: list["Grid"] = field(default_factory=list)  # grids that stand in a cell of this one
    is_open: bool = False  # its lines part rows only

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def cells(self) -> list[GridCell]:
        return list({id(cell): cell for fields in self.fields for cell in fields}.values())

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell that a point lies in, or None outside the grid."""
        if not self.box.holds(x, y):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.fields[row][column]


def grid_of(xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]]) -> Grid:
    """The grid of given places, where `walls[x][row]` parts two columns and `floors[y][column]` two rows."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owners: list[list[GridCell | None]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] is not None:
                continue
            right = column
            while right + 1 < columns and not walls[right][row] and owners[row][right + 1] is None:
                right += 1
            bottom = row
            while bottom + 1 < rows and _goes_on(bottom, column, right, walls, floors):
                bottom += 1
            cell = GridCell(Box(xs[column], ys[row], xs[right + 1], ys[bottom + 1]))
            for line in range(row, bottom + 1):
                for place in range(column, right + 1):
                    owners[line][place] = cell
    return Grid(xs, ys, [[cell for cell in line if cell is not None] for line in owners])


def _goes_on(row: int, left: int, right: int, walls: list[list[bool]], floors: list[list[bool]]) -> bool:
    """Whether a cell over some columns has the same columns, and no floor, in the row below."""
    below = row + 1
    if any(floors[row][column] for column in range(left, right + 1)):
        return False
    if any(walls[column][below] for column in range(left, right)):
        return False
    is_closed_left = left == 0 or walls[left - 1][below]
    is_closed_right = right == len(walls) or walls[right][below]
    return is_closed_left and is_closed_right
