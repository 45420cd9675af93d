"""Reads measures and their figures."""

from concordat.indicators.queries.figures import chart_of, figures_now, get_measure, revisions_of
from concordat.indicators.queries.reference import standard_measures

__all__ = ["chart_of", "figures_now", "get_measure", "revisions_of", "standard_measures"]
