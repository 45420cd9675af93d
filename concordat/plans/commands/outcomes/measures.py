"""Ties actions to the measures that they should move; a tie ends, and is never deleted."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.indicators.models import Measure
from concordat.plans.models import Action, ActionMeasure


class NoSuchAction(Exception):
    """The plan has no such action, or it stands in it no more."""


class NoSuchMeasure(Exception):
    """The locality has no such measure, or follows it no more."""


REFUSALS = (NoSuchAction, NoSuchMeasure)


@transaction.atomic
def choose_measures(
    *,
    locality_id: int,
    action: int,
    tied: Collection[str],
    untied: Collection[str],
    by: User | None,
    at: datetime,
) -> None:
    """Tie and untie measures (their keys) in one go; what is named in neither stays, whoever tied it meanwhile.

    Raises one of `REFUSALS`.
    """
    row = _action(locality_id, action)
    for key in sorted(untied):
        _untie(row, key, by=by, at=at)
    for key in sorted(tied):
        _tie(row, key, by=by, at=at)


def _action(locality_id: int, number: int) -> Action:
    """Locked, so that two who tie the same measure are one after the other."""
    rows = Action.objects.select_for_update(of=("self",))
    row = rows.filter(plan__locality=locality_id, number=number, wording__isnull=False).select_related("plan").first()
    if row is None:
        raise NoSuchAction("This action is not in the plan any more.")
    return row


def _tie(action: Action, key: str, *, by: User | None, at: datetime) -> None:
    measure = Measure.objects.filter(locality=action.plan.locality_id, key=key, retired_at=None).first()
    if measure is None:
        raise NoSuchMeasure("Choose measures that are followed here.")
    if ActionMeasure.objects.filter(action=action, measure=measure, ended_at=None).exists():
        return
    tie = ActionMeasure.objects.create(action=action, measure=measure, by=by, at=at)
    record_audit("tie_measure", tie, by=by, at=at, action=action.number, measure=key)


def _untie(action: Action, key: str, *, by: User | None, at: datetime) -> None:
    tie = ActionMeasure.objects.filter(action=action, measure__key=key, ended_at=None).first()
    if tie is None:
        return
    # A clock that was put back must not end a tie before it began.
    tie.ended_at, tie.ended_by = max(at, tie.at), by
    tie.save(update_fields=["ended_at", "ended_by"])
    record_audit("untie_measure", tie, by=by, at=at, action=action.number, measure=key)
