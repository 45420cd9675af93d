"""Finds what is drawn over a sheet: shapes in a cell, such as a traffic light, and boxes with words."""

from dataclasses import dataclass, field

from concordat.documents.domain import Shape
from concordat.documents.readers.package import Element
from concordat.documents.readers.sheets.words import shown
from concordat.documents.readers.sheets.workbook.names import a, number, xdr
from concordat.documents.readers.word.colours import Theme

_SHORTEST_BOX = 25  # characters; fewer, in one row, are a sign or a status that belongs to its cell


@dataclass
class Drawings:
    """What was found: shapes by the row and column of their cell, and the words of boxes."""

    shapes: dict[tuple[int, int], list[Shape]] = field(default_factory=dict)
    boxes: list[str] = field(default_factory=list)


def read_drawings(root: Element, theme: Theme) -> Drawings:
    """What a drawing part anchors to its sheet; pictures are left alone."""
    found = Drawings()
    for anchor in root.iter(xdr("twoCellAnchor"), xdr("oneCellAnchor")):
        start, end = _corner(anchor.find(xdr("from"))), _corner(anchor.find(xdr("to")))
        if start is None:
            continue
        for shape in anchor.iter(xdr("sp")):
            text = _words(shape)
            colour = _fill(shape, theme)
            is_in_cell = (end is None or end[0] - start[0] <= 1) and len(text) <= _SHORTEST_BOX
            if is_in_cell and (colour or text):
                found.shapes.setdefault(start, []).append(Shape(colour, text))
            elif text:
                found.boxes.append(text)
    return found


def _corner(marker: Element | None) -> tuple[int, int] | None:
    """Row and column of the cell that a corner of an anchor lies in, both from 1."""
    if marker is None:
        return None
    return number(marker.findtext(xdr("row")), -1) + 1, number(marker.findtext(xdr("col")), -1) + 1


def _words(shape: Element) -> str:
    body = shape.find(xdr("txBody"))
    lines = []
    for paragraph in () if body is None else body.iterfind(a("p")):
        lines.append(shown("".join(text.text or "" for text in paragraph.iter(a("t")))).strip())
    return "\n".join(line for line in lines if line)


def _fill(shape: Element, theme: Theme) -> str | None:
    properties = shape.find(xdr("spPr"))
    for fill in () if properties is None else properties:
        if fill.tag in (a("solidFill"), a("gradFill"), a("pattFill")):
            return theme.drawing_fill(fill)
        if fill.tag in (a("noFill"), a("blipFill")):
            return None
    # Without a fill of its own a shape takes the one that its style names; index 0 names none.
    reference = shape.find(f"{xdr('style')}/{a('fillRef')}")
    return None if reference is None or reference.get("idx") == "0" else theme.drawing_fill(reference)
