"""The periods that figures are about: which comes next, and when its figure is due."""

from datetime import date, timedelta

from concordat.indicators.domain.figures import Frequency

_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}


def next_period(on: date, frequency: Frequency) -> date:
    """The first day of the period that follows the one that begins `on`."""
    if frequency is Frequency.WEEK:
        return on + timedelta(days=7)
    years, month = divmod(on.month - 1 + _MONTHS[frequency], 12)
    return date(on.year + years, month + 1, min(on.day, 28))


def year_of(on: date) -> date:
    """The first day of the financial year in which a period begins."""
    return date(on.year - (on.month < 4), 4, 1)


def due_on(period_on: date, frequency: Frequency, within_days: int) -> date:
    """The last day on which the figure of a period is in time: so many days after the period's last day."""
    return next_period(period_on, frequency) + timedelta(days=within_days - 1)


def overdue_periods(latest: date, frequency: Frequency, within_days: int, *, on: date) -> tuple[date, ...]:
    """The periods after the `latest` that has a figure whose own figures are late on a day, the oldest first."""
    late = []
    period = next_period(latest, frequency)
    while due_on(period, frequency, within_days) < on:
        late.append(period)
        period = next_period(period, frequency)
    return tuple(late)
