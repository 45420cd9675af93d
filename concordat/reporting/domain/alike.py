"""Which actions of other localities say nearly the same: by the words that they share, telling words counting more.

A word is its stem, as search has it (`plans.domain.searching`).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from concordat.plans.domain.searching import tokens_of

LEAST = 0.6  # of the weight of both texts' words; below it two promises of one subject are different promises
MOST = 40
# Whoever shares `LEAST` has a word at least of any that hold more than this of the weight: 1 - LEAST / (2 - LEAST).
_ENOUGH = 0.572
_SHORT = 3  # letters; shorter words of a name stand everywhere
# "Agree three measures for … and bring them to the board each quarter" is one habit of writing and not ten words: words
# that stand in so many texts, mostly in the same ones, count as one.
_HABIT = 8
_TOGETHER = 0.5


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many of all `texts` words stand; of a word that stands in too many to count it is not known."""

    texts: int
    known: Mapping[str, int]

    def rarity(self, word: str) -> float:
        return _rarity(self.texts, self.known[word])


def _rarity(texts: int, count: int) -> float:
    return math.log(1 + (1 + texts) / max(1, count))


def words_of(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens_of(text))


def words_of_name(name: str) -> frozenset[str]:
    """The words of a place's name, which tell nothing of what is promised there."""
    return frozenset(token.stem for token in tokens_of(name) if len(token.folded) > _SHORT)


def words_to_look_for(words: Iterable[str], spread: Spread, *, most: int) -> tuple[str, ...]:
    """The rarest of a text's words, which a near action most likely has one of.

    So many that hardly any near one has none of them, or as many as stand in `most` texts together.
    """
    known = sorted((word for word in words if word in spread.known), key=lambda word: (spread.known[word], word))
    left = _ENOUGH * sum(map(spread.rarity, known))
    found: list[str] = []
    for word in known:
        most -= spread.known[word]
        if found and (left < 0 or most < 0):
            break
        left -= spread.rarity(word)
        found.append(word)
    return tuple(found)


def nearest(mine: frozenset[str], others: Mapping[int, frozenset[str]], spread: Spread) -> tuple[int, ...]:
    """The keys of the texts that are near enough, the nearest first.

    `others` were chosen by words of this text, so how rare these are is told by `spread`; of other words `others` tell.
    """
    seen = Counter(chain.from_iterable(others.values()))
    rarity = {word: _rarity(len(others), seen[word]) for word in chain(seen, mine)}
    rarity |= {word: spread.rarity(word) for word in mine if word in spread.known}
    rarity |= _as_one(mine, others.values(), rarity)
    whole = _weight(mine, rarity)
    # Rounded, because the words of a set come in another order in each process, and sums differ by it.
    shares = {
        key: round(2 * _weight(mine & words, rarity) / (whole + _weight(words, rarity)), 9)
        for key, words in others.items()
    }
    near = [key for key, share in shares.items() if share >= LEAST]
    return tuple(sorted(near, key=lambda key: (-shares[key], key))[:MOST])


def _as_one(mine: frozenset[str], theirs: Iterable[frozenset[str]], rarity: Mapping[str, float]) -> dict[str, float]:
    """What each word of a habit of writing counts: all of them together as much as the rarest of them alone."""
    where = dict.fromkeys(mine, 0)  # the texts that have a word, a bit for each
    for place, words in enumerate(theirs):
        bit = 1 << place
        for word in mine & words:
            where[word] |= bit
    habit = {word: {word} for word in mine}
    for one, other in combinations(sorted(mine), 2):
        both = (where[one] & where[other]).bit_count()
        if both >= _HABIT and both >= _TOGETHER * (where[one] | where[other]).bit_count():
            joined = habit[one] | habit[other]
            for word in joined:
                habit[word] = joined
    return {word: max(rarity[each] for each in words) / len(words) for word, words in habit.items() if len(words) > 1}


def _weight(words: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(map(rarity.__getitem__, words))
