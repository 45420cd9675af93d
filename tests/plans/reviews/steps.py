"""What the tests of rounds do again and again."""

from datetime import UTC, date, datetime

from concordat.accounts.models import Message
from concordat.plans.commands import open_review
from concordat.plans.models import ProposedUpdate, ReviewLetter

AT = datetime(2031, 3, 3, 10, tzinfo=UTC)  # a Monday
MEETING_ON = date(2031, 3, 20)
ANSWER_BY = date(2031, 3, 17)


def on(day: date, hour: int = 10) -> datetime:
    """London time in winter."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def open_round(locality, **given) -> int:
    values = {
        "meeting": "Steering group",
        "meeting_on": MEETING_ON,
        "answer_by": ANSWER_BY,
        "words": "",
        "remind_before": 3,
        "remind_after": 1,
        "by": None,
        "at": AT,
    }
    return open_review(locality_id=locality.pk, **{**values, **given})


def request_of(review, person):
    return review.requests.get(person=person, revoked_at=None)


def answer(request, action, *, at=AT, **given) -> ProposedUpdate:
    return ProposedUpdate.objects.create(
        action=action,
        kind="reported",
        based_on=action.update,
        partner=request.partner,
        request=request,
        said_by=str(request.person),
        said_at=at,
        progress="More was done",
        **given,
    )


def bounce(person) -> None:
    Message.objects.filter(to_address=person.email).update(state=Message.State.BOUNCED)


def letters(**wanted) -> list[tuple[str, str]]:
    """Who was written to, and what kind of letter it was, oldest first."""
    return list(ReviewLetter.objects.filter(**wanted).values_list("message__to_address", "kind"))
