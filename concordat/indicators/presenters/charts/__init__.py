"""Charts of measures as Vega-Lite dicts, which `concordat.ui.charts` draws."""

from concordat.indicators.presenters.charts.around import step_letters
from concordat.indicators.presenters.charts.choosing import alternative_of, chart_of, why_not_drawn
from concordat.indicators.presenters.charts.frame import ActionMark
from concordat.indicators.presenters.charts.look import NARROW, WIDE
from concordat.indicators.presenters.charts.years import years_chart

__all__ = ["NARROW", "WIDE", "ActionMark", "alternative_of", "chart_of", "step_letters", "why_not_drawn", "years_chart"]
