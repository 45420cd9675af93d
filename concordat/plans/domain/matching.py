"""Which action of the plan each row of a new document continues: by words, outcome, leads and place."""

import heapq
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from concordat.plans.domain.row_changes import Promise, fold_section, fold_text, is_same_time

# The words weigh most; an outcome is often kept when the action is reworded. A reference is worth little: in real
# plans the number of a finished action goes to another one in the next edition.
_TEXT, _OUTCOME, _LEADS, _SECTION, _REFERENCES, _TIMESCALE = 0.62, 0.16, 0.10, 0.05, 0.04, 0.03
_ACCEPTED = 0.42  # below this a row is a new action
_ASKED = 0.34  # a row that is taken for new is asked about from here on
_SURE = 0.66  # below this a person is asked
_MARGIN = 0.15  # a second candidate as near as this is asked about too
_SAME_WORDS = 0.92
_NEAR = 0.25  # worth offering when a person looks for the action that a row continues
_MANY_SHARED = 0.6
_FEWEST_SHARED = 0.2  # of the words themselves: two actions of one lead in one section are not one action
_COMMON_WORD = 40  # a word of more actions than this finds no candidates, unless a row has none that tells more
_TELLING_WORDS = 4
_MOST_COMPARED = 40  # actions that a row is compared with in full
_STEM = 6  # letters that count in a word, so that "explains" is "explain"


@dataclass(frozen=True, slots=True)
class Match:
    """The action that a row continues, or None for a new one; `likest` are the nearest actions, best first."""

    row: int
    number: int | None
    is_doubtful: bool = False
    likest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """An action of the plan that no row of the document continues; `likest` is a row whose words are near, if any."""

    number: int
    likest: int | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of each row (in their order) and of each action that is missing."""

    matches: tuple[Match, ...]
    missing: tuple[Missing, ...]


def match_promises(
    plan: Sequence[Promise], rows: Sequence[Promise], chosen: Mapping[int, int | None] | None = None
) -> Matching:
    """Propose for each row the action that it continues, each action once.

    `chosen` holds what a person decided: the number of the action, or None for a new one, by row.
    """
    chosen = chosen or {}
    if not plan:
        return Matching(tuple(Match(row.key, None) for row in rows), ())
    taken = {number for number in chosen.values() if number is not None}
    free_rows = [row for row in rows if row.key not in chosen]
    settled = _of_the_same_words([promise for promise in plan if promise.key not in taken], free_rows)
    scores = _scores(plan, free_rows, settled)
    assigned = _assign(scores, taken, settled)
    near_rows = _nearest_rows(scores)
    matches = tuple(
        Match(row.key, chosen[row.key])
        if row.key in chosen
        else _judge(row.key, assigned.get(row.key), scores.get(row.key, {}))
        for row in rows
    )
    continued = {match.number for match in matches}
    missing = tuple(
        Missing(promise.key, near_rows.get(promise.key)) for promise in plan if promise.key not in continued
    )
    return Matching(matches, missing)


def _of_the_same_words(plan: Sequence[Promise], rows: Sequence[Promise]) -> dict[int, int]:
    """Rows whose words are those of one action and of no other row: most of the next edition of a plan."""
    actions, sought = _by_words(plan), _by_words(rows)
    return {
        found[0]: actions[words][0]
        for words, found in sought.items()
        if words and len(found) == 1 and len(actions.get(words, ())) == 1
    }


def _by_words(promises: Sequence[Promise]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for promise in promises:
        found.setdefault(fold_text(promise.text), []).append(promise.key)
    return found


def _judge(row: int, number: int | None, candidates: Mapping[int, float]) -> Match:
    near = {key: score for key, score in candidates.items() if score >= _NEAR}
    likest = tuple(sorted(near, key=lambda key: -near[key])[:5])
    if number is None:
        # It may be an action reworded and moved, or have been split off one that another row continues.
        return Match(row, None, any(score >= _ASKED for score in candidates.values()), likest)
    score = candidates[number]
    rival = max((other for key, other in candidates.items() if key != number), default=0.0)
    return Match(row, number, score < _SURE or (score < _SAME_WORDS and score - rival < _MARGIN), likest)


def _assign(scores: Mapping[int, Mapping[int, float]], taken: set[int], settled: Mapping[int, int]) -> dict[int, int]:
    """What is settled, then the best pairs first, each row and each action once."""
    pairs = sorted(
        ((score, -row, -number) for row, found in scores.items() for number, score in found.items()), reverse=True
    )
    assigned = dict(settled)
    used = taken | set(settled.values())
    for score, row, number in pairs:
        if score >= _ACCEPTED and -row not in assigned and -number not in used:
            assigned[-row] = -number
            used.add(-number)
    return assigned


def _nearest_rows(scores: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    nearest: dict[int, tuple[float, int]] = {}
    for row, found in scores.items():
        for number, score in found.items():
            if score >= _ACCEPTED and score > nearest.get(number, (0.0, 0))[0]:
                nearest[number] = (score, row)
    return {number: row for number, (_, row) in nearest.items()}


class _Bag:
    """Words with how often each occurs and how much they tell together."""

    def __init__(self, text: str) -> None:
        self.counts = Counter(_words(text))
        self.weight = 0.0

    def weigh(self, rarity: Mapping[str, float]) -> None:
        self.weight = sum(count * rarity[word] for word, count in self.counts.items())

    def shared_with(self, other: "_Bag", rarity: Mapping[str, float]) -> float:
        """The share of words in common, from 0 to 1, telling words counting more."""
        both = sum(
            min(self.counts[word], other.counts[word]) * rarity[word]
            for word in self.counts.keys() & other.counts.keys()
        )
        return 2 * both / (self.weight + other.weight) if both else 0.0


@dataclass(frozen=True, slots=True)
class _Prepared:
    promise: Promise
    words: _Bag
    outcome: _Bag
    leads: _Bag
    sorted_words: str
    section: str

    @property
    def place(self) -> tuple[str, tuple[str, ...]]:
        return self.section, self.promise.references

    def bags(self) -> tuple[_Bag, _Bag, _Bag]:
        return self.words, self.outcome, self.leads


def _prepare(promise: Promise) -> _Prepared:
    return _Prepared(
        promise,
        _Bag(promise.text),
        _Bag(promise.outcome),
        _Bag(promise.led_by),
        " ".join(sorted(_words(promise.text))),
        fold_section(promise.section),
    )


def _words(text: str) -> list[str]:
    return [word[:_STEM] for word in re.findall(r"[^\W_]+", text.casefold())]


class _Index:
    """Finds the actions that share telling words or their place with a row."""

    def __init__(self, known: Sequence[_Prepared], rarity: Mapping[str, float]) -> None:
        self._rarity = rarity
        self._by_word: dict[str, list[_Prepared]] = {}
        self._by_place: dict[tuple[str, tuple[str, ...]], list[_Prepared]] = {}
        for one in known:
            for word in one.words.counts:
                self._by_word.setdefault(word, []).append(one)
            if one.promise.references:
                self._by_place.setdefault(one.place, []).append(one)

    def near(self, row: _Prepared) -> list[_Prepared]:
        """The likeliest actions for a row: those in its place, and those with which it shares most."""
        by_word = self._by_word
        telling = sorted((word for word in row.words.counts if word in by_word), key=lambda word: len(by_word[word]))
        weights: dict[int, float] = {}
        found: dict[int, _Prepared] = {}
        for place, word in enumerate(telling):
            if place < _TELLING_WORDS or len(by_word[word]) <= _COMMON_WORD:
                for one in by_word[word]:
                    key = one.promise.key
                    weights[key] = weights.get(key, 0.0) + self._rarity[word]
                    found[key] = one
        likeliest = heapq.nsmallest(_MOST_COMPARED, weights, key=lambda key: (-weights[key], key))
        beside = self._by_place.get(row.place, ())
        return list({one.promise.key: one for one in (*(found[key] for key in likeliest), *beside)}.values())


def _scores(
    plan: Sequence[Promise], rows: Sequence[Promise], settled: Mapping[int, int]
) -> dict[int, dict[int, float]]:
    """How near each row is to the actions that it may continue, by row and number.

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
    return found


