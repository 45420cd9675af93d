"""Measures, figures and charts as finished words."""

from concordat.indicators.presenters.detentions import present_counts, print_counts

__all__ = ["present_counts", "print_counts"]
