"""Charts of measures as Vega-Lite dicts, which `concordat.ui.charts` draws."""

from concordat.indicators.presenters.charts.around import step_letters
from concordat.indicators.presenters.charts.control import alternative, control_chart
from concordat.indicators.presenters.charts.frame import ActionMark
from concordat.indicators.presenters.charts.look import NARROW, WIDE

__all__ = ["NARROW", "WIDE", "ActionMark", "alternative", "control_chart", "step_letters"]
