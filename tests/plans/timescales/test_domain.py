"""Timescale cells: every spelling of a date, and words that name none."""

import pytest

from concordat.plans.domain.timescales import TimescaleKind, parse_timescale
from tests.plans.timescales.timescale_letters import MARCH, read, span


@pytest.mark.parametrize(
    "text",
    [
        "March 2016",
        "march 2016",
        "MARCH 2016",
        "Mar 2016",
        "Mar. 2016",
        "Mar, 2016",
        "March2016",
        "Mar-2016",
        "Mar/2016",
        "March-16",
        "Mar-16",
        "Mar '16",
        "Mar ’16",
        "Mar‘16",
        "March  2016",
        "March\u00a02016",
        "Mar ch 2016",
        "Mar-\nch 2016",
        "March\n2016",
        "March 201 6",
        "March 20 16",
        "2016 March",
        "03/2016",
        "3/2016",
        "2016-03",
        "By March 2016",
        "before March 2016",
        "by the end of March 2016",
        "By end March 2016",
        "until March 2016",
        "no later than March 2016",
        "no later\nthan March 2016",
        "from March 2016",
        "start of March 2016",
        "mid-March 2016",
        "early March 2016",
        "late March 2016",
        "Marhc 2016",
        "Due: March 2016",
        "Target date March 2016",
        "in March 2016",
        "Implementation March 2016",
        "March 2016.",
        "(March 2016)",
        "To be completed by March 2016",
        "In place by March 2016",
        "To be launched March 2016",
        "Phase 1 March 2016",
    ],
)
def test_a_month_reads_the_same_in_every_spelling(text):
    assert read(text) == MARCH


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Sept 2015", "2015-09-30"),
        ("Sept. 15", "2015-09-30"),
        ("Sep2014", "2014-09-30"),
        ("Febuary 2016", "2016-02-29"),
        ("Feburary 2015", "2015-02-28"),
        ("Janaury 2016", "2016-01-31"),
        ("Decem ber 2015", "2015-12-31"),
        ("Dec-\nember 2015", "2015-12-31"),
        ("Novemebr 2015", "2015-11-30"),
    ],
)
def test_short_broken_and_misspelt_months_are_known(text, end):
    assert read(text) == f"month {end}"


@pytest.mark.parametrize(
    "text",
    [
        "26th May 2015",
        "26 th May 2015",
        "26 May 15",
        "26-May-15",
        "26/05/2015",
        "26.5.2015",
        "26.05.15",
        "26 / 5 / 2015",
        "26/05/\n2015",
        "26-5-2015",
        "2015-05-26",
        "2015-05-26 00:00:00",
        "2015-05-26T00:00:00",
        "26/05/2015 00:00",
        "26th of May, 2015",
        "26th\nMay\n2015",
        "May 26th 2015",
        "May 26, 2015",
        "Tuesday 26 May 2015",
        "Tues 26th May 15",
        "By 26th May 2015",
        "No later than 26/05/2015",
    ],
)
def test_a_day_reads_the_same_in_every_spelling(text):
    assert span(text) == "day 2015-05-26 2015-05-26"


@pytest.mark.parametrize(
    "text",
    [
        "2015/16",
        "2015-16",
        "15/16",
        "15-16",
        "’15/16",
        "2015/’16",
        "2015/2016",
        "2015-2016",
        "2015 / 16",
        "2015/\n16",
        "FY 2015/16",
        "FY15/16",
        "F/Y 15/16",
        "financial year 2015/16",
        "2015/16 financial year",
        "By the end of 2015/16",
        "Implementation 2015/16",
    ],
)
def test_a_financial_year_runs_from_april_to_march(text):
    assert span(text) == "financial_year 2015-04-01 2016-03-31"


@pytest.mark.parametrize(
    "text",
    [
        "Q4 2015/16",
        "Q4 15-16",
        "Q4 15/16",
        "Quarter 4 2015/16",
        "Qtr 4, 2015/16",
        "Q4\n2015/16",
        "Q4 (2015/16)",
        "2015/16 Q4",
        "4th quarter 2015/16",
        "fourth quarter of 2015/16",
        "Q4 FY15/16",
        "End of Q4 2015/16",
        "quarter ending March 2016",
    ],
)
def test_quarters_are_those_of_the_financial_year(text):
    assert span(text) == "quarter 2016-01-01 2016-03-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January to December 2016", "range 2016-01-01 2016-12-31"),
        ("Feb/Mar 2016", "range 2016-02-01 2016-03-31"),
        ("March April 2016", "range 2016-03-01 2016-04-30"),
        ("March\nApril\n2016", "range 2016-03-01 2016-04-30"),
        ("March and April 2016", "range 2016-03-01 2016-04-30"),
        ("Apr 2015 – Mar 2017", "range 2015-04-01 2017-03-31"),
        ("April 2015 –\nMarch 2017", "range 2015-04-01 2017-03-31"),
        ("Sept 2015-March 2016", "range 2015-09-01 2016-03-31"),
        ("December – February 2016", "range 2015-12-01 2016-02-29"),
        ("from April 2016 to the end of March 2017", "range 2016-04-01 2017-03-31"),
        ("between March and June 2016", "range 2016-03-01 2016-06-30"),
        ("1 - 31 March 2016", "range 2016-03-01 2016-03-31"),
        ("1st April to 30th June 2016", "range 2016-04-01 2016-06-30"),
        ("01/04/2016 - 31/03/2017", "range 2016-04-01 2017-03-31"),
        ("1/4/16-31/3/17", "range 2016-04-01 2017-03-31"),
        ("Q1-Q2 2016/17", "range 2016-04-01 2016-09-30"),
        ("Q1/2 2016/17", "range 2016-04-01 2016-09-30"),
        ("2014/15 - 2016/17", "range 2014-04-01 2017-03-31"),
        ("2016 - 2018", "range 2016-01-01 2018-12-31"),
        ("2016 to 2018", "range 2016-01-01 2018-12-31"),
        ("2014/2015/16", "range 2014-04-01 2016-03-31"),
        ("2014/2015/1 6", "range 2014-04-01 2016-03-31"),
        ("H1 2016/17", "range 2016-04-01 2016-09-30"),
        ("second half of 2016", "range 2016-07-01 2016-12-31"),
        ("w/c 14 March 2016", "range 2016-03-14 2016-03-20"),
        ("Start: Dec 2015 End: Dec 2016", "range 2015-12-01 2016-12-31"),
        ("start 2016; finish 2017", "range 2016-01-01 2017-12-31"),
        ("Spring 2016", "range 2016-03-01 2016-05-31"),
        ("Winter 2015/16", "range 2015-12-01 2016-02-29"),
        ("Spring/Summer 2016", "range 2016-03-01 2016-08-31"),
    ],
)
def test_ranges_run_from_the_first_day_to_the_last(text, expected):
    assert span(text) == expected


