"""A coordinator works through the board of a round: by keyboard alone, and on a phone without script."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from concordat.directory.domain import Role
from concordat.plans.models import ProposedUpdate, Review
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, PartnerFactory, PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan, an_action
from tests.factories.review_rows import a_letter, a_request, a_review, an_answer

BOARD = "/localities/tarnshire/plan/reviews/1/"
PASSWORD = "Seven-otters-swim"  # nosec B105


@pytest.fixture
def locality(transactional_db):
    return LocalityFactory(name="Tarnshire", slug="tarnshire")


@pytest.fixture
def coordinator_of(locality, settings):
    """Signs the coordinator in at a browser."""
    settings.SECOND_FACTOR = "offered"
    user = UserFactory(email="rowan@example.org", name="Rowan Ash")
    user.set_password(PASSWORD)
    user.save()
    RoleHeldFactory(role=Role.COORDINATOR, locality=locality, user=user)

    def sign_in(visitor):
        visitor.signs_in(user.email, PASSWORD)
        return visitor

    return sign_in


@pytest.fixture
def round_of_three(locality):
    """One lead has answered, one has opened the link, and one has not; one action is late."""
    now, today = timezone.now(), timezone.localdate()
    plan = a_plan(locality)
    review = a_review(
        plan,
        meeting_on=today + timedelta(days=10),
        answer_by=today + timedelta(days=4),
        opened_at=now - timedelta(days=5),
    )
    requests = []
    for name in ("Juno Marsh", "Reed Holt", "Fern Lowe"):
        partner = PartnerFactory(locality=locality)
        action = an_action(
            plan, text=f"Open the café that {name} wants", leads=[partner.organisation], end=today - timedelta(days=9)
        )
        person = PersonFactory(
            locality=locality,
            organisation=partner.organisation,
            name=name,
            email=f"{name.split()[0].lower()}@example.org",
            is_contact=True,
        )
        request = a_request(review, partner, person, [action])
        a_letter(request, on=today - timedelta(days=5))
        requests.append(request)
    requests[1].opened_at = now - timedelta(days=1)
    requests[1].save()
    an_answer(
        requests[0].questions.get().action,
        request=requests[0],
        partner=requests[0].partner,
        said_by="Juno Marsh",
        progress="The room is painted and the first nurse has begun",
        at=now - timedelta(hours=3),
    )
    return review


def tabs_to(page, words: str, most: int = 150) -> None:
    """Move with the Tab key alone until what has the focus says these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"the Tab key does not reach “{words}” on {page.url}")


def test_board_is_filtered_chased_and_decided_by_keyboard_alone(coordinator_of, round_of_three, visitor):
    coordinator = coordinator_of(visitor())
    page = coordinator.page
    coordinator.goes_to(BOARD)
    coordinator.sees("4 days are left to answer")
    coordinator.sees("1 of 3 who were asked has answered everything; 2 still owe an update.")
    coordinator.finds_nothing_wrong()

    tabs_to(page, "Not opened")
    coordinator.enters()
    coordinator.sees("1 of 3 who were asked: not opened.")
    coordinator.sees("Fern Lowe")
    assert "Reed Holt" not in page.locator("table").first.inner_text()

    tabs_to(page, "Chase Fern Lowe")
    coordinator.enters()
    coordinator.sees("1 letter is on its way.")
    coordinator.sees("A letter went today. You can chase again tomorrow.")
    coordinator.finds_nothing_wrong()

    tabs_to(page, "Accept")
    coordinator.enters()
    coordinator.sees("The update counts")
    coordinator.sees("No answer waits to be accepted.")
    assert "who=not_opened" in page.url
    answer = ProposedUpdate.objects.get(request__review=round_of_three)
    assert (answer.decision, answer.action.update_id) == ("accepted", answer.update_id)


def test_pages_of_the_board_have_nothing_wrong(coordinator_of, round_of_three, visitor):
    coordinator = coordinator_of(visitor())
    request = round_of_three.requests.last()
    for path in ("", "?see=unanswered", "letters/", f"requests/{request.pk}/"):
        coordinator.goes_to(BOARD + path)
        coordinator.finds_nothing_wrong()
    coordinator.presses("Ask them")
    coordinator.sees("There is a problem")
    coordinator.finds_nothing_wrong()


def test_board_is_worked_on_a_phone_without_script(coordinator_of, round_of_three, visitor):
    coordinator = coordinator_of(visitor(width=320, script=False))
    coordinator.goes_to(BOARD)
    coordinator.presses("Chase all 2 who owe an update")
    coordinator.sees("2 letters are on their way.")
    coordinator.follows("Change it, or send it back")
    coordinator.fills_in("Why does it go back?", "When did she begin?")
    coordinator.presses("Send it back")
    coordinator.sees("The update was sent back.")
    coordinator.sees("Sent back. The answer of")
    coordinator.page.get_by_role("link", name=re.compile("Link and letters.*Reed Holt")).click()
    coordinator.presses("Send a new link")
    coordinator.sees("A new link is on its way to Reed Holt.")
    coordinator.follows("Letters")
    coordinator.sees("Asked again")
    assert Review.objects.get().requests.get(person__name="Reed Holt").opened_at is None
