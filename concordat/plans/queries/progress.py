"""Reads how far a plan had got month by month: the public by its published editions, members by all that was said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.plans.domain.progress import Month, Step, months_of
from concordat.plans.domain.states import State
from concordat.plans.models import ActionUpdate, EditionEntry
from concordat.plans.queries.standpoints import Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class ProgressSeen:
    """The months of a plan, oldest first. `is_live`: from everything that was said, which only members see."""

    locality_slug: str
    locality_name: str
    is_live: bool
    months: tuple[Month, ...]


def progress_seen_by(viewer: Viewer, locality_slug: str, *, on: date) -> ProgressSeen:
    """How far a plan had got at the end of each month up to the day `on`, in four queries; raises `NotSeen`."""
    standpoint = standpoint_of(viewer, locality_slug)
    histories = _histories(_said_in(standpoint))
    return ProgressSeen(
        locality_slug, standpoint.locality_name, standpoint.may_see_draft, months_of(histories.values(), on=on)
    )


def _said_in(standpoint: Standpoint) -> Iterable[tuple[Any, ...]]:
    """Action, day, state and last day of all that the viewer may know of, in the order in which it came to count."""
    if standpoint.may_see_draft:
        return (
            ActionUpdate.objects.filter(action__plan=standpoint.plan_pk)
            .order_by("pk")
            .values_list("action_id", "said_on", "state", "timescale__end_on")
        )
    return (
        EditionEntry.objects.filter(edition__plan=standpoint.plan_pk, edition__published_at__isnull=False)
        .order_by("edition__number")
        .values_list("action_id", "edition__dated_on", "update__state", "update__timescale__end_on")
    )


def _histories(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Step]]:
    """The steps of each action. What came to count later counts from no earlier day than what it took the place of."""
    found: defaultdict[int, list[Step]] = defaultdict(list)
    for action, day, state, end in rows:
        steps = found[action]
        steps.append(Step(max(day, steps[-1].on) if steps else day, State(state), end))
    return found
