"""Follows merged cells down a sheet, row by row, at a cost that does not grow with how tall or wide they are."""

from bisect import bisect_right, insort
from heapq import heappop, heappush

from concordat.documents.readers.sheets.values import Area


class Sweep:
    """The merged areas that the present row runs through; rows are visited from the top."""

    def __init__(self, areas: list[Area]) -> None:
        """`areas` lie apart from each other and come in the order of their first rows, as `apart` gives them."""
        self._waiting = areas[::-1]
        self._open: list[tuple[int, Area]] = []  # by first column
        self._ends: list[tuple[int, int, Area]] = []

    def move_to(self, row: int) -> None:
        while self._ends and self._ends[0][0] < row:
            _, column, area = heappop(self._ends)
            self._open.pop(bisect_right(self._open, (column, area)) - 1)
        while self._waiting and self._waiting[-1].first_row <= row:
            area = self._waiting.pop()
            if area.last_row >= row:
                self.add(area)

    def add(self, area: Area) -> None:
        insort(self._open, (area.first_column, area))
        heappush(self._ends, (area.last_row, area.first_column, area))

    def area_at(self, column: int) -> Area | None:
        """The merged area that the cell of this column in the present row belongs to."""
        before = bisect_right(self._open, column, key=lambda pair: pair[0]) - 1
        if before < 0:
            return None
        area = self._open[before][1]
        return area if column <= area.last_column else None

    def is_free(self, first_column: int, last_column: int) -> bool:
        """Whether no merged area of the present row touches these columns."""
        before = bisect_right(self._open, last_column, key=lambda pair: pair[0]) - 1
        return before < 0 or self._open[before][1].last_column < first_column


def apart(merged: list[Area]) -> list[Area]:
    """The areas that lie apart from each other, as Excel has them; of two that overlap, the one that begins first."""
    kept: list[Area] = []
    sweep = Sweep([])
    for area in sorted(set(merged)):
        is_one_cell = area.first_row == area.last_row and area.first_column == area.last_column
        if is_one_cell or area.first_row > area.last_row or area.first_column > area.last_column:
            continue
        sweep.move_to(area.first_row)
        if sweep.is_free(area.first_column, area.last_column):
            sweep.add(area)
            kept.append(area)
    return kept
