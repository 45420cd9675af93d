"""Gives the names in a lead cell their part: body or person, and who belongs to whom."""

import re
from dataclasses import replace
from functools import lru_cache

from concordat.documents.values import value
from concordat.plans.domain.leads import bodies, lines, people, words
from concordat.plans.domain.leads.values import Lead, LeadRole

_MOST_CHARACTERS = 3000  # a longer cell is prose that strayed into the column: its leads are left to a person

_SUPPORT_REMARK = re.compile(
    r"\(\s*(?:in\s+)?(?:support(?:ing)?(?:\s+(?:body|agency|organisation|partner|role))?|sb|s)\s*\)", re.IGNORECASE
)
_NOBODY = re.compile(
    r"(?:tb[cadf]|n\s?/?\s?a|none|nil|not\s+(?:known|applicable|yet\s+\w+)|unknown|to\s+be(?:\s+(?:agreed|confirmed|determined|decided"
    r"|identified|advised|appointed|arranged|allocated|assigned|nominated|named|discussed|scoped|recruited)\b.*)?|as\s+(?:above|below)"
    r"|see\s+above|ditto|various|etc|et\s+al|(?:leads?|owner)\s+(?:tb[cad]|to\s+be\s+\w+)|(?:post\s+)?vacan(?:t|cy)|as\s+appropriate|will\s+be|[\W_]*)",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"\s+(?:to\s+(?:co-)?lead|will\s+lead|leading|to\s+co-?ordinate)(?:\s+on)?$|\s+jointly$", re.IGNORECASE
)
_UNSETTLED_END = re.compile(r"\s*[(–-]?\s*\b(?:(?:lead\s+)?tb[cad]|vacant|et\s+al|etc)\)?$", re.IGNORECASE)
_DASH = re.compile(r"\s[–-]\s|(?<=\w)[–-]\s|\s[–-](?=\w)")
_NAMED = re.compile(r"(?P<who>[^:]{2,60}?)\s*:\s*(?P<name>.*)")  # "Adults: FCC", "Police: Insp J. Teal"
_BRACKETED = re.compile(r"(?P<before>[^()]+?)\s*\((?P<inside>[^()]*)\)?\.?")


@value
class _Piece:
    organisation: str | None
    person: str | None
    role: LeadRole
    separator: str  # what stood before it: "\n" for a new line, "" where nothing did


def parse_leads(text: str) -> tuple[Lead, ...]:
    """The bodies and people named in a cell, in order, each once; line breaks stand between paragraphs.

    Each `organisation` and `person` is a stretch of the text once its white space is collapsed. All are leads, save
    those that the words put in support ("supported by", "link to"); groups that only govern ("reporting to") are left
    out, and so are cells that name nobody ("TBC", "as above"). Posts
    ("Commissioning Manager") are organisations, save beside a person whose body is named.
    """
    return () if len(text) > _MOST_CHARACTERS else _parse(text)


# A long plan names the same few bodies over and over.
@lru_cache(maxsize=2048)
def _parse(text: str) -> tuple[Lead, ...]:
    if _NOBODY.fullmatch(" ".join(text.split())):
        return ()
    pieces: list[_Piece] = []
    for clause in lines.clauses(text):
        if clause.role is not None:
            pieces.extend(_pieces(clause.text, clause.role, "\n" if clause.is_first else ""))
    return _without_repeats(_paired(_without_posts(pieces)))


# --- the names of a clause


