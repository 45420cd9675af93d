"""Reads files of rows, a row at a time: from disk, or from what was uploaded and is in memory alone."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concordat.indicators.domain.counting_forms import NotCountable

_PEEK = 65_536  # bytes of the start by which encoding and separator are told


@contextmanager
def open_rows(path: Path) -> Iterator[Iterator[list[str]]]:
    """The rows of a CSV file (comma, semicolon or tab; UTF-8 or Windows-1252), read while they are asked for.

    Raises NotCountable where there is no such file, or it is no text of rows. No cell is part of the message.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(_PEEK)
    except OSError:
        raise NotCountable("There is no such file, or it can't be opened.") from None
    _check(start)
    with path.open(encoding=_encoding_of(path), errors="strict", newline="") as text:
        yield _rows(csv.reader(text, delimiter=_separator(start)))


def rows_of(content: bytes) -> Iterator[list[str]]:
    """The rows of a CSV file's bytes, as `open_rows` reads them; nothing is written anywhere."""
    start = content[:_PEEK]
    _check(start)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return _rows(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(start)))


def _check(start: bytes) -> None:
    """Raises NotCountable where this is no text of rows."""
    if b"\0" in start or start.startswith(b"PK"):
        raise NotCountable("This is not a CSV file. Open it where it was made, and save it as CSV.")


def _separator(start: bytes) -> str:
    first = start.split(b"\n", 1)[0]
    return max(",;\t", key=lambda sign: first.count(sign.encode()))


def _encoding_of(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(_PEEK):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except (csv.Error, UnicodeDecodeError):
        # Both errors quote what they could not read, and a traceback would print it.
        raise NotCountable("The file can't be read to its end as CSV.") from None
