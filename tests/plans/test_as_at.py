"""The plan as it stood on a day: every word, date and lead of then, for members only."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.directory.domain import Role
from concordat.plans.domain.states import State
from concordat.plans.models import ActionUpdate
from concordat.plans.queries import plan_on
from tests.factories.directory import LocalityFactory, OrganisationFactory, PersonFactory, RoleHeldFactory
from tests.factories.plan_rows import an_action, an_edition, many_actions, reword, say

pytestmark = pytest.mark.django_db
ADDRESS = "/localities/fenmarsh/plan/on/"
MARCH = datetime(2026, 3, 10, 15, tzinfo=UTC)
JUNE = datetime(2026, 6, 10, 15, tzinfo=UTC)


@pytest.fixture
def member(client, plan):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user)
    return client


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        yield


def words_of(client, status=200, **query) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == status
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def seen_on(member, plan, day):
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(roles_held__locality=plan.locality)
    return plan_on(user, "fenmarsh", day).plan


def test_plan_shows_what_was_said_by_the_end_of_the_day(member, plan):
    police, council = OrganisationFactory(name="Fenmarsh Police"), OrganisationFactory(name="Fenmarsh Council")
    action = an_action(plan, text="Open a night café", end=date(2026, 2, 28), leads=[police], progress="Looking")
    say(action, progress="A room was found", state=State.COMPLETE, end=date(2026, 4, 30), at=MARCH)
    reword(action, text="Open two night cafés", section="After a crisis", leads=[council], at=JUNE)

    before = words_of(member, day="2026-03-09")
    assert "The plan on 9 March 2026" in before
    assert "1 action: 0 complete, 1 overdue, 0 slipped." in before
    assert "Fenmarsh Police" in before
    assert "Looking" in before
    assert "A room was found" not in before

    on_the_day = words_of(member, day="2026-03-10")
    assert "1 action: 1 complete, 0 overdue, 1 slipped." in on_the_day
    assert "A room was found" in on_the_day
    assert "Open a night café" in on_the_day
    assert "After a crisis" not in on_the_day

    assert "Open two night cafés" in words_of(member, day="2026-06-10")


def test_day_ends_at_midnight_in_england(member, plan):
    """In summer the clock here is an hour ahead: 23:30 UTC belongs to the next day."""
    action = an_action(plan, progress="Looking")
    say(action, progress="Late news", at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert seen_on(member, plan, date(2026, 7, 1)).actions[0].progress == "Looking"
    assert seen_on(member, plan, date(2026, 7, 2)).actions[0].progress == "Late news"


def test_action_is_there_from_the_day_it_was_recorded(member, plan):
    an_action(plan, text="Open a night café")
    an_action(plan, text="Train every sergeant", at=MARCH)
    assert "Train every sergeant" not in words_of(member, day="2026-03-09")
    assert "Train every sergeant" in words_of(member, day="2026-03-10")


def test_today_is_the_live_plan(member, plan):
    police = OrganisationFactory()
    many_actions(plan, 7, [police, OrganisationFactory()])
    say(plan.actions.get(number=3), progress="A room was found", at=MARCH)
    live, then = (
        [html.tostring(table) for table in html.fromstring(response.content.decode()).xpath("//table")]
        for response in (member.get("/localities/fenmarsh/plan/"), member.get(ADDRESS, {"day": "2026-11-22"}))
    )
    assert then == live
    assert len(live) >= 3


def test_lead_who_has_left_since_was_still_there(member, plan):
    robin = PersonFactory(name="Robin Reed", locality=plan.locality, left_on=date(2026, 5, 3))
    an_action(plan, leads=[robin])
    assert "Lead has left" not in words_of(member, day="2026-05-02")
    assert "Lead has left" in words_of(member, day="2026-05-03")


def test_page_says_which_edition_the_public_read_then(member, plan):
    an_action(plan)
    an_edition(plan, 1, dated_on=date(2026, 2, 1), title="The first plan")
    an_edition(plan, 2, dated_on=date(2026, 4, 1), published=False)
    assert "Nothing was published yet on that day." in words_of(member, day="2026-01-31")
    assert "The public read Edition 1, dated 1 February 2026 on that day." in words_of(member, day="2026-05-01")


def test_plan_and_its_editions_lead_to_it_for_members(client, member, plan):
    an_action(plan)
    an_edition(plan, 1, dated_on=date(2026, 2, 1))

    def links(address):
        return html.fromstring(client.get(address).content.decode()).xpath("//a/@href")

    assert ADDRESS in links("/localities/fenmarsh/plan/")
    assert f"{ADDRESS}?day=2026-02-01" in links("/localities/fenmarsh/plan/editions/1/")
    client.logout()
    assert not [href for href in links("/localities/fenmarsh/plan/editions/1/") if href.startswith(ADDRESS)]


def test_day_before_the_plan_says_so(member, plan):
    assert "Fenmarsh has no plan here yet, so there was none on 1 January 2026." in words_of(member, day="2026-01-01")
    an_action(plan)
    assert (
        "There was no plan of Fenmarsh here yet on 1 January 2026. Its first actions were recorded on 5 January 2026."
        in words_of(member, day="2026-01-01")
    )


def test_day_to_come_is_refused_with_a_sentence(member, plan):
    an_action(plan)
    page = words_of(member, status=422, day="2026-11-23")
    assert "23 November 2026 is still to come, and nobody knows how the plan will stand." in page
    assert "Enter today, 22 November 2026, or a day before it" in page


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "2026", "2026-03", "-1-1-1", "2026-03-01x", ""])
def test_day_that_is_none_is_asked_for_again(member, plan, day):
    assert "There is a problem" in words_of(member, status=422, day=day)


def test_page_without_a_day_asks_for_one_and_its_boxes_lead_to_an_address(member, plan):
    assert "Which day?" in words_of(member)
    response = member.get(ADDRESS, {"day-day": "1", "day-month": "mar", "day-year": "2026"})
    assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}?day=2026-03-01")


def test_filters_and_files_are_of_that_day(member, plan):
    action = an_action(plan, text="Open a night café", end=date(2026, 2, 28))
    an_action(plan, text="Train every sergeant", state=State.COMPLETE)
    say(action, state=State.COMPLETE, at=JUNE)
    page = html.fromstring(member.get(ADDRESS, {"day": "2026-03-09"}).content.decode())
    (link,) = [link.get("href") for link in page.xpath("//a") if "Overdue" in link.text_content()]
    assert link == f"{ADDRESS}?day=2026-03-09&overdue=yes"
    filtered = member.get(link).content.decode()
    assert "Open a night café" in filtered
    assert "Train every sergeant" not in filtered
    assert page.xpath("//form//input[@type='hidden'][@name='day']/@value") == ["2026-03-09"]
    for href in html.fromstring(filtered).xpath("//a[@download]/@href"):
        assert member.get(href).status_code == 200
        assert "day=2026-03-09" in href
    file = member.get(f"{ADDRESS}download.csv", {"day": "2026-03-09"})
    assert "live-2026-03-09.csv" in file["Content-Disposition"]
    assert "In progress" in file.content.decode("utf-8-sig")
    assert [
        member.get(f"{ADDRESS}download.{ending}", {"day": day}).status_code
        for ending, day in [("csv", "2027-01-01"), ("csv", ""), ("exe", "2026-03-09"), ("json", "2026-03-09")]
    ] == [404, 404, 404, 404]


def test_page_is_for_members_of_this_locality_only(client, plan):
    an_action(plan)
    for address in (ADDRESS, f"{ADDRESS}download.csv"):
        client.logout()
        assert client.get(address, {"day": "2026-03-01"}).status_code == 302
        client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=LocalityFactory()).user)
        assert client.get(address, {"day": "2026-03-01"}).status_code == 403


def test_queries_stay_the_same_whatever_the_plan_and_its_history(member, plan):
    counts = []
    partners = [OrganisationFactory(), OrganisationFactory()]
    for more, first in ((1, 1), (30, 2)):
        many_actions(plan, more, partners, first=first)
        for action in plan.actions.all():
            for days in range(first):
                say(action, progress=f"On day {days}", at=MARCH + timedelta(days=days))
        words_of(member, day="2026-04-01")
        with CaptureQueriesContext(connection) as seen:
            words_of(member, day="2026-04-01")
        counts.append(len(seen))
    assert ActionUpdate.objects.count() > 90
    assert counts[0] == counts[1] <= 12, counts
    with CaptureQueriesContext(connection) as seen:
        seen_on(member, plan, date(2026, 4, 1))
    assert len(seen) <= 10  # with the user and their roles
