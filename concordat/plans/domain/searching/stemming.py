"""Takes English words to their stems by Porter's second algorithm, and joins words of one root that it leaves apart."""

import re
from functools import lru_cache

_VOWELS = "aeiouy"
_DOUBLES = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
_LI_ENDINGS = "cdeghkmnrt"
_FIRST_REGION = re.compile(r"[aeiouy][^aeiouy]")
_EXCEPTIONS = {
    "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "idly": "idl", "gently": "gentl",
    "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl", "sky": "sky", "news": "news", "howe": "howe",
    "atlas": "atlas", "cosmos": "cosmos", "bias": "bias", "andes": "andes",
}  # fmt: skip
_LEFT_AFTER_PLURAL = frozenset({"inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"})
_SECOND = (
    ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
    ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"),
    ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"),
    ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"),
)  # fmt: skip
_THIRD = (
    ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"),
    ("ful", ""), ("ness", ""),
)  # fmt: skip
_FOURTH = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al",
    "er", "ic",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of a word of small letters a to z; what has digits comes back as it is."""
    stem = porter_stem(word)
    return _ONE_ROOT.get(stem, stem)


def porter_stem(word: str) -> str:
    """The stem that the algorithm alone gives, as snowballstem.org/algorithms/english has it."""
    if len(word) <= 2 or not word.isalpha():
        return word
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    word = _with_consonant_y(word)
    first, second = _regions(word)
    word = _without_plural(word)
    if word in _LEFT_AFTER_PLURAL:
        return word
    word = _without_past(word, first)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    word = _second_step(word, first)
    word = _third_step(word, first, second)
    word = _fourth_step(word, second)
    return _last_step(word, first, second).lower()


def _with_consonant_y(word: str) -> str:
    """The word with each y that is a consonant (the first letter, or after a vowel) as Y."""
    letters = list(word)
    for place, letter in enumerate(letters):
        if letter == "y" and (place == 0 or letters[place - 1] in _VOWELS):
            letters[place] = "Y"
    return "".join(letters)


def _regions(word: str) -> tuple[int, int]:
    """Where the two regions begin that endings are taken from."""
    for prefix in ("gener", "commun", "arsen"):
        if word.startswith(prefix):
            first = len(prefix)
            break
    else:
        first = _after(word, 0)
    return first, _after(word, first)


def _after(word: str, start: int) -> int:
    found = _FIRST_REGION.search(word, start)
    return found.end() if found else len(word)


def _has_vowel(stem: str) -> bool:
    return any(letter in _VOWELS for letter in stem)


def _without_plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("us", "ss")):
        return word
    if word.endswith("s") and _has_vowel(word[:-2]):
        return word[:-1]
    return word


def _without_past(word: str, first: int) -> str:
    for ending in ("eedly", "eed"):
        if word.endswith(ending):
            return word[: -len(ending)] + "ee" if len(word) - len(ending) >= first else word
    for ending in ("ingly", "edly", "ing", "ed"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if not _has_vowel(stem):
                return word
            if stem.endswith(("at", "bl", "iz")):
                return stem + "e"
            if stem.endswith(_DOUBLES):
                return stem[:-1]
            return stem + "e" if len(stem) <= first and _is_short_at_end(stem) else stem
    return word


def _is_short_at_end(stem: str) -> bool:
    if len(stem) == 2:
        return stem[0] in _VOWELS and stem[1] not in _VOWELS
    return (
        len(stem) > 2
        and stem[-1] not in _VOWELS
        and stem[-1] not in "wxY"
        and stem[-2] in _VOWELS
        and stem[-3] not in _VOWELS
    )


def _second_step(word: str, first: int) -> str:
    for ending, replaced in _SECOND:
        if word.endswith(ending):
            return word[: -len(ending)] + replaced if len(word) - len(ending) >= first else word
    if word.endswith("ogi"):
        return word[:-1] if len(word) - 3 >= first and word[-4:-3] == "l" else word
    if word.endswith("li") and len(word) - 2 >= first and word[-3] in _LI_ENDINGS:
        return word[:-2]
    return word


def _third_step(word: str, first: int, second: int) -> str:
    for ending, replaced in _THIRD:
        if word.endswith(ending):
            return word[: -len(ending)] + replaced if len(word) - len(ending) >= first else word
    if word.endswith("ative") and len(word) - 5 >= second:
        return word[:-5]
    return word


def _fourth_step(word: str, second: int) -> str:
    for ending in _FOURTH:
        if word.endswith(ending):
            return word[: -len(ending)] if len(word) - len(ending) >= second else word
    if word.endswith(("sion", "tion")) and len(word) - 3 >= second:
        return word[:-3]
    return word


def _last_step(word: str, first: int, second: int) -> str:
    if word.endswith("e"):
        begins = len(word) - 1
        if begins >= second or (begins >= first and not _is_short_at_end(word[:-1])):
            return word[:-1]
    elif word.endswith("l") and len(word) - 1 >= second and word[-2:-1] == "l":
        return word[:-1]
    return word


# Words of one root that the algorithm leaves apart: whoever types "detained" also means "detention".
ONE_ROOT = (
    ("detention", "detain"), ("retention", "retain"), ("admission", "admit"), ("decision", "decide"),
    ("provision", "provide"), ("maintenance", "maintain"), ("referral", "refer"), ("intervention", "intervene"),
    ("liaison", "liaise"), ("analysis", "analyse"), ("crises", "crisis"), ("children", "child"), ("women", "woman"),
    ("men", "man"), ("people", "person"),
)  # fmt: skip
_ONE_ROOT = {porter_stem(word): porter_stem(root) for word, root in ONE_ROOT}
