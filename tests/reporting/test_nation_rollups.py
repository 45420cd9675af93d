"""Every number of the roll-ups is the number of actions on the page that it leads to."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.plans.commands import rebuild_search
from concordat.plans.domain.states import State
from concordat.plans.queries import published_plan_from, standpoint_of
from concordat.reporting import queries
from tests.factories.directory import LocalityFactory, OrganisationFactory, PersonFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition, reword, say
from tests.reporting.nation_rows import a_published_plan, a_small_nation

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = date(2026, 9, 1)


@pytest.fixture
def nation():
    """Two plans: one with a history of slips and completions, one that nobody has touched."""
    small = a_small_nation()
    police, trust = OrganisationFactory(type="police"), OrganisationFactory(type="mh_trust")
    clerk = PersonFactory(locality=small.wide, organisation=police, name="Winifred Tarrant")
    plan = a_plan(small.wide)
    section = "2. Access to support before crisis point"
    one = an_action(plan, 1, section=section, leads=[police, trust], end=date(2026, 2, 1))
    two = an_action(plan, 2, section=section, leads=[clerk], text="Ask Winifred Tarrant to open a line")
    three = an_action(plan, 3, section="Sundries", leads=[trust], end=date(2026, 3, 1))
    an_edition(plan, 1)
    say(three, end=date(2026, 4, 1), at=LATER)
    say(one, end=date(2026, 3, 31), at=LATER)
    say(two, state=State.COMPLETE, at=LATER)
    an_edition(plan, 2, dated_on=date(2026, 5, 4))
    # In a draft the date slips, and is taken back: nobody outside may hear of it.
    say(three, end=date(2027, 4, 1), at=LATER)
    an_edition(plan, 3, dated_on=date(2026, 6, 1), published=False)
    a_published_plan(small.north, state=State.NOT_STARTED)
    return small


def body(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_every_number_opens_as_many_actions(client, nation):
    page = body(client.get("/nation/?since=2026-02-01")) + body(
        client.get("/nation/?region=the-fells&since=2026-02-01")
    )
    links = set(re.findall(r'<a href="(/nation/actions/[^"]*)">(?:<b>)?([\d,]+)', page))
    assert len(links) > 20
    for href, number in links:
        assert f"{number} published action" in body(client.get(href)), href


def test_what_was_then_opens_the_editions_of_that_day(client, nation):
    page = body(client.get("/nation/?since=2026-03-15"))
    row = re.search(
        r'<a href="/regions/the-fells/">The Fells</a></th>(.*?)</tr>', page[page.index("What changed") :], re.S
    )
    numbers = re.findall(r'<a href="([^"]+)">([\d,]+)', row[1])
    assert len(numbers) == 4  # "Complete then" is 0, and leads nowhere
    then = next(href for href, _ in numbers if "on=2026-03-15" in href)
    listed = body(client.get(then))
    # One and three were overdue in the first edition; the second, of May, gave both another day.
    assert "2 published actions: overdue and in the Fells, as everybody read it on 15 March 2026." in listed
    assert "01/02/2026" in listed
    assert "From the edition of each locality that everybody read on 15 March 2026." in listed
    assert "/nation/alike/" not in listed
    assert "0 published actions" in body(client.get("/nation/actions/?on=2025-12-31"))
    assert "as everybody read it" not in body(client.get("/nation/actions/?on=2999-12-31"))


def test_rollup_counts_by_heading_and_lead(client, nation):
    page = body(client.get("/nation/"))
    assert "2. Access to support before crisis point" in page
    assert "Other headings" in page
    rollup = queries.get_rollup(None, on=TODAY)
    by_kind = {kind.value: (tally.actions, tally.complete) for kind, tally in rollup.leads.items()}
    # A person leads for the police; the actions of the second plan are led by the police as well.
    assert by_kind == {"police": (4, 1), "mh_trust": (2, 0)}


def test_slips_are_those_that_the_plan_page_shows(client, nation):
    from django.contrib.auth.models import AnonymousUser

    plan = published_plan_from(standpoint_of(AnonymousUser(), "askdale"))
    slipped = {action.pk for action in plan.actions if action.timescale.slips}
    assert len(slipped) == 2
    assert queries.get_rollup(None, on=TODAY).slipped == 2


def test_list_withholds_names_of_staff(client, nation):
    page = body(client.get("/nation/actions/?complete=1"))
    assert "Ask [name withheld] to open a line" in page
    assert "Tarrant" not in page


def test_changes_say_what_was_completed_since(client, nation):
    page = body(client.get("/nation/?since=2026-02-01"))
    assert "1 action completed in 1 locality; none in the other 1." in page
    assert "No action was completed in 2 localities." in body(client.get("/nation/?since=2026-05-05"))
    page = body(client.get("/nation/actions/?since=2026-02-01"))
    assert "1 published action: completed since 1 February 2026." in page
    assert "0 published actions" in body(client.get("/nation/actions/?since=2026-05-05"))


def test_list_goes_on_page_by_page(client, nation):
    plan = nation.south.plan if hasattr(nation.south, "plan") else a_plan(nation.south)
    for number in range(1, 61):
        action = an_action(plan, number)
        reword(action, text=f"Promise number {number}")
    an_edition(plan, 1)
    page = body(client.get("/nation/actions/?locality=south-dunmoor"))
    assert "60 published actions: in South Dunmoor." in page
    assert "Promise number 50" in page
    assert "Promise number 51" not in page
    assert "/nation/actions/?locality=south-dunmoor&page=2" in page
    assert "Promise number 51" in body(client.get("/nation/actions/?locality=south-dunmoor&page=2"))
    assert "Page 2 of 2" in body(client.get("/nation/actions/?locality=south-dunmoor&page=999"))


@pytest.mark.parametrize(
    "query", ["?since=yesterday", "?page=0", "?state=x&lead=y&heading=z", "?locality=a/b", "?page=%00"]
)
def test_what_cannot_be_read_asks_nothing(client, nation, query):
    assert "published actions." in body(client.get(f"/nation/actions/{query}"))
    body(client.get(f"/nation/{query}"))


def test_same_action_elsewhere_tells_who_has_finished_it(client, nation):
    plan = a_plan(nation.south)
    an_action(plan, 1, text="Ask somebody to open a line", state=State.COMPLETE)
    an_action(plan, 2, text="Repaint every van in the depot")
    an_edition(plan, 1)
    an_action(plan, 3, text="Ask the mayor to open a line, says a draft", state=State.COMPLETE)
    rebuild_search()
    page = body(client.get("/nation/alike/askdale/2/"))
    assert "1 other locality promised this in nearly the same words; 1 has finished theirs." in page
    assert "Ask somebody to open a line" in page
    assert "Repaint" not in page
    assert "says a draft" not in page
    assert "Tarrant" not in page
    assert "No other locality has published" in body(client.get("/nation/alike/south-dunmoor/2/"))
    assert client.get("/nation/alike/south-dunmoor/3/").status_code == 404
    assert client.get("/nation/alike/nowhere/1/").status_code == 404


def test_same_action_elsewhere_asks_as_much_for_one_as_for_many(client, nation):
    counts = []
    for _ in range(2):
        rebuild_search()
        with CaptureQueriesContext(connection) as captured:
            counts.append(body(client.get("/nation/alike/askdale/2/")).count("Ask somebody to open a line"))
        counts.append(len(captured))
        for _ in range(2):
            plan = a_plan(LocalityFactory(region=nation.region))
            for number in (1, 2):
                an_action(
                    plan, number, text=f"Ask somebody to open a line on day {number}", leads=[OrganisationFactory()]
                )
            an_edition(plan, 1)
    none, before, many, after = counts
    assert (none, many) == (0, 8)  # the words and what its link is called
    assert before == after <= 9


def test_pages_over_invented_localities_say_so(client, nation):
    for address in ("/nation/", "/nation/actions/", "/nation/alike/askdale/2/"):
        assert "made up" not in body(client.get(address))
    nation.wide.is_example = True
    nation.wide.save()
    for address in ("/nation/", "/nation/actions/", "/nation/alike/askdale/2/"):
        assert "made up" in body(client.get(address))
