"""Reads the words of cells, shared ones and those that stand in the cell itself, with the looks of their pieces."""

import re
from collections.abc import Mapping

from lxml import etree

from concordat.documents.readers.sheets.values import Look, Words
from concordat.documents.readers.sheets.words import gathered, shown
from concordat.documents.readers.sheets.workbook.names import x
from concordat.documents.readers.sheets.workbook.styles import Styles

# Excel writes characters that XML may not hold as their number, such as _x000D_ for the end of a line.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

# A string as it was written: as it shows, or in runs; a look of None is that of the cell.
Runs = tuple[tuple[str, Look | None], ...]


class StringItem:
    """Takes in one `si` or `is` while it is walked: its runs, not the readings above East Asian words."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._pieces: list[tuple[str, Look | None]] = []
        self._look: Look | None = None
        self._properties: etree._Element | None = None
        self._text: list[str] | None = None
        self._phonetic = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _T:
            self._text = []
        elif tag == _RPR:
            self._properties = etree.Element(_RPR)
        elif tag == _R:
            self._look = None
        elif tag == _RPH:
            self._phonetic = True
        elif self._properties is not None and tag in _LOOKED_AT and len(self._properties) < len(_LOOKED_AT):
            etree.SubElement(self._properties, tag, dict(attributes))

    def end(self, tag: str) -> None:
        if tag == _T and self._text is not None:
            if not self._phonetic:
                self._pieces.append((unescaped("".join(self._text)), self._look))
            self._text = None
        elif tag == _RPR and self._properties is not None:
            self._look = self._styles.look(self._properties)
            self._properties = None
        elif tag == _R:
            self._look = None
        elif tag == _RPH:
            self._phonetic = False

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def string(self) -> str | Runs:
        """The string that was taken in; one that looks like its cell all through as it shows."""
        if all(look is None for _, look in self._pieces):
            return shown("".join(text for text, _ in self._pieces))
        return tuple(self._pieces)


class SharedStrings:
    """The strings that cells point at by number; a `Target` of the part that holds them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._item: StringItem | None = None
        self._found: list[str | Runs] = []
        self._in_look: dict[tuple[int, Look], Words] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _SI:
            self._item = StringItem(self._styles)
        elif self._item is not None:
            self._item.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._item is None:
            return
        if tag == _SI:
            self._found.append(self._item.string())
            self._item = None
        else:
            self._item.end(tag)

    def data(self, text: str) -> None:
        if self._item is not None:
            self._item.data(text)

    def words(self, at: int, look: Look) -> Words | None:
        """The words of a string in a cell of this look, None where there is no such string."""
        if not 0 <= at < len(self._found):
            return None
        string = self._found[at]
        if isinstance(string, str):
            return string
        words = self._in_look.get((at, look))
        if words is None:
            words = self._in_look[at, look] = in_look(string, look)
        return words


def in_look(string: str | Runs, look: Look) -> Words:
    """The words of a string in a cell of this look."""
    if isinstance(string, str):
        return string
    return gathered(
        [(shown(text, (own or look).font), look if own is None else own) for text, own in string],
        look,
    )


def unescaped(text: str) -> str:
    """A string with Excel's escapes resolved."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escapes may make one character; a half without its other half stands for nothing.
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_SI, _T, _R, _RPR, _RPH = x("si"), x("t"), x("r"), x("rPr"), x("rPh")
_LOOKED_AT = frozenset(x(name) for name in ("b", "strike", "color", "rFont"))
