from datetime import date

import pytest

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_length, spoken_timescale
from concordat.plans.domain.timescales import TimescaleKind as Kind


def test_day_is_spoken_without_a_leading_nought():
    assert spoken_day(date(2015, 3, 1)) == "1 March 2015"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (60, "60 days"),
        (61, "about 2 months"),
        (365, "about 11 months"),
        (366, "about 1 year"),
        (800, "about 2 years and 2 months"),
    ],
)
def test_length_is_one_that_a_person_can_picture(days, words):
    assert spoken_length(days) == words


def test_count_has_its_noun():
    assert [spoken_count(n, "action") for n in (0, 1, 1200)] == ["0 actions", "1 action", "1,200 actions"]


@pytest.mark.parametrize(
    ("kind", "start", "end", "words"),
    [
        (Kind.DAY, date(2016, 5, 3), date(2016, 5, 3), "By 3 May 2016"),
        (Kind.MONTH, date(2015, 3, 1), date(2015, 3, 31), "In March 2015, so by 31 March 2015"),
        (Kind.QUARTER, date(2015, 4, 1), date(2015, 6, 30), "From 1 April 2015 to 30 June 2015"),
        (Kind.RANGE, date(2015, 4, 1), date(2016, 3, 31), "From 1 April 2015 to 31 March 2016"),
        (
            Kind.FINANCIAL_YEAR,
            date(2015, 4, 1),
            date(2016, 3, 31),
            "In the financial year 2015 to 2016, so by 31 March 2016",
        ),
        (Kind.YEAR, date(2016, 1, 1), date(2016, 12, 31), "In 2016, so by 31 December 2016"),
        (Kind.MULTIPLE, date(2016, 1, 1), date(2016, 12, 31), "From 1 January 2016 to 31 December 2016"),
        (Kind.RANGE, None, date(2016, 12, 31), "By 31 December 2016"),
        (Kind.ONGOING, None, None, "Ongoing: no last day was given"),
        (Kind.UNKNOWN, None, None, "No date could be read from the words"),
    ],
)
def test_timescale_says_what_was_understood(kind, start, end, words):
    assert spoken_timescale(kind, start, end) == words


def test_recurring_timescale_says_how_often():
    assert spoken_timescale(Kind.RECURRING, None, None, "quarterly") == "Repeats (quarterly): no last day was given"
