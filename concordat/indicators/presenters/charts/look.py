"""How every chart of a measure looks: inks, shapes, ticks and where labels find room.

Colours are those of NHS England's "Making Data Count" (as in NHSRplotthedots). Improvement blue and common-cause grey
have one luminance, and several stand out from white by less than 3 to 1: so each kind of point has a shape of its own
and a dark outline, and lines of data and limits are darker than there.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any

from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.signals import PointKind

WIDE, NARROW = 640, 175  # of the plot alone, in pixels; labels stand to its left and right
HEIGHT = 300
INK, QUIET, LINE = "#212b32", "#4c6272", "#6b6b6b"
MEAN, TARGET = "#000000", "#de1b1b"
LETTER_WIDTH = 7.2  # of text of 13 pixels, on average; room is reckoned with it
ROW = 18


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of mark: its words in the key, its fill, and its shape (Vega's own, or an SVG path within ±1)."""

    words: str
    fill: str
    shape: str


COMMON = Sort("Common cause", "#a6a6a6", "circle")
IMPROVEMENT = Sort("Special cause: improvement", "#00b0f0", "square")
CONCERN = Sort("Special cause: concern", "#e46c0a", "diamond")
HIGH = Sort("Special cause: high", "#490092", "triangle-up")
LOW = Sort("Special cause: low", "#490092", "triangle-down")
SMALL = Sort("Small number, not shown", "#ffffff", "M-.8,-.8L.8,.8M-.8,.8L.8,-.8")
WITHHELD = Sort("Not published", "#ffffff", "M-.9,0L.9,0")
PLAIN = Sort("Figure", "#ffffff", "circle")
RUNNING = Sort("Still running", "#ffffff", "circle")
FLAG = "M-.8,-.8L.8,-.8L.8,.1L0,1L-.8,.1Z"  # points at the day of an action
SORTS = {
    PointKind.COMMON_CAUSE: COMMON,
    PointKind.IMPROVEMENT: IMPROVEMENT,
    PointKind.CONCERN: CONCERN,
    PointKind.NEUTRAL_HIGH: HIGH,
    PointKind.NEUTRAL_LOW: LOW,
}


@dataclass(frozen=True, slots=True)
class Scale:
    """The y axis: its ends, the figures at its gridlines, and its height in pixels. It need not begin at nought."""

    least: float
    most: float
    ticks: tuple[float, ...]
    height: int = HEIGHT

    def at(self, value: float) -> float:
        """How many pixels from the top a figure is drawn."""
        return self.height * (self.most - value) / (self.most - self.least)


def scale_of(values: Iterable[float], *, unit: Unit, from_nought: bool = False, height: int = HEIGHT) -> Scale:
    """An axis with round figures that holds every value; a percentage ends at 0 and 100, and nothing is below 0."""
    drawn = [*values, *([0.0] if from_nought else [])] or [0.0, 1.0]
    least, most = min(drawn), max(drawn)
    if least == most:
        room = max(1.0, abs(least) / 10)
        least, most = max(0.0, least - room), within(most + room, unit) if most <= 100 else most + room
    step = _round_step((most - least) / 5, whole=unit in (Unit.COUNT, Unit.DAYS) and most > 4)
    low, high = max(0, math.floor(least / step + 1e-9)), math.ceil(most / step - 1e-9)
    if unit is Unit.PERCENTAGE and most <= 100:
        high = min(high, math.ceil(100 / step))
    ticks = tuple(round(place * step, 10) for place in range(low, high + 1))
    return Scale(ticks[0], ticks[-1], ticks, height)


def _round_step(rough: float, *, whole: bool) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * round_one for round_one in (1, 2, 5, 10) if size * round_one >= rough * 0.999)
    return max(1.0, step) if whole else step


def within(value: float, unit: Unit) -> float:
    """A limit as it is drawn: nothing lies below 0, and no percentage above 100, though the calculation goes on."""
    return min(max(value, 0.0), 100.0 if unit is Unit.PERCENTAGE else math.inf)


def short_figure(value: float, wording: Wording) -> str:
    """A figure for a label: its unit stands on the axis, but for a percentage."""
    return wording.figure(value) if wording.unit is Unit.PERCENTAGE else Wording(Unit.COUNT).figure(value)


