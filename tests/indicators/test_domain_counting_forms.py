"""Forms of detentions counted: what each cell may say, what can't be counted, and that nothing of a row comes out."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.indicators.domain.detentions import form_times, form_words
from concordat.indicators.domain.detentions.counting import NotCountable, count_forms
from tests.shared import SHARED, needs_shared

TODAY = date(2024, 6, 30)
HEADING = ["Name", "Time detained", "Age", "Sex", "First place of safety", "Method of conveyance"]


def counted(*rows, heading=HEADING):
    return count_forms([heading, *rows], today=TODAY)


def refusal(*rows, heading=HEADING):
    with pytest.raises(NotCountable) as refused:
        counted(*rows, heading=heading)
    return str(refused.value)


def test_rows_become_counts_by_month():
    counts = counted(
        ["Q", "31/03/2024 23:50", "17", "F", "Police custody", "Police van"],
        ["R", "2024-03-01T10:00", "44", "m", "HBPoS", "ambulance"],
        ["S", "02 April 2024 09:15", "18+", "", "A&E", "Not recorded"],
        ["", "", "", "", "", ""],
    )
    march, april = counts.months
    assert (counts.detentions, counts.columns_left) == (3, "Column 1 was not read.")
    assert (march.month, march.detentions, april.detentions) == (date(2024, 3, 1), 2, 1)
    assert march.breakdowns["first place of safety"] == {"health-based place of safety": 1, "police station": 1}
    assert march.breakdowns["age"] == {"16-17": 1, "25-64": 1}
    assert april.breakdowns["sex"] == {"not known": 1}
    assert march.measures["Taken to a police station"] == (1, 2)
    assert march.measures["Under 18 and taken to a police station"] == (1, 1)
    assert march.measures["Conveyed by police"] == (1, 2)
    assert april.measures["Taken to an emergency department"] == (1, 1)
    assert "Conveyed by police" not in april.measures


@pytest.mark.parametrize(
    ("arrival", "assessment", "within_3", "within_4"),
    [
        ("31/03/2024 22:00", "01/04/2024 01:00", (1, 1), (1, 1)),
        ("31/03/2024 22:00", "01/04/2024 01:30", (0, 1), (1, 1)),
        ("31/03/2024 22:00", "01/04/2024 02:01", (0, 1), (0, 1)),
    ],
)
def test_hours_from_arrival_to_assessment(arrival, assessment, within_3, within_4):
    heading = ["Month", "Time arrived at place of safety (clock starts)", "Assessment start"]
    month = counted(["March 2024", arrival, assessment], heading=heading).months[0]
    assert month.measures == {"Assessed within 3 hours": within_3, "Assessed within 4 hours": within_4}


def test_missing_time_counts_on_neither_side():
    heading = ["Month", "Arrival time", "Assessment start"]
    assert counted(["2024-03", "31/03/2024 22:00", ""], heading=heading).months[0].measures == {}


@pytest.mark.parametrize(
    "text", ["31/03/2024", "2024-03-31", "31 Mar 2024 14:05", "March 2024", "Mar-24", "31.03.2024 1405"]
)
def test_month_is_read_from_many_spellings(text):
    assert counted([text, "F"], heading=["Month", "Sex"]).months[0].month == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ["Q", "32/03/2024", "", "", "", ""],
            "the date of the detention can't be read (a month, or a day first: 31/03/2024).",
        ),
        (["Q", "01/07/2024", "", "", "", ""], "the detention lies in the future."),
        (["Q", "01/07/1924", "", "", "", ""], "the detention lies too long ago to be right."),
        (["Q", "01/03/2024", "121", "", "", ""], "the age is neither years from 0 to 120 nor a band."),
        (["Q", "01/03/2024", "", "Zed", "", ""], "the sex is none of: female, male, other, not known."),
        (["Q", "01/03/2024", "", "", "", "", "Zed"], "there are more cells than headings."),
    ],
)
def test_row_that_cannot_be_counted_is_named_not_quoted(row, sentence):
    assert refusal(["R", "2024-03-01", "44", "m", "HBPoS", "ambulance"], row) == f"Row 3: {sentence}"


def test_many_wrong_rows_are_one_sentence():
    rows = [["Q", "01/03/2024", "", "Zed", "", ""]] * 2000
    assert refusal(*rows) == "Rows 2, 3, 4, 5, 6 and 1,995 more: the sex is none of: female, male, other, not known."
    assert refusal(*rows[:3]).startswith("Rows 2, 3 and 4: ")


@pytest.mark.parametrize(
    ("heading", "rows", "sentence"),
    [
        (["Sex"], [["F"]], "No column was found that says when a person was detained: a month, or a date and time."),
        (
            ["Month", "Name"],
            [["2024-03", "Q"]],
            "Beside the date, no column of the form was found: there is nothing to count by.",
        ),
        (["Month", "Sex", "Gender"], [["2024-03", "F", "F"]], "Two columns say the sex; leave the one that counts."),
        (HEADING, [], "There is no row to count."),
        (
            ["Month", "Arrival time", "Assessment start"],
            [["2024-03", "31/03/2024 22:00", "31/03/2024 21:00"]],
            "Row 2: the assessment starts before the arrival.",
        ),
        (
            ["Month", "Arrival time", "Assessment start"],
            [["2024-03", "22:00", "31/03/2024 21:00"]],
            "Row 2: the arrival is not a date with a time, such as 31/03/2024 14:05 (if the form has no more, leave "
            "the column out).",
        ),
    ],
)
def test_file_that_cannot_be_counted_is_refused_with_a_sentence(heading, rows, sentence):
    assert refusal(*rows, heading=heading) == sentence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31st March 2024", (3, 31)), ("Sun, 31 Mar 2024", (3, 31)), ("2024/3/31", (3, 31)), ("30 Sept 2024", (9, 30)),
        ("March 31, 2024", (3, 31)), ("31/03/2024 11:50 PM", (3, 31)), ("31/03/2024 24:00", (3, 31)),
        ("00:10 01/04/2024", (4, 1)), ("1 April 2024 at 00.10", (4, 1)), ("31/03/2024 25:10", None),
        ("31/03/2024 14:05 am", None), ("2024-03-31T23:50Z", None), ("45382", None), ("24-Mar", None),
    ],
)  # fmt: skip
def test_day_is_read_from_many_spellings_and_none_is_guessed(text, day):
    assert form_times.day_of(text) == (day and date(2024, *day))


def test_time_of_day_is_read_by_both_clocks():
    spelt = {"12:05 am": 5, "9pm": 1260, "2105": 1265, "21.05": 1265, "24:00": 1440, "14:05 pm": 845, "0:10:59": 10}
    for clock, minutes in spelt.items():
        passed = form_times.moment_of(f"01/03/2024 {clock}") - datetime(2024, 3, 1)  # noqa: DTZ001
        assert int(passed.total_seconds()) // 60 == minutes


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("17.0", "16-17"), ("17 yrs", "16-17"), ("10-17", "under 18"), ("18 to 20", "18-24"), ("18-25", "18+"),
        ("85+", "65+"), ("16-18", None), ("-5", None), ("17.5", None), ("1990", None),
    ],
)  # fmt: skip
def test_age_counts_in_the_band_that_surely_holds_it(text, band):
    assert form_words.age_band_of(text) == band


@pytest.mark.parametrize(
    ("key", "text", "category"),
    [
        ("place", "HBPoS - Rowan unit", "health-based place of safety"),
        ("place", "Other (A&E)", None),
        ("ethnicity", "White - Irish", "white"),
        ("ethnicity", "White and Black Caribbean", "mixed"),
        ("ethnicity", "B1", "Black or Black British"),
        ("ethnicity", "Chinese", None),
        ("repeat", "Yes - see notes", "yes"),
        ("sex", "F/M", None),
        ("sex", "-", form_words.NOT_KNOWN),
    ],
)
def test_category_may_have_detail_after_it_but_no_other_category(key, text, category):
    assert next(column for column in form_words.COLUMNS if column.key == key).category_of(text) == category


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (["Date of detention", "Time of detention"], ["31/03/2024", "23:50"]),
        (["DETENTION DATE/TIME", "Date"], ["31/03/2024 23:50", "02/04/2024"]),
        (["Date of S136", "Time detained"], ["31/03/2024", "31/03/2024 23:50"]),
        (["Date", "Time"], ["31/03/2024", "23:50"]),
    ],
)
def test_day_and_time_may_have_columns_of_their_own(heading, row):
    arrival = ["Arrival date", "Arrival time", "Assessment start"]
    counts = counted([*row, "31/03/2024", "23:55", "01/04/2024 02:00"], heading=[*heading, *arrival])
    assert counts.months[0].month == date(2024, 3, 1)
    assert counts.months[0].measures["Assessed within 3 hours"] == (1, 1)


def test_title_and_empty_rows_above_the_headings_are_passed_over_but_no_row_about_a_person():
    rows = [["Detentions"], [], ["Month", "Sex", "Age"], ["2024-03", "F", "40"], [], ["2024-03", "Zed", "40"]]
    assert count_forms(rows[:4], today=TODAY).detentions == 1
    with pytest.raises(NotCountable, match="Row 6: the sex"):
        count_forms(rows, today=TODAY)
    with pytest.raises(NotCountable, match="No column was found"):
        count_forms([["2024-03", "F", "40"], *rows], today=TODAY)


def test_somebody_of_unknown_age_in_a_cell_may_be_a_child():
    heading = ["Month", "Age", "Place of safety"]
    counts = counted(
        ["2024-03", "", "custody"], ["2024-03", "40", "custody"], ["2024-04", "", "HBPoS"], heading=heading
    )
    assert [month.perhaps_children for month in counts.months] == [1, 0]


def test_rows_that_are_the_same_with_a_time_are_counted_and_told():
    row = ["Q", "31/03/2024 23:50", "17", "F", "Police custody", "Police van"]
    counts = counted(row, [*row[:5], "ambulance"], row, [f" {cell} " for cell in row])
    assert (counts.detentions, counts.same_rows) == (4, (4, 5))
    assert counts.doubt.startswith("Rows 4 and 5 are the same in every cell as a row above, and were counted:")
    assert counted(["2024-03", "F"], ["2024-03", "F"], heading=["Month", "Sex"]).doubt == ""


CELLS = st.lists(st.text("abcQZ019/-: é", max_size=9), max_size=8)


@given(st.lists(CELLS, max_size=6), st.booleans())
def test_no_word_of_a_file_comes_out(rows, has_heading):
    """Whatever the rows, each cell with a mark: neither the refusal nor the counts hold the mark."""
    marked = [[f"{cell}\u2603" if cell.strip() else "" for cell in row] for row in rows]
    heading = HEADING if has_heading else [f"{cell}\u2603" for cell in (rows[0] if rows else [])]
    try:
        said = repr(count_forms([heading, *marked], today=TODAY))
    except NotCountable as refused:
        said = repr((refused, refused.__cause__, refused.__context__))
    assert "\u2603" not in said


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024-03", "2024-04", "2024-05"]),
        st.sampled_from(["", "5", "17", "40", "adult"]),
        st.sampled_from(["HBPoS", "ED", "custody", "", "other"]),
    ),
    min_size=1,
    max_size=30,
)


@given(ROWS)
def test_counts_equal_those_by_hand_and_make_tables(rows):
    counts = counted(*map(list, rows), heading=["Month", "Age", "Place of safety"])
    for month in counts.months:
        here = [row for row in rows if row[0] == f"{month.month:%Y-%m}"]
        assert month.detentions == len(here)
        assert {sum(counts.values()) for counts in month.breakdowns.values()} == {len(here)}
        known = [row for row in here if row[2]]
        expected = (sum(row[2] == "custody" for row in known), len(known))
        assert month.measures.get("Taken to a police station", (0, 0)) == expected
        children = [row for row in known if row[1] in ("5", "17")]
        expected = (sum(row[2] == "custody" for row in children), len(children))
        assert month.measures.get("Under 18 and taken to a police station", (0, 0)) == expected


def test_reason_that_nobody_had_to_give_is_not_called_unknown():
    heading = ["Month", "Place of safety", "Conveyance", "Reason for police vehicle", "Reason for police station"]
    rows = (
        ("HBPoS", "ambulance", "", "N/A"),
        ("custody", "police", "No ambulance available", "regulations met"),
        ("custody", "police van", "", "n/a"),
        ("", "", "", "not applicable"),
        ("A&E", "ambulance", "risk assessment", ""),
    )
    march = counted(*(["March 2024", *row] for row in rows), heading=heading).months[0]
    assert march.breakdowns["reason for a police vehicle"] == {
        "ambulance not available within 30 minutes": 1,
        "no police vehicle was used": 1,
        "not known": 2,
        "risk assessment: behaviour": 1,
    }
    assert march.breakdowns["reason for a police station"] == {
        "conditions in the 2017 Regulations were met": 1,
        "not known": 1,
        "not taken to a police station": 3,
    }


@needs_shared
@pytest.mark.parametrize(
    ("key", "listed"),
    [
        ("place", "place_of_safety"),
        ("conveyance", "conveyance"),
        ("reason_vehicle", "reason_police_vehicle"),
        ("reason_station", "reason_police_station"),
    ],
)
def test_every_category_of_the_return_is_counted(key, listed):
    """Notes in brackets at the end of a category say how it was confirmed."""
    column = next(column for column in form_words.COLUMNS if column.key == key)
    for category in json.loads((SHARED / "s136" / "s136_dataset.json").read_text())[listed]:
        words = category if "already" in category else category.partition(" (")[0]
        assert column.category_of(words) == words


@needs_shared
def test_headings_of_the_return_are_found_once():
    """The fields that are counted stand under their own names; no other field is taken for one of them."""
    fields = json.loads((SHARED / "s136" / "s136_dataset.json").read_text())["detention_fields"]
    row = ["2024-03-01" if field.startswith("time detained") else "" for field in fields]
    counts = count_forms([fields, row], today=TODAY)
    assert set(counts.months[0].breakdowns) == {column.title for column in form_words.COLUMNS} | {"age"}
