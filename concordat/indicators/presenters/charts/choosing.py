"""Which chart tells the truth about a measure: its figures, the time between its events, or none."""

from collections.abc import Sequence
from typing import Any

from concordat.indicators.domain.control_charts import ControlChart
from concordat.indicators.domain.rare_events import RareChart
from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.presenters.charts import look
from concordat.indicators.presenters.charts.control import alternative, control_chart
from concordat.indicators.presenters.charts.frame import ActionMark
from concordat.indicators.presenters.charts.rare import alternative_of_gaps, rare_chart


def chart_of(seen: SeenMeasure, *, marks: Sequence[ActionMark] = (), width: int = look.WIDE) -> dict[str, Any] | None:
    """The chart of a measure for one viewer; None where any chart would mislead, and `why_not_drawn` says why."""
    if why_not_drawn(seen):
        return None
    if seen.rare is not None:
        return rare_chart(seen, width=width)
    return control_chart(seen, marks=marks, width=width)


def alternative_of(seen: SeenMeasure) -> str:
    """The chart in words, for those who can't see it."""
    return alternative_of_gaps(seen) if seen.rare is not None else alternative(seen)


def why_not_drawn(seen: SeenMeasure) -> str:
    """Why there is no chart, in a sentence; nothing where there is one."""
    if not seen.figures:
        return "There is no figure to show yet."
    if seen.rare is not None:
        return "" if seen.rare.known else _no_gap(seen.rare)
    if seen.chart is None:
        return seen.why_no_chart
    shown = [figure.value for figure in seen.figures if figure.value is not None]
    if shown and not any(shown):
        hidden = sum(figure.showing is not Showing.SHOWN for figure in seen.figures)
        others = f"; {hidden} may not be shown" if hidden else ""
        of = f"{len(shown)} figures" if len(shown) > 1 else "One figure"
        return f"{of} of 0{others}: a chart of zeros says no more than that. The table has each."
    if _is_mostly_nought(seen.chart):
        return "Most figures are 0: a chart of them can't tell change from chance. The table has each."
    return ""


def _no_gap(rare: RareChart) -> str:
    if rare.gaps:
        return "A figure is missing between each event and the next, so no gap between events is known."
    return "There was one event only, so there is no gap between events to draw."


def _is_mostly_nought(chart: ControlChart) -> bool:
    phase = chart.points[-1].phase
    values = [point.value for point in chart.points if point.phase is phase and point.value is not None]
    return phase.is_sparse and 2 * values.count(0.0) > len(values)
