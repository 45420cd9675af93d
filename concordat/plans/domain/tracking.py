"""What follows from an action's dates and state: overdue, slipped, due soon, without a date; each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_length
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import TimescaleKind

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Slippage:
    """How a promised last day has moved.

    `times` counts the moves to a later day; `first_end` is the last day first promised; `days` is how much later
    than that the present one is, never below 0 (a date may move out and back again).
    """

    times: int = 0
    first_end: date | None = None
    days: int = 0


def slippage_of(ends: Iterable[date | None]) -> Slippage:
    """How far the last days that an action was ever given, oldest first, have slipped.

    A timescale without a last day ("ongoing", or words that name none) is passed over: the next day that is
    named is held against the last one that was.
    """
    times = 0
    first: date | None = None
    latest: date | None = None
    for end in ends:
        if end is None:
            continue
        if first is None:
            first = end
        elif latest is not None and end > latest:
            times += 1
        latest = end
    if first is None or latest is None:
        return Slippage()
    return Slippage(times, first, max((latest - first).days, 0))


@dataclass(frozen=True, slots=True)
class Tracking:
    """What is to be said of an action on one day. A reason is a sentence without its full stop, empty where not so."""

    overdue_days: int = 0
    overdue_reason: str = ""
    slipped_times: int = 0
    slipped_reason: str = ""
    soon_reason: str = ""
    undated_reason: str = ""

    @property
    def is_overdue(self) -> bool:
        return self.overdue_days > 0

    @property
    def is_slipped(self) -> bool:
        return self.slipped_times > 0


_UNDATED = {
    TimescaleKind.ONGOING: "“Ongoing” has no last day, so nobody can say that it is late",
    TimescaleKind.RECURRING: "It repeats, so it has no last day",
}
_NOT_SAID = {
    State.NOT_STARTED: "it is said to be not started",
    State.IN_PROGRESS: "it is said to be still in progress",
    State.UNKNOWN: "nobody has said how far it has got",
}


def track(
    kind: TimescaleKind, end: date | None, state: State, slips: int, first_end: date | None, *, on: date
) -> Tracking:
    """What follows on the day `on` for an action with this timescale, state and history of its last day."""
    slipped_reason = _slipped_reason(slips, first_end, end) if slips > 0 else ""
    if not state.is_open:
        return Tracking(slipped_times=slips, slipped_reason=slipped_reason)
    if end is None:
        reason = _UNDATED.get(kind, "No date can be read from its timescale")
        if first_end is not None:
            reason = f"It was first promised by {spoken_day(first_end)}, and has no last day now"
        return Tracking(slipped_times=slips, slipped_reason=slipped_reason, undated_reason=reason)
    if end < on:
        late = (on - end).days
        reason = f"Promised by {spoken_day(end)}, {spoken_length(late)} ago, and {_NOT_SAID[state]}"
        return Tracking(late, reason, slips, slipped_reason)
    if end - on <= SOON:
        left = (end - on).days
        when = "today" if left == 0 else f"in {spoken_count(left, 'day')}"
        return Tracking(
            slipped_times=slips, slipped_reason=slipped_reason, soon_reason=f"Due {when}, by {spoken_day(end)}"
        )
    return Tracking(slipped_times=slips, slipped_reason=slipped_reason)


def _slipped_reason(slips: int, first_end: date | None, end: date | None) -> str:
    reason = {1: "Its date has moved later once", 2: "Its date has moved later twice"}.get(
        slips, f"Its date has moved later {slips} times"
    )
    if first_end is None:
        return reason
    if end is not None and end > first_end:
        reason += f", by {spoken_count((end - first_end).days, 'day')}" + (" in all" if slips > 1 else "")
    return f"{reason}; it was first promised by {spoken_day(first_end)}"
