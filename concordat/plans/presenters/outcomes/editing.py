"""The pages on which priorities and outcomes are written, in finished words."""

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.outcomes import Purpose
from concordat.plans.queries.outcomes import EndedPurpose, FrameworkSeen


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome to edit; `ties` says how much it is tied to."""

    id: int
    text: str
    ties: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class PriorityLine:
    id: int
    statement: str
    outcomes: tuple[OutcomeLine, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class EndedLine:
    """What has ended; `waits` says what has to be reopened before it, "" where it can be."""

    kind: str
    id: int
    words: str
    about: str
    waits: str


@dataclass(frozen=True, slots=True)
class EditingPage:
    locality_name: str
    priorities: tuple[PriorityLine, ...]
    ended: tuple[EndedLine, ...]


def present_editing(seen: FrameworkSeen, ended: Iterable[EndedPurpose] = ()) -> EditingPage:
    """What stands, in its order, with what each outcome is tied to, and what has ended."""
    count = len(seen.priorities)
    return EditingPage(
        locality_name=seen.plan.locality_name,
        priorities=tuple(
            PriorityLine(
                id=priority.id,
                statement=priority.statement,
                outcomes=tuple(
                    OutcomeLine(
                        id=outcome.id,
                        text=outcome.text,
                        ties=f"{spoken_count(len(outcome.measures), 'measure')}, "
                        f"{spoken_count(len(outcome.actions), 'action')}",
                        is_first=place == 0,
                        is_last=place == len(priority.outcomes) - 1,
                    )
                    for place, outcome in enumerate(priority.outcomes)
                ),
                is_first=at == 0,
                is_last=at == count - 1,
            )
            for at, priority in enumerate(seen.priorities)
        ),
        ended=tuple(_ended(one) for one in ended),
    )


def _ended(one: EndedPurpose) -> EndedLine:
    on = f"ended on {spoken_day(one.on)}"
    is_priority = one.kind is Purpose.PRIORITY
    return EndedLine(
        kind=one.kind.value,
        id=one.id,
        words=f"“{one.words}”" if is_priority else one.words,
        about=f"A priority, {on}" if is_priority else f"An outcome of “{one.under}”, {on}",
        waits="Its priority has ended: reopen that first." if one.is_under_ended else "",
    )
