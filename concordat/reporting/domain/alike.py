"""Which actions of other localities say nearly the same: by the words that they share, telling words counting more."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, combinations

LEAST = 0.6  # of the weight of both texts' words; below it two promises of one subject are different promises
MOST = 40
_STEM = 6  # letters that count in a word, so that "explains" is "explain"
_TELLING = 6
# "Agree three measures for … and bring them to the board each quarter" is one habit of writing and not ten words: words
# that stand in so many texts, mostly in the same ones, count as one.
_HABIT = 8
_TOGETHER = 0.5


def words_to_look_for(text: str) -> tuple[str, ...]:
    """The beginnings of a text's longest words: what a near action most likely holds one of."""
    words = {word[:_STEM] for word in _spelt(text) if len(word) > 3}
    spelt = {word[:_STEM]: word for word in _spelt(text)}
    return tuple(sorted(words, key=lambda word: (-len(spelt[word]), word))[:_TELLING])


def without_name(text: str, name: str) -> str:
    """A text without the words of its place's name, which tell nothing of what is promised."""
    named = {word for word in _spelt(name) if len(word) > 3}
    return " ".join(word for word in _spelt(text) if word not in named)


def nearest(text: str, others: Mapping[int, str]) -> tuple[int, ...]:
    """The keys of the texts that are near enough, the nearest first; one pass over the others."""
    mine = _words(text)
    theirs = {key: words for key, other in others.items() if (words := _words(other))}
    seen = Counter(chain(mine, *theirs.values()))
    rarity = {word: math.log(1 + (1 + len(theirs)) / count) for word, count in seen.items()}
    rarity |= _as_one(mine, theirs.values(), rarity)
    whole = _weight(mine, rarity)
    # Rounded, because the words of a set come in another order in each process, and sums differ by it.
    shares = {
        key: round(2 * _weight(mine & words, rarity) / (whole + _weight(words, rarity)), 9)
        for key, words in theirs.items()
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


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _spelt(text))


def _spelt(text: str) -> Iterable[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
