"""What the actions of a published plan count to, in groups that need not be counted again when a day has passed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from concordat.plans.domain.states import State


class Body(NamedTuple):
    """Who leads, by primary key: an organisation, or a person, who stands for whom they work for."""

    is_person: bool
    key: int


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """An action of a published edition; `leads` are those who lead it and not those who support."""

    section: int
    state: State
    end_on: date | None
    said_on: date
    is_slipped: bool
    leads: frozenset[Body]


class Group(NamedTuple):
    """Actions in one state: how many, and how many slipped.

    Of open ones the last days and the days on which something was last said are kept in order, because what is overdue
    or quiet changes by the day while nothing is written.
    """

    state: State
    actions: int
    ends: Sequence[int]  # days as ordinals
    slipped: int = 0
    said: Sequence[int] = ()

    def overdue(self, on: date) -> int:
        return bisect_left(self.ends, on.toordinal())

    def said_before(self, day: date) -> int:
        """How many open ones nothing was said of since."""
        return bisect_left(self.said, day.toordinal())


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """An edition's actions: each once by the section it stands in, and once by all who lead it together.

    Those who lead are told by their places in `bodies`; by them neither what slipped nor what was said is counted.
    """

    sections: tuple[tuple[int, Group], ...] = ()
    bodies: tuple[Body, ...] = ()
    leads: tuple[tuple[Sequence[int], Group], ...] = ()


def count_actions(actions: Iterable[ActionFacts]) -> PlanCounts:
    """Group the actions of one edition."""
    known = list(actions)
    bodies = tuple(sorted({body for action in known for body in action.leads}))
    place = {body: number for number, body in enumerate(bodies)}
    by_section: defaultdict[tuple[int, State], list[ActionFacts]] = defaultdict(list)
    by_leads: defaultdict[tuple[tuple[int, ...], State], list[ActionFacts]] = defaultdict(list)
    for action in known:
        by_section[action.section, action.state].append(action)
        by_leads[tuple(sorted(place[body] for body in action.leads)), action.state].append(action)
    return PlanCounts(
        tuple(
            (section, Group(state, len(some), _ends(some), sum(action.is_slipped for action in some), _said(some)))
            for (section, state), some in sorted(by_section.items())
        ),
        bodies,
        tuple((leads, Group(state, len(some), _ends(some))) for (leads, state), some in sorted(by_leads.items())),
    )


def _ends(actions: list[ActionFacts]) -> tuple[int, ...]:
    return tuple(sorted(action.end_on.toordinal() for action in actions if action.end_on and action.state.is_open))


def _said(actions: list[ActionFacts]) -> tuple[int, ...]:
    return tuple(sorted(action.said_on.toordinal() for action in actions if action.state.is_open))


_STATES = {state.value: state for state in State}


def dump_counts(counts: PlanCounts) -> dict[str, Any]:
    """The counts as JSON can hold them."""
    return {
        "sections": [[section, *group] for section, group in counts.sections],
        "bodies": [list(body) for body in counts.bodies],
        "leads": [[leads, group.state, group.actions, group.ends] for leads, group in counts.leads],
    }


def load_counts(kept: dict[str, Any]) -> PlanCounts:
    """What `dump_counts` wrote; of a nation it is asked for some 5,000 groups at a time."""
    return PlanCounts(
        tuple((section, Group(_STATES[state], *rest)) for section, state, *rest in kept["sections"]),
        tuple(Body(*body) for body in kept["bodies"]),
        tuple((leads, Group(_STATES[state], *rest)) for leads, state, *rest in kept["leads"]),
    )
