"""Which days are working days in England, and when a letter that nobody pressed a button for may go."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache

FIRST_HOUR, LAST_HOUR = 8, 18  # reminders go from 8:00 until just before 18:00
MEETINGS_BEGIN = 9  # no meeting is known to begin earlier; a round knows the day of its own, not the hour
LATE = 2  # a reminder that no worker was there to send still goes on the next so many working days

_DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, with the days taken instead of those that fall on a weekend."""
    # It brings every country with it, which takes a second; only who opens or reminds waits for that.
    from holidays.countries.united_kingdom import UnitedKingdom

    return frozenset(UnitedKingdom(subdiv="ENG", years=year))  # type: ignore[no-untyped-call]


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_before(day: date, count: int) -> date:
    """The working day that comes `count` working days before a day; the day itself is not counted."""
    return _step(day, count, -_DAY)


def working_days_after(day: date, count: int) -> date:
    """The working day that comes `count` working days after a day; the day itself is not counted."""
    return _step(day, count, _DAY)


def last_working_day_by(day: date) -> date:
    """The day itself, or the working day before it."""
    return day if is_working_day(day) else working_days_before(day, 1)


def _step(day: date, count: int, step: timedelta) -> date:
    while count:
        day += step
        count -= is_working_day(day)
    return day


def reminder_days(answer_by: date, *, before: int, after: int, meeting_on: date | None = None) -> tuple[date, ...]:
    """The days on which reminders go, in order: before and after the day in working days (0: none), and on it.

    Where the answers are for a meeting, the reminder after the day goes before the day of the meeting or not at all.
    """
    days = set(_reminder_days(answer_by, before, after))
    return tuple(sorted(day for day in days if day <= answer_by or meeting_on is None or day < meeting_on))


def _reminder_days(answer_by: date, before: int, after: int) -> Iterator[date]:
    if before:
        yield working_days_before(answer_by, before)
    yield last_working_day_by(answer_by)
    if after:
        yield working_days_after(answer_by, after)


def is_time_for_letters(at: datetime) -> bool:
    """Whether a reminder may go at a moment (in local time): in the hours of a working day."""
    return is_working_day(at.date()) and FIRST_HOUR <= at.hour < LAST_HOUR


def due_reminder(days: Iterable[date], *, at: datetime, meeting_on: date | None = None) -> date | None:
    """The reminder day whose letters should have gone by a moment (in local time); None out of hours and otherwise.

    Whoever was written to on that day or later needs no reminder of it. Once the meeting may have begun nobody does:
    what they would say comes too late for it.
    """
    today = at.date()
    if meeting_on is not None and (today > meeting_on or (today == meeting_on and at.hour >= MEETINGS_BEGIN)):
        return None
    if not is_time_for_letters(at):
        return None
    past = [day for day in days if day <= today]
    if not past or working_days_after(past[-1], LATE) < today:
        return None
    return past[-1]
