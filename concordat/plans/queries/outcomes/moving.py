"""Reads which actions should move a measure and which measures an action should move, as one viewer may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from concordat.indicators.models import Measure
from concordat.plans.domain.milestones import Milestones, milestones_of
from concordat.plans.domain.states import State
from concordat.plans.models import Action, ActionMeasure, ActionUpdate, EditionEntry
from concordat.plans.queries.plans import ActionSeen, LeadSeen, PlanSeen, actions_of
from concordat.plans.queries.standpoints import Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class ActionMoving:
    """An action that should move a measure; its page is at `locality_slug` and `number`.

    began_on: the day on which it was first said to be in progress. due_on: the last day that is promised now.
    completed_on: since when it is said to be complete. None where nothing tells it.
    """

    locality_slug: str
    number: int
    references: tuple[str, ...]
    text: str
    leads: tuple[LeadSeen, ...]
    state: State
    began_on: date | None
    due_on: date | None
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class MeasureMoved:
    """A measure that an action should move; `is_public` is told to members, the public sees no other."""

    key: str
    name: str
    question: str
    is_public: bool
    is_retired: bool


def actions_moving(viewer: Viewer, measures: Iterable[int]) -> dict[int, tuple[ActionMoving, ...]]:
    """The actions that should move each measure (its primary key), in the order of the plan.

    The public sees published measures alone, the actions of the latest published edition, and of their days what
    published editions say; members see the live plan. A measure that the viewer may not see has no actions. At most
    nine queries for each locality that the measures belong to.
    """
    wanted = list(dict.fromkeys(measures))
    found: dict[int, tuple[ActionMoving, ...]] = dict.fromkeys(wanted, ())
    of_locality: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    rows = Measure.objects.filter(pk__in=wanted).values_list("pk", "locality__slug", "published_at")
    for pk, slug, published_at in rows:
        of_locality[slug].append((pk, published_at is not None))
    for slug, here in of_locality.items():
        standpoint = standpoint_of(viewer, slug)
        seen = [pk for pk, is_public in here if is_public or standpoint.may_see_draft]
        found.update(_actions_moving(standpoint, seen))
    return found


def _actions_moving(standpoint: Standpoint, measures: list[int]) -> dict[int, tuple[ActionMoving, ...]]:
    ties: defaultdict[int, set[int]] = defaultdict(set)
    for action, measure in _standing().filter(measure__in=measures).values_list("action_id", "measure_id"):
        ties[action].add(measure)
    actions = actions_seen(standpoint, ties)
    days = milestones_in(standpoint, [action.pk for action in actions])
    return {
        measure: tuple(_moving(standpoint, action, days[action.pk]) for action in actions if measure in ties[action.pk])
        for measure in measures
    }


def actions_seen(standpoint: Standpoint, actions: Iterable[int]) -> tuple[ActionSeen, ...]:
    """Those of some actions that stand in what the viewer reads: the live plan, or the latest published edition."""
    wanted = list(actions)
    rows: QuerySet[Any]
    if standpoint.may_see_draft:
        rows = Action.objects.filter(pk__in=wanted, wording__isnull=False, update__isnull=False)
    else:
        latest = standpoint.latest_published()
        rows = EditionEntry.objects.filter(edition=latest[0] if latest else None, action__in=wanted)
    return actions_of(rows, standpoint)


def milestones_in(standpoint: Standpoint, actions: list[int]) -> dict[int, Milestones]:
    """When each action began and was complete, by what the viewer may read of it."""
    updates = ActionUpdate.objects.filter(action__in=actions)
    if not standpoint.may_see_draft:
        published = EditionEntry.objects.filter(edition__in=[pk for pk, _ in standpoint.editions])
        updates = updates.filter(pk__in=published.filter(action__in=actions).values("update"))
    said: defaultdict[int, list[tuple[date, State]]] = defaultdict(list)
    for action, said_on, state in updates.order_by("recorded_at", "pk").values_list("action_id", "said_on", "state"):
        said[action].append((said_on, State(state)))
    return {action: milestones_of(said[action]) for action in actions}


def _moving(standpoint: Standpoint, action: ActionSeen, days: Milestones) -> ActionMoving:
    return ActionMoving(
        locality_slug=standpoint.locality_slug,
        number=action.number,
        references=action.references,
        text=action.text,
        leads=action.leads,
        state=action.state,
        began_on=days.began_on,
        due_on=action.timescale.end,
        completed_on=days.completed_on,
    )


def measures_moved_in(plan: PlanSeen, *, before: datetime | None = None) -> dict[int, tuple[MeasureMoved, ...]]:
    """The measures of every action of a plan that was read already, by the action's primary key, in one query.

    With `before`, those that stood at that moment.
    """
    ties = _standing(before).filter(action__plan__locality__slug=plan.locality_slug)
    return _measures(ties, may_see_draft=plan.may_see_draft)


def measured_actions(locality_slug: str) -> frozenset[int] | None:
    """The primary keys of the actions that name a measure which is followed; None where none is followed at all."""
    rows = Measure.objects.filter(locality__slug=locality_slug, retired_at=None).values_list(
        "action_ties__action_id", "action_ties__ended_at"
    )
    found = list(rows)
    return frozenset(action for action, ended_at in found if action and ended_at is None) if found else None


def measures_seen(standpoint: Standpoint, actions: list[int]) -> dict[int, tuple[MeasureMoved, ...]]:
    """The measures that some actions (primary keys, which the viewer may see) should move, in one query."""
    return _measures(_standing().filter(action__in=actions), may_see_draft=standpoint.may_see_draft)


def _standing(before: datetime | None = None) -> QuerySet[ActionMeasure]:
    """The ties that stand now, or stood at a moment."""
    if before is None:
        return ActionMeasure.objects.filter(ended_at=None)
    return ActionMeasure.objects.filter(Q(ended_at=None) | Q(ended_at__gte=before), at__lt=before)


def _measures(ties: QuerySet[ActionMeasure], *, may_see_draft: bool) -> dict[int, tuple[MeasureMoved, ...]]:
    if not may_see_draft:
        ties = ties.filter(measure__published_at__isnull=False)
    found: defaultdict[int, list[MeasureMoved]] = defaultdict(list)
    for action, *words, published_at, retired_at in ties.order_by("measure__position", "measure").values_list(
        "action_id",
        "measure__key",
        "measure__name",
        "measure__question",
        "measure__published_at",
        "measure__retired_at",
    ):
        found[action].append(MeasureMoved(*words, published_at is not None, retired_at is not None))
    return {action: tuple(measures) for action, measures in found.items()}
