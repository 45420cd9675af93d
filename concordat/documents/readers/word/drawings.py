"""Finds the drawn shapes and text boxes of a run, in DrawingML and in VML, without opening any picture."""

import re
from dataclasses import dataclass

from concordat.documents.readers.word.colours import NAMED, Theme, hex_digits
from concordat.documents.readers.word.names import Element, a, compatible_choice, mc, v, w

_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VML_COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b|[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape: its fill, and the element that holds its words, if it has any."""

    colour: str | None
    words: Element | None
    is_picture: bool = False


def collect(element: Element, theme: Theme, found: list[Drawing]) -> None:
    """Add the shapes of a `w:drawing`, `w:pict` or `w:object` to `found`, in order."""
    for child in element:
        name = child.tag
        if name == _WSP:
            found.append(Drawing(_shape_fill(child, theme), child.find(f".//{_TXBX}")))
        elif name in _VML_SHAPES:
            words = child.find(f".//{_TXBX}")
            if child.find(v("imagedata")) is not None:
                found.append(Drawing(None, words, is_picture=True))
            else:
                found.append(Drawing(_vml_fill(child), words))
        elif name == _PIC:
            found.append(Drawing(None, None, is_picture=True))
        elif name == _ALTERNATE:
            choice = compatible_choice(child)
            if choice is not None:
                collect(choice, theme, found)
        elif name not in _LEAVES:
            collect(child, theme, found)


def _shape_fill(shape: Element, theme: Theme) -> str | None:
    properties = shape.find(f"{_WPS}spPr")
    for fill in () if properties is None else properties:
        if fill.tag in (a("solidFill"), a("gradFill"), a("pattFill")):
            return theme.drawing_fill(fill)
        if fill.tag in (a("noFill"), a("blipFill")):
            return None
    # Without a fill of its own a shape takes the one that its style names; index 0 names none.
    reference = shape.find(f"{_WPS}style/{a('fillRef')}")
    if reference is None or reference.get("idx") == "0":
        return None
    return theme.drawing_fill(reference)


def _vml_fill(shape: Element) -> str | None:
    own = shape.find(v("fill"))
    if shape.get("filled", "t").lower() in _VML_OFF or (own is not None and own.get("on", "t").lower() in _VML_OFF):
        return None
    text = (None if own is None else own.get("color")) or shape.get("fillcolor")
    if text is None:
        return None if shape.tag in (v("line"), v("polyline")) else "FFFFFF"  # what VML fills with unless told
    match = _VML_COLOUR.match(text.strip())
    if match is None:
        return None
    if match[1]:
        return hex_digits(match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1]))
    return NAMED.get(match[0].lower())


_WSP, _TXBX, _PIC = _WPS + "wsp", w("txbxContent"), "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_ALTERNATE = mc("AlternateContent")
_VML_SHAPES = frozenset(v(name) for name in ("oval", "rect", "roundrect", "shape", "arc", "line", "polyline"))
_LEAVES = frozenset({v("shapetype"), _TXBX})
_VML_OFF = frozenset({"f", "false", "0"})
