"""Tables of figures are understood however they are laid out."""

import itertools
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.loading import KnownMeasure, Measures, read_tables
from concordat.indicators.gateways.sheets import read_paste
from tests.indicators.loading.sheets import as_csv, read_file, read_rows, saved, told, workbook

APRIL_AND_MAY = {
    ("detentions", "2024-04-01", ""): (31.0, None, None),
    ("detentions", "2024-05-01", ""): (29.0, None, None),
    ("seen-in-3-hours", "2024-04-01", ""): (45.0, 9, 20),
    ("seen-in-3-hours", "2024-05-01", ""): (50.0, 10, 20),
}
LONG = [
    ["Measure", "Period", "Figure", "Numerator", "Denominator"],
    ["Detentions", "Apr-24", 31, "", ""],
    ["Detentions", "May-24", 29, "", ""],
    ["Seen within 3 hours", "Apr-24", "", 9, 20],
    ["Seen within 3 hours", "May-24", "", 10, 20],
]
ACROSS = [
    ["Measure", "Apr-24", "May-24"],
    ["Detentions", 31, 29],
    ["Seen within 3 hours", "9 of 20", "10 of 20"],
]
ACROSS_IN_PARTS = [
    ["", "Apr-24", "May-24"],
    ["Detentions", 31, 29],
    ["Seen within 3 hours (numerator)", 9, 10],
    ["Seen within 3 hours (denominator)", 20, 20],
]
ACROSS_TWO_HEADINGS = [
    ["", "2024/25", ""],
    ["Measure", "Apr", "May"],
    ["Detentions", 31, 29],
    ["Seen within 3 hours", "9 of 20", "10 of 20"],
]
ACROSS_UNDER_A_YEAR = [
    ["Measure", "2024/25", ""],
    ["", "Apr", "May"],
    ["Detentions", 31, 29],
    ["Seen within 3 hours", "9 of 20", "10 of 20"],
]
DOWN = [
    ["Month", "Detentions", "Seen within 3 hours – numerator", "Seen within 3 hours – denominator"],
    ["April 2024", 31, 9, 20],
    ["May 2024", 29, 10, 20],
]
DOWN_TWO_HEADINGS = [
    ["", "Detentions", "Seen within 3 hours", "", ""],
    ["Month", "", "Numerator", "Denominator", "%"],
    ["2024-04", 31, 9, 20, "45%"],
    ["2024-05", 29, 10, 20, "50%"],
]
DOWN_BY_YEAR = [
    ["Financial year", "Month", "Detentions", "Seen within 3 hours"],
    ["2024/25", "April", 31, "9/20"],
    ["", "May", 29, "10/20"],
]
ACROSS_BY_PART = [
    ["Indicator", "Type", "Apr-24", "May-24"],
    ["Detentions", "Count", 31, 29],
    ["Seen within 3 hours", "Numerator", 9, 10],
    ["Seen within 3 hours", "Denominator", 20, 20],
    ["Seen within 3 hours", "%", "45%", "50%"],
]
LONG_BY_PART = [
    ["Indicator", "Month", "Type", "Value"],
    ["Detentions", "Apr-24", "", 31],
    ["Detentions", "May-24", "", 29],
    ["Seen within 3 hours", "Apr-24", "Numerator", 9],
    ["Seen within 3 hours", "Apr-24", "Denominator", 20],
    ["Seen within 3 hours", "May-24", "Numerator", 10],
    ["Seen within 3 hours", "May-24", "Denominator", 20],
]  # fmt: skip
ACROSS_UNDER_A_TITLE = [["Figures of 2024/25"], ["Measure", "Apr", "May"], *ACROSS[1:]]
DOWN_UNDER_A_TITLE = [
    ["Figures, 2024-25"],
    ["Month", "Detentions", "Seen within 3 hours"],
    ["April", 31, "9/20"],
    ["May", 29, "10/20"],
]
LAYOUTS = (
    ACROSS_BY_PART,
    LONG_BY_PART,
    ACROSS_UNDER_A_TITLE,
    DOWN_UNDER_A_TITLE,
    LONG,
    ACROSS,
    ACROSS_IN_PARTS,
    ACROSS_TWO_HEADINGS,
    ACROSS_UNDER_A_YEAR,
    DOWN,
    DOWN_TWO_HEADINGS,
    DOWN_BY_YEAR,
)
TITLES = [["Tarnshire: figures of the group"], ["Made on 3 June 2024"], [""]]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("titles", [[], TITLES])
@pytest.mark.parametrize("way", ["paste", "csv", "xlsx"])
def test_every_layout_says_the_same(layout, titles, way):
    rows = titles + layout
    if way == "paste":
        figures, faults, _ = read_rows(rows)
    else:
        content = as_csv(rows) if way == "csv" else workbook(rows)
        figures, faults, _ = read_file(content, f"figures.{way}")
    assert (told(figures), faults) == (APRIL_AND_MAY, [])


