"""Reads a plan as it stood at the end of any day, for its members, from the rows that are never changed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from concordat.plans.domain.front_matter import FrontMatter
from concordat.plans.models import Action, ActionUpdate, ActionWording, Edition
from concordat.plans.queries.plans import (
    TIMESCALE,
    UPDATE,
    WORDING,
    ActionSeen,
    PlanSeen,
    action_seen,
    front_matter_seen,
    leads_of,
)
from concordat.plans.queries.standpoints import EditionSeen, NotSeen, Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class PlanOn:
    """The live plan at the end of a day; `editions` of the plan are those that were frozen by then.

    `public_read` is the edition that everybody could read then. `began_on` is the day on which the first action was
    recorded; it is only looked for where the plan had none on the day, and None where it has none to this day.
    """

    plan: PlanSeen
    day: date
    public_read: EditionSeen | None
    began_on: date | None


def end_of(day: date) -> datetime:
    """The first moment after a day, where the plans are."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()), timezone.get_default_timezone())


def plan_on(viewer: Viewer, locality_slug: str, day: date) -> PlanOn:
    """A plan as its members had it at the end of a day, in eight queries whatever its length and history.

    What was recorded by then counts, whatever day it speaks of. The order of sections is that of today. Raises
    `NotSeen`.
    """
    standpoint = standpoint_of(viewer, locality_slug)
    if not standpoint.may_see_draft:
        raise NotSeen(f"the live plan of {locality_slug}")
    moment = end_of(day)
    latest = (
        Edition.objects.filter(plan=standpoint.plan_pk, frozen_at__lt=moment)
        .order_by("-number")
        .values_list("number", "title", "front_matter")
        .first()
    )
    editions = tuple(seen for _, seen in standpoint.editions if latest is not None and seen.number <= latest[0])
    actions = actions_on(standpoint, moment)
    began = None
    if not actions:
        began = Action.objects.filter(plan=standpoint.plan_pk).aggregate(first=Min("created_at"))["first"]
    return PlanOn(
        plan=PlanSeen(
            locality_slug=locality_slug,
            locality_name=standpoint.locality_name,
            title=latest[1] if latest else standpoint.plan_title,
            edition=None,
            is_draft=True,
            may_see_draft=True,
            editions=editions,
            front_matter=front_matter_seen(latest[2], standpoint) if latest else FrontMatter(),
            sections=tuple(dict.fromkeys(action.section for action in actions)),
            actions=actions,
        ),
        day=day,
        public_read=next((seen for seen in editions if seen.published_on and seen.published_on <= day), None),
        began_on=timezone.localdate(began) if began else None,
    )


def actions_on(standpoint: Standpoint, moment: datetime) -> tuple[ActionSeen, ...]:
    """The actions of a plan as they stood just before a moment, in plan order, in three queries.

    Of each action the last wording and the last update that were recorded before it; an action without both was
    not there yet. Keys are given in the order of writing, and an action's present is its newest rows by key.
    """
    wordings = list(
        _newest(ActionWording.objects.filter(action__plan=standpoint.plan_pk), moment)
        .order_by("section__position", "position", "action__number")
        .values_list("action_id", "action__number", "pk", *WORDING)
    )
    updates = {
        row[0]: row[1:]
        for row in _newest(ActionUpdate.objects.filter(action__plan=standpoint.plan_pk), moment)
        .order_by()
        .values_list("action_id", *UPDATE, *(f"timescale__{name}" for name in TIMESCALE))
    }
    leads = leads_of(
        _newest(ActionWording.objects.filter(action__plan=standpoint.plan_pk), moment).order_by().values("pk"),
        standpoint,
    )
    return tuple(
        action_seen((*wording, *updates[wording[0]]), leads, standpoint, {})
        for wording in wordings
        if wording[0] in updates
    )


def _newest(rows: QuerySet[Any], moment: datetime) -> QuerySet[Any]:
    """Of rows that belong to actions the newest of each that was recorded before a moment."""
    newest = rows.filter(recorded_at__lt=moment).order_by().values("action").annotate(newest=Max("pk"))
    return rows.model.objects.filter(pk__in=newest.values("newest"))
