"""An administrator changes which areas a locality covers; what it covered before stays readable."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.accounts.models import AuditEntry
from concordat.directory import queries
from concordat.directory.domain import Role
from concordat.directory.models import CoverageChange
from tests.factories.accounts import UserFactory
from tests.factories.directory import AreaFactory, LocalityFactory, RegionFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
PAGE = "/localities/northshire/areas/"


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(datetime(2031, 4, 2, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def areas():
    region = RegionFactory(name="North")
    return [AreaFactory(name=name, region=region) for name in ("Eastmere", "Westmere")]


@pytest.fixture
def locality(areas):
    return LocalityFactory(slug="northshire", name="Northshire", areas=areas[:1], region=areas[0].region)


@pytest.fixture
def administrator(client):
    user = UserFactory(name="Fern Ashdown")
    client.force_login(RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None, user=user).user)
    return client


def answers(locality, covered, **changed):
    day = {"holds_from-day": "1", "holds_from-month": "4", "holds_from-year": "2031"}
    return {
        "areas": [area.code for area in covered],
        "areas_note": "",
        "region": locality.region_id,
        "why": "The two councils work as one",
        "changes_seen": CoverageChange.objects.count(),
        **day,
        **changed,
    }


def text_of(response, status=200) -> str:
    assert response.status_code == status
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_areas_are_changed_with_day_reason_and_what_stood_before(administrator, locality, areas):
    LocalityFactory(name="Coast", areas=areas[1:])
    response = administrator.post(PAGE, answers(locality, areas), follow=True)
    said = text_of(response)
    assert "Covers: Eastmere and Westmere" in said
    assert "Westmere is covered by Coast too" in said
    assert (
        "Since 1 April 2031 : Covers Westmere as well. The two councils work as one. Fern Ashdown, 2 April 2031."
        in said
    )
    change = CoverageChange.objects.get()
    assert (change.before["areas"], change.after["areas"]) == ([areas[0].code], sorted(area.code for area in areas))
    assert AuditEntry.objects.get(command="change_coverage").detail["since"] == "2031-04-01"
    # and the next change stands above it
    administrator.post(PAGE, answers(locality, areas[1:], areas_note="the coast", why="Eastmere has left"))
    said = text_of(administrator.get(PAGE))
    assert said.index("Covers Eastmere no longer. In words: “the coast”. Eastmere has left") < said.index("as well")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"areas": []}, "Tick at least one area, or say below in words which place it covers"),
        ({"holds_from-year": "2032"}, "Give a day that has come."),
        ({"why": ""}, "Say in a few words why it changes"),
        ({"changes_seen": 7}, "Somebody else changed the areas while this page was open."),
        ({"why": "Asked for by 943 476 5919"}, "looks like an NHS number"),
    ],
)
def test_change_that_cannot_be_is_refused_with_its_reason(administrator, locality, areas, changed, sentence):
    assert sentence in text_of(administrator.post(PAGE, answers(locality, areas, **changed)), 422)
    assert [area.name for area in queries.get_locality(None, "northshire").areas] == ["Eastmere"]
    assert not CoverageChange.objects.exists()


def test_what_stands_already_is_no_change(administrator, locality, areas):
    said = text_of(administrator.post(PAGE, answers(locality, areas[:1])), 422)
    assert "This is what stands already." in said


def test_page_of_areas_runs_as_many_queries_for_one_change_as_for_three(administrator, locality, areas):
    def queries_run() -> int:
        with CaptureQueriesContext(
            connection,
        ) as run:
            administrator.get(PAGE)
        return len(run)

    administrator.post(PAGE, answers(locality, areas))
    once = queries_run()
    for chosen in (areas[:1], areas):
        administrator.post(PAGE, answers(locality, chosen))
    assert CoverageChange.objects.count() == 3
    assert queries_run() == once


def test_link_to_the_areas_is_for_administrators(administrator, client, locality):
    assert PAGE in administrator.get("/localities/northshire/").content.decode()
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user)
    assert PAGE not in client.get("/localities/northshire/").content.decode()
    assert client.get(PAGE).status_code == 403
