"""What stands around the tables: the plan's title, locality, date and contact, its purposes, themes and boards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from concordat.documents.domain import Document, Paragraph, Table
from concordat.plans.domain import status_keys, timescales
from concordat.plans.domain.reading import boards, purposes, titles
from concordat.plans.domain.reading.wording import BULLETS, SENTENCE, tidy
from concordat.plans.domain.readings import Passage, ReadTheme


@dataclass
class Introduction:
    """What the words around the tables say of the plan as a whole."""

    title: str | None = None
    title_paragraph: Paragraph | None = None
    locality: str | None = None
    last_updated: str | None = None
    contact: str | None = None
    purposes: tuple[str, ...] = ()
    themes: tuple[ReadTheme, ...] = ()
    boards: tuple[Passage, ...] = ()
    other_text: tuple[Passage, ...] = ()


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b{_MONTH}\.?,?\s+(?:20\d\d|[’'‘]\d\d)\b|"
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b",
    re.IGNORECASE,
)
_DATED: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?:last\s+)?(?:updated|reviewed|revised|refreshed)\b[^.\n]{0,24}$", re.IGNORECASE),
    re.compile(r"\b(?:version|edition|draft|update|position|exported|as at|v\d[\d.]*)\b[^.\n]{0,60}$", re.IGNORECASE),
    re.compile(r"\b(?:agreed|approved|published|adopted|dated)\b[^.\n]{0,50}$", re.IGNORECASE),
)
_NOT_ITS_DATE = re.compile(
    r"\b(?:return\w*|next|signed|declaration|event|deadline|due|since|from|meeting on|comments?)\b[^.\n]{0,40}$|"
    r"\b(?:by|before|until)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_QUARTER_END = re.compile(r"\bend of (?:quarter|q)\s*([1-4])\b", re.IGNORECASE)
_FINANCIAL_YEAR = re.compile(r"\b20\d\d\s*/\s*\d\d\b")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_CONTACT = re.compile(
    r"\b(?:(?:further|more) information,?\s+(?:please\s+)?contact|contact(?:\s+for\s+(?:this|the)\s+plan)?|enquiries|"
    r"queries|questions)\b(?:\s+to)?\s*:?\s*([^\n]{4,200})$",
    re.IGNORECASE,
)
_ANOTHER_LABEL = re.compile(
    r"\s*[|\t]\s*|[\s,;.–-]+(?=(?:(?:last|date)\s+)?(?:updated|reviewed|revised|version|agreed|page)\b)", re.IGNORECASE
)
_BEFORE_CONTACT = re.compile(r"^(?:\W|\b(?:for|any|with|please|plan|main)\b)+$", re.IGNORECASE)
_ABOUT_DATE = re.compile(
    r"^(?:\W|\b(?:(?:plan|document|action|was|date|of|on|as|at|in|it|this|the|last|latest|version|update|updated|reviewed|"
    r"revised|refreshed|published|agreed|edition|dated)\b))+$",
    re.IGNORECASE,
)
_NAMED_LOCALITY = re.compile(
    r"^(?:locality|localities|local\s+area|area\s+covered|concordat\s+area|place)\s*[:–-]\s*(?P<place>[A-Z][^:\n]{1,69}?)"
    r"\s*\.?$",
    re.IGNORECASE,
)
_BEFORE_SUBJECT = re.compile(
    r"^(?P<place>.+?)(?:[’']s?)?\s+(?:(?:local|joint|all[- ]age|multi-?agency|inter-?agency|adult|system|NHS)\s+)*"
    r"(?:mental health|mh\b|mhcc|crisis|concordat|suicide|action plan|delivery plan|tracker|plan\b|improvement)",
    re.IGNORECASE,
)
_AFTER_SUBJECT = re.compile(
    r"\b(?:in|for|within|across|of)\s+(?P<place>(?:the\s+)?[A-Z][\w’'-]+(?:,?\s+(?:(?:and|of|upon|on|the|with|&|in)\s+)*"
    r"[A-Z][\w’'-]+)*)\s*$"
)
_PARTNERS_IN = re.compile(
    r"\b(?:agencies|partners|organisations|partnership working|services|group|people)\s+(?:in|across|within|of)\s+"
    r"(?P<place>[A-Z][\w’'-]+(?:,?\s+(?:and\s+|&\s+|of\s+)?[A-Z][\w’'-]+)*)"
)
_NO_PLACE = re.compile(
    r"^(?:the|our|a|an|local|template|draft|joint|action|national|plan|delivery|this|annex|appendix|mental|health|"
    r"crisis|care|concordat|multi-?agency|\W|\d|to|enable|of|shared|goals|updated?|version)+$",
    re.IGNORECASE,
)
_TITLE_LINES = 8
_LONGEST = 4000  # characters of a paragraph in which a date, a place or an address is looked for
_LONGEST_LINE = 300  # characters of a line that only labels a fact
_NEAR = 120  # characters before a date that can say what it is


def introduce(document: Document, paragraphs: Sequence[Paragraph], after: Sequence[Paragraph], themes: Sequence[Table],
              used: Sequence[Paragraph]) -> Introduction:  # fmt: skip
    """Reads what stands before (`paragraphs`) and after the tables of actions.

    `themes` are tables that list themes; `used` are the paragraphs that already gave a section its title.
    """
    intro = Introduction()
    filled = [p for p in paragraphs if p.text.strip()]
    intro.title, intro.title_paragraph = find_title(document, filled)
    texts = [tidy(p.text[:_LONGEST]) for p in (*filled, *(p for p in after if p.text.strip()))]
    around = [text[:_LONGEST] for text in (*document.headers, *document.text_boxes)]
    intro.locality = _find_locality(intro.title, around, texts)
    intro.last_updated = _find_date(intro.title, around, texts)
    intro.contact = _find_contact([*texts, *around])
    rest = [p for p in filled if p is not intro.title_paragraph and not any(p is u for u in used)]
    intro.purposes, rest = purposes.take_purposes(rest)
    intro.themes, rest = purposes.take_themes(rest, themes)
    last = [p for p in after if not any(p is u for u in used) and not _CONTACT.search(tidy(p.text))]
    intro.boards, intro.other_text = boards.passages(
        [p for p in rest if not _is_said(p, intro)], [p for p in last if not _is_said(p, intro)]
    )
    return intro


def find_title(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[str | None, Paragraph | None]:
    """The document's title and the paragraph it stands in: the first short line that names a plan."""
    first = [p for p in paragraphs if p.text.strip()][:_TITLE_LINES]
    for paragraph in first:
        text = tidy(paragraph.text).replace("\n", " ")
        if _may_be_title(paragraph, text) and titles.names_document(text):
            return text, paragraph
    for paragraph in first[:1]:
        text = tidy(paragraph.text).replace("\n", " ")
        is_styled = paragraph.heading == 1 and not titles.is_numbered(text) and len(first) > 1
        if _may_be_title(paragraph, text) and (is_styled or titles.names_plan(text)):
            return text, paragraph
    for text in (*document.headers, document.title or ""):
        if text and len(text) <= 120 and titles.names_document(text) and not _DATE.search(text) and "|" not in text:
            return tidy(text).replace("\n", " "), None
    return None, None


