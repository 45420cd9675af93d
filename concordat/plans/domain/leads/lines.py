"""Takes a lead cell apart into lines, and lines into clauses that lead, support or only govern."""

import re
from collections.abc import Iterator

from concordat.documents.values import value
from concordat.plans.domain.leads import bodies, people, words
from concordat.plans.domain.leads.values import LeadRole

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BULLET = re.compile(r"^(?:[•·▪●◦*o–-]\s+|[•·▪●◦*]|\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s*|\d{1,2}\.\s+)")
_INLINE_LABEL = re.compile(r"(?<=\S)\s+(?=\(?(?:[ivx]{1,4}|[b-h]|\d{1,2})\)\s)")

_SUPPORT = (
    r"(?:with\s+)?(?:the\s+)?(?:support|assistance|help|input|advice|contributions?)\s+(?:from|of|by)"
    r"|(?:supported|assisted|helped|aided|backed|advised)\s+by"
    r"|support(?:ing)?(?:\s+(?:agency|agencies|organisations?|partners?|leads?|bodies|from|by))?\s*[:=–-]"
    r"|(?:(?:other|key|delivery)\s+)?partners?(?:(?:\s+(?:agency|agencies|organisations?|bodies))?\s*[:=]|\s+(?:agencies|organisations)\s*[–-])"
    r"|secondary(?:\s+leads?)?\s*[:=]"
    r"|links?\s+(?:in\s+)?(?:to|with)|linked\s+(?:in\s+)?(?:to|with)|linking\s+(?:in\s+)?(?:to|with)"
    r"|working\s+(?:closely\s+)?with\s*:?|contributors?\s*:|in\s+consultation\s+with|consulting\s+with"
)
# "Lead –" begins a clause; within one it is a post ("Mental Health Lead – Ann Heron").
_LEADING_AT_START = (
    r"(?:joint(?:ly)?\s+|co-?\s?|overall\s+)?leads?(?:\s+(?:agency|agencies|organisations?|bod(?:y|ies)|officers?"
    r"|partners?|person))?\s*[:=–-]|(?:action\s+)?owners?\s*[:=–-]|(?:responsible|primary|sro)\s*[:=–-]"
    r"|joint(?:ly)?\s*[:–-]|(?:named|nominated|executive|exec)\s+leads?\s*[:=–-]"
)
_LEADING = r"(?:to\s+be\s+|will\s+be\s+|is\s+)?(?:joint(?:ly)?\s+|co-?\s?)?(?:led|lead)\s+by"
_GOVERNING = (
    r"(?:[-–,]\s*)?(?:report(?:ing|s|ed)?(?:\s+in)?\s+to|(?:accountable|answerable|responsible)\s+to"
    r"|monitored\s+(?:by|via|through)|overseen\s+(?:by|via|through)|oversight\s+(?:by|from|of|via)|governance\s*:"
    r"|governed\s+by|signed\s+off\s+by|assured\s+by|scrutinised\s+by|escalat\w+\s+to|feeding\s+into|feeds\s+into"
    r"|under\s+the\s+direction\s+of|chaired\s+by|via\b)"
)
MARKER = re.compile(
    rf"\(?\s*\b(?P<support>{_SUPPORT})|\(?\s*\b(?P<lead>{_LEADING})"
    rf"|(?:^|(?<=[.;(\ufffc]))\s*(?P<first>{_LEADING_AT_START})|\(?\s*(?:\b|(?=[-–,]))(?P<govern>{_GOVERNING})"
)  # asked of words in small letters: ignoring case here, it took a tenth of the time of reading a plan's meaning
_MARKS = (  # one of them stands in each marker; most lines hold none, and need not be searched
    "support", "assist", "help", "input", "advice", "contribut", "aided", "backed", "advised", "partner", "secondary",
    "link", "working", "consult", "led", "lead", "owner", "responsible", "primary", "sro", "joint", "report",
    "answerable", "accountable", "monitored", "overs", "govern", "signed", "assured", "scrutin", "escalat", "feed",
    "direction", "chaired", "via",
)  # fmt: skip
_REMARK = re.compile(
    r"\(\s*joint(?:ly)?\s*\)|\(\s*(?:joint\s+|overall\s+)?(?:lead(?:s|ing)?(?:\s+(?:body|agency|organisation|partner))?|lb|l)\s*\)"
    r"|\(?\s*(?:[\w.+-]{1,64}@[\w.-]{1,64}|(?:tel(?:ephone)?|mob(?:ile)?|ext)\.?:?\s*[\d ]{3,16}|\b0\d[\d ]{8,12})"
    r"\s*\)?",
    re.IGNORECASE,
)
_REMARK_MARKS = ("(", "@", "0", "tel", "mob", "ext")  # one of them stands in each

