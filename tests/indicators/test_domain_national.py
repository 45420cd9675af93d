"""The national series: what ships holds together, and is what the facts beside the project say."""

import csv
import json

import pytest

from concordat.frameworks.domain import ReferenceFault
from concordat.indicators import queries
from concordat.indicators.domain.national import NationalCount, parse_national_series
from tests.shared import SHARED, needs_shared

# Of the facts, under our words.
COUNTS = {
    "total": NationalCount.DETENTIONS,
    "police_station": NationalCount.POLICE_STATION,
    "health_based": NationalCount.HEALTH_BASED,
    "under_18_police_station": NationalCount.UNDER_18_POLICE_STATION,
    "accident_emergency": NationalCount.EMERGENCY_DEPARTMENT,
    "place_missing": NationalCount.PLACE_NOT_KNOWN,
    "ambulance": NationalCount.AMBULANCE,
    "police_vehicle": NationalCount.POLICE_VEHICLE,
    "conveyance_missing": NationalCount.CONVEYANCE_NOT_KNOWN,
}
SHARES = {
    "accident_emergency_pct": NationalCount.EMERGENCY_DEPARTMENT,
    "health_based_pct": NationalCount.HEALTH_BASED,
    "police_vehicle_pct": NationalCount.POLICE_VEHICLE,
    "ambulance_pct": NationalCount.AMBULANCE,
    "male_pct": NationalCount.MALE,
    "adult_pct": NationalCount.ADULT,
    "white_pct": NationalCount.WHITE,
}
FILE = """
key: few
version: "1"
source: Somewhere
licence: Facts
sources:
  page: {title: A page, address: "https://example.org"}
series:
  - key: a
    title: A count
    covers: England
    note: One.
    years:
      - {year: 2011/12, figures: [{what: detentions, value: 200, source: page}]}
      - {year: 2012/13, figures: [{what: detentions, value: 100, source: page}]}
"""


def years(name):
    return [year for series in queries.national_series().series for year in series.years if year.name == name]


@needs_shared
def test_series_says_what_the_facts_say():
    facts = json.loads((SHARED / "s136" / "s136_national_series.json").read_text("utf-8"))
    missing = []
    for row in facts["rows"]:
        for name, what in COUNTS.items():
            told = row.get(name)
            figures = [year.figures[what] for year in years(row["year"]) if what in year.figures]
            known = {each for figure in figures for each in (figure.value, figure.first)}
            if told is not None and told not in known:
                missing.append((row["year"], name, told))
        for name, what in SHARES.items():
            shares = [year.share_of(what) for year in years(row["year"])]
            if row.get(name) is not None and row[name] not in shares:
                missing.append((row["year"], name, row[name]))
        if "revised_total" in row:
            assert row["revised_total"] in [year.count_of(NationalCount.DETENTIONS) for year in years(row["year"])]
    assert missing == []


@needs_shared
def test_shares_of_police_stations_are_those_that_were_published():
    facts = json.loads((SHARED / "s136" / "s136_national_series.json").read_text("utf-8"))
    for row in facts["rows"]:
        if row.get("pct") is None:
            continue
        shares = [
            100 * year.count_of(NationalCount.POLICE_STATION) / whole
            for year in years(row["year"])
            if NationalCount.POLICE_STATION in year.figures and NationalCount.DETENTIONS in year.figures
            for figure in [year.figures[NationalCount.DETENTIONS]]
            for whole in (figure.value, figure.first)
            if whole
        ]
        assert any(abs(share - row["pct"]) < 0.1 for share in shares), row


@needs_shared
def test_every_count_is_among_the_published_figures_or_the_facts():
    with (SHARED / "s136" / "published_figures.csv").open(encoding="utf-8", newline="") as rows:
        published = {row["value"] for row in csv.DictReader(rows) if row["geography_type"] == "country"}
    facts = (SHARED / "s136" / "s136_national_series.json").read_text("utf-8")
    for series in queries.national_series().series:
        for year in series.years:
            for figure in year.figures.values():
                for value in (figure.value, figure.first):
                    assert value is None or str(value) in published or str(value) in facts, (year.name, figure)


def test_story_is_told_from_a_third_to_one_in_a_hundred():
    assert [round(year.share_of(NationalCount.POLICE_STATION) or 0) for year in years("2011/12")] == [0, 36, 36]
    assert round(years("2024/25")[0].share_of(NationalCount.POLICE_STATION), 1) == 1.1
    assert round(years("2024/25")[0].share_of(NationalCount.PLACE_NOT_KNOWN), 1) == 6.9


def test_revision_names_both_pages():
    figure = years("2023/24")[0].figures[NationalCount.DETENTIONS]
    assert (figure.first, figure.value) == (31213, 32827)
    assert (figure.first_source.key, figure.source.key) == ("community-care-2024", "blog-2025-11")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("what: detentions", "what: moons", "series 1, 2011/12: nothing is called moons"),
        ("source: page", "source: book", "series 1, 2011/12: no source is called book"),
        ("value: 200", "value: 200, share: 3", "series 1, 2011/12: a figure has either a value or a share"),
        ("value: 200", "share: 101", "series 1, 2011/12: share has to be a whole number up to 100"),
        ("value: 200", "value: many", "series 1, 2011/12: value has to be a whole number up to 1,000,000"),
        ("value: 200", "value: 2, first: 3", "series 1, 2011/12: what was published first has a source of its own"),
        ("2011/12", "2011", "series 1: put year in quotation marks, or it is read as int"),
        ("2011/12", "2011/13", "series 1, 2011/13: a year is written like 2011/12"),
        ("2011/12", "2012/13", "year 2012/13 stands twice"),
        ("2011/12", "2013/14", "series 1: the years have to be in order"),
        ("series:", "  other: {title: B, address: C}\nseries:", "the file: no figure is from other"),
    ],
)
def test_file_that_does_not_hold_together_is_refused(before, after, words):
    assert parse_national_series(FILE).series[0].years[0].count_of(NationalCount.DETENTIONS) == 200
    with pytest.raises(ReferenceFault) as fault:
        parse_national_series(FILE.replace(before, after, 1))
    assert str(fault.value) == words
