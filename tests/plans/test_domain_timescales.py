"""Timescale cells: every spelling of a date, and what the words around it make of it."""

import json
import re
import sys
import time
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from concordat.plans.domain.timescales import Timescale, TimescaleKind, combine_struck, months, parse_timescale
from tests.plans.reference_pairs import expected_actions
from tests.shared import SHARED, needs_shared

_without_deadline = settings(deadline=None)  # a busy machine is no fault of the reading


def read(text, default_year=None):
    """Kind and last day, as in "month 2016-03-31"; the kind alone where there is no day."""
    timescale = parse_timescale(text, default_year=default_year)
    return " ".join(filter(None, [timescale.kind.value, timescale.end and timescale.end.isoformat()]))


def span(text, default_year=None):
    timescale = parse_timescale(text, default_year=default_year)
    return f"{timescale.kind.value} {timescale.start} {timescale.end}"


MARCH = "month 2016-03-31"


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


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("July 2015 - Completed", "complete", "month 2015-07-31"),
        ("March 2016 – Completed – need to commission recurrently", "complete", MARCH),
        ("March 2016\nCompleted", "complete", MARCH),
        ("Completed", "complete", "unknown"),
        ("Complete", "complete", "unknown"),
        ("Complete and ongoing", "complete", "ongoing"),
        ("In place", "complete", "ongoing"),
        ("Inplace since 2012", "complete", "ongoing"),
        ("Overdue", "overdue", "unknown"),
        ("March 2016 (overdue)", "overdue", MARCH),
        ("on track", "ongoing", "unknown"),
        ("Not yet started", "not_started", "unknown"),
        ("Cancelled", "removed", "unknown"),
        ("March 2016", None, MARCH),
        ("Ongoing", None, "ongoing"),
        ("To be completed by March 2016", None, MARCH),
        ("Complete by March 2016", None, MARCH),
        ("Not complete", None, "unknown"),
        ("In place by March 2016", None, MARCH),
    ],
)
def test_a_status_in_the_date_cell_is_told_from_a_promise(text, status, expected):
    assert parse_timescale(text).status == status
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("April 2015 Revised date: March 2016", ["April 2015"]),
        ("April 2015\nRevised:\nMarch 2016", ["April 2015"]),
        ("March 2016 (was October 2015)", ["October 2015"]),
        ("Was October 2015 now March 2016", ["October 2015"]),
        ("Oct 2015 extended to March 2016", ["Oct 2015"]),
        ("Oct 2015 – slipped to March 2016", ["Oct 2015"]),
        ("Oct 2015 moved to March 2016", ["Oct 2015"]),
        ("Moved from Oct 2015 to March 2016", ["Oct 2015"]),
        ("Original: April 2015\nRevised: March 2016", ["April 2015"]),
        ("Originally April 2015, now March 2016", ["April 2015"]),
        ("April 2015 new date March 2016", ["April 2015"]),
        ("April 2015 (original) March 2016 (revised)", ["April 2015"]),
        ("April 2015 → March 2016", ["April 2015"]),
        ("April 2015 -> March 2016", ["April 2015"]),
        ("April 2015, revised June 2015, revised again March 2016", ["April 2015", "June 2015"]),
        ("March 2016 (was Dec 2015, originally Oct 2015)", ["Oct 2015", "Dec 2015"]),
        ("Oct 2015 – Jan 2016 revised to March 2016", ["Oct 2015 – Jan 2016"]),
        ("Ongoing, revised to March 2016", ["Ongoing"]),
        ("now March 2016", []),
        ("Revised March 2016", []),
    ],
)
def test_a_revised_date_keeps_the_dates_before_it(text, previous):
    assert read(text) == MARCH
    assert [each.text for each in parse_timescale(text).previous] == previous


def test_a_date_that_was_given_up_for_none_is_no_promise():
    timescale = parse_timescale("March 2016, now TBC")
    assert (timescale.kind, timescale.end) == (TimescaleKind.UNKNOWN, None)
    assert [each.end for each in timescale.previous] == [date(2016, 3, 31)]