def test_a_year_is_a_year():
    assert span("2016") == "year 2016-01-01 2016-12-31"
    assert span("By end 2016") == "year 2016-01-01 2016-12-31"


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing",
        "On-going",
        "on going",
        "On- going",
        "on-\ngoing",
        "ONGOING.",
        "Continuous",
        "Rolling programme",
        "BAU",
        "Business as usual",
        "start October 2016; finish Ongoing",
    ],
)
def test_ongoing_is_known_in_every_spelling(text):
    assert read(text) == "ongoing"


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("Monthly", "monthly"),
        ("Monthly meetings ongoing", "monthly"),
        ("Bi-monthly ongoing", "bi-monthly"),
        ("bimonthly", "bi-monthly"),
        ("Bi-\nmonthly", "bi-monthly"),
        ("Quarterly review", "quarterly"),
        ("every quarter", "quarterly"),
        ("Annually - ongoing", "annually"),
        ("Annual commissioning cycle", "annually"),
        ("each year", "annually"),
        ("thereafter every two months", "every two months"),
        ("every 2 months", "every two months"),
        ("six-monthly", "six-monthly"),
        ("6 monthly", "six-monthly"),
        ("twice a year", "twice a year"),
        ("4 times a year", "four times a year"),
        ("once a month", "monthly"),
        ("half-yearly", "half-yearly"),
        ("Weekly", "weekly"),
        ("Quarterly from April 2016", "quarterly"),
    ],
)
def test_what_repeats_says_how_often(text, recurrence):
    timescale = parse_timescale(text)
    assert (timescale.kind, timescale.recurrence) == (TimescaleKind.RECURRING, recurrence)
    assert (timescale.start, timescale.end) == (None, None)


@pytest.mark.parametrize(
    "text", ["March 2016 then quarterly", "March 2016\nthen quarterly", "Quarterly until March 2016"]
)
def test_a_date_that_repeats_keeps_its_date(text):
    assert read(text) == MARCH
    assert parse_timescale(text).recurrence == "quarterly"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "-",
        "TBC",
        "tba",
        "n/a",
        "N/A",
        "Immediate",
        "ASAP",
        "As strategies are reviewed",
        "To be agreed",
        "To be agreed at the January meeting",
        "To be agreed at the January 2016 meeting",
        "TBC by March 2016",
        "As above",
        "See 1.2",
        "24/7",
        "24/7 crisis line",
        "within 6 months",
        "3-6 months",
        "1 Year project",
        "evaluation at 9 months",
        "16-17 year olds",
        "Care Act 2014",
        "Mental Health Act 1983",
        "March",
        "31 March",
        "Q3",
        "Spring",
        "Phase 1 (wards/ clinics went live Sep2014)",
        "Launched March 2015",
        "42460",
        "3.2",
    ],
)
def test_words_that_name_no_time_are_unknown(text):
    timescale = parse_timescale(text)
    assert (timescale.kind, timescale.start, timescale.end) == (TimescaleKind.UNKNOWN, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "31 Feb 2016",
        "31st Feb 2016",
        "29 February 2015",
        "31/04/2016",
        "13/13/2016",
        "12/31/2016",
        "0/3/2016",
        "32 March 2016",
        "March 32nd 2016",
        "2016-13-01",
        "15/2016",
        "Q5 2016/17",
        "March 201",
        "March 20166",
        "2016/15",
        "2015/6",
        "March 2016 – January 2016",
        "31 Feb – 3 March 2016",
        "31 Feb 2016 or March 2016",
    ],
)
def test_a_date_that_can_not_be_is_never_some_other_date(text):
    timescale = parse_timescale(text)
    assert (timescale.kind, timescale.start, timescale.end) == (TimescaleKind.UNKNOWN, None, None)
    assert timescale.is_doubtful
