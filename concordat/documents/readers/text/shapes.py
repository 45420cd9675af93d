"""Tells from the look of a cell's words whether it could hold a time, a rating, names or only words."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache


class Holds(StrEnum):
    """What a column holds, as far as its heading and the look of its cells tell."""

    LABEL = "label"
    TIME = "time"
    NAMES = "names"
    RATING = "rating"
    WORDS = "words"


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|[’'‘`]\s?\d\d)(?!\d)"
# What names a time by itself.
_UNIT = re.compile(
    rf"""
      (?:\d{{1,2}}(?:\s?(?:st|nd|rd|th))?\s+(?:of\s+)?)?{_MONTH}(?:\s*[-/,–]?\s*(?:{_YEAR}|\d\d(?![\d:])))?
    | {_YEAR}(?:\s?[/–-]\s?(?:20)?\d\d(?!\d))*
    | \d{{1,2}}(?:st|nd|rd|th)\b
    | \d{{1,2}}[./-]\d{{1,2}}[./-](?:20)?\d\d(?!\d)
    | \d\d\s?[/–-]\s?\d\d(?![\d/])
    | q(?:uarter|tr)?\.?\s?[1-4](?:\s?[-–&/]\s?q?[1-4])?\b(?!:\s*[a-z])
    | (?:1st|2nd|3rd|4th|first|second|third|fourth|final|last|each|every|next|this)\s+(?:quarter|month|year|week)\b
    | (?:spring|summer|autumn|winter|christmas|easter)\b
    | on\s?[-–]?\s?going\b | continu(?:ous(?:ly)?|al|ing)\b | in\s?place\b | already\b | immediate(?:ly)?\b | asap\b
    | tb[acd]\b | not\s+(?:known|set|agreed|applicable|yet)\b | n/a\b
    | (?:short|medium|long)[\s-]term\b | current(?:ly)?\b
    | (?:bi-?|fort|twice\s+|six[\s-]|three[\s-]|half[\s-]?)?(?:dai|week|night|month|quarter|year|annual)ly\b
    | annual(?:\s+(?:commissioning\s+|planning\s+)?(?:cycle|basis))?\b
    | (?:\d{{1,3}}|one|two|three|four|five|six|nine|ten|twelve|eighteen)\s*(?:[-–]\s*\d{{1,2}}\s*)?
      (?:hour|day|week|month|year)s?\b
    | complet(?:ed?|ion)\b | achieved\b | done\b | delivered\b | started\b | commenced\b | underway\b | as\s+above\b
    | live\b | now\b | ditto\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What stands beside a time without naming one.
