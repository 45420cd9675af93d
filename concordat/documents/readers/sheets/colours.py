"""Colours of a workbook as a person sees them: themes, tints, palettes and patterns as six hex digits."""

import colorsys

from concordat.documents.readers.package import Element
from concordat.documents.readers.word.colours import Theme, hex_digits, mix

# Excel counts the theme's colours in this order, the first two pairs the other way round than the theme's own part.
_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_DARK = 1  # where automatic text takes its colour from
_SYSTEM = 64  # from here on a palette's number means "as the window's text or background is"
# The palette that Excel 97 had, which later files still name by number (ECMA-376 part 1, 18.8.27).
_FIRST_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_OTHERS = """
800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333
"""
PALETTE = (*_FIRST_EIGHT.split(), *_FIRST_EIGHT.split(), *_OTHERS.split())

# How much of a cell the pattern's own colour covers (ECMA-376 part 1, 18.18.55).
COVER = {
    "darkGray": 0.75,
    "mediumGray": 0.5,
    "lightGray": 0.25,
    "gray125": 0.125,
    "gray0625": 0.0625,
    "darkHorizontal": 0.5,
    "darkVertical": 0.5,
    "darkDown": 0.5,
    "darkUp": 0.5,
    "darkGrid": 0.5,
    "darkTrellis": 0.75,
    "lightHorizontal": 0.25,
    "lightVertical": 0.25,
    "lightDown": 0.25,
    "lightUp": 0.25,
    "lightGrid": 0.44,
    "lightTrellis": 0.38,
}


def pattern_fill(pattern: str, front: str | None, back: str | None) -> str | None:
    """What a filled cell looks like: a solid fill is its front colour, a pattern what the eye mixes of both."""
    if pattern == "solid":
        return front
    cover = COVER.get(pattern)
    return None if cover is None else mix(front or "000000", back or "FFFFFF", cover)


class Colours:
    """The colours that a workbook's styles name by theme, by number or plainly."""

    def __init__(self, theme: Theme, palette: tuple[str, ...] = PALETTE) -> None:
        self._theme = theme
        self._palette = palette

    def colour(self, element: Element | None) -> str | None:
        """The colour of an element such as `fgColor`; None where there is none, or it is the automatic one."""
        if element is None:
            return None
        digits = self._untinted(element)
        tint = _share(element.get("tint"))
        return _tinted(digits, tint) if digits and tint else digits

    def text_colour(self, element: Element | None) -> str | None:
        """The colour of words; None for the automatic one, which is the theme's dark colour left as it is."""
        if element is not None and element.get("theme") == str(_DARK) and not _share(element.get("tint")):
            return None
        return self.colour(element)

    def _untinted(self, element: Element) -> str | None:
        plain = element.get("rgb")
        if plain:
            return hex_digits(plain[-6:])
        number = _whole(element.get("theme"))
        if number is not None:
            return self._theme.colour(_THEME_ORDER[number]) if 0 <= number < len(_THEME_ORDER) else None
        number = _whole(element.get("indexed"))
        if number is not None and 0 <= number < min(_SYSTEM, len(self._palette)):
            return self._palette[number]
        return None


def _tinted(digits: str, tint: float) -> str:
    """A colour made darker (tint below 0) or lighter, as 18.8.19 says: by its lightness, hue and saturation kept."""
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)
    return "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in mixed)


def _share(text: str | None) -> float:
    try:
        return min(max(float(text or 0), -1.0), 1.0)
    except ValueError:
        return 0.0


def _whole(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
