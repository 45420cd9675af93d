"""How near a row of a document is to an action of the plan: by words, outcome, leads and place."""

import heapq
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.plans.domain.editions.row_changes import Promise, fold_section, is_same_time

# The words weigh most; an outcome is often kept when the action is reworded. A reference is worth little: in real
# plans the number of a finished action goes to another one in the next edition.
_TEXT, _OPENING, _OUTCOME, _LEADS, _SECTION, _REFERENCES, _TIMESCALE = 0.58, 0.05, 0.15, 0.10, 0.05, 0.04, 0.03
_FEWEST_SHARED = 0.2  # of the words themselves: two actions of one lead in one section are not one action
_INSIDE = 0.8  # a text that holds this much of another was made longer, or is a part of it
_FEWEST_TELLING = 2  # words that tell much, without which one text inside another may be chance
_SAME_SPELLING = 78  # per cent of letters: "council" is no "police", but "conveyence" is "conveyance"
_MOST_MISSPELT = 12  # words left over on both sides; with more of them the texts are different
_FEW_WORDS, _ANOTHER_WORD = 5, 0.7  # one word put for another in so few makes another action: "Train … staff"
_TOO_SHORT = 3  # letters: one wrong letter makes another word of it
_OPENING_WORDS = 4
_COMMON_WORD = 40  # a word of more actions than this finds no candidates, unless a row has none that tells more
_TELLING_WORDS = 4
_MOST_COMPARED = 40  # actions that a row is compared with in full
_STEM = 6  # letters that count in a word, so that "explains" is "explain"

Rarity = Mapping[str, float]  # how telling each word is
Scores = Mapping[int, Mapping[int, float]]  # from 0 to 1, by row and number


