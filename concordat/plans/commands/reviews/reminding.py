"""Reminds whoever has not answered: by hand, and by itself on the days that the round says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.domain.working_days import due_reminder, reminder_days
from concordat.accounts.models import User
from concordat.accounts.queries import bounced_among
from concordat.plans.commands.reviews.letters import write_request_letter
from concordat.plans.models import Review, ReviewLetter, ReviewRequest
from concordat.plans.queries.reviews import unanswered_questions

Kind = ReviewLetter.Kind
OF_THE_DAY = (Kind.ASKED, Kind.AGAIN, Kind.CHASED, Kind.REMINDED)


class ReviewClosed(Exception):
    """The round is over: its links are dead and nobody is asked any more."""


@dataclass(frozen=True, slots=True)
class Chased:
    """How many letters were written, and who got none: the request's key and why, in a sentence."""

    written: int
    left_out: tuple[tuple[int, str], ...]


@transaction.atomic
def chase(*, review_id: int, requests: Sequence[int] | None, by: User | None, at: datetime) -> Chased:
    """Write to these requests of a round again; None: to all who have not answered everything.

    Raises `ReviewClosed`.
    """
    review = lock_open_review(review_id)
    waiting = unanswered_questions(review.pk)
    rows = list(_requests_of(review))
    if requests is not None:
        rows = [request for request in rows if request.pk in set(requests)]
    else:
        rows = [request for request in rows if request.revoked_at is None and request.pk in waiting]
    refused = _refusals(rows, waiting, today=timezone.localdate(at))
    for request in rows:
        if request.pk not in refused:
            _remind(request, Kind.CHASED, waiting[request.pk], at=at)
    written = len(rows) - len(refused)
    record_audit("chase", review, by=by, at=at, written=written, left_out=sorted(refused))
    return Chased(written, tuple(refused.items()))


def remind(*, at: datetime) -> int:
    """Write every reminder of every open round that is due now, and give how many; again, it writes none.

    A reminder goes to whoever was not written to since its day. Each round is its own transaction.
    """
    local = timezone.localtime(at)
    written = 0
    for review in Review.objects.filter(closed_at=None):
        day = _due(review, local)
        # Looked at before anything is locked: the worker asks every few seconds.
        if day is not None and _due_requests(review, day, today=local.date()):
            written += _remind_round(review.pk, day, at=at)
    return written


def _due(review: Review, local: datetime) -> date | None:
    days = reminder_days(
        review.answer_by, before=review.remind_before, after=review.remind_after, meeting_on=review.meeting_on
    )
    return due_reminder(days, at=local, meeting_on=review.meeting_on)


@transaction.atomic
def _remind_round(review_id: int, day: date, *, at: datetime) -> int:
    """Two workers come here one after the other: the second finds the letters of the first."""
    try:
        review = lock_open_review(review_id)
    except ReviewClosed:
        return 0
    due = _due_requests(review, day, today=timezone.localdate(at))
    for request, actions in due:
        _remind(request, Kind.REMINDED, actions, at=at)
    if due:
        record_audit("remind", review, by=None, at=at, written=len(due))
    return len(due)


def _due_requests(review: Review, day: date, *, today: date) -> list[tuple[ReviewRequest, list[int]]]:
    waiting = unanswered_questions(review.pk)
    rows = [request for request in _requests_of(review) if request.revoked_at is None and request.pk in waiting]
    refused = _refusals(rows, waiting, today=today)
    written = set(
        ReviewLetter.objects.filter(request__review=review, kind__in=OF_THE_DAY, on__gte=day).values_list(
            "request", flat=True
        )
    )
    return [(row, waiting[row.pk]) for row in rows if row.pk not in refused and row.pk not in written]


def _remind(request: ReviewRequest, kind: ReviewLetter.Kind, actions: list[int], *, at: datetime) -> None:
    write_request_letter(request, kind, actions, asked=request.questions.count(), at=at)


def _requests_of(review: Review) -> Iterable[ReviewRequest]:
    return (
        ReviewRequest.objects.filter(review=review)
        .select_related("person", "partner__organisation", "review__plan__locality", "review__opened_by")
        .order_by("pk")
    )


def _refusals(requests: Sequence[ReviewRequest], waiting: dict[int, list[int]], *, today: date) -> dict[int, str]:
    """Why no letter goes to some of the requests today, by their key."""
    bounced = bounced_among(request.person.email for request in requests if request.person)
    sent = set(
        ReviewLetter.objects.filter(request__in=requests, kind__in=OF_THE_DAY, on=today).values_list(
            "request", flat=True
        )
    )
    found = {}
    for request in requests:
        if reason := _refusal(request, has_question=request.pk in waiting, sent=sent, bounced=bounced):
            found[request.pk] = reason
    return found


def _refusal(request: ReviewRequest, *, has_question: bool, sent: set[int], bounced: frozenset[str]) -> str:
    person = request.person
    if request.revoked_at is not None:
        return f"The link of {person or request.partner} was taken back."
    if person is None:
        return f"Nobody is named at {request.partner} yet."
    if person.left_on is not None:
        return f"{person} has left {request.partner}. Name somebody else."
    if not person.email:
        return f"There is no address for {person}."
    if not has_question:
        return f"{person} has answered everything."
    if request.pk in sent:
        return f"A letter went to {person} today already."
    if person.email.lower() in bounced:
        return f"The last letter to {person} came back. Check the address."
    return ""


def lock_open_review(review_id: int) -> Review:
    """The round, locked until the transaction ends; raises `ReviewClosed`."""
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("plan__locality", "opened_by").get(pk=review_id)
    )
    if review.closed_at is not None:
        raise ReviewClosed(f"Round {review.number} is closed.")
    return review
