"""Statistical process control by NHS England's Making Data Count: the XmR chart, its rules and its two icons.

Sources: NHS England, "Making Data Count"; the R package NHSRplotthedots 0.2.2 (MIT), whose numbers, labels and icons
the method `REFERENCE` equals. `OURS` departs from it where `Method` says so.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import mean as exact_mean

from concordat.indicators.domain.series import (
    Direction,
    NotChartable,
    Observed,
    Step,
    Target,
    in_order,
    target_on,
)
from concordat.indicators.domain.signals import (
    RUN_LENGTH,
    PointKind,
    Signal,
    in_runs,
    is_beyond,
    kind_of,
    surely_beside,
    two_in_three,
)

ENOUGH_POINTS = 13  # below this, limits move with each further point
SHORTEST_BASELINE = 12
LIMIT = 2.66  # 3 / 1.128, from the mean moving range to three standard deviations
NEAR_LIMIT = 2 * (2.66 / 3)
SCREEN = 3.267  # the upper limit of a moving range itself


class Variation(StrEnum):
    """The variation icon: what the latest point says. `NONE` is the empty icon."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    NONE = "none"


class Assurance(StrEnum):
    """The assurance icon: whether the process, left as it is, meets the target. `NONE` is the empty icon."""

    MEETS = "pass"
    FAILS = "fail"
    HIT_AND_MISS = "inconsistent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Method:
    """How to calculate where the reference and NHS England's own tools differ.

    screens_outliers: moving ranges of 3.267 times their mean or more are left out of the limits, once. The reference
    does; NHS England's Excel and Power BI tools do not, and trusts' reports are made with those.
    follows_reference: exactly as NHSRplotthedots. Otherwise
    - a step between two dates begins at the next date (the reference ignores it);
    - screening that leaves no variation is not done: a level series has limits at its mean, and isolated events do not
      draw the limits together (the reference has no limits, or has every point special cause);
    - a level series that equals its target meets it (the reference says hit and miss);
    - both icons are empty below 13 figures since the last step, and where most figures are one and the same value;
    - the variation icon is about the latest figure that there is (the reference: about the latest row, even if empty).
    """

    screens_outliers: bool
    follows_reference: bool = False


REFERENCE = Method(screens_outliers=True, follows_reference=True)
OURS = Method(screens_outliers=False)


@dataclass(frozen=True, slots=True)
class Phase:
    """The process between two steps; all figures in the measure's unit, None where they can't be had.

    number: how many steps were reached, as the reference counts them. rows: dates, with those without a figure.
    Limits are not cut at 0 or 100 per cent: only a drawing may do so.
    """

    number: int
    since: date
    rows: int
    figures: int
    mean: float | None
    mean_moving_range_unscreened: float | None
    mean_moving_range: float | None
    lower_limit: float | None
    upper_limit: float | None
    lower_near_limit: float | None
    upper_near_limit: float | None
    is_provisional: bool
    is_sparse: bool


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One date of a chart, and what each rule says of it by itself; None where a rule needs what is missing."""

    on: date
    value: float | None
    target: float | None
    phase: Phase
    moving_range: float | None
    is_moving_range_used: bool
    side: int | None
    is_outside: bool | None
    is_near_limit: bool | None
    is_in_trend: bool
    is_in_two_in_three: bool
    is_in_shift: bool
    signal: Signal
    kind: PointKind


@dataclass(frozen=True, slots=True)
class ControlChart:
    """An XmR chart: points by date, phases by date, and the two icons."""

    direction: Direction
    method: Method
    points: tuple[ChartPoint, ...]
    phases: tuple[Phase, ...]
    variation: Variation
    assurance: Assurance

    @property
    def latest(self) -> ChartPoint | None:
        """The latest date that has a figure."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def is_latest_missing(self) -> bool:
        return self.points[-1].value is None


