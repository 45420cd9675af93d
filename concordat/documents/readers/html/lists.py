"""Counts the items of a page's lists, so that each has the label that shows beside it."""

from dataclasses import dataclass

from concordat.documents.readers.html.elements import Element
from concordat.documents.readers.html.looks import Style
from concordat.documents.readers.word.names import number
from concordat.documents.readers.word.numbering import BULLET, spell

_SPELLINGS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "lower-roman": "lowerRoman",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "upper-roman": "upperRoman",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
    "none": "none",
}


@dataclass(slots=True)
class Counter:
    """How far a list has been counted."""

    spelling: str
    count: int = 0
    step: int = 1

    @classmethod
    def of(cls, element: Element, style: Style) -> "Counter":
        """The counter of an `ol`, `ul` or the like."""
        spelling = _spelling(element, style) or ("decimal" if element.tag == "ol" else "bullet")
        if element.get("reversed") is not None:
            first = number(element.get("start"), sum(1 for item in element if item.tag == "li"))
            return cls(spelling, first + 1, -1)
        return cls(spelling, number(element.get("start"), 1) - 1)

    def label(self, item: Element, style: Style) -> str | None:
        """Counts one item and gives its label, None where none shows."""
        self.count = number(item.get("value"), self.count + self.step)
        spelling = _spelling(item, style) or self.spelling
        if spelling == "none":
            return None
        return BULLET if spelling == "bullet" else f"{spell(self.count, spelling)}."


def plain_label(text: str) -> str | None:
    """A label that is written out in the page: any sign without letters or digits is a bullet, as is Word's "o"."""
    text = text.strip()
    if not text:
        return None
    return BULLET if text == "o" or not any(sign.isalnum() for sign in text) else text


def _spelling(element: Element, style: Style) -> str | None:
    for name in (style.value("list-style-type"), *style.value("list-style").split()):
        if name in _SPELLINGS:
            return _SPELLINGS[name]
    return _SPELLINGS.get(element.get("type") or "")
