"""Whom a request asks is changed: somebody is named, gets a new link, or loses theirs."""

from datetime import date

import pytest

from concordat.accounts.models import Message
from concordat.directory.models import Person
from concordat.plans.commands import reviews as commands
from concordat.plans.models import Review
from tests.plans.reviews.steps import AT, answer, bounce, letters, open_round, request_of

pytestmark = pytest.mark.django_db


def name(request, who="Jo Birch", email="birch@council.example"):
    commands.name_contact(request_id=request.pk, name=who, email=email, by=None, at=AT)


def again(request):
    commands.ask_again(request_id=request.pk, by=None, at=AT)


@pytest.fixture
def unnamed(actions, locality, officer):
    """The request to the council, where nobody is known."""
    Person.objects.filter(pk=officer.pk).update(is_contact=False)
    return Review.objects.get(number=open_round(locality)).requests.get(person=None)


def test_contact_that_is_named_gets_the_letter_and_the_questions(unnamed):
    name(unnamed)
    unnamed.refresh_from_db()
    assert (unnamed.person.name, unnamed.person.is_contact) == ("Jo Birch", True)
    assert unnamed.person.organisation == unnamed.partner.organisation
    assert ("birch@council.example", "asked") in letters()


def test_contact_who_is_asked_already_gets_the_questions_on_the_link_they_have(review, inspector, sergeant):
    name(request_of(review, inspector), sergeant.name, sergeant.email)
    request = request_of(review, sergeant)
    assert sorted(request.questions.values_list("action__number", flat=True)) == [1, 2, 3]
    assert not review.requests.filter(person=inspector, revoked_at=None).exists()
    assert letters(request=request) == [("reed@police.example", "asked"), ("reed@police.example", "again")]


def test_somebody_else_who_is_named_gets_a_link_and_the_old_one_is_dead(review, officer):
    request = request_of(review, officer)
    before = request.secret
    name(request)
    request.refresh_from_db()
    assert (request.person.name, request.secret == before) == ("Jo Birch", False)
    assert letters(request=request)[-1] == ("birch@council.example", "again")


def test_address_that_bounced_is_corrected_and_asked_on_the_same_day(review, officer):
    bounce(officer)
    name(request_of(review, officer), officer.name, "sam.moss@council.example")
    assert ("sam.moss@council.example", "again") in letters()
    assert Person.objects.get(pk=officer.pk).email == "sam.moss@council.example"


@pytest.mark.parametrize(
    ("who", "words"), [("Robin Reed", "works at Tarnshire Police"), ("Gale Frost", "has left"), ("–", "Give a name")]
)
def test_person_who_can_not_speak_for_the_partner_is_refused(unnamed, sergeant, council, who, words):
    Person.objects.create(
        locality=council.locality, organisation=council.organisation, name="Gale Frost", left_on=date(2031, 1, 1)
    )
    with pytest.raises(commands.NotAContact, match=words):
        name(unnamed, who)
    assert letters(request=unnamed) == []


def test_new_link_is_sent_and_the_answers_stay(review, actions, officer):
    request = request_of(review, officer)
    before = request.secret
    answer(request, actions[4])
    again(request)
    request.refresh_from_db()
    assert request.secret != before
    assert Message.objects.latest("pk").link_secret == request.secret
    assert request.proposed_updates.count() == 1


def test_letter_that_was_not_sent_yet_goes_nowhere_once_its_link_is_dead(review, officer):
    again(request_of(review, officer))
    states = Message.objects.filter(to_address=officer.email).order_by("pk").values_list("state", "failure")
    assert list(states) == [("failed", "A newer letter took its place."), ("waiting", "")]


def test_new_link_is_sent_once_a_day(review, officer):
    again(request_of(review, officer))
    with pytest.raises(commands.AskedToday, match="today already"):
        again(request_of(review, officer))
    with pytest.raises(commands.AskedToday):
        name(request_of(review, officer), officer.name, officer.email)


def test_new_link_needs_somebody_to_send_it_to(unnamed):
    with pytest.raises(commands.NobodyNamed, match="Tarnshire Council"):
        again(unnamed)


def test_link_that_is_revoked_is_recorded_and_its_letter_goes_nowhere(review, officer, coordinator):
    request = request_of(review, officer)
    commands.revoke_request(request_id=request.pk, by=coordinator, at=AT)
    request.refresh_from_db()
    assert (request.revoked_at, request.revoked_by) == (AT, coordinator)
    assert Message.objects.get(to_address=officer.email).state == "failed"
    with pytest.raises(commands.AlreadyRevoked):
        again(request)


def test_nobody_is_asked_once_the_round_is_closed(review, officer):
    request = request_of(review, officer)
    commands.close_review(review_id=review.pk, edition_title="P", dated_on=AT.date(), publish=False, by=None, at=AT)
    for change in (again, name):
        with pytest.raises(commands.ReviewClosed):
            change(request)