def _may_be_title(paragraph: Paragraph, text: str) -> bool:
    if not text or len(text) > 160 or text.endswith((".", ";", ",")) or paragraph.label in BULLETS:
        return False
    if _ADDRESS.match(text):
        return False
    return not status_keys.key_in_text(text) and not purposes.introduces_purposes(text)


def _find_locality(title: str | None, around: Sequence[str], texts: Sequence[str]) -> str | None:
    for line in (line for text in texts for line in text.split("\n")):
        if named := _NAMED_LOCALITY.match(line):
            return named["place"]
    for text in (title, *around):
        if text and (place := _place_in(text)):
            return place
    for text in texts:
        if found := _PARTNERS_IN.search(text):
            return found["place"].strip(" ,")
    return None


def _place_in(text: str) -> str | None:
    """The place that a title names: before the subject, before a colon, or after "for" or "in"."""
    text = _DATE.sub("", text.split("\n", 1)[0]).strip(" –-,:")
    before_colon = re.split(r"\s*[:–]\s+|\s+-\s+", text, maxsplit=1)[0]
    found = _BEFORE_SUBJECT.match(text)
    before = found["place"] if found else None
    is_split = before_colon != text
    for place in (before if before and ":" not in before else None, before_colon if is_split else None, _after(text)):
        if place is None:
            continue
        place = re.sub(r"^(?:the|our)\s+", "", place.strip(" :–-,"), flags=re.IGNORECASE)
        if not place or _NO_PLACE.match(place) or len(place) > 70 or not place[0].isupper():
            continue
        if titles.names_document(place) and place != text:
            continue
        return place.title() if place.isupper() and len(place) > 4 else place
    return None


