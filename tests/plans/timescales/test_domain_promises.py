"""Timescale cells that say more than one date: statuses, revisions, parts, and years that stand in the header."""

from datetime import date

import pytest

from concordat.plans.domain.timescales import TimescaleKind, combine_struck, parse_timescale
from tests.plans.timescales.timescale_letters import MARCH, read, span


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
