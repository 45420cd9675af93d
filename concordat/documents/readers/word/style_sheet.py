"""The styles part of a Word file, of which only the styles that are asked for are parsed."""

import re
from typing import NamedTuple

from concordat.documents.readers.package import Package
from concordat.documents.readers.word.names import Element, w

# Word keeps some 160 table styles of its own in a file that uses one; parsing them all took a fifth of a reading.
_MOST_PARSED_ALONE = 100
_DECLARATION = re.compile(rb"\s*<\?xml[^>?]*\?>\s*")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_ROOT = re.compile(rb"<w:styles(?:\s[^<>]*)?>")
_ATTRIBUTE = re.compile(rb"\sw:(styleId|type|default)\s*=\s*(?:\"([^\"<>&]*)\"|'([^'<>&]*)')")
_IDENTITY = re.compile(rb"\sw:styleId\s*=\s*(?:\"([^\"<>&]*)\"|'([^'<>&]*)')")
_STYLE, _STYLE_END = b"<w:style ", b"</w:style>"
_DEFAULTS, _DEFAULTS_END = b"<w:docDefaults>", b"</w:docDefaults>"
_ROOT_END = b"</w:styles>"


class _Pieces(NamedTuple):
    """The part cut up: the start tag of its root, each style by id, and what all styles begin from."""

    root: bytes
    styles: dict[str, bytes]  # without the first and last few letters, which are the same in each
    default_ids: dict[str, str]
    defaults: bytes


class StyleSheet:
    """Gives the `w:style` of an id, the ids that paragraphs, characters and tables have by default, and the defaults.

    `part` is the part's name in the package; there is nothing in it where that is None.
    """

    def __init__(self, package: Package, part: str | None) -> None:
        self._package = package
        self._pieces: _Pieces | None = None
        self._parsed: dict[str, Element] = {}
        self.default_ids: dict[str, str] = {}
        self.defaults: Element | None = None
        self._content = (None if part is None else package.bytes_of(part)) or b""
        if not self._content:
            return
        self._pieces = _cut(self._content)
        if self._pieces is None:
            self._parse_all()
        else:
            self.default_ids = self._pieces.default_ids
            self.defaults = self._alone(self._pieces.defaults).find(_RUN_DEFAULTS)

    def get(self, identity: str | None) -> Element | None:
        """The style of an id, None where there is none."""
        if identity is None:
            return None
        style = self._parsed.get(identity)
        if style is not None or self._pieces is None:
            return style
        piece = self._pieces.styles.get(identity)
        if piece is None:
            return None
        if len(self._parsed) >= _MOST_PARSED_ALONE:
            self._parse_all()
            return self._parsed.get(identity)
        style = self._parsed[identity] = self._alone(b"".join((_STYLE, piece, _STYLE_END)))[0]
        return style

    def _alone(self, piece: bytes) -> Element:
        """The root with one piece inside it, so that prefixes mean what they mean in the part."""
        assert self._pieces is not None  # nosec B101 - asked only of a part that was cut up
        return self._package.parse(b"".join((self._pieces.root, piece, _ROOT_END)))

    def _parse_all(self) -> None:
        self._pieces = None
        root = self._package.parse(self._content)
        self.defaults = root.find(_RUN_DEFAULTS)
        self.default_ids = {}
        self._parsed = {}
        for style in root.iterfind(w("style")):
            identity = style.get(w("styleId"), "")
            self._parsed[identity] = style
            if style.get(w("default"), "0").lower() in _ON:
                self.default_ids[style.get(w("type"), "paragraph")] = identity


def _cut(content: bytes) -> _Pieces | None:
    """The pieces of a part that is spelt as Word and LibreOffice spell it; None where it takes a parser to tell."""
    declaration = _DECLARATION.match(content)
    encoding = None if declaration is None else _ENCODING.search(declaration[0])
    if encoding is not None and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
        return None
    start = _ROOT.match(content, 0 if declaration is None else declaration.end())
    # Comments and the like may hold anything, a style's end too.
    if start is None or _holds(content, b"<!", 0) or _holds(content, b"<?", start.start()):
        return None
    *pieces, _ = content.split(_STYLE_END)
    if len(pieces) != content.count(_STYLE) or b"<w:style>" in content:
        return None
    styles: dict[str, bytes] = {}
    default_ids: dict[str, str] = {}
    for piece in pieces:
        _, opening, inside = piece.partition(_STYLE)
        tag, ending, _ = inside.partition(b">")
        if not opening or not ending or tag.endswith(b"/"):
            return None
        named = _IDENTITY.search(b" " + tag)
        identity = (named[1] or named[2] or b"").decode(errors="replace") if named else ""
        if not identity:
            return None
        styles[identity] = inside
        if b"w:default" in tag:  # as three of them have or four
            found = {match[1]: match[2] or match[3] or b"" for match in _ATTRIBUTE.finditer(b" " + tag)}
            if found.get(b"default", b"0").decode(errors="replace").lower() in _ON:
                default_ids[found.get(b"type", b"paragraph").decode(errors="replace")] = identity
    first = content[start.end() :].partition(_STYLE)[0]
    _, opening, rest = first.partition(_DEFAULTS)
    defaults, ending, _ = rest.partition(_DEFAULTS_END)
    return _Pieces(start[0], styles, default_ids, opening + defaults + ending if opening and ending else b"")


def _holds(content: bytes, mark: bytes, start: int) -> bool:
    """Whether a mark of two signs stands anywhere from a place on; its second, rare one is looked for first."""
    return content.find(mark[1:], start) >= 0 and content.find(mark, start) >= 0


_RUN_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"
_ON = ("1", "true", "on")
