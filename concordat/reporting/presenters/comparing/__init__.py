"""The pages that compare localities: a funnel, its table and the list of what can be compared."""

from concordat.reporting.presenters.comparing.funnel import NARROW_FUNNEL, WIDE_FUNNEL, funnel_chart
from concordat.reporting.presenters.comparing.pages import (
    ComparisonPage,
    StandardsPage,
    comparison_document,
    present_comparison,
    present_standards,
)

__all__ = [
    "NARROW_FUNNEL",
    "WIDE_FUNNEL",
    "ComparisonPage",
    "StandardsPage",
    "comparison_document",
    "funnel_chart",
    "present_comparison",
    "present_standards",
]
