"""Turns one paragraph of a Word file into runs of visible, accepted text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from concordat.documents.domain import Paragraph, Place, Run
from concordat.documents.readers.word import symbols
from concordat.documents.readers.word.drawings import Drawing, collect
from concordat.documents.readers.word.names import (
    VAL,
    Element,
    child,
    compatible_choice,
    inside,
    is_on,
    mc,
    number,
    value,
    w,
)
from concordat.documents.readers.word.numbering import Numbering
from concordat.documents.readers.word.styles import NO_MARKS, Look, Marks, ParagraphStyle, Styles, heading_level

# What a person can't see, or sees as something plainer. Word shows a no-break space as a space and a no-break hyphen
# as a hyphen; zero-width and optional ones show nothing. Joiners inside emoji (U+200D) are left alone.
_PLAINER = {
    0x00A0: " ",
    0x202F: " ",
    0x2007: " ",
    0x2011: "-",
    0x00AD: None,
    0x200B: None,
    0x2060: None,
    0xFEFF: None,
    0x000A: " ",
    0x000D: " ",
}
_TO_BE_PLAINER = re.compile(f"[{''.join(map(chr, _PLAINER))}]")


@dataclass(slots=True)
class Found:
    """What was met inside paragraphs beside their words; text boxes are read by whoever walks the blocks."""

    drawings: list[Drawing] = field(default_factory=list)


_Pieces = list[tuple[str, Look]]  # the words of a paragraph as they come in


class _Properties:
    """What a paragraph's own `w:pPr` says, taken in one pass."""

    __slots__ = ("is_end_gone", "numbering", "outline", "shading", "style")

    def __init__(self, properties: Iterable[Element]) -> None:
        self.style: str | None = None
        self.numbering: Element | None = None
        self.shading: Element | None = None
        self.outline: str | None = None
        self.is_end_gone = False  # the paragraph's end was deleted or moved away by a tracked change, or is hidden
        for element in properties:
            name = element.tag
            if name == _PSTYLE:
                self.style = element.get(VAL)
            elif name == _NUMPR:
                self.numbering = element
            elif name == _SHD:
                self.shading = element
            elif name == _OUTLINE:
                self.outline = element.get(VAL)
            elif name == _RPR:
                for mark in element:
                    if mark.tag in (_DEL, _MOVEFROM) or (mark.tag in (_VANISH, _SPECVANISH) and is_on(mark)):
                        self.is_end_gone = True


_NO_PROPERTIES = _Properties(())


