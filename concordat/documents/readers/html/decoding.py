"""Turns the bytes of a page into words, by what the page says of itself and by what the bytes can be."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_LOOKED_AT = 8_192
_KNOWN = re.compile(r"(?:cp\d+|iso8859-\d+|mac-\w+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|utf-8)\Z")
# What browsers take these names to mean (WHATWG Encoding Standard, section 4.2).
_AS_WINDOWS = frozenset({"ascii", "iso8859-1"})
_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f]")


def decode(content: bytes, *, declared: str | None = None) -> str:
    """The text of a page. `declared` is the encoding that whatever carried the page gave for it.

    Bytes that stand for nothing become U+FFFD, never an error; characters that no page shows are gone.
    """
    return _NOT_SHOWN.sub(_meant, _text(content, declared))


def _meant(control: re.Match[str]) -> str:
    """Pages written on Windows hold its own signs, such as curly quotation marks, as if Latin-1 had them."""
    if control[0] < "\x80":
        return " " if control[0] == "\x0c" else ""
    return control[0].encode("latin-1").decode("cp1252", errors="ignore")


def _text(content: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    start = content[:_LOOKED_AT]
    said = _XML_DECLARED.match(start.lstrip()) or _DECLARED.search(start)
    encoding = _known(declared) or _known(said[1].decode("ascii") if said else None) or "cp1252"
    try:
        # Words in Windows-1252 are all but never sound UTF-8, so what is, is, whatever the page says of itself.
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252" if encoding == "utf-8" else encoding, errors="replace")


def _known(name: str | None) -> str | None:
    """Python's name of an encoding for text, None where there is none of that name."""
    try:
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    if found in _AS_WINDOWS:
        return "cp1252"
    return found if _KNOWN.match(found) else None
