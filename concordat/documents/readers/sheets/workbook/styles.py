"""What a cell's style number means: how its words look, how it is filled, how its numbers show."""

from typing import NamedTuple

from concordat.documents.readers.package import Element
from concordat.documents.readers.sheets import number_formats
from concordat.documents.readers.sheets.colours import PALETTE, Colours, pattern_fill
from concordat.documents.readers.sheets.number_formats import NumberFormat
from concordat.documents.readers.sheets.values import PLAIN, Look
from concordat.documents.readers.sheets.workbook.names import is_set, number, x
from concordat.documents.readers.word import symbols
from concordat.documents.readers.word.colours import Theme, hex_digits, mix


class Style(NamedTuple):
    """How a cell shows."""

    look: Look
    fill: str | None
    numbers: NumberFormat
    is_pictorial: bool = False  # its letters show as signs


_UNSTYLED = Style(PLAIN, None, number_formats.GENERAL)


class Styles:
    """The styles of a workbook; each is worked out when a cell first asks for it, as files may carry thousands."""

    def __init__(self, root: Element | None, theme: Theme, *, since_1904: bool = False) -> None:
        self._since_1904 = since_1904
        self._formats: dict[int, str] = {}
        self._cells = _children(root, "cellXfs")
        self._fonts = _children(root, "fonts")
        self._fills = _children(root, "fills")
        for entry in _children(root, "numFmts"):
            self._formats[number(entry.get("numFmtId"), -1)] = entry.get("formatCode", "")
        self.colours = Colours(theme, _palette(root))
        self._known: dict[str | None, Style] = {}
        self._written: dict[str, NumberFormat] = {}

    def style(self, text: str | None) -> Style:
        """The style of a cell's `s`; a cell without one has the first."""
        found = self._known.get(text)
        if found is None:
            at = number(text)
            found = self._style(self._cells[at]) if 0 <= at < len(self._cells) else _UNSTYLED
            self._known[text] = found
        return found

    def look(self, properties: Element | None) -> Look:
        """How words look, by a `font` or by the `rPr` of a run."""
        if properties is None:
            return Look()
        name = properties.find(x("name"))
        if name is None:
            name = properties.find(x("rFont"))
        return Look(
            self.colours.text_colour(properties.find(x("color"))),
            is_set(properties, x("strike")),
            is_set(properties, x("b")),
            None if name is None else name.get("val"),
        )

    def _style(self, element: Element) -> Style:
        font, fill = number(element.get("fontId"), -1), number(element.get("fillId"), -1)
        look = self.look(self._fonts[font] if 0 <= font < len(self._fonts) else None)
        return Style(
            look,
            self._fill(self._fills[fill]) if 0 <= fill < len(self._fills) else None,
            self._number_format(number(element.get("numFmtId"))),
            symbols.is_pictorial(look.font),
        )

    def _fill(self, element: Element) -> str | None:
        pattern = element.find(x("patternFill"))
        if pattern is not None:
            front = self.colours.colour(pattern.find(x("fgColor")))
            back = self.colours.colour(pattern.find(x("bgColor")))
            return pattern_fill(pattern.get("patternType", "none"), front, back)
        stops = [
            self.colours.colour(stop) for stop in element.iterfind(f"{x('gradientFill')}/{x('stop')}/{x('color')}")
        ]
        colours = [colour for colour in stops if colour]
        return mix(colours[0], colours[-1], 0.5) if colours else None

    def _number_format(self, at: int) -> NumberFormat:
        # A number that Excel keeps for itself means what it means in Britain, whatever the file writes beside it.
        code = number_formats.BUILT_IN.get(at) or self._formats.get(at, "General")
        found = self._written.get(code)
        if found is None:
            found = self._written[code] = NumberFormat(code, since_1904=self._since_1904)
        return found


def _children(root: Element | None, tag: str) -> list[Element]:
    parent = None if root is None else root.find(x(tag))
    return [] if parent is None else [child for child in parent if isinstance(child.tag, str)]


def _palette(root: Element | None) -> tuple[str, ...]:
    """The palette of a file that has its own, else Excel's."""
    own = () if root is None else root.iterfind(f"{x('colors')}/{x('indexedColors')}/{x('rgbColor')}")
    digits = tuple(hex_digits(entry.get("rgb", "")[-6:]) or "000000" for entry in own)
    return digits + PALETTE[len(digits) :]
