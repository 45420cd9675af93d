"""What the readers of workbooks and of separated values gather of a sheet before it is laid out as a table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from concordat.documents.domain import Cell, Shape

# A plan seldom has more than 300 rows. 14,000 rows of seven cells, made into a plan's actions, take 10 seconds of a
# slow processor and 250 MB, which is what any file may take.
MOST_ROWS = 15_000  # that hold words, on one sheet
MOST_CELLS = 100_000  # of all tables of a file, empty ones too
MOST_COLUMNS = 16_384  # Excel's own


class TooLong(Exception):
    """A sheet that holds more rows or cells than any plan; it is left out, and the reading says so."""


class Look(NamedTuple):
    """How words look: colour as six hex digits, None for the automatic one."""

    colour: str | None = None
    is_struck: bool = False
    is_bold: bool = False
    font: str | None = None


PLAIN = Look()


class Pieces:
    """Words in pieces that each have their own look; one object stands for one string, however many cells show it."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[tuple[str, Look], ...]) -> None:
        self.parts = parts


# The words of a cell: plain, in the look of the cell, or in pieces.
Words: TypeAlias = str | Pieces


class Area(NamedTuple):
    """A block of cells, such as a merged one; rows and columns count from 1, the last ones belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def no_fill(row: int, column: int) -> str | None:
    """For sheets whose empty cells have no fill of their own."""
    return None


@dataclass
class Sheet:
    """One sheet as it is read; rows and columns count from 1."""

    title: str | None  # None for a file that is one table, without sheets
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)  # those that hold words, by number
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    columns_apart: set[int] = field(default_factory=set)  # hidden ones that are left out, once the sheet is laid out
    header_rows: set[int] = field(default_factory=set)  # marked in the file as headers
    shapes: dict[tuple[int, int], list[Shape]] = field(default_factory=dict)  # drawn over a cell, by row and column
    fill_of_empty: Callable[[int, int], str | None] = no_fill  # what a row or column gives to cells that are not there
    is_filtered: bool = False
    errors: list[tuple[int, int]] = field(default_factory=list)  # cells that show an error such as #REF!
    unfinished: list[tuple[int, int]] = field(default_factory=list)  # formulas whose result the file does not hold
    american: set[int] = field(default_factory=set)  # columns with dates that are shown month first

    def add(self, row: int, cells: dict[int, Cell]) -> None:
        """Keep a row that holds words; raises `TooLong` once there are more than a plan can have."""
        if len(self.rows) >= MOST_ROWS:
            raise TooLong
        self.rows[row] = cells