def draw_control_chart(
    observations: Sequence[Observed],
    *,
    direction: Direction,
    targets: Sequence[Target] = (),
    steps: Sequence[Step] = (),
    baseline_length: int | None = None,
    method: Method = OURS,
) -> ControlChart:
    """The XmR chart of a series of one measure.

    baseline_length: limits rest on that many first dates after the start and after each step; at least 12.
    A figure that was rounded is above, beyond or higher only where it is so whatever it was before: rounding to the
    nearest 5 puts seven figures of 26 on one side of their own mean.
    Raises NotChartable for no figures, a date twice, a value that is no number, or a shorter baseline.
    """
    ordered = in_order(observations)
    if baseline_length is not None and baseline_length < SHORTEST_BASELINE:
        raise NotChartable(f"A baseline needs at least {SHORTEST_BASELINE} dates.")
    starts = _starts(ordered, steps, method)
    first_rows = sorted({0, *starts})
    points: list[ChartPoint] = []
    phases: list[Phase] = []
    for first, end in zip(first_rows, [*first_rows[1:], len(ordered)], strict=True):
        number = sum(start <= first for start in starts)
        rows = ordered[first:end]
        phase, ranges, used = _measure_phase(number, rows, baseline_length, method)
        phases.append(phase)
        points += _judge_rows(rows, phase, ranges, used, direction, targets)
    return ControlChart(
        direction=direction,
        method=method,
        points=tuple(points),
        phases=tuple(phases),
        variation=_variation(points, method),
        assurance=_assurance(points[-1], direction, method, doubt=_doubt(ordered)),
    )


def _starts(ordered: Sequence[Observed], steps: Sequence[Step], method: Method) -> set[int]:
    """The rows at which a phase begins."""
    starts = set()
    for step in steps:
        for row, observed in enumerate(ordered):
            if observed.on >= step.on:
                if observed.on == step.on or not method.follows_reference:
                    starts.add(row)
                break
    return starts


def _measure_phase(
    number: int, rows: Sequence[Observed], baseline_length: int | None, method: Method
) -> tuple[Phase, list[float | None], list[bool]]:
    """Mean and limits of a phase; and of each row its moving range and whether the limits rest on it.

    The mean must be the exact one, rounded once: a sum of floats divided by their number can miss a constant 0.1, and
    every point would then lie on one side of it.
    """
    baseline = [
        None if observed.value is None else float(observed.value)
        for observed in (rows if baseline_length is None else rows[:baseline_length])
    ]
    ranges: list[float | None] = [None] * len(rows)
    for row in range(1, len(baseline)):
        before, here = baseline[row - 1], baseline[row]
        if before is not None and here is not None:
            ranges[row] = abs(here - before)
    values = [value for value in baseline if value is not None]
    mean = exact_mean(values) if values else None
    present = [moving_range for moving_range in ranges if moving_range is not None]
    unscreened = exact_mean(present) if present else None
    kept = present
    if method.screens_outliers and unscreened is not None:
        kept = [moving_range for moving_range in present if moving_range < SCREEN * unscreened]
        if not method.follows_reference and not any(kept):
            kept = present
    used = [
        moving_range is not None and (kept is present or unscreened is None or moving_range < SCREEN * unscreened)
        for moving_range in ranges
    ]
    typical = exact_mean(kept) if kept else None
    has_limits = mean is not None and typical is not None
    spread, near = (LIMIT * typical, NEAR_LIMIT * typical) if typical is not None else (0.0, 0.0)
    figures = [observed.value for observed in rows if observed.value is not None]
    phase = Phase(
        number=number,
        since=rows[0].on,
        rows=len(rows),
        figures=len(figures),
        mean=mean,
        mean_moving_range_unscreened=unscreened,
        mean_moving_range=typical,
        lower_limit=mean - spread if mean is not None and has_limits else None,
        upper_limit=mean + spread if mean is not None and has_limits else None,
        lower_near_limit=mean - near if mean is not None and has_limits else None,
        upper_near_limit=mean + near if mean is not None and has_limits else None,
        is_provisional=(len(rows) if method.follows_reference else len(figures)) < ENOUGH_POINTS,
        is_sparse=_is_sparse(figures),
    )
    return phase, ranges, used


def _is_sparse(figures: Sequence[float]) -> bool:
    """More than half are one and the same value, and not all: events too rare for limits from moving ranges."""
    most = max(Counter(figures).values(), default=0)
    return len(figures) / 2 < most < len(figures)


