"""Counts the forms of detentions, one row for each, and keeps no row.

What goes in are rows about people in crisis; what comes out are counts by month. So no refusal quotes a cell or a
heading (a file without headings has a person in its first row): it gives the number of the row and our own words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from concordat.indicators.domain import form_words
from concordat.indicators.domain.form_words import COLUMNS, NOT_KNOWN

ROWS_NAMED = 5  # of the rows that can't be counted, how many a refusal names
EARLIEST = 2000  # a year before it is a slip of the keyboard
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2})(?:\.\d+)?)?", re.ASCII)
_DAYS = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y")
_MONTHS = ("%Y-%m", "%m/%Y", "%B %Y", "%b %Y", "%b-%y", "%b-%Y", "%B-%y")


class NotCountable(ValueError):
    """The forms can't be counted; the message says what is wrong in sentences that hold no word of the file."""


@dataclass(frozen=True)
class MonthCounts:
    """What was counted in one month.

    breakdowns: title of a column → category → count, each summing to `detentions`. measures: the standard measure's
    words → (how many, of how many); of those alone whose cells say it, so that what is missing counts on neither side.
    """

    month: date
    detentions: int
    breakdowns: Mapping[str, Mapping[str, int]]
    measures: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class FormCounts:
    """The months in order, and how many columns were not read."""

    months: tuple[MonthCounts, ...]
    columns_left: int

    @property
    def detentions(self) -> int:
        return sum(month.detentions for month in self.months)


@dataclass
class _Tally:
    detentions: int = 0
    breakdowns: dict[str, Counter[str]] = field(default_factory=dict)
    measures: dict[str, list[int]] = field(default_factory=dict)

    def count(self, title: str, category: str) -> None:
        self.breakdowns.setdefault(title, Counter())[category] += 1

    def measure(self, title: str, holds: bool | None) -> None:
        if holds is not None:
            pair = self.measures.setdefault(title, [0, 0])
            pair[0] += holds
            pair[1] += 1


def count_forms(heading: Sequence[str], rows: Iterable[Sequence[str]], *, today: date) -> FormCounts:
    """The counts of a form's rows by month; all or nothing.

    heading: the cells of the first row. rows: the cells of each other row, numbered from 2; empty rows are passed over.
    Raises NotCountable, with each kind of fault in one sentence and the rows where it is.
    """
    columns = _columns(heading)
    if not columns.keys() & {"month", "detained"}:
        raise NotCountable("No column was found that says when a person was detained: a month, or a date and time.")
    if not columns.keys() - {"month", "detained"}:
        raise NotCountable("Beside the date, no column of the form was found: there is nothing to count by.")
    tallies: dict[date, _Tally] = {}
    faults: dict[str, list[int]] = {}  # the first rows only: a wrong file may have millions
    times: Counter[str] = Counter()
    for number, row in enumerate(rows, 2):
        if not any(map(str.strip, row)):
            continue
        cells = {key: row[place] if place < len(row) else "" for key, place in columns.items()}
        wrong = ["there are more cells than headings"] if any(map(str.strip, row[len(heading) :])) else []
        read = _read_row(cells, wrong, today)
        for fault in wrong:
            times[fault] += 1
            if times[fault] <= ROWS_NAMED:
                faults.setdefault(fault, []).append(number)
        if not faults and read is not None:
            month, said, assessed_after = read
            _add(tallies.setdefault(month, _Tally()), said, assessed_after)
    if faults:
        raise NotCountable(" ".join(f"{_rows(numbers, times[fault])}: {fault}." for fault, numbers in faults.items()))
    if not tallies:
        raise NotCountable("There is no row to count.")
    return FormCounts(
        months=tuple(_closed(month, tallies[month]) for month in sorted(tallies)),
        columns_left=len(heading) - len(columns),
    )


def _columns(heading: Sequence[str]) -> dict[str, int]:
    """Where each column that can be counted stands."""
    patterns = {column.key: (column.title, column.headings) for column in COLUMNS} | {
        "age": ("age", form_words.AGE_HEADINGS),
        "month": ("month", form_words.MONTH_HEADINGS),
        "detained": ("date of the detention", form_words.DETAINED_HEADINGS),
        "arrival": ("arrival at the place of safety", form_words.ARRIVAL_HEADINGS),
        "assessment": ("start of the assessment", form_words.ASSESSMENT_HEADINGS),
    }
    found: dict[str, int] = {}
    for place, text in enumerate(heading):
        words = form_words.plain(re.sub(r"\(.*\)", " ", text))
        for key, (title, pattern) in patterns.items():
            if words and re.fullmatch(pattern, words):
                if key in found:
                    raise NotCountable(f"Two columns say the {title}; leave the one that counts.")
                found[key] = place
                break
    return found


