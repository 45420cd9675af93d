"""What changed from one edition of a plan to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.plans.domain.editions.row_changes import Promise, RowChangeKind, change_between
from concordat.plans.domain.states import State


@dataclass(frozen=True, slots=True)
class Standing:
    """An action as it stood in an edition."""

    number: int
    state: State
    end: date | None
    said_on: date


class ChangeKind(StrEnum):
    """What is worth telling of an action, the most telling first: an action has one change, the first that fits."""

    REMOVED = "removed"
    ADDED = "added"
    COMPLETED = "completed"
    REOPENED = "reopened"
    CLOSED = "closed"  # now carried forward, merged or withdrawn
    SLIPPED = "slipped"
    BROUGHT_FORWARD = "brought_forward"
    STARTED = "started"


class Happening(StrEnum):
    """Everything that can happen to an action from one edition to the next, the most telling first."""

    ADDED = "added"
    SPLIT = "split"  # new, and split off one that was there
    MERGED = "merged"  # became part of another
    REMOVED = "removed"
    COMPLETED = "completed"
    REOPENED = "reopened"
    CLOSED = "closed"  # now carried forward or withdrawn
    SLIPPED = "slipped"
    BROUGHT_FORWARD = "brought_forward"
    STARTED = "started"
    RESTATED = "restated"  # its state is told in another way, such as verified
    EDITED = "edited"
    RENUMBERED = "renumbered"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """One action's change; `before` or `after` is None where it was added or removed."""

    kind: ChangeKind
    number: int
    before: Standing | None
    after: Standing | None


def changes_between(before: Iterable[Standing], after: Iterable[Standing]) -> tuple[Change, ...]:
    """The changes from one edition to the next: what was said latest first, then by number.

    An action that was only reworded, or is as it was, gives none.
    """
    old = {standing.number: standing for standing in before}
    new = {standing.number: standing for standing in after}
    found = []
    for number in old.keys() | new.keys():
        kind = _kind_of(old.get(number), new.get(number))
        if kind is not None:
            found.append(Change(kind, number, old.get(number), new.get(number)))
    return tuple(sorted(found, key=_newest_first))


def _newest_first(change: Change) -> tuple[int, int]:
    standing = change.after or change.before
    return (-standing.said_on.toordinal() if standing else 0, change.number)


def _kind_of(old: Standing | None, new: Standing | None) -> ChangeKind | None:
    if old is None:
        return ChangeKind.ADDED
    if new is None:
        # One that was told carried forward, merged or withdrawn does not come back: that is no news.
        return ChangeKind.REMOVED if old.state.is_open or old.state.is_complete else None
    if old.state != new.state:
        if new.state.is_complete and not old.state.is_complete:
            return ChangeKind.COMPLETED
        if new.state.is_open and not old.state.is_open:
            return ChangeKind.REOPENED
        if not new.state.is_open and not new.state.is_complete:
            return ChangeKind.CLOSED
    if old.end and new.end and old.end != new.end:
        return ChangeKind.SLIPPED if new.end > old.end else ChangeKind.BROUGHT_FORWARD
    if old.state is not State.IN_PROGRESS and new.state is State.IN_PROGRESS:
        return ChangeKind.STARTED
    return None


def happened_between(before: Promise | None, after: Promise | None) -> tuple[Happening, ...]:
    """Everything that happened to one action, which is in at least one of two editions, the most telling first.

    That it was split off another is told apart, since both actions have a say in it.
    """
    if before is None:
        return (Happening.ADDED,)
    if after is None:
        return (Happening.REMOVED,)
    change = change_between(before, after)
    found = {_state_happening(before.state, after.state)} if before.state is not after.state else set()
    was_due, is_due = before.timescale.end, after.timescale.end
    if RowChangeKind.SLIPPED in change.kinds:
        found.add(Happening.SLIPPED)
    elif was_due and is_due and is_due < was_due:
        found.add(Happening.BROUGHT_FORWARD)
    elif change.is_time_changed:
        found.add(Happening.EDITED)
    if change.fields:
        found.add(Happening.EDITED)
    if RowChangeKind.RENUMBERED in change.kinds:
        found.add(Happening.RENUMBERED)
    return tuple(kind for kind in Happening if kind in found) or (Happening.UNCHANGED,)


def _state_happening(old: State, new: State) -> Happening:
    if new is State.MERGED:
        return Happening.MERGED
    if new.is_complete and not old.is_complete:
        return Happening.COMPLETED
    if new.is_open and not old.is_open:
        return Happening.REOPENED
    if not new.is_open and not new.is_complete:
        return Happening.CLOSED
    return Happening.STARTED if new is State.IN_PROGRESS else Happening.RESTATED
