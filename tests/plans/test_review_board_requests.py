"""One who is asked, their link and letters, and the letters of a whole round."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from concordat.accounts.gateways import sign
from concordat.accounts.models import Message
from concordat.directory.models import Person
from concordat.plans.models import ReviewQuestion, ReviewRequest
from tests.factories.directory import (
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
)
from tests.factories.plan_rows import a_plan, an_action
from tests.factories.review_rows import a_letter, a_request, a_review
from tests.plans.proposing.steps import page, words
from tests.plans.tarnshire import *  # noqa: F403

pytestmark = pytest.mark.django_db
BOARD = "/localities/tarnshire/plan/reviews/1/"
LETTERS = f"{BOARD}letters/"


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(datetime(2026, 6, 8, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def action(plan, police):
    return an_action(plan, text="Train every sergeant", leads=[police.organisation])


@pytest.fixture
def robin(police, action):
    person = PersonFactory(
        locality=police.locality,
        organisation=police.organisation,
        name="Robin Reed",
        email="robin@example.org",
        is_contact=True,
    )
    return a_request(a_review(action.plan), police, person, [action])


@pytest.fixture
def nobody(robin, action):
    charity = PartnerFactory(locality=action.plan.locality, organisation=OrganisationFactory(name="Tarn Charity"))
    return a_request(robin.review, charity, None, [action])


def address(request) -> str:
    return f"{BOARD}requests/{request.pk}/"


def test_page_tells_what_is_asked_and_which_letters_went_and_never_the_link(desk, robin):
    a_letter(robin, on=date(2026, 6, 1))
    before = an_action(robin.review.plan, 3, text="Ring the hospital", references=["1.0"])
    before.wording.position = 0  # it stands before the other in the plan, and was asked about after it
    before.wording.save()
    ReviewQuestion.objects.create(request=robin, action=before)
    response = desk.get(address(robin))
    told = words(response)
    assert "Tarnshire Police Robin Reed" in told
    assert "robin@example.org" in told
    assert "1.0: Ring the hospital Not answered. 1.1: Train every sergeant Not answered." in told
    assert "Sent 1 June 2026 at 10:00" in told
    assert "The link is not shown here" in told
    for page_of_it in (response, desk.get(BOARD), desk.get(LETTERS)):
        assert robin.secret not in page_of_it.content.decode()
        assert sign(robin.secret) not in page_of_it.content.decode()


def test_somebody_is_named_where_nobody_was_and_gets_a_letter(desk, nobody):
    assert "Nobody to ask yet" in words(desk.get(address(nobody)))
    answer = desk.post(address(nobody), {"do": "name", "name": "Wren Hill", "email": "wren@example.org"}, follow=True)
    assert "Wren Hill is asked from now on." in words(answer)
    nobody.refresh_from_db()
    assert (nobody.person.name, nobody.person.is_contact) == ("Wren Hill", True)
    assert [letter.kind for letter in nobody.letters.all()] == ["asked"]


@pytest.mark.parametrize("given", [{}, {"name": "Wren Hill"}, {"name": "Wren Hill", "email": "no address"}])
def test_contact_without_a_name_or_an_address_is_asked_for_again(desk, nobody, given):
    answer = desk.post(address(nobody), {"do": "name", **given})
    assert answer.status_code == 422
    assert not Person.objects.filter(name="Wren Hill").exists()


def test_somebody_of_another_partner_is_refused_with_the_reason_beside_the_name(desk, nobody):
    answer = desk.post(address(nobody), {"do": "name", "name": "Robin Reed", "email": "robin@example.org"})
    assert answer.status_code == 422
    assert "Robin Reed works at Tarnshire Police" in words(answer)


def test_asking_again_makes_a_new_link_and_the_old_one_is_dead(desk, robin):
    a_letter(robin, on=date(2026, 6, 1))
    before = robin.secret
    told = words(desk.post(address(robin), {"do": "again"}, follow=True))
    assert "A new link is on its way to Robin Reed." in told
    robin.refresh_from_db()
    assert robin.secret != before
    assert "A new link went to Robin Reed today already." in words(desk.post(address(robin), {"do": "again"}))


def test_revoked_link_is_told_of_and_nothing_more_can_be_done_with_it(desk, robin):
    told = words(desk.post(address(robin), {"do": "revoke"}, follow=True))
    assert "The link of Robin Reed opens nothing any more." in told
    assert "Link revoked 1" in told
    shown = page(desk.get(address(robin)))
    assert "This link was revoked" in words(shown)
    assert not shown.xpath('//main//button[not(contains(., "Sign out"))]')
    assert "was taken back" in words(desk.post(address(robin), {"do": "again"}))
    assert ReviewRequest.objects.get(pk=robin.pk).revoked_by is not None


def test_bounced_address_is_flagged_and_can_be_put_right(desk, robin):
    a_letter(robin, on=date(2026, 6, 1), state="bounced", failure="There is no mailbox of this name.")
    told = words(desk.get(address(robin)))
    assert "The address does not take mail" in told
    assert "There is no mailbox of this name." in told
    desk.post(address(robin), {"do": "name", "name": "Robin Reed", "email": "robin.reed@example.org"})
    assert "Bounced 0" in words(desk.get(BOARD))


def test_lead_who_left_is_said_to_have_left_and_somebody_else_can_be_asked(desk, robin):
    Person.objects.update(left_on=date(2026, 6, 5))
    assert "Robin Reed has left." in words(desk.get(BOARD))
    shown = words(desk.get(address(robin)))
    assert "Ask somebody else" in shown
    assert "Send a new link" not in shown


def test_letters_of_a_round_are_listed_with_what_became_of_each(desk, robin):
    a_letter(robin, on=date(2026, 6, 1))
    a_letter(robin, kind="reminded", on=date(2026, 6, 4), state="uncertain", failure="The line was cut.")
    told = words(desk.get(LETTERS))
    assert "2 letters: 1 sent, 1 may have been sent." in told
    assert "4 June 2026 at 10:00 Robin Reed , Tarnshire Police robin@example.org Reminded" in told
    assert "May have been sent The line was cut." in told
    assert told.index("4 June 2026") < told.index("1 June 2026 at")


def test_letter_that_may_not_have_arrived_is_sent_again(desk, robin):
    letter = a_letter(robin, on=date(2026, 6, 4), state="failed", failure="Nobody answered.")
    (button,) = page(desk.get(LETTERS)).xpath('//button[@name="again"]/@value')
    assert "on its way again" in words(desk.post(LETTERS, {"again": button}, follow=True))
    letter.message.refresh_from_db()
    assert letter.message.state == Message.State.WAITING


@pytest.mark.parametrize("kind", ["sent", "old link", "another round", "revoked", "closed", "no letter"])
def test_letter_that_arrived_or_whose_link_is_dead_is_not_sent_again(desk, robin, action, kind):
    letter = a_letter(robin, on=date(2026, 6, 4), state="sent" if kind == "sent" else "failed")
    if kind == "old link":
        letter.message.link_secret = "the one before"
        letter.message.save()
    elif kind == "another round":
        robin.review.closed_at = robin.review.opened_at
        robin.review.save()
        a_review(action.plan)
    elif kind == "revoked":
        robin.revoked_at = robin.asked_at
        robin.save()
    elif kind == "closed":
        robin.review.closed_at = robin.review.opened_at
        robin.review.save()
    address_of_letters = LETTERS.replace("/1/", "/2/") if kind == "another round" else LETTERS
    asked_for = "x" if kind == "no letter" else letter.message_id
    told = words(desk.post(address_of_letters, {"again": asked_for}, follow=True))
    assert "can’t be sent again" in told
    letter.message.refresh_from_db()
    assert letter.message.state in (Message.State.SENT, Message.State.FAILED)


def test_request_of_another_round_is_not_found_under_this_one(desk, robin):
    other = a_review(a_plan())
    partner = PartnerFactory(locality=other.plan.locality)
    theirs = a_request(other, partner, None, [an_action(other.plan)])
    assert desk.get(address(theirs)).status_code == 404
    assert desk.post(address(theirs), {"do": "revoke"}).status_code == 404
    assert ReviewRequest.objects.get(pk=theirs.pk).revoked_at is None
