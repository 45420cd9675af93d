"""Which figures are due, on which day whoever loads them is reminded, and the letter that says so."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from concordat.accounts.domain.letters import LINK
from concordat.accounts.domain.working_days import due_reminder, reminder_days
from concordat.indicators.domain.figures import Frequency, Wording
from concordat.indicators.domain.loading.due import period_of

BEFORE, AFTER = 2, 5  # working days before and after the day on which a figure is due
NAMED = 3  # of the periods of a measure, how many a letter names one by one
_MOST = 60  # periods back: what has been missing for longer is told as "since"
_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}


@dataclass(frozen=True, slots=True)
class MeasureLoaded:
    """A measure with the first days of the periods that it has a figure for (or that one is missing, with a reason)."""

    locality: str  # name
    locality_slug: str
    name: str
    wording: Wording
    due_within_days: int
    created_on: date
    loaded: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class FiguresDue:
    """The periods of a measure whose figures are missing, the oldest first, and the reminder day that has come."""

    measure: MeasureLoaded
    periods: tuple[date, ...]
    reminded_on: date | None


@dataclass(frozen=True, slots=True)
class Loader:
    """Somebody who is asked for figures: who at a work address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


def next_period(on: date, frequency: Frequency) -> date:
    """The first day of the period after the one that begins `on`."""
    if frequency is Frequency.WEEK:
        return on + timedelta(days=7)
    months = on.year * 12 + on.month - 1 + _MONTHS[frequency]
    return date(months // 12, months % 12 + 1, 1)


def due_on(measure: MeasureLoaded, period_on: date) -> date:
    """The day on which the figure of a period is due: so many days after the period's last one."""
    return next_period(period_on, measure.wording.frequency) + timedelta(days=measure.due_within_days - 1)


def figures_due(measure: MeasureLoaded, *, at: datetime) -> FiguresDue:
    """What is missing of a measure at a moment (in local time), from its first figure on, or else since it was made.

    Named are the periods that are over and whose reminder before the day may have gone; a reminder is due two working
    days before a figure's day, on it, and five after.
    """
    today = at.date()
    frequency = measure.wording.frequency
    has = set(measure.loaded)
    period = min(has) if has else period_of(measure.created_on, frequency)
    running = period_of(today, frequency, like=period)
    missing: list[date] = []
    while period < running:
        if period not in has:
            missing.append(period)
        period = next_period(period, frequency)
    missing = missing[-_MOST:]
    days = {one: reminder_days(due_on(measure, one), before=BEFORE, after=AFTER) for one in missing}
    begun = tuple(one for one in missing if days[one][0] <= today)
    reminded = [due for one in begun if (due := due_reminder(days[one], at=at))]
    return FiguresDue(measure, begun, max(reminded, default=None))


def reminding_letter(due: Sequence[FiguresDue], *, to_name: str, analysts: Sequence[Loader], today: date) -> Letter:
    """One letter that names every figure that is due of one person; "{link}" stands where figures are loaded.

    analysts: who can load the figures for somebody who can't.
    """
    places = list(dict.fromkeys(each.measure.locality for each in due))
    count = sum(len(each.periods) for each in due)
    figures = "1 figure" if count == 1 else f"{count:,} figures"
    late = any(due_on(each.measure, each.periods[0]) < today for each in due)
    lines = []
    for place in places:
        if len(places) > 1:
            lines.append(f"{place}:")
        lines += [f"- {_told(each, today)}" for each in due if each.measure.locality == place]
    others = [f"{one.name} ({one.address})" for one in analysts if one.name != to_name]
    hand_over = f" If you can't load them yourself, send the counts to {_listed(others, 'or')}." if others else ""
    paragraphs = [
        f"Dear {to_name},",
        f"{'These figures are missing' if late else 'These figures are due'} among the measures of {_listed(places)}:",
        "\n".join(lines),
        "Load them here, by pasting them or from a file; the page has a template to fill in:",
        LINK,
        f"Counts only, please: nothing about a person.{hand_over} Where a figure can't be had, load it as missing and "
        "say why.",
    ]
    wrapped = [
        part
        if "\n" in part or part == LINK
        else textwrap.fill(part, 72, break_long_words=False, break_on_hyphens=False)
        for part in paragraphs
    ]
    return Letter(f"{figures} due: measures of {_listed(places)}"[:200], "\n\n".join(wrapped))


def _told(due: FiguresDue, today: date) -> str:
    wording = due.measure.wording
    if len(due.periods) > NAMED:
        periods = (
            f"{len(due.periods)} figures, from {wording.period(due.periods[0])} to {wording.period(due.periods[-1])}"
        )
    else:
        periods = _listed([wording.period(period) for period in due.periods])
    last = due_on(due.measure, due.periods[0])
    when = f"due since {_day(last)}" if last < today else f"due by {_day(last)}"
    return f"{due.measure.name}: {periods}, {when}"


def by_address(due: Mapping[Loader, Sequence[FiguresDue]]) -> dict[str, tuple[Loader, list[FiguresDue]]]:
    """What is due by the address in small letters: two entries of one person get one letter."""
    found: dict[str, tuple[Loader, list[FiguresDue]]] = {}
    for loader, figures in due.items():
        _, told = found.setdefault(loader.address.lower(), (loader, []))
        told += [each for each in figures if each not in told]
    return found


def _listed(words: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
