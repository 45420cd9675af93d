"""Areas through time: what one was before, what one became, and who covers it now."""

import html
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.directory import AreaFactory, FormerAreaFactory, LocalityFactory, RegionFactory

pytestmark = pytest.mark.django_db
DAY = date(2021, 4, 1)


@pytest.fixture
def fells():
    """Oldshire was split into East and West; West took in Harbour as well, whose name it has not."""
    region = RegionFactory(name="The Fells")
    east, west = (
        AreaFactory(name=name, slug=name.lower(), code=f"E{name}", region=region) for name in ("East", "West")
    )
    oldshire = FormerAreaFactory(name="Oldshire", code="E10000099", region=region)
    harbour = FormerAreaFactory(name="Harbour", kind="unitary authority", region=region)
    oldshire.successions.create(after=east.code, extent="part", what="the hills", happened_on=DAY)
    oldshire.successions.create(after=west.code, extent="part", what="the coast", happened_on=DAY)
    harbour.successions.create(after=west.code, extent="whole", what="merged into West", happened_on=DAY)
    LocalityFactory(name="Fells together", slug="together", region=region, areas=[east, west])
    LocalityFactory(name="West by itself", slug="west-alone", region=region, areas=[west])
    return region


def body(response) -> str:
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def test_former_area_says_what_it_became_and_who_covers_that(client, fells):
    page = body(client.get("/areas/oldshire/"))
    assert "Oldshire was an area of its own until 31 March 2021 (county council, Oldshire County Council" in page
    assert '<a href="/areas/east/">East</a>: a part of it: the hills; since 1 April 2021' in page
    assert '<a href="/areas/west/">West</a>: a part of it: the coast; since 1 April 2021' in page
    assert "2 localities cover what was Oldshire, or a part of it." in page
    assert '<a href="/localities/together/">Fells together</a>' in page


def test_area_of_today_says_what_it_was_before(client, fells):
    page = body(client.get("/areas/west/"))
    assert '<a href="/areas/oldshire/">Oldshire</a>: until 31 March 2021; a part of it: the coast' in page
    assert '<a href="/areas/harbour/">Harbour</a>: until 31 March 2021; merged into West' in page
    assert "2 localities cover West or a part of it." in page


def test_area_is_found_by_its_code(client, fells):
    assert client.get("/areas/E10000099/")["Location"] == "/areas/oldshire/"
    assert client.get("/areas/EWest/")["Location"] == "/areas/west/"
    assert client.get("/areas/E10000098/").status_code == 404


def test_former_area_that_became_a_former_one_leads_on(client, fells):
    older = FormerAreaFactory(name="Ancientshire", ends_on=date(2009, 3, 31))
    older.successions.create(after="E10000099", extent="whole", what="renamed", happened_on=date(2009, 4, 1))
    page = body(client.get("/areas/ancientshire/"))
    assert '<a href="/areas/oldshire/">Oldshire</a>: renamed; since 1 April 2009' in page
    assert "2 localities cover what was Ancientshire" in page


def test_locality_says_what_its_areas_were(client, fells):
    page = body(client.get("/localities/together/"))
    assert '<a href="/areas/harbour/">all of what was Harbour until 31 March 2021</a> and' in page
    assert '<a href="/areas/oldshire/">all of what was Oldshire until 31 March 2021</a>.' in page
    page = body(client.get("/localities/west-alone/"))
    assert "a part of what was Oldshire until 31 March 2021" in page


def test_finding_a_locality_knows_the_names_of_former_areas(client, fells):
    page = body(client.get("/localities/?words=oldshire"))
    assert "2 localities found" in page


@pytest.mark.parametrize("address", ["/areas/oldshire/", "/areas/west/", "/localities/?words=oldshire"])
def test_page_runs_the_same_queries_for_one_and_for_more(client, fells, address):
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            body(client.get(address))
        counts.append(len(captured))
        more = AreaFactory(region=fells)
        FormerAreaFactory(name=f"Oldshire {number}").successions.create(
            after=more.code, extent="whole", what="renamed", happened_on=DAY
        )
        LocalityFactory(region=fells, areas=[more])
    assert counts[0] == counts[1]
    assert counts[0] <= 16
