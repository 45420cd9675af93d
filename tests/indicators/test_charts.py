"""What charts of measures draw: shapes, limits, steps, targets, gaps, hidden figures, and when nothing is drawn."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from concordat.indicators.domain.control_charts import draw_control_chart
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.periods import due_on, next_period, overdue_periods
from concordat.indicators.domain.rare_events import draw_days_between
from concordat.indicators.domain.releases.small_numbers import Showing
from concordat.indicators.domain.sentences import say_chart
from concordat.indicators.domain.series import Direction, Observed, Step, Target
from concordat.indicators.domain.showing import MeasureWords, SeenFigure, SeenMeasure
from concordat.indicators.presenters.charts import NARROW, ActionMark, chart_of, look, why_not_drawn
from concordat.indicators.presenters.icons import ASSURANCE, VARIATION
from concordat.indicators.presenters.sparklines import HEIGHT, WIDTH, sparkline
from concordat.indicators.presenters.tables import FigureRow, FigureTable, figures_document, present_figures

START = date(2023, 4, 1)
LEVEL = (40, 44, 37, 42, 39, 45, 41, 36, 43, 40, 38, 44, 41, 39, 42, 37, 43, 40, 38, 41)
RISEN = (*LEVEL, 60, 64, 70)
SHAPES = (look.COMMON, look.IMPROVEMENT, look.CONCERN, look.HIGH, look.LOW, look.SMALL, look.WITHHELD)


def months(count):
    found = [START]
    while len(found) < count:
        found.append(next_period(found[-1], Frequency.MONTH))
    return found[:count]


def measure(
    values, *, unit=Unit.COUNT, direction=Direction.DECREASE, targets=(), steps=(), showing=None, released=False
):
    wording = Wording(unit)
    words = MeasureWords(
        "detentions", "Detentions", "How often?", "", "", "", "", "", wording, direction, "", 30, True, False
    )
    figures = tuple(
        SeenFigure(on, value, (showing or {}).get(place, Showing.SHOWN))
        for place, (on, value) in enumerate(zip(months(len(values)), values, strict=True))
    )
    chart = None
    if figures:
        observed = [Observed(figure.on, figure.value) for figure in figures]
        chart = draw_control_chart(observed, direction=direction, targets=targets, steps=steps)
    sentence = say_chart(chart, name="Detentions", wording=wording) if chart else ""
    return SeenMeasure(words, figures, tuple(targets), tuple(steps), {}, released, chart, "", None, sentence, "")


def rows(spec, mark):
    """The rows of every layer with a mark of one kind."""
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == mark and "x" in layer["encoding"]]
    return [row for layer in layers for row in layer["data"]["values"] if row]


def words(spec):
    found = []
    for layer in spec["layer"]:
        said = layer["mark"].get("text", "")
        found += [said] if isinstance(said, str) else said
    return [each for each in found if each]


def key(spec):
    (domain,) = {
        tuple(layer["encoding"]["shape"]["scale"]["domain"]) for layer in spec["layer"] if "shape" in layer["encoding"]
    }
    return domain


def test_each_kind_of_point_has_a_shape_of_its_own():
    assert len({sort.shape for sort in SHAPES}) == len(SHAPES)
    assert key(chart_of(measure(RISEN))) == ("Common cause", "Special cause: improvement", "Special cause: concern")
    assert key(chart_of(measure(RISEN, direction=Direction.INCREASE)))[1] == "Special cause: improvement"
    assert key(chart_of(measure(RISEN, direction=Direction.NEUTRAL))) == (
        "Common cause",
        "Special cause: high",
        "Special cause: low",
    )


def test_lines_and_outlines_are_dark_enough_to_see():
    assert all(contrast_with_white(ink) >= 4.5 for ink in (look.INK, look.QUIET, look.LINE, look.MEAN, look.TARGET))
    points = [layer for layer in chart_of(measure(RISEN))["layer"] if "shape" in layer["encoding"]]
    assert {ink for layer in points for ink in layer["encoding"]["stroke"]["scale"]["range"]} == {look.INK}


def contrast_with_white(ink):
    parts = [int(ink[place : place + 2], 16) / 255 for place in (1, 3, 5)]  # as WCAG 2.2 reckons
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def test_axis_need_not_begin_at_nought_but_does_for_hidden_figures():
    assert look.scale_of([41, 58], unit=Unit.COUNT).ticks == (40, 45, 50, 55, 60)
    assert look.scale_of([41, 58], unit=Unit.COUNT, from_nought=True).ticks[0] == 0
    assert look.scale_of([95, 95], unit=Unit.PERCENTAGE).most == 100
    assert look.scale_of([0.2, 0.9], unit=Unit.RATE).ticks == (0.2, 0.4, 0.6, 0.8, 1.0)
    assert look.scale_of([], unit=Unit.COUNT).ticks[0] == 0


def test_gridlines_are_horizontal_alone():
    layer = chart_of(measure(LEVEL))["layer"][0]
    assert (layer["encoding"]["x"]["axis"]["grid"], layer["encoding"]["y"]["axis"]["grid"]) == (False, True)


def test_drawn_limits_of_a_percentage_end_at_0_and_100():
    spec = chart_of(measure([97, 99, 95, 100, 98, 96, 99, 97, 94, 100, 98, 99, 96], unit=Unit.PERCENTAGE))
    assert max(row["value"] for row in rows(spec, "line") if "value" in row) == 100
    assert "Upper limit 100%" in words(spec)
    assert "+ '%'" in spec["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]


def test_line_is_broken_where_a_figure_is_missing():
    seen = measure((*LEVEL[:6], None, *LEVEL[7:]))
    spec = chart_of(seen)
    line = next(layer for layer in spec["layer"] if layer["mark"].get("strokeWidth") == 2.25)
    assert len({row["run"] for row in line["data"]["values"]}) == 2
    assert len(line["data"]["values"]) == len(LEVEL) - 1
    assert "The line is broken where a figure is missing." in words(spec)


def test_limits_are_broken_at_a_step_that_is_marked_with_its_reason():
    seen = measure((*LEVEL, *(value - 20 for value in LEVEL)), steps=[Step(months(21)[-1], "A night café opened")])
    spec = chart_of(seen)
    uppers = {row["value"] for row in rows(spec, "line") if row.get("sort") == "limit"}
    assert len(uppers) == 4
    assert "A: A night café opened" in words(spec)
    assert "A" in words(chart_of(seen, width=NARROW))


def test_steps_near_each_other_stand_in_rows_of_their_own():
    days = months(30)
    steps = [Step(days[12], "A night café opened in town"), Step(days[14], "Beds were added at the hospital")]
    layers = chart_of(measure((*LEVEL, *LEVEL[:10]), steps=steps))["layer"]
    tops = [
        layer["encoding"]["y"]["value"] for layer in layers if str(layer["mark"].get("text", ""))[:3] in ("A: ", "B: ")
    ]
    assert len(set(tops)) == 2


def test_provisional_limits_are_said():
    assert "Provisional limits (dotted): they rest on 8 figures of the 13 that are needed." in words(
        chart_of(measure(LEVEL[:8]))
    )
    assert not any("rovisional" in each for each in words(chart_of(measure(LEVEL))))


def test_target_is_drawn_with_its_history():
    spec = chart_of(measure(LEVEL, targets=[Target(45, START), Target(35, date(2024, 4, 1))]))
    assert {row["value"] for row in rows(spec, "line") if row.get("value") in (35, 45) and "sort" not in row} == {
        35,
        45,
    }
    assert {"Target 45", "Target 35"} <= set(words(spec))


def test_hidden_figures_are_marks_at_the_foot():
    seen = measure((None, *LEVEL[1:]), showing={0: Showing.SMALL}, released=True, targets=[Target(35)])
    spec = chart_of(seen)
    assert "Small number, not shown" in key(spec)
    assert "Hidden" in words(spec)
    assert any("Small numbers are hidden" in each for each in words(spec))
    marks = [layer for layer in spec["layer"] if layer["mark"].get("size") == 44]
    assert marks[0]["encoding"]["y"]["value"] > spec["height"]


def test_actions_are_marked_on_the_time_axis_and_gathered_where_they_would_meet():
    marks = [
        ActionMark(date(2023, 9, 1), "1.2", True),
        ActionMark(date(2023, 9, 9), "1.3", True),
        ActionMark(date(2024, 6, 1), "4", False),
        ActionMark(date(2044, 6, 1), "9", False),
    ]
    said = words(chart_of(measure(LEVEL), marks=marks))
    assert {"Actions done", "1.2, 1.3", "Actions due", "4"} <= set(said)
    assert "9" not in said


def test_labels_never_lie_on_each_other():
    labels = look.spread([look.Labelled(str(at), at) for at in (100, 102, 103, 299, 300)], height=300)
    tops = [label.y for label in labels]
    assert all(later - earlier >= 17 for earlier, later in pairwise(tops))
    assert max(tops) <= 300


def test_rare_events_are_drawn_by_the_days_between_them():
    events = [date(2023, 1, 5), date(2023, 3, 1), date(2023, 8, 9), date(2024, 1, 2)]
    rare = draw_days_between(events, until=date(2024, 12, 31), events_should=Direction.DECREASE)
    spec = chart_of(replace(measure([0, 1] * 10), rare=rare, rare_sentence="Long."))
    assert key(spec)[-1] == "Still running"
    assert any("they rest on 3 gaps of the 13 that are needed" in each for each in words(spec))
    assert spec["description"] == "Chart of 3 gaps between one event and the next. Long."


def test_line_of_gaps_is_broken_where_one_is_not_known():
    events = [date(2023, 1, 5), date(2023, 3, 1), date(2023, 8, 9), date(2024, 1, 2)]
    unknown = [(date(2023, 5, 1), date(2023, 6, 1))]
    rare = draw_days_between(events, until=date(2024, 2, 1), events_should=Direction.DECREASE, unknown=unknown)
    spec = chart_of(replace(measure([0, 1] * 10), rare=rare, rare_sentence="Long."))
    line = next(layer for layer in spec["layer"] if layer["mark"].get("strokeWidth") == 2.25)
    assert [(row["place"], row["run"]) for row in line["data"]["values"]] == [(1, 0), (3, 1)]
    assert any("how long that gap was is not known" in each for each in words(spec))
    none = draw_days_between(events[1:3], until=date(2024, 2, 1), events_should=Direction.DECREASE, unknown=unknown)
    assert why_not_drawn(replace(measure([0, 1] * 10), rare=none)).startswith("A figure is missing between")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ((), "There is no figure to show yet."),
        ((0,) * 20, "20 figures of 0: a chart of zeros says no more than that. The table has each."),
        ((*(0,) * 15, 5, 10, 5), "Most figures are 0: a chart of them can't tell change from chance."),
    ],
)
def test_no_chart_of_zeros(values, why):
    seen = measure(values, released=True)
    assert why_not_drawn(seen).startswith(why)
    assert chart_of(seen) is None
    assert sparkline(seen) is None


def test_figures_that_are_mostly_the_same_are_drawn_and_not_judged():
    seen = measure([95] * 14 + [90, 96, 99, 95, 97, 94], unit=Unit.PERCENTAGE, direction=Direction.INCREASE)
    spec = chart_of(seen)
    assert key(spec) == ("Figure",)
    assert not any("limit 9" in each for each in words(spec))
    assert "Most figures are the same, so there are no limits: they would tell nothing." in words(spec)
    assert present_figures(seen).headings == ("Period", "Figure")
    assert [cell.text for cell in figures_document(seen).blocks[0].rows[-1].cells][9:15] == [""] * 6


def test_sparkline_stays_in_its_box_and_breaks_at_gaps():
    line = sparkline(measure((*LEVEL[:6], None, *LEVEL[7:]), targets=[Target(10)]))
    assert len(line.lines) == 2
    places = [tuple(map(float, pair.split(","))) for points in line.lines for pair in points.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert line.target is not None
    assert line.last == places[-1]


def test_table_has_limits_rule_and_kind_of_each_figure():
    table = present_figures(measure(RISEN))
    assert table.headings == ("Period", "Figure", "Lower limit", "Average", "Upper limit", "Rule", "Kind")
    assert table.rows[0].name == "February 2025"
    assert table.rows[0].cells[0] == "70"
    assert table.rows[0].cells[-2:] == ("Above the upper limit", "Special cause: concern")


def test_part_of_a_table_has_no_column_that_says_nothing_there():
    table = FigureTable(
        "", ("Period", "Figure", "Note"), (FigureRow("May", ("3", "")), FigureRow("April", ("2", "Late")))
    )
    assert table.part("The newest", table.rows[:1]).headings == ("Period", "Figure")
    assert table.part("Earlier", table.rows[1:]).rows == (FigureRow("April", ("2", "Late")),)


def test_file_writes_numbers_alone_and_no_limit_below_nought():
    seen = measure([1, 9, 0, 7, 2, 8, 1, 9, 0, 8, 2, 7, 1])
    cells = [[cell.text for cell in row.cells] for row in figures_document(seen).blocks[0].rows]
    assert cells[1][:6] == ["month", "2023-04-01", "April 2023", "", "", "1"]
    assert cells[1][9] == "0"


def test_every_icon_says_in_words_what_it_shows():
    icons = [*VARIATION.values(), *ASSURANCE.values()]
    assert len({icon.words for icon in icons}) == len(icons)
    lettered = {(icon.letter, icon.colour) for icon in icons if icon.drawing not in ("empty", "level")}
    assert len(lettered) == 9


def test_period_is_late_after_the_last_day_that_its_figure_is_due():
    march = date(2026, 3, 1)
    assert due_on(march, Frequency.MONTH, 30) == date(2026, 4, 30)
    february = date(2026, 2, 1)
    assert overdue_periods(february, Frequency.MONTH, 30, on=date(2026, 4, 30)) == ()
    assert overdue_periods(february, Frequency.MONTH, 30, on=date(2026, 5, 1)) == (march,)
    assert [next_period(date(2025, 12, 29), each) for each in Frequency] == [
        date(2026, 1, 5),
        date(2026, 1, 28),
        date(2026, 3, 28),
        date(2026, 12, 28),
    ]
