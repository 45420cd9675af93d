"""Reads one sheet of a workbook while its part is walked: cells as they show, merged areas, what is hidden."""

import datetime
import math
import re
from collections.abc import Mapping

from concordat.documents.domain import Cell, Place
from concordat.documents.readers.sheets import words
from concordat.documents.readers.sheets.values import MOST_CELLS, MOST_COLUMNS, Area, Sheet, TooLong, Words
from concordat.documents.readers.sheets.words import Paragraphs
from concordat.documents.readers.sheets.workbook.names import column_number, is_on, number, position, r, x
from concordat.documents.readers.sheets.workbook.strings import SharedStrings, StringItem, in_look, unescaped
from concordat.documents.readers.sheets.workbook.styles import Style, Styles

MOST_MERGED = 20_000
_LAST_ROW = 1_048_576
_ERRORS = frozenset(
    {
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#BLOCKED!",
        "#FIELD!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#BUSY!",
    }
)
# Codes of a page's header, such as &L (left), &P (page number) and &"Arial,Bold"; && is the sign itself.
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|(.))', re.IGNORECASE | re.DOTALL)


class Damage(Exception):
    """The sheet points at something that is not in the file."""


class Worksheet:
    """A `Target` that fills a `Sheet`."""

    def __init__(
        self, sheet: Sheet, styles: Styles, strings: SharedStrings, paragraphs: Paragraphs, *, since_1904: bool
    ) -> None:
        self.sheet = sheet
        self.parts: list[str] = []  # ids of the relationships that lead to drawings and tables
        self.headers: list[str] = []  # words of page headers and footers
        self._styles, self._strings, self._paragraphs, self._since_1904 = styles, strings, paragraphs, since_1904
        self._row, self._column = 0, 0
        self._cells: dict[int, Cell] = {}
        self._fills: dict[int, str] = {}  # of empty cells in this row, by column
        self._made = 0
        self._columns: dict[str, int] = {}  # by their letters
        self._row_fills: dict[int, str | None] = {}
        self._column_fills: list[tuple[int, int, str]] = []
        self._cell: Mapping[str, str] = {}
        self._has_formula = False
        self._value: str | None = None
        self._text: list[str] | None = None
        self._string: StringItem | None = None
        sheet.fill_of_empty = self._fill_of_empty

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _C:
            self._cell = attributes
            self._value = None
            self._has_formula = False
        elif tag == _V:
            self._text = []
        elif self._string is not None:
            self._string.start(tag, attributes)
        elif tag == _F:
            self._has_formula = True
        elif tag == _IS:
            self._string = StringItem(self._styles)
        elif tag == _ROW:
            self._start_row(attributes)
        else:
            self._start_other(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == _V:
            self._value = "".join(self._text or ())
            self._text = None
        elif tag == _C:
            self._end_cell()
        elif tag == _ROW:
            self._end_row()
        elif tag in _HEADERS and self._text is not None:
            self.headers.append(_header_words("".join(self._text)))
            self._text = None
        elif self._string is not None and tag != _IS:
            self._string.end(tag)

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif self._string is not None:
            self._string.data(text)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = number(attributes.get("r"), self._row + 1)
        if not 0 < self._row <= _LAST_ROW:
            raise Damage
        self._column = 0
        self._cells = {}
        self._fills = {}
        if is_on(attributes.get("hidden")):
            self.sheet.hidden_rows.add(self._row)
        if is_on(attributes.get("customFormat")):
            self._row_fills[self._row] = self._styles.style(attributes.get("s")).fill

    def _start_other(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _COL:
            self._add_columns(attributes)
        elif tag == _MERGE:
            area = area_of(attributes.get("ref", ""))
            if area is not None:
                self.sheet.merged.append(area)
            if len(self.sheet.merged) > MOST_MERGED:
                raise TooLong
        elif tag == _FILTER_COLUMN:
            self.sheet.is_filtered = True
        elif tag == _FILTER:
            area = area_of(attributes.get("ref", ""))
            if area is not None:
                self.sheet.header_rows.add(area.first_row)
        elif tag in _POINTERS:
            self.parts.append(attributes.get(_ID, ""))
        elif tag in _HEADERS:
            self._text = []

    def _add_columns(self, attributes: Mapping[str, str]) -> None:
        first = max(number(attributes.get("min")), 1)
        last = min(number(attributes.get("max"), first), MOST_COLUMNS)
        if is_on(attributes.get("hidden")):
            self.sheet.hidden_columns.update(range(first, last + 1))
        fill = self._styles.style(attributes["style"]).fill if "style" in attributes else None
        if fill:
            self._column_fills.append((first, last, fill))

    def _fill_of_empty(self, row: int, column: int) -> str | None:
        """The fill of a cell that the sheet does not list: its row's, else its column's."""
        if row in self._row_fills:
            return self._row_fills[row]
        return next((fill for first, last, fill in self._column_fills if first <= column <= last), None)

    def _end_cell(self) -> None:
        cell, value = self._cell, self._value
        column = self._column = self._column_of(cell.get("r"))
        style = self._styles.style(cell.get("s"))
        found: Words = ""
        if value:
            found = self._shown(value, cell.get("t", "n"), style, column)
        elif self._string is not None:
            found = in_look(self._string.string(), style.look)
            found = style.numbers.words(found) if isinstance(found, str) else found
        elif self._has_formula and cell.get("t") != "str":
            # An empty string is a result; no value at all means that nobody worked the formula out.
            self.sheet.unfinished.append((self._row, column))
        self._string = None
        if found:
            if style.is_pictorial and isinstance(found, str):
                found = words.shown(found, style.look.font)
            place = Place(None, self._row, column, self.sheet.title)
            self._cells[column] = Cell(self._paragraphs.of(found, style.look, place), place, style.fill)
            self._count(1)
        elif style.fill:
            self._fills[column] = style.fill

    def _end_row(self) -> None:
        """Keep a row with words; the fills of its empty cells count, those of empty rows are only layout."""
        cells = self._cells
        if not cells:
            return
        self._count(len(self._fills))
        for column, fill in self._fills.items():
            if column not in cells:
                cells[column] = Cell((), Place(None, self._row, column, self.sheet.title), fill)
        self.sheet.add(self._row, cells)

    def _count(self, cells: int) -> None:
        self._made += cells
        if self._made > MOST_CELLS:
            raise TooLong

    def _column_of(self, reference: str | None) -> int:
        if not reference:
            column = self._column + 1
        else:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters, 0)
            if not column:
                column = self._columns[letters] = column_number(letters)
        if not 0 < column <= MOST_COLUMNS:
            raise Damage
        return column

    def _shown(self, value: str, kind: str, style: Style, column: int) -> Words:
        """A stored value as the cell shows it."""
        if kind == "s":
            found = self._strings.words(number(value, -1), style.look)
            if found is None:
                raise Damage
            return self._checked(style.numbers.words(found) if isinstance(found, str) else found, column)
        if kind == "n":
            try:
                return self._number(float(value), style, column)
            except ValueError:
                return value.strip()
        if kind == "b":
            return "TRUE" if is_on(value.strip()) else "FALSE"
        if kind == "d":
            serial = _serial(value.strip(), since_1904=self._since_1904)
            return value if serial is None else self._number(serial, style, column)
        return self._checked(style.numbers.words(words.shown(unescaped(value))), column)

    def _number(self, value: float, style: Style, column: int) -> str:
        if not math.isfinite(value):
            raise ValueError
        shown = style.numbers.number(value)
        if shown.was_american:
            self.sheet.american.add(column)
        return shown.text

    def _checked(self, found: Words, column: int) -> Words:
        """Words, or none where they are an error: nobody wrote it, and it says nothing of the plan."""
        if isinstance(found, str) and found[:1] == "#" and found in _ERRORS:
            self.sheet.errors.append((self._row, column))
            return ""
        return found


def area_of(reference: str) -> Area | None:
    """The area that a reference such as "A1:C3" or "$4:$4" names; rows without columns run across the sheet."""
    first, _, last = reference.partition(":")
    rows = first.strip("$"), (last or first).strip("$")
    if rows[0].isdigit() and rows[1].isdigit():
        top, bottom = number(rows[0][:7]), number(rows[1][:7])
        return Area(top, 1, bottom, MOST_COLUMNS)
    start, end = position(first), position(last or first)
    if start is None or end is None:
        return None
    return Area(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))


def _serial(text: str, *, since_1904: bool) -> float | None:
    """The number that Excel would keep for a date written as ISO 8601 has it; None where it is no date."""
    try:
        moment = datetime.datetime.fromisoformat(text.rstrip("Z")).replace(tzinfo=None)
    except ValueError:
        return None
    past = moment - datetime.datetime(1904, 1, 1) if since_1904 else moment - datetime.datetime(1899, 12, 30)  # noqa: DTZ001
    return past.days + past.seconds / 86_400


def _header_words(text: str) -> str:
    """The words of a page's header or footer, its codes left out, one line for each of its parts."""

    def plain(match: re.Match[str]) -> str:
        code = (match[1] or "").upper()
        return "&" if code == "&" else "\n" if code in ("L", "C", "R") else ""

    lines = words.shown(_HEADER_CODE.sub(plain, unescaped(text))).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


_ROW, _C, _V, _F, _IS, _COL = x("row"), x("c"), x("v"), x("f"), x("is"), x("col")
_MERGE, _FILTER, _FILTER_COLUMN, _ID = x("mergeCell"), x("autoFilter"), x("filterColumn"), r("id")
_POINTERS = frozenset({x("drawing"), x("tablePart")})
_HEADERS = frozenset(
    x(name) for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
)
