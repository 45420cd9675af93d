"""Reads what became of priorities and outcomes: every change, and those that have ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.plans.domain.outcomes import Purpose, PurposeEvent
from concordat.plans.models import (
    Outcome,
    OutcomeEvent,
    OutcomeWording,
    Priority,
    PriorityEvent,
    PriorityWording,
)
from concordat.plans.queries.standpoints import NotSeen, Viewer


@dataclass(frozen=True, slots=True)
class PurposeChange:
    """One change of priorities and outcomes. words: what it says now, or on that day where its words were changed.

    before: the words that were changed, or the priority that it was moved from; after: the one that it was moved to.
    event: none where something was written or said in other words.
    """

    on: date
    by: str
    kind: Purpose
    words: str
    event: PurposeEvent | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class EndedPurpose:
    """A priority or an outcome that has ended. under: the priority of an outcome, which may have ended too."""

    kind: Purpose
    id: int
    words: str
    on: date
    under: str = ""
    is_under_ended: bool = False


def purpose_changes(viewer: Viewer, locality_slug: str) -> tuple[PurposeChange, ...]:
    """Every change of priorities and outcomes, newest first, for members. Raises `NotSeen`."""
    if not viewer.has_perm(Permission.SEE_DRAFT, locality_slug):
        raise NotSeen(f"how the outcomes of {locality_slug} were changed")
    of_priorities = {"priority__locality__slug": locality_slug}
    of_outcomes = {"outcome__priority__locality__slug": locality_slug}
    said = ("at", "by__name", "text")
    happened = ("at", "by__name", "kind")
    changes = [
        *_said(Purpose.PRIORITY, PriorityWording.objects.filter(**of_priorities).values_list("priority_id", *said)),
        *_said(Purpose.OUTCOME, OutcomeWording.objects.filter(**of_outcomes).values_list("outcome_id", *said)),
        *_events(
            Purpose.PRIORITY,
            PriorityEvent.objects.filter(**of_priorities).values_list(*happened, "priority__statement"),
        ),
        *_events(
            Purpose.OUTCOME,
            OutcomeEvent.objects.filter(**of_outcomes).values_list(
                *happened, "outcome__text", "moved_from__statement", "moved_to__statement"
            ),
        ),
    ]
    changes.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(change for _, change in changes)


def _said(kind: Purpose, rows: Iterable[Any]) -> Iterator[tuple[datetime, PurposeChange]]:
    before: dict[int, str] = {}
    for key, at, by, words in rows:
        yield at, PurposeChange(timezone.localdate(at), by or "", kind, words, before=before.get(key, ""))
        before[key] = words


def _events(kind: Purpose, rows: Iterable[Any]) -> Iterator[tuple[datetime, PurposeChange]]:
    for at, by, event, words, *moved in rows:
        before, after = ((name or "") for name in (*moved, "", "")[:2])
        yield at, PurposeChange(timezone.localdate(at), by or "", kind, words, PurposeEvent(event), before, after)


def ended_purposes(viewer: Viewer, locality_slug: str) -> tuple[EndedPurpose, ...]:
    """What has ended, the latest first, for who may reopen it. Raises `NotSeen`."""
    if not viewer.has_perm(Permission.KEEP_OUTCOMES, locality_slug):
        raise NotSeen(f"the outcomes of {locality_slug}, to change them")
    priorities = Priority.objects.filter(locality__slug=locality_slug, ended_at__isnull=False)
    outcomes = Outcome.objects.filter(priority__locality__slug=locality_slug, ended_at__isnull=False)
    found = [
        (at, EndedPurpose(Purpose.PRIORITY, key, words, timezone.localdate(at)))
        for key, words, at in priorities.values_list("pk", "statement", "ended_at")
    ]
    found += [
        (at, EndedPurpose(Purpose.OUTCOME, key, words, timezone.localdate(at), under, under_ended_at is not None))
        for key, words, at, under, under_ended_at in outcomes.values_list(
            "pk", "text", "ended_at", "priority__statement", "priority__ended_at"
        )
    ]
    # A priority stands before the outcomes that ended with it: it is reopened first.
    found.sort(key=lambda pair: (pair[0], pair[1].kind is Purpose.PRIORITY), reverse=True)
    return tuple(one for _, one in found)
