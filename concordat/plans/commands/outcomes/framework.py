"""Writes, changes, orders, ends and reopens priorities and outcomes: nothing is ever deleted."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import Max, QuerySet

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.commands.outcomes.words import checked_words, unless_changed
from concordat.plans.domain.outcomes import Purpose, PurposeEvent
from concordat.plans.models import (
    Outcome,
    OutcomeAction,
    OutcomeEvent,
    OutcomeMeasure,
    OutcomeWording,
    Priority,
    PriorityEvent,
    PriorityWording,
)

_WORDS = {Purpose.PRIORITY: "statement", Purpose.OUTCOME: "text"}  # the field that holds them


class NoSuchPurpose(Exception):
    """The locality has no such priority or outcome, or it has ended; for one that is reopened, it has not."""


@transaction.atomic
def add_priority(*, locality_id: int, statement: str, by: User | None, at: datetime) -> Priority:
    """Write a priority in people's words, after those that stand. Raises `WORDS_REFUSED`."""
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    standing = _standing(locality_id, Purpose.PRIORITY)
    words = checked_words(statement, standing.values_list("statement", flat=True))
    priority = Priority.objects.create(locality=locality, statement=words, position=_next(standing), by=by, at=at)
    PriorityWording.objects.create(priority=priority, text=words, by=by, at=at)
    record_audit("add_priority", priority, by=by, at=at, statement=words)
    return priority


@transaction.atomic
def add_outcome(*, locality_id: int, priority: int, text: str, by: User | None, at: datetime) -> Outcome:
    """Write a change that people would notice, after those of its priority. Raises as `change_words`."""
    row = _get(locality_id, Purpose.PRIORITY, priority)
    standing = _standing(locality_id, Purpose.OUTCOME)
    words = checked_words(text, standing.values_list("text", flat=True))
    position = _next(standing.filter(priority=row))
    outcome = Outcome.objects.create(priority=row, text=words, position=position, by=by, at=at)
    OutcomeWording.objects.create(outcome=outcome, text=words, by=by, at=at)
    record_audit("add_outcome", outcome, by=by, at=at, text=words, priority=row.pk)
    return outcome


@transaction.atomic
def change_words(
    *, locality_id: int, kind: Purpose, key: int, words: str, shown: str, by: User | None, at: datetime
) -> bool:
    """Say a priority or an outcome in other words; whether they are others. `shown` are those that the page showed.

    Raises `NoSuchPurpose` and `WORDS_REFUSED`.
    """
    row, name = _get(locality_id, kind, key), _WORDS[kind]
    now = getattr(row, name)
    new = checked_words(words, _said_by_others(locality_id, kind, key))
    if new == now:
        return False
    unless_changed(now, shown)
    setattr(row, name, new)
    row.save(update_fields=[name])
    if isinstance(row, Priority):
        PriorityWording.objects.create(priority=row, text=new, by=by, at=at)
    else:
        OutcomeWording.objects.create(outcome=row, text=new, by=by, at=at)
    record_audit(f"change_{kind}", row, by=by, at=at, **{name: new})
    return True


@transaction.atomic
def move(*, locality_id: int, kind: Purpose, key: int, up: bool, by: User | None, at: datetime) -> None:
    """Let a priority, or an outcome under its priority, change places with its neighbour. Raises `NoSuchPurpose`."""
    row = _get(locality_id, kind, key)
    around = _standing(locality_id, kind)
    if isinstance(row, Outcome):
        around = around.filter(priority=row.priority_id)
    if _swap(list(around), row, up=up):
        record_audit(f"move_{kind}", row, by=by, at=at, up=up)


@transaction.atomic
def move_under(*, locality_id: int, outcome: int, priority: int, by: User | None, at: datetime) -> bool:
    """Put an outcome, with all that it is tied to, last under another priority; whether it is another one.

    Raises `NoSuchPurpose`.
    """
    row, under = get_outcome(locality_id, outcome), _get(locality_id, Purpose.PRIORITY, priority)
    before = row.priority_id
    if before == under.pk:
        return False
    row.priority, row.position = under, _next(_standing(locality_id, Purpose.OUTCOME).filter(priority=under))
    row.save(update_fields=["priority", "position"])
    OutcomeEvent.objects.create(
        outcome=row, kind=PurposeEvent.MOVED, moved_from_id=before, moved_to=under, at=at, by=by
    )
    record_audit("move_outcome_under", row, by=by, at=at, before=before, after=under.pk)
    return True


@transaction.atomic
def end(*, locality_id: int, kind: Purpose, key: int, by: User | None, at: datetime) -> None:
    """Say that a priority or an outcome is one no more; what is under it or tied to it ends with it.

    Raises `NoSuchPurpose`.
    """
    row = _get(locality_id, kind, key)
    if isinstance(row, Priority):
        for outcome in _standing(locality_id, Purpose.OUTCOME).filter(priority=row):
            _end(outcome, by=by, at=at)
    _end(row, by=by, at=at)


