"""The pages that list, open and close rounds."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.accounts.models import Message
from concordat.directory.domain import Role
from concordat.directory.models import Person
from concordat.plans.models import Edition, Review
from tests.factories.directory import OrganisationFactory, PartnerFactory, PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import an_action, an_edition
from tests.plans.reviews.steps import AT, answer, bounce, request_of

pytestmark = pytest.mark.django_db
REVIEWS = "/localities/tarnshire/plan/reviews/"
NEW = f"{REVIEWS}new/"
CLOSE = f"{REVIEWS}1/close/"
ANSWERS = {
    "meeting": "Steering group",
    "meeting_on-day": "20",
    "meeting_on-month": "3",
    "meeting_on-year": "2031",
    "answer_by-day": "17",
    "answer_by-month": "3",
    "answer_by-year": "2031",
    "words": "Lunch is at noon.",
    "remind_before": "3",
    "remind_after": "1",
}
CLOSING = {
    "title": "Spring plan",
    "dated_on-day": "20",
    "dated_on-month": "3",
    "dated_on-year": "2031",
    "publish": "publish",
}


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def chair(client, locality):
    client.force_login(RoleHeldFactory(role=Role.CHAIR, locality=locality).user)
    return client


def page(response) -> str:
    return " ".join(response.content.decode().split())


def test_list_says_how_far_the_open_round_is(desk, review, actions, officer):
    answer(request_of(review, officer), actions[4])
    html = page(desk.get(REVIEWS))
    assert "Round 1, Steering group of 20 March 2031" in html
    assert "Answers are asked for by 17 March 2031, in 14 days." in html
    for name, count in (("Actions asked about", 4), ("Answered", 1), ("Not answered", 3)):
        assert f"<dt>{name}</dt><dd>{count}</dd>" in html


def test_list_leads_to_a_round_of_its_own(desk, actions):
    html = page(desk.get(REVIEWS))
    assert (f'href="{NEW}"' in html, "No round is open" in html) == (True, False)


def test_list_of_a_locality_without_a_plan_says_so(desk, locality):
    assert "There is no plan yet" in page(desk.get(REVIEWS))
    assert desk.get(NEW).status_code == 302


def test_list_costs_the_same_for_one_round_and_for_three(desk, plan):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(REVIEWS)
        return len(captured)

    def add(number):
        values = {"meeting_on": AT.date(), "answer_by": AT.date(), "remind_before": 0, "remind_after": 0}
        Review.objects.create(plan=plan, number=number, meeting="Board", opened_at=AT, closed_at=AT, **values)

    add(1)
    queries()
    one = queries()
    add(2)
    add(3)
    assert queries() == one


def test_nothing_goes_out_before_it_was_seen(desk, actions):
    html = page(desk.post(NEW, {**ANSWERS, "do": "look"}))
    assert "3 people get a letter about all 4 open actions of the plan." in html
    assert "Reminders go by themselves on 12 March 2031, 17 March 2031 and 18 March 2031" in html
    assert "What the letter to Sam Moss says" in html
    assert "Lunch is at noon." in html
    assert "Open the round and send 3 letters" in html
    assert (Review.objects.count(), Message.objects.count()) == (0, 0)


def test_page_says_who_can_not_be_asked_and_why(desk, actions, plan, inspector, sergeant, officer, locality):
    Person.objects.filter(pk=officer.pk).update(left_on=AT.date())
    partner = PartnerFactory(locality=locality, organisation=OrganisationFactory(name="Harbour Mind"))
    an_action(plan, 6, leads=[partner.organisation])
    an_action(plan, 7, text="Paint the harbour wall")
    html = page(desk.post(NEW, {**ANSWERS, "do": "look"}))
    assert "2 people get a letter about 3 of the 6 open actions" in html
    assert "Tarnshire Council, about 1 action. Sam Moss has left, and no contact is named." in html
    assert "Harbour Mind, about 1 action. No contact with an e-mail address is known there." in html
    assert "1 open action has no lead that is a partner" in html
    assert "1.7: Paint the harbour wall" in html


def test_page_warns_of_an_address_that_bounced(desk, review, officer):
    bounce(officer)
    Review.objects.update(closed_at=AT)
    assert page(desk.post(NEW, {**ANSWERS, "do": "look"})).count("The last letter to this address came back") == 1


def test_round_is_opened_by_one_button(desk, actions, coordinator):
    response = desk.post(NEW, {**ANSWERS, "do": "open"})
    assert (response.status_code, response.url) == (302, f"{REVIEWS}1/")
    review = Review.objects.get()
    assert (review.meeting, review.opened_by, review.remind_before) == ("Steering group", coordinator, 3)
    assert Message.objects.count() == 3


def test_what_was_typed_can_be_changed_before_opening(desk, actions):
    html = page(desk.post(NEW, {**ANSWERS, "do": "look"}))
    assert 'type="hidden" name="answer_by-day" value="17"' in html
    again = page(desk.post(NEW, {**ANSWERS, "do": "change"}))
    assert 'value="Steering group"' in again
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"meeting": ""}, "What is the round for?"),
        ({"answer_by-day": "21"}, "The day to answer by is after the meeting."),
        ({"answer_by-day": "2"}, "The day to answer by has passed."),
        ({"meeting_on-year": "2030"}, "The day of the meeting has passed."),
        ({"meeting_on-year": "2040"}, "The meeting is more than a year away."),
        ({"words": "NHS number 943 476 5919"}, "an NHS number"),
        ({"remind_before": "31"}, "Enter 30 or less"),
    ],
)
@pytest.mark.parametrize("do", ["look", "open"])
def test_mistakes_are_said_and_open_nothing(desk, actions, change, words, do):
    response = desk.post(NEW, {**ANSWERS, **change, "do": do})
    assert (response.status_code, words in page(response)) == (422, True)
    assert not Review.objects.exists()


def test_second_round_leads_back_to_the_open_one(desk, review):
    response = desk.post(NEW, {**ANSWERS, "do": "open"}, follow=True)
    assert "Round 1 is open already." in page(response)
    assert Review.objects.count() == 1


def test_round_of_an_earlier_meeting_names_the_next(desk, review):
    Review.objects.update(closed_at=AT, meeting="Board of the harbour")
    assert 'value="Board of the harbour"' in page(desk.get(NEW))


def test_closing_page_says_what_will_happen(desk, review, actions, officer):
    answer(request_of(review, officer), actions[4])
    html = page(desk.get(CLOSE))
    assert "<dt>Answers waiting to be decided</dt><dd>1</dd>" in html
    assert "1 answer is waiting to be decided." in html
    assert "Decide on them first" in html
    assert "Edition 1 will hold all 5 actions: none has been made yet." in html


def test_closing_the_round_publishes_the_edition(desk, review):
    response = desk.post(CLOSE, CLOSING)
    assert (response.status_code, response.url) == (302, "/localities/tarnshire/plan/editions/1/")
    assert Edition.objects.get().title == "Spring plan"
    assert f"{REVIEWS}1/" in page(desk.get(REVIEWS))


def test_chair_may_close_and_publish_but_not_open_or_decide(chair, review):
    assert chair.get(NEW).status_code == 403
    html = page(chair.get(CLOSE))
    assert ("Decide on them first" in html, "Everybody: publish it now" in html) == (False, True)
    assert chair.post(CLOSE, CLOSING).status_code == 302
    assert Edition.objects.get().published_at is not None


def test_closing_with_nothing_new_says_so_and_makes_no_edition(desk, review, plan):
    an_edition(plan, 1)
    html = page(desk.get(CLOSE))
    assert "Nothing has changed in the plan since edition 1" in html
    assert "Title of the plan" not in html
    response = desk.post(CLOSE, {}, follow=True)
    assert "Nothing was new, so no edition was made." in page(response)
    assert Edition.objects.count() == 1


def test_edition_older_than_the_last_is_refused_and_the_round_stays_open(desk, review, actions, plan):
    an_edition(plan, 1, dated_on=AT.date() + timedelta(days=60), actions=[])
    response = desk.post(CLOSE, CLOSING)
    assert (response.status_code, "be older" in page(response)) == (422, True)
    assert Review.objects.get().closed_at is None


def test_closing_without_a_title_says_what_is_missing(desk, review):
    response = desk.post(CLOSE, {**CLOSING, "title": ""})
    assert (response.status_code, "Enter the title of the plan" in page(response)) == (422, True)
    assert "<title>Error: Close the round – " in response.content.decode()


def test_round_that_is_closed_is_not_closed_again(desk, review):
    desk.post(CLOSE, CLOSING)
    assert "Round 1 is closed already." in page(desk.get(CLOSE, follow=True))


def test_unknown_round_is_not_found(desk, actions):
    assert desk.get(CLOSE).status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ANALYST])
def test_members_do_not_see_rounds(client, review, locality, role):
    client.force_login(RoleHeldFactory(role=role, locality=locality).user)
    assert [client.get(path).status_code for path in (REVIEWS, NEW, CLOSE)] == [403, 403, 403]


def test_plan_leads_its_coordinator_to_the_rounds(desk, actions):
    assert f'href="{REVIEWS}"' in page(desk.get("/localities/tarnshire/plan/"))


def test_round_asks_somebody_with_two_names_once(desk, actions, police):
    PersonFactory(
        locality=police.locality, organisation=police.organisation, name="Insp. A. Ford", email="Ford@police.example",
        is_contact=True,
    )  # fmt: skip
    assert "3 people get a letter" in page(desk.post(NEW, {**ANSWERS, "do": "look"}))
