"""Reads separated values (.csv, .tsv, Excel's "Unicode text") as one table, in the encodings that people have."""

import re

from concordat.documents.domain import Cell, Document, Finding, Place, Refused
from concordat.documents.readers.sheets.gathering import Gathering
from concordat.documents.readers.sheets.separated import records
from concordat.documents.readers.sheets.values import MOST_CELLS, PLAIN, Sheet, TooLong
from concordat.documents.readers.sheets.words import shown
from concordat.documents.readers.text.encodings import decode
from concordat.documents.readers.text.pieces import is_flattened

ENDINGS = (".csv", ".tsv", ".tab")
_TABS = (".tsv", ".tab")
_LOOKED_AT = 256 * 1024  # bytes
MOST_CHARACTERS = 8 * 1024 * 1024
MOST_RECORDS = 200_000  # most of them blank
# An apostrophe keeps what follows from being taken for a formula when a program opens the file; it is not part of it.
_AS_WORDS = re.compile(r"'+[=+\-@＝＋－＠]")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_separated(content: bytes, name: str) -> bool:
    """Whether a file that is plain text is a table of separated values, by its name or because it looks like one."""
    if name.lower().endswith(ENDINGS):
        return True
    text = _text(content[:_LOOKED_AT])
    try:
        return not is_flattened(text) and records.looks_separated(text)
    except TooLong:
        return False


def read_separated(content: bytes, *, name: str) -> Document:
    """Read separated values: one table, whose rows are numbered as the records of the file, blank ones too."""
    text = _text(content)
    if len(text) > MOST_CHARACTERS:
        raise _too_large(name)
    gathering = Gathering(name)
    sheet = Sheet(None)
    unclosed: list[int] = []
    made = 0
    try:
        separation = records.separation_of(text, usual="\t" if name.lower().endswith(_TABS) else ",")
        text = _without_blank_end(text, separation.separator)
        for number, record in enumerate(records.cut(text, separation), start=1):
            if number > MOST_RECORDS:
                raise TooLong
            cells: dict[int, Cell] = {}
            for column, words in enumerate(record.cells, start=1):
                if _AS_WORDS.match(words):
                    words = words[1:]
                if words and not words.isspace():
                    place = Place(None, number, column)
                    cells[column] = Cell(gathering.paragraphs.of(shown(words), PLAIN, place), place)
            made += len(cells)
            if made > MOST_CELLS:
                raise TooLong
            if cells:
                sheet.add(number, cells)
            if record.is_open:
                unclosed.append(number)
    except TooLong as error:
        raise _too_large(name) from error
    gathering.findings += [_unclosed(number) for number in unclosed[:3]]
    gathering.add(sheet)
    return gathering.document("tsv" if separation.separator == "\t" else "csv")


def _text(content: bytes) -> str:
    """The words of a file; Excel's "CSV (Macintosh)", known by its old ends of lines, has an encoding of its own."""
    if b"\r" in content and b"\n" not in content and not content.startswith(_MARKS):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("mac_roman").replace("\r", "\n")
    return decode(content)


def _without_blank_end(text: str, separator: str) -> str:
    """A text without the rows of empty cells that Excel writes for whatever was once formatted below the words."""
    words = text.rstrip(separator + " \t\n")
    end = text.find("\n", len(words))
    return text if end < 0 else text[: end + 1]


def _unclosed(number: int) -> Finding:
    return Finding(
        "warning",
        "open-quotation",
        f"In row {number} a quotation mark at the start of a cell is not closed there; check that the row was read as "
        "it should be.",
        Place(row=number),
    )


def _too_large(name: str) -> Refused:
    return Refused(
        "too-large", f"{name} holds far more than a plan: save only the plan in a file of its own and upload that."
    )
