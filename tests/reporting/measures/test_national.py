"""The page of the nation's figures, read as a person would check it against the published figures."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from lxml import html

from concordat.indicators import queries
from concordat.reporting.presenters import present_national
from tests.shared import SHARED, needs_shared

PUBLISHED = SHARED / "s136" / "s136_national_series.json"
ADDRESS = "/nation/section-136/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def drawings(settings, tmp_path):
    settings.VAR = tmp_path


def rows_of(client):
    page = html.fromstring(client.get(ADDRESS).content.decode())
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in page.xpath("//tbody/tr")
    ]


@needs_shared
def test_every_published_figure_can_be_found_with_its_year_and_its_source(client):
    published = json.loads(PUBLISHED.read_text())["rows"]
    said = rows_of(client)
    missing = [
        (row["year"], row[name])
        for row in published
        for name, what in (("total", "Detentions under section 136"), ("police_station", "Taken to a police station"))
        if row.get(name) is not None
        and not any(
            year == row["year"] and words == what and f"{row[name]:,}" in f"{figure} {doubt}"
            for year, words, figure, _, doubt, _ in said
        )
    ]
    assert missing == []
    assert all(source for *_, source in said)


@needs_shared
def test_shares_are_those_that_were_published(client):
    published = json.loads(PUBLISHED.read_text())["rows"]
    # The same number of people stands in two counts of one year, of different numbers of detentions.
    said = {
        (year, figure, float(share.rstrip("%")))
        for year, what, figure, share, *_ in rows_of(client)
        if what == "Taken to a police station" and share
    }
    for row in published:
        if row.get("pct"):
            shares = [
                share for year, figure, share in said if (year, figure) == (row["year"], f"{row['police_station']:,}")
            ]
            # What was published is rounded to a decimal place, and in 2021/22 rests on places that are known alone.
            assert any(share == pytest.approx(row["pct"], abs=0.11) for share in shares), row


def test_sentence_tells_then_and_now_and_the_doubts_stand_above_the_chart(client):
    page = client.get(ADDRESS).content.decode()
    assert "In 2011/12, about 36 in 100 people who were detained were taken to a police station" in page
    assert "in 2024/25 it was 1 in 100" in page
    assert "Now 48 in 100 are taken to an emergency department, and 49 in 100 travel in a police vehicle" in page
    assert page.index("Check before much rests on it") < page.index("<figure")


def test_chart_and_table_can_be_taken_away(client):
    svg = ET.fromstring(client.get(f"{ADDRESS}chart.svg").content)
    assert (svg.get("role"), svg[0].text) == ("img", "Section 136 in the nation, by year")
    assert client.get(f"{ADDRESS}chart.png?download").content.startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO(client.get(f"{ADDRESS}chart.csv").content.decode("utf-8-sig"))))
    figures = [f for series in queries.national_series().series for year in series.years for f in year.figures]
    assert len(rows) == len(figures)
    assert all(row["Source"] and row["Address"].startswith("http") for row in rows)
    assert client.get(f"{ADDRESS}chart.exe").status_code == 404


def test_alternative_of_the_chart_says_the_sentence(client):
    page = present_national(queries.national_series())
    (picture,) = html.fromstring(client.get(ADDRESS).content.decode()).xpath("//figure//img")
    assert picture.get("alt") == page.alternative
    assert page.sentence in page.alternative