def _pieces(text: str, role: LeadRole, separator: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    for name, following in _split(text):
        pieces.extend(_read_piece(name, role, separator))
        separator = following
    return pieces


def _split(text: str) -> list[tuple[str, str]]:
    """The names in a text, each with the separator after it."""
    found: list[tuple[str, str]] = []
    start = 0
    for match, next_start in _candidates(text):
        left, right = text[start : match.start()], text[match.end() : next_start]
        separator = (match["sign"] or match["word"]).strip(" ").lower()
        is_spaced = match[0].startswith(" ") and match[0].endswith(" ")
        if bodies.separates(separator, left, right, text[match.end() :], is_spaced=is_spaced):
            found.append((left, separator))
            start = match.end()
    found.append((text[start:], ""))
    return found


def _candidates(text: str) -> list[tuple[re.Match[str], int]]:
    """Separators outside brackets, each with the place where the next begins."""
    matches = list(bodies.SEPARATOR.finditer(text))
    if not matches:
        return []
    depths = _depths(text) if "(" in text or "[" in text else [0] * len(text)
    matches = [
        match
        for match in matches
        if match[0].strip(" ") == bodies.REMOVED or (depths[match.start()] == 0 and not _is_inside_letters(text, match))
    ]
    starts = [*(match.start() for match in matches[1:]), len(text)]
    return list(zip(matches, starts, strict=False))


def _depths(text: str) -> list[int]:
    """How many brackets are open after each letter."""
    depths: list[int] = []
    depth = 0
    for letter in text:
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        depths.append(depth)
    return depths


def _is_inside_letters(text: str, match: re.Match[str]) -> bool:
    """ "A&E", "H&W": letters with a sign among them."""
    if match[0] != "&":
        return False
    before = re.search(r"\w*$", text[max(0, match.start() - 4) : match.start()])
    after = re.match(r"\w*", text[match.end() : match.end() + 4])
    return min(len(before[0]) if before else 0, len(after[0]) if after else 0) <= 2


# --- one name: body, person, or both


def _read_piece(text: str, role: LeadRole, separator: str) -> list[_Piece]:
    remarked = _SUPPORT_REMARK.split(text) if "(" in text else (text,)
    if len(remarked) > 1:
        return [piece for name in remarked for piece in _read_piece(name, LeadRole.SUPPORT, separator)]
    name = _tidied(text)
    named = _NAMED.fullmatch(name) if ":" in name else None
    if named and named["who"].lower() in words.POPULATIONS:
        name = _tidied(named["name"])
    elif named and people.is_person(named["name"]):
        return [_Piece(_tidied(named["who"]) or None, named["name"], role, separator)]
    if _NOBODY.fullmatch(name) or name.lower() in words.POPULATIONS - {"county", "city"}:
        return []
    read = _read_dashed(name, role, separator) or _read_bracketed(name, role, separator)
    if read:
        return read
    if people.may_be_person(name):
        return [_Piece(None, name, role, separator)]
    both = people.split_person(name)
    if both:
        return [_Piece(_tidied(both[1]) or None, both[0], role, separator)]
    if not any(letter.isalpha() for letter in name) and name.lower() not in words.NATIONAL_BODIES:
        return []
    return [_Piece(name, None, role, separator)]


def _read_dashed(name: str, role: LeadRole, separator: str) -> list[_Piece]:
    """ "Adults – FCC", "Ann Heron – Commissioning Manager", "FCC – FMHT"; nothing where the dash is in one name."""
    dashed = _DASH.split(name, maxsplit=1) if "-" in name or "–" in name else (name,)
    if len(dashed) < 2:
        return []
    first, second = _tidied(dashed[0]), _tidied(dashed[1])
    if first.lower() in words.POPULATIONS:
        return _read_piece(second, role, separator)
    if _NOBODY.fullmatch(first):
        return _read_piece(second, role, separator)
    if people.is_person(first) != people.is_person(second):
        person, other = (first, second) if people.is_person(first) else (second, first)
        return [_Piece(other or None, person, role, separator)]
    if people.is_acronym(first) and people.is_acronym(second):
        return [*_read_piece(first, role, separator), *_read_piece(second, role, "/")]
    return []


def _read_bracketed(name: str, role: LeadRole, separator: str) -> list[_Piece]:
    """ "Ann Heron (FCC)", "FCC (Ann Heron)", "FCC (with FMHT)"; nothing where the brackets belong to one name."""
    bracketed = _BRACKETED.fullmatch(name) if "(" in name else None
    if not bracketed:
        return []
    joint = re.match(r"\s*(?:with|and|plus|&|\+)\s+", bracketed["inside"], re.IGNORECASE)
    if joint:
        inside = bracketed["inside"][joint.end() :]
        return [*_read_piece(bracketed["before"], role, separator), *_pieces(inside, role, "")]
    before, inside = _tidied(bracketed["before"]), _tidied(bracketed["inside"])
    if people.is_person(before):
        body = _tidied(re.split(r",|\s[–-]\s", inside)[-1])
        return [_Piece(body or None, before, role, separator)]
    if people.is_person(inside):
        return [_Piece(before or None, inside, role, separator)]
    several = [_tidied(name) for name, _ in _split(inside)]
    if len(several) > 1 and all(people.is_person(name) for name in several):  # "FCC (Ann Heron and Tom Wren)"
        return [_Piece(before or None, name, role, separator if not at else "/") for at, name in enumerate(several)]
    return []


def _tidied(text: str) -> str:
    name = bodies.bare(bodies.ARTICLE.sub("", bodies.bare(text)))
    if name.startswith("(") and name.endswith(")") and name.count("(") == 1:
        name = bodies.ARTICLE.sub("", bodies.bare(name[1:-1]))
    if name.count("(") < name.count(")"):
        name = name.rstrip(")")
    if name.count("(") > name.count(")"):
        name = name.rstrip("(").rstrip()
    low = name.lower()
    if "lead" in low or "ord" in low or "ntly" in low:
        name = _LEADS_ON.sub("", name)
    if "tb" in low or "vacant" in low or "et" in low:
        name = _UNSETTLED_END.sub("", name)
    return name


# --- people and their bodies


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
            if second.separator == "," and bodies.is_post(first.organisation or ""):
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


def _without_posts(pieces: list[_Piece]) -> list[_Piece]:
    """Leaves out the post between a person and a body, or behind both: "Ann Heron, Head of Nursing, FCC"."""
    kept: list[_Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        index += 1
        person = kept[-1] if kept else None
        if person is None or not _is_post_of(piece, person):
            kept.append(piece)
            continue
        before = kept[-2] if len(kept) > 1 and person.separator == "," else None
        after = pieces[index] if index < len(pieces) and pieces[index].separator in (",", "\n") else None
        if person.organisation is not None:
            continue
        if after is not None and after.separator == "," and _is_body_for(person, after):
            kept[-1] = replace(person, organisation=after.organisation)
            index += 1
        elif not (_is_body_for(person, before) or _is_body_for(person, after)):
            kept.append(piece)
    return kept


def _is_post_of(piece: _Piece, person: _Piece) -> bool:
    return (
        person.person is not None
        and piece.separator == ","
        and piece.person is None
        and piece.role is person.role
        and piece.organisation is not None
        and bodies.is_post(piece.organisation)
    )


def _is_body_for(person: _Piece, other: _Piece | None) -> bool:
    """Whether a name beside a person's post can be where the person works."""
    return (
        other is not None
        and other.organisation is not None
        and other.person is None
        and other.role is person.role
        and not bodies.is_post(other.organisation)
    )


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
