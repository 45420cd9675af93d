"""What an OpenDocument file's styles make of a run, a paragraph, a cell or a shape, once inheritance is followed."""

from typing import NamedTuple

from concordat.documents.readers.lines import Look
from concordat.documents.readers.opendocument.names import full
from concordat.documents.readers.package import Element
from concordat.documents.readers.word import symbols
from concordat.documents.readers.word.colours import hex_digits
from concordat.documents.readers.word.names import number

_DEEPEST = 32  # a style that is based on itself must not hang the reader
NONE = ""  # a colour that is set to "transparent" or "automatic", as against one that is not set


class Marks(NamedTuple):
    """What one level of formatting says of words; None where it says nothing."""

    colour: str | None = None
    fill: str | None = None
    is_struck: bool | None = None
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
            below.fill if self.fill is None else self.fill,
            below.is_struck if self.is_struck is None else self.is_struck,
            below.is_bold if self.is_bold is None else self.is_bold,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.font if self.font is None else self.font,
        )

    def look(self, fill: str | None) -> Look:
        """How words look in the end, in a paragraph with this shading."""
        font = self.font if symbols.is_pictorial(self.font) else None
        return Look(
            colour=self.colour or None,
            fill=self.fill or fill,
            is_struck=bool(self.is_struck),
            is_bold=bool(self.is_bold),
            font=font,
        )


NO_MARKS = Marks()


class ParagraphStyle(NamedTuple):
    """What a paragraph's style gives it, with all that it is based on."""

    marks: Marks
    fill: str | None
    heading: int | None
    list_style: str | None


