"""What the tests of keeping measures begin with."""

from datetime import UTC, date, datetime

from concordat.indicators.commands.measures import MeasureGiven, create_measure
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.series import Direction
from tests.factories.measure_rows import a_figure

AT = datetime(2026, 6, 30, 9, tzinfo=UTC)
MARCH = date(2026, 3, 1)


def given_measure(**more) -> MeasureGiven:
    words = {
        "name": "Calls answered",
        "question": "Does somebody answer?",
        "unit": Unit.COUNT,
        "direction": Direction.INCREASE,
        "frequency": Frequency.MONTH,
    }
    return MeasureGiven(**(words | more))


def a_measure(locality, *, by=None, **more):
    return create_measure(locality_id=locality.pk, given=given_measure(**more), by=by, at=AT)


def load(measure, value, on=MARCH, at=AT, **more):
    return a_figure(measure, value, on, at=at, **more)
