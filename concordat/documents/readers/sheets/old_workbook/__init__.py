"""Reads Excel 97-2003 workbooks (.xls) through xlrd, within bounds, as newer workbooks are read."""

import io
import math
from functools import partial
from typing import Any

from xlrd import book as library  # type: ignore[import-untyped]

from concordat.documents.domain import Cell, Document, Place, Refused
from concordat.documents.readers.sheets import remarks, words
from concordat.documents.readers.sheets.gathering import Gathering
from concordat.documents.readers.sheets.old_workbook import stream
from concordat.documents.readers.sheets.old_workbook.looks import Looks, Style
from concordat.documents.readers.sheets.values import MOST_CELLS, Area, Sheet, TooLong, Words
from concordat.documents.readers.sheets.words import Paragraphs

# The library's kinds of cells; 6 is one that has a look and nothing else.
_NOT_THERE = 0
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_FILLED = frozenset({_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR})
_MOST_MERGED = 20_000


def read_old_workbook(content: bytes, *, name: str) -> Document:
    """Read an Excel 97-2003 workbook; raises `Refused` where it is damaged, locked or made to do harm."""
    try:
        found = stream.workbook_stream(content)
        if any(sheet.is_macro for sheet in found.sheets):
            raise Refused(
                "macros",
                f"{name} holds macros (small programs), which are never opened here: save it as an Excel workbook "
                "without macros (.xlsx) and upload that.",
            )
        return _read(found, name)
    except Refused:
        raise
    except stream.Locked as error:
        raise Refused(
            "password-protected",
            f"{name} is protected with a password: open it, save a copy without the password and upload that.",
        ) from error
    except (stream.TooMuch, TooLong) as error:
        raise Refused(
            "too-large",
            f"{name} holds far more than a plan: save only the plan in a new Excel workbook (.xlsx) and upload that.",
        ) from error
    except Exception as error:  # the library says in many ways that a file is damaged: struct.error, AssertionError...
        raise Refused(
            "damaged",
            f"{name} is damaged or incomplete, so it can't be opened: upload it again, or open it in Excel, save it "
            "as an Excel workbook (.xlsx) and upload that.",
        ) from error


def _read(found: stream.Stream, name: str) -> Document:
    book = library.open_workbook_xls(
        file_contents=found.content, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
    )
    gathering = Gathering(name)
    looks = Looks(book)
    hidden: list[str] = []
    records = [record for record in found.sheets if record.is_worksheet]
    for at, title in enumerate(book.sheet_names()):
        record = records[at] if at < len(records) else None
        if record is not None and record.is_hidden:
            hidden.append(title)
            continue
        gathering.begin()
        try:
            sheet = _sheet(book.sheet_by_index(at), title, looks, gathering)
        except TooLong:
            gathering.leave_out(title)
        else:
            sheet.is_filtered = record is not None and record.is_filtered
            gathering.add(sheet)
        book.unload_sheet(at)
    gathering.findings[:0] = remarks.hidden_sheets(hidden)
    return gathering.document("xls")


def _sheet(source: Any, title: str, looks: Looks, gathering: Gathering) -> Sheet:
    """One sheet of the library's as a sheet of ours; the library counts rows and columns from 0."""
    sheet = Sheet(title)
    sheet.hidden_rows = {at + 1 for at, row in source.rowinfo_map.items() if row.hidden}
    sheet.hidden_columns = {at + 1 for at, column in source.colinfo_map.items() if column.hidden}
    if len(source.merged_cells) > _MOST_MERGED:
        raise TooLong
    sheet.merged = [Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.fill_of_empty = partial(looks.fill_of_empty, source)
    reader = _Reader(sheet, source, looks, gathering.paragraphs)
    for at in range(source.nrows):
        reader.read_row(at)
    return sheet


class _Reader:
    """Reads the cells of one sheet, row by row."""

    def __init__(self, sheet: Sheet, source: Any, looks: Looks, paragraphs: Paragraphs) -> None:
        self._sheet, self._source, self._looks, self._paragraphs = sheet, source, looks, paragraphs
        self._made = 0

    def read_row(self, at: int) -> None:
        source = self._source
        kinds = source.row_types(at)
        if not any(kind in _FILLED for kind in kinds):
            return
        cells: dict[int, Cell] = {}
        for column, (kind, value) in enumerate(zip(kinds, source.row_values(at), strict=True)):
            if kind == _NOT_THERE:
                continue
            style = self._looks.style(source.cell_xf_index(at, column))
            found = self._shown(at, column, kind, value, style) if kind in _FILLED else ""
            if found or style.fill:
                place = Place(None, at + 1, column + 1, self._sheet.title)
                cells[column + 1] = Cell(self._paragraphs.of(found, style.look, place), place, style.fill)
        self._made += len(cells)
        if self._made > MOST_CELLS:
            raise TooLong
        self._sheet.add(at + 1, cells)

    def _shown(self, row: int, column: int, kind: int, value: Any, style: Style) -> Words:
        """A stored value as the cell shows it."""
        if kind == _TEXT:
            runs = self._source.rich_text_runlist_map.get((row, column))
            if runs:
                return self._looks.in_pieces(value, runs, style.look)
            return style.numbers.words(words.shown(value, style.look.font))
        if kind == _BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == _ERROR:
            self._sheet.errors.append((row + 1, column + 1))
            return ""
        if not math.isfinite(value):
            return ""
        shown = style.numbers.number(float(value))
        if shown.was_american:
            self._sheet.american.add(column + 1)
        return shown.text