# "[lead]", "[supported by Moor Police]": what round brackets would say.
_SQUARE = re.compile(
    r"\[(\s*(?:(?:joint|overall|in)\s+)?(?:leads?|support\w*|l|s|with|joint)\b[^\[\]]*)\]", re.IGNORECASE
)
# The part said after the names: "Moor Police to support", "Fell CCG – lead".
_AFTER = re.compile(
    r"\s+(?:(?P<support>(?:to|will|in|as|providing|to\s+provide)\s+support|supporting|[–=-]\s*support(?:ing)?)"
    r"|(?P<lead>(?:to|will)\s+(?:co-?)?lead|leading|(?:is|as)\s+(?:the\s+)?lead|[–=-]\s*(?:joint\s+)?lead))"
    r"(?=\s*(?:$|[,;./()\ufffc]|(?:and|with)\b))"
)
# "Fell CCG lead, Moor Police support": small letters, for "AMHP Lead, Victim Support" are two bodies.
_PAIR = re.compile(
    r"(?P<lead>[^,;.]*?\w)(?: (?:to|is|will|as))? leads?\s*[,;.–-]\s*(?:and\s+|with\s+)?"
    r"(?P<support>.*?\w)(?: (?:to|will|in))? supports?\.?"
)
_LAST_NAME = re.compile(r".*[,;.(]")

_OPEN_END = re.compile(r"(?:[/,&+–(-]|\b(?:and|with|by|from|of|for|the|to|in|nhs))$", re.IGNORECASE)
_OPEN_START = re.compile(
    r"(?:[/,&+()–]|(?:and|of|for|with|in (?:conjunction|association|partnership|collaboration|liaison))\b)",
    re.IGNORECASE,
)
# A line of these alone is the end of the name above it.
_TAILS = words.words_of(
    """
    trust council team group board service services partnership manager commissioner authority officer foundation lead
    """
)
_BEFORE_TAILS = frozenset(("county", "city", "borough", "district", "metropolitan", "foundation", "nhs", "health"))