@transaction.atomic
def reopen(*, locality_id: int, kind: Purpose, key: int, by: User | None, at: datetime) -> None:
    """Let a priority or an outcome that ended stand again, last in its list.

    The ties of an outcome that ended with it begin anew, but for those to measures and actions that are gone. The
    outcomes of a priority stay ended: each may be reopened. Raises `NoSuchPurpose`, for an outcome also where its
    priority has ended, and `SaidAlready`.
    """
    Locality.objects.select_for_update().get(pk=locality_id)
    row = _all(locality_id, kind).filter(pk=key, ended_at__isnull=False).first()
    if row is None:
        raise NoSuchPurpose(f"This {kind} stands already.")
    if isinstance(row, Outcome) and row.priority.ended_at is not None:
        raise NoSuchPurpose("Its priority has ended. Reopen that first.")
    checked_words(getattr(row, _WORDS[kind]), _said_by_others(locality_id, kind, key))
    around = _standing(locality_id, kind)
    if isinstance(row, Outcome):
        _tie_again(row, by=by, at=at)
        around = around.filter(priority=row.priority_id)
    row.position, row.ended_at, row.ended_by = _next(around), None, None
    row.save(update_fields=["position", "ended_at", "ended_by"])
    _record(row, PurposeEvent.REOPENED, by=by, at=at)


def get_outcome(locality_id: int, outcome: int) -> Outcome:
    """An outcome that stands, locked with all of its locality. Raises `NoSuchPurpose`."""
    return cast(Outcome, _get(locality_id, Purpose.OUTCOME, outcome))


def _get(locality_id: int, kind: Purpose, key: int) -> Priority | Outcome:
    Locality.objects.select_for_update().get(pk=locality_id)
    row = _standing(locality_id, kind).filter(pk=key).first()
    if row is None:
        raise NoSuchPurpose(f"This {kind} has ended.")
    return row


def _standing(locality_id: int, kind: Purpose) -> QuerySet[Priority] | QuerySet[Outcome]:
    rows = _all(locality_id, kind).filter(ended_at=None)
    return (rows.filter(priority__ended_at=None) if kind is Purpose.OUTCOME else rows).order_by("position", "pk")


def _all(locality_id: int, kind: Purpose) -> QuerySet[Priority] | QuerySet[Outcome]:
    if kind is Purpose.PRIORITY:
        return Priority.objects.filter(locality=locality_id)
    return Outcome.objects.filter(priority__locality=locality_id)


def _said_by_others(locality_id: int, kind: Purpose, key: int) -> Iterable[str]:
    return _standing(locality_id, kind).exclude(pk=key).values_list(_WORDS[kind], flat=True)


def _end(row: Priority | Outcome, *, by: User | None, at: datetime) -> None:
    ties = [each.filter(ended_at=None) for each in _ties(row)] if isinstance(row, Outcome) else []
    # A clock that was put back must not end anything before it began. All end at once: by that it is known, when the
    # outcome is reopened, which ties ended with it.
    row.ended_at, row.ended_by = max([at, row.at, *(tie.at for each in ties for tie in each)]), by
    for each in ties:
        each.update(ended_at=row.ended_at, ended_by=by)
    row.save(update_fields=["ended_at", "ended_by"])
    _record(row, PurposeEvent.ENDED, by=by, at=at)


def _ties(outcome: Outcome) -> tuple[QuerySet[OutcomeMeasure], QuerySet[OutcomeAction]]:
    return OutcomeMeasure.objects.filter(outcome=outcome), OutcomeAction.objects.filter(outcome=outcome)


def _tie_again(outcome: Outcome, *, by: User | None, at: datetime) -> None:
    measures, actions = (each.filter(ended_at=outcome.ended_at) for each in _ties(outcome))
    for measure in measures.filter(measure__retired_at=None):
        OutcomeMeasure.objects.create(outcome=outcome, measure_id=measure.measure_id, by=by, at=at)
    for action in actions.filter(action__wording__isnull=False):
        OutcomeAction.objects.create(outcome=outcome, action_id=action.action_id, by=by, at=at)


def _record(row: Priority | Outcome, event: PurposeEvent, *, by: User | None, at: datetime) -> None:
    """The history that members read, and the audit entry, of an end or a return."""
    verb = "end" if event is PurposeEvent.ENDED else "reopen"
    if isinstance(row, Priority):
        PriorityEvent.objects.create(priority=row, kind=event, by=by, at=at)
        record_audit(f"{verb}_{Purpose.PRIORITY}", row, by=by, at=at)
    else:
        OutcomeEvent.objects.create(outcome=row, kind=event, by=by, at=at)
        record_audit(f"{verb}_{Purpose.OUTCOME}", row, by=by, at=at)


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
