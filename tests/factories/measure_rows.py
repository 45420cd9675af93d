"""Measures and figures as rows, let out as a load would let them out."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from concordat.indicators.commands import release_figures
from concordat.indicators.models import Measure, Observation

BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)


def a_measure(locality, key="detentions", *, published=True, **given) -> Measure:
    """A count of each month that should fall; published where nothing else is said."""
    name = key.replace("-", " ").capitalize()
    values = {
        "name": name,
        "question": f"{name}: is it getting better?",
        "unit": "count",
        "direction": "decrease",
        "frequency": "month",
        "position": locality.measures.count(),
        "created_at": BEGINNING,
        "published_at": BEGINNING if published else None,
        **given,
    }
    return Measure.objects.create(locality=locality, key=key, **values)


def a_figure(
    measure: Measure, value: Any, on: date, *, at: datetime, is_released: bool = True, **given: Any
) -> Observation | None:
    """A figure, or its next revision; None where the same stands. given: breakdown, category, numerator and so on."""
    cell = {"period_on": on, "breakdown": given.pop("breakdown", ""), "category": given.pop("category", "")}
    counts = {
        "value": None if value is None else Decimal(str(value)),
        "numerator": given.pop("numerator", None),
        "denominator": given.pop("denominator", None),
    }
    earlier = measure.observations.filter(**cell).order_by("revision").last()
    if earlier and all(getattr(earlier, name) == count for name, count in counts.items()):
        return None
    revision = earlier.revision + 1 if earlier else 1
    figure = Observation.objects.create(measure=measure, revision=revision, at=at, **cell, **counts, **given)
    if is_released and measure.published_at:
        release_figures(locality=measure.locality, at=at, periods=[on])
    return figure
