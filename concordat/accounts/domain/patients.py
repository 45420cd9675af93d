"""Finds in free text what looks like a person's own details, so that it is stopped before it is kept."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nhs_number import validate


class IdentifierKind(StrEnum):
    NHS_NUMBER = "nhs_number"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"

    @property
    def words(self) -> str:
        """With its article: "an NHS number"."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    IdentifierKind.NHS_NUMBER: "an NHS number",
    IdentifierKind.DATE_OF_BIRTH: "a date of birth",
    IdentifierKind.POSTCODE: "a postcode",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """What looks like a person's details: `text[start:end]` of the text that was looked through."""

    kind: IdentifierKind
    start: int
    end: int


# Digits with at most one space, dash or dot between two of them: "943 476 5919", "943-476-5919".
_DIGITS = re.compile(r"[0-9](?:[ \u00a0\u2009\u202f.\-\u2010-\u2015]?[0-9])*")
_GROUP = re.compile(r"[0-9]+")
# "2015-16 2016" and "31-03-2031 12" have ten digits too, and one in eleven passes for an NHS number.
_YEARS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}[.\-\u2010-\u2015][0-9]{2}(?![0-9])")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}[.\-\u2010-\u2015][0-9]{1,2}[.\-\u2010-\u2015](?:[0-9]{4}|[0-9]{2})(?![0-9])")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:18|19|20)[0-9]{2}|['’]?[0-9]{2})(?![0-9])"
_DATE = (
    r"(?<![0-9])(?:"
    rf"[0-9]{{1,2}}\s*[/.\-\u2010-\u2015]\s*[0-9]{{1,2}}\s*[/.\-\u2010-\u2015]\s*{_YEAR}"
    r"|(?:18|19|20)[0-9]{2}[/.\-][0-9]{1,2}[/.\-][0-9]{1,2}(?![0-9])"
    rf"|[0-9]{{1,2}}(?:\s*(?:st|nd|rd|th))?(?:\s+of)?[\s\-]*{_MONTH}\.?[\s,\-]*{_YEAR}"
    rf"|{_MONTH}\.?\s+[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}"
    r")"
)
_BIRTH = (
    r"(?<![\w\-])(?:d\.?\s?o\.?\s?b\b\.?|dates?\s+of\s+birth|birth\s*-?dates?|birthdays?"
    r"|(?<!new )(?<!still )born(?![\w\-]))"
)
# Nothing but a few words stand between them: "DOB: …", "born on the …", "… (date of birth)".
_BESIDE = r"[^0-9\n]{0,24}?"
_BORN = re.compile(rf"(?P<mark>{_BIRTH}){_BESIDE}(?P<day>{_DATE})", re.IGNORECASE)
_BORN_BEFORE = re.compile(rf"(?P<day>{_DATE}){_BESIDE}(?P<mark>{_BIRTH})", re.IGNORECASE)

# The 124 postcode areas; without them "Q1 2nd draft" and many references would pass for postcodes.
_AREAS = (
    "AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|"
    "FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|"
    "NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|"
    "WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|B|E|G|L|M|N|S|W"
)
_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9])(?:GIR\s?0AA|(?:{_AREAS})"
    r"[0-9][0-9A-Z]?[ \t\u00a0]{0,2}[0-9][ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# "N1 2nd draft", "E3 4hr response": the small letters of a word, not of an address.
_NO_INWARD = re.compile(r"(?:1st|2nd|3rd|[04-9]th|[0-9]hr)$")


def identifiers_in(text: str) -> tuple[Identifier, ...]:
    """What in the text looks like an NHS number, a date of birth or a full postcode, in the order it stands there.

    An NHS number has ten digits and a check digit that fits; a date counts only beside words such as "DOB" or
    "born". Every hit may be a false alarm (the address of a service has a postcode): a person can overrule it.
    """
    found = [*_nhs_numbers(text), *_dates_of_birth(text), *_postcodes(text)]
    return tuple(sorted(found, key=lambda identifier: (identifier.start, identifier.end, identifier.kind)))


def identifiers_sentence(identifiers: Iterable[Identifier]) -> str:
    """What looks like what, without repeating it: "what looks like an NHS number and a postcode"; empty for none."""
    words = list(dict.fromkeys(identifier.kind.words for identifier in identifiers))
    if not words:
        return ""
    return "what looks like " + " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def stopped_by(texts: Mapping[str, str], *, places: Collection[str] = (), can_overrule: bool = True) -> dict[str, str]:
    """Why answers can't be kept as they are, by their key: a sentence that says what was found and where.

    A postcode may stand in the texts whose keys are `places`: names and addresses. The words that were found are not
    repeated: the sentence may be shown, kept or printed elsewhere.
    """
    found = {}
    for key, text in texts.items():
        identifiers = identifiers_in(text)
        if key in places:
            identifiers = tuple(one for one in identifiers if one.kind is not IdentifierKind.POSTCODE)
        if identifiers:
            or_overrule = ", or say below why it is none" if can_overrule else ""
            found[key] = (
                f"There is {identifiers_sentence(identifiers)} {_where(text, identifiers[0].start)}. Nothing about "
                f"patients is kept here: take it out{or_overrule}."
            )
    return found


def _where(text: str, start: int) -> str:
    """The words before a place of a text, as far as they fit: "after “was called by the ward”"."""
    before = text[:start].split()[-5:]
    # What comes before may be of the same kind, and would be repeated.
    if not before or identifiers_in(" ".join(before)) or any(word.isdigit() for word in before):
        return f"in line {text.count(chr(10), 0, start) + 1}" if "\n" in text.strip() else "in it"
    return f"after “{' '.join(before)}”"


def wrong_with_reason(reason: str) -> str:
    """Why a reason for overruling can't be kept itself, in a sentence; empty where it can.

    A postcode may stand in it ("LS1 is the address of our café"); nobody needs to repeat the others.
    """
    found = [one for one in identifiers_in(reason) if one.kind is not IdentifierKind.POSTCODE]
    if not found:
        return ""
    return f"There is {identifiers_sentence(found)} in the reason itself. Say why it is none without repeating it."


def _nhs_numbers(text: str) -> Iterator[Identifier]:
    for run in _DIGITS.finditer(text):
        groups = [(run.start() + group.start(), run.start() + group.end()) for group in _GROUP.finditer(run.group())]
        passed = 0
        for first, (start, _) in enumerate(groups):
            if start < passed:
                continue
            end = _tenth_digit(groups[first:])
            if end is None or _YEARS.search(text, start, end) or _DAY.search(text, start, end):
                continue
            if validate.is_valid("".join(_GROUP.findall(text[start:end]))):
                yield Identifier(IdentifierKind.NHS_NUMBER, start, end)
                passed = end


def _tenth_digit(groups: list[tuple[int, int]]) -> int | None:
    """Where ten digits end with a group; None where no group ends at the tenth."""
    digits = 0
    for start, end in groups:
        digits += end - start
        if digits >= 10:
            return end if digits == 10 else None
    return None


def _dates_of_birth(text: str) -> Iterator[Identifier]:
    days: dict[tuple[int, int], None] = {}
    for pattern in (_BORN, _BORN_BEFORE):
        for match in pattern.finditer(text):
            days[match.span("day")] = None
    for start, end in days:
        yield Identifier(IdentifierKind.DATE_OF_BIRTH, start, end)


def _postcodes(text: str) -> Iterator[Identifier]:
    for match in _POSTCODE.finditer(text):
        if not _NO_INWARD.search(match.group()):
            yield Identifier(IdentifierKind.POSTCODE, match.start(), match.end())