@given(st.permutations(range(5)), st.permutations(range(1, 5)))
@settings(max_examples=40)
def test_order_of_columns_and_rows_does_not_matter(columns, order):
    rows = [LONG[0], *(LONG[at] for at in order)]
    figures, faults, _ = read_rows([[row[at] for at in columns] for row in rows])
    assert (told(figures), faults) == (APRIL_AND_MAY, [])


@pytest.mark.parametrize(
    ("measure", "period", "figure"),
    list(
        itertools.product(
            ("Measure", "Indicator", "KPI"), ("Month", "Reporting period", "Date"), ("Value", "Count", "No.")
        )
    ),
)
def test_headings_are_known_by_their_other_words(measure, period, figure):
    figures, faults, _ = read_rows([[measure, period, figure], ["detentions", "Apr-24", 31]])
    assert (told(figures), faults) == ({("detentions", "2024-04-01", ""): (31.0, None, None)}, [])


def test_rows_without_headings_are_read():
    figures, faults, _ = read_rows([["Detentions", "Apr-24", 31], ["Detentions", "May-24", 29]])
    assert (len(figures), faults) == (2, [])


@pytest.mark.parametrize("title", ["Detentions", "Detentions in Tarnshire, by month"])
def test_title_names_the_measure_of_a_table_which_does_not(title):
    figures, faults, _ = read_rows([[title], [""], ["Month", "Total"], ["Apr-24", 31]])
    assert (told(figures), faults) == ({("detentions", "2024-04-01", ""): (31.0, None, None)}, [])


def test_sheet_names_the_measure_of_its_table():
    figures, faults, _ = read_file(workbook([["Month", "Value"], ["Apr-24", 31]], title="Minutes waited"))
    assert (told(figures), faults) == ({("wait", "2024-04-01", ""): (31.0, None, None)}, [])


def test_dates_and_numbers_of_excel_are_read_as_they_are():
    rows = [["Measure", date(2024, 4, 1), date(2024, 5, 1), 45444], ["Detentions", 1234, 29, 30]]
    figures, faults, _ = read_file(workbook(rows, B1="mmm-yy", C1="dd/mm/yyyy", B2="#,##0"))
    assert faults == []
    assert told(figures) == {
        ("detentions", "2024-04-01", ""): (1234.0, None, None),
        ("detentions", "2024-05-01", ""): (29.0, None, None),
        ("detentions", "2024-06-01", ""): (30.0, None, None),
    }


def test_merged_headings_are_understood():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["", "2023/24", "", "2024/25", ""],
        ["Measure", "Feb", "Mar", "Apr", "May"],
        ["Detentions", 1, 2, 3, 4],
    ):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    figures, faults, _ = read_file(saved(book))
    assert ([(on, value[0]) for (_, on, _), value in told(figures).items()], faults) == (
        [("2024-02-01", 1), ("2024-03-01", 2), ("2024-04-01", 3), ("2024-05-01", 4)],
        [],
    )


def test_stored_result_of_a_formula_counts():
    content = workbook([["Measure", "Period", "Figure"], ["Detentions", "Apr-24", 31]])
    content = _changed(content, b"<v>31</v>", b"<f>30+1</f><v>31</v>")
    figures, faults, _ = read_file(content)
    assert (told(figures), faults) == ({("detentions", "2024-04-01", ""): (31.0, None, None)}, [])


