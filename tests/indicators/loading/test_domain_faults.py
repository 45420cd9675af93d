"""What can't be loaded gets one sentence that says what, where and what to do."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from concordat.indicators.domain.loading import (
    Effect,
    Faults,
    Figure,
    FigureKey,
    Standing,
    changes_of,
    seal_of,
)
from concordat.indicators.domain.loading.values import MOST_LISTED
from tests.indicators.loading.sheets import BY_KEY, read_file, read_rows, saved, told, workbook

HEADING = ["Measure", "Period", "Figure", "Numerator", "Denominator", "Breakdown", "Category", "Reason"]
APRIL = date(2024, 4, 1)


def row(measure="Detentions", period="Apr-24", figure="", numerator="", denominator="", *more):
    return [measure, period, figure, numerator, denominator, *more]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([row(figure="*")], "Row 2, column 3: “*” stands for a number that was hidden, so it can't be loaded as a "
         "figure: load the true number."),
        ([row(figure="-")], "Row 2, column 3: “-” may mean 0 or nothing: write 0, or leave the cell empty."),
        ([row(figure=31), row(figure=31)], "Row 3, column 3: “Detentions” for April 2024 stands twice, the first time "
         "in row 2, column 3: leave one of them."),
        ([row(period="Sep-24", figure=31)], "Row 2, column 3: “Detentions” for September 2024 lies in the future: "
         "check the period."),
        ([row(period="Apr-1924", figure=31)], "Row 2, column 3: “Detentions” for April 1924 lies too long ago to be "
         "right: check the period."),
        ([row(period="2024/25", figure=31)], "Row 2, column 2: “2024/25” is a year, and this measure has a figure for "
         "each month: write it like April 2024."),
        ([row("Surveys answered", "Apr-24", 31)], "Row 2, column 2: “Apr-24” is a month, and this measure has a figure "
         "for each year: write it like 2024/25."),
        ([row(period="", figure=31)], "Row 2, column 2: the figure has no period: say which it is for."),
        ([row("Detention", figure=31)], "Row 2, column 1: “Detention” is no measure of this locality: did you mean "
         "“Detentions”?"),
        ([row("Zebras", figure=31)], "Row 2, column 1: “Zebras” is no measure of this locality: take the name from the "
         "page of measures."),
        ([row("", figure=31)], "Row 2, column 1: a figure stands here without the name of its measure: write it."),
        ([row("Old forms", figure=31)], "Row 2, column 3: “Old forms” was retired, so no figure is loaded for it: "
         "leave it out."),
        ([row(figure="-3")], "Row 2, column 3: “-3” is less than 0: write 0 or more."),
        ([row(figure="3.5")], "Row 2, column 3: “3.5” is not a whole number: write how many."),
        ([row(figure="2 hours")], "Row 2, column 3: “2 hours” is in hours, and this measure is a count: write it as "
         "the measure is."),
        ([row("Seen within 3 hours", figure="112%")], "Row 2, column 3: “Seen within 3 hours” for April 2024: a "
         "percentage can't be more than 100: check the cells of this figure."),
        ([row("Seen within 3 hours", figure="45%")], "Row 2, column 3: “Seen within 3 hours” for April 2024: a "
         "percentage needs how many, and of how many: write them as numerator and denominator, or like 9 of 20 in one "
         "cell."),
        ([row("Seen within 3 hours", figure="0.45", numerator=9, denominator=20)], "Row 2, column 3: “Seen within 3 "
         "hours” for April 2024: 0.45 is a share of 1, and 9 of 20 is 45%: write 45%, or leave the figure empty."),
        ([row("Seen within 3 hours", numerator="1.204", denominator=2000)], "Row 2, column 4: “1.204”, the numerator, "
         "is not a whole number: write how many, or 1204 if the point sets thousands apart."),
        ([row("Minutes waited", figure="1:30")], "Row 2, column 3: “1:30” is a time on a clock: write the number of "
         "minutes, which is 90 for so many hours and minutes."),
        ([row("Minutes waited", figure="1h 30m")], "Row 2, column 3: “1h 30m” is a time on a clock: write the number "
         "of minutes, which is 90 for so many hours and minutes."),
        ([row(figure="1:30")], "Row 2, column 3: “1:30” is a time on a clock, and this measure is a count: write a "
         "plain number."),
        ([row(figure="1900-01-31")], "Row 2, column 3: “1900-01-31” is a day and no number: give the cell the format "
         "of a number, and write the figure."),
        ([row(period="04/01/2024", figure=31)], "Row 2, column 2: “04/01/2024” is a single day, 4 January 2024, for "
         "days stand before months, and this measure has a figure for each month: write it like April 2024."),
        ([row(period="43921", figure=31)], "Row 2, column 2: “43921” is how Excel numbers 31 March 2020, or 1 April "
         "2024 in a workbook that counts from 1904: give the cell the format of a date."),
        ([row("Total for 2024", figure=31)], "Row 2, column 1: “Total for 2024” is no measure of this locality: leave "
         "the row out if it sums up others."),
        ([row("Seen within 3 hours", figure="47%", numerator=9, denominator=20)], "Row 2, column 3: “Seen within 3 "
         "hours” for April 2024: 9 of 20 is not 47%: check the cells of this figure."),
        ([row("Seen within 3 hours", numerator=21, denominator=20)], "Row 2, column 4: “Seen within 3 hours” for April "
         "2024: a percentage can't be more than 100: check the cells of this figure."),
        ([row("Seen within 3 hours", numerator=9)], "Row 2, column 4: “Seen within 3 hours” for April 2024 has one of "
         "numerator and denominator: give both, or neither."),
        ([row("Seen within 3 hours", numerator=0, denominator=0)], "Row 2, column 4: “Seen within 3 hours” for April "
         "2024 is of 0, which gives no percentage: leave it empty."),
        ([row(figure=31, numerator=9, denominator=20)], "Row 2, column 3: “Detentions” for April 2024 has a numerator "
         "and a denominator, and this measure is no percentage: leave those out."),
        ([row(figure=31), row("Detentions", "Apr-24", 30, "", "", "age", "18+")], "Row 2, column 3: “Detentions” for "
         "April 2024 is 31, and its categories by “age” sum to 30: load all of them so that they agree."),
        ([row("Detentions", "Apr-24", 30, "", "", "age", "18+")], "Row 2, column 3: “Detentions” for April 2024 is "
         "broken down by “age” and has no figure of the whole: add a row for it, without a breakdown."),
        ([row("Detentions", "Apr-24", 30, "", "", "age", "")], "Row 2, column 3: a breakdown and its category belong "
         "together: fill in both, or neither."),
        ([row("Detentions", "Apr-24", 30, "", "", "age", "15-Dec")], "Row 2, column 3: “15-Dec” looks like a day that "
         "Excel made of a band: write it like “12 to 15”."),
        ([row("Detentions", "Apr-24", "", "", "", "", "", "Her DOB is 01/02/1999")], "Row 2: the reason holds what "
         "looks like a person's details: take that out of it."),
        ([row("Reviews held", "Q1 2024/25", 3), row("Reviews held", "Feb to Apr 2024", 3)], "Row 3, column 3: “Reviews "
         "held” for February to April 2024 begins in February, and another quarter of this measure in April: make them "
         "the same."),
    ],
)  # fmt: skip
def test_fault_is_one_sentence(rows, sentence):
    assert read_rows([HEADING, *rows])[1] == [sentence]


@pytest.mark.parametrize(
    "rows",
    [
        [["hello"], ["world"]],
        [["1", "2"], ["3", "4"]],
        [["x" * 20_000] * 3] * 3,
    ],
)
def test_table_of_something_else_is_told(rows):
    assert read_rows(rows)[1] == [
        "No table of figures was found, with the names of measures and the periods that the figures are for: write "
        "them as the template has them."
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Measure", "Period"], ["Detentions", "Apr-24"]], "No column has the heading “Figure”: add one with the "
         "figures, or “Numerator” and “Denominator” for percentages."),
        ([["Measure", "Total"], ["Detentions", "31"]], "No column has the heading “Period”: add one that says which "
         "period each figure is for."),
        ([["Month", "Total"], ["Apr-24", "31"]], "No column has the heading “Measure”: add one that names the measure "
         "of each figure, or choose the measure on this page."),
        ([["Measure", "Period", "Figure", "Figure"], ["Detentions", "Apr-24", "31", "30"]], "Row 1, column 4: the "
         "heading “Figure” stands over several columns: leave one of them, or say what each is."),
        ([["Measure", "Apr-24", "Apr-24"], ["Detentions", "31", "30"]], "Row 1, column 3: the heading “Apr-24” stands "
         "over several columns: leave one of them, or say what each is."),
    ],
)  # fmt: skip
def test_column_that_is_missing_or_there_twice_is_told(rows, sentence):
    figures, faults, _ = read_rows(rows)
    assert (figures, faults) == ((), [sentence])


def test_table_of_too_many_columns_is_refused():
    assert read_rows([["Measure", *["x"] * 500], ["Detentions", *["1"] * 500]])[1] == [
        "In it there are more than 500 columns, which is the most that is read: load it in parts."
    ]


def test_more_figures_than_one_load_may_have_are_refused():
    rows = [["Measure", *(f"{month:02}/{year}" for year in range(1990, 2024) for month in range(1, 13))]]
    categories = [["Detentions", *["1"] * 408, "age", str(at)] for at in range(13)]
    assert read_rows([[*rows[0], "Breakdown", "Category"], *categories])[1][0] == (
        "There are more than 5,000 figures, which is the most that is loaded at once: load them in parts, such as a "
        "year at a time."
    )


def test_figure_in_a_merged_cell_is_refused():
    book = openpyxl.Workbook()
    for cells in (["Measure", "Apr-24", "May-24"], ["Detentions", 60, None]):
        book.active.append(cells)
    book.active.merge_cells("B2:C2")
    _, faults, _ = read_file(saved(book))
    assert faults == [
        "Sheet “Sheet”, cell B2: a figure stands in a merged cell, so that nobody can say which period or measure it "
        "is for: unmerge it and write each figure in a cell of its own."
    ]


def test_heading_that_is_merged_over_figures_is_refused():
    book = openpyxl.Workbook()
    for cells in (["Measure", "Apr-24", None], ["Detentions", 60, 61]):
        book.active.append(cells)
    book.active.merge_cells("B1:C1")
    figures, faults, _ = read_file(saved(book))
    assert (figures, faults) == (
        (),
        [
            "Sheet “Sheet”, cell B1: the heading “Apr-24” is merged over several columns of figures: give each a "
            "heading of its own."
        ],
    )


def test_heading_that_is_no_period_is_told():
    _, faults, _ = read_rows([["Measure", "Apr-24", "Mai-24", "Jun"], ["Detentions", 1, 2, 3]])
    assert faults == [
        "Row 1, column 3: “Mai-24” is no period that can be read: write it like April 2024.",
        "Row 1, column 4: “Jun” has no year: write it like April 2024.",
    ]


def test_measure_across_that_is_none_is_told():
    _, faults, _ = read_rows([["Month", "Detentions", "Minutes wated"], ["Apr-24", 1, 2]])
    assert faults == ["Row 1, column 3: “Minutes wated” is no measure of this locality: did you mean “Minutes waited”?"]


def test_error_of_a_formula_is_told():
    rows = [["Measure", "Period", "Figure"], ["Detentions", "Apr-24", "#REF!"], ["Detentions", "May-24", 3]]
    _, faults, _ = read_file(workbook(rows))
    assert faults == [
        "On the sheet “Figures” there are errors such as #REF! in cells: mend their formulas, or empty the cells."
    ]


def test_second_table_below_the_first_is_told():
    rows = [["Measure", "Apr-24"], ["Detentions", 3], ["", ""], ["Month", "Figure"], ["Apr-24", "2"]]
    _, faults, _ = read_rows(rows)
    assert faults == ["Row 4: a second table begins here: put it on a sheet of its own, or load it by itself."]


def test_many_faults_are_listed_in_part_and_all_counted():
    faults = Faults()
    for number in range(1000):
        faults.add(f"kind {number % 40}", f"row {number}", "something is wrong")
    listed = faults.listed()
    assert len(listed) == MOST_LISTED
    assert sum(1 + fault.more for fault in listed) + faults.others == 1000


def test_faults_are_listed_by_row_those_alike_together():
    faults = Faults()
    for where in ("sheet “B”, cell C9", "sheet “A”, cell AB12", "row 3", "", "sheet “A”, row 2"):
        faults.add(f"at {where}", where, "something is wrong")
    faults.add("at row 3", "row 40", "something is wrong")
    places = [fault.sentence.removesuffix("omething is wrong.").rstrip(": sS") for fault in faults.listed()]
    assert places == ["", "Row 3", "Row 40", "Sheet “A”, row 2", "Sheet “A”, cell AB12", "Sheet “B”, cell C9"]


def test_faults_alike_are_counted_beside_the_first():
    rows = [["Detentions", f"{month:02}/2023", "*"] for month in range(1, 13)]
    figures, sentences, _ = read_rows([["Measure", "Period", "Figure"], *rows])
    assert (len(figures), len(sentences)) == (0, 3)


def test_missing_figure_is_a_gap_with_a_reason_and_left_as_it_is_without():
    rows = [row(figure="n/a"), [*row(period="May-24", figure="n/a"), "", "", "The system was down"]]
    figures, faults, notes = read_rows([HEADING, *rows])
    assert (told(figures), faults) == ({("detentions", "2024-05-01", ""): (None, None, None)}, [])
    assert notes == (
        "Row 2, column 3: “Detentions” for April 2024 is said to be missing, so it is left as it is; to record the "
        "gap, give a reason.",
    )


def test_breakdown_that_stands_has_to_agree_with_a_new_whole():
    standing = {
        FigureKey("detentions", APRIL): Standing(Decimal(31), None, None, 1),
        FigureKey("detentions", APRIL, "age", "18+"): Standing(Decimal(31), None, None, 1),
    }
    _, faults, _ = read_rows([HEADING, row(figure=32)], standing=standing.items())
    assert faults == [
        "Row 2, column 3: “Detentions” for April 2024 is 32, and its categories by “age” sum to 31: load all of them "
        "so that they agree."
    ]


def test_change_says_what_it_does_and_by_how_much():
    key, other, share = FigureKey("detentions", APRIL), FigureKey("wait", APRIL), FigureKey("seen-in-3-hours", APRIL)
    standing = {
        key: Standing(Decimal(31), None, None, 2),
        share: Standing(Decimal("33.3"), 1, 3, 1),
    }
    figures = [Figure(key, Decimal(35)), Figure(other, Decimal(1)), Figure(share, Decimal("33.333333"), 1, 3)]
    changes = changes_of(figures, standing)
    assert [(change.effect, change.by) for change in changes] == [
        (Effect.REVISION, Decimal(4)),
        (Effect.NEW, None),
        (Effect.SAME, Decimal("0.033333")),
    ]
    later = changes_of(figures, standing | {key: Standing(Decimal(33), None, None, 3)})
    assert seal_of(changes, BY_KEY) != seal_of(later, BY_KEY)
    assert seal_of(changes, BY_KEY) == seal_of(changes_of(figures, standing), BY_KEY)


def test_figure_survives_being_kept_as_json():
    figure = Figure(FigureKey("detentions", APRIL, "age", "18+"), Decimal("12.500000"), 1, 8, "why", "row 2")
    assert Figure.of_row(figure.as_row()) == figure
