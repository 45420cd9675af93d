"""Reads measures and their figures."""

from concordat.indicators.queries.figures import chart_of, figures_now, get_measure, revisions_of
from concordat.indicators.queries.reference import national_series, standard_measures
from concordat.indicators.queries.seen import measure_seen_by, measures_seen_by

__all__ = [
    "chart_of",
    "figures_now",
    "get_measure",
    "measure_seen_by",
    "measures_seen_by",
    "national_series",
    "revisions_of",
    "standard_measures",
]
