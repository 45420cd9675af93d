"""The search page: what it says, what it never says, and what it costs."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.directory.domain import OrganisationType, Role
from concordat.plans import commands
from concordat.plans.domain.states import State
from tests.factories.directory import LocalityFactory, OrganisationFactory, PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition, many_actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenmarsh():
    locality = LocalityFactory(slug="fenmarsh", name="Fenmarsh")
    PersonFactory(locality=locality, name="Winifred Tarrant")
    police = OrganisationFactory(name="Fen Police", type=OrganisationType.POLICE)
    plan = a_plan(locality)
    an_action(plan, text="Fewer people <b>detained</b> at night", leads=[police], end=date(2026, 1, 31))
    an_action(
        plan,
        text="Open a sanctuary",
        progress="Winifred Tarrant says that detention was told to all",
        state=State.COMPLETE,
        leads=[police],
    )
    an_edition(plan)
    an_action(plan, text="Only a draft says quokka")
    commands.write_search(locality=locality.pk)
    return locality


def main_of(response) -> str:
    assert response.status_code == 200
    page = response.content.decode()
    return " ".join(page[page.index("<main") : page.index("</main>")].split())


def test_search_marks_what_it_found_and_escapes_the_rest(client, fenmarsh):
    page = main_of(client.get("/search/?words=detained"))
    assert "2 published actions for “detained”." in page
    assert "Fewer people &lt;b&gt;<mark>detained</mark>&lt;/b&gt; at night" in page
    assert "<b>Progress:</b> [name withheld] says that <mark>detention</mark> was told to all" in page
    assert page.index("/localities/fenmarsh/plan/actions/1/") < page.index("/localities/fenmarsh/plan/actions/2/")


def test_search_is_linked_from_every_page_and_from_the_locality(client, fenmarsh):
    assert '<a href="/search/">Search</a>' in client.get("/about/").content.decode()
    assert '<a href="/search/?locality=fenmarsh">' in main_of(client.get("/localities/fenmarsh/"))


@pytest.mark.parametrize("typed", ["quokka", "tarrant"])
def test_search_tells_neither_drafts_nor_names_even_to_members(client, fenmarsh, typed):
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=fenmarsh).user)
    page = main_of(client.get(f"/search/?words={typed}"))
    assert f"No published action was found for “{typed}”." in page
    assert "What you can try" in page
    assert "app-search__hit" not in page


def test_choices_are_links_with_counts_that_hold(client, fenmarsh):
    other = LocalityFactory(slug="saltby", name="Saltby")
    plan = a_plan(other)
    an_action(plan, text="A detained person is heard")
    an_edition(plan)
    commands.write_search(locality=other.pk)
    page = main_of(client.get("/search/?words=detained"))
    links = re.findall(r'<li><a href="([^"]+)">([^<]+)</a> <span class="app-quiet">([0-9,]+)</span>', page)
    assert {words for _, words, _ in links} >= {"Fenmarsh", "Saltby", "Complete", "In progress", "Police", "Overdue"}
    for address, words, count in links:
        said = main_of(client.get(address.replace("&amp;", "&")))
        assert re.search(rf"{count} published actions? for “detained”", said), (words, count)


def test_choice_is_said_and_can_be_taken_away(client, fenmarsh):
    page = main_of(client.get("/search/?words=detained&overdue=yes&lead=police&locality=fenmarsh"))
    assert "1 published action for “detained” that are overdue, led by “Police” and of Fenmarsh." in page
    assert "Search the plan of Fenmarsh" in page
    assert '<a href="/search/?words=detained&amp;locality=fenmarsh&amp;lead=police">Overdue<span' in page


def test_misspelt_word_gets_a_suggestion(client, fenmarsh):
    page = main_of(client.get("/search/?words=sanctary"))
    assert 'Did you mean <a href="/search/?words=sanctuary">sanctuary</a>?' in page


def test_locality_of_the_name_is_offered(client, fenmarsh):
    assert 'The locality of this name: <a href="/localities/fenmarsh/">Fenmarsh</a>' in main_of(
        client.get("/search/?words=fenmarsh")
    )


def test_locality_that_is_not_known_finds_nothing(client, fenmarsh):
    assert "No published action was found of nowhere." in main_of(client.get("/search/?locality=nowhere"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.dictionaries(
        st.sampled_from(["words", "locality", "region", "state", "lead", "theme", "overdue", "page"]),
        st.one_of(st.text(max_size=40), st.sampled_from(["\x00", "'\"<", "police", "0", "-1", "9" * 30, "a" * 5000])),
    )
)
def test_whatever_is_asked_gives_a_page(client, fenmarsh, asked):
    page = main_of(client.get("/search/", asked))
    assert "<script" not in page


def test_search_takes_as_many_queries_for_much_as_for_little(client, fenmarsh):
    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    addresses = (
        "/search/", "/search/?words=detained", "/search/?words=detained+night&state=in_progress",
        "/search/?words=detained+xylophone",
    )  # fmt: skip
    few = [queries(address) for address in addresses]
    for number in range(3):
        locality = LocalityFactory(name=f"Place {number}", slug=f"place-{number}")
        plan = a_plan(locality)
        many_actions(plan, 40, [OrganisationFactory() for _ in range(3)])
        an_action(plan, 41, text="A detained person is heard at night")
        an_edition(plan)
        commands.write_search(locality=locality.pk)
    many = [queries(address) for address in addresses]
    assert many == few
    assert max(many) <= 12
