"""The chart of rare events: how long lay between each and the one before it, as a Vega-Lite dict."""

from collections.abc import Iterable
from typing import Any

from concordat.indicators.domain.figures import Unit, Wording
from concordat.indicators.domain.rare_events import RareChart, RareKind
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.presenters.charts import look
from concordat.indicators.presenters.charts.look import Labelled

_DAYS, _CASES = Wording(Unit.DAYS), Wording(Unit.COUNT)


def rare_chart(seen: SeenMeasure, *, width: int = look.WIDE) -> dict[str, Any]:
    """The gaps between events, the oldest first, and the one that still runs. Raises ValueError where there is none."""
    rare = seen.rare
    if rare is None:
        raise ValueError("There is no chart of the time between events.")
    lengths = [gap.length or 0 for gap in rare.gaps] + ([] if rare.running is None else [rare.running])
    limits = [limit for limit in (rare.lower_limit, rare.centre, rare.upper_limit) if limit is not None]
    # One gap that lasts for years must not flatten the others: limits beyond all gaps are drawn all the same.
    scale = look.scale_of([*lengths, *limits], unit=Unit.DAYS, from_nought=True)
    between = "Days" if rare.kind is RareKind.TIME else "Cases"
    title = look.lines_of(f"{seen.words.name}: {between.lower()} between events", width + 40)
    notes = [line for note in _notes(rare) for line in look.lines_of(note, width + 60, size=13)]
    above, _ = look.heading(title, notes, bottom=-34)
    x = {
        "field": "place",
        "type": "quantitative",
        "title": "Gaps in the order of the events, the oldest first",
        "scale": {"domain": [0.5, len(lengths) + 0.5], "nice": False, "zero": False},
        "axis": {"grid": False, "tickMinStep": 1, "format": "d", "labelFontSize": 13, "titleFontSize": 13},
    }
    shared = {"x": x, "y": look.figures_axis(scale, title=between)}
    return {
        "description": alternative_of_gaps(seen),
        "usermeta": {"title": " ".join(title)},
        "width": width,
        "height": scale.height,
        "layer": [
            *_lines(rare, shared, len(lengths)),
            *_points(rare, shared, width),
            *_labels(rare, scale, width),
            *above,
        ],
    }


def alternative_of_gaps(seen: SeenMeasure) -> str:
    """What somebody is told who can't see the chart."""
    gaps = len(seen.rare.known) if seen.rare else 0
    return f"Chart of {gaps} {'gap' if gaps == 1 else 'gaps'} between one event and the next. {seen.rare_sentence}"


def _lines(rare: RareChart, shared: dict[str, Any], many: int) -> Iterable[dict[str, Any]]:
    dash = [2, 3] if rare.is_provisional else [5, 4]
    for value, ink, dashes in (
        (rare.upper_limit, look.LINE, dash),
        (rare.centre, look.MEAN, [1, 0]),
        (rare.lower_limit, look.LINE, dash),
    ):
        if value is not None:
            ends = [{"place": 0.5, "value": value}, {"place": many + 0.5, "value": value}]
            mark = {"type": "line", "stroke": ink, "strokeWidth": 2, "strokeDash": dashes}
            yield {"data": {"values": ends}, "mark": mark, "encoding": shared}


def _points(rare: RareChart, shared: dict[str, Any], width: int) -> Iterable[dict[str, Any]]:
    rows, run = [], 0
    for place, gap in enumerate(rare.gaps, 1):
        run += gap.length is None
        if gap.length is not None:
            rows.append({"place": place, "value": gap.length, "sort": look.SORTS[gap.kind].words, "run": run})
    line = {"type": "line", "stroke": look.LINE, "strokeWidth": 2.25, "strokeJoin": "round"}
    yield {"data": {"values": rows}, "mark": line, "encoding": {**shared, "detail": {"field": "run"}}}
    kinds = {gap.kind for gap in rare.known}
    sorts = list(dict.fromkeys(sort for kind, sort in look.SORTS.items() if kind in kinds))
    if rare.running is not None:
        sorts.append(look.RUNNING)
        rows = [*rows, {"place": len(rare.gaps) + 1, "value": rare.running, "sort": look.RUNNING.words}]
    size = max(18.0, min(64.0, (0.85 * width / max(1, len(rows))) ** 2))
    mark = {"type": "point", "filled": True, "strokeWidth": 1.25, "opacity": 1, "size": 1.4 * size}
    yield {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {**shared, **look.key_of(sorts, columns=3 if width == look.WIDE else 1)},
    }


def _labels(rare: RareChart, scale: look.Scale, width: int) -> Iterable[dict[str, Any]]:
    wording = _DAYS if rare.kind is RareKind.TIME else _CASES
    upper, lower = ("Upper limit", "Lower limit") if width == look.WIDE else ("Upper", "Lower")
    named = ((upper, rare.upper_limit), ("Middle", rare.centre), (lower, rare.lower_limit))
    labels = [
        Labelled(f"{name} {look.short_figure(value, wording)}", scale.at(value))
        for name, value in named
        if value is not None
    ]
    for label in look.spread(labels, height=scale.height):
        yield look.text(label.words, width + 8, label.y)


def _notes(rare: RareChart) -> Iterable[str]:
    yield "Longer gaps mean fewer events."
    if rare.is_provisional and rare.upper_limit is not None:
        yield f"Provisional limits (dotted): they rest on {len(rare.known)} gaps of the 13 that are needed."
    if rare.is_running_unknown or len(rare.known) < len(rare.gaps):
        yield "The line is broken where a figure is missing: how long that gap was is not known."
