"""What a measure says over time: observations, the direction that is better, targets and steps in the process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import isfinite

Span = tuple[float, float]  # the least and the greatest value that a figure can stand for


class NotChartable(ValueError):
    """A series can't be drawn as asked; the message is one sentence for the person who asked."""


class Direction(StrEnum):
    """Which way the measure has to move to be better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Observed:
    """One figure, in the measure's unit, of the period that begins `on`; None says that the figure is missing.

    least, most: what the true figure can be, where `value` was rounded before it went out; None where it is exact.
    """

    on: date
    value: float | None
    least: float | None = None
    most: float | None = None

    @property
    def span(self) -> Span | None:
        """The least and the greatest value that it can stand for; None where it is missing."""
        if self.value is None:
            return None
        least = self.value if self.least is None else self.least
        return least, self.value if self.most is None else self.most


@dataclass(frozen=True, slots=True)
class Target:
    """A target, in the measure's unit, that holds from `since` until the next one; without a day, from the start.

    value: None where there is no target from that day on.
    """

    value: float | None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A day from which the process is known to be another one; a person says so, with the reason.

    A step is a judgement that the old limits describe the process no longer. None is ever found by calculation.
    """

    on: date
    reason: str = ""
    by: str = ""


def in_order(observations: Sequence[Observed]) -> tuple[Observed, ...]:
    """The observations by date.

    Raises NotChartable where there is none, two share a date, or a value is no finite number.
    """
    if not observations:
        raise NotChartable("There is no figure to draw yet.")
    ordered = tuple(sorted(observations, key=lambda observed: observed.on))
    for earlier, later in pairwise(ordered):
        if earlier.on == later.on:
            raise NotChartable(f"There are two figures for {earlier.on:%d/%m/%Y}; a chart can show one for each date.")
    for observed in ordered:
        if observed.value is not None and not isfinite(observed.value):
            raise NotChartable(f"The figure for {observed.on:%d/%m/%Y} is not a number.")
    return ordered


def target_on(targets: Sequence[Target], day: date) -> float | None:
    """The target in force on a day: the one that began last, or None before the first."""
    in_force = [target for target in targets if target.since is None or target.since <= day]
    if not in_force:
        return None
    return max(in_force, key=lambda target: target.since or date.min).value
