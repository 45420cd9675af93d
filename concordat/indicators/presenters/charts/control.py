"""The control chart of a measure as a Vega-Lite dict, as boards know it from "Making Data Count"."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from concordat.indicators.domain.control_charts import ChartPoint, ControlChart, Phase
from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.series import Target
from concordat.indicators.domain.showing import SeenFigure, SeenMeasure
from concordat.indicators.presenters.charts import around, look
from concordat.indicators.presenters.charts.frame import ActionMark, Frame, frame_of, length_of, midnight, y_of
from concordat.indicators.presenters.charts.look import Labelled, Sort

Layer = dict[str, Any]
HIDDEN = {Showing.SMALL: look.SMALL, Showing.WITHHELD: look.WITHHELD}
_DASHES = {"limit": [5, 4], "provisional": [2, 3]}


def control_chart(
    seen: SeenMeasure, *, marks: Sequence[ActionMark] = (), width: int = look.WIDE, when: str = ""
) -> Layer:
    """The chart of a measure's figures with its limits, target, steps and the actions that should move it.

    when: the period from which the figures run, in words; found if not given. Raises ValueError without a chart.
    """
    chart = seen.chart
    if chart is None:
        raise ValueError(seen.why_no_chart)
    wording = seen.words.wording
    hidden = [figure for figure in seen.figures if figure.showing is not Showing.SHOWN]
    frame = frame_of(seen, chart, marks, bool(hidden), width)
    shown_marks = [mark for mark in marks if frame.start <= midnight(mark.on) <= frame.end]
    sorts = _sorts(chart, hidden)
    key = look.key_of(sorts, columns=1 if frame.is_narrow else 3)
    steps, band = around.steps_over(seen, frame)
    title = look.lines_of(f"{seen.words.name}, from {when or wording.period(chart.points[0].on)}", width + 40)
    notes = [line for note in _notes(seen, chart) for line in look.lines_of(note, width + 60, size=13)]
    above, top = look.heading(title, notes, bottom=-(band + (34 if look.unit_words(wording) else 20)))
    return {
        "description": alternative(seen),
        "usermeta": {"title": " ".join(title)},
        "width": width,
        "height": frame.scale.height,
        "layer": [
            *_lines(chart, frame),
            *around.target_lines(seen.targets, frame),
            *steps,
            *_points(chart, frame, key),
            *around.target_history(seen.targets, chart, frame),
            *_hidden(hidden, frame, key),
            *around.action_marks(shown_marks, frame, first=bool(hidden)),
            *_labels(chart, seen.targets, frame),
            *above,
            *around.icons_over(chart, frame, top),
        ],
    }


def alternative(seen: SeenMeasure) -> str:
    """What somebody is told who can't see the chart."""
    figures = seen.figures
    if not figures:
        return seen.sentence
    period = seen.words.wording.period
    span = f"from {period(figures[0].on)} to {period(figures[-1].on)}"
    return f"Control chart of {len(figures)} figures {span}. {seen.sentence} The table says the same in numbers."


def _sorts(chart: ControlChart, hidden: Sequence[SeenFigure]) -> list[Sort]:
    """The sorts of marks that occur, in the order of the key."""
    drawn = {sort_of(point) for point in chart.points if point.value is not None}
    found = [sort for sort in (*dict.fromkeys(look.SORTS.values()), look.PLAIN) if sort in drawn]
    ways = {figure.showing for figure in hidden}
    return found + [sort for way, sort in HIDDEN.items() if way in ways]


def sort_of(point: ChartPoint) -> Sort:
    """How a figure is marked: plainly where most figures are the same, which rules can't judge."""
    return look.PLAIN if point.phase.is_sparse else look.SORTS[point.kind]


def _lines(chart: ControlChart, frame: Frame) -> Iterable[Layer]:
    """The mean and the limits of each phase, from half a period before it to half a period after it."""
    rows = []
    for place, phase in enumerate(chart.phases):
        days = [point.on for point in chart.points if point.phase is phase]
        half = 0.44 * length_of(days[-1], frame.wording.frequency)
        ends = ((midnight(days[0]) - half).isoformat(), (midnight(days[-1]) + half).isoformat())
        sort = "provisional" if phase.is_provisional else "limit"
        for name, value in (("mean", phase.mean), (sort, phase.lower_limit), (sort, phase.upper_limit)):
            if value is not None and (name == "mean" or not phase.is_sparse):
                drawn = look.within(value, frame.wording.unit)
                rows += [{"on": on, "value": drawn, "sort": name, "run": f"{place} {value}"} for on in ends]
    encoding = {"x": frame.x, "y": y_of(frame), "detail": {"field": "run"}}
    for sort, ink, wide in (("mean", look.MEAN, 2), ("limit", look.LINE, 2), ("provisional", look.LINE, 2)):
        chosen = [row for row in rows if row["sort"] == sort]
        if chosen:
            mark = {"type": "line", "stroke": ink, "strokeWidth": wide, "strokeDash": _DASHES.get(sort, [1, 0])}
            yield {"data": {"values": chosen}, "mark": mark, "encoding": encoding}