def test_struck_out_dates_come_before_those_that_the_words_revise():
    timescale = parse_timescale("April 2016 revised to July 2016")
    combined = combine_struck(timescale, "October 2015 January 2016")
    assert [each.text for each in combined.previous] == ["October 2015", "January 2016", "April 2016"]
    assert (combined.text, combined.end) == (timescale.text, date(2016, 7, 31))
    assert combine_struck(timescale, "") == timescale
    assert combine_struck(timescale, "July 2016") == timescale


def parts_of(text):
    timescale = parse_timescale(text)
    assert timescale.kind is TimescaleKind.MULTIPLE
    return [
        " ".join(filter(None, [part.label, "|", part.text, "|", part.kind.value, part.end and part.end.isoformat()]))
        for part in timescale.parts
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("i) March 2016 ii) April 2016", ["i) | March 2016 | month 2016-03-31", "ii) | April 2016 | month 2016-04-30"]),
        ("a) March 2016\nb) Ongoing", ["a) | March 2016 | month 2016-03-31", "b) | Ongoing | ongoing"]),
        ("(1) March 2016 (2) TBC", ["(1) | March 2016 | month 2016-03-31", "(2) | TBC | unknown"]),
        ("1. March 2016\n2. 2017", ["1. | March 2016 | month 2016-03-31", "2. | 2017 | year 2017-12-31"]),
        (
            "Phase 1: March 2016; Phase 2: April 2016",
            ["Phase 1 | March 2016 | month 2016-03-31", "Phase 2 | April 2016 | month 2016-04-30"],
        ),
        ("March 2016\n2017", ["1) | March 2016 | month 2016-03-31", "2) | 2017 | year 2017-12-31"]),
        ("• March 2016\n• April 2016", ["1) | March 2016 | month 2016-03-31", "2) | April 2016 | month 2016-04-30"]),
        ("- March 2016\n- April 2016", ["1) | March 2016 | month 2016-03-31", "2) | April 2016 | month 2016-04-30"]),
        ("Adults – March 2016, CYP – 2017", ["Adults | March 2016 | month 2016-03-31", "CYP | 2017 | year 2017-12-31"]),
        ("FCC: March 2016\nFMHT: 2017", ["FCC | March 2016 | month 2016-03-31", "FMHT | 2017 | year 2017-12-31"]),
        ("Pilot\nMarch 2016\nUse\n2017", ["Pilot | March 2016 | month 2016-03-31", "Use | 2017 | year 2017-12-31"]),
        ("Ongoing\nMarch 2016", ["1) | Ongoing | ongoing", "2) | March 2016 | month 2016-03-31"]),
        ("March & June 2016", ["1) | March | month 2016-03-31", "2) | June 2016 | month 2016-06-30"]),
        (
            "Q4 2014/15\nQ3 2015/16",
            ["1) | Q4 2014/15 | quarter 2015-03-31", "2) | Q3 2015/16 | quarter 2015-12-31"],
        ),
        ("i) 31 Feb 2016 ii) March 2016", ["i) | 31 Feb 2016 | unknown", "ii) | March 2016 | month 2016-03-31"]),
    ],
)  # fmt: skip
def test_several_promises_in_a_cell_are_told_apart(text, parts):
    assert parts_of(text) == parts


def test_several_promises_span_from_the_first_to_the_last():
    assert span("i) June 2016 ii) March 2016 iii) Ongoing") == "multiple 2016-03-01 2016-06-30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q1", "quarter 2015-06-30"),
        ("Q4", "quarter 2016-03-31"),
        ("Q1 & Q2", "range 2015-09-30"),
        ("December", "month 2015-12-31"),
        ("March", "month 2016-03-31"),
        ("31 March", "day 2016-03-31"),
        ("2016/17", "financial_year 2017-03-31"),
        ("Dec 14", "month 2014-12-31"),
        ("To be agreed at the January meeting", "unknown"),
    ],
)
def test_a_date_without_a_year_falls_in_the_financial_year_of_the_header(text, expected):
    assert read(text, default_year=2015) == expected


def test_quarters_listed_under_a_header_with_a_year_are_parts():
    assert span("Q1 Q3", default_year=2015) == "multiple 2015-04-01 2015-12-31"


