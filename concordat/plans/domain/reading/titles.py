"""Which lines are titles of sections, which name a theme, and which are only notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from concordat.documents.domain import Cell, Paragraph, Row
from concordat.plans.domain import status_keys
from concordat.plans.domain.reading.wording import label_of, tidy, words_of

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_CONTINUED = re.compile(r"[\s(\[–—-]*\b(?:continued|cont(?:inued)?[’']?d?\.?)\s*[)\]]?\s*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?:(?:section|part|aim|priority|objective|theme|goal|outcome|strand|area|domain|stage|standard|chapter|"
    r"workstream|principle)\s+)?(?:\d{1,2}(?!\d)(?!\.\d)|[A-Z](?=[.):])|[IVX]{1,4}(?=[.):]))[.):]*(?:\s|$)"
    rf"(?!\s*(?:{_MONTHS})\b)|"
    r"^(?:section|part|aim|priority|objective|theme|goal|strand|stage)\s+(?:[A-Z]|\d+|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:section|part)?\s*(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})[.):]*\s+", re.IGNORECASE)
_NOTE = re.compile(
    r"^\W*(?:notes?|page \d+|n\.?b\.?|please|key measures?|comment|evidence|source|total|summary|see |contact|"
    r"last updated|updated|this (?:section|table|plan)|\*)\b|^\*",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^\W*(?:(?:the|our|local|joint|multi-?agency|crisis care|concordat|draft|\d+)\s+)*"
    r"(?:action plan|plan|actions|appendix|annex|table|delivery plan|action table|appendices|page|key|contents?|"
    r"rag (?:rating|key)|template|(?:table|list) of contents)\b[\s\w.]{0,6}$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"\b(?:version|updated?|draft|v)\s*[\d.]+|\b(?:last )?(?:updated|reviewed|revised|agreed|approved)\b|"
    rf"^position (?:at|as)\b|^(?:{_MONTHS})\s+20\d\d$|^page \d+|@|https?://|^exported\b|^printed\b|"
    r"^(?:date|dated|author|authors|prepared by|produced by|completed by)\s*:|"
    r"^\d{1,2}(?:st|nd|rd|th)?[ /.]\w+[ /.]20\d\d$",
    re.IGNORECASE,
)
# Protective markings and the like stand at the top and foot of pages: "OFFICIAL – SENSITIVE".
_MARKING = re.compile(
    r"^\W*(?:official|restricted|unclassified|(?:not )?protectively marked|(?:commercial )?in confidence|"
    r"(?:strictly )?(?:private and )?confidential|draft|final(?: draft| version)?|"
    r"(?:not )?for (?:wider )?(?:circulation|publication|information|decision|discussion|approval))"
    r"(?:[\W_]+(?:sensitive|in confidence|commercial|personal|draft|confidential|police|partners|not for \w+))*\W*$",
    re.IGNORECASE,
)
# "L = lead, S = support" and "Who's who: HT = Moor Trust; HC = Moor Council" say what letters stand for.
_DEFINED = re.compile(r"\b[A-Z]{1,6}\s?=\s?\w")
# "Priority lead: …" below a heading says who, and is no title.
_WHO_LINE = re.compile(
    r"^(?:\w+ ){0,2}(?:leads?|owner|sponsor|chair|contact|responsible(?: officer| person)?|sro|accountable officer)"
    r"\s*:\s*\S",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:concordat|crisis care|(?:action|delivery|improvement|implementation) plan|plan of action|tracker|"
    r"action (?:log|list|register)|road ?map|"
    r"action cards)\b",
    re.IGNORECASE,
)


_PLAN = re.compile(r"\b(?:plan|schedule|programme|workplan|strategy)\b[\s,:–-]*(?:\(?(?:20)?\d\d.*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spanning:
    """A row that one cell fills: a title, a theme or a note."""

    text: str  # its words, with an automatic number before them
    cell: Cell
    is_numbered: bool
    look: tuple[object, ...]
    beside: str = ""  # who leads the section, where that stands in the same row


def spanning(row: Row, width: int, *, flattened: bool = False) -> Spanning | None:
    """The row's words where one cell fills (nearly) all of it, or where nothing but a title stands in it."""
    own = list(row.own_cells())
    beside = ""
    filled: list[Cell] = []
    for cell in own:
        if any(p.text.strip() or p.label for p in cell.paragraphs):
            filled.append(cell)
            if len(filled) > 2:  # most rows are told by their third cell
                return None
    if len(filled) == 2 and names_who(filled[1].text) and filled[0].colspan + filled[1].colspan >= width > 2:
        beside = tidy(filled.pop().text)
    if len(filled) == 1:
        cell = filled[0]
        wide = len(own) == 1 or cell.colspan >= max(2, 0.6 * width)
        if not wide and not _stands_out(cell, own, row):
            return None
        text = words_of(cell.paragraphs, flattened=flattened).replace("\n", " ")
        label = label_of(cell.paragraphs)
    elif len(filled) == 2 and width >= 4 and filled[1].colspan >= max(2, width - 3) and filled[0].colspan <= 2:
        number, cell = filled
        label = words_of(number.paragraphs) or label_of(number.paragraphs) or ""
        text = words_of(cell.paragraphs, flattened=flattened).replace("\n", " ")
        if len(label) > 12 or not text:
            return None
    else:
        return None
    if not text:
        return None
    whole = f"{label} {text}" if label else text
    bold = any(run.is_bold for p in cell.paragraphs for run in p.runs)
    colours = {run.colour for p in cell.paragraphs for run in p.runs if run.text.strip()}
    look = (cell.fill, bold, text.isupper(), min(colours, key=str, default=None))
    return Spanning(whole, cell, bool(label and label[0].isalnum()) or is_numbered(whole), look, beside)


