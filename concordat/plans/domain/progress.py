"""How far a plan had got at the end of each month: what was due, complete and overdue by then, and whose date moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from concordat.plans.domain.states import State

MOST_MONTHS = 120  # the newest ten years: a table that nobody reads to its end tells nothing


@dataclass(frozen=True, slots=True)
class Step:
    """What an action says from a day on, until the next step; `end` is the last day it is promised for."""

    on: date
    state: State
    end: date | None


@dataclass(frozen=True, slots=True)
class Month:
    """A plan at the end of a month, or of `last_day` where the month still runs; numbers of actions.

    `promised` are open or complete. `due` of them had a last day, as it was then understood, that had come by then,
    and `first_due` a last day first promised that had. `overdue` is what was open after its last day. `slipped` are
    those whose last day was moved later in the month.
    """

    last_day: date
    promised: int
    due: int
    first_due: int
    done: int
    overdue: int
    slipped: int


def months_of(histories: Iterable[Sequence[Step]], *, on: date) -> tuple[Month, ...]:
    """Each month from the first step of any action to the day `on`, oldest first; the newest `MOST_MONTHS` of them.

    `histories` has the steps of each action, in the order of their days. Steps after `on` are passed over.
    """
    known = [[step for step in steps if step.on <= on] for steps in histories]
    known = [steps for steps in known if steps]
    if not known:
        return ()
    ends = list(_month_ends(min(steps[0].on for steps in known), on))
    counts = [[0, 0, 0, 0, 0, 0] for _ in ends]
    for steps in known:
        _count(steps, ends, counts)
    return tuple(Month(end, *count) for end, count in zip(ends, counts, strict=True))[-MOST_MONTHS:]


def _count(steps: Sequence[Step], ends: Sequence[date], counts: list[list[int]]) -> None:
    """Add one action to the counts of each month: promised, due, due at first, done, overdue, slipped."""
    taken = 0
    standing: Step | None = None
    first: date | None = None
    named: date | None = None  # the last day that was named last: a timescale without one revises no promise
    for end, count in zip(ends, counts, strict=True):
        moved = False
        while taken < len(steps) and steps[taken].on <= end:
            standing = steps[taken]
            taken += 1
            if standing.end is not None:
                moved = moved or (named is not None and standing.end > named)
                first, named = first or standing.end, standing.end
        if standing is None:
            continue
        is_open, is_done = standing.state.is_open, standing.state.is_complete
        is_promised = is_open or is_done
        count[0] += is_promised
        count[1] += is_promised and standing.end is not None and standing.end <= end
        count[2] += is_promised and first is not None and first <= end
        count[3] += is_done
        count[4] += is_open and standing.end is not None and standing.end < end
        count[5] += moved


def _month_ends(first: date, on: date) -> Iterator[date]:
    """The last day of each month from that of `first` on; `on` itself for the month that it is in."""
    year, month = first.year, first.month
    while (year, month) < (on.year, on.month):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        yield date(year, month, 1) - timedelta(days=1)
    yield on
