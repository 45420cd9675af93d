"""Letters about a declaration and its check: a reminder to sign, and what became of the check."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.accounts.gateways.mail import link_to
from concordat.accounts.models import Message
from concordat.assurance import commands
from concordat.assurance.models import SignatureReminder, SignatureRequest
from concordat.directory.domain import OrganisationType as Type
from concordat.directory.domain import Role
from tests.assurance.steps import (
    AT,
    approve,
    ask,
    ask_for_changes,
    begin,
    everybody_signs,
    make,
    name,
    sign_on_paper,
    submit,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import PartnerFactory, PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition

pytestmark = pytest.mark.django_db
PAGE = "/localities/tarnshire/declaration/"
NEXT_DAY = AT + timedelta(days=1)


@pytest.fixture
def draft(locality, partners):
    return begin(locality)


@pytest.fixture
def submission(locality, partners, draft):
    everybody_signs(draft, partners)
    make(draft)
    plan = a_plan(locality)
    an_action(plan)
    an_edition(plan, 1)
    return submit(locality)


@pytest.fixture
def chair(locality):
    user = UserFactory(name="Sky Alder", email="alder@board.example")
    return RoleHeldFactory(role=Role.CHAIR, locality=locality, user=user).user


def remind(draft, *, at=NEXT_DAY, by=None, **given) -> int:
    return commands.remind_to_sign(declaration_id=draft.pk, **given, by=by, at=at)


def reminders():
    return Message.objects.filter(key__startswith="declaration-reminder")


def decisions():
    return Message.objects.filter(key__startswith="plan-check").order_by("pk")


def test_reminder_goes_to_whoever_was_asked_and_has_not_signed(draft, partners, coordinator):
    asked = ask(name(draft, partners[Type.POLICE]))
    has_signed, has_declined = name(draft, partners[Type.AMBULANCE]), name(draft, partners[Type.LOCAL_AUTHORITY])
    ask(has_signed, email="a@ambulance.example")
    sign_on_paper(has_signed)
    refused = ask(has_declined, email="c@council.example")
    commands.decline_by_link(request_id=refused.pk, words="Ask the leader", at=AT)
    name(draft, partners[Type.NHS_COMMISSIONER])  # nobody there is asked
    assert remind(draft, by=coordinator) == 1
    letter = reminders().get()
    assert (letter.to_address, letter.link_path, letter.link_secret) == (asked.email, "/sign/{token}/", asked.secret)
    assert asked.secret not in letter.text
    assert "On 3 March 2031 we asked Tarnshire Police to sign the crisis care declaration of Tarnshire" in letter.text
    assert letter.text.endswith("Rowan Ash\nash@board.example")


def test_nobody_gets_two_letters_on_a_day(draft, partners):
    signatory = name(draft, partners[Type.POLICE])
    ask(signatory)
    with pytest.raises(commands.NothingToSign, match="There is nobody to remind today"):
        remind(draft, at=AT)
    assert remind(draft) == 1
    with pytest.raises(commands.NothingToSign, match=r"A letter went today\. You can remind them tomorrow"):
        remind(draft, signatory_id=signatory.pk, at=NEXT_DAY + timedelta(hours=3))
    assert remind(draft, at=NEXT_DAY + timedelta(days=1)) == 1
    assert reminders().count() == 2


def test_reminder_is_not_sent_to_an_address_that_takes_no_mail(draft, partners):
    signatory = name(draft, partners[Type.POLICE])
    asked = ask(signatory)
    Message.objects.filter(pk=asked.message_id).update(state=Message.State.BOUNCED)
    with pytest.raises(commands.NothingToSign, match="give another address"):
        remind(draft, signatory_id=signatory.pk)


def test_reminder_that_waits_goes_nowhere_once_its_link_is_dead(draft, partners):
    signatory = name(draft, partners[Type.POLICE])
    ask(signatory)
    remind(draft)
    commands.take_back_link(signatory_id=signatory.pk, by=None, at=NEXT_DAY)
    assert reminders().get().state == Message.State.FAILED


def test_coordinator_reminds_from_the_page(client, draft, partners, coordinator):
    signatory = name(draft, partners[Type.POLICE])
    ask(signatory)
    ask(name(draft, partners[Type.AMBULANCE]), email="a@ambulance.example")
    own = f"{PAGE}signatories/{signatory.pk}/"
    with time_machine.travel(AT, tick=False):
        client.force_login(coordinator)
        assert "Remind" not in client.get(f"{PAGE}prepare/").content.decode()
    with time_machine.travel(NEXT_DAY, tick=False):
        client.force_login(coordinator)
        assert "Remind all 2 who have not signed" in client.get(f"{PAGE}prepare/").content.decode()
        page = client.post(f"{own}change/", {"do": "remind"}, follow=True).content.decode()
        assert "A reminder to Tarnshire Police is on its way." in page
        assert "Robin Reed was asked on 3 March 2031 and reminded on 4 March 2031." in page
        assert "A letter went today. You can remind them tomorrow." in client.get(own).content.decode()
        page = client.post(f"{PAGE}remind/", follow=True).content.decode()
        assert "1 reminder is on the way." in page
        assert "There is nobody to remind today." in client.post(f"{PAGE}remind/", follow=True).content.decode()
    assert SignatureReminder.objects.count() == 2


def test_coordinator_asks_the_contacts_of_all_who_were_not_asked(client, locality, draft, partners, coordinator):
    rows = {kind: name(draft, partner) for kind, partner in partners.items()}
    for kind, partner in partners.items():
        given = {"email": f"{kind.value}@tarn.example", "is_contact": kind is not Type.AMBULANCE}
        PersonFactory(locality=locality, organisation=partner.organisation, **given)
    ask(rows[Type.POLICE])
    commands.take_back_link(signatory_id=rows[Type.POLICE].pk, by=None, at=AT)  # meant to be asked by hand again
    sign_on_paper(rows[Type.LOCAL_AUTHORITY])
    client.force_login(coordinator)
    assert "Ask the contacts of all 2 not asked yet" in client.get(f"{PAGE}prepare/").content.decode()
    page = client.post(f"{PAGE}ask/", follow=True).content.decode()
    assert "2 letters are on the way." in page
    assert "Ask the contact" not in page
    asked = SignatureRequest.objects.filter(revoked_at=None).values_list("signatory", "message__to_address")
    expected = (Type.NHS_COMMISSIONER, Type.MENTAL_HEALTH_TRUST)
    assert set(asked) == {(rows[kind].pk, f"{kind.value}@tarn.example") for kind in expected}
    assert "There is no contact here who was not asked yet." in client.post(f"{PAGE}ask/", follow=True).content.decode()


@pytest.mark.one_database
def test_desk_runs_as_many_queries_for_one_to_ask_as_for_six(client, locality, draft, coordinator):
    client.force_login(coordinator)
    counts = []
    for more in (1, 5):
        for _ in range(more):
            partner = PartnerFactory(locality=locality)
            name(draft, partner)
            PersonFactory(locality=locality, organisation=partner.organisation, email="x@tarn.example", is_contact=True)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{PAGE}prepare/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_member_asks_and_reminds_nobody(client, locality, draft, partners):
    ask(name(draft, partners[Type.POLICE]))
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    assert client.post(f"{PAGE}remind/").status_code == 403
    assert client.post(f"{PAGE}ask/").status_code == 403


def test_coordinator_and_chair_are_told_what_was_asked(submission, coordinator, chair):
    ask_for_changes(submission, at=NEXT_DAY, leads="Name a lead\nfor 1.1", dates="Give it a date")
    first, second = decisions()
    assert [first.to_address, second.to_address] == ["ash@board.example", "alder@board.example"]
    assert first.subject == "Changes asked for: the crisis care plan of Tarnshire"
    assert "Edition 1 of the plan of Tarnshire was checked on 4 March 2031." in first.text
    assert "You are asked to change 2 things before it goes in again:" in first.text
    assert "Name a lead for 1.1\n- 2. " in first.text
    assert first.link_path == "/localities/tarnshire/plan/checks/"


def test_coordinator_is_told_of_an_approval(submission, coordinator):
    approve(submission, at=NEXT_DAY)
    letter = decisions().get()
    assert letter.subject == "Approved: the crisis care plan of Tarnshire"
    assert letter.link_path == "/localities/tarnshire/plan/checks/1/"


def test_link_of_a_decision_holds_no_secret(submission, coordinator, settings):
    settings.SITE_ADDRESS = "https://concordat.example"
    approve(submission, at=NEXT_DAY)
    letter = decisions().get()
    assert letter.link_secret == ""
    link = link_to(letter.link_path, letter.link_secret)
    assert link == "https://concordat.example/localities/tarnshire/plan/checks/1/"


def test_who_no_longer_holds_the_role_is_not_told(submission, coordinator, chair):
    chair.roles_held.update(until_on=NEXT_DAY.date())
    approve(submission, at=NEXT_DAY)
    assert [letter.to_address for letter in decisions()] == ["ash@board.example"]


def test_refused_decision_tells_nobody(submission, coordinator):
    with pytest.raises(commands.NotDecided):
        ask_for_changes(submission)
    assert not decisions().exists()
