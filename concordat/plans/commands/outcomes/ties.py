"""Ties outcomes to the measures that tell whether they come about, and to the actions that should bring them about."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.indicators.models import Measure
from concordat.plans.commands.outcomes.framework import get_outcome
from concordat.plans.commands.outcomes.measures import NoSuchAction, NoSuchMeasure
from concordat.plans.models import Action, Outcome, OutcomeAction, OutcomeMeasure


@transaction.atomic
def tie_outcome(
    *,
    locality_id: int,
    outcome: int,
    measures: Collection[str] = (),
    actions: Collection[int] = (),
    without_measures: Collection[str] = (),
    without_actions: Collection[int] = (),
    by: User | None,
    at: datetime,
) -> None:
    """Tie an outcome (its key) to measures (their keys) and actions (their numbers), and untie it from others.

    What is named in none of the four stays as it is, whoever tied it meanwhile. Raises `NoSuchPurpose`,
    `NoSuchMeasure` and `NoSuchAction`.
    """
    row = get_outcome(locality_id, outcome)
    end_ties(OutcomeMeasure.objects.filter(outcome=row, measure__key__in=without_measures, ended_at=None), by=by, at=at)
    end_ties(OutcomeAction.objects.filter(outcome=row, action__number__in=without_actions, ended_at=None), by=by, at=at)
    _tie_measures(locality_id, row, set(measures), by=by, at=at)
    _tie_actions(locality_id, row, set(actions), by=by, at=at)
    record_audit(
        "tie_outcome",
        row,
        by=by,
        at=at,
        measures=sorted(measures),
        actions=sorted(actions),
        without_measures=sorted(without_measures),
        without_actions=sorted(without_actions),
    )


def end_ties(ties: QuerySet[OutcomeMeasure] | QuerySet[OutcomeAction], *, by: User | None, at: datetime) -> None:
    """End each tie at a moment; one that began after it ends as it began."""
    for tie in ties:
        tie.ended_at, tie.ended_by = max(at, tie.at), by
        tie.save(update_fields=["ended_at", "ended_by"])


def _tie_measures(locality_id: int, outcome: Outcome, keys: set[str], *, by: User | None, at: datetime) -> None:
    found = {
        measure.key: measure for measure in Measure.objects.filter(locality=locality_id, key__in=keys, retired_at=None)
    }
    if keys - set(found):
        raise NoSuchMeasure("Choose measures that are followed here.")
    tied = set(OutcomeMeasure.objects.filter(outcome=outcome, ended_at=None).values_list("measure__key", flat=True))
    for key in sorted(keys - tied):
        OutcomeMeasure.objects.create(outcome=outcome, measure=found[key], by=by, at=at)


def _tie_actions(locality_id: int, outcome: Outcome, numbers: set[int], *, by: User | None, at: datetime) -> None:
    rows = Action.objects.filter(plan__locality=locality_id, number__in=numbers, wording__isnull=False)
    found = {action.number: action for action in rows}
    if numbers - set(found):
        raise NoSuchAction("Choose actions that stand in the plan.")
    tied = set(OutcomeAction.objects.filter(outcome=outcome, ended_at=None).values_list("action__number", flat=True))
    for number in sorted(numbers - tied):
        OutcomeAction.objects.create(outcome=outcome, action=found[number], by=by, at=at)