def _points(chart: ControlChart, frame: Frame, key: Mapping[str, Any]) -> Iterable[Layer]:
    """The line of figures, broken where one is missing, and a mark for each."""
    rows, run, before = [], 0, None
    for point in chart.points:
        is_next = before is None or next_period(before, frame.wording.frequency) >= point.on
        run += not (is_next and point.value is not None)
        before = point.on
        if point.value is not None:
            sort = sort_of(point).words
            rows.append({"on": look.utc(point.on), "value": point.value, "sort": sort, "run": run})
    shared = {"x": frame.x, "y": y_of(frame)}
    line = {"type": "line", "stroke": look.LINE, "strokeWidth": 2.25, "strokeJoin": "round"}
    yield {"data": {"values": rows}, "mark": line, "encoding": {**shared, "detail": {"field": "run"}}}
    room = frame.width / max(1, len(chart.points))
    size = max(18.0, min(64.0, (0.85 * room) ** 2))
    size_of = {"condition": {"test": f"datum.sort == '{look.COMMON.words}'", "value": size}, "value": 1.7 * size}
    yield {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "stroke": look.INK, "strokeWidth": 1.25, "opacity": 1},
        "encoding": {**shared, **key, "size": size_of},
    }


def _hidden(hidden: Sequence[SeenFigure], frame: Frame, key: Mapping[str, Any]) -> Iterable[Layer]:
    """Figures that may not be shown, each as a mark at the foot of the chart."""
    if not hidden:
        return
    rows = [{"on": look.utc(figure.on), "sort": HIDDEN[figure.showing].words} for figure in hidden]
    y = frame.scale.height + look.ROW / 2 + 4
    yield {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "strokeWidth": 1.75, "opacity": 1, "size": 44},
        "encoding": {"x": frame.x, "y": {"value": y}, **key},
    }
    yield look.text("Hidden", -8, y, align="right", fontSize=12)


def _labels(chart: ControlChart, targets: Sequence[Target], frame: Frame) -> Iterable[Layer]:
    """What the lines are, beside their ends: of the latest phase, and the latest target."""
    phase, wording = chart.phases[-1], frame.wording
    upper, lower = ("Upper", "Lower") if frame.is_narrow else ("Upper limit", "Lower limit")
    named: list[tuple[str, float | None]] = [
        (upper, _drawn(phase.upper_limit, frame)),
        ("Average", phase.mean),
        (lower, _drawn(phase.lower_limit, frame)),
        ("Target", _last_target(targets, frame)),
    ]
    if phase.is_sparse or (phase.lower_limit is not None and phase.lower_limit == phase.upper_limit):
        named = [("Average", phase.mean), named[-1]]
    labels = [
        Labelled(f"{name} {look.short_figure(value, wording)}", frame.scale.at(value))
        for name, value in named
        if value is not None
    ]
    for label in look.spread(labels, height=frame.scale.height):
        yield look.text(label.words, frame.width + 8, label.y)


def _drawn(limit: float | None, frame: Frame) -> float | None:
    return None if limit is None else look.within(limit, frame.wording.unit)


def _last_target(targets: Sequence[Target], frame: Frame) -> float | None:
    begun = [target for target in targets if target.since is None or midnight(target.since) < frame.end]
    return max(begun, key=lambda target: target.since or date.min).value if begun else None


def _notes(seen: SeenMeasure, chart: ControlChart) -> Iterable[str]:
    if chart.phases[-1].is_sparse:
        yield "Most figures are the same, so there are no limits: they would tell nothing."
    if any(phase.is_provisional and not phase.is_sparse for phase in chart.phases):
        yield _provisional(chart.phases)
    if seen.is_released:
        yield "Small numbers are hidden and others are rounded, so that nobody can be recognised."
    if any(figure.value is None and figure.showing is Showing.SHOWN for figure in seen.figures) or _has_holes(seen):
        yield "The line is broken where a figure is missing."


def _provisional(phases: Sequence[Phase]) -> str:
    latest = phases[-1]
    if latest.is_provisional:
        return f"Provisional limits (dotted): they rest on {latest.figures} figures of the 13 that are needed."
    return "Dotted limits are provisional: they rest on fewer than 13 figures."


def _has_holes(seen: SeenMeasure) -> bool:
    frequency = seen.words.wording.frequency
    return any(next_period(one.on, frequency) < other.on for one, other in pairwise(seen.figures))
