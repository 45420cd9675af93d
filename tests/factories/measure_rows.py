"""Measures as rows, without a figure."""

from datetime import UTC, datetime

from concordat.indicators.models import Measure

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
