"""Signs of the pictorial fonts that come with Word, as the Unicode signs that look the same."""

# Word keeps a sign of a pictorial font as a code of that font, alone or moved up by F000.
_PRIVATE = 0xF000

_WINGDINGS = {
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "❑",
    0x72: "❒",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA4: "◉",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x96: "●",
    0x97: "●",
    0x98: "●",
    0x99: "○",
    0xA2: "■",
    0xA3: "□",
}
_WINGDINGS_3 = {0x70: "▲", 0x71: "▼", 0x75: "◀", 0x76: "▶", 0x81: "↑"}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x31: "☐"}
_SYMBOL = {0xB7: "•", 0xD6: "√", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xA8: "♦"}

_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def is_pictorial(font: str | None) -> bool:
    """Whether letters in this font are shown as signs."""
    return font is not None and font.lower() in _FONTS


def sign(font: str | None, code: int) -> str:
    """What a code of a font looks like; the plain character for a font of letters, "" for a sign not known."""
    signs = _FONTS.get((font or "").lower())
    low = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if signs is not None:
        return signs.get(low, "")
    if low != code or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return chr(low) if 0x20 <= low < 0x7F else ""
    return chr(code)


def in_font(font: str, text: str) -> str:
    """Text typed in a pictorial font, as the signs that show; characters that the table lacks stay as they are."""
    shown = []
    for character in text:
        found = sign(font, ord(character))
        shown.append(found or character)
    return "".join(shown)
