"""The page of progress over time: a sentence, a chart and its table, for the public from published editions only."""

import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.directory.domain import Role
from concordat.plans.domain.states import State
from concordat.ui import charts
from tests.factories.directory import OrganisationFactory, RoleHeldFactory
from tests.factories.plan_rows import an_action, an_edition, many_actions, say

pytestmark = pytest.mark.django_db
ADDRESS = "/localities/fenmarsh/plan/progress/"
MARCH = datetime(2026, 3, 10, 15, tzinfo=UTC)
APRIL = datetime(2026, 4, 10, 15, tzinfo=UTC)


@pytest.fixture
def told(plan):
    """Edition 1 of January, edition 2 of March with one action complete, and since then a draft with a moved date."""
    café = an_action(plan, text="Open a night café", end=date(2026, 2, 28))
    an_action(plan, text="Train every sergeant", end=date(2026, 3, 31))
    an_edition(plan, 1, dated_on=date(2026, 1, 5))
    say(café, state=State.COMPLETE, at=MARCH)
    an_edition(plan, 2, dated_on=date(2026, 3, 10))
    say(plan.actions.get(number=2), end=date(2026, 12, 31), at=APRIL)
    an_edition(plan, 3, dated_on=date(2026, 4, 10), published=False)
    return plan


@pytest.fixture
def member(client, plan):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user)
    return client


@pytest.fixture(autouse=True)
def the_day(settings, tmp_path):
    settings.VAR = tmp_path
    with time_machine.travel(datetime(2026, 5, 15, 9, tzinfo=UTC), tick=False):
        yield


def table_of(client):
    response = client.get(f"{ADDRESS}table.csv")
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def words_of(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


HEADINGS = ["Last day", "Due by then", "Due as first promised", "Complete", "Overdue", "Dates moved later"]


def test_public_reads_what_published_editions_tell(client, told):
    assert table_of(client) == [
        HEADINGS,
        ["2026-01-31", "0", "0", "0", "0", "0"],
        ["2026-02-28", "1", "1", "0", "0", "0"],
        ["2026-03-31", "2", "2", "1", "0", "0"],
        ["2026-04-30", "2", "2", "1", "1", "0"],
        ["2026-05-15", "2", "2", "1", "1", "0"],
    ]
    page = words_of(client)
    assert "By 15 May 2026, 1 of 2 actions were complete; 2 had been due by then, and 1 of these is overdue." in page
    assert "No date was moved later in the last 5 months." in page
    assert "May 2026, so far" in page
    assert "counted from the published editions" in page


def test_members_read_what_the_live_plan_tells(member, told):
    assert table_of(member)[-2:] == [
        ["2026-04-30", "1", "2", "1", "0", "1"],
        ["2026-05-15", "1", "2", "1", "0", "0"],
    ]
    page = words_of(member)
    assert "As first promised, 2 would have been due." in page
    assert "In the last 5 months dates were moved later once." in page
    assert "which only members see" in page


def test_chart_is_a_picture_that_says_the_sentence(client, told):
    (picture,) = html.fromstring(client.get(ADDRESS).content.decode()).xpath("//figure//img")
    assert picture.get("alt").startswith(
        "Chart by month from January 2026 to May 2026: actions due, complete and overdue"
    )
    assert "1 of 2 actions were complete" in picture.get("alt")
    for address in (picture.get("src"), f"{picture.get('src')}?narrow"):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
        texts = [text.text for text in ET.fromstring(response.content).iter("{http://www.w3.org/2000/svg}text")]
        assert {"Due by then", "Complete", "Overdue", "Dates moved later in the month"} <= set(texts)
    file = client.get(f"{ADDRESS}chart.png?download")
    assert file.content.startswith(b"\x89PNG")
    assert "fenmarsh-progress.png" in file["Content-Disposition"]
    assert client.get(f"{ADDRESS}chart.exe").status_code == 404


def test_chart_is_drawn_when_the_plan_changes_and_not_when_it_is_asked_for(client, told, monkeypatch):
    drawn = []
    monkeypatch.setattr(charts, "_draw", lambda *given: drawn.append(given) or b"<svg/>")
    for _ in range(3):
        client.get(f"{ADDRESS}chart.svg")
    assert len(drawn) == 1
    say(told.actions.get(number=2), state=State.COMPLETE, at=APRIL)
    client.get(f"{ADDRESS}chart.svg")
    assert len(drawn) == 1
    an_edition(told, 4, dated_on=date(2026, 5, 10))
    client.get(f"{ADDRESS}chart.svg")
    assert len(drawn) == 2


def test_plan_of_which_nothing_is_published_says_so_to_the_public(client, plan):
    an_action(plan)
    assert "Fenmarsh has not published an edition of its plan yet" in words_of(client)
    assert [client.get(f"{ADDRESS}{name}").status_code for name in ("chart.svg", "table.csv")] == [404, 404]
    assert client.get("/localities/nowhere/plan/progress/").status_code == 404


def test_queries_stay_the_same_whatever_the_plan(member, plan):
    counts = []
    for more, first in ((1, 1), (30, 2)):
        many_actions(plan, more, [OrganisationFactory(), OrganisationFactory()], first=first)
        words_of(member)
        with CaptureQueriesContext(connection) as seen:
            words_of(member)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9, counts
