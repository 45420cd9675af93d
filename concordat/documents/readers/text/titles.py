"""Tells the lines that head a stretch of a table, or a page, from those that go on with a cell."""

import re

# The headings of the national template of 2014, in which most plans of the family were typed, as far as their first
# words go; local plans keep them, in capitals or with slips.
_TEMPLATE = re.compile(
    r"""
      commissioning\s+(?:to\s+allow|for)\s+earl | access\s+to\s+support\s+before | support\s+before\s+crisis
    | urgent\s+(?:and|&)\s+emergency\s+(?:access|care) | quality\s+of\s+(?:treatment|care)\s
    | recovery\s+and\s+staying\s+well | matching\s+(?:of\s+)?local\s+needs?
    | improv(?:e|ed|ing)\s+mental\s+health\s+crisis
    | ensuring\s+the\s+right\s+numbers | improved?\s+partnership\s+working | early\s+intervention\s*[-–—]
    | improve\s+access\s+to\s+(?:support\s+via\s+primary|and\s+experience\s+of) | improved?\s+NHS\s+emergency\s+response
    | social\s+services[’']?\s+contribution | improved?\s+quality\s+of\s+response\s+when | staff\s+safety$
    | improved\s+information\s+and\s+advice\s+available | improved\s+training\s+and\s+guidance\s+for\s+police
    | improved?\s+services\s+for\s+those\s+with\s+co | review\s+(?:of\s+)?police\s+use\s+of\s+places
    | service\s+user\s*/\s*patient\s+safety | primary\s+care\s+response | joint\s+planning\s+for\s+crisis
    | completed\s+actions$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:[-–—•*“\"]\s*)?(?:(?:section|part|theme|aim)\s+)?(?:\(?[\dA-Za-z]{1,2}[.):]?\s*[-–—:]?\s+)?", re.I
)
_NUMBERED = re.compile(
    r"^(?:(?i:section|part|theme|aim|objective|priority|strand|domain|standard)\s+(?:\d{1,2}|[A-Z])\b|"
    r"(\d{1,2})\s?[.)]\s*(?=[A-Z“])|(\d{1,2})\s+(?=[A-Z]{2})|([A-Z])[.):]?\s+(?=[A-Z][a-z]|[A-Z]{2}))",
)
_ENDS_OPEN = re.compile(r"(?:[,;&–-]|\b(?:and|or|of|the|to|for|with|in|a|an|by|on|at|from))$", re.IGNORECASE)
_LONGEST = 160
_PAGE = re.compile(r"^(?:page\s+)?[-–|]?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*[-–|]?$", re.IGNORECASE)
_SURELY_PAGE = re.compile(
    r"^page\s*[|:]?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|^\d{1,3}\s*(?:\||of)\s*(?:page|\d{1,3})$", re.I
)


def is_of_template(text: str) -> bool:
    """Whether a line begins like a heading of the national template, with or without a number."""
    if len(text) > _LONGEST:
        return False
    return _TEMPLATE.match(text) is not None or _TEMPLATE.match(text, _BEFORE.match(text).end()) is not None  # type: ignore[union-attr]


def heads_section(text: str) -> bool:
    """Whether a line above a table is the title of its section: numbered, or one of the template's."""
    return is_of_template(text) or (number_of(text) is not None and is_title_like(text))


def without_dash(text: str) -> str:
    """A title without the dash that a list gave it."""
    return text.lstrip("-–—•* ") or text


def number_of(text: str) -> str | None:
    """The number or letter that begins a title ("2. ACCESS …" → "2", "Section B – …" → "B")."""
    found = _NUMBERED.match(text)
    if found is None or len(text) > _LONGEST:
        return None
    return next((group for group in found.groups() if group), None) or found[0].split()[-1]


def is_title_like(text: str) -> bool:
    """Whether a line could be a title by its look alone: short, begun with a capital or a number, no sentence."""
    if len(text) > _LONGEST or text[-1] in ".;," or _ENDS_OPEN.search(text):
        return False
    first = text.lstrip("“\"'‘(")[:1]
    return first.isupper() or first.isdigit()


def is_in_capitals(text: str) -> bool:
    """Whether a line is written in capitals; two words of it at least are no abbreviations."""
    letters = [sign for sign in text if sign.isalpha()]
    is_long = sum(len(word) > 4 for word in re.findall(r"[^\W\d_]+", text)) >= 2
    return is_long and sum(sign.isupper() for sign in letters) >= 0.9 * len(letters)


def may_be_page_number(text: str) -> bool:
    """Whether a line holds nothing but what could be the number of a page."""
    return _PAGE.match(text) is not None


def is_page_number(text: str) -> bool:
    """Whether a line is plainly the number of a page ("Page 3 of 10")."""
    return _SURELY_PAGE.match(text) is not None