def unit_words(wording: Wording) -> str:
    """What the y axis counts."""
    return {
        Unit.COUNT: "Number",
        Unit.RATE: f"Number per {wording.rate_of}" if wording.rate_of else "Rate",
        Unit.PERCENTAGE: "",
        Unit.MINUTES: "Minutes",
        Unit.DAYS: "Days",
    }[wording.unit]


def figures_axis(scale: Scale, *, title: str = "", percent: bool = False) -> dict[str, Any]:
    """The encoding of the field `value` by an axis with horizontal gridlines alone, its title over it."""
    return {
        "field": "value",
        "type": "quantitative",
        "title": title or None,
        "scale": {"domain": [scale.least, scale.most], "zero": False, "nice": False},
        "axis": {
            "values": list(scale.ticks),
            "labelExpr": "format(datum.value, ',')" + (" + '%'" if percent else ""),
            "labelFontSize": 13,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": -30,
            "titleY": -14,
            "domain": False,
            "ticks": False,
            "grid": True,
        },
    }


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label right of the plot, beside the end of a line."""

    words: str
    y: float


def spread(labels: Sequence[Labelled], *, room: float = 17, height: int = HEIGHT) -> list[Labelled]:
    """The labels moved just so far that none lies on another, and none below the plot."""
    placed: list[Labelled] = []
    lowest = -math.inf
    for label in sorted(labels, key=lambda label: label.y):
        lowest = max(label.y, lowest + room)
        placed.append(Labelled(label.words, lowest))
    highest = float(height)
    for place in range(len(placed) - 1, -1, -1):
        highest = min(placed[place].y, highest)
        placed[place] = Labelled(placed[place].words, highest)
        highest -= room
    return placed


def short_period(on: date, wording: Wording) -> str:
    """A period for the time axis: 04/03/24 · Mar 24 · 2023/24."""
    match wording.frequency:
        case Frequency.WEEK:
            return f"{on:%d/%m/%y}"
        case Frequency.YEAR:
            return wording.period(on)
        case _:
            return f"{on:%b %y}"


def lines_of(words: str, width: int, *, size: int = 16) -> list[str]:
    """Words broken into lines that fit a width in pixels."""
    return wrap(words, max(12, int(width / (size * 0.53)))) or [""]


def utc(on: date) -> str:
    """A day as the charts' library reads it; without a time it would read another zone's."""
    return f"{on.isoformat()}T00:00:00Z"


def key_of(sorts: Sequence[Sort], *, columns: int) -> dict[str, Any]:
    """The encoding of the fill and the shape of marks by the field `sort`, with one key at the foot of the chart."""
    legend = {
        "orient": "bottom",
        "direction": "horizontal" if columns > 1 else "vertical",
        "columns": columns,
        "symbolStrokeWidth": 1.5,
        "symbolOpacity": 1,
        "labelFontSize": 13,
        "offset": 12,
        "title": None,
    }
    names = [sort.words for sort in sorts]

    def scale(of: Iterable[str]) -> dict[str, Any]:
        return {"field": "sort", "type": "nominal", "scale": {"domain": names, "range": list(of)}, "legend": legend}

    return {
        "fill": scale(sort.fill for sort in sorts),
        "shape": scale(sort.shape for sort in sorts),
        "stroke": scale(INK for _ in sorts),
    }


def text(words: Any, x: float, y: float, **given: Any) -> dict[str, Any]:
    """A layer of words at a place in pixels, from the left and the top of the plot; a list of words is lines."""
    mark = {"type": "text", "fontSize": 13, "fill": INK, "align": "left", "baseline": "middle", "text": words, **given}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": {"value": x}, "y": {"value": y}}}


def heading(title: Sequence[str], notes: Sequence[str], *, bottom: float) -> tuple[list[dict[str, Any]], float]:
    """The layers of a chart's title and of the notes under it, which end at `bottom`; and where the title begins."""
    layers = []
    top = bottom - 20 * len(title) - 17 * len(notes)
    left = -30
    layers.append(text(list(title), left, top, fontSize=16, fontWeight="bold", baseline="top", lineHeight=20))
    if notes:
        below = top + 20 * len(title) + 2
        layers.append(text(list(notes), left, below, fill=QUIET, baseline="top", lineHeight=17))
    return layers, top
