"""Takes a lead cell apart into bodies and people, and says who leads and who supports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from concordat.plans.domain.leads import people, words
from concordat.plans.domain.leads.values import Lead, LeadRole

_MOST_CHARACTERS = 4000  # a longer cell is prose that strayed into the column: its leads are left to a person

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BULLET = re.compile(r"^(?:[•·▪●◦*o–-]\s+|[•·▪●◦*]|\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s*|\d{1,2}\.\s+)")

_SUPPORT = (
    r"(?:with\s+)?(?:the\s+)?(?:support|assistance|help|input|advice|contributions?)\s+(?:from|of|by)"
    r"|(?:supported|assisted|helped|aided|backed|advised)\s+by"
    r"|support(?:ing)?(?:\s+(?:agency|agencies|organisations?|partners?|leads?|bodies|from|by))?\s*[:–-]"
    r"|links?\s+(?:in\s+)?(?:to|with)|linked\s+(?:in\s+)?(?:to|with)|linking\s+(?:in\s+)?(?:to|with)"
    r"|working\s+(?:closely\s+)?with\s*:?|contributors?\s*:|in\s+consultation\s+with|consulting\s+with"
)
_LEADING = (
    r"(?:joint(?:ly)?\s+|co-?\s?|overall\s+)?(?:led\s+by|lead\s+by|leads?(?:\s+(?:agency|agencies|organisations?|bod(?:y|ies)"
    r"|officers?|partners?|person))?\s*[:–-])|(?:action\s+)?owners?\s*[:–-]|responsible\s*:"
)
_GOVERNING = (
    r"(?:[-–,]\s*)?(?:report(?:ing|s|ed)?(?:\s+in)?\s+to|(?:accountable|answerable|responsible)\s+to"
    r"|monitored\s+(?:by|via|through)|overseen\s+(?:by|via|through)|oversight\s+(?:by|from|of|via)|governance\s*:"
    r"|governed\s+by|signed\s+off\s+by|assured\s+by|scrutinised\s+by|escalat\w+\s+to|feeding\s+into|feeds\s+into"
    r"|under\s+the\s+direction\s+of|chaired\s+by|(?:all\s+)?via\s+the\b)"
)
_MARKER = re.compile(
    rf"\(?\s*\b(?P<support>{_SUPPORT})|(?:^|(?<=[.;(]))\s*(?P<lead>{_LEADING})|\(?\s*(?:\b|(?=[-–,]))(?P<govern>{_GOVERNING})",
    re.IGNORECASE,
)
_LEAD_REMARK = re.compile(
    r"\(\s*(?:joint\s+|overall\s+)?(?:lead(?:s|ing)?(?:\s+(?:body|agency|organisation|partner))?|lb|l)\s*\)",
    re.IGNORECASE,
)
_SUPPORT_REMARK = re.compile(
    r"\(\s*(?:in\s+)?(?:support(?:ing)?(?:\s+(?:body|agency|organisation|partner|role))?|sb|s)\s*\)", re.IGNORECASE
)
_CONTACT = re.compile(
    r"\(?\s*(?:[\w.+-]+@[\w.-]+|(?:tel(?:ephone)?|mob(?:ile)?|ext)\.?:?\s*[\d ]{3,}|\b0\d[\d ]{8,12})\s*\)?",
    re.IGNORECASE,
)
_JOINT_WITH = (
    r"(?:jointly\s+|(?-i:together)\s+|along\s+)with|in\s+(?:conjunction|association|partnership|collaboration)\s+with"
    r"|alongside|as\s+well\s+as|plus|with"
)
_SEPARATOR = re.compile(rf"\s*(?:(?P<sign>[/,;&+|]|\s[–-]\s)|\b(?P<word>and|{_JOINT_WITH})\b)\s*", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:tb[cadf]|n/?a|none|nil|not\s+(?:known|applicable|yet\s+\w+)|unknown|to\s+be\s+\w+.*|as\s+(?:above|below)|see\s+above"
    r"|ditto|various|as\s+appropriate|[\W_]*)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|our)\s+", re.IGNORECASE)
_TRIMMED = " \t.,;:–-/&+*"


def parse_leads(text: str) -> tuple[Lead, ...]:
    """The bodies and people named in a cell, in order, each once; line breaks stand between paragraphs.

    Each `organisation` and `person` is a stretch of the text once its white space is collapsed. All are leads, save
    those that the words put in support ("supported by", "link to"); groups that only govern ("reporting to") are left
    out, and so are cells that name nobody ("TBC", "as above"). Posts ("Commissioning Manager") are organisations.
    """
    if len(text) > _MOST_CHARACTERS:
        return ()
    pieces: list[_Piece] = []
    role, is_kept = LeadRole.LEAD, False
    for line in _lines(text):
        if not is_kept:
            role = LeadRole.LEAD
        for clause in _clauses(line, role):
            if clause.role is None:
                continue
            pieces.extend(_pieces(clause.text, clause.role, is_new_line=clause.is_first))
            role, is_kept = clause.role, not clause.text.strip(_TRIMMED)
    return _without_repeats(_paired(pieces))


# --- lines and clauses


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words under one marker; `role` is None where they only govern."""

    role: LeadRole | None
    text: str
    is_first: bool


