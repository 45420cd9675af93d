"""The map, the table and the words of the nation and of a region say the same, and nothing of a draft."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.directory.domain import Role
from concordat.plans.domain.states import State
from tests.factories.directory import AreaFactory, LocalityFactory, RoleHeldFactory
from tests.reporting.nation_rows import DRAFT_WORDS, a_published_plan, a_small_nation, declare

pytestmark = pytest.mark.django_db
PAGES = ("/", "/nation/table/", "/nation/words/", "/regions/the-fells/", "/nation/", "/nation/actions/")


@pytest.fixture
def nation():
    return a_small_nation()


def body(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def hexagons(page: str) -> list[tuple[str, str]]:
    """The address and the name of each link of the map."""
    return re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"><title>', page)


def said_of(page: str) -> dict[str, str]:
    """What the words-only list says of each locality, by name."""
    return dict(
        re.findall(r'<li><a href="[^"]+">([^<]+)</a>: (step [^.;]+?)(?:, since[^.;]*)?(?:;[^.]*)?\.</li>', page)
    )


def test_map_lights_every_area_of_a_locality(client, nation):
    found = hexagons(body(client.get("/")))
    assert [says for href, says in found if href == "/localities/askdale/"] == [
        "Corrie (Corr): Askdale and the becks, step 3, Declared",
        "Askdale (Askd): Askdale and the becks, step 3, Declared",
        "Birkby (Birk): Askdale and the becks, step 3, Declared",
    ]


def test_map_splits_an_area_with_two_localities(client, nation):
    page = body(client.get("/"))
    assert 'href="#hex-left" class="app-hex app-hex--step-2"' in page
    assert 'href="#hex-right" class="app-hex app-hex--step-1"' in page
    assert [pair for pair in hexagons(page) if "Dunmoor" in pair[1]] == [
        ("/localities/north-dunmoor/", "Dunmoor (Dunm): North Dunmoor, step 2, Forming"),
        ("/localities/south-dunmoor/", "Dunmoor (Dunm): South Dunmoor, step 1, Not started"),
    ]


def test_map_leads_an_area_with_more_localities_to_their_list(client, nation):
    LocalityFactory(name="West Dunmoor", region=nation.region, areas=[nation.shared])
    page = body(client.get("/"))
    assert [href for href, says in hexagons(page) if "Dunmoor" in says] == ["/areas/dunmoor/"]
    assert "×3" in page
    listed = body(client.get("/areas/dunmoor/"))
    assert "3 localities cover Dunmoor or a part of it." in listed
    assert "step 2, Forming" in listed


def test_map_says_where_no_locality_is(client, nation):
    page = body(client.get("/"))
    assert ("/areas/eskham/", "Eskham (Eskh): no locality yet") in hexagons(page)
    assert "No locality covers Eskham yet" in body(client.get("/areas/eskham/"))
    assert client.get("/areas/nowhere/").status_code == 404


def test_map_table_and_list_use_the_same_words(client, nation):
    a_published_plan(nation.wide)
    on_map = {says.split(": ")[1] for _, says in hexagons(body(client.get("/"))) if "step" in says}
    listed = said_of(body(client.get("/nation/words/")))
    assert on_map == {f"{name}, {words}" for name, words in listed.items()}
    table = body(client.get("/nation/table/"))
    for words in listed.values():
        assert f"<span>{words[0].upper()}{words[1:]}" in table


def test_ladder_counts_localities_and_filters(client, nation):
    page = body(client.get("/?step=forming"))
    assert "1 of 3 localities: at step 2, Forming." in page
    assert [says for href, says in hexagons(page) if href.startswith("/localities/")] == [
        "Dunmoor (Dunm): North Dunmoor, step 2, Forming"
    ]
    assert "1 of 3 localities: in the Fells" not in page
    table = body(client.get("/nation/table/?step=forming"))
    assert "North Dunmoor" in table
    assert "South Dunmoor</a>" not in table


def test_map_of_2014_marks_with_letters(client, nation):
    page = body(client.get("/?view=rag"))
    assert (
        "/localities/askdale/",
        "Askdale (Askd): Askdale and the becks, Amber: a declaration, and no agreed plan yet",
    ) in (hexagons(page))
    assert 'app-hex__sign--amber" x="0.0" y="10">A</text>' in page
    assert "step 3" not in page


@pytest.mark.parametrize(
    "query", ["?step=nonsense", "?region=%00", "?sort=zebra&down=x", "?lacks=nobody&view=x&type=y", "?late=maybe"]
)
def test_what_cannot_be_read_chooses_nothing(client, nation, query):
    for address in ("/", "/nation/table/"):
        assert body(client.get(address + query)).count("Askdale and the becks") >= 1


def test_table_sorts_by_plain_links(client, nation):
    def order(query: str) -> list[str]:
        page = body(client.get(f"/nation/table/{query}"))
        return re.findall(r'scope="row" role="rowheader"><a href="/localities/([^/]+)/', page)

    assert order("") == ["askdale", "north-dunmoor", "south-dunmoor"]
    assert order("?sort=step") == ["south-dunmoor", "north-dunmoor", "askdale"]
    assert order("?sort=step&down=1") == ["askdale", "north-dunmoor", "south-dunmoor"]
    page = body(client.get("/nation/table/?sort=step"))
    assert 'aria-sort="ascending"><a href="/nation/table/?sort=step&down=1">Where it stands</a>' in page


def test_table_says_since_when_and_what_is_missing(client, nation):
    page = body(client.get("/nation/table/"))
    assert "<span>5 January 2026</span>" in page
    assert "Still to sign: NHS commissioner" in page


def test_region_shows_only_its_own(client, nation):
    other = LocalityFactory(name="Far away", areas=[AreaFactory(name="Farland")])
    page = body(client.get("/regions/the-fells/"))
    assert "Askdale and the becks" in page
    assert other.name not in page
    assert "Farland" not in page
    assert client.get("/regions/nowhere/").status_code == 404


def test_draft_never_shows(client, nation):
    a_published_plan(nation.wide)
    national = RoleHeldFactory(role=Role.NATIONAL, locality=None).user
    for user in (None, national):
        if user:
            client.force_login(user)
        for address in (*PAGES, "/nation/?since=2020-01-01", "/nation/actions/?heading=other"):
            assert DRAFT_WORDS not in body(client.get(address)), address
        assert "2 published actions." in body(client.get("/nation/actions/"))


def test_deadline_tells_in_from_out_in_the_words_of_a_region(client, nation):
    nation.wide.is_example = nation.north.is_example = True
    nation.wide.save()
    nation.north.save()
    page = body(client.get("/"))
    assert (
        "1 of 2 localities is in: 0 in time, 1 later; 1 is out." in page or "1 of 2 localities is in; 1 is out." in page
    )
    assert 'One of two in the Fells. Out: <a href="/localities/north-dunmoor/">North Dunmoor</a>.' in page
    assert "made up" in page


def test_notes_beside_deadlines_say_what_is_known_and_of_london_only_there(client, nation):
    page = body(client.get("/"))
    assert "No later one was found." in page
    assert "London signed" not in page
    nation.region.name = "London"
    nation.region.save()
    assert "London signed a new concordat" in body(client.get("/regions/london/"))


def test_moved_lately_says_what_happened(client, nation):
    from django.utils import timezone

    declare(nation.south, at=timezone.now())
    page = body(client.get("/"))
    assert '<a href="/localities/south-dunmoor/">South Dunmoor</a> came to step 3, Declared' in page


@pytest.mark.parametrize("address", [*PAGES, "/nation/actions/?slipped=1&lead=police", "/areas/dunmoor/"])
def test_page_runs_the_same_queries_for_one_and_for_more(client, nation, address):
    a_published_plan(nation.wide)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            body(client.get(address))
        counts.append(len(captured))
        for number in range(2):
            place = LocalityFactory(region=nation.region, areas=[AreaFactory(region=nation.region)])
            declare(place)
            a_published_plan(place, actions=2 + number, state=State.COMPLETE)
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_home_without_any_area_is_still_a_way_in(client):
    page = body(client.get("/"))
    assert 'id="find-words"' in page
    assert "app-hexes" not in page
