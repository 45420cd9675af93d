"""The figures of the nation by year as a Vega-Lite dict: one panel for each thing counted, one line for each count.

Counts that were made in different ways are never joined, and a year without a figure breaks the line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.national import NationalCount, NationalFigures, NationalSeries
from concordat.indicators.presenters.charts import look
from concordat.indicators.presenters.charts.look import Sort

PANEL = 190
# Told apart by their shapes; each stands out from white by more than 4.5 to 1.
_INKS = (("#00568f", "circle"), ("#a63d00", "square"), ("#4c2a73", "triangle-up"), ("#212b32", "diamond"))


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel shows of each year: a count, or its share of the detentions."""

    title: str
    what: NationalCount
    is_share: bool


PANELS = (
    Panel("Detentions under section 136", NationalCount.DETENTIONS, False),
    Panel("Taken to a police station, of 100 detentions", NationalCount.POLICE_STATION, True),
    Panel("Taken to an emergency department, of 100 detentions", NationalCount.EMERGENCY_DEPARTMENT, True),
)


def years_chart(national: NationalFigures, *, width: int = look.WIDE, description: str = "") -> dict[str, Any]:
    """The panels under each other, along the same years."""
    years = _years(national)
    wide = width + 60  # no labels stand right of these panels
    return {
        "description": description,
        "usermeta": {"title": "Section 136 in the nation, by year"},
        "spacing": 28,
        "resolve": {"legend": {"fill": "shared", "shape": "shared"}},
        "vconcat": [_panel(panel, national, years, wide, is_narrow=width < look.WIDE) for panel in PANELS],
    }


def _years(national: NationalFigures) -> list[str]:
    """Every year from the first to the last, those without a figure too."""
    starts = [
        year.starts_on.year
        for series in national.series
        for year in series.years
        if any(_value(series, year.name, panel) is not None for panel in PANELS)
    ]
    return [f"{year}/{(year + 1) % 100:02}" for year in range(min(starts), max(starts) + 1)]


def _value(series: NationalSeries, name: str, panel: Panel) -> float | None:
    year = next((year for year in series.years if year.name == name), None)
    if year is None:
        return None
    return year.share_of(panel.what) if panel.is_share else year.count_of(panel.what)


def _panel(
    panel: Panel, national: NationalFigures, years: Sequence[str], width: int, *, is_narrow: bool
) -> dict[str, Any]:
    sorts = [
        Sort(series.title, *ink)
        for series, ink in zip(national.series, _INKS, strict=False)
        if any(_value(series, name, each) is not None for name in years for each in PANELS)
    ]
    rows = [row for series in national.series for row in _rows(series, panel, years)]
    unit = Unit.PERCENTAGE if panel.is_share else Unit.COUNT
    scale = look.scale_of([row["value"] for row in rows], unit=unit, from_nought=True, height=PANEL)
    # The outline is the same for all: as a third part of the key it would be a key of its own.
    key = {name: part for name, part in look.key_of(sorts, columns=1).items() if name != "stroke"}
    x = {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": list(years), "padding": 0.5, "type": "point"},
        "axis": {
            "labelAngle": -45,
            "labelFontSize": 13,
            "grid": False,
            "labelOverlap": False,
            "values": list(years)[:: 3 if is_narrow else 1],
        },
    }
    shared = {"x": x, "y": look.figures_axis(scale, percent=panel.is_share)}
    ink = {"scale": {"domain": [s.words for s in sorts], "range": [s.fill for s in sorts]}, "legend": None}
    line = {"field": "sort", "type": "nominal", **ink}
    heading, _ = look.heading(look.lines_of(panel.title, width), (), bottom=-12)
    return {
        "width": width,
        "height": PANEL,
        "resolve": {"scale": {"stroke": "independent"}},
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "line", "strokeWidth": 2.25},
                "encoding": {**shared, "stroke": line, "detail": {"field": "run"}},
            },
            {
                "data": {"values": rows},
                "mark": {
                    "type": "point",
                    "filled": True,
                    "stroke": look.INK,
                    "strokeWidth": 1.25,
                    "opacity": 1,
                    "size": 80,
                },
                "encoding": {**shared, **key},
            },
            *heading,
        ],
    }


def _rows(series: NationalSeries, panel: Panel, years: Sequence[str]) -> Iterable[dict[str, Any]]:
    run, before = 0, -2
    for place, name in enumerate(years):
        value = _value(series, name, panel)
        if value is None:
            continue
        run += place != before + 1
        before = place
        yield {"year": name, "value": round(value, 2), "sort": series.title, "run": f"{series.key} {run}"}
