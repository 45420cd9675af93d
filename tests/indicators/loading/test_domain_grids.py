"""Months by years, whichever run across, are read; and a label that stands once over several rows."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.loading.sheets import as_csv, read_file, read_rows, told

BY_MONTH = [
    ["Detentions", "2022/23", "2023/24"],
    ["Apr", 5, 7],
    ["May", 6, ""],
    ["January", 8, "1,009"],
]
FIGURES = {
    ("detentions", "2022-04-01", ""): (5.0, None, None),
    ("detentions", "2023-04-01", ""): (7.0, None, None),
    ("detentions", "2022-05-01", ""): (6.0, None, None),
    ("detentions", "2023-01-01", ""): (8.0, None, None),
    ("detentions", "2024-01-01", ""): (1009.0, None, None),
}
LEFT = "The {} “Total” was left out: it sums up or explains others."
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


def turned(rows):
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("rows", [BY_MONTH, turned(BY_MONTH)])
@pytest.mark.parametrize("titles", [[], [["Detentions in Tarnshire, by month"], [""]]])
def test_months_by_years_are_read(rows, titles):
    corner = [["Month", *rows[0][1:]], *rows[1:]] if titles else rows
    figures, faults, notes = read_rows([*titles, *corner, [""], ["2023/24 is provisional"], ["From the forms"], ["Q"]])
    assert (told(figures), faults, notes) == (FIGURES, [], ())


def test_totals_beside_and_below_a_grid_are_left_out_and_said():
    with_totals = [[*row, each] for row, each in zip(BY_MONTH, ("Total", 12, 6, 1017), strict=True)]
    for rows, way in ((with_totals, "column"), (turned(with_totals), "row")):
        figures, faults, notes = read_rows(rows)
        assert (told(figures), faults, notes) == (FIGURES, [], (LEFT.format(way),))


@st.composite
def grids(draw):
    """Figures of some years, and a grid of them with months or quarters, from January or from April."""
    is_financial, is_short = draw(st.booleans()), draw(st.booleans())
    years = draw(st.lists(st.integers(2010, 2022), min_size=1, max_size=4, unique=True))
    order = [3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2] if is_financial else list(range(12))
    way = draw(st.sampled_from(["{0}/{2:02}", "{0}-{2:02}", "{0}/{1}", "FY {0}/{2:02}"])) if is_financial else "{0}"
    figures = {}
    rows = [["", *(way.format(year, year + 1, (year + 1) % 100) for year in years)]]
    for month in order[: draw(st.integers(2, 12))]:
        row = [MONTHS[month][:3] if is_short else MONTHS[month]]
        for year in years:
            figure = draw(st.none() | st.integers(0, 5000))
            row.append("" if figure is None else f"{figure:,}")
            if figure is not None:
                on = date(year + (is_financial and month < 3), month + 1, 1)
                figures["detentions", on.isoformat(), ""] = (float(figure), None, None)
        rows.append(row)
    return figures, turned(rows) if draw(st.booleans()) else rows


@given(grids())
@settings(max_examples=50)
def test_grid_is_read_back_as_it_was_written(given_grid):
    figures, rows = given_grid
    found, faults, _ = read_rows(rows, only="detentions")
    assert (told(found), faults) == (figures, [])


def test_quarters_by_years_are_read():
    figures, faults, _ = read_rows([["Reviews held", "2022/23", "2023/24"], ["Q1", 5, 7], ["Quarter 4", 6, 8]])
    assert ([on for _, on, _ in told(figures)], faults) == (
        ["2022-04-01", "2023-04-01", "2023-01-01", "2024-01-01"],
        [],
    )


def test_grid_of_several_measures_is_read():
    """The name of each stands once over its rows, as a merged cell leaves a file of separated values."""
    rows = [["Measure", "Month", "2022/23", "2023/24"], ["Detentions", "Apr", 5, 7], ["", "May", 6, 8]]
    rows += [["Seen within 3 hours", "Apr", "9/20", ""], ["", "May", "10/20", "9 of 18"]]
    figures, faults, notes = read_rows(rows)
    assert ([(key, on) for key, on, _ in told(figures)], faults) == (
        [
            *(("detentions", on) for on in ("2022-04-01", "2023-04-01", "2022-05-01", "2023-05-01")),
            *(("seen-in-3-hours", on) for on in ("2022-04-01", "2022-05-01", "2023-05-01")),
        ],
        [],
    )
    assert notes == ("Blank cells under “Measure” were read as what stands above them.",)


SECOND = "a second table begins here: put it on a sheet of its own, or load it by itself."


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Month", "2022/23"], ["Apr", 5]], "Row 1, column 1: nothing says of which measure these months and years"),
        (
            [["Detentions", "2022", "2023"], ["Apr", 5, 7], ["Jan", 5, 7]],
            "Row 1, column 1: “2022” may be a year from January or from April, as the months begin with “Apr”: write",
        ),
        ([["Reviews held", "2022", "2023"], ["Q1", 5, 7]], "“Q1 2022” may begin on 1 January 2022 or 1 April 2022"),
        ([["Reviews held", "2022/23"], ["Apr", 5]], "“April 2022” is a month, and this measure has a figure for each"),
        ([["Detentions", "2022/23"], ["Apr", 5], ["Q1", 5]], "is a quarter, and this measure has a figure for each"),
        ([["Detentions", "2022/23"], ["Apr", 5], ["May", 5], ["New", 5]], "“New 2022/23” can't be read as a month"),
        ([*BY_MONTH, ["Minutes waited", "2022/23", "2023/24"], ["Jun", 60, 61]], f"Row 5: {SECOND}"),
        ([*BY_MONTH, ["Minutes waited", "", ""], ["Jun", 60, 61]], f"Row 5: {SECOND}"),
        ([["Detentions", "2022/23", "2022/23"], ["Apr", 5, 7]], "the heading “2022/23” stands over several columns"),
        ([["Detentions", "2022/23"], ["Apr", 5], ["Apr", 7]], "stands twice, the first time in row 2, column 2"),
    ],
)  # fmt: skip
def test_grid_that_leaves_something_open_is_told(rows, sentence):
    _, (fault, *_), _ = read_rows(rows)
    assert sentence in fault


ONCE = [
    [["Measure", "Month", "Figure"], ["Detentions", "Apr-24", 31], ["", "May-24", 29], ["Minutes waited", "Apr-24", 5]],
    [["Month", "Measure", "Figure"], ["Apr-24", "Detentions", 31], ["", "Minutes waited", 5],
     ["May-24", "Detentions", 29]],
    [["Measure", "Type", "Apr-24", "May-24"], ["Seen within 3 hours", "Numerator", 9, 10], ["", "Denominator", 20, 20],
     ["Detentions", "Count", 31, 29]],
]  # fmt: skip


@pytest.mark.parametrize(("rows", "number"), list(zip(ONCE, (3, 3, 4), strict=True)))
def test_label_that_stands_once_is_read_below_itself(rows, number):
    figures, faults, notes = read_file(as_csv(rows), "figures.csv")
    assert (len(figures), faults) == (number, [])
    assert notes == (f"Blank cells under “{rows[0][0]}” were read as what stands above them.",)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [["Measure", "Month", "Figure"], ["Detentions", "Apr-24", 31], ["Detentions", "May-24", 29],
             ["", "Jun-24", 29]],
            "without the name of its measure",
        ),
        ([["Measure", "Apr-24"], ["Detentions", 31], ["", 31]], "without the name of its measure"),
        ([["Measure", "Month", "Figure"], ["Detentions", "Apr-24", 31], ["", "", ""], ["", "May-24", 29]],
         "without the name of its measure"),
        ([["Measure", "Month", "Figure"], ["", "Apr-24", 31], ["Detentions", "May-24", 29]],
         "without the name of its measure"),
    ],
)  # fmt: skip
def test_label_that_is_missing_here_and_there_is_told(rows, sentence):
    _, (fault, *_), _ = read_rows(rows)
    assert sentence in fault