_BESIDE = re.compile(
    r"(?:by|from|end|start|beginning|of|early|mid|late|before|after|until|till|to|and|or|then|thereafter|revised|date|"
    r"phase\s?\d?|review(?:ed)?|since|no\s+later\s+than|later|target|within|approx(?:imately)?|circa|next|this|last|the|"
    r"financial|f/?y|years?|months?|quarters?|initial(?:ly)?|first|second|further|at|per|annum|in|for|work|is|be|"
    r"agreed|confirmed|determined|due|with|annually|subject|as|required|needed|on|stage\s?\d?|step\s?\d|"
    r"implementation|[ivx]{1,4}\)|[a-h]\)|\(?\d\)|\d{1,2}\.)(?![\w’'])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_LEADS_UP = re.compile(
    r"(?:[,;:(/&–-]|\b(?:in|on|by|of|from|since|until|to|for|the|and|or|a|an|at|before|after|during|with|so|that|is|was))$",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[\s,;:.()\[\]/&+–—•*>=-]+")
_MAY = re.compile(r"[Mm]ay(?=\s+(?!to\b|and\b|or\b|until\b)[a-z])")  # the verb
_NAMES_OF_MONTHS = "january february march april may june july august september october november december"
_MONTHS = tuple(_NAMES_OF_MONTHS.split())
_LONE_MONTH = re.compile(rf"{_MONTH}", re.IGNORECASE)

_RATING = re.compile(
    r"(?:b?rag|[rag]|br?|red|amber|green|blue|gr[ea]y|yellow|complet(?:ed?|ion)|on\s?-?\s?track|off\s?-?\s?track|"
    r"in progress|not (?:yet )?(?:started|begun|due|complete)|on\s?-?\s?going|started|under\s?-?\s?way|achieved|"
    r"as above|overdue|outstanding|delayed|delivered|at risk|closed|open|carried forward|done|in place|established|"
    r"in development|high|medium|low|new|withdrawn|cancelled|"
    r"(?:removed|absorbed|merged)(?: (?:or (?:absorbed|merged)|(?:in)?to (?:another|a different)))*|"
    r"(?:no|some|good) progress|signed off|not (?:achieved|met|delivered))(?![^\W_])",
    re.IGNORECASE,
)
_RATING_BESIDE = re.compile(
    r"(?:and|to|action|actions|partly|partially|part|status|now|but|or)\b|[\W_]+", re.IGNORECASE
)
_LONGEST_RATING = 60
_LONGEST_END = 400  # letters of a time and the names after it, at the end of a line

_WORD = re.compile(r"[A-Za-z][\w’'&.-]*")
_SMALL_WORDS = (
    "and of the for with by in supported from support on to at via led lead leads all partners working including incl "
    "through reporting accountable monitored jointly plus others other agencies who is"
)
_JOINING = frozenset(_SMALL_WORDS.split())
_BODY = re.compile(
    r"\b(?:CCGs?|ICBs?|NHS\w*|Council|Police|Constabulary|Trusts?|Teams?|Groups?|Boards?|Partnership|Commission\w*|"
    r"Manager|Leads?|Director|Officer|Ambulance|Healthwatch|Authority|Providers?|Public Health|Constable|Supt|Insp\w*|"
    r"Sgt|Dr|Agenc\w+|Partners|Forum|Network|Committee|LAs?|AMHPs?|CAMHS|MIND|Mind|All|Local Authorit\w+|Coordinator|"
    r"Services?|GPs?|PCC|OPCC|BTP|Executive|Consultant|Head of)\b"
)
_BODY_OR_INITIALS = re.compile(rf"{_BODY.pattern}|\b[A-Z]{{2,}}\b")
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?](?:\s|$)")
_SENTENCES = re.compile(r"[a-z]{3}[.!?]\s+[A-Z][a-z]+\s+[a-z]")


def bodies_in(text: str) -> Iterator[re.Match[str]]:
    """Where a text names bodies, or gives letters for them."""
    return _BODY_OR_INITIALS.finditer(text)


@lru_cache(maxsize=16384)
def time_prefix(text: str) -> tuple[int, int]:
    """How far a text begins with a time: the end of its last time, and how many times it names; (0, 0) for none."""
    at = end = count = 0
    while at < len(text):
        if not _MAY.match(text, at) and (found := _UNIT.match(text, at)):
            count += 1
            at = end = found.end()
        elif found := (_BESIDE.match(text, at) or _PUNCTUATION.match(text, at)):
            at = found.end()
        else:
            break
    return end, count


def before_rating(text: str) -> int:
    """Where the date ends in a date with a rating after it ("30/01/2024 Complete"); 0 where there is none."""
    for found in _SPACE.finditer(text):
        date, rating = text[: found.start()], text[found.end() :]
        if rating[0].isupper() and is_rating(rating) and names_time(date) and date[-1].isalnum() and is_time(date):
            return found.start()
    return 0


def time_before_names(text: str) -> int:
    """Where a time begins inside a line that ends in it, or in it and names ("Open a room May 2016 Fell Police").

    0 where there is none: not where the words before the time lead up to it ("a room by").
    """
    if is_time(text):
        return 0
    for found in _SPACE.finditer(text, max(0, len(text) - _LONGEST_END)):
        at = found.end()
        end, count = time_prefix(text[at:])
        before = text[: found.start()]
        last = before.rsplit(" ", 1)[-1]
        if not count or _LEADS_UP.search(before) or is_partial_time(last) or stands_beside_time(last):
            continue
        rest = text[at + end :].strip()
        if text[at].islower() or (
            rest and (not rest[0].isupper() or len(rest.split()) > 8 or unlike_names(rest) > 0.0)
        ):
            continue
        return at
    return 0


@lru_cache(maxsize=16384)
def is_time(text: str) -> bool:
    """Whether a text is nothing but times and what stands beside them ("By end of March 2015", "Ongoing")."""
    at, named = 0, False
    while at < len(text):
        if not _MAY.match(text, at) and (found := _UNIT.match(text, at)):
            named = True
        elif not (found := (_BESIDE.match(text, at) or _PUNCTUATION.match(text, at))):
            return False
        at = found.end()
    return named