def _lines(text: str) -> list[str]:
    """The paragraphs, white space collapsed, joined again where only a narrow column broke them."""
    lines: list[str] = []
    for raw in _INVISIBLE.sub("", text).splitlines():
        line = _BULLET.sub("", " ".join(raw.split()))
        if not line:
            continue
        if lines and _goes_on(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


_OPEN_END = re.compile(r"(?:[/,&+–(-]|\b(?:and|with|by|from|of|for|the|to|in|nhs))$", re.IGNORECASE)
_OPEN_START = re.compile(
    r"(?:[/,&+)–]|(?:and|of|for|supported by|assisted by|with|in (?:conj|assoc|partn|collab)\w+)\b)", re.IGNORECASE
)
_TAIL_ONLY = words.words_of(
    """
    trust council team group board service services partnership manager commissioner authority officer foundation
    lead
    """
)


def _goes_on(before: str, line: str) -> bool:
    if before.count("(") > before.count(")"):
        return True
    if _OPEN_END.search(before) or _OPEN_START.match(line):
        return True
    last = before.split()[-1].lower().strip(_TRIMMED)
    is_whole = last in words.HEADS or people.is_acronym(before.split()[-1]) or people.is_person(before)
    return not is_whole and all(word.lower().strip(_TRIMMED) in _TAIL_ONLY for word in line.split())


def _clauses(line: str, role: LeadRole) -> Iterator[_Clause]:
    """The line cut at its markers; a marker in brackets ends with them."""
    line = _LEAD_REMARK.sub(" ", _CONTACT.sub(" ", line))
    current: LeadRole | None = role
    start = 0
    is_first = True
    position = 0
    while True:
        marker = _MARKER.search(line, position)
        if marker is None:
            break
        before = line[start : marker.start()]
        if before.strip(_TRIMMED):
            yield _Clause(current, before, is_first)
            is_first = False
        current = _role_of(marker)
        start = position = marker.end()
        if "(" in marker[0]:
            close = line.find(")", start)
            close = len(line) if close < 0 else close
            yield _Clause(current, line[start:close], is_first)
            is_first = False
            current = role
            start = position = min(close + 1, len(line))
    rest = line[start:]
    if rest.strip(_TRIMMED) or start == len(line) or start:
        yield _Clause(current, rest, is_first)


def _role_of(marker: re.Match[str]) -> LeadRole | None:
    if marker["govern"]:
        return None
    return LeadRole.SUPPORT if marker["support"] else LeadRole.LEAD


# --- pieces


@dataclass(frozen=True, slots=True)
class _Piece:
    organisation: str | None
    person: str | None
    role: LeadRole
    separator: str  # what stood before it: "\n" for a new line, "" where nothing did


class _Strength(IntEnum):
    """How much like the whole name of a body some words are."""

    TOPIC = 0  # "mental health": needs a head
    NAME = 1  # "Corby", "Harbour Lights": may be a body, or part of one
    PART = 2  # "Fenshire CCG mental health", "crisis team"
    WHOLE = 3


def _pieces(text: str, role: LeadRole, *, is_new_line: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    separator = "\n" if is_new_line else ""
    for words_of_one, following in _split(text):
        pieces.extend(_read_piece(words_of_one, role, separator))
        separator = following
    return pieces


def _split(text: str) -> list[tuple[str, str]]:
    """The names in a text, each with the separator after it."""
    found: list[tuple[str, str]] = []
    start = 0
    for match, next_start in _candidates(text):
        left = text[start : match.start()]
        right = text[match.end() : next_start]
        rest = text[match.end() :]
        separator = (match["sign"] or match["word"]).strip().lower()
        if _separates(separator, left, right, rest, is_spaced=match[0].startswith(" ") and match[0].endswith(" ")):
            found.append((left, separator))
            start = match.end()
    found.append((text[start:], ""))
    return found


def _candidates(text: str) -> list[tuple[re.Match[str], int]]:
    """Separators outside brackets, each with the place where the next begins."""
    depths: list[int] = []
    depth = 0
    for letter in text:
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        depths.append(depth)
    matches = [match for match in _SEPARATOR.finditer(text) if depths[match.start()] == 0]
    starts = [*(match.start() for match in matches[1:]), len(text)]
    return list(zip(matches, starts, strict=False))


def _separates(separator: str, left: str, right: str, rest: str, *, is_spaced: bool) -> bool:
    left, right = _bare(left), _bare(right)
    if separator in (";", "+", "|") or not left or not right:
        return True
    if separator in ("–", "-"):
        return False
    if separator == "/":
        return not _shares_head(left, right, is_spaced=is_spaced)
    if separator == ",":
        return not (_is_place(left.rsplit(",")[-1].strip(), may_be_long=True) and _is_list_of_places(rest))
    if separator == "with":
        return not (_is_place(left) and right.lower().startswith("darwen"))  # the one place with "with" in its name
    if separator in ("and", "&"):
        return _and_separates(left, right)
    return True


def _and_separates(left: str, right: str) -> bool:
    """Whether "and" stands between two bodies; it may stand within one ("Ashcombe and Stour CCG")."""
    last, first = left.lower().split()[-1], right.lower().split()[0]
    if f"{last}+{first.strip(_TRIMMED)}" in words.PAIRED or first in ("wellbeing", "well-being"):
        return False
    if len(left) <= 1 or (len(right) <= 1):
        return False  # A&E
    strength, following = _strength(left), _strength(_ARTICLE.sub("", right))
    if first in ("the", "all", "other", "others", "our") and strength >= _Strength.PART:
        return True
    if last == "nhs" and following is not _Strength.WHOLE:
        return False  # "Fenshire NHS and Social Care Partnership Trust"
    if people.is_person(left) or people.is_person(right):
        return True
    if strength is _Strength.NAME:
        # Places share a head ("Nene and Corby CCG"); one word by itself and a group of no place have none to share.
        is_apart = len(_ARTICLE.sub("", right).split()) == 1
        return (following is _Strength.WHOLE and is_apart) or (following is _Strength.PART and _ends_in_group(right))
    if _BOROUGH.match(left.lower()) and _is_place(right):
        return False  # "Royal Borough of Windsor and Maidenhead"
    if strength is _Strength.PART and last in words.HEADS:
        strength = _Strength.WHOLE  # "Street Triage Team and …"
    if strength is _Strength.WHOLE:
        return following > _Strength.TOPIC
    return strength is _Strength.PART and following is _Strength.WHOLE and not _is_department(right)


def _ends_in_group(name: str) -> bool:
    return name.lower().split()[-1] in ("group", "team", "teams", "service", "services", "board", "forum", "network")


def _shares_head(left: str, right: str, *, is_spaced: bool) -> bool:
    """ "Nene/Corby CCG", "Mental Health/Learning Disability Commissioner": the first needs the second's last word."""
    parts = right.split()
    if len(parts) < 2 or not _ends_in_head(right):
        return False
    if _strength(left) is _Strength.TOPIC:
        return True
    if not _is_place(left) or people.is_acronym(parts[0]):
        return False
    if left.lower() in words.COMPASS:
        return True
    if is_spaced and parts[-1].lower() not in _SHARED_BY_PAIRS:
        return False  # " / " stands between bodies as a rule
    names = [part for part in parts if part.lower() not in words.COMPASS and part.lower() not in words.SHARED_HEADS]
    return len(names) <= 2 and len(parts) - len(names) <= 2


_SHARED_BY_PAIRS = frozenset(("ccg", "ccgs", "councils", "trusts", "hospitals", "icb", "icbs"))


def _is_list_of_places(rest: str) -> bool:
    """ "Esk and Wear Valleys NHS Trust" after "Tees,": places, "and", and a head that they share."""
    match = re.match(r"((?:[\w'’-]+ ?){1,3},\s*){0,6}(?:[\w'’-]+\s){1,4}?(?:and|&)\s(?P<end>[^,;/]+)", rest)
    if match is None or not _ends_in_head(_bare(_SEPARATOR.split(match["end"], maxsplit=1)[0])):
        return False
    places = re.split(r",|\band\b|&", match[0][: match.start("end")])
    return all(_is_place(_bare(place), may_be_long=True) for place in places if place.strip())


def _is_place(name: str, *, may_be_long: bool = False) -> bool:
    """One word that by itself names no body and nobody, after "NHS" or points of the compass; or a longer place."""
    parts = name.split()
    while len(parts) > 1 and (parts[0].lower() in words.COMPASS or parts[0] == "NHS"):
        parts = parts[1:]
    if not parts or not parts[0][:1].isupper() or _strength(name) is not _Strength.NAME:
        return False
    return len(parts) == 1 or (may_be_long and any(_looks_like_place(part.lower()) for part in parts))


def _looks_like_place(word: str) -> bool:
    return word in words.COMPASS or word in words.PLACE_WORDS or word.endswith(words.PLACE_ENDINGS)


_BOROUGH = re.compile(r"(?:(?:london|royal|metropolitan) )?(?:borough|city|county|royal borough) of \w")


def _strength(name: str) -> _Strength:
    parts = [part.strip(_TRIMMED + "()").lower().replace("’", "'") for part in name.split("(")[0].split()]
    parts = [part for part in parts if part]
    whole = " ".join(parts)
    if not parts:
        return _Strength.TOPIC
    if whole in words.DEPARTMENTS or whole in words.NATIONAL_BODIES or people.is_person(name):
        return _Strength.WHOLE
    if _BOROUGH.match(whole):
        return _Strength.WHOLE
    originals = name.split("(")[0].split()
    has_letters = any(people.is_acronym(part) and part != "NHS" for part in originals)
    if parts[-1] in words.HEADS:
        is_generic = len(parts) > 1 and all(part in words.TOPICS or part in _GENERIC for part in parts[:-1])
        return _Strength.PART if is_generic else _Strength.WHOLE
    if people.is_acronym(originals[-1]):
        return _Strength.WHOLE
    if has_letters or any(part in words.SHARED_HEADS for part in parts):
        return _Strength.PART
    if all(part in words.TOPICS for part in parts):
        return _Strength.TOPIC
    return _Strength.NAME


# Heads that say nothing of whose they are, in front of another: "… Partnership Trust", "… Foundation Trust".
_GENERIC = frozenset(("partnership", "foundation", "nhs", "trust", "team", "group", "service", "services", "board"))


def _is_department(name: str) -> bool:
    return name.lower().replace("’", "'") in words.DEPARTMENTS


def _ends_in_head(name: str) -> bool:
    return (
        bool(name)
        and name.split("(")[0].split()[-1:] != []
        and name.split("(")[0].split()[-1].lower().strip(_TRIMMED) in words.SHARED_HEADS
    )


def _bare(name: str) -> str:
    return name.strip(_TRIMMED)


# --- one piece: body, person, or both

_DASH = re.compile(r"\s[–-]\s|(?<=\w)[–-]\s|\s[–-](?=\w)")
_BRACKETED = re.compile(r"(?P<before>[^()]+?)\s*\((?P<inside>[^()]*)\)?\.?")


def _read_piece(text: str, role: LeadRole, separator: str) -> list[_Piece]:
    if _SUPPORT_REMARK.search(text):
        text, role = _SUPPORT_REMARK.sub(" ", text), LeadRole.SUPPORT
    name = _tidied(text)
    dashed = _DASH.split(name, maxsplit=1)
    if len(dashed) == 2:
        first, second = _tidied(dashed[0]), _tidied(dashed[1])
        if first.lower() in words.POPULATIONS:
            return _read_piece(second, role, separator)
        if people.is_person(first) != people.is_person(second):
            person, other = (first, second) if people.is_person(first) else (second, first)
            return [_Piece(other or None, person, role, separator)]
        if people.is_acronym(first) and people.is_acronym(second):
            return [*_read_piece(first, role, separator), *_read_piece(second, role, "/")]
    if name.lower().rstrip(":").strip() in words.POPULATIONS and text.rstrip().endswith(":"):
        return []
    bracketed = _BRACKETED.fullmatch(name)
    if bracketed:
        joint = re.match(r"\s*with\s+", bracketed["inside"], re.IGNORECASE)
        if joint:
            inside = bracketed["inside"][joint.end() :]
            return [*_read_piece(bracketed["before"], role, separator), *_pieces(inside, role, is_new_line=False)]
        before, inside = _tidied(bracketed["before"]), _tidied(bracketed["inside"])
        if people.is_person(before):
            body = _tidied(re.split(r",|\s[–-]\s", inside)[-1])
            return [_Piece(body or None, before, role, separator)]
        if people.is_person(inside):
            return [_Piece(before, inside, role, separator)]
    if people.is_person(name):
        return [_Piece(None, name, role, separator)]
    both = people.split_person(name)
    if both:
        return [_Piece(_tidied(both[1]), both[0], role, separator)]
    if _NOBODY.fullmatch(name) or (not any(letter.isalpha() for letter in name) and name not in ("111", "999")):
        return []
    return [_Piece(name, None, role, separator)]


def _tidied(text: str) -> str:
    name = _ARTICLE.sub("", " ".join(text.split()).strip(_TRIMMED)).strip(_TRIMMED)
    if name.startswith("(") and name.endswith(")") and name.count("(") == 1:
        name = _ARTICLE.sub("", name[1:-1].strip(_TRIMMED))
    if name.count("(") < name.count(")"):
        name = name.rstrip(")")
    return name


def _paired(pieces: list[_Piece]) -> list[_Piece]:
    """Puts a person together with the body on the line, or behind the comma, before or after."""
    sizes = _lines_of(pieces)
    is_body_first: bool | None = None
    taken: set[int] = set()
    paired = list(pieces)
    for index in range(len(pieces) - 1):
        first, second = paired[index], paired[index + 1]
        if second.separator not in ("\n", ",") or first.role is not second.role:
            continue
        if second.separator == "\n" and (sizes[index] > 1 or sizes[index + 1] > 1):
            continue
        kinds = (_kind(first), _kind(second))
        if index in taken or kinds not in (("body", "person"), ("person", "body"), ("post", "body")):
            continue
        if kinds == ("post", "body"):
            if second.separator == ",":
                paired[index] = replace(first, organisation=second.organisation)
                taken.add(index + 1)
            continue
        if is_body_first is None:
            is_body_first = kinds == ("body", "person")
        if is_body_first != (kinds == ("body", "person")):
            continue
        person, body = (second, first) if is_body_first else (first, second)
        paired[index] = replace(first, organisation=body.organisation, person=person.person)
        taken.add(index + 1)
    return [piece for index, piece in enumerate(paired) if index not in taken]


def _kind(piece: _Piece) -> str:
    if piece.person is None:
        return "body"
    return "person" if piece.organisation is None else "post"


def _lines_of(pieces: list[_Piece]) -> list[int]:
    """For each piece, how many stand on its line."""
    sizes: list[int] = []
    line: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.separator == "\n" and line:
            sizes.extend([len(line)] * len(line))
            line = []
        line.append(index)
    return sizes + [len(line)] * len(line)


def _without_repeats(pieces: list[_Piece]) -> tuple[Lead, ...]:
    leads: dict[tuple[str, str], Lead] = {}
    for piece in pieces:
        key = ((piece.organisation or "").casefold().replace(" ", ""), (piece.person or "").casefold().replace(" ", ""))
        leads.setdefault(key, Lead(piece.organisation, piece.person, piece.role))
    return tuple(leads.values())
