"""Finds tables that have lines between their rows only; their columns show by how the lines are pieced together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from concordat.documents.readers.pdf.file.limits import Budget
from concordat.documents.readers.pdf.painting.marks import Line, Marks, Word
from concordat.documents.readers.pdf.tables.grids import Grid, grid_of
from concordat.documents.readers.pdf.text.columns import gutters_of
from concordat.documents.readers.pdf.text.lines import TextLine, keeps_to, lines_of

_NEAR = 3.0  # points
_NARROWEST = 0.25  # of the page: how wide such a table is at least
_LEAST_LINES = 3
_TIGHT = 1.7  # lines of a header over the first line of a table follow one another as closely, in parts of their size
_ACROSS = 2.0  # points by which a word must reach over the side of a column to be across it
_MOST_LINES = 2_000


@dataclass(slots=True)
class _Stack:
    """Lines from one side of a table to the other, one below another, with the sides of their columns."""

    start: float
    end: float
    lines: list[Line] = field(default_factory=list)
    cuts: list[list[float]] = field(default_factory=list)  # of each line, between its ends


def row_grids(loose: Sequence[Line], words: Iterable[Word], marks: Marks, budget: Budget) -> list[Grid]:
    """The grids that lines across the page draw, of which none crosses another; `words` stand in no other grid."""
    if len(loose) > _MOST_LINES:
        return []
    stacks = [stack for stack in _stacks(loose, marks) if len(stack.lines) >= _LEAST_LINES]
    if not stacks:
        return []
    text = lines_of([word for word in words if not word.turn], marks.number)
    budget.spend_tokens(len(stacks) * len(text) // 10)
    found: list[Grid] = []
    for stack in stacks:
        own = [_between(line, stack.start, stack.end) for line in text]
        found += _tables(stack, [line for line in own if line is not None], loose)
    return found


def _stacks(loose: Sequence[Line], marks: Marks) -> list[_Stack]:
    stacks: list[_Stack] = []
    for line in sorted(loose, key=lambda line: line.at):
        if line.end - line.start < _NARROWEST * marks.width:
            continue
        stack = next((s for s in stacks if abs(s.start - line.start) <= _NEAR and abs(s.end - line.end) <= _NEAR), None)
        if stack is None:
            stack = _Stack(line.start, line.end)
            stacks.append(stack)
        if stack.lines and line.at - stack.lines[-1].at <= _NEAR:
            continue
        stack.lines.append(line)
    for stack in stacks:
        pieces = sorted(
            (p for p in marks.across if stack.start - 1 <= p.start and p.end <= stack.end + 1), key=lambda p: p.start
        )
        stack.cuts = [_cuts(line, pieces) for line in stack.lines]
    return stacks


def _cuts(line: Line, pieces: Iterable[Line]) -> list[float]:
    """Where the pieces of a line meet: programs that draw the border of each cell piece it together so."""
    own = [piece for piece in pieces if abs(piece.at - line.at) <= 1 and piece.end - piece.start > _NEAR]
    meets = [
        (first.end + second.start) / 2 for first, second in pairwise(own) if abs(second.start - first.end) <= _NEAR
    ]
    return [at for at in meets if line.start + _NEAR < at < line.end - _NEAR]


def _between(line: TextLine, start: float, end: float) -> TextLine | None:
    words = [word for word in line.words if start - _NEAR <= word.x0 and word.x1 <= end + _NEAR]
    if not words:
        return None
    return (
        line
        if len(words) == len(line.words)
        else TextLine(words, words[0].x0, words[-1].x1, line.base, line.size, line.page)
    )


def _tables(stack: _Stack, text: list[TextLine], loose: Sequence[Line]) -> list[Grid]:
    if not any(stack.cuts):
        within = [line for line in text if stack.lines[0].at < line.base < stack.lines[-1].at]
        cuts = [(left + right) / 2 for left, right in gutters_of(within)]
        stack.cuts = [cuts for _ in stack.lines]
    found: list[Grid] = []
    ys: list[float] = []
    walls: list[list[float]] = []  # of each row: the sides of its columns
    columns: list[float] = []
    for number, line in enumerate(stack.lines):
        cuts = stack.cuts[number]
        above = stack.lines[number - 1].at if number else 0.0
        band = [each for each in text if above < each.base < line.at]
        if ys and _goes_on(cuts, columns, band):
            ys.append(line.at)
            walls.append(cuts if keeps_to(band, cuts) else [])
            columns = sorted({*columns, *(cut for cut in cuts if all(abs(cut - x) > _NEAR for x in columns))})
            continue
        found += _finished(stack, ys, walls, columns, text, loose)
        columns = list(cuts)
        header = _header(band, cuts)
        ys = [header[0].base - 1.2 * header[0].size, line.at] if header else [line.at]
        walls = [cuts] if header else []
    return found + _finished(stack, ys, walls, columns, text, loose)


def _goes_on(cuts: list[float], columns: list[float], band: list[TextLine]) -> bool:
    """Whether the row above a line belongs to the table so far: it has the same columns, and its words keep to them."""
    if cuts and columns and not all(min(abs(cut - x) for x in columns) <= _NEAR for cut in cuts):
        return False
    return bool(band) and (keeps_to(band, cuts) or not any(keeps_to([line], columns) for line in band))


def _header(band: list[TextLine], cuts: list[float]) -> list[TextLine]:
    """The lines right above the first line of a table that name its columns."""
    found: list[TextLine] = []
    for line in reversed(band):
        if not keeps_to([line], cuts) or (
            found and (found[0].base - line.base > _TIGHT * line.size or abs(found[0].size - line.size) > 1)
        ):
            break
        found.insert(0, line)
    named = {sum(word.x0 >= cut - _ACROSS for cut in cuts) for line in found for word in line.words}
    return found if len(named) > 1 else []


def _finished(
    stack: _Stack,
    ys: list[float],
    walls: list[list[float]],
    columns: list[float],
    text: list[TextLine],
    loose: Sequence[Line],
) -> list[Grid]:
    """The grid of rows gathered so far, if they are a table: two rows or more, and words in more than one column."""
    own = [line for line in text if ys and ys[0] < line.base < ys[-1]]
    named = {sum(word.x0 >= cut - _ACROSS for cut in columns) for line in own for word in line.words}
    if len(ys) < 3 or not columns or len(named) < 2:
        return []
    xs = [stack.start, *columns, stack.end]
    # Shorter lines part rows in some columns only, beside a cell that runs on: where that is the case can't be told.
    if any(
        ys[0] < line.at < ys[-1]
        and stack.start - _NEAR <= line.start
        and line.end <= stack.end + _NEAR
        and min(abs(line.at - y) for y in ys) > _NEAR
        for line in loose
    ):
        return []
    parted = [[any(abs(x - cut) <= _NEAR for cut in own) for own in walls] for x in columns]
    floors = [[True] * (len(xs) - 1) for _ in ys[1:-1]]
    grid = grid_of(xs, ys, parted, floors)
    grid.is_open = True
    return [grid]