def stands_beside_time(text: str) -> bool:
    """Whether a text is nothing but what stands beside a time ("no later than the end of")."""
    at = 0
    while at < len(text):
        if not (found := (_BESIDE.match(text, at) or _PUNCTUATION.match(text, at))):
            return False
        at = found.end()
    return True


_DATE = re.compile(
    rf"\b{_MONTH}\s*[-/,–]?\s*(?:{_YEAR}|\d\d(?!\d))|(?<!\d){_YEAR}|\bon\s?-?going\b|\bq[1-4]\b|"
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b|\b(?:monthly|quarterly|annual|weekly|yearly|immediate)",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def names_time(text: str) -> bool:
    """Whether a text names a time anywhere in it."""
    return _DATE.search(text) is not None


@lru_cache(maxsize=16384)
def is_rating(text: str) -> bool:
    """Whether a text is nothing but a rating: "GREEN", "G", "Complete and ongoing", "Not yet started"."""
    if len(text) > _LONGEST_RATING:
        return False
    at, named = 0, False
    while at < len(text):
        if found := _RATING.match(text, at):
            named = True
        elif not (found := _RATING_BESIDE.match(text, at)):
            return False
        at = found.end()
    return named


def begins_with_rating(text: str) -> bool:
    """Whether a text begins with a rating and goes on ("In place – needs development")."""
    return _RATING.match(text) is not None


@lru_cache(maxsize=16384)
def unlike_names(text: str) -> float:
    """How unlike a list of bodies and people a text looks: 0 for one, 2.5 for a sentence."""
    if "\n" in text:
        return max(unlike_names(line) for line in text.split("\n"))
    words = _WORD.findall(text)
    if not words:
        return 1.5
    if words[0] == "I" and len(words) > 2:
        return 2.5
    if len(words) >= 8 and _SENTENCE_END.search(text) and sum(word[0].islower() for word in words) * 2 > len(words):
        return 2.0
    share = sum(1 for word in words if word[0].isupper() or word.lower() in _JOINING) / len(words)
    if share >= 0.8 and words[0][0].isupper() | (len(words) <= 3):
        return 0.0 if len(words) <= 40 else 0.6
    if _SENTENCES.search(text):
        return 2.0
    named = bool(_BODY.search(text))
    if share >= 0.5 and (named or len(words) <= 3 or any(word[0].isupper() for word in words[1:])):
        return 0.3
    if named and len(words) <= 12 and not _SENTENCE_END.search(text):
        return 0.6
    return 1.2 if len(words) <= 3 else 2.5


def begins_month(text: str) -> bool:
    """Whether a word is the beginning of a month's name, as a page cuts "Decem"."""
    return len(text) >= 3 and any(month.startswith(text.lower()) for month in _MONTHS)


def is_partial_time(text: str) -> bool:
    """Whether a text is a month without its year, as a narrow column breaks "October 2016"."""
    return _LONE_MONTH.fullmatch(text.strip()) is not None


HIGHEST = 3.0  # price of a text that is no row's label, in a column of times or names


@lru_cache(maxsize=16384)
def price(holds: Holds, text: str, *, label: bool = False) -> float:
    """How unlike the cells of such a column a text looks: 0 for one that fits, 3 or more for one that does not.

    `label` says that the text is a row's label.
    """
    if not text:
        return 0.0
    words = text.count(" ") + text.count("\n") + 1
    if holds is Holds.LABEL:
        return 0.0 if label else 4.0
    if label:
        return 3.0
    if holds is Holds.TIME:
        if is_time(text):
            return 0.4 if is_partial_time(text) else 0.0
        if names_time(text):
            return 0.4 if words <= 10 else 0.9
        return 1.6 if words <= 4 else 3.0
    if holds is Holds.RATING:
        if is_rating(text):
            return 0.0
        if words <= 12 and begins_with_rating(text):
            return 0.5
        return 1.4 if words <= 5 else 2.6
    if holds is Holds.NAMES:
        if is_rating(text) or is_time(text):
            return 2.6
        return unlike_names(text)
    if is_rating(text):
        return 0.5
    if is_time(text):
        return 1.8
    if words > 12 or unlike_names(text) > 0.0:
        return 0.0
    return 0.6 if words <= 5 and _BODY_OR_INITIALS.search(text) else 0.2
