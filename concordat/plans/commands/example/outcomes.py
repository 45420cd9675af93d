"""Writes down what the plan of the example is for: priorities, outcomes, and the measures and actions of each."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction

from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans import gateways
from concordat.plans.commands.outcomes import (
    add_outcome,
    add_priority,
    change_words,
    choose_measures,
    end,
    tie_outcome,
)
from concordat.plans.domain.outcomes import Purpose
from concordat.plans.models import Action


@transaction.atomic
def add_example_outcomes(*, at: datetime) -> int:
    """Add what `examples/outcomes.yaml` says to the example, and give how many priorities; the measures stand before.

    Does nothing where priorities stand already, or where there is no example.
    """
    facts = gateways.example_outcomes()
    locality = Locality.objects.filter(slug=facts["locality"]).first()
    if locality is None or locality.priorities.exists():
        return 0
    by = User.objects.get(email=facts["coordinator"])
    numbers = _numbers(locality)
    written, tied = (min(_morning(facts[name]), at) for name in ("written", "tied"))
    for said in facts["priorities"]:
        priority = add_priority(locality_id=locality.pk, statement=said["statement"], by=by, at=written)
        for outcome in said["outcomes"]:
            _add(locality, priority.pk, outcome, numbers, by=by, written=written, tied=tied)
    for reference, keys in facts["moves"].items():
        number = numbers[reference]
        choose_measures(locality_id=locality.pk, action=number, tied=keys, untied=(), by=by, at=tied)
    return len(facts["priorities"])


def _add(
    locality: Locality,
    priority: int,
    facts: dict[str, Any],
    numbers: dict[str, int],
    *,
    by: User,
    written: datetime,
    tied: datetime,
) -> None:
    """An outcome with what became of it: other words, ties, or its end."""
    first = facts.get("before", facts["text"])
    outcome = add_outcome(locality_id=locality.pk, priority=priority, text=first, by=by, at=written)
    here: dict[str, Any] = {"locality_id": locality.pk, "by": by}
    this: dict[str, Any] = here | {"kind": Purpose.OUTCOME, "key": outcome.pk}
    if "before" in facts:
        change_words(**this, words=facts["text"], shown=first, at=max(written, _morning(facts["changed"])))
    if "ended" in facts:
        end(**this, at=max(written, _morning(facts["ended"])))
    elif "measures" in facts or "actions" in facts:
        actions = [numbers[reference] for reference in facts.get("actions", ())]
        tie_outcome(**here, outcome=outcome.pk, measures=facts.get("measures", ()), actions=actions, at=tied)


def _numbers(locality: Locality) -> dict[str, int]:
    """The actions of the live plan, by what it calls them now."""
    rows = Action.objects.filter(plan__locality=locality, wording__isnull=False)
    return {
        reference: number
        for number, references in rows.values_list("number", "wording__references")
        for reference in references
    }


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=UTC)