def _judge_rows(
    rows: Sequence[Observed],
    phase: Phase,
    ranges: Sequence[float | None],
    used: Sequence[bool],
    direction: Direction,
    targets: Sequence[Target],
) -> list[ChartPoint]:
    spans = [observed.span for observed in rows]
    mean = None if phase.mean is None else (phase.mean, phase.mean)
    sides = [surely_beside(span, mean) for span in spans]
    outside = [is_beyond(span, phase.lower_limit, phase.upper_limit) for span in spans]
    near = [
        None if is_outside is None else not is_outside and is_beyond(span, *_near_limits(phase))
        for span, is_outside in zip(spans, outside, strict=True)
    ]
    changes = [surely_beside(after, before) for before, after in pairwise(spans)]
    in_trend = in_runs(changes, RUN_LENGTH - 1, extra=1)
    in_shift = in_runs(sides, RUN_LENGTH, extra=0)
    in_two = two_in_three(sides, near)
    points = []
    for row, observed in enumerate(rows):
        signal = Signal.NONE
        if outside[row]:
            signal = Signal.ABOVE_LIMIT if sides[row] == 1 else Signal.BELOW_LIMIT
        elif in_trend[row]:
            # An apex that ends a rise and begins a fall belongs to the later trend.
            change = changes[row] if row + 1 < len(rows) and in_trend[row + 1] else changes[row - 1]
            signal = Signal.RISING if change == 1 else Signal.FALLING
        elif in_two[row]:
            signal = Signal.TWO_IN_THREE_HIGH if sides[row] == 1 else Signal.TWO_IN_THREE_LOW
        elif in_shift[row]:
            signal = Signal.SHIFT_HIGH if sides[row] == 1 else Signal.SHIFT_LOW
        points.append(
            ChartPoint(
                on=observed.on,
                value=observed.value,
                target=target_on(targets, observed.on) if targets else None,
                phase=phase,
                moving_range=ranges[row],
                is_moving_range_used=used[row],
                side=sides[row],
                is_outside=outside[row],
                is_near_limit=near[row],
                is_in_trend=in_trend[row],
                is_in_two_in_three=in_two[row],
                is_in_shift=in_shift[row],
                signal=signal,
                kind=kind_of(signal, direction),
            )
        )
    return points


def _near_limits(phase: Phase) -> tuple[float | None, float | None]:
    return phase.lower_near_limit, phase.upper_near_limit


def _variation(points: Sequence[ChartPoint], method: Method) -> Variation:
    latest = points[-1]
    if not method.follows_reference:
        latest = next((point for point in reversed(points) if point.value is not None), latest)
        if latest.value is None or latest.phase.is_provisional or latest.phase.is_sparse:
            return Variation.NONE
    if latest.kind is PointKind.COMMON_CAUSE:
        return Variation.COMMON_CAUSE
    if latest.kind is PointKind.NEUTRAL_HIGH:
        return Variation.NEUTRAL_HIGH
    if latest.kind is PointKind.NEUTRAL_LOW:
        return Variation.NEUTRAL_LOW
    # High or low is about the direction in which better or worse lies, not about the side of the mean: a falling trend
    # above the mean, where more is better, is "concern, low".
    if latest.kind is PointKind.IMPROVEMENT:
        return Variation.IMPROVEMENT_HIGH if latest.signal.is_high else Variation.IMPROVEMENT_LOW
    return Variation.CONCERN_HIGH if latest.signal.is_high else Variation.CONCERN_LOW


def _doubt(rows: Sequence[Observed]) -> float:
    """By how much a figure can differ from what it was before it was rounded, at most."""
    spans = [(observed.value, *observed.span) for observed in rows if observed.span and observed.value is not None]
    return max((max(value - least, most - value) for value, least, most in spans), default=0.0)


def _assurance(latest: ChartPoint, direction: Direction, method: Method, *, doubt: float) -> Assurance:
    phase, target = latest.phase, latest.target
    if target is None or direction is Direction.NEUTRAL:
        return Assurance.NONE
    if phase.lower_limit is None or phase.upper_limit is None:
        return Assurance.HIT_AND_MISS if method.follows_reference else Assurance.NONE
    if not method.follows_reference:
        if phase.is_provisional or phase.is_sparse:
            return Assurance.NONE
        if phase.lower_limit == phase.upper_limit == target and not doubt:
            return Assurance.MEETS
    if target > phase.upper_limit + doubt:
        return Assurance.FAILS if direction is Direction.INCREASE else Assurance.MEETS
    if target < phase.lower_limit - doubt:
        return Assurance.MEETS if direction is Direction.INCREASE else Assurance.FAILS
    return Assurance.HIT_AND_MISS
