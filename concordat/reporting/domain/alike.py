"""Which actions of other localities say nearly the same: by the words that they share, telling words counting more."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

LEAST = 0.4  # of the weight of both texts' words; below it two promises of one subject are different promises
MOST = 40
_STEM = 6  # letters that count in a word, so that "explains" is "explain"
_TELLING = 6


def words_to_look_for(text: str) -> tuple[str, ...]:
    """The beginnings of a text's longest words: what a near action most likely holds one of."""
    words = {word[:_STEM] for word in _spelt(text) if len(word) > 3}
    spelt = {word[:_STEM]: word for word in _spelt(text)}
    return tuple(sorted(words, key=lambda word: (-len(spelt[word]), word))[:_TELLING])


def nearest(text: str, others: Mapping[int, str]) -> tuple[int, ...]:
    """The keys of the texts that are near enough, the nearest first; one pass over the others."""
    mine = _counts(text)
    theirs = {key: _counts(other) for key, other in others.items()}
    seen = Counter(word for counts in (mine, *theirs.values()) for word in counts)
    rarity = {word: math.log(1 + (1 + len(theirs)) / count) for word, count in seen.items()}
    whole = _weight(mine, rarity)
    shares = {key: _share(mine, whole, counts, rarity) for key, counts in theirs.items()}
    near = [key for key, share in shares.items() if share >= LEAST]
    return tuple(sorted(near, key=lambda key: (-shares[key], key))[:MOST])


def _share(mine: Counter[str], whole: float, counts: Counter[str], rarity: Mapping[str, float]) -> float:
    both = _weight(mine & counts, rarity)
    return 2 * both / (whole + _weight(counts, rarity)) if both else 0.0


def _weight(counts: Counter[str], rarity: Mapping[str, float]) -> float:
    return sum(count * rarity[word] for word, count in counts.items())


def _counts(text: str) -> Counter[str]:
    return Counter(word[:_STEM] for word in _spelt(text))


def _spelt(text: str) -> Iterable[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
