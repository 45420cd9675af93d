"""Periods are read as people write them; what may mean two things, or none, is not guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.loading.periods import NotAPeriod, meanings_of, period_for
from concordat.indicators.domain.periods import next_period

APRIL = date(2024, 4, 1)
EPOCH = date(1899, 12, 30)
months = st.dates(date(2000, 1, 1), date(2079, 12, 31)).map(lambda day: day.replace(day=1))
MONTH_WAYS = (
    "{0:%b-%y}", "{0:%b %y}", "{0:%B %Y}", "{0:%b %Y}", "{0:%b-%Y}", "{0:%Y-%m}", "{0:%m/%Y}", "{0:%d/%m/%Y}",
    "{0:%Y %b}", "{0:%Y-%m-%d}", "{0:%Y-%m-%d} 00:00:00", "{0:%d.%m.%Y}", "{0:%d-%b-%y}", "{0:%d %B %Y}", "{0:%b '%y}",
    "{0:%B, %Y}", "{0:%b. %Y}", "{0:%Y%m}", "{0:%YM%m}", "{0:%A %d %B %Y}", "Month of {0:%B %Y}",
    "{0:%d/%m/%y}", "{0:%Y/%m/%d}", "{0:%b/%y}",
)  # fmt: skip


@given(months, st.sampled_from(MONTH_WAYS))
def test_month_is_read_however_it_is_written(month, way):
    text = way.format(month)
    for spelt in (text, text.upper(), text.lower(), f"  {text} "):
        assert period_for(spelt, Frequency.MONTH) == month


@given(months)
def test_number_of_a_day_in_excel_is_read(month):
    assert period_for(str((month - EPOCH).days), Frequency.MONTH) == month


@given(months)
def test_last_day_of_a_month_stands_for_it(month):
    last = next_period(month, Frequency.MONTH) - timedelta(days=1)
    assert period_for(f"{last:%d/%m/%Y}", Frequency.MONTH) == month


@given(st.dates(date(2000, 1, 1), date(2079, 12, 31)), st.sampled_from(Frequency))
def test_period_in_our_own_words_is_read(day, frequency):
    """What a page or a template writes comes back as the period that it was."""
    on = {
        Frequency.WEEK: day - timedelta(days=day.weekday()),
        Frequency.MONTH: day.replace(day=1),
        Frequency.QUARTER: day.replace(day=1),
        Frequency.YEAR: date(day.year, day.month % 2 * 3 + 1, 1),
    }[frequency]
    assert period_for(Wording(Unit.COUNT, frequency).period(on), frequency) == on
    assert frequency != Frequency.WEEK or period_for(f"w/c {on:%d/%m/%Y}", frequency) == on


@given(st.integers(2000, 2080), st.integers(1, 4))
def test_quarter_of_a_financial_year_is_read(year, quarter):
    on = date(year + (quarter == 4), (3 * quarter) % 12 + 1, 1)
    both = f"{year}/{(year + 1) % 100:02}"
    for text in (f"Q{quarter} {both}", f"{both} Q{quarter}", f"quarter {quarter} {both}", f"Q{quarter} {both}".lower()):
        assert period_for(text, Frequency.QUARTER) == on


@pytest.mark.parametrize(
    ("text", "frequency", "on"),
    [
        ("2024/25", Frequency.YEAR, APRIL),
        ("2024-25", Frequency.YEAR, APRIL),
        ("2024/2025", Frequency.YEAR, APRIL),
        ("24/25", Frequency.YEAR, APRIL),
        ("FY2024/25", Frequency.YEAR, APRIL),
        ("2024", Frequency.YEAR, date(2024, 1, 1)),
        ("year ending March 2025", Frequency.YEAR, APRIL),
        ("2011-12", Frequency.YEAR, date(2011, 4, 1)),
        ("2011-12", Frequency.MONTH, date(2011, 12, 1)),
        ("Apr - Jun 2024", Frequency.QUARTER, APRIL),
        ("April to June 2024", Frequency.QUARTER, APRIL),
        ("01/04/2024 - 30/06/2024", Frequency.QUARTER, APRIL),
        ("quarter ending June 2024", Frequency.QUARTER, APRIL),
        ("30/06/2024", Frequency.QUARTER, APRIL),
        ("31/03/2025", Frequency.YEAR, APRIL),
        ("2024-W14", Frequency.WEEK, APRIL),
        ("week ending 07/04/2024", Frequency.WEEK, APRIL),
        ("Week commencing 1 April 2024", Frequency.WEEK, APRIL),
        ("2024/25 Jan", Frequency.MONTH, date(2025, 1, 1)),
        ("April 1, 2024", Frequency.MONTH, APRIL),
    ],
)
def test_other_ways_are_read(text, frequency, on):
    assert period_for(text, frequency) == on


@pytest.mark.parametrize(
    ("text", "frequency", "sentence"),
    [
        ("24-Apr", Frequency.MONTH, "has no year: write it like April 2024"),
        ("April", Frequency.MONTH, "has no year: write it like April 2024"),
        (
            "15/04/2024",
            Frequency.MONTH,
            "is a single day, and this measure has a figure for each month: write it like April 2024",
        ),
        (
            "2024/25",
            Frequency.MONTH,
            "is a year, and this measure has a figure for each month: write it like April 2024",
        ),
        (
            "Apr-24",
            Frequency.YEAR,
            "is a month, and this measure has a figure for each year: write it like 2024/25",
        ),
        (
            "Q1 2024",
            Frequency.QUARTER,
            "may begin on 1 January 2024 or 1 April 2024: write it like April to June 2024, or Q1 2024/25",
        ),
        ("32/01/2024", Frequency.MONTH, "can't be read as a month: write it like April 2024"),
        ("01/13/2024", Frequency.MONTH, "can't be read as a month: write it like April 2024"),
        ("Octember 2024", Frequency.MONTH, "can't be read as a month: write it like April 2024"),
        ("x" * 10_000, Frequency.MONTH, "can't be read as a month: write it like April 2024"),
        ("2024/27", Frequency.YEAR, "can't be read as a year: write it like 2024/25"),
        (
            "w/c 02/04/2024",
            Frequency.WEEK,
            "can't be read as a week: write it like w/c 04/03/2024, which is a Monday",
        ),
    ],
)
def test_what_is_no_period_of_the_measure_is_told(text, frequency, sentence):
    with pytest.raises(NotAPeriod) as refused:
        period_for(text, frequency)
    assert str(refused.value) == sentence


def test_american_month_is_not_taken_for_another_month():
    """The first of April, month first, reads as the fourth of January: no month begins or ends on it."""
    with pytest.raises(NotAPeriod):
        period_for("04/01/2024", Frequency.MONTH)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text):
    for meant in meanings_of(text):
        assert isinstance(meant.on, date)


@given(st.text(alphabet="0123456789/-.: qwfyjan'tow", max_size=30))
def test_nothing_like_a_period_breaks_the_reading(text):
    for meant in meanings_of(text):
        assert isinstance(meant.on, date)
