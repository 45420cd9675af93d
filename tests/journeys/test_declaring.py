"""A locality declares: partners sign by letter and in the room, the plan is checked, sent back and approved."""

from datetime import timedelta

import pytest
from django.utils import timezone

from concordat.accounts.gateways import sign
from concordat.accounts.models import Message
from concordat.assurance.models import Declaration, Signatory, Signature
from concordat.directory.domain import OrganisationType as Type
from concordat.directory.domain import Role
from tests.assurance.conftest import BODIES
from tests.assurance.steps import PNG, ask, begin, everybody_signs, make, name, submit
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AreaFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    RoleHeldFactory,
)
from tests.factories.plan_rows import a_plan, an_action, an_edition
from tests.journeys.conftest import NARROW

HERE = "/localities/tarnshire/"
PASSWORD = "Seven-otters-swim"  # nosec B105


@pytest.fixture
def locality(transactional_db, settings):
    settings.SECOND_FACTOR = "offered"
    return LocalityFactory(name="Tarnshire", slug="tarnshire", areas=[AreaFactory(name="Tarnshire", slug="tarnshire")])


@pytest.fixture
def partners(locality):
    return {
        kind: PartnerFactory(locality=locality, organisation=OrganisationFactory(name=body, type=kind))
        for kind, body in BODIES.items()
    }


@pytest.fixture
def plan(locality, partners):
    plan = a_plan(locality)
    police = partners[Type.POLICE].organisation
    an_action(plan, text="Train every sergeant", leads=[police], outcome="An answer within 20 minutes")
    an_action(plan, text="Ask carers what helps", leads=[police])
    an_edition(plan, 1)
    return plan


@pytest.fixture
def signed_in(locality, visitor):
    """Somebody in a role at a browser: `signed_in(Role.CHAIR, width=320)`."""

    def sign_in(role, **screen):
        at = {"locality": None, "region": locality.region} if role == Role.REGIONAL else {"locality": locality}
        user = UserFactory(email=f"{role}@example.org", name=f"Rowan {role.words.split()[0]}")
        user.set_password(PASSWORD)
        user.save()
        RoleHeldFactory(role=role, user=user, **at)
        somebody = visitor(**screen)
        somebody.signs_in(user.email, PASSWORD)
        return somebody

    return sign_in


def link_of(message: Message) -> str:
    """Where the link in a letter leads."""
    return message.link_path.replace("{token}", sign(message.link_secret))


def names_an_organisation(coordinator, words):
    coordinator.goes_to(f"{HERE}declaration/prepare/")
    coordinator.follows("Name an organisation")
    choice = coordinator.page.get_by_label("Which organisation?")
    choice.select_option(choice.locator("option", has_text=words).get_attribute("value"))
    coordinator.presses("Go on")


def records_a_signature(coordinator, role):
    coordinator.follows("Somebody signed by hand, in the room")
    coordinator.fills_in("Who signed?", "Fern Lowe")
    coordinator.fills_in("In what role?", role)
    today = timezone.localdate()
    for part, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        coordinator.page.get_by_label(part, exact=True).fill(str(number))
    paper = {"name": "signed.png", "mimeType": "image/png", "buffer": PNG}
    coordinator.page.get_by_label("The signed paper").set_input_files(paper)
    coordinator.presses("Record the signature")