def _stands_out(cell: Cell, own: Sequence[Cell], row: Row) -> bool:
    """Whether the only words of an unmerged row look like a title: bold, capitals, or the row shaded as a whole."""
    position = own.index(cell)
    text = cell.text.strip()
    if position > 1 or len(text) > 120 or text.endswith((".", ";", ",")):
        return False
    if any(run.is_struck for p in cell.paragraphs for run in p.runs):
        return False
    bold = all(run.is_bold for p in cell.paragraphs for run in p.runs if run.text.strip()) and any(
        p.runs for p in cell.paragraphs
    )
    shaded = cell.fill is not None and all(other.fill == cell.fill for other in own) and len(own) > 2
    return bold or shaded or (text.isupper() and len(text) > 8) or (position == 0 and is_numbered(text) and " " in text)


def is_numbered(text: str) -> bool:
    """Whether a title begins with a section's number ("3. Recovery", "Aim 2: …"), not one of a part ("3.1 …")."""
    return bool(_NUMBERED.match(text))


_BARE_NUMBER = re.compile(
    r"^(?:section|part|aim|priority|objective|theme|goal|outcome|strand|area|domain|stage|chapter|workstream|principle)\s+"
    r"(?:\d{1,2}|[A-Z]|[IVX]{1,4}|one|two|three|four|five|six|seven|eight)\W*$",
    re.IGNORECASE,
)


def is_bare_number(text: str) -> bool:
    """Whether a heading only counts ("Section 2"), so that the next one says what it is about."""
    return bool(_BARE_NUMBER.match(text))


def is_note(text: str) -> bool:
    """Whether the words of a full-width row are a note and not a title: long, a sentence, or named as one."""
    if _NOTE.match(text):
        return True
    if len(text) > 160:
        return True
    return text.rstrip().endswith((".", ";")) and len(text.split()) >= 8 and not is_numbered(text)


def is_generic(text: str) -> bool:
    """Whether a heading says nothing of what its section is about ("Action plan", "Appendix 1")."""
    return bool(_GENERIC.match(text))


def names_document(text: str) -> bool:
    """Whether words could be the title of a plan."""
    return bool(_DOCUMENT.search(text))


def names_plan(text: str) -> bool:
    """Whether the first line of a document calls it a plan, in whatever other words."""
    return bool(_PLAN.search(text)) and not is_numbered(text) and not is_generic(text)


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph between tables could be the title of what follows."""
    text = paragraph.text.strip()
    if not text or len(text) > 160 or len(text.split()) > 24:
        return False
    if paragraph.label and not paragraph.label[:1].isalnum():
        return False
    if status_keys.key_in_text(text) or _DATE_LINE.search(text) or _WHO_LINE.match(text) or _is_furniture(text):
        return False
    if paragraph.heading is not None:
        return True
    if text.endswith((".", ";", ",", ":")):
        return False
    return not _NOTE.match(text)


def names_who(text: str) -> bool:
    """Whether a line says who leads what stands around it ("Objective lead: …")."""
    return len(text) <= 160 and bool(_WHO_LINE.match(text))


def _is_furniture(text: str) -> bool:
    return len(text) <= 160 and bool(_MARKING.match(text) or len(_DEFINED.findall(text)) > 1)


def is_aside(paragraph: Paragraph) -> bool:
    """Whether a line is only a key, a date or a page's furniture, so that a heading may stand before it."""
    text = paragraph.text.strip()
    if names_who(text) or _is_furniture(text):
        return True
    return len(text) <= 160 and bool(status_keys.key_in_text(text) or _DATE_LINE.search(text) or is_generic(text))


def title_of(text: str, label: str | None = None) -> tuple[str, bool]:
    """A title without "(continued)", and whether it had it."""
    whole = f"{label} {text}" if label and label[0].isalnum() else text
    whole = " ".join(whole.split())
    bare = _CONTINUED.sub("", whole).strip()
    return (bare or whole), bool(bare) and bare != whole


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles name one section: case, punctuation and a leading number do not matter."""
    if one is None or other is None:
        return one is other
    return _bare(one) == _bare(other)


def _bare(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _NUMBER.sub("", title).casefold()) or title.casefold()
