"""Builds the smallest Word files that show one thing, from the XML that Word writes for it."""

import io
import zipfile

from concordat.documents import read
from concordat.documents.domain import Document, Paragraph, Table

TRANSITIONAL = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
STRICT = TRANSITIONAL | {
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "a": "http://purl.oclc.org/ooxml/drawingml/main",
}
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def root(tag, content, names=TRANSITIONAL):
    declared = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in names.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {declared}>{content}</w:{tag}>'


def links(*targets):
    """A relationships part; each target is (id, kind, target)."""
    rows = "".join(f'<Relationship Id="{i}" Type="{_KINDS}{kind}" Target="{target}"/>' for i, kind, target in targets)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def word_file(body, *, styles="", numbering="", theme="", parts=None, extra_links=(), names=TRANSITIONAL):
    """The bytes of a Word file with this body; `parts` adds or replaces parts by name."""
    found = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": links(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>", names),
        "word/styles.xml": root("styles", styles, names),
        "word/numbering.xml": root("numbering", numbering, names),
        "word/theme/theme1.xml": f'<a:theme xmlns:a="{names["a"]}">{theme}</a:theme>',
        "word/_rels/document.xml.rels": links(
            ("rId1", "styles", "styles.xml"),
            ("rId2", "numbering", "numbering.xml"),
            ("rId3", "theme", "theme/theme1.xml"),
            *extra_links,
        ),
    } | (parts or {})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            package.writestr(name, content)
    return packed.getvalue()


def read_body(body, **rest) -> Document:
    return read(word_file(body, **rest), name="plan.docx")


def p(content="", properties=""):
    """A paragraph; plain words become one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def run(words, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""


def tc(content="", properties=""):
    """A cell; plain words become one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells, properties=""):
    """A row; cells given as plain words become cells."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows, properties=""):
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def only_paragraph(document: Document) -> Paragraph:
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph


def only_table(document: Document) -> Table:
    (table,) = document.tables
    return table


def words(document: Document) -> list[str]:
    """The text of each paragraph outside tables."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grid(table: Table) -> list[list[str]]:
    """The text of each grid column of each row."""
    return [[cell.text for cell in row.cells] for row in table.rows]
