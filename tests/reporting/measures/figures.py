"""Measures with figures of months, written as rows and let out as a load would let them out."""

from datetime import UTC, date, datetime
from decimal import Decimal

from concordat.indicators import commands
from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.periods import next_period
from concordat.indicators.models import Measure, MeasureTarget, Observation
from tests.factories.measure_rows import a_figure, a_measure

LOADED = datetime(2026, 2, 10, 9, tzinfo=UTC)
START = date(2024, 1, 1)
STEADY = (
    100,
    115,
    95,
    120,
    90,
    105,
    110,
    85,
    125,
    100,
    95,
    115,
    105,
    90,
    120,
    100,
    110,
    95,
    115,
    85,
    105,
    120,
    90,
    100,
)


def months(count: int, start: date = START) -> list[date]:
    found = [start]
    while len(found) < count:
        found.append(next_period(found[-1], Frequency.MONTH))
    return found[:count]


def a_measure_with(locality, values=STEADY, key="all-detentions", *, target=None, start=START, **given) -> Measure:
    """values: of each month from `start`, None where one is missing; a percentage is of 100."""
    measure = a_measure(locality, key, **given)
    is_share = measure.unit == "percentage"
    Observation.objects.bulk_create(
        Observation(
            measure=measure,
            period_on=on,
            revision=1,
            value=None if value is None else Decimal(str(value)),
            numerator=value if is_share else None,
            denominator=100 if is_share else None,
            reason="" if value is not None else "The form was lost",
            at=LOADED,
        )
        for on, value in zip(months(len(values), start), values, strict=True)
    )
    if target is not None:
        MeasureTarget.objects.create(measure=measure, since_on=start, value=target, at=LOADED)
    if measure.published_at:
        commands.release_figures(locality=locality, at=LOADED)
    return measure


def load(measure, value, on, *, by=None, reason=""):
    return a_figure(measure, value, on, at=LOADED, by=by, reason=reason)