_Read = tuple[date, dict[str, str], float | None]  # month, category of each column, hours from arrival to assessment


def _read_row(cells: Mapping[str, str], wrong: list[str], today: date) -> _Read | None:
    """What a row says; each fault of it is added to `wrong`."""
    month = _month_of(cells.get("detained") or cells.get("month", ""))
    if month is None:
        wrong.append("the date of the detention can't be read (a month, or a day first: 31/03/2024)")
    elif month > today:
        wrong.append("the detention lies in the future")
    elif month.year < EARLIEST:
        wrong.append("the detention lies too long ago to be right")
    said: dict[str, str] = {}
    for column in COLUMNS:
        if column.key in cells:
            category = column.category_of(cells[column.key])
            if category is None:
                wrong.append(f"the {column.title} is none of: {', '.join([*column.categories, NOT_KNOWN])}")
            else:
                said[column.key] = category
    if "age" in cells:
        band = form_words.age_band_of(cells["age"])
        if band is None:
            wrong.append("the age is neither years from 0 to 120 nor a band")
        else:
            said["age"] = band
    hours = _hours_to_assessment(cells, wrong)
    return None if month is None or wrong else (month, said, hours)


def _hours_to_assessment(cells: Mapping[str, str], wrong: list[str]) -> float | None:
    times: list[datetime] = []
    for key, title in (("arrival", "arrival"), ("assessment", "start of the assessment")):
        text = cells.get(key, "").strip()
        if text:
            moment = _moment_of(text)
            if moment is None:
                wrong.append(f"the {title} is not a date with a time, such as 31/03/2024 14:05")
            else:
                times.append(moment)
    if len(times) < 2:
        return None
    hours = (times[1] - times[0]).total_seconds() / 3600
    if hours < 0:
        wrong.append("the assessment starts before the arrival")
    return hours


def _add(tally: _Tally, said: Mapping[str, str], hours: float | None) -> None:
    tally.detentions += 1
    for column in COLUMNS:
        if column.key in said:
            tally.count(column.title, said[column.key])
    if "age" in said:
        tally.count("age", said["age"])
    place, conveyance, age = (_known(said, key) for key in ("place", "conveyance", "age"))
    at_station = None if place is None else place == "police station"
    tally.measure("Taken to a police station", at_station)
    tally.measure("Taken to an emergency department", None if place is None else place == "accident and emergency")
    tally.measure("Conveyed by police", None if conveyance is None else conveyance == "police vehicle")
    if at_station is not None and age in form_words.CHILD_BANDS:
        tally.measure("Under 18 and taken to a police station", at_station)
    tally.measure("Assessed within 3 hours", None if hours is None else hours <= 3)
    tally.measure("Assessed within 4 hours", None if hours is None else hours <= 4)
    for key, title in (("over_24", "Detained over 24 hours"), ("repeat", "Repeat detentions")):
        answer = _known(said, key)
        tally.measure(title, None if answer is None else answer == "yes")


def _known(said: Mapping[str, str], key: str) -> str | None:
    return None if said.get(key, NOT_KNOWN) == NOT_KNOWN else said[key]


def _closed(month: date, tally: _Tally) -> MonthCounts:
    return MonthCounts(
        month=month,
        detentions=tally.detentions,
        breakdowns={title: dict(sorted(counts.items())) for title, counts in tally.breakdowns.items()},
        measures={title: (pair[0], pair[1]) for title, pair in tally.measures.items()},
    )


def _rows(first: Sequence[int], times: int) -> str:
    named = [str(number) for number in first]
    if times > len(first):
        return f"Rows {', '.join(named)} and {times - len(first):,} more"
    return f"Row {named[0]}" if len(named) == 1 else f"Rows {', '.join(named[:-1])} and {named[-1]}"


def _month_of(text: str) -> date | None:
    words = " ".join(text.split())
    day = _moment_of(words) or _day_of(words) or _named(words, _MONTHS)
    return None if day is None else date(day.year, day.month, 1)


def _moment_of(text: str) -> datetime | None:
    """A day with a time of day, day before month."""
    words = re.sub(r"(?<=\d)T(?=\d)|,", " ", text).split()
    clock = _CLOCK.fullmatch(words[-1]) if len(words) > 1 else None
    day = _day_of(" ".join(words[:-1])) if clock else None
    if day is None or clock is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return datetime(day.year, day.month, day.day, hours, minutes, seconds)  # noqa: DTZ001 — the clock on the wall


def _day_of(text: str) -> date | None:
    """A day in figures, which nearly all are, or with the month in letters, which takes ten times as long to read."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return _named(text, _DAYS)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _named(text: str, formats: Sequence[str]) -> date | None:
    for one in formats:
        try:
            return datetime.strptime(text, one).date()  # noqa: DTZ007 — a day has no zone
        except ValueError:
            continue
    return None
