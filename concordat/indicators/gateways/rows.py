"""Reads files of rows from disk, a row at a time, so that no more than one is ever in memory."""

import csv
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
    if b"\0" in start or start.startswith(b"PK"):
        raise NotCountable("This is not a CSV file. Open it where it was made, and save it as CSV.")
    with path.open(encoding=_encoding_of(path), errors="strict", newline="") as text:
        first = start.split(b"\n", 1)[0]
        separator = max(",;\t", key=lambda sign: first.count(sign.encode()))
        yield _rows(csv.reader(text, delimiter=separator))


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
