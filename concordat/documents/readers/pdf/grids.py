"""Grids of rows and columns, whose fields may be one cell together."""

from bisect import bisect_right
from dataclasses import dataclass, field

from concordat.documents.readers.pdf.marks import Box


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
