"""Counts the forms of detentions, one row for each, and keeps no row.

What goes in are rows about people in crisis; what comes out are counts by month. So no refusal quotes a cell or a
heading (a file without headings has a person in its first row): it gives the number of the row and our own words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from concordat.indicators.domain.detentions import form_times, form_words
from concordat.indicators.domain.detentions.form_words import COLUMNS, NOT_KNOWN

ROWS_NAMED = 5  # of the rows that can't be counted, how many a refusal names
EARLIEST = 2000  # a year before it is a slip of the keyboard
_T = TypeVar("_T")
MOST_COMPARED = 500_000  # rows that are told from each other; a force has a few thousand in a year
_TITLE_ROWS = 10  # that may stand above the headings
_TITLE_CELLS = 2  # a row with more is no title


class NotCountable(ValueError):
    """The forms can't be counted; the message says what is wrong in sentences that hold no word of the file."""


@dataclass(frozen=True)
class MonthCounts:
    """What was counted in one month.

    breakdowns: title of a column → category → count, each summing to `detentions`. measures: the standard measure's
    words → (how many, of how many); of those alone whose cells say it, so that what is missing counts on neither side.
    perhaps_children: how many of unknown age were taken to a police station; where there are any, no child is no fact.
    """

    month: date
    detentions: int
    breakdowns: Mapping[str, Mapping[str, int]]
    measures: Mapping[str, tuple[int, int]]
    perhaps_children: int = 0


@dataclass(frozen=True)
class FormCounts:
    """The months in order. left: the numbers of the columns that have a heading and were not read.

    same_rows: the numbers of the first rows that say a time and are the same in every cell as one above; `same` of all.
    """

    months: tuple[MonthCounts, ...]
    left: tuple[int, ...]
    same_rows: tuple[int, ...] = ()
    same: int = 0

    @property
    def detentions(self) -> int:
        return sum(month.detentions for month in self.months)

    @property
    def columns_left(self) -> str:
        """Which columns were not read, by their numbers alone, in a sentence; a heading may be a person's details."""
        if not self.left:
            return ""
        *others, last = map(str, self.left)
        return f"Columns {', '.join(others)} and {last} were not read." if others else f"Column {last} was not read."

    @property
    def doubt(self) -> str:
        """What makes the counts doubtful, in a sentence; rows that are the same are counted."""
        if not self.same:
            return ""
        rows = _rows(self.same_rows, self.same)
        are, were = ("is", "was") if self.same == 1 else ("are", "were")
        return (
            f"{rows} {are} the same in every cell as a row above, and {were} counted: if a detention was entered "
            "twice, take one of its rows out and count again."
        )


@dataclass
class _Tally:
    detentions: int = 0
    breakdowns: dict[str, Counter[str]] = field(default_factory=dict)
    measures: dict[str, list[int]] = field(default_factory=dict)
    perhaps_children: int = 0

    def count(self, title: str, category: str) -> None:
        self.breakdowns.setdefault(title, Counter())[category] += 1

    def measure(self, title: str, holds: bool | None) -> None:
        if holds is not None:
            pair = self.measures.setdefault(title, [0, 0])
            pair[0] += holds
            pair[1] += 1


def count_forms(rows: Iterable[Sequence[str]], *, today: date) -> FormCounts:
    """The counts of a form's rows by month; all or nothing.

    rows: the cells of each row, numbered from 1. The first that is not empty has the headings, or the first after a few
    rows of a title; empty rows are passed over.
    Raises NotCountable, with each kind of fault in one sentence and the rows where it is.
    """
    numbered = enumerate(rows, 1)
    heading, columns = _heading(numbered)
    tallies: dict[date, _Tally] = {}
    faults: dict[str, list[int]] = {}  # the first rows only: a wrong file may have millions
    times: Counter[str] = Counter()
    spelt: _Spelt = {}
    seen: set[int] = set()  # of rows, a number each that tells nothing of them
    same: list[int] = []
    for number, row in numbered:
        if _is_empty(row):
            continue
        cells = {key: row[place] if place < len(row) else "" for key, place in columns.items()}
        wrong = [] if _is_empty(row[len(heading) :]) else ["there are more cells than headings"]
        read = _read_row(cells, spelt, wrong, today)
        for fault in wrong:
            times[fault] += 1
            if times[fault] <= ROWS_NAMED:
                faults.setdefault(fault, []).append(number)
        if faults or read is None:
            continue
        _add(tallies.setdefault(read.month, _Tally()), read.said, read.hours)
        if read.is_timed and len(seen) < MOST_COMPARED:
            mark = hash(tuple(cell for cell in map(str.strip, row) if cell))
            if mark in seen:
                same.append(number)
            seen.add(mark)
    if faults:
        raise NotCountable(" ".join(f"{_rows(numbers, times[fault])}: {fault}." for fault, numbers in faults.items()))
    if not tallies:
        raise NotCountable("There is no row to count.")
    return FormCounts(
        months=tuple(_closed(month, tallies[month]) for month in sorted(tallies)),
        left=tuple(at + 1 for at, text in enumerate(heading) if text.strip() and at not in columns.values()),
        same_rows=tuple(same[:ROWS_NAMED]),
        same=len(same),
    )


