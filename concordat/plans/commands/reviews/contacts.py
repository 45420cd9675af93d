"""Changes whom a request asks: somebody is named, gets a new link, or loses theirs."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.models import Message, User
from concordat.directory.domain import fold_name
from concordat.directory.models import Person
from concordat.plans.commands.reviews.letters import withdraw_letters, write_request_letter
from concordat.plans.commands.reviews.opening import new_secret
from concordat.plans.commands.reviews.reminding import lock_open_review
from concordat.plans.models import ReviewLetter, ReviewQuestion, ReviewRequest
from concordat.plans.queries.reviews import unanswered_questions

Kind = ReviewLetter.Kind


class NotAContact(Exception):
    """This person can't be asked for the partner; the message says why."""


class NobodyNamed(Exception):
    """The request has nobody to write to."""


class AlreadyRevoked(Exception):
    """The link was taken back already."""


class AskedToday(Exception):
    """A new link went to them today already."""


@transaction.atomic
def name_contact(*, request_id: int, name: str, email: str, by: User | None, at: datetime) -> None:
    """Ask this person for the partner from now on, and write to them; whoever was asked before loses their link.

    They become a contact of the partner. Where they are asked in the round already, what this request asks is added
    to theirs. Raises `NotAContact`, `AskedToday`, `ReviewClosed` and `AlreadyRevoked`.
    """
    request = _lock(request_id)
    asked_at = request.person.email if request.person else ""
    person = _keep_contact(request, name=name, email=email, by=by, at=at)
    if person == request.person and person.email == asked_at:
        _refuse_twice_a_day(request, at=at)
    theirs = (
        ReviewRequest.objects.filter(review=request.review, person=person, revoked_at=None)
        .exclude(pk=request.pk)
        .first()
    )
    before = request.person_id
    if theirs is not None:
        have = set(theirs.questions.values_list("action", flat=True))
        ReviewQuestion.objects.bulk_create(
            ReviewQuestion(request=theirs, action_id=action)
            for action in request.questions.values_list("action", flat=True)
            if action not in have
        )
        _revoke(request, "Somebody else is asked instead.", by=by, at=at)
        asked = _lock(theirs.pk)
    else:
        request.person = person
        request.save(update_fields=["person"])
        asked = request
    _ask(asked, at=at)
    record_audit("name_contact", request, by=by, at=at, person=person.pk, before=before, asked_by=asked.pk)


@transaction.atomic
def ask_again(*, request_id: int, by: User | None, at: datetime) -> None:
    """Send the person of a request a new link; the one they had is dead. What they answered stays.

    Raises `NobodyNamed`, `AskedToday`, `ReviewClosed` and `AlreadyRevoked`.
    """
    request = _lock(request_id)
    person = request.person
    if person is None or not person.email:
        raise NobodyNamed(f"Nobody with an address is named at {request.partner} yet.")
    if person.left_on is not None:
        raise NobodyNamed(f"{person} has left {request.partner}. Name somebody else.")
    _refuse_twice_a_day(request, at=at)
    _ask(request, at=at)
    record_audit("ask_again", request, by=by, at=at, person=person.pk)


@transaction.atomic
def revoke_request(*, request_id: int, by: User | None, at: datetime) -> None:
    """Take a link back: it opens nothing any more, and no letter goes. Raises `ReviewClosed`, `AlreadyRevoked`."""
    request = _lock(request_id)
    _revoke(request, "The link was taken back before it was sent.", by=by, at=at)
    record_audit("revoke_request", request, by=by, at=at, person=request.person_id)


def _lock(request_id: int) -> ReviewRequest:
    """The request, with its round locked as every command of a round locks it."""
    review = lock_open_review(ReviewRequest.objects.values_list("review", flat=True).get(pk=request_id))
    request = (
        ReviewRequest.objects.select_for_update(of=("self",))
        .select_related("person", "partner__organisation")
        .get(pk=request_id)
    )
    request.review = review
    if request.revoked_at is not None:
        raise AlreadyRevoked(f"The link of {request.person or request.partner} was taken back.")
    return request


def _refuse_twice_a_day(request: ReviewRequest, *, at: datetime) -> None:
    """A button pressed twice is no two letters; one that nobody got may be written again."""
    reached = request.letters.filter(kind=Kind.AGAIN, on=timezone.localdate(at)).exclude(
        message__state__in=(Message.State.BOUNCED, Message.State.FAILED)
    )
    if reached.exists():
        raise AskedToday(f"A new link went to {request.person} today already.")


def _ask(request: ReviewRequest, *, at: datetime) -> None:
    """Write to the person with a new link. Whoever has answered everything may still change it."""
    withdraw_letters([request.pk], why="A newer letter took its place.")
    is_first = not request.letters.exists()
    request.secret = new_secret()
    request.asked_at = at
    request.opened_at = None
    request.save(update_fields=["secret", "asked_at", "opened_at"])
    asked = list(request.questions.values_list("action", flat=True))
    actions = unanswered_questions(request.review_id).get(request.pk) or asked
    write_request_letter(request, Kind.ASKED if is_first else Kind.AGAIN, actions, asked=len(asked), at=at)


def _revoke(request: ReviewRequest, why: str, *, by: User | None, at: datetime) -> None:
    withdraw_letters([request.pk], why=why)
    request.revoked_at = at
    request.revoked_by = by
    request.save(update_fields=["revoked_at", "revoked_by"])


def _keep_contact(request: ReviewRequest, *, name: str, email: str, by: User | None, at: datetime) -> Person:
    name, email = " ".join(name.split())[:120], email.strip()
    if not fold_name(name) or not email:
        raise NotAContact("Give a name and an e-mail address.")
    locality, organisation = request.partner.locality_id, request.partner.organisation
    person = Person.objects.select_for_update().filter(locality=locality, name__iexact=name).first()
    if person is None:
        person = Person(locality_id=locality, name=name)
    if person.organisation_id not in (None, organisation.pk):
        raise NotAContact(f"{person} works at {person.organisation}, so can't be asked for {organisation}.")
    if person.left_on is not None:
        raise NotAContact(f"{person} has left {organisation}. If they are back, say so on their own page first.")
    before = {"email": person.email, "is_contact": person.is_contact}
    person.organisation, person.email, person.is_contact = organisation, email, True
    person.save()
    record_audit("keep_contact", person, by=by, at=at, before=before)
    return person
