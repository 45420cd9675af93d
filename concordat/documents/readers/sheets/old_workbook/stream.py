"""Takes the workbook's stream out of an Excel 97-2003 file, and keeps of it only the records that a reading needs."""

import io
import struct
from dataclasses import dataclass

from xlrd.compdoc import CompDoc  # type: ignore[import-untyped]

MOST_RECORDS = 1_500_000
MOST_STRINGS = 400_000
MOST_CELLS_LISTED = 1_500_000  # most of them blank: a sheet formatted far beyond its words lists each cell

# The records that hold sheets, cells, strings and looks ([MS-XLS] 2.3). Everything else is blotted out before the
# library sees it: names, whose formulas it would work out however long they grow, hyperlinks, which it would copy to
# each of millions of cells, comments, drawings, links to other files.
_KEPT = frozenset(
    {
        *(
            0x0809,
            0x000A,
            0x003C,
            0x0042,
            0x0022,
            0x0085,
            0x00FC,
        ),  # begin, end, continue, encoding, dates, sheets, strings
        *(0x0031, 0x041E, 0x00E0, 0x0092),  # fonts, formats, looks, palette
        *(0x0200, 0x0208, 0x007D, 0x00E5),  # size, rows, columns, merged cells
        *(0x0006, 0x0206, 0x0406, 0x0207, 0x0221, 0x04BC, 0x0236),  # formulas and their results
        *(0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE, 0x00D6, 0x00FD),  # cells
    }
)
_NOTHING = 0x00FF  # a record that the library passes over
_BEGIN, _END, _SHEET, _STRINGS, _LOCKED, _FILTERED = 0x0809, 0x000A, 0x0085, 0x00FC, 0x002F, 0x009B
_BLANKS, _NUMBERS = 0x00BE, 0x00BD
_ONE_CELL = frozenset({0x0006, 0x0206, 0x0406, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD})


class Locked(Exception):
    """The workbook is encrypted."""


class TooMuch(Exception):
    """The workbook holds more than any plan."""


class Broken(Exception):
    """The file does not hold together."""


@dataclass(slots=True)
class SheetRecord:
    """What the workbook says of a sheet before the sheet begins."""

    offset: int
    is_hidden: bool
    is_worksheet: bool
    is_macro: bool
    is_filtered: bool = False


@dataclass(frozen=True, slots=True)
class Stream:
    """The stream, ready for the library, and its sheets in order."""

    content: bytes
    sheets: tuple[SheetRecord, ...]


def workbook_stream(content: bytes) -> Stream:
    """The workbook of a compound file; raises `Locked`, `TooMuch` or `Broken`, or whatever the library meets."""
    compound = CompDoc(content, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        memory, start, length = compound.locate_named_stream(name)
        if memory:
            return _kept(bytearray(memory[start : start + length]))
    raise Broken


def _kept(content: bytearray) -> Stream:
    """Blot out what is not needed, count what is, and learn where the sheets begin."""
    sheets: list[SheetRecord] = []
    filtered: list[int] = []
    at = records = cells = 0
    read = struct.Struct("<HH").unpack_from
    while at + 4 <= len(content):
        code, length = read(content, at)
        records += 1
        if code in _ONE_CELL:
            cells += 1
        elif code == _BLANKS:
            cells += length // 2
        elif code == _NUMBERS:
            cells += length // 6
        elif code == _LOCKED:
            raise Locked
        elif code == _SHEET and length >= 6:
            offset, visibility, kind = struct.unpack_from("<IBB", content, at + 4)
            sheets.append(SheetRecord(offset, bool(visibility & 3), kind == 0, kind in (1, 6)))
        elif code == _STRINGS and length >= 8:
            if struct.unpack_from("<I", content, at + 8)[0] > MOST_STRINGS:
                raise TooMuch
        elif code == _FILTERED:
            filtered.append(at)
        if records > MOST_RECORDS or cells > MOST_CELLS_LISTED:
            raise TooMuch
        if code not in _KEPT:
            struct.pack_into("<H", content, at, _NOTHING)
        at += 4 + length
    for offset in filtered:
        before = [sheet for sheet in sheets if sheet.offset <= offset]
        if before:
            max(before, key=lambda sheet: sheet.offset).is_filtered = True
    if len({sheet.offset for sheet in sheets}) < len(sheets):
        raise Broken  # two sheets in one place, which would be read twice
    return Stream(bytes(content), tuple(sheets))
