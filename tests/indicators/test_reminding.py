"""Whoever loads figures is reminded like a lead: once a day at most, of all that is due, and never of what is there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.accounts.domain.working_days import is_working_day
from concordat.accounts.models import AuditEntry, Message
from concordat.directory.domain import Role
from concordat.indicators import commands
from concordat.indicators.commands import measures
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.reminding import (
    FiguresDue,
    Loader,
    MeasureLoaded,
    due_on,
    figures_due,
    next_period,
    reminding_letter,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, PartnerFactory, PersonFactory, RoleHeldFactory
from tests.indicators.keeping import a_measure, load

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
# A figure of February 2026 is due by 30 March, a Monday; reminders go on 26 and 30 March, and on 8 April after Easter.
DUE = datetime(2026, 3, 30, 9, tzinfo=UTC)


def of_months(*loaded, frequency=Frequency.MONTH, due_within_days=30, created_on=JANUARY):
    wording = Wording(Unit.COUNT, frequency)
    return MeasureLoaded("Tarnshire", "tarnshire", "Calls", wording, due_within_days, created_on, loaded)


@pytest.mark.parametrize(
    ("frequency", "on", "following", "due"),
    [
        (Frequency.WEEK, date(2026, 3, 2), date(2026, 3, 9), date(2026, 4, 7)),
        (Frequency.MONTH, date(2026, 12, 1), date(2027, 1, 1), date(2027, 1, 30)),
        (Frequency.QUARTER, date(2025, 10, 1), date(2026, 1, 1), date(2026, 1, 30)),
        (Frequency.YEAR, date(2025, 4, 1), date(2026, 4, 1), date(2026, 4, 30)),
    ],
)
def test_figure_is_due_so_many_days_after_its_period(frequency, on, following, due):
    assert next_period(on, frequency) == following
    assert due_on(of_months(frequency=frequency), on) == due


@pytest.mark.parametrize(
    ("day", "periods", "reminded_on"),
    [
        (date(2026, 3, 25), (), None),
        (date(2026, 3, 26), (FEBRUARY,), date(2026, 3, 26)),
        (date(2026, 3, 27), (FEBRUARY,), date(2026, 3, 26)),  # where no worker was there the day before
        (date(2026, 3, 30), (FEBRUARY,), date(2026, 3, 30)),
        (date(2026, 4, 2), (FEBRUARY,), None),
        (date(2026, 4, 8), (FEBRUARY,), date(2026, 4, 8)),
        (date(2026, 4, 28), (FEBRUARY, MARCH), date(2026, 4, 28)),
    ],
)
def test_reminder_comes_before_on_and_after_the_day(day, periods, reminded_on):
    at = datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001 - local time
    due = figures_due(of_months(JANUARY), at=at)
    assert (due.periods, due.reminded_on) == (periods, reminded_on)


def test_measure_without_figures_is_due_from_when_it_was_made():
    at = datetime(2026, 3, 30, 9)  # noqa: DTZ001 - local time
    assert figures_due(of_months(created_on=date(2026, 2, 20)), at=at).periods == (FEBRUARY,)
    assert figures_due(of_months(created_on=date(2026, 3, 20)), at=at).periods == ()


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sets(st.integers(0, 30), max_size=10), st.integers(0, 90))
def test_nothing_that_was_loaded_or_is_not_over_is_asked_for(today, months, within):
    loaded = sorted(date(2024 + (month // 12), month % 12 + 1, 1) for month in months)
    measure = of_months(*loaded, due_within_days=within, created_on=date(2024, 6, 5))
    due = figures_due(measure, at=datetime(today.year, today.month, today.day, 9))  # noqa: DTZ001 - local time
    assert set(due.periods) & set(loaded) == set()
    assert all(next_period(period, Frequency.MONTH) <= today for period in due.periods)
    assert list(due.periods) == sorted(due.periods)
    assert due.reminded_on is None or (is_working_day(today) and due.reminded_on <= today)


def test_letter_names_every_figure_and_who_else_can_load():
    due = [
        FiguresDue(of_months(), (JANUARY, FEBRUARY), None),
        FiguresDue(of_months(), tuple(date(2025, month, 1) for month in range(3, 9)), None),
    ]
    analysts = [Loader("R. Teal", "teal@example.org")]
    letter = reminding_letter(due, to_name="W. Ren", analysts=analysts, today=date(2026, 3, 1))
    assert letter.subject == "8 figures due: measures of Tarnshire"
    assert "- Calls: January 2026 and February 2026, due by 2 March 2026" in letter.text
    assert "- Calls: 6 figures, from March 2025 to August 2025, due since 30 April 2025" in letter.text
    assert "\n{link}\n" in letter.text
    assert "R. Teal (teal@example.org)" in " ".join(letter.text.split())


def test_letter_of_two_places_tells_them_apart():
    other = MeasureLoaded("Fellshire", "fellshire", "Calls", Wording(Unit.COUNT), 30, JANUARY, ())
    due = [FiguresDue(of_months(), (JANUARY,), None), FiguresDue(other, (JANUARY,), None)]
    letter = reminding_letter(due, to_name="W. Ren", analysts=[], today=date(2026, 3, 1))
    assert "measures of Tarnshire and Fellshire" in " ".join(letter.text.split())
    assert "Fellshire:\n- Calls: January 2026, due by 2 March 2026" in letter.text.replace("due since", "due by")


@pytest.fixture
def locality(db):
    return LocalityFactory(slug="tarnshire", name="Tarnshire")


@pytest.fixture
def analyst(locality):
    user = UserFactory(name="R. Teal", email="teal@example.org")
    RoleHeldFactory(role=Role.ANALYST, locality=locality, user=user)
    return user


def with_figure(locality, **more):
    measure = a_measure(locality, **more)
    load(measure, 40, on=JANUARY)
    return measure


def to():
    return list(Message.objects.order_by("pk").values_list("to_address", flat=True))


def test_analyst_is_reminded_once_of_all_measures(locality, analyst):
    with_figure(locality)
    with_figure(locality, name="Calls given up")
    assert commands.remind_loaders(at=DUE) == 1
    assert commands.remind_loaders(at=DUE) == 0
    assert commands.remind_loaders(at=DUE + timedelta(days=1)) == 0
    letter = Message.objects.get()
    assert (letter.to_address, letter.link_path) == ("teal@example.org", "/localities/tarnshire/measures/load/")
    assert "Calls answered: February 2026" in letter.text
    assert "Calls given up: February 2026" in letter.text
    assert AuditEntry.objects.filter(command="remind_loaders").count() == 1


def test_reminders_end_when_the_figure_is_there(locality, analyst):
    measure = with_figure(locality)
    load(measure, None, on=FEBRUARY, reason="The system was down")
    assert commands.remind_loaders(at=DUE) == 0


def test_each_reminder_day_brings_one_letter(locality, analyst):
    with_figure(locality)
    days = [DUE + timedelta(days=day) for day in range(-20, 20)]
    written = [at.date() for at in days for _ in range(3) if commands.remind_loaders(at=at)]
    assert written == [date(2026, 3, 26), date(2026, 3, 30), date(2026, 4, 8)]


@pytest.mark.parametrize("at", [DUE.replace(hour=6), DUE.replace(hour=18), DUE - timedelta(days=1)])
def test_nobody_is_written_to_out_of_hours(locality, analyst, at):
    with_figure(locality)
    assert commands.remind_loaders(at=at) == 0


def test_contact_of_the_partner_that_loads_is_asked(locality, analyst):
    police = PartnerFactory(locality=locality)
    with_figure(locality, loaded_by=police.pk)
    PersonFactory(locality=locality, organisation=police.organisation, email="wren@example.org", is_contact=True)
    PersonFactory(locality=locality, organisation=police.organisation, email="other@example.org")
    PersonFactory(
        locality=locality, organisation=police.organisation, email="gone@example.org", is_contact=True,
        left_on=date(2026, 1, 1),
    )  # fmt: skip
    commands.remind_loaders(at=DUE)
    assert to() == ["wren@example.org"]


def test_analyst_who_works_at_the_partner_comes_before_its_contact(locality, analyst):
    police = PartnerFactory(locality=locality)
    with_figure(locality, loaded_by=police.pk)
    PersonFactory(locality=locality, organisation=police.organisation, email="wren@example.org", is_contact=True)
    PersonFactory(locality=locality, organisation=police.organisation, email="Teal@example.org")
    commands.remind_loaders(at=DUE)
    assert to() == ["teal@example.org"]


def test_where_nobody_is_known_the_coordinator_is_asked(locality):
    with_figure(locality, loaded_by=PartnerFactory(locality=locality).pk)
    assert commands.remind_loaders(at=DUE) == 0
    RoleHeldFactory(role=Role.COORDINATOR, locality=locality, user=UserFactory(email="crake@example.org"))
    ended = UserFactory(email="former@example.org")
    RoleHeldFactory(role=Role.ANALYST, locality=locality, user=ended, until_on=date(2026, 3, 1))
    commands.remind_loaders(at=DUE)
    assert to() == ["crake@example.org"]


def test_address_that_came_back_is_passed_over(locality, analyst):
    with_figure(locality)
    Message.objects.create(
        key="x", to_address="Teal@example.org", subject="S", text="T", written_at=DUE, not_before=DUE,
        state=Message.State.BOUNCED,
    )  # fmt: skip
    assert commands.remind_loaders(at=DUE) == 0


def test_retired_measure_is_asked_for_no_more(locality, analyst):
    measures.retire_measure(measure_id=with_figure(locality).pk, by=None, at=DUE)
    assert commands.remind_loaders(at=DUE) == 0


def test_analyst_of_two_places_gets_one_letter(locality, analyst):
    other = LocalityFactory(slug="fellshire", name="Fellshire")
    RoleHeldFactory(role=Role.ANALYST, locality=other, user=analyst)
    with_figure(locality)
    with_figure(other)
    assert commands.remind_loaders(at=DUE) == 1
    letter = Message.objects.get()
    assert letter.link_path == "/"
    assert "Tarnshire:" in letter.text
    assert "Fellshire:" in letter.text


def test_number_of_queries_does_not_grow_with_measures(locality, analyst, django_assert_max_num_queries):
    for number in range(5):
        with_figure(locality, name=f"Measure {number}")
    commands.remind_loaders(at=DUE)
    with django_assert_max_num_queries(8):
        commands.remind_loaders(at=DUE)
