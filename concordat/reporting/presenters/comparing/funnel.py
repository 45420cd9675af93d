"""The funnel plot as a Vega-Lite dict: each locality by its number of cases, with the limits that chance gives."""

from collections.abc import Sequence
from typing import Any

from concordat.indicators.domain.funnels import ALARM_LIMIT, WARNING_LIMIT, Funnel, FunnelPoint, Position
from concordat.reporting.presenters.comparing.pages import funnel_sentence
from concordat.reporting.queries.comparing import Comparison

WIDE_FUNNEL, NARROW_FUNNEL = 640, 230  # of the plot alone, in pixels
_HEIGHT = 340
_STEPS = 60
_INK, _QUIET = "#212b32", "#4c6272"
_NAMED = 8  # places; more names than that lie on each other
# Told apart by shape first; no colour says that high or low is good.
_SORTS = {
    "Within what chance would give": ("circle", "#ffffff"),
    "Higher or lower, perhaps by chance": ("square", "#aeb7bd"),
    "Higher or lower than chance would give": ("diamond", "#005eb8"),
    "Too few to tell": ("cross", "#ffffff"),
}
_SORT_OF = {
    Position.INSIDE: "Within what chance would give",
    Position.ABOVE: "Higher or lower, perhaps by chance",
    Position.BELOW: "Higher or lower, perhaps by chance",
    Position.FAR_ABOVE: "Higher or lower than chance would give",
    Position.FAR_BELOW: "Higher or lower than chance would give",
    Position.UNCERTAIN: "Too few to tell",
}
_LINES = {"All localities together": [1, 0], "19 of 20 lie within": [6, 4], "499 of 500 lie within": [2, 3]}


def funnel_chart(found: Comparison, *, width: int) -> dict[str, Any] | None:
    """The chart; None where there is nothing to draw."""
    if found.funnel is None:
        return None
    names = {place.slug: place.name for place in found.places}
    points = [_point(point, names[point.place]) for point in found.funnel.points]
    furthest = sorted(found.funnel.points, key=lambda point: -abs(point.score))[:_NAMED]
    out = [
        _point(point, names[point.place])
        for point in furthest
        if point.position in (Position.FAR_ABOVE, Position.FAR_BELOW)
    ]
    is_wide = width == WIDE_FUNNEL
    # Side by side the two keys would make the picture wider than its plot.
    legend = {"orient": "bottom", "direction": "vertical", "columns": 2 if is_wide else 1, "title": None}
    of_lines = {**legend, "orient": "top", "columns": 3 if is_wide else 1}
    y = {
        "field": "share",
        "type": "quantitative",
        "title": "Percentage",
        "scale": {"zero": True, "nice": True},
        "axis": {"tickCount": 6},
    }
    x = {"field": "of", "type": "quantitative", "title": "Number of cases in the year", "axis": {"tickCount": 5}}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": _lines(found.funnel)},
            "mark": {"type": "line", "color": _QUIET, "strokeWidth": 1.5},
            "encoding": {
                "x": x,
                "y": y,
                "detail": {"field": "side", "type": "nominal"},
                "strokeDash": {
                    "field": "line",
                    "type": "nominal",
                    "scale": {"domain": list(_LINES), "range": list(_LINES.values())},
                    "legend": of_lines,
                },
            },
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True, "size": 70, "stroke": _INK, "strokeWidth": 1.2, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "shape": _scale("sort", [shape for shape, _ in _SORTS.values()], legend),
                "fill": _scale("sort", [fill for _, fill in _SORTS.values()], legend),
            },
        },
    ]
    if is_wide:
        middle = max(point["of"] for point in points) / 2
        average = 100 * found.funnel.ratio
        for align, dx, is_left in (("left", 8, True), ("right", -8, False)):
            for dy, is_high in ((-7, True), (14, False)):  # away from the places within the lines
                here = [p for p in out if (p["of"] <= middle) is is_left and (p["share"] > average) is is_high]
                text = {"type": "text", "align": align, "dx": dx, "dy": dy, "fontSize": 12, "limit": 300}
                names_at = {"x": x, "y": y, "text": {"field": "name"}}
                layers.append({"data": {"values": here}, "mark": text, "encoding": names_at})
    return {
        "width": width,
        "height": _HEIGHT,
        "description": f"Funnel plot. {funnel_sentence(found)} The table has each locality.",
        "usermeta": {"title": found.measure.name},
        "layer": layers,
    }


def _scale(field: str, values: Sequence[str], legend: dict[str, Any]) -> dict[str, Any]:
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(_SORTS), "range": list(values)},
        "legend": legend,
    }


def _point(point: FunnelPoint, name: str) -> dict[str, Any]:
    return {"of": point.of, "share": 100 * point.ratio, "name": name, "sort": _SORT_OF[point.position]}


def _lines(funnel: Funnel) -> list[dict[str, Any]]:
    """The rate of all and the limits, from the smallest place to the largest."""
    sizes = [point.of for point in funnel.points]
    least, most = min(sizes), max(sizes)
    start = max(1.0, least - (most - least) / 20)
    end = most + max((most - least) / 20, 1.0)
    values: list[dict[str, Any]] = []
    average, warning, alarm = _LINES
    for step in range(_STEPS + 1):
        of = start + (end - start) * (step / _STEPS) ** 2
        values.append({"of": of, "share": 100 * funnel.ratio, "line": average, "side": "all"})
        for line, at in ((warning, WARNING_LIMIT), (alarm, ALARM_LIMIT)):
            low, high = funnel.limits(of, at=at)
            values.append({"of": of, "share": 100 * low, "line": line, "side": f"low {at}"})
            values.append({"of": of, "share": 100 * high, "line": line, "side": f"high {at}"})
    return values