def _is_empty(row: Sequence[str]) -> bool:
    return not any(map(str.strip, row))


def _heading(numbered: Iterator[tuple[int, Sequence[str]]]) -> tuple[Sequence[str], dict[str, int]]:
    """The row of the headings, and where each column that can be counted stands."""
    first: NotCountable | None = None
    for number, row in numbered:
        if _is_empty(row):
            continue
        try:
            return row, _columns(row)
        except NotCountable as refusal:
            first = first or refusal
        # Below a row that is no title stand rows about people: none of these may be passed over.
        if number >= _TITLE_ROWS or sum(map(bool, map(str.strip, row))) > _TITLE_CELLS:
            break
    raise first or NotCountable(_NO_DATE)


_NO_DATE = "No column was found that says when a person was detained: a month, or a date and time."


def _columns(heading: Sequence[str]) -> dict[str, int]:
    """Where each column that can be counted stands. Raises NotCountable where they are too few, or one stands twice."""
    patterns = {column.key: (column.title, column.headings) for column in COLUMNS} | form_words.OTHER_COLUMNS
    found: dict[str, int] = {}
    for place, text in enumerate(heading):
        words = form_words.plain(re.sub(r"\(.*\)", " ", text))
        for key, (title, pattern) in patterns.items():
            if words and re.fullmatch(pattern, words):
                if key in found:
                    raise NotCountable(f"Two columns say the {title}; leave the one that counts.")
                found[key] = place
                break
    if not found.keys() & {"detained", "detained_on", "detained_at"} and "date" in found:
        found["detained_on"] = found["date"]
        found |= {"detained_at": found["time"]} if "time" in found else {}
    found = {key: place for key, place in found.items() if key not in ("date", "time")}
    if not found.keys() & _DATES:
        raise NotCountable(_NO_DATE)
    if not found.keys() - _DATES:
        raise NotCountable("Beside the date, no column of the form was found: there is nothing to count by.")
    return found


_DATES = {"month", "detained", "detained_on", "detained_at"}


@dataclass(frozen=True)
class _Read:
    """What a row says: the category of each column, hours from arrival to assessment, whether it says a time of day."""

    month: date
    said: dict[str, str]
    hours: float | None
    is_timed: bool


_Spelt = dict[tuple[str, str], str | None]  # by column and spelling, the category: forms say the same over and over
_MOST_SPELT = 5_000


def _read_row(cells: Mapping[str, str], spelt: _Spelt, wrong: list[str], today: date) -> _Read | None:
    """What a row says; each fault of it is added to `wrong`, and each new spelling to `spelt`."""
    said_when = _texts(cells, "detained") or [cells.get("month", "")]
    day: date | None = None
    is_timed = False
    for text in said_when:
        found, passed = form_times.day_and_time_of(text)
        day, is_timed = day or found, is_timed or passed is not None
        if is_timed:
            break
    month = day or _first(form_times.month_of, [*said_when, cells.get("month", "")])
    if month is None:
        wrong.append("the date of the detention can't be read (a month, or a day first: 31/03/2024)")
    elif month > today:
        wrong.append("the detention lies in the future")
    elif month.year < EARLIEST:
        wrong.append("the detention lies too long ago to be right")
    said: dict[str, str] = {}
    for column in COLUMNS:
        if column.key in cells:
            cell = column.key, cells[column.key]
            if cell not in spelt and len(spelt) < _MOST_SPELT:
                spelt[cell] = column.category_of(cell[1])
            category = spelt[cell] if cell in spelt else column.category_of(cell[1])
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
    if month is None or wrong:
        return None
    form_words.tell_reasons(said)
    return _Read(month.replace(day=1), said, hours, is_timed)


def _texts(cells: Mapping[str, str], key: str) -> list[str]:
    """What may say a moment: its column, that of its time, those of its day and its time together, its day."""
    whole, on, at = (cells.get(name, "").strip() for name in (key, f"{key}_on", f"{key}_at"))
    return [text for text in (whole, at, f"{on} {at}".strip(), f"{on} {whole}".strip(), on) if text]


def _first(read: Callable[[str], _T | None], texts: Iterable[str]) -> _T | None:
    return next((found for text in texts if (found := read(text)) is not None), None)


def _hours_to_assessment(cells: Mapping[str, str], wrong: list[str]) -> float | None:
    times = []
    for key, title in (("arrival", "arrival"), ("assessment", "start of the assessment")):
        if form_words.is_empty(cells.get(key, "")) and form_words.is_empty(cells.get(f"{key}_at", "")):
            continue
        moment = _first(form_times.moment_of, _texts(cells, key))
        if moment is None:
            wrong.append(
                f"the {title} is not a date with a time, such as 31/03/2024 14:05 (if the form has no more, leave the "
                "column out)"
            )
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
    tally.perhaps_children += bool(at_station) and age is None
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
        perhaps_children=tally.perhaps_children,
    )


def _rows(first: Sequence[int], times: int) -> str:
    named = [str(number) for number in first]
    if times > len(first):
        return f"Rows {', '.join(named)} and {times - len(first):,} more"
    return f"Row {named[0]}" if len(named) == 1 else f"Rows {', '.join(named[:-1])} and {named[-1]}"
