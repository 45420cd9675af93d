"""What one date, month, quarter or year means once its numbers are known."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from concordat.documents.values import value
from concordat.plans.domain.timescales.values import TimescaleKind

FIRST_YEAR, LAST_YEAR = 1990, 2079  # years outside are a slip of the pen, or another matter (an Act of 1983)


@value
class Year:
    """A calendar year, or the financial year that begins on 1 April of it."""

    first: int
    is_financial: bool = False
    is_doubtful: bool = False

    def earlier(self) -> "Year":
        return replace(self, first=self.first - 1)

    def later(self) -> "Year":
        return replace(self, first=self.first + 1)


@value
class Period:
    """First and last day of what the words name; `year` is the year as written, which a date before it may share."""

    kind: TimescaleKind
    start: date
    end: date
    year: Year | None = None
    is_doubtful: bool = False


@value
class Partial:
    """A date without its year: a day and month, a month, one or more quarters, or a season (months)."""

    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_month: int | None = None  # of a season; before `month` where it runs into the next year
    quarters: tuple[int, int] | None = None

    @property
    def is_quarter(self) -> bool:
        return self.quarters is not None

    def within(self, year: Year) -> "Period | Impossible":
        """The period that this names in a year."""
        if self.quarters:
            return _quarters_within(self.quarters, year)
        if self.month is None:
            return Impossible()
        if self.last_month is not None:
            return _season_within(self.month, self.last_month, year)
        calendar_year = year.first + (year.is_financial and self.month < 4)
        # "March 2016/17" is March 2017 by the financial year, but some mean "March 2016, or 2017".
        is_doubtful = year.is_doubtful or year.is_financial
        if self.day is None:
            return month_period(calendar_year, self.month, year=year, is_doubtful=is_doubtful)
        return days_period(calendar_year, self.month, self.day, self.last_day, year=year, is_doubtful=is_doubtful)


@dataclass(frozen=True, slots=True)
class Impossible:
    """Words in the form of a date that name none ("31 Feb 2016"): never read as some other date."""


Reading = Period | Partial | Impossible


class Read(NamedTuple):
    """What was read at a token, with the index of the first token that does not belong to it."""

    reading: Reading
    after: int


def days_period(
    year_number: int,
    month: int,
    day: int,
    last_day: int | None = None,
    *,
    year: Year | None = None,
    is_doubtful: bool = False,
) -> Period | Impossible:
    """A day, or the days from one to another of one month."""
    try:
        start = date(year_number, month, day)
        end = date(year_number, month, last_day or day)
    except ValueError:
        return Impossible()
    if not _is_plausible(year_number) or start > end:
        return Impossible()
    kind = TimescaleKind.RANGE if last_day else TimescaleKind.DAY
    return Period(kind, start, end, year or Year(year_number), is_doubtful)


def month_period(
    year_number: int, month: int, *, year: Year | None = None, is_doubtful: bool = False
) -> Period | Impossible:
    if not 1 <= month <= 12 or not _is_plausible(year_number):
        return Impossible()
    start, end = date(year_number, month, 1), last_day_of(year_number, month)
    return Period(TimescaleKind.MONTH, start, end, year or Year(year_number), is_doubtful)


def year_period(year: Year) -> Period:
    """A calendar year, or a financial year: 1 April to 31 March."""
    if year.is_financial:
        start, end = date(year.first, 4, 1), date(year.first + 1, 3, 31)
        return Period(TimescaleKind.FINANCIAL_YEAR, start, end, year, year.is_doubtful)
    return Period(TimescaleKind.YEAR, date(year.first, 1, 1), date(year.first, 12, 31), year, year.is_doubtful)


def years_period(first: Year, last: Year, *, is_doubtful: bool = False) -> Period | Impossible:
    """From the beginning of one year to the end of another."""
    return range_period(year_period(first), year_period(last), is_doubtful=is_doubtful)


def half_year_period(half: int, year: Year) -> Period:
    """The first or second half of a calendar or a financial year."""
    whole = year_period(year)
    if year.is_financial:
        middle = (date(year.first, 9, 30), date(year.first, 10, 1))
    else:
        middle = (date(year.first, 6, 30), date(year.first, 7, 1))
    start, end = (whole.start, middle[0]) if half == 1 else (middle[1], whole.end)
    return Period(TimescaleKind.RANGE, start, end, year, year.is_doubtful)


def range_period(first: Period, last: Period, *, is_doubtful: bool = False) -> Period | Impossible:
    """From the first day of one to the last day of the other; they may not be the wrong way round."""
    if first.start > last.end or first.end > last.end:
        return Impossible()
    is_doubtful = is_doubtful or first.is_doubtful or last.is_doubtful
    return Period(TimescaleKind.RANGE, first.start, last.end, last.year, is_doubtful)


def last_day_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _quarters_within(quarters: tuple[int, int], year: Year) -> Period | Impossible:
    first, last = quarters
    if not 1 <= first <= last <= 4:
        return Impossible()
    # Quarters are those of the financial year; "Q4 2015" leaves open whether the year 2015/16 is meant.
    is_doubtful = year.is_doubtful or not year.is_financial
    start, _ = _quarter(first, year.first)
    _, end = _quarter(last, year.first)
    kind = TimescaleKind.QUARTER if first == last else TimescaleKind.RANGE
    return Period(kind, start, end, year, is_doubtful)


def _quarter(number: int, first_year: int) -> tuple[date, date]:
    if number == 4:
        return date(first_year + 1, 1, 1), date(first_year + 1, 3, 31)
    month = 1 + 3 * number
    return date(first_year, month, 1), last_day_of(first_year, month + 2)


def _season_within(month: int, last_month: int, year: Year) -> Period | Impossible:
    """Seasons are of the weather: spring is March to May, winter December to February."""
    if year.is_financial and month == 3:
        return Impossible()  # the spring of 2015/16 may be either of two
    last_year = year.first + (last_month < month)
    start, end = date(year.first, month, 1), last_day_of(last_year, last_month)
    return Period(TimescaleKind.RANGE, start, end, year, is_doubtful=True)


def _is_plausible(year_number: int) -> bool:
    return FIRST_YEAR <= year_number <= LAST_YEAR
