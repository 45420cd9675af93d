"""Which new rows were split off an action that another row continues, and which missing actions a row took in."""

from collections.abc import Mapping, Sequence

from concordat.plans.domain.editions.likeness import Likeness, Prepared, held_in, opening_likeness, weight_of

_OF_THE_ROW = 0.5  # of what a new row says, this much stood in the action that it was split off
_LEFT_BEHIND = 0.2  # of the action, this much is in the new row and not in the one that continues it
_TAKEN_IN = 0.7  # of a missing action, this much is in the row that took it in
_NOT_ITS_OWN = 0.4  # of the missing action, this much is in the row and not in the action that the row continues
_BEGINS_ALIKE = 0.4  # more of the first words than the other has


def splits_in(likeness: Likeness, continued: Mapping[int, int], rows: Sequence[int]) -> dict[int, int]:
    """The action that each of some rows was likely split off, by row; `continued` gives the row of each action."""
    found = {}
    for row in rows:
        candidates = [number for number in likeness.scores.get(row, ()) if continued.get(number, row) != row]
        ranked = [(_split(likeness, number, continued[number], row), -number) for number in candidates]
        strength, number = max(ranked, default=(0.0, 0))
        if strength:
            found[row] = -number
    return found


def _split(likeness: Likeness, number: int, continuing: int, row: int) -> float:
    """How likely a row was split off an action: from 0 (not at all)."""
    action, kept, part = likeness.plan[number].words, likeness.rows[continuing].words, likeness.rows[row].words
    rarity = likeness.rarity
    if not action.weight or not part.weight:
        return 0.0
    of_the_row = weight_of(held_in(action.counts, part.counts), rarity) / part.weight
    if of_the_row < _OF_THE_ROW:
        return 0.0
    left = action.counts - held_in(action.counts, kept.counts)
    left_behind = weight_of(held_in(left, part.counts), rarity) / action.weight
    return of_the_row * left_behind if left_behind >= _LEFT_BEHIND else 0.0


def parts_in(likeness: Likeness, new_rows: Sequence[int], missing: Sequence[int]) -> dict[int, int]:
    """The missing action that each of several new rows is a part of by its reference, by row.

    Where 3.9 is gone and 3.9a and 3.9b are new in its section, people split it, and often put it in other words.
    """
    lettered: dict[tuple[str, str], list[int]] = {}
    for row in new_rows:
        one = likeness.rows[row]
        for reference in one.promise.references:
            whole, letter = reference[:-1].rstrip(".("), reference[-1:]
            if letter.isalpha() and whole[-1:].isdigit():
                lettered.setdefault((one.section, whole), []).append(row)
    found = {}
    for number in missing:
        action = likeness.plan[number]
        for reference in action.promise.references:
            rows = lettered.get((action.section, reference), [])
            if len(rows) > 1 and all(action.words.counts & likeness.rows[row].words.counts for row in rows):
                found.update(dict.fromkeys(rows, number))
    return found


def merges_in(likeness: Likeness, assigned: Mapping[int, int | None], missing: Sequence[int]) -> dict[int, int]:
    """The row that likely took in each missing action, by number; `assigned` gives the action of each row."""
    rows_near: dict[int, list[int]] = {}
    for row, scores in likeness.scores.items():
        for number in scores:
            rows_near.setdefault(number, []).append(row)
    found = {}
    for number in missing:
        ranked = [
            (_merged(likeness, likeness.plan[number], continues, row), -row)
            for row in rows_near.get(number, ())
            # A row that continues nothing took in nothing: it may be the action itself, reworded.
            if (continues := assigned.get(row)) is not None
        ]
        strength, row = max(ranked, default=(0.0, 0))
        if strength:
            found[number] = -row
    return found


def _merged(likeness: Likeness, missing: Prepared, continues: int, row: int) -> float:
    """How likely a row took in a missing action beside the one that it continues: from 0 (not at all)."""
    words, whole, rarity = missing.words, likeness.rows[row].words, likeness.rarity
    if not words.weight:
        return 0.0
    taken_in = weight_of(held_in(words.counts, whole.counts), rarity) / words.weight
    if taken_in < _TAKEN_IN:
        return 0.0
    left = whole.counts - held_in(whole.counts, likeness.plan[continues].words.counts)
    not_its_own = weight_of(held_in(words.counts, left), rarity) / words.weight
    return taken_in * not_its_own if not_its_own >= _NOT_ITS_OWN else 0.0


def begins_rather(likeness: Likeness, number: int, row: int, other: int) -> bool:
    """A row begins as an action does, and another row that is near it does not: it is the one that continues it."""
    action = likeness.plan[number]
    alike, beside = (opening_likeness(action, likeness.rows[key]) for key in (row, other))
    return alike - beside >= _BEGINS_ALIKE


def begins_as(likeness: Likeness, row: int, number: int, other: int) -> bool:
    """A row begins as one action does and not as another that it holds as well."""
    alike, beside = (opening_likeness(likeness.plan[key], likeness.rows[row]) for key in (number, other))
    return alike - beside >= _BEGINS_ALIKE
