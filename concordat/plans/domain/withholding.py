"""Takes out of words what the public should not read: names of staff, their addresses, telephones and file paths."""

import re
from collections.abc import Iterable

NAME = "[name withheld]"
EMAIL = "[e-mail address withheld]"
TELEPHONE = "[telephone number withheld]"
PATH = "[file path withheld]"

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Geographic and mobile numbers are people's desks and pockets; 03 and 08 are the lines that a plan gives to the
# public (0300, 0800), and 111, 999 and 116 123 are too short to match.
_TELEPHONE = re.compile(r"(?<![\w.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)[127](?:[\s()-]*\d){8,9}(?!\d)")
# As far as the file's ending, since folders have spaces in their names; without one, to the next space.
_PATH = re.compile(r"(?:\\\\[\w.$-]+|\b[A-Za-z]:)\\(?:[^\"<>|?*\r\n]{0,200}?\.[A-Za-z]{3,4}\b|[^\s\"<>|?*]+)")
_MANY_DIGITS = re.compile(r"[127][\d\s()-]{7}")


def has_withheld(text: str) -> bool:
    """Whether something was taken out of a text as the public reads it."""
    return "[" in text and any(words in text for words in (NAME, EMAIL, TELEPHONE, PATH))


_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "cllr", "councillor", "sir",
    "dame", "lord", "lady", "pc", "ps", "sgt", "sergeant", "insp", "inspector", "ch", "chief", "supt",
    "superintendent", "det", "detective", "const", "constable", "acc", "dcc", "cc",
})  # fmt: skip
_TITLE = rf"(?:(?:{'|'.join(sorted(_TITLES, key=len, reverse=True))})\.?\s+)"


class Withheld:
    """What is withheld from the readers of one plan: call it with words to get them as the public may read them.

    `names` are the names of the people of the locality, as written: "Winifred Tarrant", "Insp. K. Dunnock". With
    the name go its title and initials ("Insp Dunnock", "Kim Dunnock" only where that was the name). A name of one
    word is matched with its capital, since small letters would make a word of it ("may", "will").
    """

    def __init__(self, names: Iterable[str]) -> None:
        patterns: dict[str, None] = {}
        surnames: dict[str, None] = {}
        for name in sorted(names, key=len, reverse=True):
            words = [word for word in name.replace(".", ". ").split() if word.strip(".").casefold() not in _TITLES]
            if not words or len(words[-1]) < 2:
                continue
            surnames[words[-1].casefold()] = None
            patterns.update(dict.fromkeys(_patterns_of(words)))
        self._surnames = tuple(surnames)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None

    def __call__(self, text: str) -> str:
        if "@" in text:
            text = _EMAIL.sub(EMAIL, text)
        if "\\" in text:
            text = _PATH.sub(PATH, text)
        if _MANY_DIGITS.search(text):
            text = _TELEPHONE.sub(TELEPHONE, text)
        if self._names is not None:
            folded = text.casefold()
            if any(surname in folded for surname in self._surnames):
                text = self._names.sub(NAME, text)
        return text


def _patterns_of(words: list[str]) -> Iterable[str]:
    """How a name without its titles may be written: in full, and by surname behind a title and initials."""
    surname = re.escape(words[-1])
    if len(words) > 1:
        full = r"\.?\s*".join(re.escape(word.rstrip(".")) for word in words[:-1] if word.strip("."))
        yield rf"(?i:{_TITLE}*{full}(?:\.\s*|\s+){surname})"
    else:
        yield rf"(?:(?i:{_TITLE}+))?{surname}"
    yield rf"(?i:{_TITLE}+)(?:[A-Z]\.?\s*){{0,3}}{surname}"
