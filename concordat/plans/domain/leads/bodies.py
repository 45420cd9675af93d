"""How much like the whole name of a body some words are, and whether a separator between two is one."""

import re
from enum import IntEnum

from concordat.plans.domain.leads import people, words

TRIMMED = " \t.,;:–-/&+*|<>\ufffc"
JOINT_WITH = (
    r"(?:jointly\s+|(?-i:together)\s+|along\s+)with|in\s+(?:conjunction|association|partnership|collaboration|liaison)\s+with"
    r"|alongside|as\s+well\s+as|plus|with"
)
SEPARATOR = re.compile(rf"\s*(?:(?P<sign>[/,;&+|\ufffc]|\s[–-]\s)|\b(?P<word>and|{JOINT_WITH})\b)\s*", re.IGNORECASE)
REMOVED = "\ufffc"  # stands where a remark such as "(lead)" was taken out, so that no name closes over the gap
_MOST_LOOKED_AT = 300  # letters of a name: no body's is longer, and words without a separator grow with each "and"
ARTICLE = re.compile(r"^(?:the|our)\s+", re.IGNORECASE)


class Strength(IntEnum):
    """How much like the whole name of a body some words are."""

    TOPIC = 0  # "mental health": needs a head
    NAME = 1  # "Oxcombe", "Harvest Lights": may be a body, or part of one
    PART = 2  # "Fenshire CCG mental health", "crisis team"
    WHOLE = 3


def separates(separator: str, left: str, right: str, rest: str, *, is_spaced: bool) -> bool:
    """Whether a separator stands between two bodies or people, or within the name of one.

    `left` is the name so far, `right` reaches to the next possible separator, `rest` to the end of the line.
    """
    left, right = bare(left), bare(right)
    if separator in (";", "+", "|", REMOVED) or not left or not right:
        return True
    if separator in ("–", "-"):
        return False
    if people.is_reversed(f"{left}, {right}") and separator == ",":
        return False
    if separator == "/" and left.lower() in _RANKS_BEFORE_SLASH and people.is_person(right):
        return False  # "C/Insp"
    if separator == "/":
        return not _shares_head(left, right, is_spaced=is_spaced)
    if separator == ",":
        return not (_is_place(left.rsplit(",")[-1].strip(), may_be_long=True) and _is_list_of_places(rest))
    if separator == "with":
        return not (_is_place(left) and right.lower().startswith("darwen"))  # the one place with "with" in its name
    if separator in ("and", "&"):
        return _and_separates(left, _with_its_pair(right, rest))
    return True


def _and_separates(left: str, right: str) -> bool:
    """Whether "and" stands between two bodies; it may stand within one ("Wexley and Oxcombe CCG")."""
    last, first = left.lower().split()[-1], right.lower().split()[0]
    if f"{last}+{first.strip(TRIMMED)}" in words.PAIRED or first in ("wellbeing", "well-being"):
        return False
    if len(left) <= 1 or (len(right) <= 1):
        return False  # A&E
    strength, following = strength_of(left), strength_of(ARTICLE.sub("", right))
    if first in ("the", "all", "other", "others", "our") and strength >= Strength.PART:
        return True
    if last == "nhs" and following is not Strength.WHOLE:
        return False  # "Fenshire NHS and Social Care Partnership Trust"
    if people.is_person(left) or people.is_person(right):
        return True
    if strength is Strength.NAME:
        # Places share a head ("Wenn and Oxcombe CCG"); one word by itself and a group of no place have none to share.
        is_apart = len(ARTICLE.sub("", right).split()) == 1
        return (following is Strength.WHOLE and is_apart) or (following is Strength.PART and _ends_in_group(right))
    if _BOROUGH.match(left.lower()) and _is_place(right):
        return False  # "Royal Borough of Windsor and Maidenhead"
    if strength is Strength.PART and last in words.HEADS:
        strength = Strength.WHOLE  # "Street Triage Team and …"
    if strength is Strength.WHOLE:
        return following > Strength.TOPIC
    return strength is Strength.PART and following is Strength.WHOLE and not _is_department(right)


def _with_its_pair(right: str, rest: str) -> str:
    """The name whole where its first word is one of a pair: "Health and Wellbeing Board", not "Health"."""
    paired = _PAIR_AHEAD.match(rest[:_MOST_LOOKED_AT])
    if paired and bare(paired[1]) == right and f"{right.split()[-1]}+{paired[2]}".lower() in words.PAIRED:
        end = SEPARATOR.search(rest, paired.end())
        return bare(rest[: end.start() if end else len(rest)])
    return right


