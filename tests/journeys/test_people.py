"""A coordinator invites a lead, who follows the link in the letter; then the lead leaves and somebody takes over."""

import pytest

from concordat.accounts.gateways import sign
from concordat.accounts.models import Message, User
from concordat.directory.domain import Role
from concordat.directory.models import Person
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RoleHeldFactory,
)
from tests.factories.plan_rows import a_plan, an_action
from tests.journeys.conftest import NARROW

PASSWORD = "willow and water"
HERE = "/localities/tarnshire/"


@pytest.fixture
def locality(transactional_db):
    place = LocalityFactory(name="Tarnshire", slug="tarnshire")
    bodies = [OrganisationFactory(name=name) for name in ("Tarnshire Police", "Harbour Mind")]
    for body in bodies:
        PartnerFactory(locality=place, organisation=body)
    coordinator = UserFactory(name="Rowan Ash", email="ash@board.example")
    coordinator.set_password(PASSWORD)
    coordinator.save()
    RoleHeldFactory(role=Role.COORDINATOR, locality=place, user=coordinator)
    lead = PersonFactory(locality=place, name="Lee Marsh", organisation=bodies[0], email="marsh@police.example")
    an_action(a_plan(place), text="Train every sergeant in calm talk", leads=[lead])
    return place


def address_in(letter: Message) -> str:
    """Where the link of a letter leads."""
    return letter.link_path.replace("{token}", sign(letter.link_secret))


def signed_in(visitor, **how):
    coordinator = visitor(**how)
    coordinator.signs_in("ash@board.example", PASSWORD)
    return coordinator


def test_lead_is_invited_and_comes_in_by_the_letter_on_a_phone_without_script(visitor, locality):
    coordinator = signed_in(visitor)
    coordinator.goes_to(HERE + "partners/")
    coordinator.follows("People who work on the plan here")
    coordinator.finds_nothing_wrong()
    coordinator.presses("Invite somebody")
    coordinator.fills_in("Name", "Robin Vale")
    coordinator.fills_in("Work e-mail address", "Vale@Mind.example")
    coordinator.page.get_by_label("Lead", exact=True).check()
    coordinator.presses("Send the invitation")
    coordinator.sees("Choose the partner that they are to be lead for")
    coordinator.finds_nothing_wrong()
    coordinator.page.get_by_label("For which partner?").select_option("Harbour Mind")
    coordinator.presses("Send the invitation")
    coordinator.sees("An invitation goes to Robin Vale")
    coordinator.sees("Invited, not yet here")

    invited = visitor(width=NARROW, script=False)
    letter = Message.objects.get()
    invited.goes_to(address_in(letter))
    invited.sees("You were invited to be lead for Harbour Mind in Tarnshire.")
    invited.fills_in("Your name", "Robin Vale")
    invited.page.locator("#id_password1").fill("teasel harbour quince")
    invited.page.locator("#id_password2").fill("teasel harbour quince")
    invited.presses("Keep this password and sign in")

    assert "Robin Vale" in invited.page.locator("header").inner_text()
    invited.goes_to(HERE + "plan/")
    invited.sees("Train every sergeant in calm talk")
    assert invited.page.goto(invited.address + address_in(letter)).status == 410
    coordinator.goes_to(HERE + "people/")
    coordinator.sees("Lead for Harbour Mind")
    coordinator.does_not_see("Invited, not yet here")


def test_lead_leaves_and_somebody_takes_what_they_led(visitor, locality):
    PersonFactory(locality=locality, name="Robin Vale")
    coordinator = signed_in(visitor)
    coordinator.goes_to(HERE + "people/")
    coordinator.follows("Lee Marsh")
    coordinator.finds_nothing_wrong()
    coordinator.follows("Lee Marsh no longer works there")
    coordinator.finds_nothing_wrong()
    coordinator.presses("They have left")
    coordinator.sees("1 open action names Lee Marsh.")
    coordinator.finds_nothing_wrong()
    coordinator.goes_to(HERE + "plan/attention/")
    coordinator.sees("Lead has left")

    lee = Person.objects.get(name="Lee Marsh")
    coordinator.goes_to(f"{HERE}plan/people/{lee.pk}/actions/")
    coordinator.page.get_by_label("Who takes them all?").select_option("Robin Vale")
    coordinator.presses("Hand over 1 open action")
    coordinator.sees("No open action names Lee Marsh.")
    coordinator.goes_to(HERE + "plan/actions/1/")
    coordinator.sees("Lee Marsh has left.")
    coordinator.follows("Change who leads it")
    coordinator.finds_nothing_wrong()


def test_every_page_of_people_can_be_read_on_a_phone(visitor, locality):
    RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None, user__name="Alex Fell", user__email="fell@nation.example")
    RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None, user=User.objects.get(name="Rowan Ash"))
    lee = Person.objects.get(name="Lee Marsh")
    coordinator = signed_in(visitor, width=NARROW)

    for path in (
        f"{HERE}people/",
        f"{HERE}people/new/",
        f"{HERE}people/invite/",
        f"{HERE}people/{lee.pk}/change/",
        "/roles/",
    ):
        coordinator.goes_to(path)
        coordinator.finds_nothing_wrong()

    coordinator.page.goto(f"{coordinator.address}{HERE}people/invite/")
    coordinator.fills_in("Name", "Robin Vale")
    coordinator.fills_in("Work e-mail address", f"{'robin' * 8}@{'voices' * 6}.example")
    coordinator.page.get_by_label("Member", exact=True).check()
    coordinator.presses("Send the invitation")
    coordinator.finds_nothing_wrong()
    coordinator.goes_to(address_in(Message.objects.get()))
    coordinator.sees("You are signed in here as Rowan Ash.")
    coordinator.finds_nothing_wrong()


def test_lead_is_invited_by_keyboard_alone(visitor, locality):
    coordinator = signed_in(visitor)
    coordinator.goes_to(HERE + "people/invite/")
    keys = coordinator.page.keyboard
    coordinator.page.get_by_label("Name").first.focus()
    for pressed in ("Robin Vale", "Tab", "vale@mind.example", "Tab", "Space", "Tab", "H", "Tab", "Enter"):
        keys.press(pressed) if pressed in {"Tab", "Space", "Enter"} else keys.type(pressed)

    coordinator.page.wait_for_url("**/people/")
    coordinator.sees("An invitation goes to Robin Vale")
