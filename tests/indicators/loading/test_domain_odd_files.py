"""Files as people really send them: each is read as it is meant, or gets one sentence that says what to do."""

from datetime import date, datetime, time

import openpyxl
import pytest

from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.loading import KnownMeasure, looks_personal
from concordat.indicators.domain.loading.units import wrong_unit
from concordat.indicators.gateways.sheets import read_paste
from tests.indicators.loading.sheets import as_csv, read_file, read_rows, saved, told, workbook

HEAD = ["Measure", "Period", "Figure"]
APRIL, MAY = ("detentions", "2024-04-01", ""), ("detentions", "2024-05-01", "")
TWO = {APRIL: (5, None, None), MAY: (6, None, None)}
SECOND = "a second table stands beside the first: put it on a sheet of its own, or load it by itself."


def midnight(month, day):
    return datetime.combine(date(2024, month, day), time())


def cells(rows, *, epoch=None, merged=(), **formats):
    """A workbook as other programs write them."""
    book = openpyxl.Workbook()
    book.epoch = epoch or book.epoch
    for row in rows:
        book.active.append(row)
    for cell, number_format in formats.items():
        book.active[cell].number_format = number_format
    for span in merged:
        book.active.merge_cells(span)
    return saved(book)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(workbook([["Month", "Detentions"], ["Apr 24", 5], ["May-2024", 6]]), id="two spellings"),
        pytest.param(workbook([["", "Apr-24", "", "May 2024"], ["Detentions", 5, "", 6]]), id="blank columns"),
        pytest.param(
            cells([HEAD, ["Detentions", midnight(4, 1), 5], ["Detentions", midnight(5, 1), 6]]),
            id="days with a midnight",
        ),
        pytest.param(
            cells(
                [HEAD, ["Detentions", midnight(4, 30), 5], ["Detentions", midnight(5, 31), 6]],
                epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904,
                B2="mm/dd/yyyy",
                B3="mm/dd/yyyy",
            ),
            id="last days, counted from 1904, shown as Americans do",
        ),
        pytest.param(
            as_csv([["From", "To", "Detentions"], ["01/04/2024", "30/04/2024", 5], ["May-24", "31/05/2024", 6]]),
            id="first and last day",
        ),
        pytest.param(as_csv([["Period end", "Detentions"], ["30/04/2024", 5], ["31/05/2024", 6]]), id="last day alone"),
        pytest.param(as_csv([["Year", "Month", "Detentions"], [2024, 4, 5], ["", 5, 6]]), id="month as a number"),
        pytest.param(
            as_csv([["Month", "Detentions"], ["Apr 2024", 5], ["Q1 total", 5], ["May 2024", 6], ["Total 2024/25", 11]]),
            id="totals between the months",
        ),
        pytest.param(
            as_csv([["Measure", "Apr-24", "May-24", "Q1 total", "Total 2024/25"], ["Detentions", 5, 6, 11, 11]]),
            id="totals beside the months",
        ),
        pytest.param(
            as_csv(
                [
                    [*HEAD, "Breakdown", "Category"],
                    ["Detentions", "2024-04", 5, "All", "All"],
                    ["Detentions", "2024-05", 6, "", "Total"],
                ]
            ),
            id="the whole called all",
        ),
        pytest.param(
            as_csv([[*HEAD, "Unit"], ["Detentions", "Apr-24", 5, "Number"], ["Detentions", "May-24", 6, "count"]]),
            id="a unit that is the measure's",
        ),
        pytest.param(
            as_csv(
                [
                    ["Month", "Detentions"],
                    ["Apr 2024", 5],
                    ["May 2024", 6],
                    [],
                    ["Note: May is provisional"],
                    ["1 Two people were detained twice"],
                ]
            ),
            id="notes below",
        ),
        pytest.param("Month\tDetentions\r\nApr 2024\t5\r\nMay 2024\t6\r\n".encode("utf-16"), id="UTF-16"),
        pytest.param(b"Month,Detentions\rApr 2024,5\rMay 2024,6\r", id="line ends of old Macintoshes"),
        pytest.param(
            b"Dear both,\r\n\r\nOur figures for 2024/25, with 3 attachments.\r\n\r\nMonth\tDetentions\r\nApr\t5\r\n"
            b"May\t6\r\n\r\nKind regards\r\n01234 567890\r\n",
            id="an e-mail",
        ),
    ],
)
def test_odd_file_is_read_as_it_is_meant(content):
    figures, faults, _ = read_file(content)
    assert faults == []
    assert told(figures) == TWO


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [[*HEAD, "Unit"], ["Minutes waited", "Apr-24", 1.5, "hours"]],
            "“hours” says another unit: “Minutes waited” is in minutes, so write its figures that way.",
        ),
        (
            [["Month", "Minutes waited (hours)"], ["Apr-24", 1.5]],
            "“hours” says another unit: “Minutes waited” is in minutes",
        ),
        ([["Month", "Detentions (%)"], ["Apr-24", 12]], "“%” says another unit: “Detentions” is a count"),
        ([["", "Apr-24"], ["Detentions %", 12]], "“%” says another unit: “Detentions” is a count"),
        ([["Measure", "Month", "Percentage"], ["Detentions", "Apr-24", 12]], "“Percentage” says another unit"),
        ([["Month", "Detentions rate"], ["Apr-24", 12]], "“rate” says another unit: “Detentions” is a count"),
        (
            [["From", "To", "Detentions"], ["01/04/2024", "30/06/2024", 5]],
            "“01/04/2024 to 30/06/2024” is a quarter, and this measure has a figure for each month",
        ),
        ([["From", "To", "Detentions"], ["01/04/2024", "01/05/2024", 5]], "can't be read as a month"),
        ([["Month", "Detentions", "", "Month", "Minutes waited"], ["Apr-24", 5, "", "May-24", 60]], SECOND),
        (
            [["Detentions", "", "", "Minutes waited", ""], ["Month", "Number", "", "Month", "Number"],
             ["Apr-24", 5, "", "May-24", 60], ["May-24", 6, "", "Jun-24", 61]],
            SECOND,
        ),
        ([["Measure", "Apr-24", "May-24", "Q1"], ["Detentions", 5, 6, 11]], "or leave the column out if it"),
        (
            [[*HEAD, "Breakdown", "Category"], ["Detentions", "Apr-24", 5, "sex", "male"],
             ["Detentions", "Apr-24", 5, "sex", "Total"]],
            "is broken down by “sex” and has no figure of the whole: add a row for it, without a breakdown.",
        ),
        ([["Financial year", "Month", "Detentions"], ["2024/25", 1, 5]], "“2024/25 1” can't be read as a month"),
        ([["Week commencing", "Detentions"], ["01/04/2024", 5]], "“w/c 01/04/2024” is a week, and this measure"),
        (
            [["Quarter ending", "Detentions"], ["30/06/2024", 5]],
            "“30/06/2024” stands under “Quarter ending”, and this measure has a figure for each month.",
        ),
        ([["Month", "Reviews held"], ["01/04/2024", 5]], "stands under “Month”, and this measure has"),
        (
            [["Month", "Detentions"], ["Apr-24", 5], ["", ""], ["Month", "Minutes waited"], ["Apr-24", 60]],
            "Row 4: a second table begins here",
        ),
        ([["", "2023/24", "2024/25"], ["Detentions", 5, 7]], "is a year, and this measure has a figure for each"),
        ([["Year", "Apr", "Jan", "Detentions"], [2024, 5, 6, 7]], "“Apr” is a month without its year"),
    ],
)  # fmt: skip
def test_figures_that_would_be_taken_for_others_are_told(rows, sentence):
    _, (fault, *_), _ = read_rows(rows)
    assert sentence in fault


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Measure,Period,Figure\nDetentions,Apr 2024,1,234\n", "Row 2, column 4: “234” stands beside the figure"),
        (b"Detentions,Apr 2024,1,234\nDetentions,May 2024,5\n", "Row 1, column 4: “234” stands beside the figure"),
        (b"Measure,Period,Figure,Reason\nDetentions,Apr 2024,1,234\n", "“234” is no reason: write words there"),
        (b"Month,Detentions\nApr 2024,1,234\n", "figures stand below no heading"),
    ],
)
def test_thousands_that_a_comma_tears_apart_are_not_loaded_as_one(content, sentence):
    _, (fault, *_), _ = read_file(content, "figures.csv")
    assert sentence in fault


