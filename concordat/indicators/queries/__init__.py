"""Reads measures and their figures."""

from concordat.indicators.queries.reference import national_series, standard_measures
from concordat.indicators.queries.seen import measure_seen_by, measures_seen_by

__all__ = [
    "measure_seen_by",
    "measures_seen_by",
    "national_series",
    "standard_measures",
]