class Paragraphs:
    """Reads the paragraphs of one story (the body, a header) in order, as numbers and fields run through it."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        # One entry for each open field: True while its instruction is being spelt, False within its result.
        self._fields: list[bool] = []
        self._carried: _Pieces = []
        self._has_page_break = False  # in the paragraph that is being read

    def read(self, element: Element, place: Place, found: Found, table: Marks = NO_MARKS) -> Paragraph | None:
        """The paragraph of a `w:p`, or None where nothing is left of it in the accepted, visible view."""
        properties = _NO_PROPERTIES
        parts = inside(element)
        if parts and parts[0].tag == _PPR:  # its properties stand before everything else in it
            properties = _Properties(inside(parts[0]))
            del parts[0]
        style_id = properties.style
        style = self._styles.paragraph(style_id)
        pieces: _Pieces = []
        self._has_page_break = False
        if parts:
            self._inline(parts, style_id, table, pieces, found)
        if self._fields:
            # An instruction never runs over a paragraph's end; one left open is damage, and hides no more words.
            self._fields = [spelling for spelling in self._fields if not spelling]
        if properties.is_end_gone:
            # The paragraph's end was deleted or is hidden: what is left of it runs on into the next one.
            self._carried += pieces
            return None
        if self._carried:
            pieces, self._carried = self._carried + pieces, []
        shading, outline, numbering = properties.shading, properties.outline, properties.numbering
        is_listed = numbering is not None or style.number_list is not None
        label = self._label(numbering, style_id, style) if is_listed else None
        heading = style.heading if outline is None else heading_level(outline)
        if not pieces:
            return Paragraph("", (), label, heading, "", place)
        fill = style.fill if shading is None else self._styles.shading(shading)
        return _assemble(pieces, label, heading, fill, place, has_page_break=self._has_page_break)

    @property
    def is_carrying(self) -> bool:
        """Whether words wait for the paragraph that they run on into."""
        return bool(self._carried)

    def end(self, place: Place) -> Paragraph | None:
        """What was carried over from a deleted paragraph end with no paragraph after it, at the end of a cell."""
        if not self._carried:
            return None
        pieces, self._carried = self._carried, []
        if not any(text for text, look in pieces if not look.is_hidden):
            return None
        return _assemble(pieces, None, None, None, place, has_page_break=False)

    def _label(self, numbering: Element | None, style_id: str | None, style: ParagraphStyle) -> str | None:
        number_list = value(numbering, _NUMID)
        level = value(numbering, _ILVL)
        if number_list is None:
            number_list = style.number_list
            if number_list is None:
                return None
            if level is None:
                if style.number_level is not None:
                    at = style.number_level
                else:
                    at = self._numbering.level_of_style(number_list, style_id)
                return self._numbering.label(number_list, at)
        return self._numbering.label(number_list, number(level, style.number_level or 0, most=8))

    def _inline(
        self, parts: Iterable[Element], style_id: str | None, table: Marks, pieces: _Pieces, found: Found
    ) -> None:
        for part in parts:
            name = part.tag
            if name == _R:
                if held := inside(part):
                    self._run(held, style_id, table, pieces, found)
            elif name in _CONTAINERS:
                self._inline(part, style_id, table, pieces, found)
            elif name == _SDT:
                properties = child(part, _SDTPR)
                prompt = child(properties, _PLACEHOLDER)
                content = child(part, _SDTCONTENT)
                if content is not None and not is_on(prompt):
                    self._inline(content, style_id, table, pieces, found)
            elif name == _ALTERNATE:
                choice = compatible_choice(part)
                if choice is not None:
                    self._inline(choice, style_id, table, pieces, found)
            elif name in _MATHS:
                text = "".join(piece.text or "" for piece in part.iter(_MT))
                pieces.append((text, self._styles.look(style_id, table, None)))

    def _run(self, parts: list[Element], style_id: str | None, table: Marks, pieces: _Pieces, found: Found) -> None:
        """Adds the words of a run; `parts` is all that stands in it, at least one."""
        first = parts[0]
        name = first.tag
        if name == _RPR:
            look = self._styles.look(style_id, table, first)
            del parts[0]
            if not parts:
                return
            first = parts[0]
            name = first.tag
        else:
            look = self._styles.look(style_id, table, None)
        if name == _T and len(parts) == 1 and not self._fields:  # as most runs are
            if text := first.text:
                is_plain = not look.is_pictorial and text.isascii() and text.isprintable()
                pieces.append((text if is_plain else shown(text, look.font), look))
            return
        words: list[str] = []
        self._run_content(parts, look, words, found)
        if words:
            pieces.append((words[0] if len(words) == 1 else "".join(words), look))

    def _run_content(self, parts: Iterable[Element], look: Look, words: list[str], found: Found) -> None:
        for part in parts:
            name = part.tag
            if name == _T:
                text = part.text
                if text and not (self._fields and True in self._fields):
                    words.append(shown(text, look.font))
            elif name == _FLDCHAR:
                self._field(part, words)
            elif self._fields and True in self._fields:
                continue
            elif name == _BR:
                if part.get(_TYPE, "textWrapping") != "textWrapping":
                    self._has_page_break = True
                words.append("\n")
            elif name in _PLAIN:
                words.append(_PLAIN[name])
            elif name == _SYM:
                words.append(symbols.sign(part.get(_FONT), _code(part.get(_CHAR))))
            elif name in _DRAWN:
                if not look.is_hidden:
                    collect(part, self._styles.theme, found.drawings)
            elif name == _ALTERNATE:
                choice = compatible_choice(part)
                if choice is not None:
                    self._run_content(choice, look, words, found)
            elif name == _RUBY:
                base = child(part, _RUBYBASE)
                for letters in () if base is None else base.iter(_T):
                    words.append(shown(letters.text or "", look.font))

    def _field(self, mark: Element, words: list[str]) -> None:
        kind = mark.get(_FLDCHARTYPE)
        if kind == "begin":
            if True not in self._fields:
                words.append(_form_field(mark))
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def shown(text: str, font: str | None = None) -> str:
    """Text as it shows: odd spaces and hyphens plain, invisible characters gone, signs of pictorial fonts as signs."""
    if font is not None and symbols.is_pictorial(font):
        text = symbols.in_font(font, text)
    if text.isprintable() and "\u2011" not in text:  # all others that are made plainer can't be printed
        return text
    return text.translate(_PLAINER) if _TO_BE_PLAINER.search(text) else text


def _form_field(mark: Element) -> str:
    """What a form field of the old kind shows: the chosen entry of a list, or a box that is ticked or not."""
    form = mark.find(w("ffData"))
    if form is None:
        return ""
    choices = form.find(w("ddList"))
    if choices is not None:
        entries = [entry.get(VAL, "") for entry in choices.iterfind(w("listEntry"))]
        chosen = value(choices, w("result")) or value(choices, w("default"))
        at = number(chosen, 0)
        return entries[at] if at < len(entries) else ""
    box = form.find(w("checkBox"))
    if box is not None:
        ticked = is_on(box.find(w("checked")))
        ticked = is_on(box.find(w("default"))) if ticked is None else ticked
        return "☒" if ticked else "☐"
    return ""


def _assemble(
    pieces: _Pieces, label: str | None, heading: int | None, fill: str | None, place: Place, *, has_page_break: bool
) -> Paragraph | None:
    if len(pieces) == 1 and not has_page_break:  # as most paragraphs of a table are
        text, look = pieces[0]
        if text and not look.is_hidden:
            run = _run_of(text, look, fill)
            if look.is_struck:
                return Paragraph("", (run,), label, heading, text, place)
            return Paragraph(text, (run,), label, heading, "", place)
    runs: list[Run] = []
    gathered: list[str] = []
    before: Look | None = None
    for text, look in pieces:
        if look.is_hidden or not text:
            continue
        if before is not None and look != before:
            runs.append(_run_of("".join(gathered), before, fill))
            gathered = []
        gathered.append(text)
        before = look
    if before is not None:
        runs.append(_run_of("".join(gathered), before, fill))
    if not runs and any(text.strip() and look.is_hidden for text, look in pieces):
        return None  # every word is hidden, and so is the line
    if any(run.is_struck for run in runs):
        text = "".join(run.text for run in runs if not run.is_struck)
        struck = struck_words(runs)
    else:
        text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
        struck = ""
    if has_page_break:
        text = text.strip("\n")  # a page break that stands before or after the words is layout
    return Paragraph(text, tuple(runs), label, heading, struck, place)


def _run_of(text: str, look: Look, fill: str | None) -> Run:
    return Run(text, look.colour, look.highlight, look.fill or fill, look.is_struck, look.is_bold)


def struck_words(runs: list[Run]) -> str:
    """The struck-out words; two stretches with words between them are kept apart by a space."""
    parts: list[str] = []
    was_struck = False
    for run in runs:
        if run.is_struck:
            if parts and not was_struck and not parts[-1].endswith(" "):
                parts.append(" ")
            parts.append(run.text)
        was_struck = run.is_struck
    return "".join(parts)


def _code(text: str | None) -> int:
    try:
        return int(text or "", 16)
    except ValueError:
        return 0


_R, _T, _RPR, _PPR, _PSTYLE, _SHD = w("r"), w("t"), w("rPr"), w("pPr"), w("pStyle"), w("shd")
_NUMPR, _NUMID, _ILVL, _OUTLINE = w("numPr"), w("numId"), w("ilvl"), w("outlineLvl")
_SDT, _SDTPR, _SDTCONTENT, _PLACEHOLDER = w("sdt"), w("sdtPr"), w("sdtContent"), w("showingPlcHdr")
_BR, _TYPE, _SYM, _FONT, _CHAR = w("br"), w("type"), w("sym"), w("font"), w("char")
_FLDCHAR, _FLDCHARTYPE, _RUBY, _RUBYBASE = w("fldChar"), w("fldCharType"), w("ruby"), w("rubyBase")
_DEL, _MOVEFROM, _VANISH, _SPECVANISH = w("del"), w("moveFrom"), w("vanish"), w("specVanish")
_ALTERNATE = mc("AlternateContent")
_CONTAINERS = frozenset(
    w(name) for name in ("ins", "moveTo", "hyperlink", "fldSimple", "smartTag", "customXml", "dir", "bdo")
)
_PLAIN = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_DRAWN = frozenset({w("drawing"), w("pict"), w("object")})
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MT = _M + "t"
_MATHS = frozenset({_M + "oMath", _M + "oMathPara"})
