"""What the styles of a file make of a run, a paragraph or a table cell, once inheritance is followed."""

from dataclasses import dataclass
from typing import NamedTuple

from concordat.documents.readers.word import symbols
from concordat.documents.readers.word.colours import Theme
from concordat.documents.readers.word.names import VAL, Element, is_on, number, value, w
from concordat.documents.readers.word.style_sheet import StyleSheet

# Word follows inheritance no deeper than this; a style that is based on itself must not hang the reader.
_DEEPEST = 32
NONE = ""  # a colour that is set to "none" or "automatic", as against one that is not set


class Marks(NamedTuple):
    """What one level of formatting says of a run; None where it says nothing."""

    colour: str | None = None
    highlight: str | None = None
    fill: str | None = None
    is_struck: bool | None = None
    is_double_struck: bool | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    font: str | None = None

    def over(self, below: "Marks") -> "Marks":
        """These marks, and those below where these say nothing."""
        if below is NO_MARKS:
            return self
        if self is NO_MARKS:
            return below
        return Marks(
            below.colour if self.colour is None else self.colour,
            below.highlight if self.highlight is None else self.highlight,
            below.fill if self.fill is None else self.fill,
            below.is_struck if self.is_struck is None else self.is_struck,
            below.is_double_struck if self.is_double_struck is None else self.is_double_struck,
            below.is_bold if self.is_bold is None else self.is_bold,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.font if self.font is None else self.font,
        )


NO_MARKS = Marks()