def _weigh(prepared: Sequence[_Prepared]) -> dict[str, float]:
    """How telling each word is ("the" hardly, "leaflet" very), told to every bag as well."""
    seen: Counter[str] = Counter()
    for one in prepared:
        seen.update(set().union(*(bag.counts for bag in one.bags())))
    rarity = {word: math.log(1 + len(prepared) / count) for word, count in seen.items()}
    for one in prepared:
        for bag in one.bags():
            bag.weigh(rarity)
    return rarity


def _score(old: _Prepared, new: _Prepared, rarity: Mapping[str, float]) -> float:
    """From 0 (nothing in common) to 1 (the same words in the same place); what both lack is left out of account."""
    text = old.words.shared_with(new.words, rarity)
    # Spelling mistakes and joined words are near for the eye and far for a count of words.
    if text < _MANY_SHARED:
        text = max(text, (fuzz.ratio(old.sorted_words, new.sorted_words, score_cutoff=60) / 100 - 0.5) * 2)
    if text < _FEWEST_SHARED:
        return 0.0
    score = (
        _TEXT * text
        + _SECTION * (old.section == new.section)
        + _REFERENCES * (old.promise.references == new.promise.references)
        + _TIMESCALE * is_same_time(old.promise.timescale, new.promise.timescale)
    )
    whole = _TEXT + _SECTION + _REFERENCES + _TIMESCALE
    if old.outcome.counts or new.outcome.counts:
        score += _OUTCOME * old.outcome.shared_with(new.outcome, rarity)
        whole += _OUTCOME
    if old.leads.counts or new.leads.counts:
        score += _LEADS * old.leads.shared_with(new.leads, rarity)
        whole += _LEADS
    return score / whole
