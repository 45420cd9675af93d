"""Finds what is drawn in a page: shapes of Word, SVG pictures, coloured spots with no words in them."""

import re

from concordat.documents.domain import Shape
from concordat.documents.readers.html import colours
from concordat.documents.readers.html.elements import Element, words_in
from concordat.documents.readers.html.looks import Style

_VML = re.compile(r"<v:(?:oval|rect|roundrect|shape|arc)\b([^>]{0,2000})>", re.IGNORECASE)
_FILL = re.compile(r"\bfillcolor\s*=\s*[\"']?\s*(#?\w+)", re.IGNORECASE)
_UNFILLED = re.compile(r"\bfilled\s*=\s*[\"']?\s*f", re.IGNORECASE)
_LONGEST_ALTERNATIVE = 60  # characters; a longer one describes a photograph


def shapes_of_word(comment: str) -> list[Shape]:
    """The shapes that Word keeps in a conditional comment, for programs that can draw them."""
    if not comment.startswith("[if gte vml") or "<v:imagedata" in comment:
        return []
    found = []
    for match in _VML.finditer(comment):
        if not _UNFILLED.search(match[1]):
            fill = _FILL.search(match[1])
            found.append(Shape(colours.colour(fill[1]) if fill else colours.WHITE))  # what VML fills with unless told
    return found


def shape_of_vml(element: Element) -> Shape | None:
    """The shape of a drawing element that stands in the page itself."""
    if element.tag in ("v:oval", "v:rect", "v:roundrect", "v:shape", "v:arc") and element.get("fillcolor"):
        return Shape(colours.colour((element.get("fillcolor") or "").partition(" ")[0]))
    return None


def shape_of_svg(element: Element) -> Shape | None:
    """An SVG picture as one shape: its first fill, and its title or the words in it."""
    fill: str | None = None
    for part in element.iter():
        if isinstance(part.tag, str):
            style = re.search(r"(?:\A|;)\s*fill\s*:\s*([^;]+)", part.get("style") or "")
            fill = fill or colours.colour(style[1] if style else part.get("fill"))
    words = [words_in(part) for part in element.iter("title", "text") if part.tag == "title" or fill is not None]
    text = " ".join(" ".join(words).split())
    return Shape(fill, text) if fill or text else None


def shape_of_picture(alternative: str) -> Shape | None:
    """A picture as the words that stand for it, where they are few."""
    text = " ".join(alternative.split())
    return Shape(None, text) if 0 < len(text) <= _LONGEST_ALTERNATIVE else None


def is_spot(element: Element, style: Style) -> bool:
    """Whether an element is a spot of colour: it has a background of its own and no words."""
    if style.fill in (None, colours.WHITE) or style.is_invisible:
        return False
    return not words_in(element).strip()
