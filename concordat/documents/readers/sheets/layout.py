"""Lays a sheet out as a table: which rows and columns it uses, and which cells are merged into one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from concordat.documents.domain import Cell, Place, Row, Table
from concordat.documents.readers.sheets.merging import Sweep, apart
from concordat.documents.readers.sheets.values import MOST_CELLS, Area, Sheet, TooLong

# Rows without words part the blocks of a sheet; a longer gap says no more, and would only fill memory.
_LONGEST_GAP = 20
_PAINTED_WHITE = (None, "FFFFFF")


class Layout:
    """Lays the sheets of one file out, and counts what they hold together."""

    def __init__(self) -> None:
        self._cells = 0

    def table(self, sheet: Sheet) -> Table | None:
        """The table of a sheet, None for one without words; raises `TooLong` where it holds more than any plan.

        Rows and columns keep the numbers that they have in the sheet. Left out are empty rows and columns around the
        words, however they are formatted, hidden columns that hold nothing under their heading or stand apart, and all
        but the first rows of a long gap.
        """
        areas = apart(sheet.merged)
        _add_shapes(sheet)
        _drop_covered(sheet, areas)
        numbers = sorted(number for number, row in sheet.rows.items() if _has_words(row))
        if not numbers:
            return None
        columns = _columns(sheet, numbers)
        rows = list(_with_gaps(numbers))
        cells = len(rows) * len(columns)
        if self._cells + cells > MOST_CELLS:
            raise TooLong
        self._cells += cells
        return Table(tuple(self._rows(sheet, rows, columns, areas)), Place(sheet=sheet.title))

    def _rows(self, sheet: Sheet, rows: list[int], columns: list[int], areas: list[Area]) -> Iterator[Row]:
        sweep = Sweep(areas)
        merged: dict[Area, Cell] = {}
        for number in rows:
            sweep.move_to(number)
            found = sheet.rows.get(number, {})
            cells: list[Cell] = []
            for column in columns:
                area = sweep.area_at(column) if areas else None
                if area is None:
                    cells.append(found.get(column) or _empty(sheet, number, column))
                    continue
                cell = merged.get(area)
                if cell is None:
                    cell = sheet.rows.get(area.first_row, {}).get(area.first_column)
                    cell = cell or _empty(sheet, area.first_row, area.first_column)
                    across = _span(columns, area.first_column, area.last_column)
                    down = _span(rows, area.first_row, area.last_row)
                    cell = merged[area] = replace(cell, colspan=across, rowspan=down)
                cells.append(cell)
            yield Row(
                tuple(cells),
                Place(None, number, None, sheet.title),
                number in sheet.header_rows,
                _is_struck(cells, number),
                number in sheet.hidden_rows,
            )


def _empty(sheet: Sheet, row: int, column: int) -> Cell:
    return Cell((), Place(None, row, column, sheet.title), sheet.fill_of_empty(row, column))


def _add_shapes(sheet: Sheet) -> None:
    for (row, column), shapes in sheet.shapes.items():
        cells = sheet.rows.get(row)
        if cells is not None:
            cells[column] = replace(cells.get(column) or _empty(sheet, row, column), shapes=tuple(shapes))


def _drop_covered(sheet: Sheet, areas: list[Area]) -> None:
    """Forget what stands in cells that a merged one covers: Excel keeps it, and never shows it."""
    if not areas:
        return
    sweep = Sweep(areas)
    for number in sorted(sheet.rows):
        sweep.move_to(number)
        row = sheet.rows[number]
        for column in list(row):
            area = sweep.area_at(column)
            if area is not None and (number, column) != (area.first_row, area.first_column):
                del row[column]


def _span(numbers: list[int], first: int, last: int) -> int:
    """How many of the table's rows or columns lie between two, both included."""
    return bisect_right(numbers, last) - bisect_left(numbers, first)


def _has_words(row: dict[int, Cell]) -> bool:
    return any(cell.paragraphs for cell in row.values())


def _columns(sheet: Sheet, numbers: list[int]) -> list[int]:
    """The columns that the table has, by number."""
    held: dict[int, list[int]] = {}  # for each column, the rows with words in it
    for number in numbers:
        for column, cell in sheet.rows[number].items():
            if cell.paragraphs:
                held.setdefault(column, []).append(number)
    hollow = {column for column in sheet.hidden_columns if _is_hollow(sheet, held.get(column, []))}
    used = sorted(column for column in held if column not in hollow) or sorted(held)
    sheet.columns_apart = _apart(sheet, used)
    used = [column for column in used if column not in sheet.columns_apart]
    first, last = used[0], used[-1]
    while _is_swatch(sheet, numbers, first - 1, beside=first):
        first -= 1
    while _is_swatch(sheet, numbers, last + 1, beside=last):
        last += 1
    return [column for column in range(first, last + 1) if column not in hollow]


def _apart(sheet: Sheet, used: list[int]) -> set[int]:
    """Hidden columns that an empty one parts from all that is seen: lists to choose from, sums, keys of formulas."""
    last = max((column for column in used if column not in sheet.hidden_columns), default=None)
    if last is None:
        return set()
    held = set(used)
    while last + 1 in held:
        last += 1
    return {column for column in used if column > last}


def _is_hollow(sheet: Sheet, rows: list[int]) -> bool:
    """Whether a column holds nothing, or only its heading in a row of headings."""
    if len(rows) != 1:
        return not rows
    return sum(1 for cell in sheet.rows[rows[0]].values() if cell.paragraphs) > 2


def _is_swatch(sheet: Sheet, numbers: list[int], column: int, *, beside: int) -> bool:
    """Whether a column without words, at the edge, shows colours of its own, such as the samples of a colour key.

    A band painted across the sheet has the colour of the cell beside it and says nothing.
    """
    if column < 1 or column in sheet.hidden_columns:
        return False
    for number in numbers:
        row = sheet.rows[number]
        cell = row.get(column)
        if cell is not None and (cell.shapes or cell.fill not in _PAINTED_WHITE):
            neighbour = row.get(beside)
            if cell.shapes or neighbour is None or neighbour.fill != cell.fill:
                return True
    return False


def _with_gaps(numbers: list[int]) -> Iterator[int]:
    """The rows with words and those between them, the latter up to the length of a gap."""
    before: int | None = None
    for number in numbers:
        if before is not None:
            yield from range(before + 1, min(number, before + 1 + _LONGEST_GAP))
        yield number
        before = number


def _is_struck(cells: list[Cell], number: int) -> bool:
    """Whether every word of a row is struck out; a merged cell from a row above does not speak for this one."""
    is_any_struck = False
    for cell in cells:
        if cell.place.row != number:
            continue
        for paragraph in cell.paragraphs:
            if paragraph.text and not paragraph.text.isspace():
                return False
            is_any_struck = is_any_struck or bool(paragraph.struck_text)
    return is_any_struck
