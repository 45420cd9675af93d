"""A body that became part of another keeps its promises under its old name, and says who has its duties now."""

import csv
import html
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import Role
from concordat.documents import read
from concordat.plans.domain.reading import read_plan
from tests.factories.directory import (
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RoleHeldFactory,
    SuccessionFactory,
)
from tests.factories.plan_rows import a_plan, an_action, an_edition

pytestmark = pytest.mark.django_db
PLAN = "/localities/northshire/plan/"


@pytest.fixture
def shire():
    """Two groups became one board; one of them leads by a person who works there."""
    locality = LocalityFactory(name="Northshire", slug="northshire")
    board = OrganisationFactory(name="Northshire Board", slug="board", source="reference")
    groups = [
        SuccessionFactory(after=board, before__name=name, before__slug=name.split()[0].lower()).before
        for name in ("Moor CCG", "Dale CCG")
    ]
    clerk = PersonFactory(locality=locality, organisation=groups[1], name="Winifred Tarrant")
    police = OrganisationFactory(name="Northshire Police", slug="police")
    plan = a_plan(locality)
    an_action(plan, 1, leads=[groups[0]], text="Pay for a crisis line", led_by_text="Moor CCG")
    an_action(plan, 2, leads=[clerk], text="Open a café")
    an_action(plan, 3, leads=[police], text="Train the sergeants")
    an_action(plan, 4, leads=[board], text="Pay for a second line")
    an_edition(plan, 1)
    return locality


def body(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_action_keeps_the_old_name_and_says_who_has_the_duties_now(client, shire):
    page = body(client.get(f"{PLAN}actions/1/"))
    assert '<a href="/localities/northshire/plan/?partner=moor">Moor CCG</a>' in page
    assert '<a href="/organisations/moor/">Now part of Northshire Board, since 1 July 2022</a>' in page
    assert "Now part of" not in body(client.get(f"{PLAN}actions/3/"))


def test_filter_by_the_successor_finds_what_was_promised_before(client, shire):
    page = body(client.get(f"{PLAN}?partner=board"))
    assert "3 of 4 actions: those that Northshire Board leads or supports, or that were promised by Dale CCG" in page
    assert "Pay for a crisis line" in page
    assert "Open a café" in page
    assert "Train the sergeants" not in page
    assert '<option value="board" selected>Northshire Board (3)</option>' in page
    assert '<option value="moor">Moor CCG, now part of Northshire Board (1)</option>' in page


def test_filter_by_the_predecessor_finds_only_its_own(client, shire):
    page = body(client.get(f"{PLAN}?partner=moor"))
    assert "1 of 4 actions: those that Moor CCG (now part of Northshire Board, since 1 July 2022) leads" in page
    assert "Pay for a second line" not in page


def test_successor_can_be_asked_for_where_it_leads_nothing_itself(client, shire):
    shire.plan.editions.get().entries.filter(action__number=4).delete()
    assert "2 of 3 actions" in body(client.get(f"{PLAN}?partner=board"))


def test_json_says_who_has_the_duties_now(client, shire):
    plan = client.get(f"{PLAN}download.json").json()
    leads = [action["leads"][0] for section in plan["sections"] for action in section["actions"]]
    assert [lead["organisation"] for lead in leads] == ["Moor CCG", "Dale CCG", "Northshire Police", "Northshire Board"]
    assert leads[0]["ended_on"] == "2022-06-30"
    assert leads[0]["duties_now"] == [{"organisation": "Northshire Board", "slug": "board", "since": "2022-07-01"}]
    assert (leads[2]["ended_on"], leads[2]["duties_now"]) == (None, [])


def test_table_has_a_column_for_who_has_the_duties_now(client, shire):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PLAN}download.csv").content.decode("utf-8-sig"))))
    assert [row["Lead partners"] for row in rows][:2] == ["Moor CCG", "Dale CCG"]
    assert rows[0]["Duties now with"] == "Moor CCG: now part of Northshire Board, since 1 July 2022"
    assert rows[2]["Duties now with"] == ""


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_file_that_says_so_reads_back_as_the_same_plan(client, shire, ending):
    content = client.get(f"{PLAN}download.{ending}").content
    document = read(content, name=f"plan.{ending}")
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "ow part of Northshire Board, since 1 July 2022" in words
    plan = read_plan(document)
    assert [action.action for action in plan.actions()] == [
        "Pay for a crisis line", "Open a café", "Train the sergeants", "Pay for a second line",
    ]  # fmt: skip
    assert [lead.organisation for action in plan.actions() for lead in action.leads][:2] == ["Moor CCG", "Dale CCG"]
    assert [action.extra for action in plan.actions()] == [()] * 4
    assert plan.other_text == ()


def test_locality_says_it_beside_the_share_of_the_partner(client, shire):
    page = body(client.get("/localities/northshire/"))
    assert '(<a href="/organisations/moor/">now part of Northshire Board, since 1 July 2022</a>)' in page


def test_partner_list_names_who_could_become_a_partner(client, shire):
    moor = shire.plan.actions.get(number=1).wording.leads.get().organisation
    board = moor.successions.get().after_id
    PartnerFactory(locality=shire, organisation=moor)
    PartnerFactory(locality=shire, organisation__name="Old CCG", organisation__ends_on=date(2019, 3, 31))
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=shire).user)
    page = body(client.get("/localities/northshire/partners/"))
    assert "(until 30 June 2022, now part of Northshire Board, since 1 July 2022)" in page
    assert "(ended on 31 March 2019; nobody is recorded as having its duties now)" in page
    assert 'partners/new/?organisation=board">Add Northshire Board as a partner</a>' in page
    page = body(client.get("/localities/northshire/partners/new/?organisation=board"))
    assert f'<option value="{board}" selected>Northshire Board</option>' in page


def test_plan_costs_one_query_more_for_any_number_of_ended_bodies(client, shire):
    counts = []
    for number in (5, 6):
        with CaptureQueriesContext(connection) as captured:
            body(client.get(PLAN))
        counts.append(len(captured))
        an_action(shire.plan, number, leads=[SuccessionFactory().before])
        an_edition(shire.plan, number)
    assert counts[0] == counts[1]
