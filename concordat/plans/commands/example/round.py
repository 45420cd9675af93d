"""Opens a round of updates in the example: answers wait, one address bounced, and a lead has left."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from concordat.accounts.models import Message, User
from concordat.directory import commands as directory
from concordat.directory.models import Locality, Organisation, Person
from concordat.plans import gateways
from concordat.plans.commands.proposing import send_back_proposal
from concordat.plans.commands.proposing.answering import open_link, say_update
from concordat.plans.commands.reviews import chase, open_review
from concordat.plans.domain.answering import Answer, AnswerKind
from concordat.plans.domain.proposing import Said
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import Review, ReviewRequest

# Counted from the Monday on which the round opens, so that it is under way on whichever day the example is loaded.
ANSWER_ON, MEETING_ON, CHASED_ON = 11, 17, 2
AFTER_THE_EDITION = timedelta(days=14)


def open_example_round(
    locality: Locality, bodies: dict[str, Organisation], *, coordinator: User, edition_on: date, at: datetime
) -> None:
    """Ask the example's leads as a coordinator would have done some days before `at`; nothing of it is sent."""
    facts = gateways.example_round()
    opened = round_opens_on(timezone.localdate(at), edition_on=edition_on)
    for person in facts["contacts"]:
        body = bodies[person["organisation"]]
        directory.add_person(
            locality=locality, name=person["name"], organisation=body, email=person["email"], by=None, at=at
        )
        Person.objects.filter(locality=locality, name=person["name"]).update(is_contact=True)
    for name, left_on in facts["left"].items():
        Person.objects.filter(locality=locality, name=name).update(left_on=left_on)
    number = open_review(
        locality_id=locality.pk,
        meeting=facts["meeting"],
        meeting_on=opened + timedelta(days=MEETING_ON),
        answer_by=opened + timedelta(days=ANSWER_ON),
        words=facts["words"],
        remind_before=facts["remind_before"],
        remind_after=facts["remind_after"],
        by=coordinator,
        at=_moment(opened, 0, 10),
    )
    review = Review.objects.get(plan__locality=locality, number=number)
    _send(review, bounced=facts["bounced"])
    for day in range(ANSWER_ON):
        if day == CHASED_ON:
            chase(review_id=review.pk, requests=None, by=coordinator, at=_moment(opened, day, 14))
        for request in facts["requests"]:
            if request["day"] == day:
                _answer(review, request, coordinator=coordinator, at=_moment(opened, day, 16))
    _send(review, bounced={})


def round_opens_on(today: date, *, edition_on: date) -> date:
    """A Monday four to ten days ago, so that everything that is told of the round has happened by now.

    Where the clock stands before the plan of the example, some time after that plan.
    """
    day = max(today - timedelta(days=4), edition_on + AFTER_THE_EDITION)
    return day - timedelta(days=day.weekday())


def _moment(opened: date, day: int, hour: int) -> datetime:
    return datetime.combine(opened + timedelta(days=day), time(hour), tzinfo=timezone.get_default_timezone())


def _send(review: Review, *, bounced: dict[str, str]) -> None:
    """Note the letters as sent, so that no worker sends what nobody of the example could read."""
    for message in Message.objects.filter(review_letter__request__review=review, state=Message.State.WAITING):
        message.state = Message.State.BOUNCED if message.to_name in bounced else Message.State.SENT
        message.sent_at = message.written_at
        message.attempts = 1
        message.failure = bounced.get(message.to_name, "")
        message.save(update_fields=["state", "sent_at", "attempts", "failure"])


def _answer(review: Review, facts: dict[str, Any], *, coordinator: User, at: datetime) -> None:
    request = ReviewRequest.objects.select_related("person").get(review=review, person__name=facts["person"])
    open_link(request_id=request.pk, at=at)
    questions = request.questions.select_related("action__wording")
    actions = {reference: each.action for each in questions for reference in each.action.wording.references}
    for said in facts.get("answers", ()):
        action = actions[said["reference"]]
        spoken = say_update(
            action_id=action.pk,
            answer=_said(said),
            based_on=action.update_id or 0,
            said_by=facts["person"],
            partner_id=request.partner_id,
            request_id=request.pk,
            by=None,
            at=at,
        )
        if note := said.get("sent_back"):
            send_back_proposal(
                locality_id=review.plan.locality_id,
                number=spoken.number,
                note=note,
                by=coordinator,
                at=at + timedelta(days=1),
            )


def _said(facts: dict[str, Any]) -> Answer:
    said = Said(
        progress=facts["progress"],
        state=State(facts["state"]) if "state" in facts else None,
        confidence=Confidence(facts["confidence"]) if "confidence" in facts else None,
        timescale_text=facts.get("timescale", ""),
        timescale_reason=facts.get("timescale_reason", ""),
        next_step=facts.get("next_step", ""),
        evidence=facts.get("evidence", ""),
    )
    return Answer(AnswerKind(facts.get("kind", "reported")), said, keeps_date=facts.get("keeps_date", False))
