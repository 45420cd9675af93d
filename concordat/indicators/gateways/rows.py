"""Reads files of rows, a row at a time: from disk, or from what was uploaded and is in memory alone."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from concordat.indicators.domain.detentions import NotCountable

_PEEK = 65_536  # bytes of the start by which encoding and separator are told
_SEPARATORS = ",;\t|"
_LINES = 5  # by which the separator is told: a title may stand above the headings
_NO_CSV = "This is not a CSV file. Open it where it was made, and save it as CSV."


@contextmanager
def open_rows(path: Path) -> Iterator[Iterator[list[str]]]:
    """The rows of a CSV file (comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252), read while asked for.

    Raises NotCountable where there is no such file, or it is no text of rows. No cell is part of the message.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(_PEEK)
            encoding = _encoding_of(start, raw)
        with path.open(encoding=encoding, errors=_errors(encoding), newline="") as text:
            yield _rows(text, start.decode(encoding, errors="replace"))
    except OSError:
        raise NotCountable("There is no such file, or it can't be opened.") from None


def rows_of(content: bytes) -> Iterator[list[str]]:
    """The rows of a CSV file's bytes, as `open_rows` reads them; nothing is written anywhere."""
    start = content[:_PEEK]
    encoding = _encoding_of(start, io.BytesIO(content))
    text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors=_errors(encoding), newline="")
    return _rows(text, start.decode(encoding, errors="replace"))


def _errors(encoding: str) -> str:
    """Windows-1252 lacks a few bytes; of UTF-16, one byte too few makes a single cell of all rows after it."""
    return "replace" if encoding == "cp1252" else "strict"


def _encoding_of(start: bytes, raw: IO[bytes]) -> str:
    """What the text is written in. Raises NotCountable where it is no text."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start or start.startswith((b"PK", b"%PDF")):
        raise NotCountable(_NO_CSV)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    raw.seek(0)
    try:
        while part := raw.read(_PEEK):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(text: IO[str], start: str) -> Iterator[list[str]]:
    """The rows; the line by which Excel is told the separator is none of them."""
    lines = [line for line in start.splitlines() if line.strip()][:_LINES]
    told = re.fullmatch(r'\s*"?sep=(.)"?\s*', lines[0], re.IGNORECASE) if lines else None
    count = 0
    try:
        while told and not text.readline().strip():
            pass
        # Strict, so that a quotation mark which is never closed does not swallow the rows after it unseen.
        for row in csv.reader(text, delimiter=told[1] if told else _separator(lines), strict=True):
            count += 1
            yield row
    except (csv.Error, UnicodeDecodeError):
        # Both errors may quote what could not be read, and a traceback would print it.
        raise NotCountable(
            f"Row {count + 1}: the file can't be read as CSV from here on: a quotation mark stands alone, a cell is "
            "far too long, or the file was cut."
        ) from None


def _separator(lines: list[str]) -> str:
    """The sign that stands most often in the first lines, not within quotation marks or brackets."""
    plain = re.sub(r'"[^"]*"|\([^()]*\)', "", "\n".join(lines))
    return max(_SEPARATORS, key=plain.count)
