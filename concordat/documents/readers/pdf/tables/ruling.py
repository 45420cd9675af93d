"""Finds the grids that the lines of a page draw, and which of their fields are one cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from concordat.documents.readers.pdf.file.limits import Budget
from concordat.documents.readers.pdf.painting.marks import Fill, Line, Marks
from concordat.documents.readers.pdf.tables import nesting, rules
from concordat.documents.readers.pdf.tables.grids import Grid, grid_of

# Lines nearer than this are one line: the two of a double border, or the borders of two cells side by side.
_NEAR = 3.0
_SAME = 0.8  # pieces of one line lie as near as this
# A line must reach along at least this part of a field's side to be a wall of it.
_WALL = 0.6
# More crossings than any table has: a map or a chart, whose lines are no grid.
_MOST_CROSSINGS = 1_000_000
_MOST_FIELDS = 20_000
# A row that only its colour shows: how low it may be, in points, and how much of the table's width is coloured.
_LOWEST = 8.0
_SHADED = 0.9


def grids_of(marks: Marks, budget: Budget) -> list[Grid]:
    """The grids of a page from top to bottom; those within a cell of another stand in its `inner`."""
    across = merged(marks.across, _SAME)
    down = merged(marks.down, _SAME)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    budget.spend_tokens(len(across) * len(down) // 50)
    found: list[Grid] = []
    loose: list[Line] = []
    for rows, columns in _connected(across, down):
        grid = _grid(rows, columns, marks.fills, budget)
        if grid is not None:
            found.append(nesting.lifted(grid))
        elif not columns:
            loose += rows
    found = nesting.nested(found, marks.width * marks.height)
    budget.spend_tokens(len(marks.words) * len(found) // 50)
    words = [word for word in marks.words if not any(grid.box.holds(word.x, word.y) for grid in found)]
    found += rules.row_grids(loose, words, marks, budget)
    return sorted(found, key=lambda grid: grid.ys[0])


def merged(lines: Iterable[Line], near: float) -> list[Line]:
    """Lines that lie on one another, or as near, made one; those at one level get one place, so that crossings meet."""
    ordered = sorted(lines, key=lambda line: line.at)
    found: list[Line] = []
    at = 0
    while at < len(ordered):
        end = at + 1
        while (
            end < len(ordered)
            and ordered[end].at - ordered[end - 1].at <= near
            and ordered[end].at - ordered[at].at <= 2 * near
        ):
            end += 1
        level = ordered[at:end]
        place = sum(line.at for line in level) / len(level)
        level.sort(key=lambda line: line.start)
        current: Line | None = None
        for line in level:
            if current is not None and line.start <= current.end + _NEAR:
                current.end = max(current.end, line.end)
            else:
                current = Line(place, line.start, line.end)
                found.append(current)
        at = end
    # What is no longer than a line is wide is a spot of a dotted line that runs the other way.
    return [line for line in found if line.end - line.start > _NEAR]


def _connected(across: list[Line], down: list[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Sets of lines that cross or touch one another."""
    down = sorted(down, key=lambda line: line.at)
    places = [line.at for line in down]
    parents = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for number, line in enumerate(across):
        first, last = bisect_left(places, line.start - _NEAR), bisect_right(places, line.end + _NEAR)
        for other in range(first, last):
            if down[other].start - _NEAR <= line.at <= down[other].end + _NEAR:
                parents[root(len(across) + other)] = root(number)
    sets: dict[int, tuple[list[Line], list[Line]]] = {}
    for number, line in enumerate(across):
        sets.setdefault(root(number), ([], []))[0].append(line)
    for number, line in enumerate(down):
        sets.setdefault(root(len(across) + number), ([], []))[1].append(line)
    return list(sets.values())


def _grid(across: list[Line], down: list[Line], fills: list[Fill], budget: Budget) -> Grid | None:
    # Near lines are made one within a grid only: another table's columns may stand a little to the side.
    across, down = merged(across, _NEAR), merged(down, _NEAR)
    if not across or not down:
        return None
    xs = _places(down, [line.start for line in across], [line.end for line in across])
    ys = _places(across, [line.start for line in down], [line.end for line in down])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MOST_FIELDS:
        return None
    budget.spend_tokens(rows * columns)
    walls = _walls(down, xs, ys)
    floors = _walls(across, ys, xs)
    budget.spend_tokens(len(fills) // 2)
    while (header := _shaded_above(xs, ys[0], fills)) is not None:
        top, sides = header
        ys.insert(0, top)
        floors.insert(0, [True] * columns)
        for wall, x in zip(walls, xs[1:-1], strict=True):
            wall.insert(0, any(abs(x - side) <= _NEAR for side in sides))
    return grid_of(xs, ys, walls, floors)


def _shaded_above(xs: list[float], bottom: float, fills: list[Fill]) -> tuple[float, list[float]] | None:
    """The row of coloured fields without lines that stands on a grid: its top, and the sides of its fields.

    A header is often drawn so, in dark colour over a table whose own rows have lines.
    """
    boxes = [
        fill.box
        for fill in fills
        if abs(fill.box.bottom - bottom) <= _NEAR
        and fill.box.bottom - fill.box.top > _LOWEST
        and xs[0] - _NEAR <= fill.box.x0
        and fill.box.x1 <= xs[-1] + _NEAR
    ]
    boxes = [box for box in boxes if abs(box.top - boxes[0].top) <= _NEAR]
    covered, reached = 0.0, xs[0]
    for box in sorted(boxes, key=lambda box: box.x0):
        covered += max(0.0, box.x1 - max(box.x0, reached))
        reached = max(reached, box.x1)
    if covered < _SHADED * (xs[-1] - xs[0]):
        return None
    return boxes[0].top, [side for box in boxes for side in (box.x0, box.x1)]


def _places(lines: list[Line], starts: list[float], ends: list[float]) -> list[float]:
    """Where the grid is divided; the lines that cross show its edges where no line is drawn there."""
    places = sorted({line.at for line in lines})
    if min(starts) < places[0] - 2 * _NEAR:
        places.insert(0, min(starts))
    if max(ends) > places[-1] + 2 * _NEAR:
        places.append(max(ends))
    return places


def _walls(lines: list[Line], places: list[float], bands: list[float]) -> list[list[bool]]:
    """For each inner place and each band along it, whether a line parts the two fields there."""
    by_place: dict[float, list[Line]] = {}
    for line in lines:
        by_place.setdefault(line.at, []).append(line)
    walls = []
    for place in places[1:-1]:
        own = sorted(by_place.get(place, ()), key=lambda line: line.start)
        wall, at = [], 0
        for start, end in pairwise(bands):
            while at < len(own) and own[at].end <= start:
                at += 1
            covered, other = 0.0, at
            while other < len(own) and own[other].start < end:
                covered += min(end, own[other].end) - max(start, own[other].start)
                other += 1
            wall.append(covered >= _WALL * (end - start))
        walls.append(wall)
    return walls
