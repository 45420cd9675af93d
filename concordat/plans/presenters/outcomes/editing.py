"""The pages on which priorities and outcomes are written, in finished words."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count
from concordat.plans.queries.outcomes import FrameworkSeen


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
class EditingPage:
    locality_name: str
    priorities: tuple[PriorityLine, ...]


def present_editing(seen: FrameworkSeen) -> EditingPage:
    """What stands, in its order, with what each outcome is tied to."""
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
    )
