"""Open data of measures: what was released for everybody, true figures for members."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest

from concordat.directory.domain import Role
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.measure_rows import a_figure, a_measure
from tests.reporting.measures.figures import a_measure_with

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 30, 9, tzinfo=UTC)


@pytest.fixture
def locality():
    locality = LocalityFactory(slug="askdale", name="Askdale")
    measure = a_measure(locality)
    for month, count in ((1, 43), (2, 3)):
        a_figure(measure, count, date(2026, month, 1), at=AT)
    draft = a_measure(locality, "draft", published=False)
    a_figure(draft, 77, date(2026, 1, 1), at=AT)
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


def test_every_key_is_explained(client, settings, locality):
    """`docs/measures-data.md` is what people write programs by."""
    written = (settings.ROOT / "docs" / "measures-data.md").read_text()
    content = json.loads(client.get("/localities/askdale/measures.json").content)
    (measure,) = content["measures"]
    keys = {*content, *measure, *measure["figures"][0]}
    assert [key for key in keys if f"`{key}`" not in written] == []


def test_members_get_true_figures_of_every_measure(client, locality):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    response = client.get("/localities/askdale/measures.csv")
    assert [row["Figure"] for row in table(response)] == ["43", "3", "77"]
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.one_database
def test_what_is_shown_by_quarter_is_in_every_file_as_the_page_shows_it(client):
    locality = LocalityFactory(slug="fenmarsh", name="Fenmarsh")
    a_measure_with(locality, [3, 3, 4, 5, 5, 5, 6, 7, 7, 3, 4, 3], "calls", start=date(2025, 1, 1))
    quarters = [("January to March 2025", "10"), ("April to June 2025", "15")]
    (tree,) = json.loads(client.get("/localities/fenmarsh/measures.json").content)["measures"]
    assert {figure["shown_as"] for figure in tree["figures"]} == {"small number"}
    assert (tree["longer"]["every"], len(tree["longer"]["figures"])) == ("quarter", 4)
    page = client.get("/localities/fenmarsh/measures/calls/").content.decode()
    for address in ("/localities/fenmarsh/measures.csv", "/localities/fenmarsh/measures/calls/chart.csv"):
        rows = [row for row in table(client.get(address)) if row["Every"] == "quarter"]
        assert [float(row["Figure"]) for row in rows] == [each["figure"] for each in tree["longer"]["figures"]]
        assert [(row["Period"], row["Figure"]) for row in rows][:2] == quarters
        assert all(row["Period"] in page for row in rows)
    assert {bool(row["Average"]) for row in rows} == {True}
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)
    assert json.loads(client.get("/localities/fenmarsh/measures.json").content)["measures"][0]["longer"] is None


@pytest.mark.parametrize("address", ["/localities/askdale/measures.xml", "/localities/nowhere/measures.csv"])
def test_what_is_not_there_is_not_found(client, locality, address):
    assert client.get(address).status_code == 404
