"""Puts actions that were found into order by their stems, so that every database gives the same one first."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from concordat.plans.domain.searching.asking import Asked

# For the action's own words, what it is for and stands under, who and where, what was said of it: how much a word there
# tells, and how many words are usual. Weights are so far apart that no repetition in one field outweighs the next.
_FIELDS = ((8.0, 20), (3.0, 25), (2.0, 15), (1.0, 50))
_LONGEST = 4  # times the usual length: beyond that, longer is no worse


class Indexed(NamedTuple):
    """An action by its key and its stems in four fields, with one space between any two."""

    key: int
    words: str
    outcome: str
    leads: str
    progress: str


def ranked(found: Sequence[tuple[int, str, str, str, str]], asked: Asked) -> list[int]:
    """The keys of what was found (each as `Indexed`), the best first; equally good ones by their keys.

    Better is: a word that few of these have, in the action's own words, more than once, in few words; several words
    near each other in the action, or anywhere together as they were typed.
    """
    parts = [f" {' '.join(part)} " for part in dict.fromkeys((*asked.parts, asked.together)) if part]
    rows = [(row[0], [f" {text} " for text in row[1:]]) for row in found]
    worth = [[_worth(part, texts) for part in parts] for _, texts in rows]
    having = [sum(1 for each in column if each) for column in zip(*worth, strict=True)]
    rarity = [log(1 + (len(rows) + 1) / (number + 0.5)) for number in having]
    firsts = {part[0] for part in asked.parts}
    scores = [
        (-sum(map(float.__mul__, rarity, each)) * (1 + _nearness(texts[0], firsts)), key)
        for each, (key, texts) in zip(worth, rows, strict=True)
    ]
    return [key for _, key in sorted(scores)]


def _worth(part: str, texts: list[str]) -> float:
    """How much an action says of one word or phrase; 0 where it does not have it."""
    whole = 0.0
    for text, (weight, usual) in zip(texts, _FIELDS, strict=True):
        if times := text.count(part):
            length = min(text.count(" ") / usual, _LONGEST)
            whole += weight * (2 - 1 / times) / (0.75 + 0.25 * length)
    return whole


def _nearness(text: str, stems: set[str]) -> float:
    """1 where several words stand side by side, less the more words lie between; 0 where one of them is missing."""
    if len(stems) < 2 or not all(f" {stem} " in text for stem in stems):
        return 0.0
    last: dict[str, int] = {}
    shortest = len(text)
    for place, word in enumerate(text.split()):
        if word in stems:
            last[word] = place
            if len(last) == len(stems):
                shortest = min(shortest, place - min(last.values()) + 1)
    return len(stems) / shortest
