"""What a file holds once it is read: blocks, tables and cells, with where each stood; it knows files, not plans."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from concordat.documents.values import value


class Refused(Exception):
    """A file that can't be read safely or at all; `message` is one sentence for the person who sent it.

    The sentence says what is wrong and what to do. `code` is stable and kebab-case, such as
    "password-protected", so that tests and the API can rely on it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@value
class Place:
    """Where something stood in the file, in the terms a person would use to find it again; all count from 1.

    `table` counts the tables of the body in order (nested ones are not counted); `row` counts every row of
    that table, also one that was deleted by a tracked change; `line` is for text files.
    """

    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about the reading of a file."""

    severity: Literal["error", "warning", "note"]
    code: str
    message: str
    where: Place | None = None


@value
class Run:
    """Words of one look; colours are six upper-case hex digits as seen (themes, tints, patterns resolved), or None."""

    text: str
    colour: str | None = None
    highlight: str | None = None  # the name Word gives it, such as "green"
    fill: str | None = None  # shading behind the words
    is_struck: bool = False
    is_bold: bool = False


@value
class Paragraph:
    """One paragraph of visible, accepted text (a soft line break is a newline in `text`)."""

    text: str  # without struck-out words
    runs: tuple[Run, ...] = ()
    label: str | None = None  # the automatic number or letter as it shows, such as "1.1" or "a)"; "•" for a bullet
    heading: int | None = None  # outline level from 1, where the style says it is a heading or title
    struck_text: str = ""
    place: Place = Place()


@value
class Shape:
    """A small drawing in a cell, such as a traffic light: its fill colour and the words it holds, if any."""

    colour: str | None
    text: str = ""


@value
class Cell:
    """One cell, as it stands; a merged cell is one object with its spans."""

    paragraphs: tuple[Paragraph, ...]
    place: Place
    fill: str | None = None  # the cell's own shading, or what a table style gives it
    colspan: int = 1
    rowspan: int = 1
    shapes: tuple[Shape, ...] = ()
    tables: tuple["Table", ...] = ()  # tables nested in the cell; their words are in `paragraphs` too

    @property
    def text(self) -> str:
        """The cell's words: non-empty paragraphs joined by newlines, struck-out words left out."""
        if len(self.paragraphs) == 1:  # as most cells have, and a reading asks for their words again and again
            text = self.paragraphs[0].text
            return text if text.strip() else ""
        return "\n".join([p.text for p in self.paragraphs if p.text.strip()])

    @property
    def struck_text(self) -> str:
        return " ".join(p.struck_text for p in self.paragraphs if p.struck_text.strip())


@value
class FormCell(Cell):
    """A cell for a writer to lay out: what a workbook keeps besides the words, and what a person may fill in."""

    value: date | int | None = None  # kept with its type where the format has types; shown as the words say
    is_open: bool = False  # left for a person to fill in; in a file with open cells, all others are kept closed
    choices: tuple[str, ...] = ()  # what may be chosen there; anything where none are named


@value
class Row:
    """One row. `cells` holds one entry for each grid column: a cell merged across or down is repeated in each."""

    cells: tuple[Cell, ...]
    place: Place
    is_header: bool = False  # marked in the file as a header that repeats
    is_struck: bool = False  # every word of it is struck out
    is_hidden: bool = False

    def own_cells(self) -> Iterator[Cell]:
        """Each distinct cell once, in order: also one that began in a row above."""
        seen: Cell | None = None
        for cell in self.cells:
            if cell is not seen:
                yield cell
            seen = cell


@dataclass(frozen=True)
class Table:
    """A table of the body, in the order it stands there; `rows` leaves out rows deleted by a tracked change."""

    rows: tuple[Row, ...]
    place: Place
    widths: tuple[int, ...] = ()  # for a writer: what share of the width each column takes; even where none are given

    @cached_property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A file that was read: its blocks in order, and what was noticed on the way."""

    name: str
    format: str  # "docx", "text", …
    blocks: tuple[Block, ...]
    title: str | None = None  # from the file's own properties
    headers: tuple[str, ...] = ()  # text of page headers and footers
    text_boxes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
