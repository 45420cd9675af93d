"""Where things stand on a chart over time: its ends, its scale, its axes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from concordat.indicators.domain.control_charts import ControlChart
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.presenters.charts import look
from concordat.indicators.presenters.charts.look import Scale

_CROWDED = 26  # pixels that a slanted date needs


@dataclass(frozen=True, slots=True)
class ActionMark:
    """An action on the time axis: the day on which it is due, or was said to be complete."""

    on: date
    label: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand: the ends of the time axis, the scale of figures, the width, and the words of figures."""

    start: datetime
    end: datetime
    scale: Scale
    width: int
    wording: Wording
    x: Mapping[str, Any]

    @property
    def is_narrow(self) -> bool:
        return self.width < look.WIDE

    def across(self, day: datetime) -> float:
        return self.width * ((day - self.start) / (self.end - self.start))


def frame_of(
    seen: SeenMeasure, chart: ControlChart, marks: Sequence[ActionMark], has_hidden: bool, width: int
) -> Frame:
    wording = seen.words.wording
    days = sorted({figure.on for figure in seen.figures} | {point.on for point in chart.points})
    half = length_of(days[-1], wording.frequency) / 2
    start, end = midnight(days[0]) - half, midnight(days[-1]) + half
    # Room for what is due soon; figures would be squeezed by room for years to come.
    late = end + max((end - start) / 4, 4 * half)
    end = max([end, *(midnight(mark.on) + half for mark in marks if midnight(mark.on) + half <= late)])
    foot = look.ROW * (has_hidden + len({mark.is_complete for mark in marks}))
    foot += 6 if foot else 0
    in_time = [target.value for target in seen.targets if target.value is not None]
    limits = [
        look.within(limit, wording.unit)
        for phase in chart.phases
        for limit in (phase.lower_limit, phase.upper_limit)
        if limit is not None
    ]
    values = [point.value for point in chart.points if point.value is not None]
    scale = look.scale_of([*values, *limits, *in_time], unit=wording.unit, from_nought=has_hidden)
    return Frame(start, end, scale, width, wording, _time_axis(days, start, end, width, wording, foot))


def length_of(on: date, frequency: Frequency) -> timedelta:
    return next_period(on, frequency) - on


def _time_axis(
    days: Sequence[date], start: datetime, end: datetime, width: int, wording: Wording, foot: int
) -> dict[str, Any]:
    most = max(2, int(width * ((midnight(days[-1]) - start) / (end - start)) / _CROWDED))
    shown = _evenly(days, wording.frequency, most)
    names = {str(int(midnight(day).timestamp() * 1000)): look.short_period(day, wording) for day in shown}
    quoted = ", ".join(f"'{moment}': '{name}'" for moment, name in names.items())
    return {
        "field": "on",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "domain": [start.isoformat(), end.isoformat()], "nice": False},
        "axis": {
            "values": [look.utc(day) for day in shown],
            "labelExpr": f"({{{quoted}}})[time(datum.value)]",
            "labelAngle": -45,
            "labelAlign": "right",
            "labelBaseline": "middle",
            "labelFontSize": 13,
            "labelOverlap": False,
            "grid": False,
            "offset": foot,
        },
    }


def _evenly(days: Sequence[date], frequency: Frequency, most: int) -> list[date]:
    """Days for the axis at even intervals, round ones where there are: quarters, halves, years."""
    if frequency in (Frequency.MONTH, Frequency.QUARTER):
        for months in (1, 3, 6, 12, 24, 60):
            shown = [day for day in days if (day.year * 12 + day.month - 1) % months == 0]
            if 0 < len(shown) <= most:
                return shown
    every = -(-len(days) // most)
    return [day for place, day in enumerate(days) if (len(days) - 1 - place) % every == 0]


def y_of(frame: Frame) -> dict[str, Any]:
    unit = frame.wording.unit
    return look.figures_axis(frame.scale, title=look.unit_words(frame.wording), percent=unit is Unit.PERCENTAGE)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
