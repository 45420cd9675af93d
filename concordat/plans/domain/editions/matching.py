"""Which action of the plan each row of a new document continues, which rows are new, and which actions are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.plans.domain.editions.likeness import Likeness, Scores, compare
from concordat.plans.domain.editions.row_changes import Promise, fold_text
from concordat.plans.domain.editions.successions import begins_as, begins_rather, merges_in, parts_in, splits_in

_ACCEPTED = 0.42  # below this a row is a new action
_SECOND = 0.55  # below this a row is no other action than the likest, which another row continues
_ASKED = 0.34  # a row that is taken for new is asked about from here on
_SURE = 0.66  # below this a person is asked
_MARGIN = 0.15  # a second candidate as near as this is asked about too
_SAME_WORDS = 0.92
_NEAR = 0.25  # worth offering when a person looks for the action that a row continues
_MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Match:
    """The action that a row continues, or None for a new one; `likest` are the nearest actions, best first.

    `split_from` is the action that a new row was likely split off: another row continues it.
    """

    row: int
    number: int | None
    is_doubtful: bool = False
    likest: tuple[int, ...] = ()
    split_from: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """An action of the plan that no row of the document continues.

    `likest_rows` are the rows whose words are near, best first; `merged_into` is the one that likely took it in.
    """

    number: int
    likest_rows: tuple[int, ...] = ()
    merged_into: int | None = None


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
    likeness = compare(plan, rows, {**settled, **{row: number for row, number in chosen.items() if number in taken}})
    assigned, splits = _assign(likeness, chosen, settled)
    continued = set(assigned.values())
    missing = [promise.key for promise in plan if promise.key not in continued]
    merges = merges_in(likeness, assigned, missing)
    near_rows = _nearest_rows(likeness, missing)
    return Matching(
        tuple(
            Match(row.key, chosen[row.key])
            if row.key in chosen
            else _judge(row.key, assigned.get(row.key), likeness.scores[row.key], splits.get(row.key))
            for row in rows
        ),
        tuple(_missing(number, near_rows.get(number, ()), merges.get(number)) for number in missing),
    )


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


def _judge(row: int, number: int | None, candidates: Mapping[int, float], split_from: int | None) -> Match:
    near = {key: score for key, score in candidates.items() if score >= _NEAR} | {
        key: candidates.get(key, 0.0) for key in (split_from, number) if key is not None
    }
    likest = tuple(sorted(near, key=lambda key: (key != split_from, -near[key]))[:_MOST_OFFERED])
    if number is None:
        # It may be an action reworded and moved, or have been split off one that another row continues.
        is_near = split_from is not None or any(score >= _ASKED for score in candidates.values())
        return Match(row, None, is_near, likest, split_from)
    score = candidates.get(number, 0.0)
    rival = max((other for key, other in candidates.items() if key != number), default=0.0)
    return Match(row, number, score < _SURE or (score < _SAME_WORDS and score - rival < _MARGIN), likest)


def _missing(number: int, near_rows: Sequence[int], merged_into: int | None) -> Missing:
    first = () if merged_into is None else (merged_into,)
    return Missing(number, tuple(dict.fromkeys((*first, *near_rows)))[:_MOST_OFFERED], merged_into)


def _assign(
    likeness: Likeness, chosen: Mapping[int, int | None], settled: Mapping[int, int]
) -> tuple[dict[int, int | None], dict[int, int]]:
    """The action that each row continues, then the action that each new row was split off, both by row.

    What a person chose and what is settled comes first, then the best pairs, each row and each action once. Where
    one action became two rows, or two became one, the beginning of the words tells which of them goes on.
    """
    assigned: dict[int, int | None] = {**chosen, **settled}
    fixed = frozenset(assigned)
    assigned |= _best_pairs(likeness.scores, assigned)
    uncertain = [row for row in likeness.rows if row not in fixed and _may_be_split_off(likeness, row, assigned)]
    splits = splits_in(likeness, _continued(assigned), uncertain)
    for row in splits:
        assigned.pop(row, None)
    for row, number in sorted(splits.items()):
        other = _continued(assigned).get(number)
        if other is None:
            assigned[row] = splits.pop(row)  # the row that continued it was split off another one itself
        elif other not in fixed and begins_rather(likeness, number, row, other):
            assigned.pop(other)
            assigned[row] = splits[other] = splits.pop(row)
    missing = sorted(set(likeness.plan) - set(_continued(assigned)))
    new_rows = [row for row in likeness.rows if row not in assigned and row not in splits]
    for row, number in parts_in(likeness, new_rows, missing).items():
        if number in _continued(assigned):
            splits[row] = number
        else:
            assigned[row] = number  # the first part goes on as the action, and is asked about
    for number, row in merges_in(likeness, assigned, missing).items():
        other = assigned.get(row)
        if row not in fixed and other is not None and begins_as(likeness, row, number, other):
            assigned[row] = number
    return assigned, splits


def _continued(assigned: Mapping[int, int | None]) -> dict[int, int]:
    return {number: row for row, number in assigned.items() if number is not None}


def _may_be_split_off(likeness: Likeness, row: int, assigned: Mapping[int, int | None]) -> bool:
    """It continues nothing, or something that it is less like than an action that another row continues."""
    number = assigned.get(row)
    scores = likeness.scores[row]
    return number is None or (scores[number] < _SURE and scores[number] < max(scores.values()))


def _best_pairs(scores: Scores, assigned: Mapping[int, int | None]) -> dict[int, int]:
    """The best pairs first; a row or an action that comes second best must be nearer than one that comes first."""
    used = set(assigned.values())
    pairs = sorted(
        (
            (score, -row, -number)
            for row, found in scores.items()
            if row not in assigned
            for number, score in found.items()
            if score >= _ACCEPTED and number not in used
        ),
        reverse=True,
    )
    best: dict[int, int] = {}
    seen_rows: set[int] = set()
    for score, row, number in pairs:
        is_first = -row not in seen_rows
        seen_rows.add(-row)
        if -row not in best and -number not in used and (is_first or score >= _SECOND):
            best[-row] = -number
            used.add(-number)
    return best


def _nearest_rows(likeness: Likeness, missing: Sequence[int]) -> dict[int, tuple[int, ...]]:
    sought = set(missing)
    nearest: dict[int, list[tuple[float, int]]] = {}
    for row, found in likeness.scores.items():
        for number, score in found.items():
            if number in sought and score >= _NEAR:
                nearest.setdefault(number, []).append((-score, row))
    return {number: tuple(row for _, row in sorted(rows)) for number, rows in nearest.items()}
