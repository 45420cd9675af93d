"""When an action is promised: the words as written, and what they mean."""

from datetime import date
from enum import StrEnum

from concordat.documents.values import value
from concordat.plans.domain.states import StatusWord


class TimescaleKind(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    RANGE = "range"
    FINANCIAL_YEAR = "financial_year"
    YEAR = "year"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    MULTIPLE = "multiple"
    UNKNOWN = "unknown"


@value
class Timescale:
    """A timescale as written (`text`) and as understood.

    `start` and `end` are the first and last day of the period that the words name, not a claim about when work
    began; both are None for ongoing, recurring and unknown. `parts` belongs to "multiple"; `previous` holds
    earlier dates, oldest first, that the words mark as revised or that are struck out; `status` is a status word
    typed into the date cell ("July 2015 - Completed").
    """

    text: str
    kind: TimescaleKind = TimescaleKind.UNKNOWN
    start: date | None = None
    end: date | None = None
    recurrence: str | None = None
    label: str | None = None
    parts: tuple["Timescale", ...] = ()
    previous: tuple["Timescale", ...] = ()
    status: StatusWord | None = None
    is_doubtful: bool = False  # the words have a second fair reading, as "Mar 16" has
