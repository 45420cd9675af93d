"""Localities compared by what they released: who differs by more than chance, who is hidden, and nobody ranked."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from concordat.indicators.commands import release_figures
from concordat.indicators.models import Observation
from concordat.reporting import queries
from tests.reporting.compared import AT, KEY, NAMES, a_locality

pytestmark = pytest.mark.django_db


@pytest.fixture
def localities():
    for number, name in enumerate(NAMES):
        a_locality(name, 20 + number % 3)
    a_locality("Gorse", 60)
    a_locality("Heath", 0, 4)
    a_locality("Ings", 22, months=11)
    a_locality("Judd", 90, published=False)


def row(page, name):
    return page.split(f">{name}</a>")[1].split("</tr>")[0]


def test_page_says_for_each_locality_where_it_lies_by_name(client, localities):
    page = client.get(f"/nation/measures/{KEY}/").content.decode()
    assert "720 of 1,200" in row(page, "Gorse")
    assert "higher than chance would give" in row(page, "Gorse")
    assert "Judd" not in page
    assert "a month of the year is missing" in row(page, "Ings")
    assert page.index("Ashby") < page.index("Gorse") < page.index("Ings")


def test_small_months_are_compared_by_their_year(client):
    """Each month is a mark; the year is not."""
    a_locality("Ashby", 4, 30)
    page = client.get(f"/nation/measures/{KEY}/").content.decode()
    assert "50 of 360" in row(page, "Ashby")


def test_locality_whose_year_is_too_small_is_named_as_hidden(client, localities):
    a_locality("Kirk", 0, 4, months=11)
    a_locality("Lund", 0, 40, months=12)
    small = a_locality("Moor", 0, 40, months=11)
    Observation.objects.create(
        measure=small.measures.get(), period_on=date(2025, 3, 1), revision=1, value=Decimal("7.5"), numerator=3,
        denominator=40, at=AT,
    )  # fmt: skip
    release_figures(locality=small, at=AT)
    page = client.get(f"/nation/measures/{KEY}/").content.decode()
    assert "too few to be shown" in row(page, "Moor")
    assert "0 of 480" in row(page, "Lund")
    assert "1 locality had too few to be shown" in page


def test_chart_is_a_picture_with_words(client, localities):
    response = client.get(f"/nation/measures/{KEY}/chart.svg?year=2024&narrow")
    assert response["Content-Type"] == "image/svg+xml"
    assert "Funnel plot. In 2024/25" in response.content.decode()
    assert client.get(f"/nation/measures/{KEY}/?year=words").status_code == 200


def test_comparison_leaves_as_a_table_that_says_what_the_page_says(client, localities):
    response = client.get(f"/nation/measures/{KEY}/chart.csv?year=2024")
    rows = {row["Locality"]: row for row in csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))}
    assert len(rows) == len(NAMES) + 3
    gorse, ings = rows["Gorse"], rows["Ings"]
    assert (gorse["Year begins"], gorse["How many"], gorse["Of how many"]) == ("2024-04-01", "720", "1200")
    assert (gorse["Percentage"], gorse["Where it lies"]) == ("60.00", "higher than chance would give")
    assert (ings["How many"], ings["Where it lies"]) == ("", "a month of the year is missing, or not published")
    assert client.get(f"/nation/measures/{KEY}/chart.png").content.startswith(b"\x89PNG")
    assert client.get(f"/nation/measures/{KEY}/chart.pdf").status_code == 404


def test_nothing_to_compare_is_said(client):
    assert "nothing to compare" in client.get(f"/nation/measures/{KEY}/").content.decode()
    assert client.get(f"/nation/measures/{KEY}/chart.svg").status_code == 404


def test_counts_and_unknown_measures_are_not_compared(client):
    assert client.get("/nation/measures/all-detentions/").status_code == 404
    assert client.get("/nation/measures/no-such/").status_code == 404


def test_index_names_every_standard_measure_and_who_publishes_it(client, localities):
    page = client.get("/nation/measures/").content.decode()
    assert "14 localities" in page
    assert 'href="/nation/measures/police-station/"' in page
    assert 'href="/nation/measures/all-detentions/"' not in page


def test_number_of_queries_does_not_grow(client, localities, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        client.get(f"/nation/measures/{KEY}/")
    with django_assert_max_num_queries(3):
        client.get("/nation/measures/")


def test_funnel_is_drawn_of_released_figures(localities):
    found = queries.compare_localities(KEY)
    assert {place.slug: (place.events, place.of) for place in found.places}["ashby"] == (240, 1200)
