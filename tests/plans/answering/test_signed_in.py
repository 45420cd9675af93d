"""The same form for leads who sign in and for coordinators, whether a round is open or not."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import Role
from concordat.plans.models import Action, ProposedUpdate
from tests.factories.directory import PartnerFactory, RoleHeldFactory
from tests.factories.plan_rows import an_action
from tests.factories.plan_rows import say as say_in_plan
from tests.plans.answering.steps import answers, said, say
from tests.plans.proposing.steps import page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PLAN = "/localities/tarnshire/plan/"
MINE = f"{PLAN}mine/"


def update(client, number, query="", **given):
    return client.post(f"{PLAN}actions/{number}/update/{query}", answers(number, **given))


def test_lead_sees_the_open_actions_of_their_partner_overdue_first(client, lead, actions):
    say_in_plan(actions[2], progress="Late", end=date(2031, 4, 1))
    client.force_login(lead)
    shown = words(page(client.get(MINE)))
    assert "Open actions of Tarnshire Police" in shown
    assert "3 open actions, 1 overdue." in shown
    assert shown.index("Put a nurse in control") < shown.index("Train every sergeant")
    assert "café" not in shown
    assert "leaflet" not in shown


def test_lead_answers_outside_a_round_and_sees_what_waits(client, lead, actions, police):
    client.force_login(lead)
    assert update(client, 1, progress="All trained")["Location"] == f"{MINE}?partner={police.pk}"
    row = said(1)
    assert (row.by, row.said_by, row.partner, row.request) == (lead, "Robin Reed", police, None)
    shown = words(client.get(MINE))
    assert "1 with an update that waits to be decided" in shown
    assert "Your answer of 4 May 2031 waits for the coordinator: All trained." in shown
    update(client, 1, progress="All of them trained")
    assert list(ProposedUpdate.objects.order_by("pk").values_list("decision", flat=True)) == ["replaced", "waiting"]


def test_lead_who_is_asked_by_link_too_answers_the_same_question(client, lead, actions, request_, link):
    say(client, link, 1, progress="By link")
    request_.person.user = lead
    request_.person.save()
    client.force_login(lead)
    form = page(client.get(f"{PLAN}actions/1/update/"))
    assert form.xpath("//textarea[@name='progress']")[0].text.strip() == "By link"
    update(client, 1, progress="Signed in")
    assert list(ProposedUpdate.objects.order_by("pk").values_list("progress", "decision", "request")) == [
        ("By link", "replaced", request_.pk),
        ("Signed in", "waiting", request_.pk),
    ]


def test_two_leads_of_a_partner_keep_their_own_versions(client, lead, police, actions):
    client.force_login(lead)
    update(client, 1, progress="Robin's words")
    colleague = RoleHeldFactory(role=Role.LEAD, locality=None, partner=police).user
    client.force_login(colleague)
    assert "Robin Reed said on 4 May 2031, and it waits for the coordinator: Robin's words." in words(client.get(MINE))
    update(client, 1, progress="A colleague's words")
    assert set(ProposedUpdate.objects.values_list("decision", flat=True)) == {"waiting"}


def test_lead_of_another_partner_is_refused(client, actions, council):
    client.force_login(RoleHeldFactory(role=Role.LEAD, locality=None, partner=council).user)
    assert client.get(f"{PLAN}actions/5/update/").status_code == 200
    assert client.get(f"{PLAN}actions/1/update/").status_code == 404
    assert update(client, 1).status_code == 404
    assert ProposedUpdate.objects.count() == 0


def test_partner_in_the_address_can_not_be_bent(client, lead, actions, council, police):
    client.force_login(lead)
    for query in (f"?partner={council.pk}", "?partner=999999", "?partner=x", "?partner=" + "9" * 40):
        assert client.get(f"{MINE}{query}").status_code == 404
        assert client.get(f"{PLAN}actions/5/update/{query}").status_code == 404
    assert client.get(f"{MINE}?partner={police.pk}").status_code == 200


def test_coordinator_chooses_a_partner_and_says_who_said_it(desk, coordinator, actions, police):
    chosen = words(page(desk.get(MINE)))
    assert "For which partner?" in chosen
    assert "Tarnshire Police 3 open actions" in chosen
    query = f"?partner={police.pk}"
    assert "3 open actions." in words(page(desk.get(MINE + query)))
    assert "Answer “Who said so?”" in words(page(update(desk, 1, query), 422))
    update(desk, 1, query, said_by="Kim Dunnock")
    update(desk, 1, query, said_by="Robin Reed")
    rows = set(ProposedUpdate.objects.values_list("said_by", "by", "decision"))
    assert rows == {("Kim Dunnock", coordinator.pk, "waiting"), ("Robin Reed", coordinator.pk, "waiting")}


def test_others_are_kept_out(client, member, actions):
    assert client.get(MINE)["Location"].startswith("/accounts/login/")
    client.force_login(member)
    assert client.get(MINE).status_code == 403
    assert client.get(f"{PLAN}actions/1/update/").status_code == 403


def test_complete_action_can_be_answered_too(client, lead, actions):
    client.force_login(lead)
    assert update(client, 4, progress="It was reprinted", state="complete", by_then="").status_code == 302
    assert said(4).progress == "It was reprinted"


def test_pages_run_the_same_queries_for_one_action_and_for_three(client, lead, police, actions):
    client.force_login(lead)

    def counted():
        found = []
        for path in (MINE, f"{PLAN}actions/1/update/"):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                page(client.get(path))
            found.append(len(captured))
        return found

    Action.objects.filter(number__in=(2, 3)).update(wording=None)
    update(client, 1)
    one = counted()
    for number in (11, 12):
        an_action(police.locality.plan, number, leads=[police.organisation])
        update(client, number, by_then="")
    assert counted() == one
    assert max(one) <= 12


def test_lead_of_two_partners_chooses(client, lead, police, actions, locality):
    second = PartnerFactory(locality=locality)
    RoleHeldFactory(role=Role.LEAD, locality=None, partner=second, user=lead)
    client.force_login(lead)
    shown = words(page(client.get(MINE)))
    assert "For which partner?" in shown
    assert second.organisation.name in shown
