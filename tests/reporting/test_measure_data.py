"""Open data of measures: what was released for everybody, true figures for members."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from concordat.directory.domain import Role
from concordat.indicators.commands import record_observation
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.measure_rows import a_measure

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 30, 9, tzinfo=UTC)


@pytest.fixture
def locality():
    locality = LocalityFactory(slug="askdale", name="Askdale")
    measure = a_measure(locality)
    for month, count in ((1, 43), (2, 3)):
        record_observation(measure=measure, period_on=date(2026, month, 1), value=Decimal(count), by=None, at=AT)
    draft = a_measure(locality, "draft", published=False)
    record_observation(measure=draft, period_on=date(2026, 1, 1), value=Decimal(77), by=None, at=AT)
    return locality


def table(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_everybody_gets_released_figures(client, locality):
    rows = table(client.get("/localities/askdale/measures.csv"))
    assert [(row["Key"], row["Period"], row["Figure"], row["Shown as"]) for row in rows] == [
        ("detentions", "January 2026", "45", "figure"),
        ("detentions", "February 2026", "", "small number"),
    ]


def test_json_says_what_is_not_shown_and_under_which_licence(client, locality):
    content = json.loads(client.get("/localities/askdale/measures.json").content)
    assert [figure["shown_as"] for figure in content["measures"][0]["figures"]] == ["figure", "small number"]
    assert (content["version"], content["is_public"]) == (1, True)
    assert content["licence"].startswith("Open Government Licence")
    assert any(note.startswith('"small number"') for note in content["notes"])


def test_members_get_true_figures_of_every_measure(client, locality):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    response = client.get("/localities/askdale/measures.csv")
    assert [row["Figure"] for row in table(response)] == ["43", "3", "77"]
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/localities/askdale/measures.xml", "/localities/nowhere/measures.csv"])
def test_what_is_not_there_is_not_found(client, locality, address):
    assert client.get(address).status_code == 404
