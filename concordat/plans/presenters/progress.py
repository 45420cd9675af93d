"""The page of progress over time: a sentence, a chart and its table."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_month
from concordat.plans.domain.progress import Month
from concordat.plans.queries.progress import ProgressSeen

HEADINGS = ("Month", "Due by then", "Due as first promised", "Complete", "Overdue", "Dates moved later")
# Told apart by the shape of their points and the pattern of their lines; their colours stand out from white by 4.5:1.
LINES = (
    ("Due by then, as first promised", "first_due", "#4c6272", "square", [2, 3]),
    ("Due by then", "due", "#212b32", "diamond", [8, 4]),
    ("Complete", "done", "#00703c", "circle", [1, 0]),
    ("Overdue", "overdue", "#b3261e", "triangle-up", [4, 2]),
)
WIDE_CHART, NARROW_CHART = 760, 300
_NEWEST = 12  # months that stand open in the table
_POINTS = 12  # a shape on each month of ten years is a smear


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One month; `name` says "so far" of one that still runs."""

    name: str
    counts: tuple[str, ...]  # under `HEADINGS` but the first


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """Everything the page says. Without `rows` there is nothing to show yet, and `sentence` says so."""

    locality_name: str
    caption: str
    sentence: str
    basis: str
    alternative: str
    headings: tuple[str, ...]
    rows: tuple[ProgressRow, ...]  # the newest months
    earlier: tuple[ProgressRow, ...]


def present_progress(seen: ProgressSeen) -> ProgressPage:
    rows = tuple(
        ProgressRow(_name(month), tuple(f"{count:,}" for count in _counts(month))) for month in reversed(seen.months)
    )
    return ProgressPage(
        locality_name=seen.locality_name,
        caption=f"{seen.locality_name}, members only" if seen.is_live else seen.locality_name,
        sentence=progress_sentence(seen),
        basis=(
            "This is counted from everything that was said of the live plan, which only members see."
            if seen.is_live
            else "This is counted from the published editions of the plan: what each says holds until the next one."
        ),
        alternative=_alternative(seen),
        headings=HEADINGS,
        rows=rows[:_NEWEST],
        earlier=rows[_NEWEST:],
    )


def progress_sentence(seen: ProgressSeen) -> str:
    """How far the plan has got, in words."""
    if not seen.months:
        what = "has no action in its plan yet" if seen.is_live else "has not published an edition of its plan yet"
        return f"{seen.locality_name} {what}, so there is no progress to show."
    now = seen.months[-1]
    of_actions = spoken_count(now.promised, "action")
    sentence = f"By {spoken_day(now.last_day)}, {now.done:,} of {of_actions} were complete"
    sentence += f"; {now.due:,} had been due by then, and {now.overdue:,} of these {_verb(now.overdue)} overdue."
    if now.first_due > now.due:
        sentence += f" As first promised, {now.first_due:,} would have been due."
    year = seen.months[-12:]
    moved = sum(month.slipped for month in year)
    length = "this month" if len(year) == 1 else f"in the last {len(year)} months"
    if not moved:
        return f"{sentence} No date was moved later {length}."
    return f"{sentence} {length[0].upper()}{length[1:]} dates were moved later {_times(moved)}."


def _verb(count: int) -> str:
    return "is" if count == 1 else "are"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _alternative(seen: ProgressSeen) -> str:
    if not seen.months:
        return ""
    first, last = seen.months[0].last_day, seen.months[-1].last_day
    span = f"from {spoken_month(first)} to {spoken_month(last)}"
    return f"Chart by month {span}: actions due, complete and overdue, and dates moved later. {progress_sentence(seen)}"


def _name(month: Month) -> str:
    name = spoken_month(month.last_day)
    return name if _is_whole(month.last_day) else f"{name}, so far"


def _is_whole(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def _counts(month: Month) -> tuple[int, ...]:
    return month.due, month.first_due, month.done, month.overdue, month.slipped


def progress_table(seen: ProgressSeen) -> str:
    """The months as comma-separated values, oldest first."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["Last day", *HEADINGS[1:]])
    lines.writerows([month.last_day.isoformat(), *_counts(month)] for month in seen.months)
    return written.getvalue()


def progress_chart(seen: ProgressSeen, *, width: int = WIDE_CHART) -> dict[str, Any]:
    """The months as a chart (Vega-Lite): lines of what was due, complete and overdue over bars of what moved later."""
    months = list(seen.months)
    step = max(1, -(-len(months) // _POINTS))
    values = [
        {
            "month": month.last_day.isoformat(),
            "what": words,
            "count": getattr(month, name),
            "marked": (len(months) - 1 - at) % step == 0,
        }
        for at, month in enumerate(months)
        for words, name, *_ in LINES
    ]
    return {
        "description": _alternative(seen),
        "vconcat": [_lines(values, width), _bars(months, width)],
        "spacing": 24,
    }


def _lines(values: list[dict[str, Any]], width: int) -> dict[str, Any]:
    names, _, colours, shapes, dashes = zip(*LINES, strict=True)
    legend = {"orient": "top", "direction": "vertical" if width < WIDE_CHART else "horizontal", "columns": 0}
    if width < WIDE_CHART:
        legend["columns"] = 1

    def scale(of: Iterable[Any]) -> dict[str, Any]:
        return {"domain": list(names), "range": list(of)}

    told = {"field": "what", "type": "nominal", "legend": legend}
    shared = {
        "x": _months(width),
        "y": {"field": "count", "type": "quantitative", "title": "Actions", "axis": {"tickMinStep": 1, "format": ",d"}},
        "color": {**told, "scale": scale(colours)},
    }
    return {
        "width": width,
        "height": 280,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 2.5},
                "encoding": {**shared, "strokeDash": {**told, "scale": scale(dashes)}},
            },
            {
                "transform": [{"filter": "datum.marked"}],
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {**shared, "shape": {**told, "scale": scale(shapes)}},
            },
        ],
    }


def _bars(months: list[Month], width: int) -> dict[str, Any]:
    return {
        "width": width,
        "height": 90,
        "title": "Dates moved later in the month",
        "data": {"values": [{"month": month.last_day.isoformat(), "count": month.slipped} for month in months]},
        "mark": {"type": "bar", "color": "#7c4a03", "width": max(2, min(16, round(0.6 * width / len(months))))},
        "encoding": {
            "x": _months(width),
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": "Dates",
                "axis": {"tickMinStep": 1, "format": ",d", "tickCount": 3},
            },
        },
    }


def _months(width: int) -> dict[str, Any]:
    return {
        "field": "month",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc"},
        "axis": {"format": "%b %Y", "tickCount": 4 if width < WIDE_CHART else 8, "labelOverlap": True, "grid": False},
    }
