"""Works out how each element of a page looks: by its own tag and attributes, the style sheets, what is around it."""

import re
from dataclasses import dataclass

from concordat.documents.readers.html import colours, stylesheets
from concordat.documents.readers.html.elements import Element
from concordat.documents.readers.html.stylesheets import Part, Rule
from concordat.documents.readers.html.trees import too_large
from concordat.documents.readers.lines import Look
from concordat.documents.readers.word import symbols
from concordat.documents.readers.word.names import number

# An honest page asks some tens of thousands of times whether a rule is meant for an element.
_MOST_TESTS = 1_500_000

BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "dt", "dd"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_STRUCK = frozenset({"s", "strike", "del"})
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
# A property that sets several at once, and those that it sets.
_SHORTHANDS = {
    "background": ("background-color",),
    "font": ("font-family", "font-size", "font-weight"),
    "list-style": ("list-style-type",),
    "text-decoration": ("text-decoration-line",),
}
_NOTES = ("comment", "footnote", "endnote", "header", "footer", "field-")
_NO_CLASSES: frozenset[str] = frozenset()
_ZERO = re.compile(r"0+(?:\.0+)?(?:%|[a-z]+)?\Z")
_WEIGHT = re.compile(r"\b(bold|bolder|[6-9]00)\b")
_FAMILY = re.compile(r"(?:\A|[\s,])[\"']?(wingdings(?: [23])?|webdings|symbol)\b", re.IGNORECASE)


class Style:
    """How an element looks. `look` is that of words in it, `fill` its own background."""

    __slots__ = (
        "children",
        "classes",
        "ends_label",
        "fill",
        "identity",
        "in_cell",
        "is_block",
        "is_exact",
        "is_gone",
        "is_invisible",
        "is_label",
        "is_note",
        "is_tab",
        "look",
        "outline",
        "parent",
        "tag",
        "values",
    )

    look: Look
    in_cell: bool
    is_exact: bool
    is_invisible: bool

    def __init__(self, parent: "Style | None", tag: str, identity: str | None, classes: frozenset[str]) -> None:
        self.parent = parent
        self.tag = tag
        self.identity = identity
        self.classes = classes
        self.children: dict[tuple[object, ...], Style] = {}
        self.values: dict[str, str] = {}  # what the style sheets and the style attribute say of it
        self.look = Look() if parent is None else parent.look
        self.fill: str | None = None
        self.in_cell = parent is not None and (parent.in_cell or tag in ("td", "th"))
        self.is_block = tag in BLOCKS
        self.is_exact = parent is not None and parent.is_exact  # white space shows as it stands
        self.is_gone = False  # it and all in it is hidden
        self.is_invisible = parent is not None and parent.is_invisible  # hidden, unless something in it shows again

        # What Word says of its own parts: a comment or note; a number or bullet of a list, the gap after one; a tab.
        self.is_note = self.is_label = self.ends_label = self.is_tab = False
        self.outline: int | None = None  # the level of a heading

    def value(self, name: str) -> str:
        """What is said of a property, in small letters; "" where nothing is."""
        return self.values.get(name, "").lower()


