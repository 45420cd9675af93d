"""Builds the smallest OpenDocument texts that show one thing, from the XML that office programs write for it."""

import io
import zipfile

from concordat.documents import read
from concordat.documents.domain import Document

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {
    "office": _OASIS + "office:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "style": _OASIS + "style:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "draw": _OASIS + "drawing:1.0",
    "svg": _OASIS + "svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
}


def root(kind, content):
    declared = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-{kind} {declared}>{content}</office:document-{kind}>'
    )


def open_text(body, *, automatic="", common="", margins="", meta="", parts=None):
    """The bytes of an OpenDocument text with this body; `parts` adds or replaces parts by name."""
    found = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": root(
            "content",
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>",
        ),
        "styles.xml": root(
            "styles",
            f"<office:styles>{common}</office:styles><office:master-styles><style:master-page>{margins}"
            "</style:master-page></office:master-styles>",
        ),
        "meta.xml": root("meta", f"<office:meta>{meta}</office:meta>"),
    } | (parts or {})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            package.writestr(name, content)
    return packed.getvalue()


def read_open(body, **rest) -> Document:
    return read(open_text(body, **rest), name="plan.odt")


def style(family, name, properties="", attributes=""):
    return f'<style:style style:family="{family}" style:name="{name}" {attributes}>{properties}</style:style>'


def words_look(name, attributes, more=""):
    """A style for words, or for paragraphs where `name` begins with P."""
    family = "paragraph" if name.startswith("P") else "text"
    return style(family, name, f"<style:text-properties {attributes}/>", more)


def shaded(family, name, colour, more=""):
    """A style that gives a cell, a row, a table or a paragraph a background."""
    return style(family, name, f'<style:{family}-properties fo:background-color="{colour}"/>', more)


def p(content="", look=""):
    return f'<text:p text:style-name="{look}">{content}</text:p>'


def span(content, look):
    return f'<text:span text:style-name="{look}">{content}</text:span>'


def tc(content="", attributes=""):
    """A cell; plain words become one paragraph."""
    inside = content if content.startswith("<") else p(content)
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def tr(*cells, attributes=""):
    """A row; cells given as plain words become cells."""
    inside = "".join(cell if cell.startswith("<table:") else tc(cell) for cell in cells)
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def tbl(*rows, attributes=""):
    return f"<table:table {attributes}>{''.join(rows)}</table:table>"
