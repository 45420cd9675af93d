"""Writes, changes, orders and ends priorities and outcomes: words and order change, and nothing is ever deleted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from concordat.accounts.commands import record_audit
from concordat.accounts.domain.patients import identifiers_in, identifiers_sentence
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.models import (
    Outcome,
    OutcomeAction,
    OutcomeMeasure,
    OutcomeWording,
    Priority,
    PriorityWording,
)

LONGEST = 300


class NoSuchPurpose(Exception):
    """The locality has no such priority or outcome, or it has ended."""


class WordsMissing(Exception):
    """A priority or an outcome says something."""


class WordsTooLong(Exception):
    """A priority or an outcome is a sentence, not a page."""


class WordsStopped(Exception):
    """The words hold what looks like a patient's details. This page is public."""


class SaidAlready(Exception):
    """Another one says the same."""


class MeanwhileChanged(Exception):
    """Somebody else changed the words since the page was opened."""


WORDS_REFUSED = (WordsMissing, WordsTooLong, WordsStopped, SaidAlready, MeanwhileChanged)


@transaction.atomic
def add_priority(*, locality_id: int, statement: str, by: User | None, at: datetime) -> Priority:
    """Write a priority in people's words, after those that stand. Raises `WORDS_REFUSED`."""
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    standing = _priorities(locality_id)
    words = _checked(statement, standing.values_list("statement", flat=True))
    priority = Priority.objects.create(locality=locality, statement=words, position=_next(standing), by=by, at=at)
    PriorityWording.objects.create(priority=priority, text=words, by=by, at=at)
    record_audit("add_priority", priority, by=by, at=at, statement=words)
    return priority


@transaction.atomic
def change_priority(
    *, locality_id: int, priority: int, statement: str, shown: str, by: User | None, at: datetime
) -> bool:
    """Say a priority (its key) in other words; whether they are others. `shown` are those that the page showed.

    Raises `NoSuchPurpose` and `WORDS_REFUSED`.
    """
    row = _priority(locality_id, priority)
    others = _priorities(locality_id).exclude(pk=row.pk)
    words = _checked(statement, others.values_list("statement", flat=True))
    if words == row.statement:
        return False
    _unless_changed(row.statement, shown)
    row.statement = words
    row.save(update_fields=["statement"])
    PriorityWording.objects.create(priority=row, text=words, by=by, at=at)
    record_audit("change_priority", row, by=by, at=at, statement=words)
    return True


@transaction.atomic
def end_priority(*, locality_id: int, priority: int, by: User | None, at: datetime) -> None:
    """Say that something is no priority any more; its outcomes end with it. Raises `NoSuchPurpose`."""
    row = _priority(locality_id, priority)
    for outcome in _outcomes(locality_id).filter(priority=row):
        _end(outcome, by=by, at=at)
    row.ended_at, row.ended_by = max(at, row.at), by
    row.save(update_fields=["ended_at", "ended_by"])
    record_audit("end_priority", row, by=by, at=at)


@transaction.atomic
def move_priority(*, locality_id: int, priority: int, up: bool, by: User | None, at: datetime) -> None:
    """Let a priority change places with the one before it, or after it. Raises `NoSuchPurpose`."""
    row = _priority(locality_id, priority)
    if _swap(list(_priorities(locality_id)), row, up=up):
        record_audit("move_priority", row, by=by, at=at, up=up)


@transaction.atomic
def add_outcome(*, locality_id: int, priority: int, text: str, by: User | None, at: datetime) -> Outcome:
    """Write a change that people would notice, after those of its priority. Raises as `change_priority`."""
    row = _priority(locality_id, priority)
    standing = _outcomes(locality_id)
    words = _checked(text, standing.values_list("text", flat=True))
    outcome = Outcome.objects.create(
        priority=row, text=words, position=_next(standing.filter(priority=row)), by=by, at=at
    )
    OutcomeWording.objects.create(outcome=outcome, text=words, by=by, at=at)
    record_audit("add_outcome", outcome, by=by, at=at, text=words, priority=row.pk)
    return outcome