_PAIR_AHEAD = re.compile(r"([^/,;&+|]{1,60}?)\s+(?:and|&)\s+([\w-]+)")
_RANKS_BEFORE_SLASH = frozenset(("c", "d", "t", "a", "ch", "det"))


def _ends_in_group(name: str) -> bool:
    return name.lower().split()[-1] in ("group", "team", "teams", "service", "services", "board", "forum", "network")


def _shares_head(left: str, right: str, *, is_spaced: bool) -> bool:
    """ "Wenn/Oxcombe CCG", "Mental Health/Learning Disability Commissioner": the first needs the second's last word."""
    parts = right.split()
    if len(parts) < 2 or not _ends_in_head(right):
        return False
    if strength_of(left) is Strength.TOPIC:
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
    near = rest[:_LONGEST_LIST]
    joint = re.search(r"\s(?:and|&)\s", near)
    if joint is None:
        return False
    places = [bare(place) for place in near[: joint.start()].split(",")]
    last = bare(SEPARATOR.split(near[joint.end() :], maxsplit=1)[0])
    return _ends_in_head(last) and all(_is_place(place, may_be_long=True) for place in places)


_LONGEST_LIST = 200  # characters; a list of places that share a head is one name


def _is_place(name: str, *, may_be_long: bool = False) -> bool:
    """One word that by itself names no body and nobody, after "NHS" or points of the compass; or a longer place."""
    parts = name.split()
    while len(parts) > 1 and (parts[0].lower() in words.COMPASS or parts[0] == "NHS"):
        parts = parts[1:]
    if not parts or not parts[0][:1].isupper() or strength_of(name) is not Strength.NAME:
        return False
    return len(parts) == 1 or (may_be_long and any(_looks_like_place(part.lower()) for part in parts))


def _looks_like_place(word: str) -> bool:
    return word in words.COMPASS or word in words.PLACE_WORDS or word.endswith(words.PLACE_ENDINGS)


_BOROUGH = re.compile(r"(?:(?:london|royal|metropolitan) )?(?:borough|city|county|royal borough) of \w")


def strength_of(name: str) -> Strength:
    """How whole a name is by its last word, its capitals, and what its words are about."""
    name = name[-_MOST_LOOKED_AT:]
    parts = [part.strip(TRIMMED + "()").lower().replace("’", "'") for part in name.split("(")[0].split()]
    parts = [part for part in parts if part]
    whole = " ".join(parts)
    if not parts:
        return Strength.TOPIC
    if whole in words.DEPARTMENTS or whole in words.NATIONAL_BODIES or people.is_person(name):
        return Strength.WHOLE
    if _BOROUGH.match(whole):
        return Strength.WHOLE
    originals = name.split("(")[0].split()
    has_letters = any(people.is_acronym(part) and part != "NHS" for part in originals)
    if parts[-1] in words.HEADS:
        is_generic = len(parts) > 1 and all(part in words.TOPICS or part in _GENERIC for part in parts[:-1])
        return Strength.PART if is_generic else Strength.WHOLE
    if people.is_acronym(originals[-1]):
        return Strength.WHOLE
    if has_letters or any(part in words.SHARED_HEADS for part in parts):
        return Strength.PART
    if all(part in words.TOPICS for part in parts):
        return Strength.TOPIC
    return Strength.NAME


# Heads that say nothing of whose they are, in front of another: "… Partnership Trust", "… Foundation Trust".
_GENERIC = frozenset(("partnership", "foundation", "nhs", "trust", "team", "group", "service", "services", "board"))


def _is_department(name: str) -> bool:
    return name.lower().replace("’", "'") in words.DEPARTMENTS


def _ends_in_head(name: str) -> bool:
    parts = name.split("(")[0].split()
    return bool(parts) and parts[-1].lower().strip(TRIMMED) in words.SHARED_HEADS


_OFFICE = re.compile(
    r"^(?:(?:deputy|assistant|associate|vice|acting|interim|clinical)\W+)*(?:head|director|chair|lead) (?:of|for) \w",
    re.IGNORECASE,
)
_OFFICE_THAT_IS_A_BODY = re.compile(r"\bcrime commissioner$|^(?:nhs|the)\b.*\bexecutive$", re.IGNORECASE)


def is_post(name: str) -> bool:
    """Whether a name is what one person is called at work: "Head of Nursing", "Commissioning Manager"."""
    last = name.split("(")[0].split()[-1:]
    if _OFFICE_THAT_IS_A_BODY.search(name):
        return False
    return bool(_OFFICE.match(name)) or (bool(last) and last[0].strip(TRIMMED).lower() in words.POSTS)


def bare(name: str) -> str:
    """The words without what stood between them and their neighbours."""
    return name.strip(TRIMMED)
