"""Tells the name of a person from the name of a body."""

import re
import unicodedata
from functools import lru_cache

from concordat.plans.domain.leads import words
from concordat.plans.domain.leads.forenames import AMBIGUOUS, FORENAMES, SURNAMES

_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}")
_SURNAME_FORM = re.compile(r"(?:Mc|Mac|O['’]|D['’]|Fitz)[A-Z][a-z]+|[A-Z][a-z]+(?:sson|ski|ska|wicz|ová|opoulos)")
_PARTICLES = words.words_of("van von de der den da di du dos del la le el al bin ap st")
_MOST_WORDS = 5
_LONGEST_NAME = 120  # characters of a name with its body
# Letters that are a rank before a whole name and a body by themselves ("PC" is a council in some plans).
_TITLES_LIKE_BODIES = frozenset(("pc", "dc", "cc", "ps", "ds", "t", "fr", "ch", "st"))
# Words of bodies that are surnames too; a common forename before them decides.
_SURNAMES_LIKE_BODIES = words.words_of("ward hall park church street head lane field bridge banks marsh chambers young")


# The cells of a plan name the same few bodies and people, and each name is asked about several times.
@lru_cache(maxsize=4096)
def is_person(text: str) -> bool:
    """Whether the words are a person's name: with title, with initials, or a forename that is common in England."""
    names = text.split()
    if not 1 <= len(names) <= _MOST_WORDS + 3:
        return False
    if "," in text:
        return is_reversed(text)
    titled = _without_titles(names)
    has_title = len(titled) < len(names)
    return _is_name(titled, has_title=has_title)


def may_be_person(text: str) -> bool:
    """Whether the words are a person's name for all that they say: two words with capitals, neither of a body.

    In doubt it is a person: a body kept from the public by mistake does less harm than a name that is published.
    """
    names = text.split()
    return is_person(text) or (
        len(names) == 2
        and all(_NAME_WORD.fullmatch(word) and word.istitle() for word in names)
        and (_could_be_anybody(names[0]) or _plain(names[0]) in AMBIGUOUS)
        and _could_be_anybody(names[1])
    )


def is_reversed(text: str) -> bool:
    """ "Heron, Ann"."""
    surname, _, forename = text.partition(", ")
    return (
        forename.lower() in FORENAMES
        and forename.istitle()
        and surname.istitle()
        and " " not in surname
        and not _is_body_word(surname)
    )


def split_person(text: str) -> tuple[str, str] | None:
    """A person and the body run on to the name: "Ann Heron FCC", "Ann HeronFCC"; None where there are not both."""
    if len(text) > _LONGEST_NAME:
        return None
    glued = re.fullmatch(r"(.+ [A-Z][a-z]{2,})([A-Z]{2,}[A-Za-z]*)", text)
    if glued and is_person(glued[1]):
        return glued[1], glued[2]
    names = text.split()
    for size in range(min(len(names) - 1, _MOST_WORDS), 1, -1):
        person, rest = " ".join(names[:size]), names[size:]
        first = _without_titles(names[:size])
        if not first or first[0].rstrip(".").lower() not in FORENAMES or not is_person(person):
            continue
        # "James Paget University Hospitals" is named after a person: a body of its own has a name of its own.
        if any((is_acronym(word) and word != "NHS") or word[0].isdigit() for word in rest):
            return person, " ".join(rest)
        if rest[-1].lower().strip(".,") in words.HEADS and not all(_is_body_word(word) for word in rest):
            return person, " ".join(rest)
    return None


@lru_cache(maxsize=4096)
def is_acronym(word: str) -> bool:
    """Letters that stand for a body: "FMHT", "FMhT", "CCGs", "LA's", "D2D"; not "MH", and not "McKay"."""
    bare = re.sub(r"['’]?s$", "", word.strip(".,:;()[]"))
    if sum(letter.isupper() for letter in bare) < 2 or bare in words.TOPIC_LETTERS:
        return False
    parts = bare.split("-")
    if all(re.fullmatch(r"(?:Mc|Mac|O['’]|D['’]|Fitz|De|Le|La)?[A-Z][a-z'’]+", part) for part in parts):
        return False
    return sum(letter.isupper() or letter.isdigit() or letter == "&" for letter in bare) * 2 >= len(bare)


def _without_titles(names: list[str]) -> list[str]:
    index = 0
    while index < len(names) - 1 and names[index].lower().rstrip(".") in words.TITLES:
        title = names[index].lower().rstrip(".")
        if title in _TITLES_LIKE_BODIES and index == 0 and not _is_name(names[1:], has_title=False):
            following = names[1].lower().rstrip(".")
            if following not in words.TITLES and not (
                len(names) == 2 and names[1].istitle() and title not in ("cc", "st")
            ):
                break
        index += 1
    return names[index:]


def _is_name(names: list[str], *, has_title: bool) -> bool:
    if not names or len(names) > _MOST_WORDS:
        return False
    if len(names) == 1:
        word = names[0]
        if has_title:
            return bool(_NAME_WORD.fullmatch(word)) and word[0].isupper() and word.lower() not in words.HEADS
        return word.istitle() and word.lower() in FORENAMES and word.lower() not in AMBIGUOUS
    *given, last = names
    is_all_capitals = all(word.isupper() for word in given)
    if not _is_surname(last, may_be_capitals=is_all_capitals) or not all(_is_given(word) for word in given):
        return False
    forename = _plain(given[0].split("-")[0])
    is_initials = bool(_INITIALS.fullmatch(given[0]))
    is_common = forename in FORENAMES
    if any(_is_body_word(word) for word in given) and not (is_common and len(names) == 2):
        return False
    if _is_body_word(last):
        return is_common and forename not in AMBIGUOUS and last.lower() in _SURNAMES_LIKE_BODIES
    if is_initials and not is_common:
        # "UK Mind", "A Team" and "NHS Wexley" are bodies; three capitals without full stops are more often one too.
        return has_title or "." in given[0] or len(given[0]) == 1
    if is_common or has_title:
        return True
    return last.lower() in SURNAMES or bool(_SURNAME_FORM.fullmatch(last))


def _is_given(word: str) -> bool:
    if word.lower() in _PARTICLES or _INITIALS.fullmatch(word):
        return True
    if not _NAME_WORD.fullmatch(word) or not word[0].isupper():
        return False
    return not is_acronym(word) or word.lower() in FORENAMES


def _is_surname(word: str, *, may_be_capitals: bool) -> bool:
    if len(word) < 2 or not _NAME_WORD.fullmatch(word) or not word[0].isupper():
        return False
    return may_be_capitals if word.isupper() else not is_acronym(word)


def _could_be_anybody(word: str) -> bool:
    lower = word.lower()
    return (
        len(word) >= 3
        and not _is_body_word(word)
        and lower not in words.OTHER_WORDS
        and not lower.endswith(_ENDINGS_OF_WORDS)
        and not lower.endswith(words.PLACE_ENDINGS_OF_NO_SURNAME)
    )


# Endings of common words and of plurals ("Options", "Wellness", "Housing"), which names seldom have.
_ENDINGS_OF_WORDS = ("ing", "tion", "tions", "ment", "ments", "ity", "ness", "ways", "ology", "iatry")


def _plain(word: str) -> str:
    """Small letters without accents, as forenames are listed."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word.strip(".").lower()) if letter.isalpha())


def _is_body_word(word: str) -> bool:
    lower = word.lower().replace("’", "'").removesuffix("'s")
    return lower in words.HEADS or lower in words.TOPICS
