"""Rounds as rows: who was asked, which letters went, and what was answered."""

import itertools
from datetime import UTC, date, datetime

from concordat.accounts.models import Message
from concordat.plans.domain.states import State
from concordat.plans.models import (
    Action,
    Plan,
    ProposedUpdate,
    Review,
    ReviewLetter,
    ReviewQuestion,
    ReviewRequest,
)

OPENED = datetime(2026, 6, 1, 9, tzinfo=UTC)
_numbers = itertools.count(1)


def a_review(plan: Plan, **given) -> Review:
    """Opened on 1 June 2026, to be answered by the 11th for a meeting on the 18th."""
    values = {
        "number": plan.reviews.count() + 1,
        "meeting": "Steering group",
        "meeting_on": date(2026, 6, 18),
        "answer_by": date(2026, 6, 11),
        "remind_before": 2,
        "remind_after": 1,
        "opened_at": OPENED,
        **given,
    }
    return Review.objects.create(plan=plan, **values)


def a_request(review: Review, partner, person, actions, **given) -> ReviewRequest:
    values = {"secret": f"secret-{next(_numbers)}", "asked_at": OPENED, **given}
    request = ReviewRequest.objects.create(review=review, partner=partner, person=person, **values)
    ReviewQuestion.objects.bulk_create(ReviewQuestion(request=request, action=action) for action in actions)
    return request


def a_letter(request: ReviewRequest, *, kind="asked", on=date(2026, 6, 1), state="sent", **given) -> ReviewLetter:
    """A letter of a day, written at nine."""
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    values = {"link_path": "/answer/{token}/", "link_secret": request.secret, **given}
    message = Message.objects.create(
        key=f"letter-{next(_numbers)}",
        to_address=request.person.email,
        to_name=request.person.name,
        subject="What has happened with your actions?",
        text="Please answer: {link}",
        written_at=at,
        not_before=at,
        state=state,
        sent_at=at if state == "sent" else None,
        **values,
    )
    return ReviewLetter.objects.create(request=request, message=message, kind=kind, on=on)


def an_answer(
    action: Action, *, at=datetime(2026, 6, 5, 12, tzinfo=UTC), decision="waiting", **given
) -> ProposedUpdate:
    """What somebody said of an action, based on what stands now."""
    values = {
        "kind": ProposedUpdate.Kind.REPORTED,
        "based_on": action.update,
        "said_by": "Robin Reed",
        "said_at": at,
        "progress": "Half are trained",
        "state": State.IN_PROGRESS,
        **given,
    }
    decided_at = None if decision == "waiting" else at
    return ProposedUpdate.objects.create(action=action, decision=decision, decided_at=decided_at, **values)
