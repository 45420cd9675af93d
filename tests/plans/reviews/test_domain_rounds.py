"""Working days and reminders against a slow, obvious second telling; and who is asked about what."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.plans.domain.rounds import (
    LATE,
    Asked,
    Contact,
    Led,
    bank_holidays,
    due_reminder,
    is_working_day,
    last_working_day_by,
    reminder_days,
    who_is_asked,
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
# The calendar of the first year that is asked for takes a second.
unhurried = settings(deadline=None)


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


@unhurried
@given(DAYS, st.integers(min_value=1, max_value=30))
def test_working_days_are_counted_as_on_a_calendar(day, count):
    around = timedelta(days=70)
    before = [other for other in slow_working_days(day - around, day) if other != day]
    after = [other for other in slow_working_days(day, day + around) if other != day]
    assert working_days_before(day, count) == before[-count]
    assert working_days_after(day, count) == after[count - 1]


@unhurried
@given(DAYS)
def test_last_working_day_is_the_day_or_the_last_before(day):
    assert last_working_day_by(day) == slow_working_days(day - timedelta(days=14), day)[-1]


@unhurried
@given(DAYS, COUNTS, COUNTS)
def test_reminders_go_on_working_days_before_on_and_after_the_day(answer_by, before, after):
    days = reminder_days(answer_by, before=before, after=after)
    assert all(is_working_day(day) for day in days)
    assert sorted(set(days)) == list(days)
    assert last_working_day_by(answer_by) in days
    assert any(day > answer_by for day in days) == bool(after)
    assert len(days) <= 1 + bool(before) + bool(after)


@unhurried
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


@unhurried
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


POLICE, COUNCIL, ELSEWHERE = 10, 20, 30
PARTNERS = {COUNCIL: 2, POLICE: 1}


def person(number, organisation=POLICE, **given):
    return Contact(number, organisation, **{"address": f"person-{number}@example.org", **given})


def asked(actions, *people):
    return {(one.partner, one.person): one.actions for one in who_is_asked(actions, PARTNERS, people).asked}


def test_named_lead_is_asked_and_the_contact_of_the_rest():
    actions = [Led(1, (POLICE,), (7,)), Led(2, (POLICE,))]
    assert asked(actions, person(7), person(8, is_contact=True)) == {(1, 7): (1,), (1, 8): (2,)}


def test_every_contact_is_asked_about_what_names_nobody():
    contacts = (person(8, is_contact=True), person(9, is_contact=True))
    assert asked([Led(1, (POLICE,))], *contacts) == {(1, 8): (1,), (1, 9): (1,)}


@pytest.mark.parametrize("lacks", [{"has_left": True}, {"address": ""}, {"organisation": COUNCIL}])
def test_lead_who_can_not_be_asked_for_the_partner_is_passed_over(lacks):
    found = asked([Led(1, (POLICE,), (7,))], person(7, **lacks), person(8, is_contact=True))
    assert found[1, 8] == (1,)


def test_action_of_two_partners_is_asked_of_both():
    contacts = (person(8, is_contact=True), person(9, COUNCIL, is_contact=True))
    assert asked([Led(1, (POLICE, COUNCIL))], *contacts) == {(1, 8): (1,), (2, 9): (1,)}


def test_lead_by_name_alone_stands_for_the_partner_they_work_at():
    assert asked([Led(1, (), (7,))], person(7)) == {(1, 7): (1,)}


def test_action_that_no_partner_leads_is_told_apart():
    asking = who_is_asked([Led(1, (ELSEWHERE,)), Led(2), Led(3, (), (7,))], PARTNERS, [person(7, None)])
    assert (asking.asked, asking.unled) == ((), (1, 2, 3))


def test_two_entries_with_one_address_are_one_person():
    people = (person(7, address="A.Reed@example.org"), person(8, address="a.reed@example.org", is_contact=True))
    assert asked([Led(1, (POLICE,), (7,)), Led(2, (POLICE,))], *people) == {(1, 8): (1, 2)}


@st.composite
def places(draw):
    people = [
        Contact(
            number,
            draw(st.sampled_from([POLICE, COUNCIL, ELSEWHERE, None])),
            draw(st.sampled_from(["", "a@example.org", "b@example.org"])),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    numbers = st.integers(0, 5)  # also of people whom nobody knows
    bodies = st.lists(st.sampled_from([POLICE, COUNCIL, ELSEWHERE]), max_size=3, unique=True)
    actions = [
        Led(action, tuple(draw(bodies)), tuple(draw(st.lists(numbers, max_size=3, unique=True))))
        for action in range(draw(st.integers(0, 6)))
    ]
    return actions, people


@given(places())
def test_nobody_is_asked_twice_and_no_action_is_lost(place):
    actions, people = place
    asking = who_is_asked(actions, PARTNERS, people)
    keys = [(one.partner, one.person) for one in asking.asked]
    addresses = [(one.partner, person.address) for one in asking.asked for person in people if person.id == one.person]
    assert len(set(keys)) == len(keys)
    assert len(set(addresses)) == len(addresses)
    assert {action for one in asking.asked for action in one.actions} | set(asking.unled) == {a.action for a in actions}
    for one in asking.asked:
        assert len(set(one.actions)) == len(one.actions) > 0
        asked_person = next((person for person in people if person.id == one.person), None)
        if asked_person:
            assert asked_person.can_be_asked
            assert PARTNERS[asked_person.organisation] == one.partner


def test_answer_is_in_the_order_of_the_partners():
    asking = who_is_asked([Led(1, (POLICE, COUNCIL))], PARTNERS, [])
    assert asking.asked == (Asked(2, None, (1,)), Asked(1, None, (1,)))
