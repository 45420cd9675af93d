"""Says which figures are due, and which a template asks for."""

from collections.abc import Sequence
from datetime import date

from concordat.indicators.domain.figures import Frequency

# How far back a template asks for figures: two years of months make a chart with limits.
_ASKED = {Frequency.WEEK: 26, Frequency.MONTH: 24, Frequency.QUARTER: 8, Frequency.YEAR: 5}
_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}


def periods_asked(frequency: Frequency, loaded: Sequence[date], *, today: date) -> tuple[date, ...]:
    """The periods without a figure that a template asks for, the oldest first.

    loaded: the first days of the periods that have one. Asked for are those that are over, not before the first that
    was loaded nor long ago; and where nothing is due, the one that runs.
    """
    running = period_of(today, frequency, like=loaded[-1] if loaded else None)
    has = set(loaded)
    asked: list[date] = []
    on = running
    for _ in range(_ASKED[frequency]):
        on = _before(on, frequency)
        if loaded and on < loaded[0]:
            break
        if on not in has:
            asked.append(on)
    return tuple(reversed(asked)) or (running,)


def period_of(day: date, frequency: Frequency, *, like: date | None = None) -> date:
    """The first day of the period in which a day lies; quarters and years begin as that of `like` does, or in April."""
    if frequency is Frequency.WEEK:
        return date.fromordinal(day.toordinal() - day.weekday())
    first = day.replace(day=1)
    begins = like.month if like else 4
    return _months_before(first, (first.month - begins) % _MONTHS[frequency])


def _before(on: date, frequency: Frequency) -> date:
    if frequency is Frequency.WEEK:
        return date.fromordinal(on.toordinal() - 7)
    return _months_before(on, _MONTHS[frequency])


def _months_before(on: date, months: int) -> date:
    at = on.year * 12 + on.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)