@pytest.mark.parametrize(
    "rows",
    [
        [[*HEAD, "Type"], ["Detentions", "Apr-24", 5, "Actual"], ["Detentions", "Apr-24", 4, "Target"],
         ["Detentions", "May-24", 6, "Actual"]],
        [["Measure", "Type", "Apr-24", "May-24"], ["Detentions", "Actual", 5, 6], ["Detentions", "Target", 4, 4]],
        [["Month", "", "Detentions"], ["Apr-24", "", 5], ["May-24", "", 6], ["Jun-24", "Forecast", 7]],
    ],
)  # fmt: skip
def test_targets_and_forecasts_are_no_figures(rows):
    figures, faults, notes = read_rows(rows)
    assert (told(figures), faults) == (TWO, [])
    assert any("says that it was not counted." in note for note in notes)


def test_number_left_of_the_figures_is_no_part_of_them():
    """Programs number the rows of what they write."""
    figures, faults, _ = read_file(b",Measure,Period,Figure\n0,Detentions,Apr 2024,5\n1,Detentions,May 2024,6\n")
    assert (told(figures), faults) == (TWO, [])


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [("per 1,000", True), ("per 1 000 people", True), ("per 100,000", False), ("per 100k", False), ("rate", False)],
)
def test_rate_per_another_number_is_another_unit(said, is_wrong):
    calls = KnownMeasure("calls", "Calls", Unit.RATE, Frequency.MONTH, rate_of="100,000 people")
    assert bool(wrong_unit(said, calls, is_heading=True)) == is_wrong


def test_total_of_categories_is_left_out_and_said():
    rows = [[*HEAD, "Breakdown", "Category"], ["Detentions", "Apr-24", 5, "", ""]]
    rows += [["Detentions", "Apr-24", count, "sex", each] for count, each in ((2, "male"), (3, "female"), (5, "All"))]
    figures, faults, notes = read_rows(rows)
    assert faults == []
    assert {figure.key.category for figure in figures} == {"", "male", "female"}
    assert "Row 5 was left out: it sums up others." in notes


def test_column_that_is_not_read_is_said():
    """It may name another place."""
    for rows in (
        [["Force", *HEAD], ["Northshire", "Detentions", "Apr-24", 5]],
        [["Month", "Force", "Detentions"], ["Apr-24", "Northshire", 5]],
        [["Measure", "Force", "Apr-24"], ["Detentions", "Northshire", 5]],
    ):
        figures, faults, notes = read_rows(rows)
        assert (len(figures), faults, notes) == (1, [], ("The column “Force” was not read.",))


def test_days_at_midnight_are_no_forms_and_days_with_a_time_are():
    for clock, is_form in (("12:00:00 AM", False), ("0:00", False), ("3:15 pm", True), ("12:00 PM", True)):
        rows = "\n".join(f"Detentions\t01/{month:02}/2024 {clock}\t5" for month in range(1, 6))
        assert bool(looks_personal(read_paste(f"Measure\tPeriod\tFigure\n{rows}").tables)) == is_form, clock
