"""What stands around the figures of a control chart: targets, steps, actions on the time axis, and icons."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from string import ascii_uppercase
from typing import Any

from concordat.indicators.domain.control_charts import ControlChart
from concordat.indicators.domain.series import Target
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.presenters.charts import look
from concordat.indicators.presenters.charts.frame import ActionMark, Frame, length_of, midnight, y_of
from concordat.indicators.presenters.icons import Icon, assurance_icon, variation_icon

Layer = dict[str, Any]
_DASHES = [12, 5]


def _target_spans(targets: Sequence[Target], frame: Frame) -> Iterable[tuple[datetime, datetime, float]]:
    """Each target with the days between which it holds, as far as the time axis goes."""
    starts = sorted(targets, key=lambda target: target.since or date.min)
    begins = [frame.start if target.since is None else midnight(target.since) for target in starts]
    for place, target in enumerate(starts):
        begin, finish = max(begins[place], frame.start), min([frame.end, *begins[place + 1 : place + 2]])
        if target.value is not None and begin < finish:
            yield begin, finish, target.value


def target_lines(targets: Sequence[Target], frame: Frame) -> Iterable[Layer]:
    rows = [
        {"on": on.isoformat(), "value": value, "run": place}
        for place, (*ends, value) in enumerate(_target_spans(targets, frame))
        for on in ends
    ]
    if rows:
        mark = {"type": "line", "stroke": look.TARGET, "strokeWidth": 2, "strokeDash": _DASHES}
        encoding = {"x": frame.x, "y": y_of(frame), "detail": {"field": "run"}}
        yield {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def target_history(targets: Sequence[Target], chart: ControlChart, frame: Frame) -> Iterable[Layer]:
    """The figure of each target that a later one followed, over or under its line, where fewer points are."""
    points = [
        (frame.across(midnight(point.on)), frame.scale.at(point.value))
        for point in chart.points
        if point.value is not None
    ]
    for begin, finish, value in _target_spans(targets, frame):
        if finish < frame.end:
            words = f"Target {look.short_figure(value, frame.wording)}"
            x, y = frame.across(begin) + 2, frame.scale.at(value)
            far = x + look.LETTER_WIDTH * len(words)
            over, under = (
                sum(x - 4 <= across <= far and abs(down - (y + shift)) < 13 for across, down in points)
                for shift in (-10, 11)
            )
            y += -10 if over <= under else 11
            yield look.text(words, x, y, stroke="#ffffff", strokeWidth=4, strokeJoin="round")
            yield look.text(words, x, y)


def action_marks(marks: Sequence[ActionMark], frame: Frame, *, first: bool) -> Iterable[Layer]:
    """The actions on the time axis: a row of those that are complete and one of those that are due."""
    row = int(first)
    done, due = ("Done", "Due") if frame.is_narrow else ("Actions done", "Actions due")
    for is_complete, name in ((True, done), (False, due)):
        chosen = [mark for mark in marks if mark.is_complete is is_complete]
        if not chosen:
            continue
        y = frame.scale.height + look.ROW * (row + 0.5) + 4
        row += 1
        shape = {"type": "point", "shape": look.FLAG, "filled": True, "size": 60, "opacity": 1}
        ink = {"fill": look.INK if is_complete else "#ffffff", "stroke": look.INK, "strokeWidth": 1.5}
        for day, words in _gathered(chosen, frame):
            encoding = {"x": frame.x, "y": {"value": y}}
            yield {"data": {"values": [{"on": look.utc(day)}]}, "mark": {**shape, **ink}, "encoding": encoding}
            yield look.text(words, frame.across(midnight(day)) + 8, y, fontSize=12)
        yield look.text(name, -8, y, align="right", fontSize=12)


def _gathered(marks: Sequence[ActionMark], frame: Frame) -> Iterable[tuple[date, str]]:
    """Marks that would lie on each other as one, with the names of its actions."""
    groups: list[list[ActionMark]] = []
    for mark in sorted(marks, key=lambda mark: mark.on):
        here = frame.across(midnight(mark.on))
        if groups:
            names = ", ".join(each.label for each in groups[-1])
            if here < frame.across(midnight(groups[-1][0].on)) + look.LETTER_WIDTH * len(names) + 16:
                groups[-1].append(mark)
                continue
        groups.append([mark])
    for group in groups:
        labels = [mark.label for mark in group]
        yield group[0].on, ", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else "")


def step_letters(seen: SeenMeasure) -> dict[date, str]:
    """The letter by which the chart labels each step."""
    days = sorted({step.on for step in seen.steps})
    return {day: ascii_uppercase[place % 26] for place, day in enumerate(days)}


def steps_over(seen: SeenMeasure, frame: Frame) -> tuple[list[Layer], int]:
    """A line for each step with its letter and its reason over it; and how much room that takes over the plot."""
    letters = step_letters(seen)
    layers: list[Layer] = []
    taken = [[(-40.0, look.LETTER_WIDTH * len(look.unit_words(frame.wording)) - 30)]]
    for step in sorted(seen.steps, key=lambda step: step.on):
        # The line stands between the last figure of the old process and the first of the new one.
        here = frame.across(midnight(step.on) - length_of(step.on, frame.wording.frequency) / 2)
        if not 0 < here <= frame.width:
            continue
        words = letters[step.on] if frame.is_narrow else f"{letters[step.on]}: {_cut(step.reason, 48)}"
        long = look.LETTER_WIDTH * len(words)
        align = "left" if here + long <= frame.width + 100 else "right"
        span = (here, here + long) if align == "left" else (here - long, here)
        row = next((at for at, spans in enumerate(taken) if _is_free(span, spans)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        top = -12 - row * look.ROW
        rule = {"type": "rule", "stroke": look.INK, "strokeWidth": 1.25, "strokeDash": [1, 3]}
        layers.append(
            {
                "data": {"values": [{}]},
                "mark": rule,
                "encoding": {"x": {"value": here}, "y": {"value": top + 8}, "y2": {"value": frame.scale.height}},
            }
        )
        layers.append(look.text(words, here, top, align=align))
    return layers, look.ROW * (len(taken) if layers else 0)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _is_free(span: tuple[float, float], taken: Iterable[tuple[float, float]]) -> bool:
    return all(span[1] + 8 < start or span[0] > end + 8 for start, end in taken)


def icons_over(chart: ControlChart, frame: Frame, top: float) -> Iterable[Layer]:
    """The two icons at the top right, the target's to the left, as boards are used to."""
    if frame.is_narrow:
        return
    has_target = chart.points[-1].target is not None
    icons = (assurance_icon(chart.assurance, has_target=has_target), variation_icon(chart.variation))
    for place, icon in enumerate(icons):
        yield from _icon(icon, frame.width + 42 + 42 * place, top + 15)


def _icon(icon: Icon, x: float, y: float) -> Iterable[Layer]:
    ring = {"type": "point", "shape": "circle", "size": 780, "filled": True, "fill": "#ffffff", "opacity": 1}
    ring |= {"stroke": icon.colour, "strokeWidth": 4}
    if icon.drawing == "empty":
        ring |= {"strokeDash": [4, 4], "strokeWidth": 2}
    yield {"data": {"values": [{}]}, "mark": ring, "encoding": {"x": {"value": x}, "y": {"value": y}}}
    # Common cause has no letter.
    words = icon.letter or ("∿" if icon.drawing == "level" else "")
    if words:
        yield look.text(words, x, y, align="center", fontSize=17, fontWeight="bold")