def test_locality_declares_and_its_plan_is_approved(locality, partners, plan, signed_in, visitor):
    # given a coordinator who begins from the national pattern and words it as it is here
    coordinator = signed_in(Role.COORDINATOR)
    coordinator.goes_to(f"{HERE}declaration/prepare/")
    coordinator.presses("Begin the declaration")
    coordinator.follows("Change the words and the areas")
    coordinator.fills_in("Title", "Tarnshire promises")
    coordinator.page.get_by_label("Tarnshire", exact=True).check()
    coordinator.presses("Save the words")
    coordinator.sees("The words are saved.")
    coordinator.sees("No police force")

    # when they ask the police by letter
    names_an_organisation(coordinator, "Tarnshire Police")
    coordinator.fills_in("Name", "Robin Reed")
    coordinator.fills_in("E-mail address", "reed@police.example")
    coordinator.presses("Send the letter")
    coordinator.sees("The letter to Robin Reed is on its way.")
    letter = Message.objects.get(to_address="reed@police.example")

    # then the police sign on a phone without script, and are told what they forget
    partner = visitor(width=NARROW, script=False)
    partner.goes_to(link_of(letter))
    partner.sees("Tarnshire promises")
    partner.presses("Sign the declaration")
    partner.sees("There is a problem")
    partner.fills_in("Your role", "Chief officer")
    partner.page.get_by_label("I have read the declaration").check()
    partner.presses("Sign the declaration")
    partner.sees("Thank you: Tarnshire Police has signed")

    # and the council signs in the room, the others too
    names_an_organisation(coordinator, "Tarnshire Council")
    records_a_signature(coordinator, "Leader of the council")
    coordinator.sees("Tarnshire Council has signed.")
    draft = Declaration.objects.get()
    others = {kind: each for kind, each in partners.items() if kind not in (Type.POLICE, Type.LOCAL_AUTHORITY)}
    everybody_signs(draft, others, at=timezone.now())
    assert Signature.objects.get(how="link").signatory == Signatory.objects.get(partner=partners[Type.POLICE])

    # when the declaration is made, everybody reads it, and no name
    coordinator.goes_to(f"{HERE}declaration/prepare/")
    coordinator.sees("Nothing is missing")
    coordinator.follows("Make the declaration")
    coordinator.presses("Make the declaration")
    coordinator.sees("The declaration is made. Everybody can read it.")
    anybody = visitor(width=NARROW, script=False)
    anybody.goes_to(f"{HERE}declaration/")
    anybody.sees("Tarnshire promises")
    anybody.sees("signed by 5 organisations")
    anybody.sees("Chief officer")
    anybody.does_not_see("Robin Reed")
    anybody.does_not_see("Fern Lowe")

    # and the plan is submitted, which the region's checker sends back with a point
    coordinator.goes_to(f"{HERE}plan/checks/")
    coordinator.presses("Submit it to be checked")
    coordinator.sees("Edition 1 is submitted.")
    checker = signed_in(Role.REGIONAL)
    checker.goes_to("/checks/")
    checker.sees("1 plan to check.")
    checker.follows("Tarnshire")
    dates = checker.page.locator("section", has=checker.page.get_by_role("heading", name="date"))
    dates.first.get_by_label("What must change?").fill("Give 1.2 a last day")
    checker.presses("Ask for changes")
    checker.sees("The plan went back to the locality with what is to change.")

    # then a letter leads the coordinator to the page, where the point is answered
    letter = Message.objects.get(to_address="coordinator@example.org", key__startswith="plan-check")
    coordinator.goes_to(link_of(letter))
    coordinator.sees("Give 1.2 a last day")
    coordinator.fills_in("What did you change, or why not?", "The carers choose the day in May")
    coordinator.presses("Keep the answer to point 1")
    coordinator.sees("The carers choose the day in May")
    coordinator.presses("Submit it to be checked")
    coordinator.sees("Edition 1 is submitted.")

    # and it is approved, for all to see
    checker.goes_to("/checks/")
    checker.follows("Tarnshire")
    checker.sees("The carers choose the day in May")
    for verdict in checker.page.get_by_label("Met", exact=True).all():
        verdict.check()
    checker.presses("Approve the plan")
    checker.sees("The plan is approved. The locality moves up the ladder.")
    anybody.goes_to(f"{HERE}declaration/")
    anybody.sees("In delivery")
    anybody.does_not_see("The carers choose the day in May")


