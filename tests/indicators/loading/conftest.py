"""A locality with a measure of each unit, and its analyst."""

from datetime import UTC, datetime

import pytest

from concordat.directory.domain import Role
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.models import Measure
from tests.factories.directory import LocalityFactory, RoleHeldFactory

NOW = datetime(2024, 8, 10, 9, tzinfo=UTC)
MEASURES = (
    ("detentions", "Detentions", Unit.COUNT, Frequency.MONTH),
    ("seen-in-3-hours", "Seen within 3 hours", Unit.PERCENTAGE, Frequency.MONTH),
    ("wait", "Minutes waited", Unit.MINUTES, Frequency.MONTH),
    ("reviews", "Reviews held", Unit.COUNT, Frequency.QUARTER),
    ("surveys", "Surveys answered", Unit.COUNT, Frequency.YEAR),
)


@pytest.fixture
def locality():
    return LocalityFactory(name="Tarnshire", slug="tarnshire")


@pytest.fixture
def measures(locality):
    """By key."""
    return {
        key: Measure.objects.create(
            locality=locality,
            key=key,
            name=name,
            question=f"How many {name}?",
            unit=unit,
            direction="neutral",
            frequency=frequency,
            position=number,
            created_at=NOW,
        )
        for number, (key, name, unit, frequency) in enumerate(MEASURES)
    }


@pytest.fixture
def analyst(locality):
    return RoleHeldFactory(role=Role.ANALYST, locality=locality).user
