"""How far the published plans of many localities have got, in numbers of actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from concordat.directory.domain import OrganisationType
from concordat.plans.domain.states import State

# An open action of which nothing has been said for longer than this stands still.
QUIET_AFTER = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Tally:
    """Actions of latest published editions; `quiet` are open ones of which nothing was said for half a year."""

    actions: int = 0
    complete: int = 0
    verified: int = 0
    open: int = 0
    overdue: int = 0
    quiet: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.actions + other.actions,
            self.complete + other.complete,
            self.verified + other.verified,
            self.open + other.open,
            self.overdue + other.overdue,
            self.quiet + other.quiet,
        )


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


@dataclass(frozen=True, slots=True)
class ActionsSought:
    """Which published actions a reader asked for; "" or None or False: any.

    `heading` is a key of the concordat's headings, `lead` a type of agency that leads. `organisation` is the slug of
    one that leads or supports, itself or by those whose duties passed to it. `done_since`: complete now and not in the
    edition that was the latest on that day. `as_on`: as the editions had it that everybody read on that day.
    """

    region: str = ""
    locality: str = ""
    heading: str = ""
    state: State | None = None
    lead: OrganisationType | None = None
    organisation: str = ""
    is_complete: bool = False
    is_open: bool = False
    is_overdue: bool = False
    is_slipped: bool = False
    is_quiet: bool = False
    done_since: date | None = None
    as_on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of published plans between two days; `done` actions were completed since."""

    complete_then: int = 0
    complete_now: int = 0
    overdue_then: int = 0
    overdue_now: int = 0
    done: int = 0

    def __add__(self, other: "Change") -> "Change":
        return Change(
            self.complete_then + other.complete_then,
            self.complete_now + other.complete_now,
            self.overdue_then + other.overdue_then,
            self.overdue_now + other.overdue_now,
            self.done + other.done,
        )
