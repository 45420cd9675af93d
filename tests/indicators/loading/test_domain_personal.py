"""Rows about single people are known by their headings, times and numbers; tables of counts are not taken for them."""

import pytest

from concordat.indicators.domain.loading import looks_personal
from concordat.indicators.gateways.sheets import read_paste
from tests.indicators.loading.sheets import as_paste
from tests.indicators.loading.test_domain_layouts import LAYOUTS

VALID_NUMBER = "943 476 5919"  # the NHS's own example


def told(rows):
    return looks_personal(read_paste(as_paste(rows)).tables)


@pytest.mark.parametrize(
    "rows",
    [
        [["NHS number", "Month"], ["x", "Apr-24"]],
        [["Surname", "Forename", "Place"], ["Snowcrumb", "Zyx", "Custody"]],
        [["D.O.B.", "Month"], ["01/02/1999", "Apr-24"]],
        [["Custody record number", "Month"], ["Snowcrumb", "Apr-24"]],
        [["Time detained", "Age", "First place of safety"], ["31/03/2024 23:50", "Snowcrumb", "HBPoS"]],
        [["Section", "Sex", "Ethnicity", "Age"], ["136", "F", "Snowcrumb", "25"]],
        [["When", "What"], *[[f"0{day}/03/2024 23:50", "Snowcrumb"] for day in range(1, 5)]],
        [["Ref", "Month"], [VALID_NUMBER, "Snowcrumb"]],
        [["Title"], [""], ["First name", "Month"], ["Snowcrumb", "Apr-24"]],
    ],
)
def test_rows_about_people_are_known_and_not_quoted(rows):
    sentence = told(rows)
    assert "Nothing of it was kept." in sentence
    assert "Snowcrumb" not in sentence


@pytest.mark.parametrize("rows", LAYOUTS)
def test_tables_of_counts_are_not_taken_for_people(rows):
    assert told(rows) == ""


def test_months_kept_as_days_at_midnight_are_no_forms():
    rows = [["Month", "Detentions"], *[[f"2024-0{month}-01 00:00:00", 30] for month in range(1, 7)]]
    assert told(rows) == ""


def test_breakdowns_named_as_columns_of_the_form_are_no_forms():
    rows = [["Measure", "Month", "Breakdown", "Category", "Count"]]
    rows += [["Detentions", "Apr-24", name, "other", 3] for name in ("age", "sex", "ethnicity", "outcome", "section")]
    assert told(rows) == ""
