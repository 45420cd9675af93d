"""Days and timescales as a person would say them."""

from datetime import date

from concordat.plans.domain.timescales import TimescaleKind

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spoken_day(day: date) -> str:
    """A day in words: "31 March 2015"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_spoken(words: str) -> date | None:
    """The day that `spoken_day` put into these words; None for any others."""
    number, _, rest = words.partition(" ")
    month, _, year = rest.partition(" ")
    if month not in _MONTHS or not (number.isdecimal() and year.isdecimal()):
        return None
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(number))
    except (ValueError, OverflowError):
        return None


def spoken_month(day: date) -> str:
    """The month of a day: "March 2015"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def spoken_count(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 day", "42 days", "2 parties"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def spoken_length(days: int) -> str:
    """A length of time a person can picture: days up to two months, then months, then years and months.

    Months are counted as 30.44 days and cut off, so "about" belongs before everything but days.
    """
    if days < 61:
        return spoken_count(days, "day")
    months = int(days / 30.44)
    years, months = divmod(months, 12)
    if not years:
        return f"about {spoken_count(months, 'month')}"
    return f"about {spoken_count(years, 'year')}" + (f" and {spoken_count(months, 'month')}" if months else "")


def spoken_timescale(kind: TimescaleKind, start: date | None, end: date | None, recurrence: str | None = None) -> str:
    """What a timescale was understood to mean, in a sentence without its full stop."""
    if kind is TimescaleKind.ONGOING:
        return "Ongoing: no last day was given"
    if kind is TimescaleKind.RECURRING:
        return f"Repeats ({recurrence}): no last day was given" if recurrence else "Repeats: no last day was given"
    if end is None:
        return "No date could be read from the words"
    if kind is TimescaleKind.DAY or start is None or start == end:
        return f"By {spoken_day(end)}"
    if kind is TimescaleKind.MONTH:
        return f"In {spoken_month(end)}, so by {spoken_day(end)}"
    if kind is TimescaleKind.FINANCIAL_YEAR:
        return f"In the financial year {start.year} to {end.year}, so by {spoken_day(end)}"
    if kind is TimescaleKind.YEAR:
        return f"In {end.year}, so by {spoken_day(end)}"
    return f"From {spoken_day(start)} to {spoken_day(end)}"
