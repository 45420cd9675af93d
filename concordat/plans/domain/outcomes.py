"""What hangs together between priorities, outcomes, measures and actions, and what hangs in the air."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a plan is for, at its two levels."""

    PRIORITY = "priority"
    OUTCOME = "outcome"


class PurposeEvent(StrEnum):
    """What became of a priority or an outcome besides its words; only an outcome is moved to another priority."""

    ENDED = "ended"
    REOPENED = "reopened"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is not connected: each the keys of what lacks something, in the order in which it was given."""

    outcomes_without_measure: tuple[int, ...] = ()
    outcomes_without_action: tuple[int, ...] = ()
    measures_without_action: tuple[str, ...] = ()
    measures_without_outcome: tuple[str, ...] = ()
    actions_without_outcome: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self == Gaps()


def gaps_between(
    outcomes: Mapping[int, tuple[Sequence[str], Sequence[int]]],
    measures: Iterable[str],
    actions: Iterable[int],
    moved: Iterable[str],
) -> Gaps:
    """What lacks a connection. `outcomes`: its key → the keys of its measures and of its actions.

    `measures` are all that are followed and `actions` all that are open; `moved` the measures that an action is to
    move. Only what is tied to a thing itself counts: an action that moves the measure of an outcome is meant for the
    measure, and somebody has yet to say that it is meant for the outcome.
    """
    told = {key for keys, _ in outcomes.values() for key in keys}
    meant = {key for _, keys in outcomes.values() for key in keys}
    has_mover = set(moved)
    followed = list(measures)
    return Gaps(
        outcomes_without_measure=tuple(key for key, (keys, _) in outcomes.items() if not keys),
        outcomes_without_action=tuple(key for key, (_, keys) in outcomes.items() if not keys),
        measures_without_action=tuple(key for key in followed if key not in has_mover),
        measures_without_outcome=tuple(key for key in followed if key not in told),
        actions_without_outcome=tuple(key for key in actions if key not in meant),
    )