class Styles:
    """The styles that hold in one part of a file: those with names, and the part's own automatic ones."""

    def __init__(self, common: Element | None, automatic: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Element] = {}
        self._fonts: dict[str, str] = {}
        self.list_styles: dict[str, Element] = {}
        self.outline: Element | None = None
        if common is not None:
            self._take_fonts(common)
            self._take(common.find(full("office:styles")))
        if automatic is not None:
            self._take_fonts(automatic)
            self._take(automatic.find(full("office:automatic-styles")))
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._texts: dict[str | None, Marks] = {}
        self._fills: dict[tuple[str, str | None], str | None] = {}

    def _take_fonts(self, root: Element) -> None:
        for face in root.iterfind(f"{full('office:font-face-decls')}/{full('style:font-face')}"):
            family = (face.get(full("svg:font-family")) or "").strip("'\" ")
            self._fonts[face.get(full("style:name"), "")] = family

    def _take(self, styles: Element | None) -> None:
        for style in () if styles is None else styles:
            name = style.get(full("style:name"), "")
            if style.tag == _STYLE:
                self._styles[style.get(_FAMILY, ""), name] = style
            elif style.tag == _DEFAULT:
                self._defaults[style.get(_FAMILY, "")] = style
            elif style.tag == _LIST_STYLE:
                self.list_styles[name] = style
            elif style.tag == _OUTLINE_STYLE:
                self.outline = style

    def _chain(self, family: str, name: str | None) -> list[Element]:
        """The family's default, then the style and all that it is based on, the furthest first."""
        found: list[Element] = []
        while (style := self._styles.get((family, name or ""))) is not None and len(found) < _DEEPEST:
            if style in found:
                break
            found.append(style)
            name = style.get(_PARENT)
        default = self._defaults.get(family)
        if default is not None:
            found.append(default)
        found.reverse()
        return found

    def paragraph(self, name: str | None) -> ParagraphStyle:
        found = self._paragraphs.get(name)
        if found is None:
            found = self._paragraphs[name] = self._paragraph(name)
        return found

    def _paragraph(self, name: str | None) -> ParagraphStyle:
        marks, fill, heading, list_style = NO_MARKS, None, None, None
        for style in self._chain("paragraph", name):
            marks = self._marks(style.find(_TEXT_PROPERTIES)).over(marks)
            properties = style.find(_PARAGRAPH_PROPERTIES)
            own = None if properties is None else _colour(properties.get(_BACKGROUND))
            fill = fill if own is None else own
            if style.get(_NAME) == "Title":
                heading = 1
            level = number(style.get(_OUTLINE_LEVEL), 0, most=10)
            heading = level or heading
            list_style = style.get(_LIST_STYLE_NAME) or list_style
        return ParagraphStyle(marks, fill or None, heading, list_style)

    def text(self, name: str | None) -> Marks:
        """What a character style says."""
        marks = self._texts.get(name)
        if marks is None:
            marks = NO_MARKS
            for style in self._chain("text", name):
                marks = self._marks(style.find(_TEXT_PROPERTIES)).over(marks)
            self._texts[name] = marks
        return marks

    def fill(self, family: str, name: str | None) -> str | None:
        """The background of a cell, a row or a table; NONE where its style takes one away."""
        key = (family, name)
        if key not in self._fills:
            fill: str | None = None
            for style in self._chain(family, name):
                properties = style.find(full(f"style:{family}-properties"))
                own = None if properties is None else _colour(properties.get(_BACKGROUND))
                fill = fill if own is None else own
            self._fills[key] = fill
        return self._fills[key]

    def shape_fill(self, name: str | None) -> str | None:
        """What a drawn shape or a text box is filled with; None for a picture, a pattern or nothing."""
        kind = colour = background = None
        for style in self._chain("graphic", name):
            properties = style.find(_GRAPHIC_PROPERTIES)
            if properties is not None:
                kind = properties.get(_FILL) or kind
                colour = _colour(properties.get(_FILL_COLOUR)) or colour
                background = _colour(properties.get(_BACKGROUND)) or background
        if kind in (None, "solid", "gradient"):
            return colour or background or None
        return None

    def _marks(self, properties: Element | None) -> Marks:
        """What a `style:text-properties` says."""
        if properties is None:
            return NO_MARKS
        get = properties.get
        colour = NONE if get(_WINDOW_COLOUR) == "true" else _colour(get(_COLOUR))
        lines = [get(_LINE_STYLE), get(_LINE_TYPE)]
        weight, display = get(_WEIGHT), get(_DISPLAY)
        font = get(_FONT_NAME)
        return Marks(
            colour=colour,
            fill=_colour(get(_BACKGROUND)),
            is_struck=None if lines == [None, None] else "none" not in lines,
            is_bold=None if weight is None else weight == "bold" or number(weight, 0) >= 600,
            is_hidden=None if display is None else display == "none",
            font=self._fonts.get(font, font) if font else (get(_FONT_FAMILY) or "").strip("'\" ") or None,
        )


def _colour(text: str | None) -> str | None:
    if text is None:
        return None
    return hex_digits(text.removeprefix("#")) or NONE


_STYLE, _DEFAULT = full("style:style"), full("style:default-style")
_NAME, _FAMILY, _PARENT = full("style:name"), full("style:family"), full("style:parent-style-name")
_LIST_STYLE, _OUTLINE_STYLE = full("text:list-style"), full("text:outline-style")
_OUTLINE_LEVEL, _LIST_STYLE_NAME = full("style:default-outline-level"), full("style:list-style-name")
_TEXT_PROPERTIES, _PARAGRAPH_PROPERTIES = full("style:text-properties"), full("style:paragraph-properties")
_GRAPHIC_PROPERTIES, _FILL, _FILL_COLOUR = full("style:graphic-properties"), full("draw:fill"), full("draw:fill-color")
_COLOUR, _BACKGROUND, _WINDOW_COLOUR = (
    full("fo:color"),
    full("fo:background-color"),
    full("style:use-window-font-color"),
)
_LINE_STYLE, _LINE_TYPE = full("style:text-line-through-style"), full("style:text-line-through-type")
_WEIGHT, _DISPLAY = full("fo:font-weight"), full("text:display")
_FONT_NAME, _FONT_FAMILY = full("style:font-name"), full("fo:font-family")