class Look(NamedTuple):
    """How a run looks in the end."""

    colour: str | None
    highlight: str | None
    fill: str | None
    is_struck: bool
    is_bold: bool
    is_hidden: bool
    font: str | None
    is_pictorial: bool  # letters in this font are shown as signs


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph's style gives it, with all that it is based on."""

    marks: Marks = NO_MARKS
    heading: int | None = None
    number_list: str | None = None  # w:numId
    number_level: int | None = None
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a table style gives the cells of one region."""

    fill: str | None = None  # NONE where it takes shading away
    marks: Marks = NO_MARKS


class Styles:
    """What the styles of a file say of whatever names them."""

    def __init__(self, sheet: StyleSheet, theme: Theme) -> None:
        self.theme = theme
        self._sheet = sheet
        self._defaults = self.marks(sheet.defaults)
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str | None, Marks] = {}
        self._tables: dict[str | None, dict[str, CellStyle]] = {}
        self._band_sizes: dict[str | None, int] = {}
        self._looks: dict[tuple[str | None, str | None, Marks, Marks], Look] = {}
        self._plain_looks: dict[tuple[str | None, Marks], Look] = {}

    def _chain(self, identity: str | None, kind: str) -> list[Element]:
        """The style and all that it is based on, the furthest first; the file's default where none is named."""
        found: list[Element] = []
        style = self._sheet.get(identity)
        if style is None:
            style = self._sheet.get(self._sheet.default_ids.get(kind))
        while style is not None and len(found) < _DEEPEST and style not in found:
            found.append(style)
            style = self._sheet.get(value(style, w("basedOn")))
        found.reverse()
        return found

    def shading(self, element: Element) -> str | None:
        """The colour that a `w:shd` shows."""
        return self.theme.shading(element)

    def marks(self, properties: Element | None) -> Marks:
        """What a `w:rPr` says."""
        if properties is None or not len(properties):
            return NO_MARKS
        colour = highlight = fill = font = None
        struck = double_struck = bold = hidden = None
        for child in properties:
            name = child.tag
            if name == _COLOR:
                colour = self.theme.text_colour(child) or NONE
            elif name == _HIGHLIGHT:
                named = child.get(VAL)
                highlight = NONE if named in (None, "none") else named
            elif name == _SHD:
                fill = self.theme.shading(child) or NONE
            elif name == _STRIKE:
                struck = is_on(child)
            elif name == _DSTRIKE:
                double_struck = is_on(child)
            elif name == _B:
                bold = is_on(child)
            elif name == _VANISH:
                hidden = is_on(child)
            elif name == _FONTS:
                font = child.get(_ASCII) or child.get(_HANSI)
        return Marks(colour, highlight, fill, struck, double_struck, bold, hidden, font)

    def paragraph(self, identity: str | None) -> ParagraphStyle:
        """What a paragraph style gives, by its id; the default style for None and for ids that are not there."""
        style = self._paragraphs.get(identity)
        if style is None:
            style = self._paragraphs[identity] = self._resolve_paragraph(identity)
        return style

    def _resolve_paragraph(self, identity: str | None) -> ParagraphStyle:
        marks, fill = NO_MARKS, None
        heading: int | None = None
        number_list: str | None = None
        number_level: int | None = None
        for style in self._chain(identity, "paragraph"):
            marks = self.marks(style.find(w("rPr"))).over(marks)
            named = _heading_of_name(value(style, w("name")) or "")
            heading = named if named is not None else heading
            properties = style.find(w("pPr"))
            if properties is None:
                continue
            outline = value(properties, w("outlineLvl"))
            if outline is not None:
                heading = heading_level(outline)
            numbering = properties.find(w("numPr"))
            number_list = value(numbering, w("numId")) or number_list
            level = value(numbering, w("ilvl"))
            number_level = number_level if level is None else number(level, 0, most=8)
            shading = properties.find(_SHD)
            fill = fill if shading is None else self.theme.shading(shading)
        return ParagraphStyle(marks, heading, number_list, number_level, fill)

    def _character(self, identity: str | None) -> Marks:
        marks = self._characters.get(identity)
        if marks is None:
            marks = NO_MARKS
            for style in self._chain(identity, "character"):
                marks = self.marks(style.find(w("rPr"))).over(marks)
            self._characters[identity] = marks
        return marks

    def look(self, paragraph: str | None, table: Marks, properties: Element | None) -> Look:
        """How a run looks, from its paragraph's style, its table's style and its own `w:rPr`."""
        if properties is None:
            key = (paragraph, table)
            plain = self._plain_looks.get(key)
            if plain is None:
                plain = self._plain_looks[key] = self._look(paragraph, None, table, NO_MARKS)
            return plain
        return self._look(paragraph, value(properties, _RSTYLE), table, self.marks(properties))

    def _look(self, paragraph: str | None, character: str | None, table: Marks, own: Marks) -> Look:
        key = (paragraph, character, table, own)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._resolve_look(
                self.paragraph(paragraph).marks, self._character(character), table, own
            )
        return look

    def _resolve_look(self, paragraph: Marks, character: Marks, table: Marks, own: Marks) -> Look:
        plain = own.over(character.over(paragraph.over(table.over(self._defaults))))
        levels = (table, paragraph, character)
        struck = _toggled(own.is_struck, self._defaults.is_struck, [level.is_struck for level in levels])
        return Look(
            colour=plain.colour or None,
            highlight=plain.highlight or None,
            fill=plain.fill or None,
            is_struck=struck or bool(plain.is_double_struck),
            is_bold=_toggled(own.is_bold, self._defaults.is_bold, [level.is_bold for level in levels]),
            is_hidden=_toggled(own.is_hidden, self._defaults.is_hidden, [level.is_hidden for level in levels]),
            font=plain.font,
            is_pictorial=symbols.is_pictorial(plain.font),
        )

    def table(self, identity: str | None) -> dict[str, CellStyle]:
        """What a table style gives each region ("wholeTable", "firstRow", "band1Horz", …)."""
        regions = self._tables.get(identity)
        if regions is None:
            regions = self._tables[identity] = self._resolve_table(identity)
        return regions

    def _resolve_table(self, identity: str | None) -> dict[str, CellStyle]:
        regions: dict[str, CellStyle] = {}
        for style in self._chain(identity, "table"):
            self._add_region(regions, "wholeTable", style)
            for part in style.iterfind(w("tblStylePr")):
                self._add_region(regions, part.get(w("type"), ""), part)
            size = value(style.find(w("tblPr")), w("tblStyleRowBandSize"))
            if size is not None:
                self._band_sizes[identity] = number(size, 1, least=1)
        return regions

    def _add_region(self, regions: dict[str, CellStyle], region: str, element: Element) -> None:
        below = regions.get(region, CellStyle())
        fill = below.fill
        for path in (f"{w('tblPr')}/{_SHD}", f"{w('trPr')}/{_SHD}", f"{w('tcPr')}/{_SHD}"):
            shading = element.find(path)
            if shading is not None:
                fill = self.theme.shading(shading) or NONE
        marks = self.marks(element.find(w("rPr"))).over(below.marks)
        if fill is not None or marks is not NO_MARKS:
            regions[region] = CellStyle(fill, marks)

    def band_size(self, identity: str | None) -> int:
        """How many rows make one band of a banded table style."""
        return self._band_sizes.get(identity, 1)


def heading_level(outline: str) -> int | None:
    """The heading level (from 1) of a `w:outlineLvl` (from 0; 9 means body text)."""
    level = number(outline, 9, most=9)
    return None if level == 9 else level + 1


def _heading_of_name(name: str) -> int | None:
    """The level of a style that is a heading by its name, which Word does not translate inside the file."""
    words = name.lower().split()
    if words == ["title"]:
        return 1
    if len(words) == 2 and words[0] == "heading" and words[1].isdigit():
        return number(words[1], 1, least=1, most=9)
    return None


def _toggled(own: bool | None, default: bool | None, levels: list[bool | None]) -> bool:
    """A toggle property: styles at several levels cancel out in pairs (ECMA-376 part 1, 17.7.3)."""
    if own is not None:
        return own
    return bool(default) or sum(1 for level in levels if level) % 2 == 1


_COLOR, _HIGHLIGHT, _SHD, _FONTS = w("color"), w("highlight"), w("shd"), w("rFonts")
_STRIKE, _DSTRIKE, _B, _VANISH = w("strike"), w("dstrike"), w("b"), w("vanish")
_ASCII, _HANSI, _RSTYLE = w("ascii"), w("hAnsi"), w("rStyle")
