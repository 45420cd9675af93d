"""The signs that tell change from chance: runs, trends and points beyond limits, and what they mean for a measure."""

from collections.abc import Sequence
from enum import StrEnum

from concordat.indicators.domain.series import Direction, Span

RUN_LENGTH = 7  # points of a trend, and points on one side of the mean


class Signal(StrEnum):
    """Why a point counts as special cause; of several reasons the first of: outside, trend, two in three, shift."""

    NONE = "common cause"
    ABOVE_LIMIT = "above the upper limit"
    BELOW_LIMIT = "below the lower limit"
    RISING = "seven points rising"
    FALLING = "seven points falling"
    TWO_IN_THREE_HIGH = "two of three points near the upper limit"
    TWO_IN_THREE_LOW = "two of three points near the lower limit"
    SHIFT_HIGH = "seven points above the mean"
    SHIFT_LOW = "seven points below the mean"

    @property
    def is_high(self) -> bool:
        return self in (Signal.ABOVE_LIMIT, Signal.RISING, Signal.TWO_IN_THREE_HIGH, Signal.SHIFT_HIGH)


class PointKind(StrEnum):
    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


def side_of(value: float | None, of: float | None) -> int | None:
    """1 above, -1 below, 0 on it; None where either is missing."""
    return None if value is None or of is None else (value > of) - (value < of)


def surely_beside(span: Span | None, of: Span | None) -> int | None:
    """side_of, for values of which the least and the most are known: 0 too where they overlap."""
    return None if span is None or of is None else (span[0] > of[1]) - (span[1] < of[0])


def is_beyond(span: Span | None, lower: float | None, upper: float | None) -> bool | None:
    return None if span is None or lower is None or upper is None else span[0] > upper or span[1] < lower


def in_runs(signs: Sequence[int | None], length: int, *, extra: int) -> list[bool]:
    """Which points belong to a run of at least `length` equal signs that are neither 0 nor missing.

    extra: how many points more than signs a run covers: one for changes between points, none for points.
    """
    flags = [False] * (len(signs) + extra)
    start = 0
    for end in range(1, len(signs) + 1):
        if end == len(signs) or signs[end] != signs[start]:
            if signs[start] and end - start >= length:
                flags[start : end + extra] = [True] * (end + extra - start)
            start = end
    return flags


def two_in_three(sides: Sequence[int | None], near: Sequence[bool | None]) -> list[bool]:
    """The points near a limit in a window of three on one side of the mean with at least two such points."""
    flags = [False] * len(sides)
    for start in range(len(sides) - 2):
        window = range(start, start + 3)
        if (
            sides[start]
            and all(sides[row] == sides[start] for row in window)
            and sum(map(bool, near[start : start + 3])) >= 2
        ):
            for row in window:
                flags[row] = flags[row] or bool(near[row])
    return flags


def kind_of(signal: Signal, direction: Direction) -> PointKind:
    """What a signal means for a measure that has to move in `direction`."""
    if signal is Signal.NONE:
        return PointKind.COMMON_CAUSE
    if direction is Direction.NEUTRAL:
        return PointKind.NEUTRAL_HIGH if signal.is_high else PointKind.NEUTRAL_LOW
    return PointKind.IMPROVEMENT if signal.is_high == (direction is Direction.INCREASE) else PointKind.CONCERN
