"""Colours as a person sees them: themes, tints, shades and patterns resolved to six hex digits."""

import colorsys
import re
from collections.abc import Iterator
from functools import lru_cache

from concordat.documents.readers.word.names import VAL, Element, a, number, w

_HEX = re.compile(r"[0-9A-Fa-f]{6}\Z")

# WordprocessingML names the theme's colours by use; the theme part names them by slot.
_SLOTS = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
    "tx1": "dk1",
    "bg1": "lt1",
    "tx2": "dk2",
    "bg2": "lt2",
}

# How much of the area the pattern's own colour covers (ECMA-376 part 1, 17.18.78), measured on an 8 x 8 tile.
_COVER = {
    "solid": 1.0,
    "horzStripe": 0.5,
    "vertStripe": 0.5,
    "diagStripe": 0.5,
    "reverseDiagStripe": 0.5,
    "horzCross": 0.75,
    "diagCross": 0.5,
    "thinHorzStripe": 0.25,
    "thinVertStripe": 0.25,
    "thinDiagStripe": 0.25,
    "thinReverseDiagStripe": 0.25,
    "thinHorzCross": 0.44,
    "thinDiagCross": 0.44,
}

# The names of colours that VML, DrawingML and HTML share and that a status is ever drawn in.
NAMED = {
    "aqua": "00FFFF",
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "fuchsia": "FF00FF",
    "gold": "FFD700",
    "gray": "808080",
    "green": "008000",
    "grey": "808080",
    "lime": "00FF00",
    "magenta": "FF00FF",
    "maroon": "800000",
    "navy": "000080",
    "olive": "808000",
    "orange": "FFA500",
    "purple": "800080",
    "red": "FF0000",
    "silver": "C0C0C0",
    "teal": "008080",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}

Rgb = tuple[float, float, float]


@lru_cache(maxsize=1024)
def hex_digits(text: str | None) -> str | None:
    """Six upper-case hex digits, or None for anything else ("auto" too)."""
    return text.upper() if text and _HEX.match(text) else None


def _to_rgb(digits: str) -> Rgb:
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _to_hex(rgb: Rgb) -> str:
    return "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in rgb)


def _with_lightness(digits: str, scale: float, offset: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_to_rgb(digits))
    return _to_hex(colorsys.hls_to_rgb(hue, min(max(lightness * scale + offset, 0.0), 1.0), saturation))


def mix(front: str, back: str, cover: float) -> str:
    """The colour that the eye makes of `front` covering a share `cover` (0 to 1) of `back`."""
    pairs = zip(_to_rgb(front), _to_rgb(back), strict=True)
    red, green, blue = (x * cover + y * (1 - cover) for x, y in pairs)
    return _to_hex((red, green, blue))


class Theme:
    """The colour scheme of a file; it answers None for every name where the file has no theme."""

    def __init__(self, root: Element | None) -> None:
        self._colours: dict[str, str] = {}
        scheme = None if root is None else root.find(f".//{a('clrScheme')}")
        for slot in () if scheme is None else scheme:
            for colour in slot:
                digits = hex_digits(colour.get("lastClr") or colour.get("val"))
                if digits and isinstance(slot.tag, str):
                    self._colours[slot.tag.rpartition("}")[2]] = digits

    def colour(self, name: str | None) -> str | None:
        return self._colours.get(_SLOTS.get(name, name)) if name else None

    def _shaded(self, plain: str | None, name: str | None, tint: str | None, shade: str | None) -> str | None:
        """A colour given plainly, by theme name, or both: Word writes beside the name what it showed when it saved."""
        if digits := hex_digits(plain):
            return digits
        digits = self.colour(name)
        if digits is None:
            return None
        if tint:
            share = _hex_share(tint)
            digits = _with_lightness(digits, share, 1 - share)
        if shade:
            digits = _with_lightness(digits, _hex_share(shade), 0.0)
        return digits

    def text_colour(self, element: Element | None) -> str | None:
        """The colour of a `w:color`."""
        if element is None:
            return None
        get = element.get
        return self._shaded(get(VAL), get(_THEME_COLOUR), get(_THEME_TINT), get(_THEME_SHADE))

    def shading(self, element: Element | None) -> str | None:
        """The colour that a `w:shd` shows, None where it shows none; a pattern counts as the eye mixes it."""
        if element is None:
            return None
        get = element.get
        pattern = get(VAL) or "clear"
        if pattern == "nil":
            return None
        fill = self._shaded(get(_FILL), get(_THEME_FILL), get(_THEME_FILL_TINT), get(_THEME_FILL_SHADE))
        is_share = pattern.startswith("pct")
        cover = number(pattern[3:], 0, most=100) / 100 if is_share else _COVER.get(pattern, 0.0)
        if not cover:
            return fill
        front = self._shaded(get(w("color")), get(_THEME_COLOUR), get(_THEME_TINT), get(_THEME_SHADE))
        return mix(front or "000000", fill or "FFFFFF", cover)

    def drawing_fill(self, element: Element) -> str | None:
        """The colour of a DrawingML fill or fill reference: a solid one, or the first stop of a gradient."""
        for colour in element.iter(*_DRAWING_COLOURS):
            digits = self._drawing_colour(colour)
            if digits:
                return digits
        return None

    def _drawing_colour(self, colour: Element) -> str | None:
        kind = colour.tag
        if kind == a("srgbClr"):
            digits = hex_digits(colour.get("val"))
        elif kind == a("schemeClr"):
            digits = self.colour(colour.get("val"))
        elif kind == a("sysClr"):
            digits = hex_digits(colour.get("lastClr"))
        else:
            digits = NAMED.get(colour.get("val", "").lower())
        if digits is None:
            return None
        for change, amount in _changes(colour):
            if change == "lumMod":
                digits = _with_lightness(digits, amount, 0.0)
            elif change == "lumOff":
                digits = _with_lightness(digits, 1.0, amount)
            elif change == "tint":
                digits = mix(digits, "FFFFFF", amount)
            elif change == "shade":
                digits = mix(digits, "000000", amount)
        return digits


_THEME_COLOUR, _THEME_TINT, _THEME_SHADE = w("themeColor"), w("themeTint"), w("themeShade")
_FILL, _THEME_FILL = w("fill"), w("themeFill")
_THEME_FILL_TINT, _THEME_FILL_SHADE = w("themeFillTint"), w("themeFillShade")
_DRAWING_COLOURS = (a("srgbClr"), a("schemeClr"), a("sysClr"), a("prstClr"))


def _changes(colour: Element) -> Iterator[tuple[str, float]]:
    for change in colour:
        if isinstance(change.tag, str):
            text = change.get("val", "").rstrip("%")  # Strict writes "40%" where Transitional writes "40000"
            scale = 100 if change.get("val", "").endswith("%") else 100_000
            yield change.tag.rpartition("}")[2], number(text.partition(".")[0], scale, most=1_000_000) / scale


def _hex_share(text: str) -> float:
    try:
        return min(int(text, 16), 255) / 255
    except ValueError:
        return 1.0