@value
class Clause:
    """Words under one marker; `role` is None where they only govern."""

    role: LeadRole | None
    text: str
    is_first: bool  # on its line


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a cell, in order. A marker holds to the end of its line or bracket.

    A line that is a marker and nothing else ("Support:") holds for the lines below it, up to the next marker.
    """
    standing = LeadRole.LEAD
    for line in _lines(_SQUARE.sub(r"(\1)", text) if "[" in text else text):
        small = _small(line)
        parted = _REMARK.split(line) if any(mark in small for mark in _REMARK_MARKS) else [line]
        found = list(_clauses(bodies.REMOVED.join(parted), standing))
        if "support" in small or "lead" in small:
            found = [part for clause in found for part in _parts_said_after(clause)]
        if len(found) == 1 and found[0].role and not bodies.bare(found[0].text):
            standing = found[0].role
            continue
        if standing is not LeadRole.LEAD and marker_in(small):
            standing = LeadRole.LEAD
        yield from found


def marker_in(small: str) -> re.Match[str] | None:
    """The first marker of a line in small letters."""
    for mark in _MARKS:
        if mark in small:
            return MARKER.search(small)
    return None


def _lines(text: str) -> list[str]:
    """The paragraphs, white space collapsed, joined again where only a narrow column broke them."""
    lines: list[str] = []
    is_item = False  # the line above was a bullet or label by itself
    for paragraph in (text if text.isprintable() else _INVISIBLE.sub("", text)).splitlines():
        for raw in _INLINE_LABEL.split(" ".join(paragraph.split())):
            line = _BULLET.sub("", raw)
            if lines and line and line == raw and not is_item and _goes_on(lines[-1], line):
                lines[-1] = f"{lines[-1]} {line}"
            elif line:
                lines.append(line)
            if raw:
                is_item = not line
    return lines


def _goes_on(before: str, line: str) -> bool:
    if before.count("(") > before.count(")"):
        return True
    if MARKER.fullmatch(_small(before)) or MARKER.fullmatch(_small(line)):
        return False
    if _OPEN_END.search(before) or _OPEN_START.match(line):
        return True
    last = before.split()[-1]
    following = [word.lower().strip(bodies.TRIMMED) for word in line.split()]
    if f"{last.lower()} {following[0]}" in words.DEPARTMENTS:
        return True  # "Public" over "Health"
    if people.is_person(before):
        return " " not in before and len(following) == 1 and people.is_person(f"{before} {line}")
    is_whole = last.lower().strip(bodies.TRIMMED) in words.HEADS - _BEFORE_TAILS or people.is_acronym(last)
    return not is_whole and following[-1] in _TAILS and all(word in _TAILS | _BEFORE_TAILS for word in following)


def _clauses(line: str, standing: LeadRole) -> Iterator[Clause]:
    """The line cut at its markers; a marker in brackets ends with them."""
    role: LeadRole | None = standing
    start = 0
    is_first = True
    small = _small(line)
    marker = marker_in(small)
    while marker:
        before = line[start : marker.start()]
        if bodies.bare(before):
            yield Clause(role, before, is_first)
            is_first = False
        start = marker.end()
        role = _role_of(marker)
        if "(" in marker[0]:
            close = line.find(")", start)
            close = len(line) if close < 0 else close
            yield Clause(role, line[start:close], is_first)
            is_first = False
            role = standing
            start = min(close + 1, len(line))
        marker = MARKER.search(small, start)
    if bodies.bare(line[start:]) or is_first:
        yield Clause(role, line[start:], is_first)


def _parts_said_after(clause: Clause) -> Iterator[Clause]:
    """The clause cut behind the words that tell the part of the names before them: "Fell CCG to lead"."""
    text = clause.text
    if clause.role is not LeadRole.LEAD:
        yield clause
        return
    if pair := _PAIR.fullmatch(text.strip()):
        yield Clause(LeadRole.LEAD, pair["lead"], clause.is_first)
        yield Clause(LeadRole.SUPPORT, pair["support"], False)
        return
    start = 0
    is_first = clause.is_first
    for told in _AFTER.finditer(_small(text)):
        names = text[start : told.start()]
        if told["support"]:
            if not start and (before := _LAST_NAME.match(names)):  # "Moor Police, Fell CCG in support": only the last
                yield Clause(LeadRole.LEAD, before[0].rstrip("("), is_first)
                is_first = False
                names = names[before.end() :]
            yield Clause(LeadRole.SUPPORT, names.strip("() "), is_first)
        else:
            yield Clause(LeadRole.LEAD, names, is_first)
        is_first = False
        start = told.end()
    if not start or bodies.bare(text[start:].strip("() ")):
        yield Clause(clause.role, text[start:], is_first)


def _small(line: str) -> str:
    """The line in small letters, each in its place: a few letters become two when they are made small."""
    small = line.lower()
    if len(small) == len(line):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in line)


def _role_of(marker: re.Match[str]) -> LeadRole | None:
    if marker["govern"]:
        return None
    return LeadRole.SUPPORT if marker["support"] else LeadRole.LEAD
