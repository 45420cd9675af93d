"""The reference's cases as our values, and its labels for ours."""

import json
from datetime import date

from concordat.indicators.domain.control_charts import ControlChart, Method, draw_control_chart
from concordat.indicators.domain.series import Direction, Observed, Step, Target
from concordat.indicators.domain.signals import PointKind, Signal
from tests.shared import SHARED

LABELS = {
    Signal.NONE: "Common Cause",
    Signal.ABOVE_LIMIT: "Above UCL",
    Signal.BELOW_LIMIT: "Below LCL",
    Signal.RISING: "7 Point Trend (Increasing)",
    Signal.FALLING: "7 Point Trend (Decreasing)",
    Signal.TWO_IN_THREE_HIGH: "2 in 3 Above CL",
    Signal.TWO_IN_THREE_LOW: "2 in 3 Below CL",
    Signal.SHIFT_HIGH: "7 Points Above CL",
    Signal.SHIFT_LOW: "7 Points Below CL",
}


def golden_cases() -> list[dict]:
    path = SHARED / "spc" / "golden.json"
    return json.loads(path.read_text())["cases"] if path.exists() else []


def chart_of(case: dict, *, follows_reference: bool = True) -> ControlChart:
    asked = case["input"]
    return draw_control_chart(
        [Observed(date.fromisoformat(on), value) for on, value in zip(asked["dates"], asked["values"], strict=True)],
        direction=Direction(asked["improvement_direction"]),
        targets=[Target(asked["target"])] if asked["target"] is not None else [],
        steps=[Step(date.fromisoformat(on)) for on in asked["rebase"]],
        baseline_length=asked["fix_after_n_points"],
        method=Method(screens_outliers=asked["screen_outliers"], follows_reference=follows_reference),
    )


def columns_of(chart: ControlChart) -> dict[str, list]:
    """The chart's points as the columns of the reference."""
    rows = [
        {
            "date": point.on.isoformat(),
            "value": point.value,
            "target": point.target,
            "rebase_group": point.phase.number,
            "short_group_warning": point.phase.is_provisional,
            "moving_range": point.moving_range,
            "moving_range_used": point.moving_range if point.is_moving_range_used else None,
            "mean_moving_range_unscreened": point.phase.mean_moving_range_unscreened,
            "mean_moving_range": point.phase.mean_moving_range,
            "mean": point.phase.mean,
            "lpl": point.phase.lower_limit,
            "upl": point.phase.upper_limit,
            "nlpl": point.phase.lower_near_limit,
            "nupl": point.phase.upper_near_limit,
            "relative_to_mean": point.side,
            "outside_limits": point.is_outside,
            "close_to_limits": point.is_near_limit,
            "rule_trend": point.is_in_trend,
            "rule_two_in_three": point.is_in_two_in_three,
            "rule_shift": point.is_in_shift,
            "special_cause_type": LABELS[point.signal],
            "special_cause_flag": point.kind is not PointKind.COMMON_CAUSE,
            "point_type": point.kind.value,
        }
        for point in chart.points
    ]
    return {name: [row[name] for row in rows] for name in rows[0]}
