"""Sees to characters that no font has, and to words that are longer than their column."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from concordat.documents.writers.pdf import setting

_MAY_BREAK = "\u200b"  # where a line may end though no space is there; it shows nothing
_LONG = re.compile(r"[^\s\u200b]+")
_BREAKS = re.compile(r"(?<=[/?-])(?=[^\W\d_])")  # where typst itself may end a line within a word (UAX 14)
_JOINT = re.compile(r"(?<=[\\_.@&=+:;,|])(?=\w)")
# Letters and signs that the fonts have for certain: they need no trial.
_SURE = re.compile("[\n\t -~\u00a1-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201d\u2022\u2026\u20ac\u200b\u00a0]+")
# Signs that change how the ones beside them look, or the order of the words; alone they show nothing.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_SQUARE = "\u25a1"
_MOST_TRIALS = 60
_TRIAL = b"#for sign in json(bytes(sys.inputs.document)) { par(sign) }"


def parted(text: str, room: int) -> str:
    """A text whose words of more than `room` characters may be parted: after their signs, else wherever they must."""
    if len(text) <= room:
        return text
    return _LONG.sub(lambda match: _parted_word(match[0], room), text)


def _parted_word(word: str, room: int) -> str:
    if len(word) <= room:
        return word
    return "".join(_MAY_BREAK.join(_cut(piece, room)) for piece in _BREAKS.split(word))


def _cut(piece: str, room: int) -> list[str]:
    """A piece of a word in which typst breaks no line, cut where it is longer than one."""
    if len(piece) <= room:
        return [piece]
    parts = _JOINT.split(piece)
    return [part[at : at + room] for part in parts for at in range(0, len(part), room)]


def replaced(text: str, fonts: Path) -> str:
    """A text with each character that no font has replaced by its name in brackets, or by a square."""
    text = _UNSEEN.sub("", text)
    unsure = frozenset(_SURE.sub("", text))
    if not unsure:
        return text
    lacking = _lacking(unsure, fonts)
    return text.translate({ord(sign): _in_words(sign) for sign in lacking}) if lacking else text


def sure(text: str) -> str:
    """A text of nothing but letters and signs that the fonts have for certain."""
    kept = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return "".join(sign if _SURE.match(sign) else _in_words(sign, square="?") for sign in kept)


def _in_words(sign: str, *, square: str = _SQUARE) -> str:
    """What a person would call a sign, such as "(large red circle)"; letters have no other name than themselves."""
    if unicodedata.category(sign) in ("So", "Sm", "Sk", "Sc"):
        name = unicodedata.name(sign, "").lower()
        if name:
            return f"({name})"
    return " " if unicodedata.category(sign)[0] == "Z" else square


@lru_cache(maxsize=256)
def _lacking(signs: frozenset[str], fonts: Path) -> frozenset[str]:
    """Those of some signs that no font has, found by halving: typst names only the first that it can't show."""
    found: set[str] = set()
    waiting = [sorted(signs)]
    trials = 0
    while waiting:
        group = waiting.pop()
        trials += 1
        if trials > _MOST_TRIALS:
            found.update(group)
        elif not _can_show(group, fonts):
            if len(group) == 1:
                found.add(group[0])
            else:
                half = len(group) // 2
                waiting += [group[:half], group[half:]]
    return frozenset(found)


def _can_show(signs: list[str], fonts: Path) -> bool:
    try:
        setting.compiled(_TRIAL, signs, fonts)
    except setting.CannotSet:
        return False
    return True
