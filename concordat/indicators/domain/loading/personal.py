"""Tells whether the rows of a file look as if each were about one person: it is refused, and none of it is quoted."""

import re
from collections.abc import Sequence

from concordat.accounts.domain.patients import IdentifierKind, identifiers_in
from concordat.documents.domain import Table
from concordat.indicators.domain.detentions import form_words, plain

_SEARCHED = 40  # rows in which headings are looked for
_FEWEST_MOMENTS = 3  # days with a time of day that tell a form; months are sometimes kept as days at midnight
_PERSONAL = re.compile(
    r"(nhs|custody|pnc|crime|incident|hospital|patient|unique|case|record|ref(erence)?)( record)?"
    r" (number|no|id|ref|reference)"
    r"|nhs|date of birth|d ?o ?b|birth ?date|surname|forenames?|first ?names?|last ?names?|family name|full name"
    r"|patient( name)?|name of (the )?(patient|person|detainee)|detainee|(post ?code|home address|address)( of .*)?"
)
_MOMENT = re.compile(
    r".{6,24}[ T](?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?(?:\.\d+)?(?: ?[ap]m)?", re.ASCII | re.IGNORECASE
)
_MIDNIGHT = re.compile(r"[ T](?:0?0[:.]00|12[:.]00(?:[:.]\d\d)? ?am)", re.IGNORECASE)
_WHEN = (form_words.DETAINED_HEADINGS, form_words.ARRIVAL_HEADINGS, form_words.ASSESSMENT_HEADINGS)

ADVICE = (
    "Nothing of it was kept. Figures are counts and never rows about people: forms of detentions can be counted in "
    "memory on the page “Count detention forms”."
)


def looks_personal(tables: Sequence[Table]) -> str:
    """Why a file looks as if each row were about one person, as sentences that quote no word of it; "" where not."""
    for table in tables:
        words = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        on = f"On one sheet{'' if len(tables) == 1 else ' of it'}" if table.place.sheet else "In it"
        for row in words[:_SEARCHED]:
            if any(text and len(text) < 60 and _PERSONAL.fullmatch(plain(text)) for text in row):
                return f"{on} a column is headed as a person's details are, such as a name or an address. {ADVICE}"
            if _is_form(row):
                return f"{on} the columns are those of the form that is filled in for each detention. {ADVICE}"
        if _moments(words) >= _FEWEST_MOMENTS:
            return f"{on} rows have days with a time of day, as forms about one person each have. {ADVICE}"
        if any(_is_nhs_number(text) for row in words for text in row if 10 <= len(text) <= 60):
            return f"{on} there is what looks like an NHS number. {ADVICE}"
    return ""


def _is_form(row: Sequence[str]) -> bool:
    """Whether headings are those of a form: when somebody was detained or arrived, and what was said of them."""
    told = [plain(re.sub(r"\(.*\)", " ", text)) for text in row if text and len(text) < 80]
    when = sum(any(re.fullmatch(pattern, words) for pattern in _WHEN) for words in told)
    what = sum(any(re.fullmatch(column.headings, words) for column in form_words.COLUMNS) for words in told)
    has_age = any(re.fullmatch(form_words.AGE_HEADINGS, words) for words in told)
    return (when >= 1 and what + has_age >= 1) or what + has_age >= 4


def _moments(rows: Sequence[Sequence[str]]) -> int:
    found = 0
    for row in rows:
        for text in row:
            if len(text) <= 40 and _MOMENT.fullmatch(text) and not _MIDNIGHT.search(text):
                found += 1
                break
        if found >= _FEWEST_MOMENTS:
            break
    return found


def _is_nhs_number(text: str) -> bool:
    return any(one.kind is IdentifierKind.NHS_NUMBER for one in identifiers_in(text))
