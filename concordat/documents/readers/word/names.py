"""The names of the parts of WordprocessingML that the reader looks at, and how to ask an element for them."""

from collections.abc import Callable
from operator import itemgetter

from concordat.documents.readers.package import Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"


def w(name: str) -> str:
    """The full name of a tag or attribute of WordprocessingML."""
    return _W + name


def r(name: str) -> str:
    """The full name of an attribute that points at a relationship."""
    return _R + name


def a(name: str) -> str:
    """The full name of a tag of DrawingML."""
    return _A + name


def mc(name: str) -> str:
    """The full name of a tag of markup compatibility, which offers one content in two spellings."""
    return _MC + name


def v(name: str) -> str:
    """The full name of a tag of VML, the drawing language of Word 97 to 2007."""
    return _V + name


VAL = w("val")
_OFF = frozenset({"0", "false", "off"})


# What stands in an element, as a list: a slice is made in a third of the time that `list` takes over an element.
inside: Callable[[Element], list[Element]] = itemgetter(slice(None))


def child(parent: Element | None, tag: str) -> Element | None:
    """The first child with a tag. `Element.find` does the same at three times the cost, and a long plan asks often."""
    if parent is not None:
        for element in parent:
            if element.tag == tag:
                return element
    return None


def value(parent: Element | None, tag: str) -> str | None:
    """The `w:val` of a child, None where there is no such child or it has none."""
    found = child(parent, tag)
    return None if found is None else found.get(VAL)


def is_on(element: Element | None) -> bool | None:
    """What an on/off property says: None where it is absent, True where it stands without a value."""
    if element is None:
        return None
    return element.get(VAL, "1").lower() not in _OFF


def number(text: str | None, default: int, *, least: int = 0, most: int = 32767) -> int:
    """A whole number from an attribute, `default` where it is none, and never outside the bounds."""
    try:
        found = int(text) if text else default
    except ValueError:
        return default
    return min(max(found, least), most)


def compatible_choice(alternate: Element) -> Element | None:
    """Of a content given in two spellings, the one to read: the first one we know, else the fallback, never both."""
    fallback = None
    for element in alternate:
        if element.tag == mc("Choice") and set(element.get("Requires", "").split()) <= _UNDERSTOOD:
            return element
        if element.tag == mc("Fallback"):
            fallback = element
    return fallback


# Prefixes that Word itself always declares so: drawn shapes, groups, canvases and the yearly additions.
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "wp14", "a14", "wne"})
