"""What the actions of a published plan count to, in groups that need not be counted again when a day has passed."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from concordat.directory.domain import OrganisationType
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
    """Actions that are counted together.

    Of open ones the last days and the days on which something was last said are kept in order, because what is overdue
    or quiet changes by the day while nothing is written.
    """

    actions: int
    complete: int  # verified or not
    verified: int
    open: int
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
    """An edition's actions: each once by its state, by its section, and under every type of agency that leads it.

    `kinds` are the types by which it was counted, of everybody who leads. By type neither what slipped nor what was
    said is counted.
    """

    states: tuple[tuple[State, int], ...] = ()
    sections: tuple[tuple[int, Group], ...] = ()
    leads: tuple[tuple[OrganisationType, Group], ...] = ()
    kinds: tuple[tuple[Body, OrganisationType | None], ...] = ()

    def is_so_by(self, kinds: Mapping[Body, OrganisationType]) -> bool:
        """Whether everybody who leads is of the same type still; without one: a person of whom no employer is known."""
        return all(kinds.get(body) is kind for body, kind in self.kinds)


def count_actions(actions: Iterable[ActionFacts], kinds: Mapping[Body, OrganisationType]) -> PlanCounts:
    """Group the actions of one edition; `kinds` say of what type each is who leads."""
    states: Counter[State] = Counter()
    by_section: defaultdict[int, list[ActionFacts]] = defaultdict(list)
    by_kind: defaultdict[OrganisationType, list[ActionFacts]] = defaultdict(list)
    bodies: set[Body] = set()
    for action in actions:
        states[action.state] += 1
        by_section[action.section].append(action)
        for kind in {kinds[body] for body in action.leads if body in kinds}:
            by_kind[kind].append(action)
        bodies |= action.leads
    return PlanCounts(
        tuple(sorted(states.items())),
        tuple((section, _group(some)) for section, some in sorted(by_section.items())),
        tuple((kind, _group(some)._replace(slipped=0, said=())) for kind, some in sorted(by_kind.items())),
        tuple((body, kinds.get(body)) for body in sorted(bodies)),
    )


def _group(actions: list[ActionFacts]) -> Group:
    still = [action for action in actions if action.state.is_open]
    return Group(
        actions=len(actions),
        complete=sum(action.state.is_complete for action in actions),
        verified=sum(action.state is State.COMPLETE_VERIFIED for action in actions),
        open=len(still),
        ends=tuple(sorted(action.end_on.toordinal() for action in still if action.end_on)),
        slipped=sum(action.is_slipped for action in actions),
        said=tuple(sorted(action.said_on.toordinal() for action in still)),
    )


_KINDS = {kind.value: kind for kind in OrganisationType}


def dump_counts(counts: PlanCounts) -> dict[str, Any]:
    """The counts as JSON can hold them."""
    return {
        "states": dict(counts.states),
        "sections": [[section, *group] for section, group in counts.sections],
        "leads": [[kind, *group[: Group._fields.index("slipped")]] for kind, group in counts.leads],
        "kinds": [[*body, kind] for body, kind in counts.kinds],
    }


def load_counts(kept: dict[str, Any]) -> PlanCounts:
    """What `dump_counts` wrote; of a nation it is asked for a thousand groups at a time."""
    return PlanCounts(
        tuple((State(state), count) for state, count in kept["states"].items()),
        tuple((section, Group(*numbers)) for section, *numbers in kept["sections"]),
        tuple((_KINDS[kind], Group(*numbers)) for kind, *numbers in kept["leads"]),
        tuple((Body(is_person, key), _KINDS.get(kind)) for is_person, key, kind in kept["kinds"]),
    )
