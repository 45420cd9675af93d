"""Working days and reminders against a slow, obvious second telling, and the bank holidays that were published."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.accounts.domain.working_days import (
    LATE,
    bank_holidays,
    due_reminder,
    is_time_for_letters,
    is_working_day,
    last_working_day_by,
    reminder_days,
    working_days_after,
    working_days_before,
)

# As published for England and Wales.
PUBLISHED = {
    2026: "1 1, 3 4, 6 4, 4 5, 25 5, 31 8, 25 12, 28 12",
    2027: "1 1, 26 3, 29 3, 3 5, 31 5, 30 8, 27 12, 28 12",
}
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2035, 12, 31))
COUNTS = st.integers(min_value=0, max_value=30)


def local(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 59)  # noqa: DTZ001 - local time


def slow_working_days(first: date, last: date) -> list[date]:
    """Every working day of a stretch of the calendar, written down one by one."""
    days = []
    day = first
    while day <= last:
        if day.strftime("%A") not in ("Saturday", "Sunday") and day not in bank_holidays(day.year):
            days.append(day)
        day += timedelta(days=1)
    return days


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_on_weekdays_are_the_published_ones(year):
    days = [date(year, int(month), int(day)) for day, month in (part.split() for part in PUBLISHED[year].split(", "))]
    assert sorted(day for day in bank_holidays(year) if day.weekday() < 5) == days


@given(DAYS, st.integers(min_value=1, max_value=30))
def test_working_days_are_counted_as_on_a_calendar(day, count):
    around = timedelta(days=70)
    before = [other for other in slow_working_days(day - around, day) if other != day]
    after = [other for other in slow_working_days(day, day + around) if other != day]
    assert working_days_before(day, count) == before[-count]
    assert working_days_after(day, count) == after[count - 1]


@given(DAYS)
def test_last_working_day_is_the_day_or_the_last_before(day):
    assert last_working_day_by(day) == slow_working_days(day - timedelta(days=14), day)[-1]


@given(DAYS, COUNTS, COUNTS)
def test_reminders_go_on_working_days_before_on_and_after_the_day(answer_by, before, after):
    days = reminder_days(answer_by, before=before, after=after)
    assert all(is_working_day(day) for day in days)
    assert sorted(set(days)) == list(days)
    assert last_working_day_by(answer_by) in days
    assert any(day > answer_by for day in days) == bool(after)
    assert len(days) <= 1 + bool(before) + bool(after)


@given(DAYS, COUNTS, COUNTS, st.integers(min_value=-60, max_value=60), st.integers(min_value=0, max_value=23))
def test_reminder_is_due_from_its_day_until_two_working_days_later(answer_by, before, after, shift, hour):
    days = reminder_days(answer_by, before=before, after=after)
    today = answer_by + timedelta(days=shift)
    due = due_reminder(days, at=datetime(today.year, today.month, today.day, hour, 59))  # noqa: DTZ001 - local time

    expected = None
    for day in days:
        late = slow_working_days(day + timedelta(days=1), day + timedelta(days=30))[:LATE]
        if today in (day, *late):
            expected = day
    if hour < 8 or hour >= 18:
        expected = None
    # A later day takes over from the one before it, also where it is not yet late.
    assert due == expected


@given(DAYS, COUNTS, COUNTS)
def test_each_reminder_is_due_once_whatever_is_written_on_its_day(answer_by, before, after):
    """Days are walked as a worker lives them: a letter on or after a reminder's day stands for it."""
    days = reminder_days(answer_by, before=before, after=after)
    written: list[date] = []
    today = answer_by - timedelta(days=60)
    while today < answer_by + timedelta(days=60):
        due = due_reminder(days, at=datetime(today.year, today.month, today.day, 9))  # noqa: DTZ001 - local time
        if due and not any(day >= due for day in written):
            written.append(today)
        today += timedelta(days=1)
    assert tuple(written) == days


def test_reminder_on_a_bank_holiday_goes_on_the_working_day_before():
    assert reminder_days(date(2026, 12, 28), before=1, after=1) == (date(2026, 12, 24), date(2026, 12, 29))


@pytest.mark.parametrize(
    ("day", "hour", "is_time"),
    [(23, 7, False), (23, 8, True), (23, 17, True), (23, 18, False), (22, 12, False), (21, 12, False)],
)
def test_letters_go_by_themselves_in_the_hours_of_working_days(day, hour, is_time):
    assert is_time_for_letters(datetime(2026, 11, day, hour, 30)) is is_time  # noqa: DTZ001 - local time


@given(DAYS, COUNTS, COUNTS, st.integers(min_value=0, max_value=40), st.integers(min_value=-30, max_value=60))
def test_nobody_is_reminded_once_the_meeting_may_have_begun(answer_by, before, after, later, shift):
    meeting_on = answer_by + timedelta(days=later)
    days = reminder_days(answer_by, before=before, after=after, meeting_on=meeting_on)
    assert days
    assert max(days) <= meeting_on
    today = meeting_on + timedelta(days=shift)
    due = [due_reminder(days, at=local(today, hour), meeting_on=meeting_on) for hour in range(24)]
    if today >= meeting_on:
        assert not any(due[9:])
    if today > meeting_on:
        assert not any(due)


def test_day_to_answer_by_that_is_the_day_of_the_meeting_is_told_before_it_begins():
    day = date(2026, 11, 24)
    days = reminder_days(day, before=0, after=1, meeting_on=day)
    assert days == (day,)
    assert [due_reminder(days, at=local(day, hour), meeting_on=day) for hour in (8, 9)] == [day, None]