def test_signing_pages_have_nothing_wrong(locality, partners, visitor):
    now = timezone.now()
    draft = begin(locality, at=now)
    signatory = name(draft, partners[Type.POLICE], at=now)
    link = link_of(ask(signatory, at=now).message)
    partner = visitor()
    partner.goes_to(link)
    partner.finds_nothing_wrong()
    partner.presses("Sign the declaration")
    partner.sees("There is a problem")
    partner.finds_nothing_wrong()
    partner.follows("We do not sign, or somebody else should")
    partner.finds_nothing_wrong()
    partner.page.get_by_role("main").get_by_role("button").first.click()
    partner.sees("There is a problem")
    partner.finds_nothing_wrong()
    partner.fills_in("Why not, or who should?", "Ask the deputy")
    partner.page.get_by_role("main").get_by_role("button").first.click()
    partner.sees("You declined")
    partner.finds_nothing_wrong()
    partner.fills_in("Your role", "Chief officer")
    partner.page.get_by_label("I have read the declaration").check()
    partner.presses("Sign the declaration")
    partner.sees("Thank you")
    partner.finds_nothing_wrong()
    partner.page.goto(f"{partner.address}/sign/nothing/")
    partner.finds_nothing_wrong()
    link = link_of(ask(name(draft, partners[Type.AMBULANCE], at=now), at=now).message)
    Declaration.objects.update(ending="dropped", ended_at=now)
    partner.page.goto(partner.address + link)
    partner.sees("There is nothing to sign here any more")
    partner.finds_nothing_wrong()


def test_pages_of_the_coordinator_have_nothing_wrong(locality, partners, signed_in):
    coordinator = signed_in(Role.COORDINATOR)
    coordinator.goes_to(f"{HERE}declaration/prepare/")
    coordinator.finds_nothing_wrong()
    coordinator.presses("Begin the declaration")
    now = timezone.now()
    signatory = name(Declaration.objects.get(), partners[Type.POLICE], at=now)
    ask(signatory, at=now - timedelta(days=2))
    own = f"signatories/{signatory.pk}/"
    for path in ("", "prepare/", "words/", "signatories/new/", own, f"{own}room/", "make/", "drop/"):
        coordinator.goes_to(f"{HERE}declaration/{path}")
        coordinator.finds_nothing_wrong()
    coordinator.goes_to(f"{HERE}declaration/words/")
    coordinator.fills_in("Title", "")
    coordinator.presses("Save the words")
    coordinator.sees("There is a problem")
    coordinator.finds_nothing_wrong()


def test_pages_of_a_check_have_nothing_wrong(locality, partners, plan, signed_in):
    now = timezone.now()
    draft = begin(locality, at=now)
    everybody_signs(draft, partners, at=now)
    make(draft, on=timezone.localdate(now), at=now)
    submit(locality, at=now)
    checker = signed_in(Role.REGIONAL)
    coordinator = signed_in(Role.COORDINATOR)
    checker.goes_to("/checks/")
    checker.finds_nothing_wrong()
    checker.follows("Tarnshire")
    checker.finds_nothing_wrong()
    checker.presses("Approve the plan")
    checker.sees("There is a problem")
    checker.finds_nothing_wrong()
    coordinator.goes_to(f"{HERE}plan/checks/1/")
    coordinator.finds_nothing_wrong()
    checker.page.get_by_label("What must change?").first.fill("Say more of this")
    checker.presses("Ask for changes")
    checker.sees("The plan went back")
    checker.finds_nothing_wrong()
    checker.goes_to("/checks/")
    checker.finds_nothing_wrong()
    coordinator.goes_to(f"{HERE}plan/checks/")
    coordinator.finds_nothing_wrong()
    coordinator.presses("Keep the answer to point 1")
    coordinator.sees("There is a problem")
    coordinator.finds_nothing_wrong()
    coordinator.goes_to(f"{HERE}declaration/")
    coordinator.finds_nothing_wrong()
