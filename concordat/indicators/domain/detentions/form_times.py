"""The days, months and times of day that the cells of forms say, day before month."""

import re
from datetime import date, datetime, time, timedelta
from itertools import chain

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_DAY_IN_LETTERS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?([a-z]+)[ ,-]*(\d{4}|\d{2})", re.ASCII)
_LETTERS_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_MONTH_IN_LETTERS = re.compile(r"([a-z]+)[ ,-]*(\d{4}|\d{2})", re.ASCII)
_MONTH_IN_FIGURES = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<first>\d{1,2})[/-](?P<last>\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2})(?:[:.](\d{2})(?:\.\d+)?)?)? ?(am|pm|hrs|h)?", re.ASCII)
_SIGNS = re.compile(r"(?<=\d)t(?=\d)|, ?")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[ ,]+", re.ASCII)
_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = dict(chain(((name, number) for number, name in enumerate(_NAMES, 1)), (("sept", 9),))) | {
    name[:3]: number for number, name in enumerate(_NAMES, 1)
}


def day_and_time_of(text: str) -> tuple[date | None, timedelta | None]:
    """The day that a cell says, None where it says none; and the time of day, as what has passed of the day."""
    words = _plain(text)
    day = _day_of(words)
    return (day, None) if day is not None else _split(words)


def day_of(text: str) -> date | None:
    """The day that a cell says, with or without a time."""
    return day_and_time_of(text)[0]


def month_of(text: str) -> date | None:
    """The first day of the month of a cell that says a day, a day with a time, or a month."""
    day = day_of(text) or _month_of(_plain(text))
    return None if day is None else day.replace(day=1)


def moment_of(text: str) -> datetime | None:
    """A day with a time of day, by the clock on the wall; 24:00 is the end of the day."""
    day, passed = day_and_time_of(text)
    return None if day is None or passed is None else datetime.combine(day, time()) + passed


def _plain(text: str) -> str:
    words = " ".join(text.split()).casefold()
    if "," in words or "t" in words:
        words = _SIGNS.sub(" ", words)
    return _WEEKDAY.sub("", words, count=1) if words[:1].isalpha() else words


def _split(words: str) -> tuple[date | None, timedelta | None]:
    """The day and the time after it, both or neither."""
    parts = words.split(" ")
    last = 2 if parts[-1] in ("am", "pm", "hrs", "h") else 1
    for day, clock in ((parts[:-last], parts[-last:]), (parts[1:], parts[:1])):
        match = _CLOCK.fullmatch(" ".join(clock))
        passed = _clock(match) if match else None
        if passed is not None and day and day[-1] in ("at", "-"):
            day = day[:-1]
        found = None if passed is None else _day_of(" ".join(day))
        if found is not None:
            return found, passed
    return None, None


def _clock(match: re.Match[str]) -> timedelta | None:
    half = match[4]
    hours, minutes, seconds = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if half in ("am", "pm") and hours <= 12 and (hours or half == "am"):
        hours = hours % 12 + (12 if half == "pm" else 0)
    elif half == "am" or match[2] is None:
        return None
    if minutes > 59 or seconds > 59 or hours > 24 or (hours == 24 and minutes + seconds):
        return None
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _day_of(words: str) -> date | None:
    if match := _DAY_FIRST.fullmatch(words):
        day, month, year = map(int, match.groups())
    elif match := _YEAR_FIRST.fullmatch(words):
        year, month, day = map(int, match.groups())
    elif match := _DAY_IN_LETTERS.fullmatch(words):
        day, month, year = int(match[1]), _NUMBERS.get(match[2], 0), int(match[3])
    elif match := _LETTERS_FIRST.fullmatch(words):
        day, month, year = int(match[2]), _NUMBERS.get(match[1], 0), int(match[3])
    else:
        return None
    return _date(year, month, day)


def _month_of(words: str) -> date | None:
    if match := _MONTH_IN_FIGURES.fullmatch(words):
        return _date(int(match["year"] or match["last"]), int(match["month"] or match["first"]), 1)
    match = _MONTH_IN_LETTERS.fullmatch(words)
    return _date(int(match[2]), _NUMBERS.get(match[1], 0), 1) if match else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