class Looks:
    """The style sheets of a page; ask for an element's style with that of the element around it."""

    def __init__(self, sheets: list[str], *, name: str) -> None:
        self._name = name
        self._tests_left = _MOST_TESTS
        self._by_identity: dict[str, list[Rule]] = {}
        self._by_class: dict[str, list[Rule]] = {}
        self._by_tag: dict[str | None, list[Rule]] = {}
        self._identities: set[str] = set()
        self.classes: set[str] = set()  # those that a rule asks for
        self._said: dict[str, _Said] = {}
        self._nothing = _Said({}, {})
        for rule in stylesheets.rules(sheets):
            own = rule.parts[-1]
            if own.identity is not None:
                self._by_identity.setdefault(own.identity, []).append(rule)
            elif own.classes:
                self._by_class.setdefault(min(own.classes), []).append(rule)
            else:
                self._by_tag.setdefault(own.tag, []).append(rule)
            for part in rule.parts:
                self.classes |= part.classes
                if part.identity is not None:
                    self._identities.add(part.identity)

    def of(self, element: Element, parent: Style | None) -> Style:
        """The style of an element inside one with the style `parent`."""
        get = element.get
        identity = get("id")
        identity = identity if identity in self._identities else None
        named = get("class")
        classes = frozenset(self.classes.intersection(named.split())) if named else _NO_CLASSES
        face = get("face") if element.tag == "font" else None
        colour = get("color") if element.tag == "font" else None
        attribute = get("style")
        said = self._nothing if attribute is None else self._of_attribute(attribute)
        key = (element.tag, identity, classes, said, get("bgcolor"), face, colour, get("hidden"))
        style = None if parent is None else parent.children.get(key)
        if style is None:
            style = Style(parent, str(element.tag), identity, classes)
            style.values = self._values(style, said)
            _apply(style, bgcolor=get("bgcolor"), face=face, colour=colour)
            style.is_gone = style.is_gone or get("hidden") is not None
            if parent is not None:
                parent.children[key] = style
        return style

    def _values(self, style: Style, said: "_Said") -> dict[str, str]:
        """The properties of an element, the strongest of what is said of each."""
        found: list[Rule] = []
        candidates = [self._by_tag.get(style.tag, []), self._by_tag.get(None, [])]
        candidates += [self._by_class.get(name, []) for name in style.classes]
        if style.identity is not None:
            candidates.append(self._by_identity.get(style.identity, []))
        for rules in candidates:
            found += [rule for rule in rules if self._matches(rule.parts, len(rule.parts) - 1, style)]
        found.sort(key=lambda rule: rule.weight)
        values: dict[str, str] = {}
        for rule in found:
            _lay_over(values, rule.plain)
        _lay_over(values, said.plain)
        for rule in found:
            _lay_over(values, rule.important)
        _lay_over(values, said.important)
        return values

    def _of_attribute(self, text: str) -> "_Said":
        """What a style attribute says; one object for all that say the same of what is looked at."""
        found = self._said.get(text)
        if found is None:
            plain, important = stylesheets.declarations(text)
            same = repr((plain, important))
            found = self._said[text] = self._said.setdefault(same, _Said(plain, important))
        return found

    def _matches(self, parts: tuple[Part, ...], at: int, style: Style) -> bool:
        """Whether a selector up to its part `at` names an element."""
        self._tests_left -= 1
        if self._tests_left < 0:
            raise too_large(self._name)
        part = parts[at]
        if (part.tag is not None and part.tag != style.tag) or not part.classes <= style.classes:
            return False
        if part.identity is not None and part.identity != style.identity:
            return False
        if at == 0:
            return True
        around = style.parent
        while around is not None:
            if self._matches(parts, at - 1, around):
                return True
            if part.is_child:
                return False
            around = around.parent
        return False


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What a style attribute says: plainly, and as important."""

    plain: dict[str, str]
    important: dict[str, str]


def _lay_over(values: dict[str, str], more: stylesheets.Declarations) -> None:
    for name, value in more.items():
        for part in _SHORTHANDS.get(name, ()):
            values.pop(part, None)
        values[name] = value


def _apply(style: Style, *, bgcolor: str | None, face: str | None, colour: str | None) -> None:
    """Turns what is said of an element into how it looks."""
    value = style.value
    display = value("display")
    if display and display not in ("inherit", "initial", "unset", "revert"):
        style.is_gone = display == "none"
        style.is_block = style.is_block if style.tag in _TABLE_PARTS else not display.startswith("inline")
        style.is_block = style.is_block and display != "contents"
    hidden_signs = (value("mso-hide") == "all", _ZERO.match(value("opacity")), _ZERO.match(value("font-size")))
    style.is_gone = style.is_gone or any(hidden_signs)
    visibility = value("visibility")
    if visibility in ("hidden", "collapse"):
        style.is_invisible = True
    elif visibility == "visible":
        style.is_invisible = False
    space = value("white-space")
    if space or style.tag in ("pre", "textarea"):
        style.is_exact = space.startswith("pre") if space else True
    style.is_note = value("mso-element").startswith(_NOTES)
    style.is_label = value("mso-list") == "ignore"
    style.ends_label = value("font").startswith("7.0pt") and "times new roman" in value("font")
    style.is_tab = "mso-tab-count" in style.values
    style.outline = number(value("mso-outline-level"), 0, most=9) or None
    style.fill = _fill(style, bgcolor)
    style.look = _look(style, face, colour)


def _fill(style: Style, bgcolor: str | None) -> str | None:
    values = style.values
    given = values.get("background-color")
    if given is not None:
        return colours.colour(given)
    given = values.get("background")
    if given is not None:
        return colours.background(given)
    if bgcolor is not None:
        return colours.colour(bgcolor)
    # Word writes beside the seen colour what it is mixed from; alone it is the colour.
    return colours.colour(values.get("mso-shading"))


def _look(style: Style, face: str | None, colour: str | None) -> Look:
    look, values, tag = style.look, style.values, style.tag
    own_colour = values.get("color") or colour
    text_colour = colours.colour(own_colour) or look.colour
    if tag == "body":
        text_colour = None  # what all words have tells nothing
    elif own_colour is not None and own_colour.strip().lower() == "windowtext":
        text_colour = None
    highlight = look.highlight
    if "mso-highlight" in values:
        highlight = colours.highlight(values["mso-highlight"])
    family = values.get("mso-symbol-font-family") or values.get("font-family") or values.get("font") or face
    if family is None:
        font = look.font
    else:
        pictorial = _FAMILY.search(family)
        font = pictorial[1] if pictorial and symbols.is_pictorial(pictorial[1]) else None
    decoration = style.value("text-decoration-line") or style.value("text-decoration")
    return Look(
        colour=text_colour,
        highlight=highlight,
        fill=None if "mso-highlight" in values and highlight else _fill_of_words(style),
        is_struck=look.is_struck or tag in _STRUCK or "line-through" in decoration,
        is_bold=_is_bold(style),
        font=font,
    )


def _fill_of_words(style: Style) -> str | None:
    """The shading right behind an element's words; that of a cell or of a part of the page is not theirs."""
    around = style.look.fill
    if style.tag in _TABLE_PARTS:
        return None
    if style.tag == "mark" and style.fill is None:
        return colours.NAMED["yellow"]
    if style.fill is None or (style.is_block and not style.in_cell and style.tag not in _LINES):
        return around
    return None if style.fill == colours.WHITE else style.fill


def _is_bold(style: Style) -> bool:
    weight = style.value("font-weight") or style.value("font")
    if weight and "inherit" not in weight:
        if _WEIGHT.search(weight):
            return True
        if "font-weight" in style.values:
            return False
    return style.look.is_bold or style.tag in _BOLD
