"""The whole loop before a meeting: asked by e-mail, answered on a phone, chased, accepted, closed and compared."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from concordat.config.worker import Worker
from concordat.directory.domain import Role
from concordat.plans import commands
from tests.accounts.mail.servers import MailServer
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RoleHeldFactory,
)
from tests.factories.plans import Line, word_plan

HERE = "/localities/tarnshire/"
PASSWORD = "willow and water"
LINK = re.compile(r"https?://\S+/answer/\S+")


@pytest.fixture
def post_box(settings, live_server):
    """A mail server on this machine that the worker hands letters to."""
    with MailServer() as server:
        parts = urlsplit(server.address)
        settings.EMAIL_BACKEND = "concordat.accounts.gateways.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = parts.hostname, parts.port
        settings.SITE_ADDRESS = live_server.url
        yield server


@pytest.fixture
def locality(transactional_db):
    """Two partners with a contact each, and a plan of four actions that came in as a Word file."""
    place = LocalityFactory(name="Tarnshire", slug="tarnshire")
    for name, slug, contact, address in (
        ("Tarnshire Police", "tarnshire-police", "Robin Reed", "reed@police.example"),
        ("Tarnshire Council", "tarnshire-council", "Sam Moss", "moss@council.example"),
    ):
        body = OrganisationFactory(name=name, slug=slug)
        PartnerFactory(locality=place, organisation=body)
        PersonFactory(locality=place, organisation=body, name=contact, email=address, is_contact=True)
    coordinator = UserFactory(name="Rowan Ash", email="ash@board.example")
    coordinator.set_password(PASSWORD)
    coordinator.save()
    RoleHeldFactory(role=Role.COORDINATOR, locality=place, user=coordinator)
    plan = word_plan([("Before a crisis", [
        Line("1.1", "Open a café beside the harbour", when="March 2031", leads="Tarnshire Council"),
        Line("1.2", "Train every sergeant in calm talk", when="June 2031", leads="Tarnshire Police"),
        Line("1.3", "Put a nurse in the control room", when="January 2031", leads="Tarnshire Police"),
    ])])  # fmt: skip
    then = datetime(2026, 1, 12, 10, tzinfo=UTC)
    started = commands.start_import(locality_id=place.pk, name="plan.docx", content=plan, by=coordinator, at=then)
    commands.decide_remaining_leads(import_id=started, by=coordinator, at=then)
    commands.accept_import(import_id=started, dated_on=then.date(), publish=True, by=coordinator, at=then)
    return place


def letters_go(post_box: MailServer, *, later: timedelta = timedelta()) -> list:
    """One pass of the worker; the letters that arrived by it."""
    before = len(post_box.letters)
    Worker(clock=lambda: timezone.now() + later).do_what_is_due()
    return post_box.letters[before:]


def link_in(message) -> str:
    plain = message.get_body(("plain",)).get_content()
    return urlsplit(LINK.search(plain)[0]).path


def write_date(coordinator, legend: str, day) -> None:
    group = coordinator.page.get_by_role("group", name=legend)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label, exact=True).fill(str(number))


def test_round_is_opened_answered_chased_accepted_closed_and_compared(locality, visitor, post_box):
    coordinator = visitor()
    coordinator.signs_in("ash@board.example", PASSWORD)

    # The coordinator opens a round for a meeting in three weeks.
    coordinator.goes_to(f"{HERE}plan/reviews/")
    coordinator.follows("Open a round")
    coordinator.fills_in("What is the round for?", "Steering group")
    write_date(coordinator, "When does it meet?", timezone.localdate() + timedelta(days=21))
    write_date(coordinator, "By when should leads answer?", timezone.localdate() + timedelta(days=17))
    coordinator.finds_nothing_wrong()
    coordinator.presses("See who gets a letter")
    coordinator.sees("reed@police.example")
    coordinator.finds_nothing_wrong()
    coordinator.page.locator("button[name=do][value=open]").click()

    # Each lead gets one letter with all their open actions and one link.
    letters = dict(letters_go(post_box))
    assert sorted(letters) == ["moss@council.example", "reed@police.example"]
    told = letters["reed@police.example"].get_body(("plain",)).get_content()
    assert "Train every sergeant in calm talk" in told
    assert "Put a nurse in the control room" in told
    assert "Open a café" not in told
    assert len(LINK.findall(told)) == 1
    assert letters_go(post_box) == []

    # The lead of the police opens it on a phone, without script and without an account.
    lead = visitor(width=320, script=False)
    lead.goes_to(link_in(letters["reed@police.example"]))
    lead.sees("Train every sergeant in calm talk")
    lead.does_not_see("Open a café beside the harbour")
    lead.page.locator("main a.nhsuk-button").first.click()
    lead.fills_in("What has happened since?", "Forty of sixty sergeants are trained")
    lead.page.get_by_label("In progress").check()
    lead.page.get_by_label("Yes", exact=True).check()
    lead.page.locator("form.app-answer button[type=submit]").click()
    lead.sees("Put a nurse in the control room")
    lead.page.get_by_label("Nothing has changed", exact=True).check()
    lead.fills_in("Nothing has changed, because…", "The post is advertised again in January")
    lead.page.get_by_label("Yes", exact=True).check()
    lead.page.locator("form.app-answer button[type=submit]").click()
    lead.sees("Thank you")

    # The board says who has answered; the other is chased tomorrow, since nobody gets two letters on a day.
    coordinator.goes_to(f"{HERE}plan/reviews/1/")
    coordinator.sees("2 of 2")
    coordinator.sees("Forty of sixty sergeants are trained")
    coordinator.finds_nothing_wrong()
    pretend_asked_yesterday()
    coordinator.goes_to(f"{HERE}plan/reviews/1/")
    coordinator.page.get_by_role("button", name=re.compile("^Chase Sam Moss")).click()
    chased = letters_go(post_box)
    assert [address for address, _ in chased] == ["moss@council.example"]
    other = visitor(width=320, script=False)
    other.goes_to(link_in(chased[0][1]))
    other.page.locator("main a.nhsuk-button").first.click()
    other.fills_in("What has happened since?", "The café opened its doors")
    other.page.get_by_label("Complete", exact=True).check()
    other.page.locator("form.app-answer button[type=submit]").click()
    other.sees("Thank you")

    # The answers are accepted, the round is closed, and what stands is published as an edition.
    coordinator.goes_to(f"{HERE}plan/reviews/1/")
    for _ in range(3):
        coordinator.page.get_by_role("button", name=re.compile("^Accept")).first.click()
    coordinator.page.get_by_role("link", name="Close the round").first.click()
    coordinator.finds_nothing_wrong()
    coordinator.page.get_by_label("Everybody: publish it now").check()
    coordinator.page.locator("main form button[type=submit]").click()
    assert lead.page.goto(lead.address + link_in(letters["reed@police.example"])).status == 410

    # Everybody reads the new edition, and can lay it beside the last one.
    public = visitor()
    public.goes_to(f"{HERE}plan/")
    public.sees("Edition 2")
    public.sees("The café opened its doors")
    public.goes_to(f"{HERE}plan/compare/")
    public.sees("From edition 1 to edition 2")
    public.sees("Open a café beside the harbour")
    public.does_not_see("Robin Reed")
    public.finds_nothing_wrong()


def pretend_asked_yesterday() -> None:
    """A day passes: the letters of the round went the day before."""
    from concordat.plans.models import ReviewLetter

    for letter in ReviewLetter.objects.all():
        letter.on -= timedelta(days=1)
        letter.save()


def test_round_goes_by_keyboard_alone(locality, visitor, post_box):
    coordinator = visitor()
    coordinator.signs_in("ash@board.example", PASSWORD)
    coordinator.goes_to(f"{HERE}plan/reviews/new/")
    keys = Keyboard(coordinator.page)
    meets, answers = (timezone.localdate() + timedelta(days=days) for days in (21, 17))
    keys.reach("What is the round for?")
    keys.type("Steering group")
    for day in (meets, answers):
        for number in (day.day, day.month, day.year):
            keys.tab()
            keys.type(str(number))
    keys.reach("See who gets a letter")
    keys.press("Enter")
    keys.reach(re.compile("^(Open|Send|Write)"))
    keys.press("Enter")

    letters = dict(letters_go(post_box))
    lead = visitor(width=320)
    lead.goes_to(link_in(letters["moss@council.example"]))
    keys = Keyboard(lead.page)
    keys.reach(re.compile("Open a café|Start|Answer|first", re.IGNORECASE))
    keys.press("Enter")
    keys.reach("What has happened since?")
    keys.type("The lease is signed")
    keys.reach("In progress")
    keys.press("Space")
    keys.reach("Yes")
    keys.press("Space")
    keys.reach(re.compile("^Save"))
    keys.press("Enter")
    lead.sees("Thank you")

    coordinator.goes_to(f"{HERE}plan/reviews/1/")
    keys = Keyboard(coordinator.page)
    keys.reach(re.compile("^Accept"))
    keys.press("Enter")
    coordinator.sees("No answer waits")
    keys = Keyboard(coordinator.page)
    keys.reach("Close the round")
    keys.press("Enter")
    keys = Keyboard(coordinator.page)
    keys.reach("Everybody: publish it now")
    keys.press("Space")
    keys.reach(re.compile("^Close"))
    keys.press("Enter")
    coordinator.goes_to(f"{HERE}plan/")
    coordinator.sees("The lease is signed")


class Keyboard:
    """Somebody without a mouse: goes from one thing to the next until what has the focus bears a name."""

    MOST_STEPS = 150

    def __init__(self, page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        with self.page.expect_navigation() if key == "Enter" else _nothing():
            self.page.keyboard.press(key)

    def tab(self) -> None:
        self.page.keyboard.press("Tab")

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def reach(self, name) -> None:
        """Radios of one question are one stop: the arrows go on among them."""
        seen = []
        for _ in range(self.MOST_STEPS):
            self.tab()
            here = self.name_of_focus()
            for _ in range(12):
                if name.search(here) if isinstance(name, re.Pattern) else here == name:
                    return
                if not self.is_radio():
                    break
                self.page.keyboard.press("ArrowDown")
                further = self.name_of_focus()
                seen.append(further)
                if further == here:
                    break
                here = further
            seen.append(here)
        raise AssertionError(f"“{name}” is never reached; these are: {seen[:60]}")

    def is_radio(self) -> bool:
        return self.page.evaluate("document.activeElement.type === 'radio'")

    def name_of_focus(self) -> str:
        return self.page.evaluate(
            "(() => { const one = document.activeElement; const label = one.labels && one.labels[0];"
            " return (label || one).innerText.trim().split('\\n')[0]; })()"
        )


def _nothing():
    from contextlib import nullcontext

    return nullcontext()
