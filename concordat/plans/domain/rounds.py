"""Rounds of updates: who is asked about which action, which days are working days, and which reminder is due."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

FIRST_HOUR, LAST_HOUR = 8, 18  # reminders go from 8:00 until just before 18:00
LATE = 2  # a reminder that no worker was there to send still goes on the next so many working days

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody whom a locality knows at work; ids are keys. `is_contact`: speaks for the organisation as a whole."""

    id: int
    organisation: int | None
    address: str
    is_contact: bool = False
    has_left: bool = False

    @property
    def can_be_asked(self) -> bool:
        return bool(self.address) and not self.has_left


@dataclass(frozen=True, slots=True)
class Led:
    """An open action, and the organisations and people that its wording says lead it (not those who support)."""

    action: int
    organisations: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One letter: who at a partner is asked about which actions. Without a person nobody is known to be asked."""

    partner: int
    person: int | None
    actions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """Everybody who is asked, by partner; `unled` are the actions that no partner leads, so nobody is asked."""

    asked: tuple[Asked, ...]
    unled: tuple[int, ...]


def who_is_asked(actions: Iterable[Led], partners: Mapping[int, int], people: Sequence[Contact]) -> Asking:
    """Who is asked about each open action; `partners` is organisation → partner, in the order of the answer.

    A partner's action that names somebody who works there is theirs; any other goes to each contact of the partner.
    Whoever has no address or has left is passed over. Two entries of one organisation with one address are one
    person ("K. Reed" and "Insp. K. Reed" of an older document), who gets one letter.
    """
    same = _one_of_each_address(people)
    known = {person.id: person for person in people}
    found: dict[tuple[int, int | None], list[int]] = {}
    nobody: tuple[int | None, ...] = (None,)
    unled = []
    for led in actions:
        employers = [known[person].organisation for person in led.people if person in known]
        bodies = [
            body for body in dict.fromkeys((*led.organisations, *employers)) if body is not None and body in partners
        ]
        for body in bodies:
            named = [known[person] for person in led.people if person in known and known[person].organisation == body]
            contacts = [person for person in people if person.organisation == body and person.is_contact]
            asked = [person for person in named if person.can_be_asked] or [p for p in contacts if p.can_be_asked]
            for person in dict.fromkeys(same[each.id] for each in asked) or nobody:
                found.setdefault((body, person), []).append(led.action)
        if not bodies:
            unled.append(led.action)
    places = {body: place for place, body in enumerate(partners)}
    order = sorted(found, key=lambda one: (places[one[0]], one[1] is None, one[1] or 0))
    return Asking(
        tuple(Asked(partners[body], person, tuple(found[body, person])) for body, person in order),
        tuple(unled),
    )


def _one_of_each_address(people: Sequence[Contact]) -> dict[int, int]:
    """Each person's id → the id that stands for everybody of their organisation with their address."""
    first: dict[tuple[int | None, str], int] = {}
    for person in sorted(people, key=lambda one: (not one.is_contact, one.id)):
        if person.can_be_asked:
            first.setdefault((person.organisation, person.address.lower()), person.id)
    return {one.id: first.get((one.organisation, one.address.lower()), one.id) for one in people}


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


def reminder_days(answer_by: date, *, before: int, after: int) -> tuple[date, ...]:
    """The days on which reminders go, in order: before and after the day in working days (0: none), and on it."""
    return tuple(sorted(set(_reminder_days(answer_by, before, after))))


def _reminder_days(answer_by: date, before: int, after: int) -> Iterator[date]:
    if before:
        yield working_days_before(answer_by, before)
    yield last_working_day_by(answer_by)
    if after:
        yield working_days_after(answer_by, after)


def due_reminder(days: Iterable[date], *, at: datetime) -> date | None:
    """The reminder day whose letters should have gone by a moment (in local time); None out of hours and otherwise.

    Whoever was written to on that day or later needs no reminder of it.
    """
    today = at.date()
    if not (is_working_day(today) and FIRST_HOUR <= at.hour < LAST_HOUR):
        return None
    past = [day for day in days if day <= today]
    if not past or working_days_after(past[-1], LATE) < today:
        return None
    return past[-1]
