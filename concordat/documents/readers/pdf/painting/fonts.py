"""What the codes of a font say: their letters, and how far each moves the pen."""

import re
from typing import Any

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.glyphlist import glyphname2unicode
from pdfminer.latin_enc import ENCODING

from concordat.documents.readers.pdf.file.lexing import Name, hexadecimal
from concordat.documents.readers.pdf.file.limits import Broken
from concordat.documents.readers.pdf.file.objects import Objects, Stream
from concordat.documents.readers.word import symbols

UNKNOWN = "\ufffd"
_STANDARD = {code: glyphname2unicode[name] for name, code, *_ in ENCODING if code}
# Letters drawn as one sign, spaces and hyphens of odd kinds, and what shows nothing. The optional hyphen stays: a line
# that ends with one goes on without it.
PLAINER: dict[int, str | None] = dict.fromkeys([*range(32), *range(0x7F, 0xA0), 0x200B, 0x2060, 0xFEFF]) | {
    ord(sign): plain
    for signs, plain in (
        ("\t\n\r\u00a0\u2007\u202f", " "),
        ("\u2010\u2011", "-"),
        ("ﬀ", "ff"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
        ("ﬅ", "ft"),
        ("ﬆ", "st"),
    )
    for sign in signs
}
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_PARTS = re.compile(rb"<([0-9A-Fa-f\x00\t\n\x0c\r ]*+)>|(\[)|(\])")
_WIDEST_RANGE = 65536
_CODE_IN_NAME = re.compile(r"(?:uni|u)([0-9A-Fa-f]{4,6})\Z")

Glyph = tuple[str, float]  # its letters ("" for a sign that shows nothing), and its width in thousandths of the size


class Font:
    """One font of a page; `glyphs` gives the letters and widths of a string's codes."""

    __slots__ = ("_known", "_length", "_missing", "_texts", "_widths", "is_bold", "is_wide")

    def __init__(self, entries: dict[str, Any], objects: Objects) -> None:
        name = _SUBSET.sub("", str(objects.get(entries.get("BaseFont")) or ""))
        subtype = objects.get(entries.get("Subtype"))
        self.is_wide = subtype == "Type0"
        inner = objects.items(entries.get("DescendantFonts"))
        own = objects.dictionary(inner[0]) if self.is_wide and inner else entries
        descriptor = objects.dictionary(own.get("FontDescriptor"))
        self.is_bold = _is_bold(name, descriptor, objects)
        self._known: dict[int, Glyph] = {}
        self._missing = 0.0
        if self.is_wide:
            self._texts = _wide_texts(objects.get(entries.get("Encoding")))
            self._widths = _wide_widths(own, objects)
            self._missing = _number(objects.get(own.get("DW")), 1000.0)
        else:
            self._texts = _simple_texts(entries, name, objects, is_true_type=subtype == "TrueType")
            self._widths = _simple_widths(entries, objects) or _standard_widths(name, self._texts)
            self._missing = _number(objects.get(descriptor.get("MissingWidth")), 0.0)
            if subtype == "Type3":
                matrix = objects.numbers(entries.get("FontMatrix")) or [0.001]
                self._widths = {code: width * matrix[0] * 1000 for code, width in self._widths.items()}
        mapping = objects.get(entries.get("ToUnicode"))
        if isinstance(mapping, Stream):
            self._texts = self._texts | _mapped(mapping, objects)
        family = _family(name)
        if symbols.is_pictorial(family):
            self._texts = {code: symbols.in_font(family, text) for code, text in self._texts.items()}

    def glyphs(self, codes: bytes) -> list[Glyph]:
        known = self._known
        found: list[Glyph] = []
        numbers = (
            codes if not self.is_wide else [high << 8 | low for high, low in zip(codes[::2], codes[1::2], strict=False)]
        )
        for code in numbers:
            glyph = known.get(code)
            if glyph is None:
                # Code 0 is what a font shows for a sign it lacks.
                text = self._texts.get(code, UNKNOWN if code else "").translate(PLAINER)
                glyph = known[code] = (text, self._widths.get(code, self._missing))
            found.append(glyph)
        return found


def _number(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise


def _is_bold(name: str, descriptor: dict[str, Any], objects: Objects) -> bool:
    flags = objects.get(descriptor.get("Flags"))
    weight = objects.get(descriptor.get("FontWeight"))
    return (
        bool(_BOLD.search(name))
        or (isinstance(flags, int) and bool(flags & _FORCE_BOLD))
        or (isinstance(weight, int | float) and weight >= 600)
    )


def _family(name: str) -> str:
    """The name as Word has it: `Wingdings-Regular` is Wingdings, `SymbolMT` is Symbol, `Wingdings2` is Wingdings 2."""
    short = re.split(r"[-,]", name)[0].removesuffix("MT").lower()
    return re.sub(r"^(wingdings)\s*([23])$", r"\1 \2", short)


def _simple_texts(entries: dict[str, Any], name: str, objects: Objects, *, is_true_type: bool) -> dict[int, str]:
    encoding = objects.get(entries.get("Encoding"))
    base = encoding
    differences: list[Any] = []
    if isinstance(encoding, dict):
        base = objects.get(encoding.get("BaseEncoding"))
        differences = objects.items(encoding.get("Differences"))
    if base == "MacRomanEncoding":
        texts = {code: bytes([code]).decode("mac_roman") for code in range(32, 256)}
    elif base == "WinAnsiEncoding" or is_true_type or symbols.is_pictorial(_family(name)):
        # Codes that Windows leaves free show a bullet, says the format.
        texts = {code: bytes([code]).decode("cp1252", "ignore") or "•" for code in range(32, 256)}
    else:
        texts = dict(_STANDARD)
    code = 0
    for item in differences:
        item = objects.get(item)
        if isinstance(item, Name):
            text = _letters_of(item)
            if text is not None:
                texts[code] = text
            code += 1
        elif isinstance(item, int):
            code = item
    return texts


def _letters_of(glyph_name: str) -> str | None:
    """The letters that a glyph's name stands for: `eacute`, `uni00E9`, `f_i`."""
    plain = glyph_name.split(".")[0]
    parts = [glyphname2unicode.get(part) or _letter_of_code(part) for part in plain.split("_")]
    return None if None in parts else "".join(part for part in parts if part)


def _letter_of_code(glyph_name: str) -> str | None:
    match = _CODE_IN_NAME.match(glyph_name)
    code = int(match[1], 16) if match else 0
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else None


def _simple_widths(entries: dict[str, Any], objects: Objects) -> dict[int, float]:
    first = objects.get(entries.get("FirstChar"))
    start = first if isinstance(first, int) else 0
    widths = objects.items(entries.get("Widths"))[:256]
    return {start + at: _number(objects.get(width), 0.0) for at, width in enumerate(widths)}


def _standard_widths(name: str, texts: dict[int, str]) -> dict[int, float]:
    """The widths of one of the fonts that every reader has, which a file need not give."""
    metrics = FONT_METRICS.get(name) or FONT_METRICS["Helvetica-Bold" if _BOLD.search(name) else "Helvetica"]
    widths = metrics[1]
    return {code: float(widths.get(text, 500)) for code, text in texts.items()}


def _wide_texts(encoding: Any) -> dict[int, str]:
    """What codes of two bytes say by themselves: only encodings that are Unicode say anything."""
    if isinstance(encoding, Name) and ("UCS2" in encoding or "UTF16" in encoding):
        return {code: chr(code) for code in range(32, 0xD800)}
    return {}


def _wide_widths(entries: dict[str, Any], objects: Objects) -> dict[int, float]:
    """Widths come as `first [width …]` or as `first last width`."""
    widths: dict[int, float] = {}
    waiting: list[int] = []
    for item in objects.items(entries.get("W")):
        item = objects.get(item)
        if isinstance(item, list) and waiting:
            start = waiting.pop()
            widths |= {start + at: _number(objects.get(width), 0.0) for at, width in enumerate(item)}
            waiting.clear()
        elif isinstance(item, int | float):
            if len(waiting) == 2:
                first, last = waiting
                if not 0 <= last - first < _WIDEST_RANGE:
                    raise Broken("the widths of a font are damaged")
                objects.budget.spend_tokens(last - first)
                widths |= dict.fromkeys(range(first, last + 1), float(item))
                waiting.clear()
            else:
                waiting.append(int(item))
    return widths


def _mapped(stream: Stream, objects: Objects) -> dict[int, str]:
    """What a font's own table says its codes mean."""
    content = objects.bytes_of(stream)
    texts: dict[int, str] = {}
    at = 0
    while (at := content.find(b"beginbf", at)) >= 0:
        is_range = content.startswith(b"beginbfrange", at)
        end = content.find(b"endbf", at)
        end = len(content) if end < 0 else end
        parts = _PARTS.findall(content, at, end)
        objects.budget.spend_tokens(len(parts))
        if is_range:
            _add_ranges(parts, texts, objects)
        else:
            codes = [hexadecimal(digits) for digits, _, _ in parts]
            for code, text in zip(codes[::2], codes[1::2], strict=False):
                texts[int.from_bytes(code, "big")] = _unicode(text)
        at = end
    return texts


def _add_ranges(parts: list[tuple[bytes, bytes, bytes]], texts: dict[int, str], objects: Objects) -> None:
    at = 0
    while at + 2 < len(parts):
        first = int.from_bytes(hexadecimal(parts[at][0]), "big")
        last = int.from_bytes(hexadecimal(parts[at + 1][0]), "big")
        if not 0 <= last - first < _WIDEST_RANGE:
            raise Broken("the letters of a font are damaged")
        at += 2
        if parts[at][1]:
            at += 1
            code = first
            while at < len(parts) and not parts[at][2]:
                if code <= last:
                    texts[code] = _unicode(hexadecimal(parts[at][0]))
                code += 1
                at += 1
            at += 1
            continue
        objects.budget.spend_tokens(last - first)
        start = hexadecimal(parts[at][0])
        before, final = _unicode(start[:-2]), int.from_bytes(start[-2:], "big")
        for code in range(first, last + 1):
            texts[code] = before + chr((final + code - first) & 0xFFFF)
        at += 1


def _unicode(text: bytes) -> str:
    if len(text) == 1:
        return chr(text[0])
    return text.decode("utf-16-be", "replace")
