"""Localities that released a year of one share, to be compared."""

from datetime import UTC, date, datetime
from decimal import Decimal

from concordat.indicators.commands import release_figures
from concordat.indicators.models import Observation
from tests.factories.directory import LocalityFactory
from tests.factories.measure_rows import a_measure

AT = datetime(2025, 6, 30, 9, tzinfo=UTC)
KEY = "police-station"
NAMES = ("Ashby", "Brook", "Calder", "Dale", "Elm", "Ford", "Alder", "Birch", "Cedar", "Hazel", "Maple")


def a_locality(name, monthly, of=100, *, months=12, published=True):
    """One with so many of so many in each month of 2024/25."""
    locality = LocalityFactory(name=name, slug=name.lower())
    measure = a_measure(locality, KEY, unit="percentage", standard_key=KEY, published=published)
    Observation.objects.bulk_create(
        Observation(
            measure=measure, period_on=date(2024 + (month + 3) // 12, (month + 3) % 12 + 1, 1), revision=1,
            value=Decimal(100 * monthly) / of, numerator=monthly, denominator=of, at=AT,
        )
        for month in range(months)
    )  # fmt: skip
    release_figures(locality=locality, at=AT)
    return locality
