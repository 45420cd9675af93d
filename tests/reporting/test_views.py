from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import PartnerKind, Role
from concordat.plans.domain.states import State
from tests.factories.directory import (
    AreaFactory,
    CrisisServiceFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    RoleHeldFactory,
)
from tests.factories.plan_rows import a_plan, an_action, an_edition, many_actions, say

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 5, 4, 9, tzinfo=UTC)


def body(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def locality():
    return LocalityFactory(slug="fenmarsh", name="Fenmarsh", areas=[AreaFactory(name="Saltby")])


@pytest.mark.parametrize("address", ["/", "/localities/", "/about/", "/accessibility/", "/privacy/", "/open-data/"])
def test_page_is_open_to_everybody_and_begins_with_help(client, address):
    page = body(client.get(address))
    assert "In a crisis?" in page
    assert page.index("In a crisis?") < page.index("<h1")
    assert page.count("<h1") == 1


def test_home_counts_what_is_published(client, locality):
    plan = a_plan(locality)
    an_action(plan, 1, state=State.COMPLETE)
    an_action(plan, 2)
    assert "published a plan here" not in body(client.get("/"))
    an_edition(plan)
    said = (
        '1 locality has published a plan here: <a href="/nation/actions/">2 actions</a>,'
        ' <a href="/nation/actions/?complete=1">1 complete</a> and 0 overdue.'
    )
    assert said in body(client.get("/"))


def test_home_shows_where_the_signed_in_person_works(client, locality):
    LocalityFactory(name="Elsewhere")
    assert "Where you work" not in body(client.get("/"))
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user)
    page = body(client.get("/"))
    assert "/localities/fenmarsh/imports/new/" in page
    assert "Elsewhere" not in page


def test_home_offers_no_import_to_a_member(client, locality):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    page = body(client.get("/"))
    assert "/localities/fenmarsh/plan/" in page
    assert "/localities/fenmarsh/imports/" not in page


def test_locality_is_found_by_its_area(client, locality):
    LocalityFactory(name="Elsewhere")
    page = body(client.get("/localities/?words=saltby"))
    assert "1 locality found for “saltby”." in page
    assert "Fenmarsh" in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize("words", ["zebra", "%22<script>"])
def test_search_without_a_find_says_so(client, locality, words):
    page = body(client.get(f"/localities/?words={words}"))
    assert "No locality was found for" in page
    assert "<script>" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("words", ["x" * 500, "%00", ""])
def test_search_that_cannot_be_read_finds_everything(client, locality, words):
    assert "1 locality." in body(client.get(f"/localities/?words={words}"))


def test_list_says_where_each_locality_stands(client, locality):
    plan = a_plan(locality)
    an_action(plan, 1, state=State.COMPLETE)
    an_action(plan, 2, end=date(2026, 1, 31))
    an_edition(plan, 3, dated_on=date(2026, 3, 2))
    LocalityFactory(name="Saltby")
    page = body(client.get("/localities/"))
    assert "2 actions promised; 1 complete; 1 overdue; edition 3, March 2026." in page
    assert "No edition of a plan has been published yet" in page
    assert "Not started" in page


def test_list_runs_the_same_queries_for_one_and_three(client):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            place = LocalityFactory(areas=[AreaFactory()])
            CrisisServiceFactory(locality=place)
            plan = a_plan(place)
            an_action(plan)
            an_edition(plan)
        with CaptureQueriesContext(connection) as captured:
            body(client.get("/localities/"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_locality_says_where_it_stands_and_what_changed(client, locality):
    police = OrganisationFactory(name="Fenmarsh Police", slug="police")
    PartnerFactory(
        locality=locality, organisation=OrganisationFactory(name="Fenmarsh Mind"), kind=PartnerKind.SIGNATORY
    )
    CrisisServiceFactory(locality=locality, name="The night line", telephone="01632 960123")
    plan = a_plan(locality)
    action = an_action(plan, 1, text="Open a crisis line", leads=[police])
    an_action(plan, 2, leads=[police])
    an_edition(plan, 1)
    say(action, state=State.COMPLETE, at=LATER)
    an_edition(plan, 2, dated_on=date(2026, 5, 4))

    page = body(client.get("/localities/fenmarsh/"))

    assert "Covers: Saltby." in page
    assert "2 actions promised; 1 complete; 0 overdue; edition 2, May 2026." in page
    assert 'href="/localities/fenmarsh/plan/?state=complete"' in page
    assert "Since edition 1 (5 January 2026): 1 completed." in page
    assert '<a href="/localities/fenmarsh/plan/?partner=police">Fenmarsh Police</a>: 2 actions, 1 complete' in page
    assert "Without an action in the published plan: Fenmarsh Mind." in page
    assert 'href="tel:01632960123"' in page
    assert "For members" not in page


def test_locality_without_a_plan_says_so(client, locality):
    page = body(client.get("/localities/fenmarsh/"))
    assert "No edition of a plan has been published yet." in page
    assert "How far the plan has got" not in page


def test_unknown_locality_is_not_found(client):
    assert client.get("/localities/nowhere/").status_code == 404


def test_member_is_led_to_what_is_not_published(client, locality):
    plan = a_plan(locality)
    an_action(plan)
    an_edition(plan, 1)
    an_edition(plan, 2, published=False)
    assert "not published" not in body(client.get("/localities/fenmarsh/"))
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user)
    page = body(client.get("/localities/fenmarsh/"))
    assert "/localities/fenmarsh/plan/editions/2/" in page
    assert "/localities/fenmarsh/imports/new/" in page
    # The numbers are those of the edition, and so are the links from them.
    assert 'href="/localities/fenmarsh/plan/editions/1/?state=in_progress"' in page


def test_locality_runs_the_same_queries_whatever_its_plan(client, locality):
    plan = a_plan(locality)
    counts = []
    for first, number in ((1, 2), (3, 60)):
        many_actions(plan, number, [OrganisationFactory(), OrganisationFactory()], first=first)
        an_edition(plan, first)
        an_edition(plan, first + 1)
        with CaptureQueriesContext(connection) as captured:
            body(client.get("/localities/fenmarsh/"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_home_lets_those_who_may_set_up_a_locality(client, locality):
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user)
    assert "/localities/new/" not in body(client.get("/"))
    client.force_login(RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None).user)
    assert "/localities/new/" in body(client.get("/"))
