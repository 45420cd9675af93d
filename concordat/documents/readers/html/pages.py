"""Tells what of a page is its content, and what is the site's own furniture around it: menus, footers, search."""

import re

from concordat.documents.readers.html.elements import Element, words_in

# Elements whose content is no words of the page, or not shown by a page that runs no script.
SILENT = frozenset(
    {
        "applet",
        "area",
        "audio",
        "base",
        "canvas",
        "col",
        "colgroup",
        "command",
        "datalist",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "link",
        "map",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "param",
        "progress",
        "meter",
        "rp",
        "rt",
        "script",
        "source",
        "style",
        "template",
        "title",
        "track",
        "video",
        "xml",
    }
)
_FURNITURE_ROLES = frozenset(
    {"alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation", "search"}
)
_FURNITURE_TAGS = frozenset({"nav", "menu", "dialog"})
_MARGIN_TAGS = frozenset({"header", "footer", "aside"})
_NAMED = frozenset({"a", "div", "form", "ol", "p", "section", "span", "ul"})
# A name such as "main-menu" or "skip-link" is the site's; "information-sharing" and "social-care" are the plan's.
_FURNITURE_NAME = re.compile(
    r"""(?:[a-z0-9]+-){0,2}
    (?:nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|skip|skip-?links?|sidebar|footer|cookies?|site-search
    |search-(?:form|box|bar)|cookie-(?:banner|notice|bar|consent|message)|social-(?:links|icons|media)
    |share-(?:links|buttons|this|page))
    (?:-(?:list|items?|wrapper|container|inner|links?))?\Z""",
    re.VERBOSE,
)
_LONGEST_NAMED = 1_500  # characters; a wrapper of the whole page may be called "has-sidebar" too
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
_SECTIONS = frozenset({"article", "main", "section", "td", "th"})


def main_part(body: Element) -> Element:
    """The element that holds the page's content: its `main` where every table stands in it, else the whole body."""
    mains = [element for element in body.iter() if element.tag == "main" or element.get("role") == "main"]
    if len(mains) != 1:
        return body
    (main,) = mains
    if _count(main, "table") < _count(body, "table") or not _has_words(main):
        return body
    return main


def title_outside(body: Element, main: Element) -> Element | None:
    """The page's only main heading, where it stands outside the part that holds the content."""
    if main is body or _count(main, "h1") or _count(body, "h1") != 1:
        return None
    return body.find(".//h1")


def is_furniture(element: Element) -> bool:
    """Whether an element is part of the site and not of what the page says; nothing with a table in it is."""
    role = element.get("role")
    tag = element.tag
    if tag in _FURNITURE_TAGS or (role and role.strip().lower() in _FURNITURE_ROLES) or is_margin(element):
        return not _holds_content(element)
    if tag in _NAMED:
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if any(_FURNITURE_NAME.match(_CAMEL.sub("-", word).lower()) for word in named[:500].split()):
            return not _holds_content(element) and len(words_in(element)) <= _LONGEST_NAMED
    return False


def is_margin(element: Element) -> bool:
    """Whether an element is the header, the footer or the side of the whole page, not of an article in it."""
    if element.tag == "div":
        return element.get("title") in ("header", "footer")  # as LibreOffice writes the margins of paper
    if element.tag not in _MARGIN_TAGS:
        return False
    return not any(around.tag in _SECTIONS for around in element.iterancestors())


def margins(body: Element) -> list[Element]:
    """The footers of the whole page; of a document saved as one, the headers too."""
    found = [element for element in body.iter("footer", "div") if is_margin(element)]
    return [element for element in found if not _holds_content(element)]


def is_layout(table: Element) -> bool:
    """Whether a table only puts parts of the page side by side, and holds no rows of its own to speak of.

    Such a table is narrow, and one inside it is wider: a plan has small tables in its cells, never larger ones.
    """
    around = table.getparent()
    if around is not None and "vglayout" in (around.get("style") or ""):
        return True  # Word's stand-in for a drawn text box
    rows, columns = _size(table)
    sizes = map(_size, table.iterfind(".//table"))
    if any((more > rows and wider > columns) or (wider > 3 >= columns) for more, wider in sizes):
        return True
    is_said_to_be = (table.get("role") or "").strip().lower() in ("presentation", "none")
    return is_said_to_be and (rows < 3 or columns < 3) and table.find(".//th") is None


def _size(table: Element) -> tuple[int, int]:
    """How many rows a table has of its own, and how many cells the longest of them."""
    rows = [row for path in ("tr", "thead/tr", "tbody/tr", "tfoot/tr") for row in table.iterfind(path)]
    return len(rows), max((sum(cell.tag in ("td", "th") for cell in row) for row in rows), default=0)


def _holds_content(element: Element) -> bool:
    return element.find(".//table") is not None or element.find(".//h1") is not None


def _has_words(element: Element) -> bool:
    return bool(words_in(element).strip())


def _count(element: Element, tag: str) -> int:
    return sum(1 for _ in element.iter(tag))
