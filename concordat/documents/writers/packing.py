"""Packs Office files so that the same parts give the same bytes: no day, no name of who wrote them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from concordat.documents.writers import words

CORE = "docProps/core.xml"
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can name


def repacked(
    content: bytes, replaced: Mapping[str, bytes], mended: Callable[[str, bytes], bytes] = lambda name, part: part
) -> bytes:
    """A zip file anew, with some parts replaced by name, every part in its order and on the same fixed day.

    `mended` may change each of the other parts, of which it is given the name and the content.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, replaced[name] if name in replaced else mended(name, old.read(name)))
    return packed.getvalue()


def core_properties(title: str) -> bytes:
    """The properties part of an Office file: its title and language (ECMA-376 part 2, 11)."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{words.LANGUAGE}</dc:language></cp:coreProperties>"
    ).encode()