class Bag:
    """Words with how often each occurs and how much they tell together."""

    def __init__(self, text: str) -> None:
        self.counts = Counter(_words(text))
        self.weight = 0.0

    def weigh(self, rarity: Rarity) -> None:
        self.weight = weight_of(self.counts, rarity)

    def shared_with(self, other: "Bag", rarity: Rarity) -> float:
        """The share of words in common, from 0 to 1, telling words counting more."""
        both = weight_of(self.counts & other.counts, rarity)
        return 2 * both / (self.weight + other.weight) if both else 0.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A promise whose words are counted."""

    promise: Promise
    words: Bag
    outcome: Bag
    leads: Bag
    opening: frozenset[str]
    section: str

    @property
    def place(self) -> tuple[str, tuple[str, ...]]:
        return self.section, self.promise.references

    def bags(self) -> tuple[Bag, Bag, Bag]:
        return self.words, self.outcome, self.leads


@dataclass(frozen=True, slots=True)
class Likeness:
    """Both editions with their words counted, and how near their actions are, as far as they were compared."""

    plan: Mapping[int, Prepared]  # by number
    rows: Mapping[int, Prepared]  # by row
    rarity: Rarity
    scores: Scores


def compare(plan: Sequence[Promise], rows: Sequence[Promise], settled: Mapping[int, int]) -> Likeness:
    """How near each row is to the actions that it may continue.

    A row that is settled is compared with its own action, and with those that no row is settled for: one of these
    may have been merged into it.
    """
    known, new = [_prepare(promise) for promise in plan], [_prepare(promise) for promise in rows]
    rarity = _weigh([*known, *new])
    by_number = {one.promise.key: one for one in known}
    unsettled = set(by_number) - set(settled.values())
    everything, left = _Index(known, rarity), _Index([by_number[number] for number in sorted(unsettled)], rarity)
    found: dict[int, dict[int, float]] = {}
    for row in new:
        number = settled.get(row.promise.key)
        candidates = everything.near(row) if number is None else [by_number[number], *left.near(row)]
        found[row.promise.key] = {one.promise.key: _score(one, row, rarity) for one in candidates}
    return Likeness(by_number, {one.promise.key: one for one in new}, rarity, found)


def weight_of(counts: Mapping[str, int], rarity: Rarity) -> float:
    return sum(count * rarity[word] for word, count in counts.items())


def held_in(counts: Counter[str], other: Counter[str]) -> Counter[str]:
    """The words of `counts` that `other` holds as well, also where either spells them wrong."""
    shared = counts & other
    both = shared.total()
    left_over, right_over = counts.total() - both, other.total() - both
    if not left_over or not right_over or left_over + right_over > _MOST_MISSPELT:
        return shared
    left, right = counts - shared, other - shared
    from rapidfuzz import fuzz, process  # loaded with the first edition to match, not when a site starts

    free = [word for word in right if len(word) > _TOO_SHORT]
    for word in left:
        if free and len(word) > _TOO_SHORT:
            best = process.extractOne(word, free, scorer=fuzz.ratio, score_cutoff=_SAME_SPELLING)
            if best is not None:
                shared[word] += 1
                free.remove(best[0])
    return shared


def opening_likeness(one: "Prepared", other: "Prepared") -> float:
    """The share of the first few words that both begin with, from 0 to 1."""
    return len(one.opening & other.opening) / max(1, len(one.opening | other.opening))


def _prepare(promise: Promise) -> Prepared:
    words = _words(promise.text)
    return Prepared(
        promise,
        Bag(promise.text),
        Bag(promise.outcome),
        Bag(promise.led_by),
        frozenset(words[:_OPENING_WORDS]),
        fold_section(promise.section),
    )


def _words(text: str) -> list[str]:
    return [word[:_STEM] for word in re.findall(r"[^\W_]+", text.casefold())]


class _Index:
    """Finds the actions that share telling words or their place with a row."""

    def __init__(self, known: Sequence[Prepared], rarity: Rarity) -> None:
        self._rarity = rarity
        self._by_word: dict[str, list[Prepared]] = {}
        self._by_place: dict[tuple[str, tuple[str, ...]], list[Prepared]] = {}
        for one in known:
            for word in one.words.counts:
                self._by_word.setdefault(word, []).append(one)
            if one.promise.references:
                self._by_place.setdefault(one.place, []).append(one)

    def near(self, row: Prepared) -> list[Prepared]:
        """The likeliest actions for a row: those in its place, and those with which it shares most."""
        by_word = self._by_word
        telling = sorted((word for word in row.words.counts if word in by_word), key=lambda word: len(by_word[word]))
        weights: dict[int, float] = {}
        found: dict[int, Prepared] = {}
        for place, word in enumerate(telling):
            if place < _TELLING_WORDS or len(by_word[word]) <= _COMMON_WORD:
                for one in by_word[word]:
                    key = one.promise.key
                    weights[key] = weights.get(key, 0.0) + self._rarity[word]
                    found[key] = one
        likeliest = heapq.nsmallest(_MOST_COMPARED, weights, key=lambda key: (-weights[key], key))
        beside = self._by_place.get(row.place, ())
        return list({one.promise.key: one for one in (*(found[key] for key in likeliest), *beside)}.values())


def _weigh(prepared: Sequence[Prepared]) -> dict[str, float]:
    """How telling each word is ("the" hardly, "leaflet" very), told to every bag as well."""
    seen: Counter[str] = Counter()
    for one in prepared:
        seen.update(set().union(*(bag.counts for bag in one.bags())))
    rarity = {word: math.log(1 + len(prepared) / count) for word, count in seen.items()}
    for one in prepared:
        for bag in one.bags():
            bag.weigh(rarity)
    return rarity


def _score(old: Prepared, new: Prepared, rarity: Rarity) -> float:
    """From 0 (nothing in common) to 1 (the same words in the same place); what both lack is left out of account."""
    text = _text_likeness(old.words, new.words, rarity)
    if text < _FEWEST_SHARED:
        return 0.0
    score = (
        _TEXT * text
        + _OPENING * opening_likeness(old, new)
        + _SECTION * (old.section == new.section)
        + _REFERENCES * (old.promise.references == new.promise.references)
        + _TIMESCALE * is_same_time(old.promise.timescale, new.promise.timescale)
    )
    whole = _TEXT + _OPENING + _SECTION + _REFERENCES + _TIMESCALE
    if old.outcome.counts or new.outcome.counts:
        score += _OUTCOME * old.outcome.shared_with(new.outcome, rarity)
        whole += _OUTCOME
    if old.leads.counts or new.leads.counts:
        score += _LEADS * old.leads.shared_with(new.leads, rarity)
        whole += _LEADS
    return score / whole


def _text_likeness(old: Bag, new: Bag, rarity: Rarity) -> float:
    """The share of words in common; more where one text holds the other, which was cut short or written on."""
    held = held_in(old.counts, new.counts)
    both = weight_of(held, rarity)
    shorter = min(old.weight, new.weight)
    if not both or not shorter:
        return 0.0
    share = min(1.0, 2 * both / (old.weight + new.weight))
    inside = min(1.0, both / shorter)
    if min(old.counts.total(), new.counts.total()) <= _FEW_WORDS and held != old.counts and held != new.counts:
        return share * _ANOTHER_WORD
    if inside >= _INSIDE and both >= _FEWEST_TELLING * max(rarity[word] for word in held):
        return max(share, (share + inside) / 2)
    return share
