"""Opens a round of updates: everybody who leads an open action is asked, by one letter each."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from concordat.accounts.commands import record_audit, refuse_patients
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.commands.reviews.letters import write_request_letter
from concordat.plans.models import Plan, Review, ReviewLetter, ReviewQuestion, ReviewRequest
from concordat.plans.queries.reviews import asking_in

MOST_REMINDER_DAYS = 30
LONGEST_WAIT = 366  # days until the meeting: what is further away is a slip of the hand, and opens links for years


class ReviewOpen(Exception):
    """The plan has an open round already; the message names it."""


class NothingToAsk(Exception):
    """No partner leads an open action."""


class BadDays(Exception):
    """The days of a round don't follow each other; the message says how, and `field` which one to change."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def new_secret() -> str:
    """What a link names: 256 random bits, so that nobody finds another's by trying."""
    return secrets.token_urlsafe(32)


@transaction.atomic
def open_review(
    *,
    locality_id: int,
    meeting: str,
    meeting_on: date,
    answer_by: date,
    words: str,
    overruled_reason: str = "",
    remind_before: int,
    remind_after: int,
    by: User | None,
    at: datetime,
) -> int:
    """Ask everybody who leads an open action, and write their letters; gives the number of the round.

    `words` go into each letter. Reminders are working days before and after `answer_by`, 0 for none. Raises
    `ReviewOpen`, `NothingToAsk`, `BadDays` and `NamesAPatient`.
    """
    check_days(meeting_on=meeting_on, answer_by=answer_by, today=timezone.localdate(at))
    for field, days in (("remind_before", remind_before), ("remind_after", remind_after)):
        if days > MOST_REMINDER_DAYS:
            raise BadDays(f"Reminders go at most {MOST_REMINDER_DAYS} working days before or after the day.", field)
    why = refuse_patients({"meeting": meeting, "words": words}, overruled_reason)
    # Two coordinators who open at once would otherwise ask everybody twice.
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    plan = Plan.objects.filter(locality=locality).first()
    if plan is None:
        raise NothingToAsk(f"{locality} has no plan yet.")
    standing = Review.objects.filter(plan=plan, closed_at=None).first()
    if standing is not None:
        raise ReviewOpen(f"Round {standing.number} is open already. Close it before you open another one.")
    asking = asking_in(locality_id)
    if not asking.asked:
        raise NothingToAsk("No partner leads an open action, so there is nobody to ask.")
    last = plan.reviews.aggregate(last=Max("number"))["last"]
    review = Review.objects.create(
        plan=plan,
        number=(last or 0) + 1,
        meeting=" ".join(meeting.split())[:200],
        meeting_on=meeting_on,
        answer_by=answer_by,
        words=words.strip(),
        remind_before=remind_before,
        remind_after=remind_after,
        opened_at=at,
        opened_by=by,
    )
    for asked in asking.asked:
        request = ReviewRequest.objects.create(
            review=review, partner_id=asked.partner, person_id=asked.person, secret=new_secret(), asked_at=at
        )
        ReviewQuestion.objects.bulk_create(
            ReviewQuestion(request=request, action_id=action) for action in asked.actions
        )
        if asked.person is not None:
            count = len(asked.actions)
            write_request_letter(request, ReviewLetter.Kind.ASKED, asked.actions, asked=count, at=at)
    record_audit("open_review", review, by=by, at=at, number=review.number, requests=len(asking.asked), **why)
    return review.number


def check_days(*, meeting_on: date, answer_by: date, today: date) -> None:
    """Raises `BadDays` where nobody could answer in time, or the answers would come after the meeting."""
    if meeting_on < today:
        raise BadDays("The day of the meeting has passed. Choose today or a later day.", "meeting_on")
    if (meeting_on - today).days > LONGEST_WAIT:
        raise BadDays("The meeting is more than a year away. Check the year.", "meeting_on")
    if answer_by < today:
        raise BadDays("The day to answer by has passed. Choose today or a later day.", "answer_by")
    if answer_by > meeting_on:
        raise BadDays(
            "The day to answer by is after the meeting. Choose the day of the meeting or an earlier one.", "answer_by"
        )
