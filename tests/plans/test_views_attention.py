"""What needs attention: for members of the locality only, each action with its reasons."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.directory.domain import Role
from concordat.plans.commands.outcomes import choose_measures
from concordat.plans.domain.states import State
from concordat.plans.models import AttentionSetting, EvidenceFile, ProposedUpdate
from tests.factories.directory import (
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RoleHeldFactory,
)
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import an_action, an_edition, many_actions, reword, say

pytestmark = pytest.mark.django_db
ADDRESS = "/localities/fenmarsh/plan/attention/"
LATER = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def member(client, plan):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user)
    return client


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        yield


def page_of(client, **query) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response.content.decode()


def test_page_names_each_action_with_its_reasons(member, plan):
    an_action(plan, text="Open a night café", end=date(2026, 10, 31), leads=[OrganisationFactory()])
    page = page_of(member)
    assert "1 of 1 action in the live plan needs attention on 22 November 2026." in page
    assert "Promised by 31 October 2026, 22 days ago" in page
    assert 'href="/localities/fenmarsh/plan/actions/1/"' in page


def test_same_words_in_the_next_document_are_nothing_new(member, plan):
    action = an_action(plan, end=date(2027, 5, 1), leads=[OrganisationFactory()], progress="A room was found")
    say(action, progress="A room was found", at=LATER)
    assert "Nothing new was said of it since 5 January 2026" in page_of(member)
    say(action, progress="The room is being painted", at=LATER)
    assert "Nothing in the 1 action of the live plan needs attention" in page_of(member)


def test_each_concern_has_a_place_to_answer_it_for_whoever_may(client, plan):
    police = PartnerFactory(locality=plan.locality)
    council = PartnerFactory(locality=plan.locality)
    an_action(plan, end=date(2026, 10, 31), leads=[police.organisation])
    an_action(plan, end=date(2026, 10, 31), leads=[council.organisation])
    an_action(plan, end=date(2026, 10, 31))
    actions = "/localities/fenmarsh/plan/actions/"

    def answers(**held):
        client.force_login(RoleHeldFactory(**held).user)
        return [
            (link.get("href").removeprefix(actions), link.text)
            for link in html.fromstring(page_of(client)).xpath("//td//li/a")
        ]

    said = "Say how it stands"
    assert answers(role=Role.COORDINATOR, locality=plan.locality) == [
        ("1/update/", said),
        ("2/update/", said),
        ("3/leads/", "Say who leads it"),
    ]
    for address in ("1/update/", "2/update/", "3/leads/"):
        assert client.get(actions + address).status_code == 200
    assert answers(role=Role.LEAD, locality=None, partner=police) == [("1/update/", said)]
    assert client.get(f"{actions}1/update/").status_code == 200
    assert client.get(f"{actions}2/update/").status_code == 404
    assert answers(role=Role.MEMBER, locality=plan.locality) == []


def test_plan_page_counts_what_needs_attention_for_members_only(client, member, plan):
    an_action(plan, end=date(2026, 10, 31), leads=[OrganisationFactory()])
    an_action(plan, end=date(2027, 5, 1), at=LATER)
    an_edition(plan, 1)
    address = "/localities/fenmarsh/plan/"
    shown = " ".join(html.fromstring(member.get(address).content.decode()).text_content().split())
    assert "Needs attention: overdue 1, no lead 1, nothing new said 1." in shown
    client.logout()
    assert "Needs attention" not in client.get(address).content.decode()


def test_one_kind_can_be_chosen(member, plan):
    an_action(plan, text="Open a night café", end=date(2026, 10, 31), leads=[OrganisationFactory()], at=LATER)
    an_action(plan, text="Train every sergeant", end=date(2027, 10, 31), at=LATER)
    page = page_of(member, kind="no_lead")
    assert "Train every sergeant" in page
    assert "Open a night café" not in page
    assert "Open a night café" in page_of(member, kind="no such kind")


def test_complete_action_without_a_word_is_asked_about(member, plan):
    an_action(plan, text="Write a guide", state=State.COMPLETE)
    page = page_of(member)
    assert "It is complete, and nothing says what came of it" in page
    assert "It is complete, and no evidence of that is named" in page


def test_file_that_came_with_what_was_said_is_evidence(member, plan):
    action = an_action(plan, text="Write a guide")
    done = say(action, progress="It is written", state=State.COMPLETE, at=LATER)
    said = ProposedUpdate.objects.create(
        action=action, kind="reported", based_on=done, said_by="Robin Reed", said_at=LATER,
        decision="accepted", decided_at=LATER, update=done,
    )  # fmt: skip
    assert "no evidence of that is named" in page_of(member)
    EvidenceFile.objects.create(
        proposal=said, name="guide.pdf", format="pdf", content=b"%PDF", size=4, sha256="0" * 64, uploaded_at=LATER
    )
    assert "no evidence of that is named" not in page_of(member)


def test_answer_that_waits_is_said_beside_what_it_may_end(client, plan):
    police, council = PartnerFactory(locality=plan.locality), PartnerFactory(locality=plan.locality)
    action = an_action(plan, end=date(2026, 10, 31), leads=[police.organisation])
    said = ProposedUpdate.objects.create(
        action=action, kind="reported", based_on=action.update, partner=police, said_by="Robin Reed", said_at=LATER
    )
    href = f"/localities/fenmarsh/plan/updates/{said.pk}/"

    def seen_by(**held) -> str:
        client.force_login(RoleHeldFactory(**held).user)
        page = html.fromstring(page_of(client))
        return " ".join(link.text for link in page.xpath("//td//a") if link.get("href") == href)

    assert seen_by(role=Role.COORDINATOR, locality=plan.locality) == "Decide on it"
    assert seen_by(role=Role.MEMBER, locality=plan.locality) == "See it"
    # what waits of one partner is not for the leads of another
    assert seen_by(role=Role.LEAD, locality=None, partner=council) == ""
    said.decision, said.decided_at, said.update = "accepted", LATER, action.update
    said.save()
    assert seen_by(role=Role.COORDINATOR, locality=plan.locality) == ""


def test_action_whose_lead_left_says_so_until_somebody_takes_it(member, plan):
    robin = PersonFactory(name="Robin Reed", locality=plan.locality, left_on=date(2026, 5, 3))
    action = an_action(plan, text="Train every sergeant", end=date(2027, 5, 1), leads=[robin], at=LATER)
    assert "Robin Reed, who leads it, left on 3 May 2026" in page_of(member, kind="lead_left")
    reword(action, text="Train every sergeant", leads=[PersonFactory(name="Ash Rowan", locality=plan.locality)])
    assert "Nothing in the 1 action of the live plan needs attention" in page_of(member)


def test_action_without_a_measure_is_asked_about_once_the_locality_follows_one(client, member, plan):
    an_action(plan, text="Train every sergeant", end=date(2027, 5, 1), leads=[OrganisationFactory()], at=LATER)
    assert "No measure: not asked for as long as no measure is followed here." in page_of(member)
    assert "Nothing in the 1 action of the live plan needs attention" in page_of(member)

    measure = a_measure(plan.locality, published=False)

    page = page_of(member, kind="no_measure")
    assert "No measure is named that it should move." in page
    assert "No measure: it is open, and names no measure that is followed here." in page
    assert "Say what it should move" not in page  # a member may not
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=plan.locality).user)
    link = html.fromstring(page_of(client)).xpath("//td//li/a")[0]
    assert link.text == "Say what it should move"
    assert client.get(link.get("href")).status_code == 200
    choose_measures(locality_id=plan.locality_id, action=1, tied=[measure.key], untied=(), by=None, at=LATER)
    assert "Nothing in the 1 action of the live plan needs attention" in page_of(client)
    measure.retired_at = LATER
    measure.save()
    a_measure(plan.locality, "another")
    assert "No measure is named that it should move." in page_of(client)


def test_page_is_for_members_of_this_locality_only(client, plan):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=LocalityFactory()).user)
    assert client.get(ADDRESS).status_code == 403


def test_queries_stay_the_same_for_one_action_and_for_many(member, plan):
    counts = []
    partners = [OrganisationFactory(), OrganisationFactory()]
    for more, first in ((1, 1), (20, 2)):
        many_actions(plan, more, partners, first=first)
        page_of(member)
        with CaptureQueriesContext(connection) as seen:
            page_of(member)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 16


def test_rules_of_the_locality_are_set_by_the_coordinator_and_kept(client, plan):
    an_action(plan, end=date(2026, 12, 31), leads=[OrganisationFactory()], at=LATER)
    coordinator = RoleHeldFactory(role=Role.COORDINATOR, locality=plan.locality).user
    client.force_login(coordinator)
    assert "Nothing in the 1 action" in page_of(client)
    assert "These are the usual rules: nobody has changed them here." in page_of(client)
    for days in (45, 60):
        client.post(f"{ADDRESS}rules/", {"soon_days": days, "stale_days": 120, "endless_days": 365})
    assert "Due in 39 days, by 31 December 2026" in page_of(client)
    assert list(AttentionSetting.objects.values_list("soon_days", "by")) == [(45, coordinator.pk), (60, coordinator.pk)]
    assert "Due soon: its last day is within 60 days." in page_of(client)
    assert f"Set by {coordinator} on 22 November 2026." in page_of(client)
    before = f"Set by {coordinator} on 22 November 2026: due soon: its last day is within 45 days; nothing new said"
    assert before in client.get(f"{ADDRESS}rules/").content.decode()


@pytest.mark.parametrize("days", ["", "0", "soon", "9999"])
def test_rules_that_make_no_sense_change_nothing(client, plan, days):
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=plan.locality).user)
    response = client.post(f"{ADDRESS}rules/", {"soon_days": days, "stale_days": 120, "endless_days": 365})
    assert response.status_code == 422
    assert not AttentionSetting.objects.exists()


def test_rules_are_not_for_members_to_set(member):
    assert member.get(f"{ADDRESS}rules/").status_code == 403
