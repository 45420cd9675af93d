"""The days of an action that are marked beside a number: when it began, and when it was complete."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from concordat.plans.domain.states import State


@dataclass(frozen=True, slots=True)
class Milestones:
    """`began_on`: first said to be in progress. `completed_on`: since when said to be complete. None: not said."""

    began_on: date | None = None
    completed_on: date | None = None


def milestones_of(said: Iterable[tuple[date, State]]) -> Milestones:
    """What an action's states tell, each with the day on which it was said, oldest first.

    An action that was complete and is open again has no day of completion until it is complete once more.
    """
    began: date | None = None
    completed: date | None = None
    for day, state in said:
        if state is State.IN_PROGRESS and began is None:
            began = day
        if not state.is_complete:
            completed = None
        elif completed is None:
            completed = day
    return Milestones(began, completed)
