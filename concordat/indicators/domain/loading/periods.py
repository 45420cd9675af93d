"""Reads the periods of figures in the ways that people write them, and says what is wrong with the others."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from concordat.indicators.domain.figures import Frequency

LONGEST = 60  # characters of a period; what is longer is a sentence
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_FULL_YEAR = r"(?:19|20)\d\d"
_FINANCIAL = r"(?:fy ?)?(?P<first>(?:19|20)?\d\d) ?[/-] ?(?P<second>(?:19|20)?\d\d)"
_DAY = (
    r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?,? )?"
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|{_FULL_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -]?{_MONTH}[ -]?{_YEAR}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_FULL_YEAR})"
)
_MIDNIGHT = r"(?:[ t](?:0?0:00(?::00(?:\.0+)?)?z?|12:00(?::00)? ?am))?"
_TO = r"(?: ?- ?| to | until | through )"
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 1 January 2000 and 31 December 2099, as Excel numbers days
_SERIAL_DIGITS = 5
_EPOCH = date(1899, 12, 30)
_SINCE_1904 = timedelta(days=1462)  # by which a workbook that was begun on an old Macintosh numbers days less


class NotAPeriod(ValueError):
    """A period can't be read, or doesn't fit; the message is the end of a sentence that says what and what to do."""


class Meant(NamedTuple):
    """What a period may mean: its kind (None for one day) and its first day."""

    kind: Frequency | None
    on: date


KIND_WORDS = {
    Frequency.WEEK: "a week",
    Frequency.MONTH: "a month",
    Frequency.QUARTER: "a quarter",
    Frequency.YEAR: "a year",
    None: "a single day",
}
EXAMPLES = {
    Frequency.WEEK: "w/c 04/03/2024, which is a Monday",
    Frequency.MONTH: "April 2024",
    Frequency.QUARTER: "April to June 2024, or Q1 2024/25",
    Frequency.YEAR: "2024/25",
}


def period_for(text: str, frequency: Frequency) -> date:
    """The first day of the period that a cell says, for a measure of that frequency.

    A day stands for the month, quarter or year that it begins or ends, as Excel keeps months. Raises NotAPeriod.
    """
    meanings = meanings_of(text)
    fitting = sorted({on for meant in meanings if (on := _begun(meant, frequency)) is not None})
    example = EXAMPLES[frequency]
    if meanings and text.strip().isdecimal() and len(text.strip()) == _SERIAL_DIGITS and fitting != [meanings[0].on]:
        on, other = meanings[0].on, meanings[0].on + _SINCE_1904
        raise NotAPeriod(
            f"is how Excel numbers {on.day} {on:%B %Y}, or {other.day} {other:%B %Y} in a workbook that counts from "
            "1904: give the cell the format of a date"
        )
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        told = " or ".join(f"{on.day} {on:%B %Y}" for on in fitting)
        raise NotAPeriod(f"may begin on {told}: write it like {example}")
    if meanings:
        kind = KIND_WORDS[meanings[0].kind]
        on = meanings[0].on
        day = (
            f", {on.day} {on:%B %Y}, for days stand before months" if _begins_if_turned(meanings[0], frequency) else ""
        )
        raise NotAPeriod(
            f"is {kind}{day}, and this measure has a figure for each {frequency.value}: write it like {example}"
        )
    if lacks_year(text):
        raise NotAPeriod(f"has no year: write it like {example}")
    raise NotAPeriod(f"can't be read as {KIND_WORDS[frequency]}: write it like {example}")


def is_day(text: str) -> bool:
    """Whether the words are a single day, which may begin or end a period of any length."""
    meanings = meanings_of(text)
    return bool(meanings) and all(meant.kind is None for meant in meanings)


def spanned_text(start: str, until: str) -> str:
    """The period that two cells say, its first day or month and its last, as one text; the first where that is all."""
    begins = next((meant for meant in meanings_of(start) if meant.kind in (None, Frequency.MONTH)), None)
    ends = next((meant for meant in meanings_of(until) if meant.kind in (None, Frequency.MONTH)), None)
    if begins is None or ends is None:
        return start
    last = ends.on if ends.kind is None else _months_on(ends.on, 1) - timedelta(days=1)
    return f"{begins.on:%d/%m/%Y} to {last:%d/%m/%Y}"


def _begins_if_turned(meant: Meant, frequency: Frequency) -> bool:
    """Whether a day would begin a period if its month were written first, as Americans do."""
    if meant.kind is not None or meant.on.day > 12:
        return False
    return _begun(Meant(None, date(meant.on.year, meant.on.day, meant.on.month)), frequency) is not None


@lru_cache(maxsize=8192)
def meanings_of(text: str) -> tuple[Meant, ...]:
    """Everything that the words may mean; none where they are no period."""
    if not text or len(text) > LONGEST:
        return ()
    words = _plain(text)
    found: dict[Meant, None] = {}
    for pattern, read in _WAYS:
        match = pattern.fullmatch(words)
        if match:
            found.update(dict.fromkeys(read(match)))
    return tuple(found)


def lacks_year(text: str) -> bool:
    """Whether the words name a month, or a day of one, and no year; Excel shows 1 April as "01-Apr" if left alone."""
    if len(text) > LONGEST:
        return False
    return _NO_YEAR.fullmatch(_plain(text)) is not None


def is_part_of_year(text: str) -> bool:
    """Whether the words are a month or a quarter alone, as they stand beside or below a year."""
    return len(text) <= LONGEST and _PART.fullmatch(_plain(text)) is not None


def year_begins(text: str) -> date | None:
    """The first day of the year that the words say; None where they say none."""
    return next((meant.on for meant in meanings_of(text) if meant.kind is Frequency.YEAR), None)


def within_year(part: str, year: str) -> str:
    """A month or quarter with its year, as one text: "Jan" within "2024/25" is January 2025."""
    begins, match = year_begins(year), _PART.fullmatch(_plain(part)) if len(part) <= LONGEST else None
    if begins is None or match is None:
        return f"{year} {part}"
    if match["month"]:
        month = _month_number(match["month"])
        return f"{date(begins.year + (month < begins.month), month, 1):%B %Y}"
    if begins.month == 4:
        return f"Q{match['quarter']} {begins.year}/{(begins.year + 1) % 100:02}"
    return f"Q{match['quarter']} {begins.year}" if begins.month == 1 else f"{year} {part}"


def _plain(text: str) -> str:
    words = re.sub(r"[\u2010-\u2015\u2212]", "-", text.casefold())
    words = re.sub(r"['’‘`´]", " ", words)
    words = re.sub(r"(?<=[a-z]{3})[.,]", " ", words)
    words = re.sub(r"^(?:the |for )?(?:month|period)(?: of| ending| end| commencing|:)? ", "", words.strip())
    return " ".join(re.sub(r" ?([/-]) ?", r"\1", " ".join(words.split())).split())


def _begun(meant: Meant, frequency: Frequency) -> date | None:
    """The first day of the period of that frequency which is meant; None where none is."""
    kind, on = meant
    if kind is frequency:
        return on
    if kind is not None:
        return None
    if frequency is Frequency.WEEK:
        return on if on.weekday() == 0 else None
    is_last = on.day == monthrange(on.year, on.month)[1]
    if frequency is Frequency.MONTH:
        return on.replace(day=1) if on.day == 1 or is_last else None
    if frequency is Frequency.QUARTER:
        if on.day == 1 and on.month % 3 == 1:
            return on
        return _months_on(on.replace(day=1), -2) if is_last and on.month % 3 == 0 else None
    if on.day == 1 and on.month in (1, 4):
        return on
    return _months_on(on.replace(day=1), -11) if is_last and on.month in (3, 12) else None


def _months_on(first: date, months: int) -> date:
    """The first of a month so many months later; earlier, for fewer than none."""
    at = first.year * 12 + first.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month_number(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _financial_year(match: re.Match[str]) -> int | None:
    """The year in which a financial year begins; None where the second does not follow the first."""
    first, second = _full_year(match["first"]), match["second"]
    return first if int(second) % 100 == (first + 1) % 100 and len(second) <= len(match["first"]) else None


@lru_cache(maxsize=8192)
def _day_of(words: str) -> date | None:
    numbers = re.split(r"[/.-]", words)
    named = re.search(_MONTH, re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", "", words))
    try:
        if named:
            day, year = (int(part) for part in re.findall(r"\d+", words))
            return date(year if year > 99 else 2000 + year, _month_number(named[0]), day)
        if len(numbers[0]) == 4:
            return date(int(numbers[0]), int(numbers[1]), int(numbers[2]))
        day_text = re.sub(r"^[a-z]+,? ", "", numbers[0])
        return date(_full_year(numbers[2]), int(numbers[1]), int(day_text))
    except (ValueError, IndexError):
        return None


_Read = Callable[[re.Match[str]], Iterator[Meant]]


def _days(match: re.Match[str]) -> Iterator[Meant]:
    day = _day_of(match["day"])
    if day is not None:
        yield Meant(None, day)


def _serial(match: re.Match[str]) -> Iterator[Meant]:
    number = int(match["serial"])
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        yield Meant(None, _EPOCH + timedelta(days=number))


def _named_month(match: re.Match[str]) -> Iterator[Meant]:
    yield Meant(Frequency.MONTH, date(_full_year(match["year"]), _month_number(match["month"]), 1))


def _numbered_month(match: re.Match[str]) -> Iterator[Meant]:
    if 1 <= int(match["month"]) <= 12:
        yield Meant(Frequency.MONTH, date(int(match["year"]), int(match["month"]), 1))


def _month_of_year(match: re.Match[str]) -> Iterator[Meant]:
    """A month under its financial year, as two rows of headings say it: 2024/25 Jan is January 2025."""
    first = _financial_year(match)
    if first is not None:
        month = _month_number(match["month"])
        yield Meant(Frequency.MONTH, date(first if month >= 4 else first + 1, month, 1))


def _financial_quarter(match: re.Match[str]) -> Iterator[Meant]:
    first = _financial_year(match)
    if first is not None:
        yield Meant(Frequency.QUARTER, _months_on(date(first, 4, 1), 3 * (int(match["quarter"]) - 1)))


def _bare_quarter(match: re.Match[str]) -> Iterator[Meant]:
    """Q1 2024 begins in January to one reader and in April to the next."""
    quarter, year = int(match["quarter"]), int(match["year"])
    yield Meant(Frequency.QUARTER, date(year, 3 * quarter - 2, 1))
    yield Meant(Frequency.QUARTER, _months_on(date(year, 4, 1), 3 * (quarter - 1)))


def _month_range(match: re.Match[str]) -> Iterator[Meant]:
    last = date(_full_year(match["last_year"]), _month_number(match["last"]), 1)
    first_month = _month_number(match["start"])
    year = _full_year(match["year"]) if match["year"] else last.year - (first_month > last.month)
    yield from _spanned(date(year, first_month, 1), _months_on(last, 1))


def _day_range(match: re.Match[str]) -> Iterator[Meant]:
    first, last = _day_of(match["day"]), _day_of(match["last"])
    if first is None or last is None or last <= first:
        return
    if (last - first).days == 6:
        yield Meant(Frequency.WEEK, first)
    elif last < date.max:
        yield from _spanned(first, last + timedelta(days=1))


def _spanned(first: date, after: date) -> Iterator[Meant]:
    """The period from a first day up to, and without, another."""
    if first.day != 1 or after.day != 1:
        return
    months = (after.year - first.year) * 12 + after.month - first.month
    kind = {1: Frequency.MONTH, 3: Frequency.QUARTER, 12: Frequency.YEAR}.get(months)
    if kind is not None:
        yield Meant(kind, first)


def _ending(match: re.Match[str]) -> Iterator[Meant]:
    """A quarter or year told by its last month."""
    kind = Frequency.QUARTER if match["long"].startswith(("q", "3", "three")) else Frequency.YEAR
    last = date(_full_year(match["year"]), _month_number(match["month"]), 1)
    yield Meant(kind, _months_on(last, -2 if kind is Frequency.QUARTER else -11))


def _financial(match: re.Match[str]) -> Iterator[Meant]:
    first = _financial_year(match)
    if first is not None:
        yield Meant(Frequency.YEAR, date(first, 4, 1))


def _calendar_year(match: re.Match[str]) -> Iterator[Meant]:
    yield Meant(Frequency.YEAR, date(int(match["year"]), 1, 1))


def _week(match: re.Match[str]) -> Iterator[Meant]:
    day = _day_of(match["day"])
    if day is None:
        return
    if match["how"].startswith(("w/e", "we ", "week e", "week t")):
        day -= timedelta(days=6)
    if day.weekday() == 0:
        yield Meant(Frequency.WEEK, day)


def _numbered_week(match: re.Match[str]) -> Iterator[Meant]:
    try:
        yield Meant(Frequency.WEEK, date.fromisocalendar(int(match["year"]), int(match["week"]), 1))
    except ValueError:
        return


_QUARTER = r"(?:q|qtr|quarter) ?(?P<quarter>[1-4])"
_BETWEEN = r"[ /.,-]*"
_WAYS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (rf"(?P<day>{_DAY}){_MIDNIGHT}", _days),
        (r"(?P<serial>\d{5})(?:\.0+)?", _serial),
        (rf"(?P<month>{_MONTH}){_BETWEEN}(?P<year>{_YEAR})", _named_month),
        (rf"(?P<year>{_FULL_YEAR}){_BETWEEN}(?P<month>{_MONTH})", _named_month),
        (rf"(?P<year>{_FULL_YEAR})[ /.-]?m?(?P<month>\d\d)", _numbered_month),
        (rf"(?P<year>{_FULL_YEAR})[/.-](?P<month>\d)", _numbered_month),
        (rf"(?P<month>\d{{1,2}})[/.-](?P<year>{_FULL_YEAR})", _numbered_month),
        (rf"{_FINANCIAL}{_BETWEEN}(?P<month>{_MONTH})", _month_of_year),
        (rf"(?P<month>{_MONTH}){_BETWEEN}{_FINANCIAL}", _month_of_year),
        (rf"{_QUARTER}{_BETWEEN}(?:of )?{_FINANCIAL}", _financial_quarter),
        (rf"{_FINANCIAL}{_BETWEEN}{_QUARTER}", _financial_quarter),
        (rf"{_QUARTER}{_BETWEEN}(?:of )?(?P<year>{_FULL_YEAR})", _bare_quarter),
        (rf"(?P<year>{_FULL_YEAR}){_BETWEEN}{_QUARTER}", _bare_quarter),
        (
            rf"(?P<start>{_MONTH})(?: ?(?P<year>{_YEAR}))?{_TO}(?P<last>{_MONTH}) ?(?P<last_year>{_YEAR})",
            _month_range,
        ),
        (rf"(?P<day>{_DAY}){_MIDNIGHT}{_TO}(?P<last>{_DAY}){_MIDNIGHT}", _day_range),
        (
            rf"(?P<long>quarter|q/e|qe|year|y/e|ye|12 months|twelve months|3 months|three months)"
            rf"(?: ?to| ending| ended| end)? ?(?P<month>{_MONTH}) ?(?P<year>{_YEAR})",
            _ending,
        ),
        (rf"(?:year |financial year )?{_FINANCIAL}", _financial),
        (rf"(?:year |calendar year )?(?P<year>{_FULL_YEAR})", _calendar_year),
        (
            r"(?P<how>(?:the )?week (?:of|commencing|beginning|starting|ending|ended|to)|w/c|w/b|wc|wb|w/e|we|week"
            rf"|week:) ?(?P<day>{_DAY}){_MIDNIGHT}",
            _week,
        ),
        (rf"(?P<year>{_FULL_YEAR})-?w(?P<week>\d\d)", _numbered_week),
    )
)
_NO_YEAR = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ -]?)?{_MONTH}|{_MONTH}[ -]\d(?:st|nd|rd|th)?|q[1-4]", re.ASCII)
_PART = re.compile(rf"(?P<month>{_MONTH})|{_QUARTER}", re.ASCII)