@pytest.mark.parametrize(
    "text", ["Mar 16", "Spring 2016", "early 2016", "Q4 2015", "03/16", "11/12", "March 2016 and ongoing"]
)
def test_a_second_fair_reading_is_owned_to(text):
    assert parse_timescale(text).is_doubtful


@pytest.mark.parametrize(
    "text", ["Mar-16", "Mar ’16", "March 2016", "Q4 2015/16", "15/16", "14 Mar 16", "i) Mar 2016 ii) 2017"]
)
def test_what_is_plain_is_not_doubted(text):
    assert not parse_timescale(text).is_doubtful


def test_prose_gives_a_date_only_with_doubt():
    timescale = parse_timescale("The service is to be open across the whole of the county by April 2016")
    assert (timescale.end, timescale.is_doubtful) == (date(2016, 4, 30), True)
    assert (
        read("A long account of how the pilot that ran at two sites over the spring was taken in March 2016")
        == "unknown"
    )


# --- properties

_days = st.dates(date(2010, 1, 1), date(2049, 12, 31))
_NAMES = [name.title() for name in months.FULL_NAMES]
_DAY_FORMS = st.sampled_from(
    [
        "{d} {name} {y}",
        "{d}{th} {name} {y}",
        "{d}{th} of {name} {y}",
        "{d} {short} {yy}",
        "{d}-{short}-{yy}",
        "{d}/{m}/{y}",
        "{d:02}/{m:02}/{y}",
        "{d:02}.{m:02}.{y}",
        "{d}.{m}.{yy}",
        "{y}-{m:02}-{d:02}",
        "{y}-{m:02}-{d:02} 00:00:00",
        "By {d} {name} {y}",
        "{name} {d}{th}, {y}",
        "{d}\u00a0{name}\n{y}",
        "{weekday} {d} {short}. {y}",
    ]
)
_MONTH_FORMS = st.sampled_from(
    [
        "{name} {y}",
        "{short} {y}",
        "{short}. {y}",
        "{short}-{yy}",
        "{short} ’{yy}",
        "{name}{y}",
        "{name} {yy}",
        "{m:02}/{y}",
        "By {name} {y}",
        "By end of {short} {y}",
        "{name}\n{y}",
        "end {short} {y}",
        "{broken} {y}",
        "No later than {name} {y}",
    ]
)
_WRAPPINGS = st.sampled_from(["{}", " {} ", "{}.", "({})", "{}\n", "\u200b{}", "Due {}", "Deadline: {}"])


def _ordinal(number):
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _written(day, form, letters=str):
    name = _NAMES[day.month - 1]
    words = {"name": name, "short": name[:3], "broken": f"{name[:3]} {name[3:]}" if len(name) > 5 else name}
    return form.format(
        d=day.day,
        m=day.month,
        y=day.year,
        yy=f"{day.year % 100:02}",
        th=_ordinal(day.day),
        weekday=day.strftime("%A"),
        **{key: letters(word) for key, word in words.items()},
    )


_letters = st.sampled_from([str, str.upper, str.lower])


@_without_deadline
@given(_days, _DAY_FORMS, _WRAPPINGS, _letters)
def test_any_day_in_any_spelling_reads_as_itself(day, form, wrapping, letters):
    timescale = parse_timescale(wrapping.format(_written(day, form, letters)))
    assert (timescale.kind, timescale.start, timescale.end) == (TimescaleKind.DAY, day, day)


@_without_deadline
@given(_days, _MONTH_FORMS, _WRAPPINGS, _letters)
def test_any_month_in_any_spelling_reads_as_itself(day, form, wrapping, letters):
    timescale = parse_timescale(wrapping.format(_written(day, form, letters)))
    last = day.replace(day=monthrange(day.year, day.month)[1])
    assert (timescale.kind, timescale.start, timescale.end) == (TimescaleKind.MONTH, day.replace(day=1), last)


_YEAR_FORMS = st.sampled_from(
    ["{y}/{next:02}", "{y}-{next:02}", "{yy:02}/{next:02}", "{yy:02}-{next:02}", "{y}/{whole}", "FY {y}/{next:02}"]
)


def _financial(year, form):
    return form.format(y=year, yy=year % 100, next=(year + 1) % 100, whole=year + 1)


