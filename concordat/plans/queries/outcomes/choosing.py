"""Reads what can be chosen for an action: the measures of its locality, and those that it is tied to."""

from dataclasses import dataclass

from concordat.accounts.access import Permission
from concordat.indicators.models import Measure
from concordat.plans.models import Action, ActionMeasure
from concordat.plans.queries.outcomes.moving import MeasureMoved
from concordat.plans.queries.standpoints import NotSeen, Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class MeasuresOfAction:
    """An action of the live plan with the measures that can be chosen; `tied` are the keys of those that it has."""

    locality_id: int
    locality_name: str
    number: int
    references: tuple[str, ...]
    text: str
    measures: tuple[MeasureMoved, ...]
    tied: tuple[str, ...]


def measures_for_action(viewer: Viewer, locality: str, number: int) -> MeasuresOfAction:
    """The measures of a locality beside one of its actions, in five queries at most.

    What is no longer followed is there only where the action is tied to it. Raises `NotSeen`, also for who may not
    say what actions are for.
    """
    if not viewer.has_perm(Permission.KEEP_OUTCOMES, locality):
        raise NotSeen(f"the measures of action {number} of {locality}")
    standpoint = standpoint_of(viewer, locality)
    action = Action.objects.filter(plan=standpoint.plan_pk, number=number).select_related("wording").first()
    if action is None or action.wording is None:
        raise NotSeen(f"action {number} of {locality}")
    standing = ActionMeasure.objects.filter(action=action, ended_at=None)
    tied = set(standing.values_list("measure__key", flat=True))
    return MeasuresOfAction(
        locality_id=standpoint.locality_pk,
        locality_name=standpoint.locality_name,
        number=number,
        references=tuple(action.wording.references),
        text=action.wording.text,
        measures=measures_to_choose(standpoint, tied),
        tied=tuple(sorted(tied)),
    )


def measures_to_choose(standpoint: Standpoint, tied: set[str]) -> tuple[MeasureMoved, ...]:
    """The measures that a locality follows, and of those that it follows no more the ones named in `tied`."""
    rows = Measure.objects.filter(locality=standpoint.locality_pk).order_by("position", "pk")
    return tuple(
        MeasureMoved(key, name, question, published_at is not None, retired_at is not None)
        for key, name, question, published_at, retired_at in rows.values_list(
            "key", "name", "question", "published_at", "retired_at"
        )
        if retired_at is None or key in tied
    )
