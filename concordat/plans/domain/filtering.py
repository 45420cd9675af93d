"""Chooses actions by state, partner, theme, section, lateness and words, and counts what each choice would leave."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

OVERDUE = "overdue"
SLIPPED = "slipped"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asked for; None, False or no words: anything. `words` must each be found, whole or in part."""

    state: str | None = None
    partner: str | None = None
    theme: str | None = None
    section: str | None = None
    is_overdue: bool = False
    is_slipped: bool = False
    words: tuple[str, ...] = ()

    @property
    def is_anything(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Traits:
    """What an action is chosen by. `words` is everything it says, folded by `fold_words`."""

    state: str
    partners: frozenset[str]
    theme: str
    section: str
    is_overdue: bool
    is_slipped: bool
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The indices that were chosen, and for each kind of choice how many actions it would leave.

    A count holds to every other thing that was asked for, so that following the link gives that many rows.
    """

    chosen: tuple[int, ...]
    states: Counter[str] = field(default_factory=Counter)
    partners: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    lateness: Counter[str] = field(default_factory=Counter)  # of OVERDUE and SLIPPED


def fold_words(text: str) -> str:
    """Text as it is searched: small letters without accents and apostrophes, one space between."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(text.replace("'", "").lower().split())


def keys_of(titles: Iterable[str]) -> dict[str, str]:
    """A short key for each title, for addresses: "1. In crisis" → "1-in-crisis"; equal ones get a number."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for title in dict.fromkeys(titles):
        stem = re.sub(r"[^a-z0-9]+", "-", fold_words(title)).strip("-")[:60].rstrip("-") or "untitled"
        key, count = stem, 1
        while key in taken:
            count += 1
            key = f"{stem}-{count}"
        taken.add(key)
        keys[title] = key
    return keys


def search_words(text: str) -> tuple[str, ...]:
    """The words to look for in what somebody typed; words in quotation marks stay together."""
    plain = text.replace("“", '"').replace("”", '"')
    found = (quoted or single for quoted, single in re.findall(r'"([^"]+)"|([^\s"]+)', plain))
    return tuple(dict.fromkeys(folded for words in found if (folded := fold_words(words))))


def choose(traits: Sequence[Traits], wanted: Wanted) -> Choice:
    """The actions that fit everything that is wanted, and the counts beside each choice."""
    chosen: list[int] = []
    states: Counter[str] = Counter()
    partners: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    sections: Counter[str] = Counter()
    lateness: Counter[str] = Counter()
    for index, action in enumerate(traits):
        if any(word not in action.words for word in wanted.words):
            continue
        misses = _misses(action, wanted)
        if len(misses) > 1:
            continue
        # With one miss, only the count of that kind of choice can lead here.
        only = misses[0] if misses else None
        if only is None:
            chosen.append(index)
        if only in (None, "state"):
            states[action.state] += 1
        if only in (None, "partner"):
            partners.update(action.partners)
        if only in (None, "theme") and action.theme:
            themes[action.theme] += 1
        if only in (None, "section"):
            sections[action.section] += 1
        if only in (None, OVERDUE) and action.is_overdue:
            lateness[OVERDUE] += 1
        if only in (None, SLIPPED) and action.is_slipped:
            lateness[SLIPPED] += 1
    return Choice(tuple(chosen), states, partners, themes, sections, lateness)


def _misses(action: Traits, wanted: Wanted) -> list[str]:
    """The kinds of choice that the action does not fit."""
    misses = []
    if wanted.state is not None and wanted.state != action.state:
        misses.append("state")
    if wanted.partner is not None and wanted.partner not in action.partners:
        misses.append("partner")
    if wanted.theme is not None and wanted.theme != action.theme:
        misses.append("theme")
    if wanted.section is not None and wanted.section != action.section:
        misses.append("section")
    if wanted.is_overdue and not action.is_overdue:
        misses.append(OVERDUE)
    if wanted.is_slipped and not action.is_slipped:
        misses.append(SLIPPED)
    return misses
