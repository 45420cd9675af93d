"""The names of the parts of OpenDocument that the reader looks at."""

from concordat.documents.readers.package import Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": _OASIS + "office:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "style": _OASIS + "style:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "draw": _OASIS + "drawing:1.0",
    "svg": _OASIS + "svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def full(name: str) -> str:
    """The full name of a tag or attribute that is written with a prefix, such as "text:p"."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def is_true(element: Element, name: str) -> bool:
    """Whether an attribute says "true"; one that is absent does not."""
    return element.get(full(name)) == "true"
