"""What the looks of an Excel 97-2003 workbook mean: how words look, how cells are filled, how numbers show."""

from typing import Any, NamedTuple

from concordat.documents.readers.sheets import number_formats
from concordat.documents.readers.sheets.colours import pattern_fill
from concordat.documents.readers.sheets.number_formats import NumberFormat
from concordat.documents.readers.sheets.values import PLAIN, Look, Words
from concordat.documents.readers.sheets.words import gathered, shown

_BOLD = 600  # weight of letters, from 100 to 1,000; 400 is plain
_FIRST_OWN_FORMAT = 164  # formats below are Excel's, by number
# The patterns of a fill by number ([MS-XLS] 2.5.169), by the names that newer files give them.
_PATTERNS = (
    "none",
    "solid",
    "mediumGray",
    "darkGray",
    "lightGray",
    "darkHorizontal",
    "darkVertical",
    "darkDown",
    "darkUp",
    "darkGrid",
    "darkTrellis",
    "lightHorizontal",
    "lightVertical",
    "lightDown",
    "lightUp",
    "lightGrid",
    "lightTrellis",
    "gray125",
    "gray0625",
)


class Style(NamedTuple):
    """How a cell shows."""

    look: Look
    fill: str | None
    numbers: NumberFormat


class Looks:
    """The looks of one workbook, by the numbers that its cells give; worked out when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, Look] = {}
        self._formats: dict[str, NumberFormat] = {}

    def style(self, at: int) -> Style:
        found = self._styles.get(at)
        if found is None:
            found = self._styles[at] = self._style(at)
        return found

    def in_pieces(self, text: str, runs: list[tuple[int, int]], look: Look) -> Words:
        """Words whose look changes: each run says from which letter on it holds, and the number of its font."""
        pieces: list[tuple[str, Look]] = []
        start, own = 0, look
        for end, font in [*runs, (len(text), -1)]:
            pieces.append((shown(text[start:end], own.font), own))
            start, own = end, self._font(font) if font >= 0 else own
        return gathered(pieces, look)

    def fill_of_empty(self, sheet: Any, row: int, column: int) -> str | None:
        """The fill of a cell that the sheet does not list, by row and column from 1: its row's, else its column's."""
        line = sheet.rowinfo_map.get(row - 1)
        if line is not None and line.has_default_xf_index and line.xf_index >= 0:
            return self.style(line.xf_index).fill
        stretch = sheet.colinfo_map.get(column - 1)
        return self.style(stretch.xf_index).fill if stretch is not None and stretch.xf_index >= 0 else None

    def _style(self, at: int) -> Style:
        if not 0 <= at < len(self._book.xf_list):
            return Style(PLAIN, None, number_formats.GENERAL)
        found = self._book.xf_list[at]
        background = found.background
        pattern = _PATTERNS[background.fill_pattern] if background.fill_pattern < len(_PATTERNS) else "none"
        fill = pattern_fill(
            pattern, self._colour(background.pattern_colour_index), self._colour(background.background_colour_index)
        )
        return Style(self._font(found.font_index), fill, self._number_format(found.format_key))

    def _font(self, at: int) -> Look:
        look = self._fonts.get(at)
        if look is None:
            fonts = self._book.font_list
            found = fonts[at] if 0 <= at < len(fonts) else None
            look = PLAIN
            if found is not None:
                is_bold = bool(found.bold) or found.weight >= _BOLD
                look = Look(self._colour(found.colour_index), bool(found.struck_out), is_bold, found.name or None)
            self._fonts[at] = look
        return look

    def _colour(self, at: int) -> str | None:
        """A colour of the palette as six hex digits; None for those of the system, which are automatic."""
        parts = self._book.colour_map.get(at)
        return None if parts is None else "".join(f"{part:02X}" for part in parts)

    def _number_format(self, at: int) -> NumberFormat:
        code = number_formats.BUILT_IN.get(at) if at < _FIRST_OWN_FORMAT else None
        if code is None:
            found = self._book.format_map.get(at)
            code = "General" if found is None else found.format_str
        known = self._formats.get(code)
        if known is None:
            known = self._formats[code] = NumberFormat(code, since_1904=bool(self._book.datemode))
        return known