@transaction.atomic
def change_outcome(*, locality_id: int, outcome: int, text: str, shown: str, by: User | None, at: datetime) -> bool:
    """Say an outcome (its key) in other words, as `change_priority` does."""
    row = get_outcome(locality_id, outcome)
    others = _outcomes(locality_id).exclude(pk=row.pk)
    words = _checked(text, others.values_list("text", flat=True))
    if words == row.text:
        return False
    _unless_changed(row.text, shown)
    row.text = words
    row.save(update_fields=["text"])
    OutcomeWording.objects.create(outcome=row, text=words, by=by, at=at)
    record_audit("change_outcome", row, by=by, at=at, text=words)
    return True


@transaction.atomic
def end_outcome(*, locality_id: int, outcome: int, by: User | None, at: datetime) -> None:
    """Say that an outcome is no longer aimed at; what it is tied to ends with it. Raises `NoSuchPurpose`."""
    _end(get_outcome(locality_id, outcome), by=by, at=at)


@transaction.atomic
def move_outcome(*, locality_id: int, outcome: int, up: bool, by: User | None, at: datetime) -> None:
    """Let an outcome change places with its neighbour under the same priority. Raises `NoSuchPurpose`."""
    row = get_outcome(locality_id, outcome)
    if _swap(list(_outcomes(locality_id).filter(priority=row.priority_id)), row, up=up):
        record_audit("move_outcome", row, by=by, at=at, up=up)


def get_outcome(locality_id: int, outcome: int) -> Outcome:
    """An outcome that stands, locked with all of its locality. Raises `NoSuchPurpose`."""
    Locality.objects.select_for_update().get(pk=locality_id)
    row = _outcomes(locality_id).filter(pk=outcome).first()
    if row is None:
        raise NoSuchPurpose("This outcome has ended.")
    return row


def _priority(locality_id: int, priority: int) -> Priority:
    Locality.objects.select_for_update().get(pk=locality_id)
    row = _priorities(locality_id).filter(pk=priority).first()
    if row is None:
        raise NoSuchPurpose("This priority has ended.")
    return row


def _priorities(locality_id: int) -> QuerySet[Priority]:
    return Priority.objects.filter(locality=locality_id, ended_at=None).order_by("position", "pk")


def _outcomes(locality_id: int) -> QuerySet[Outcome]:
    rows = Outcome.objects.filter(priority__locality=locality_id, priority__ended_at=None, ended_at=None)
    return rows.order_by("position", "pk")


def _end(outcome: Outcome, *, by: User | None, at: datetime) -> None:
    for kind in (OutcomeMeasure, OutcomeAction):
        for tie in kind.objects.filter(outcome=outcome, ended_at=None):
            tie.ended_at, tie.ended_by = max(at, tie.at), by
            tie.save(update_fields=["ended_at", "ended_by"])
    outcome.ended_at, outcome.ended_by = max(at, outcome.at), by
    outcome.save(update_fields=["ended_at", "ended_by"])
    record_audit("end_outcome", outcome, by=by, at=at)


def _next(rows: QuerySet[Priority] | QuerySet[Outcome]) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _swap(rows: list[Priority] | list[Outcome], row: Priority | Outcome, *, up: bool) -> bool:
    """Change places with a neighbour; whether there is one. Places are counted anew: an end leaves a hole."""
    order = [each.pk for each in rows]
    here = order.index(row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return False
    rows[here], rows[there] = rows[there], rows[here]  # type: ignore[call-overload]
    for position, each in enumerate(rows):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
    return True


def _unless_changed(now: str, shown: str) -> None:
    if now != " ".join(shown.split()):
        raise MeanwhileChanged(f"Somebody changed it after you opened the page. It now says: “{now}”.")


def _checked(text: str, others: QuerySet[Priority, str] | QuerySet[Outcome, str]) -> str:
    """The words on one line; raises one of `WORDS_REFUSED`."""
    words = " ".join(text.split())
    if not words:
        raise WordsMissing("Write what it is.")
    if len(words) > LONGEST:
        raise WordsTooLong(f"Say it in {LONGEST} characters or fewer: there are {len(words)}.")
    if found := identifiers_in(words):
        raise WordsStopped(
            f"There is {identifiers_sentence(found)} in it. Plans hold nothing about patients: take it out."
        )
    if words.casefold() in {other.casefold() for other in others}:
        raise SaidAlready("This stands there already.")
    return words
