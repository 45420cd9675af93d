"""Measures, figures and charts as finished words."""

from concordat.indicators.presenters.detentions import present_counts, print_counts
from concordat.indicators.presenters.keeping import (
    present_lines,
    present_measure,
    present_rule,
    present_steps,
    present_targets,
    rule_choices,
)

__all__ = [
    "present_counts",
    "present_lines",
    "present_measure",
    "present_rule",
    "present_steps",
    "present_targets",
    "print_counts",
    "rule_choices",
]