def _after(text: str) -> str | None:
    found = _AFTER_SUBJECT.search(text)
    return found["place"].removeprefix("the ") if found else None


def _find_date(title: str | None, around: Sequence[str], texts: Sequence[str]) -> str | None:
    """When the plan was last updated, as an ISO day or month: where it says so, else a date in its title or margins."""
    everything = [*texts, *around]
    dates = [
        (text[max(0, found.start() - _NEAR) : found.start()], found[0])
        for text in everything
        for found in _DATE.finditer(text)
    ]
    for pattern in _DATED:
        for before, written in dates:
            if pattern.search(before) and not _NOT_ITS_DATE.search(before) and (iso := _iso(written)):
                return iso
    for text in everything:
        quarter = _QUARTER_END.search(text)
        if quarter is not None:
            years = [named[0] for t in (title or "", *everything) for named in _FINANCIAL_YEAR.finditer(t)]
            ended = timescales.parse_timescale(f"Q{quarter[1]} {years[0]}").end if years else None
            if ended is not None:
                return ended.isoformat()[:7]
    short = [text for text in everything if len(text) <= 100 and not text.endswith(".")]
    for text in (title or "", *around, *short):
        for found in _DATE.finditer(text):
            if not _NOT_ITS_DATE.search(text[max(0, found.start() - _NEAR) : found.start()]) and (
                iso := _iso(found[0])
            ):
                return iso
    return None


def _iso(text: str) -> str | None:
    parsed = timescales.parse_timescale(text)
    if parsed.start is None:
        return None
    if parsed.kind is timescales.TimescaleKind.DAY:
        return parsed.start.isoformat()
    return parsed.start.isoformat()[:7] if parsed.kind is timescales.TimescaleKind.MONTH else None


def _find_contact(texts: Sequence[str]) -> str | None:
    """Whom to ask, in the plan's words: an address or a number with what is said of it, else the first address."""
    for text in texts:
        for line in text.split("\n"):
            found = _CONTACT.search(line)
            if found and _is_reachable(contact := _up_to_the_address(found[1])):
                return contact
    for text in texts:
        if email := _EMAIL.search(text):
            return email[0]
    return None


def _up_to_the_address(words: str) -> str:
    """The words up to the end of the sentence that holds the address; what is said of something else is left."""
    words = _ANOTHER_LABEL.split(words, maxsplit=1)[0]
    contact = ""
    for sentence in SENTENCE.split(words):
        contact = f"{contact} {sentence}".strip()
        if _is_reachable(contact):
            break
    return contact.strip(" .,;–-")


def _is_reachable(words: str) -> bool:
    return bool(_EMAIL.search(words)) or sum(letter.isdigit() for letter in words) >= 8


def _is_said(paragraph: Paragraph, intro: Introduction) -> bool:
    """Whether a short line says only the locality, date or contact that were taken from it."""
    text = tidy(paragraph.text)
    if len(text) > _LONGEST_LINE:
        return False
    return all(_line_is_said(line, intro) for line in text.split("\n"))


def _line_is_said(line: str, intro: Introduction) -> bool:
    bare = line.strip(" .")
    if (named := _NAMED_LOCALITY.match(bare)) and named["place"] == intro.locality:
        return True
    contact = _CONTACT.search(bare)
    if contact and intro.contact and not _BEFORE_CONTACT.sub("", bare[: contact.start()]):
        return contact[1].strip(" .,;–-") == intro.contact
    date = _DATE.search(bare)
    if date is None or intro.last_updated is None or _iso(date[0]) != intro.last_updated:
        return False
    return not _ABOUT_DATE.sub("", bare[: date.start()] + bare[date.end() :])
