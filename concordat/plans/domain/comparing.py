"""What changed from one edition of a plan to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
        return ChangeKind.REMOVED
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
