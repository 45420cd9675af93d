"""The names of the parts of SpreadsheetML that the reader looks at, and how to take numbers from them."""

import re

from concordat.documents.readers.package import Element

_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


def x(name: str) -> str:
    """The full name of a tag of SpreadsheetML."""
    return _X + name


def r(name: str) -> str:
    """The full name of an attribute that points at a relationship."""
    return _R + name


def a(name: str) -> str:
    """The full name of a tag of DrawingML."""
    return _A + name


def xdr(name: str) -> str:
    """The full name of a tag that anchors a drawing to cells."""
    return _XDR + name


def number(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute, `default` where it is none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def is_on(text: str | None) -> bool:
    """What an on/off attribute says; absent is off."""
    return text is not None and text.lower() not in ("0", "false", "off")


def is_set(parent: Element | None, tag: str) -> bool:
    """Whether a property such as `strike` is there and not switched off."""
    found = None if parent is None else parent.find(tag)
    return found is not None and is_on(found.get("val", "1"))


def column_number(letters: str) -> int:
    """The number of a column from its letters: 1 for A, 27 for AA; 0 for what is no column."""
    if not (letters.isascii() and letters.isalpha()) or len(letters) > 3:
        return 0
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return found


def position(reference: str) -> tuple[int, int] | None:
    """Row and column of a cell from its name, such as (12, 2) for "$B$12"; None for anything else."""
    match = _REFERENCE.match(reference)
    return None if match is None else (int(match[2]), column_number(match[1]))
