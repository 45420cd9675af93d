"""A lead follows the link in their e-mail on a phone without script, answers five actions, and changes one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from concordat.accounts.gateways import sign
from concordat.directory.models import Partner, Person
from concordat.plans.models import Plan, ProposedUpdate, Review, ReviewQuestion, ReviewRequest
from concordat.plans.queries.proposing import open_actions_led_by
from tests.journeys.conftest import NARROW


@pytest.fixture
def link(example):
    """The link of somebody at the police of the example, who is asked about five open actions."""
    now = datetime.now(UTC)
    partner = Partner.objects.get(locality__slug=example.slug, organisation__name="Sedgeshire Police")
    person = Person.objects.create(
        locality=partner.locality, organisation=partner.organisation, name="Robin Sallow", email="robin@police.example"
    )
    Review.objects.filter(closed_at=None).update(closed_at=now)  # the example has a round of its own
    review = Review.objects.create(
        plan=Plan.objects.get(locality=partner.locality),
        number=99,
        meeting="Crisis care steering group",
        meeting_on=(now + timedelta(days=21)).date(),
        answer_by=(now + timedelta(days=14)).date(),
        words="Two minutes are enough.",
        remind_before=3,
        remind_after=2,
        opened_at=now,
    )
    request = ReviewRequest.objects.create(
        review=review, partner=partner, person=person, secret="a-secret-of-the-journey", asked_at=now
    )
    for action in open_actions_led_by(partner)[:5]:
        ReviewQuestion.objects.create(request=request, action=action)
    return reverse("answer", kwargs={"token": sign(request.secret)})


def says_what_happened(lead, words, *, state="In progress"):
    lead.page.get_by_label("What has happened since?").fill(words)
    lead.page.get_by_label(state, exact=True).check()
    if lead.page.get_by_label("Yes", exact=True).is_visible():
        lead.page.get_by_label("Yes", exact=True).check()
    elif lead.page.get_by_label("By a new date").is_visible():
        gives_a_date(lead, "By a new date", f"June {datetime.now(UTC).year + 2}", "The building was not free")
    lead.presses("Save and next")


def gives_a_date(lead, choice, date, reason):
    lead.page.get_by_label(choice).check()
    lead.fills_in("By when will it be done?", date)
    lead.fills_in("Why has the date moved?", reason)


def test_lead_answers_five_actions_by_link_without_script(link, visitor):
    # given a lead with the link of their e-mail, who has no account
    lead = visitor(width=NARROW, script=False)
    lead.goes_to(link)
    lead.sees("You answer for Sedgeshire Police, Robin Sallow.")
    lead.sees("Crisis care steering group")
    lead.sees("0 of 5 actions are answered.")
    assert ReviewRequest.objects.get(review__number=99).opened_at is not None
    # when they start, what belongs to another answer is not in their way
    lead.follows("Start with the first action")
    lead.sees("1 of 5")
    assert not lead.page.get_by_label("Whose is it?").is_visible()
    # and what looks like a patient's number is stopped, with nothing lost
    says_what_happened(lead, "He was called on 943 476 5919 twice")
    lead.sees("There is a problem")
    lead.sees("There is what looks like an NHS number")
    assert lead.page.get_by_label("What has happened since?").input_value() == "He was called on 943 476 5919 twice"
    says_what_happened(lead, "The first twelve sergeants are trained")
    # and each saved answer leads to the next
    lead.sees("Your answer is saved.")
    lead.sees("2 of 5")
    lead.page.get_by_label("Nothing has changed", exact=True).check()
    lead.page.get_by_label("Nothing has changed, because…").fill("The trainer is ill")
    if lead.page.get_by_label("Yes", exact=True).is_visible():
        lead.page.get_by_label("Yes", exact=True).check()
    elif lead.page.get_by_label("I cannot say yet").is_visible():
        lead.page.get_by_label("I cannot say yet").check()
        lead.fills_in("Why has the date moved?", "Nobody can teach")
    lead.presses("Save and next")
    lead.sees("3 of 5")
    lead.page.get_by_label("This is not ours").check()
    lead.page.get_by_label("Whose is it?").fill("The council took it over")
    lead.presses("Save and next")
    lead.sees("4 of 5")
    says_what_happened(lead, "All of it is done", state="Complete")
    lead.sees("5 of 5")
    says_what_happened(lead, "Begun")
    # then they are thanked, and can change an answer
    lead.sees("Thank you")
    lead.sees("All 5 actions are answered.")
    lead.page.get_by_role("link", name="Change your answer").first.click()
    assert lead.page.get_by_label("What has happened since?").input_value() == "The first twelve sergeants are trained"
    says_what_happened(lead, "All sergeants are trained")
    lead.sees("Thank you")
    words = set(
        ProposedUpdate.objects.filter(decision="waiting", request__review__number=99).values_list("progress", flat=True)
    )
    assert words == {
        "All sergeants are trained",
        "Nothing has changed: The trainer is ill",
        "The council took it over",
        "All of it is done",
        "Begun",
    }


def test_pages_of_a_link_are_accessible(link, visitor):
    lead = visitor()
    lead.goes_to(link)
    lead.finds_nothing_wrong()
    lead.follows("Start with the first action")
    lead.finds_nothing_wrong()
    lead.presses("Save and next")
    lead.sees("There is a problem")
    lead.finds_nothing_wrong()
    says_what_happened(lead, "Begun, at LS2 8JR")
    lead.sees("Why is it not about a patient?")
    lead.finds_nothing_wrong()
    lead.fills_in("Why is it not about a patient?", "That is our station")
    lead.presses("Save and next")
    lead.sees("2 of 5")
    lead.goes_to(link)
    lead.finds_nothing_wrong()
    lead.goes_to(f"{link}done/")
    lead.finds_nothing_wrong()
    lead.page.goto(f"{lead.address}/answer/nothing/")
    lead.finds_nothing_wrong()
    Review.objects.update(closed_at=datetime.now(UTC))
    lead.page.goto(lead.address + link)
    lead.sees("This round of updates is closed")
    lead.finds_nothing_wrong()


def test_lead_who_signs_in_answers_on_the_same_form(example, visitor):
    email = next(email for _, email, role in example.people if role == "lead")
    lead = visitor(width=NARROW)
    lead.signs_in(email, example.password)
    lead.goes_to(f"/localities/{example.slug}/plan/mine/")
    lead.finds_nothing_wrong()
    lead.page.locator(".app-answer-line a").first.click()
    lead.finds_nothing_wrong()
    lead.page.get_by_label("This is not ours").check()
    lead.page.get_by_label("Whose is it?").fill("Another partner has it")
    lead.presses("Save")
    lead.sees("Your answer is saved.")
    lead.sees("This is not ours. Another partner has it")