@_without_deadline
@given(st.integers(2010, 2049), _YEAR_FORMS, _WRAPPINGS)
def test_any_financial_year_in_any_spelling_reads_as_itself(year, form, wrapping):
    timescale = parse_timescale(wrapping.format(_financial(year, form)))
    assert timescale.kind is TimescaleKind.FINANCIAL_YEAR
    assert (timescale.start, timescale.end) == (date(year, 4, 1), date(year + 1, 3, 31))


@_without_deadline
@given(
    st.integers(1, 4),
    st.integers(2010, 2049),
    _YEAR_FORMS,
    st.sampled_from(["Q{} {}", "Quarter {} {}", "q{}, {}", "Qtr {}\n{}", "End of Q{} {}", "Q {} ({})"]),
)
def test_any_quarter_in_any_spelling_reads_as_itself(number, year, year_form, form):
    timescale = parse_timescale(form.format(number, _financial(year, year_form)))
    start = date(year, 1 + 3 * number, 1) if number < 4 else date(year + 1, 1, 1)
    assert (timescale.kind, timescale.start) == (TimescaleKind.QUARTER, start)
    # A slow second reckoning: the day before the next quarter begins.
    assert timescale.end == (start + timedelta(days=95)).replace(day=1) - timedelta(days=1)


@_without_deadline
@given(_days, _days, _MONTH_FORMS, st.sampled_from([" – ", " - ", "-", " to ", " until ", " –\n", "\nto "]))
def test_any_range_of_months_reads_from_the_first_to_the_last(first, last, form, joiner):
    assume((first.year, first.month) < (last.year, last.month))
    assume("y}-" not in form and "By" not in form and "end" not in form and "later" not in form and "m:02" not in form)
    timescale = parse_timescale(_written(first, form) + joiner + _written(last, form))
    assert (timescale.kind, timescale.start) == (TimescaleKind.RANGE, first.replace(day=1))
    assert timescale.end == last.replace(day=monthrange(last.year, last.month)[1])


@_without_deadline
@given(
    _days,
    _days,
    _MONTH_FORMS,
    st.sampled_from(["\nRevised: ", " revised date: ", " moved to ", " slipped to ", " now "]),
)
def test_any_revision_keeps_both_dates(first, last, form, mark):
    assume("By" not in form and "later" not in form)
    timescale = parse_timescale(_written(first, form) + mark + _written(last, form))
    assert timescale.kind is TimescaleKind.MONTH
    assert timescale.start == last.replace(day=1)
    assert [each.start for each in timescale.previous] == [first.replace(day=1)]


_STRAY_WORDS = """
March Apr 2016 16 31 Feb 1st Q4 15/16 2015/16 to - – / and , ; : ( ) i) ii) a) Phase 1 revised now was
originally date  Ongoing monthly every two months TBC completed overdue in place by before end of early start
finish w/c FY Spring  2014/2015/16 13/13/2016 24/7 > → ' . 201 6 quarter Decem ber 99 0 went live since each
half first
"""
_jumbles = st.lists(st.sampled_from([*_STRAY_WORDS.split(), "\n"]), max_size=25).map(" ".join)


def _check(timescale, *, is_part=False):
    assert isinstance(timescale, Timescale)
    assert (timescale.start is None) == (timescale.end is None)
    if timescale.start and timescale.end:
        assert timescale.start <= timescale.end
    has_no_days = timescale.kind in (TimescaleKind.UNKNOWN, TimescaleKind.ONGOING, TimescaleKind.RECURRING)
    assert not (has_no_days and timescale.start)
    assert timescale.start or has_no_days or timescale.kind is TimescaleKind.MULTIPLE
    assert (timescale.kind is TimescaleKind.RECURRING) <= (timescale.recurrence is not None)
    assert (timescale.kind is TimescaleKind.MULTIPLE) == (len(timescale.parts) > 1)
    for part in timescale.parts:
        assert part.label
        _check(part, is_part=True)
        assert part.end is None or (timescale.end and timescale.start <= part.start and part.end <= timescale.end)
    for each in timescale.previous:
        assert each.text
        _check(each)


