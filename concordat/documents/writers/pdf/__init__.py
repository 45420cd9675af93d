"""Writes PDF files that are tagged and keep to PDF/UA-1: A4 landscape, header rows on every page."""

import json
from functools import cache
from importlib import resources
from pathlib import Path

from concordat.documents.domain import Document
from concordat.documents.writers import FontsMissing
from concordat.documents.writers.pdf import glyphs, setting, spelling


def write_pdf(document: Document, *, fonts: Path) -> bytes:
    """The document as a PDF; `fonts` is the folder that holds the font (TrueType), or folders of it.

    Characters that no font has are put into words where they have a name as signs do ("large red circle"), else they
    are an empty square. Raises `FontsMissing`, as typst would silently set the text in another font.
    """
    if not any(fonts.rglob("*.ttf")):
        raise FontsMissing(f"There is no font in {fonts}. Run `bin/set-up`, then start the site once.")
    text = glyphs.replaced(json.dumps(spelling.spell(document), ensure_ascii=False), fonts)
    try:
        return setting.compiled(_template(), text, fonts)
    except setting.CannotSet:
        # Signs that stand together may need a font that has both of them.
        return setting.compiled(_template(), glyphs.sure(text), fonts)


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("document.typ").read_bytes()