def test_formula_without_a_result_is_told():
    rows = [["Measure", "Period", "Figure"], ["Detentions", "Apr-24", "=30+1"], ["Detentions", "May-24", 29]]
    _, faults, _ = read_file(workbook(rows))
    assert faults == [
        "On the sheet “Figures” there are formulas whose results the file does not hold: open it in Excel, save it, "
        "and load it again."
    ]


def test_sums_and_notes_are_left_out_and_said():
    rows = [["Month", "Detentions", "Notes", "YTD"], ["Apr-24", 31, "a busy 30 days", 31], ["Total", 31, "", 31]]
    figures, faults, notes = read_rows([*rows, ["Source: the control room"]])
    assert (len(figures), faults) == (1, [])
    assert notes == (
        "The column “Notes” was left out: it sums up or explains others.",
        "The column “YTD” was left out: it sums up or explains others.",
        "The row “Total” was left out: it sums up or explains others.",
    )


def test_sheet_without_figures_is_left_out_and_said():
    book = openpyxl.Workbook()
    for row in LONG:
        book.active.append(row)
    other = book.create_sheet("Budget")
    other.append(["Rent", 1200])
    figures, faults, notes = read_file(saved(book))
    assert (told(figures), faults) == (APRIL_AND_MAY, [])
    assert notes == ("The sheet “Budget” was left out: no measures and periods stand on it.",)


def test_repeated_headings_are_passed_over():
    figures, faults, _ = read_rows([*LONG[:3], LONG[0], *LONG[3:]])
    assert (told(figures), faults) == (APRIL_AND_MAY, [])


def test_categories_are_read_beside_the_whole():
    rows = [
        ["Measure", "Month", "Breakdown", "Category", "Count"],
        ["Detentions", "Apr-24", "", "", 31],
        ["Detentions", "Apr-24", "age", "under 18", 1],
        ["Detentions", "Apr-24", "age", "18+", 30],
    ]
    figures, faults, _ = read_rows(rows)
    assert (sorted(category for _, _, category in told(figures)), faults) == (["", "18+", "under 18"], [])


def _changed(content, before, after):
    import io
    import zipfile

    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before, after))
    return found.getvalue()


def test_column_beside_the_figures_is_said_to_be_left():
    rows = [["Measure", "Month", "Figure", "Under 18", "Unit"], ["Detentions", "Apr-24", 31, 2, "1 person"]]
    figures, faults, notes = read_rows(rows)
    assert (len(figures), faults, notes) == (1, [], ("The column “Under 18” was not read.",))


def test_row_that_sums_up_is_left_out_and_a_measure_of_that_name_is_not():
    rows = [["Measure", "Month", "Figure"], ["Detentions", "Apr-24", 31], ["Grand total", "Apr-24", 62]]
    figures, faults, notes = read_rows(rows)
    assert (len(figures), faults, notes) == (1, [], ("Row 3 was left out: it sums up others.",))
    overall = Measures([KnownMeasure("overall", "Overall", Unit.COUNT, Frequency.MONTH)])
    read = read_tables(read_paste("Measure\tMonth\tFigure\nOverall\tApr-24\t62\n").tables, overall)
    assert (len(read.figures), read.faults.count) == (1, 0)


@pytest.mark.parametrize(("sheet", "months", "on"), [
    ("2023-24", ("Feb", "Mar"), ("2024-02-01", "2024-03-01")),
    ("2024", ("Jan", "Feb"), ("2024-01-01", "2024-02-01")),
])  # fmt: skip
def test_sheet_named_by_its_year_dates_its_months(sheet, months, on):
    figures, faults, _ = read_file(workbook([["Measure", *months], ["Detentions", 1, 2]], title=sheet))
    assert ([when for _, when, _ in told(figures)], faults) == (list(on), [])


@pytest.mark.parametrize("title", ["2024", "2023/24 and 2024/25", "2022 or 2023"])
def test_title_that_leaves_the_year_open_dates_nothing(title):
    """April 2024 and January 2024 are in one calendar year and in two financial ones."""
    figures, faults, _ = read_rows([[title], ["Measure", "Apr", "Jan"], ["Detentions", 1, 2]])
    assert (figures, faults) == (
        (),
        [
            "Row 2, column 2: “Apr” has no year: write it like April 2024.",
            "Row 2, column 3: “Jan” has no year: write it like April 2024.",
        ],
    )