@_without_deadline
@given(st.text(max_size=200) | _jumbles | st.from_regex(r"[0-9 /.\-]{1,30}", fullmatch=True), st.none() | st.just(2015))
def test_any_text_is_read_without_error_and_makes_sense(text, default_year):
    timescale = parse_timescale(text, default_year=default_year)
    assert timescale.text == text
    _check(timescale)
    _check(combine_struck(timescale, text))


@_without_deadline
@given(_jumbles)
def test_no_year_is_invented(text):
    timescale = parse_timescale(text)
    written = {int(digits[-2:]) for digits in re.findall(r"\d{2,4}", text)} | {
        int(f"{tens[-1]}{ones}")
        for tens, ones in re.findall(r"(\d+) (?=(\d)\b)", text)  # "201 6", "2015/1 6"
    }
    for day in (timescale.start, timescale.end):
        # A winter, a quarter or a financial year reaches into the year before or after the one written.
        assert day is None or {(day.year + step) % 100 for step in (-1, 0, 1)} & written


def test_a_long_text_is_read_in_time_that_grows_with_its_length():
    for piece in (
        "March ",
        "1/",
        "now ",
        "i) ",
        "2015/",
        "Decem ",
        "- ",
        "was (",
        "week of ",
        "Q1 & ",
        "every ",
        "20 ",
        "a\n",
        "' ",
    ):
        began = time.process_time()
        parse_timescale(piece * (2000 // len(piece)))
        parse_timescale(piece * 200_000)
        assert time.process_time() - began < 10, piece


# --- the reference documents


def _facts(entry):
    """Kind, first day, last day and recurrence, of a timescale or of an entry of an answer key."""
    if isinstance(entry, dict):
        return (entry["kind"], entry["start"], entry["end"], entry.get("recurrence"))
    return (
        entry.kind.value,
        entry.start and entry.start.isoformat(),
        entry.end and entry.end.isoformat(),
        entry.recurrence,
    )


@needs_shared
def test_timescales_of_the_reference_documents(capsys):
    actions = [action for action in expected_actions() if action.get("timescale")]
    hits = dict.fromkeys(("kind", "start", "end", "recurrence", "parts", "previous"), 0)
    for action in actions:
        expected = action["timescale"]
        timescale = parse_timescale(action["timescale_text"] or "")
        timescale = combine_struck(timescale, (action.get("struck_text") or {}).get("timescale_text", ""))
        for name, found, wanted in zip(
            ("kind", "start", "end", "recurrence"), _facts(timescale), _facts(expected), strict=True
        ):
            hits[name] += found == wanted
        parts = [(part.label, part.text, _facts(part)) for part in timescale.parts]
        hits["parts"] += parts == [(part["label"], part["text"], _facts(part)) for part in expected.get("parts", [])]
        previous = [(each.text, _facts(each)) for each in timescale.previous]
        hits["previous"] += previous == [(each["text"], _facts(each)) for each in expected.get("previous", [])]
    with capsys.disabled():
        shares = ", ".join(f"{name} {hit / len(actions):.1%}" for name, hit in hits.items())
        sys.stdout.write(f"\ntimescales of {len(actions)} actions: {shares}\n")
    assert all(hit >= 0.99 * len(actions) for hit in hits.values())


@needs_shared
def test_every_spelling_of_the_vocabulary_is_known():
    lines = (SHARED / "vocabulary" / "timescales.jsonl").read_text().splitlines()
    for line in lines:
        entry = json.loads(line)
        timescale = parse_timescale(entry["text"])
        assert _facts(timescale) == _facts(entry), entry
        assert timescale.status == entry.get("status")
        assert [str(each.end) for each in timescale.previous] == (
            [entry["revised_from"]] if "revised_from" in entry else []
        )


@needs_shared
def test_timescales_of_the_partial_plans_say_what_a_reader_sees():
    rows = [
        row
        for key in sorted(SHARED.glob("plans/*.expected.json"))
        for row in json.loads(key.read_text())["rows"]
        if row.get("timescale") and "(cut)" not in row["timescale"]
    ]
    unknown = {row["timescale"] for row in rows if parse_timescale(row["timescale"]).kind is TimescaleKind.UNKNOWN}
    assert len(rows) > 25
    assert unknown == {"Q2"}  # its year stands in the header of the column
