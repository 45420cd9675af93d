"""The funnel plot: places compared by a rate with the spread that chance gives to small ones; no league table.

Source: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005):
normal limits about the rate of all places together, widened by a winsorised over-dispersion factor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from concordat.indicators.domain.series import NotChartable

WARNING_LIMIT = 1.96  # 95 per cent: one place of twenty lies outside by chance
ALARM_LIMIT = 3.09  # 99.8 per cent: one of five hundred
WINSORISED = 0.1  # of the places at each end, drawn in to the next one before the spread is measured
FEWEST_PLACES = 5  # fewer tell nothing of the spread between places
FEWEST_EXPECTED = 5  # events; below, the normal limits are wrong


class FunnelKind(StrEnum):
    """A proportion (events of so many cases) or a rate (events for so many people)."""

    PROPORTION = "proportion"
    RATE = "rate"


class Position(StrEnum):
    """Where a place lies. `UNCERTAIN`: so few events are expected that the limits do not hold."""

    INSIDE = "inside"
    ABOVE = "above the 95% limit"
    BELOW = "below the 95% limit"
    FAR_ABOVE = "above the 99.8% limit"
    FAR_BELOW = "below the 99.8% limit"
    UNCERTAIN = "too few events to tell"


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """The events of a place and what they are of: cases for a proportion, people for a rate; of one period."""

    place: str
    events: int
    of: float


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """ratio: events for each one of `of`. score: distance from the rate of all, in widened standard errors."""

    place: str
    events: int
    of: float
    ratio: float
    score: float
    position: Position


@dataclass(frozen=True, slots=True)
class Funnel:
    """ratio: of all places together. dispersion: how much wider than chance the places are spread (a variance, ≥ 1)."""

    kind: FunnelKind
    ratio: float
    dispersion: float
    points: tuple[FunnelPoint, ...]

    @property
    def is_overdispersed(self) -> bool:
        return self.dispersion > 1

    def limits(self, of: float, *, at: float = ALARM_LIMIT) -> tuple[float, float]:
        """The lower and upper limit for a place of that size, not below 0, and for a proportion not above 1."""
        width = at * sqrt(self.dispersion) * _error(self.kind, self.ratio, of)
        upper = self.ratio + width
        return max(0.0, self.ratio - width), min(1.0, upper) if self.kind is FunnelKind.PROPORTION else upper


def draw_funnel(places: Sequence[PlaceCount], *, kind: FunnelKind) -> Funnel:
    """The funnel of several places.

    Over-dispersion: the mean of the squared scores, after the tenth of them at each end is drawn in to the next; used
    where it is above 1. It can't be told of fewer than five places, and is then 1.
    Raises NotChartable for no place, a size of 0, a negative count, or more events than cases.
    """
    _check(places, kind)
    ratio = sum(place.events for place in places) / sum(place.of for place in places)
    scores = [_score(place.events / place.of - ratio, _error(kind, ratio, place.of)) for place in places]
    dispersion = _dispersion(scores)
    return Funnel(
        kind=kind,
        ratio=ratio,
        dispersion=dispersion,
        points=tuple(
            FunnelPoint(
                place=place.place,
                events=place.events,
                of=place.of,
                ratio=place.events / place.of,
                score=score / sqrt(dispersion),
                position=_position(score / sqrt(dispersion), _expected(place, ratio, kind)),
            )
            for place, score in zip(places, scores, strict=True)
        ),
    )


def _check(places: Sequence[PlaceCount], kind: FunnelKind) -> None:
    if not places:
        raise NotChartable("There is no place to compare yet.")
    for place in places:
        if place.of <= 0:
            raise NotChartable(f"{place.place} has nothing that its events are of: it can't be compared.")
        if place.events < 0:
            raise NotChartable(f"{place.place} has fewer than 0 events.")
        if kind is FunnelKind.PROPORTION and place.events > place.of:
            raise NotChartable(f"{place.place} has {place.events} events of {place.of:g}: more than all.")


def _error(kind: FunnelKind, ratio: float, of: float) -> float:
    """The standard error of a place of that size: binomial for a proportion, Poisson for a rate."""
    return sqrt(ratio * (1 - ratio) / of) if kind is FunnelKind.PROPORTION else sqrt(ratio / of)


def _score(distance: float, error: float) -> float:
    return distance / error if error else 0.0


def _expected(place: PlaceCount, ratio: float, kind: FunnelKind) -> float:
    """The rarer of events and, for a proportion, cases without one."""
    return place.of * (min(ratio, 1 - ratio) if kind is FunnelKind.PROPORTION else ratio)


def _dispersion(scores: Sequence[float]) -> float:
    if len(scores) < FEWEST_PLACES:
        return 1.0
    ordered = sorted(scores)
    drawn_in = int(WINSORISED * len(ordered))
    low, high = ordered[drawn_in], ordered[-1 - drawn_in]
    return max(1.0, sum(min(max(score, low), high) ** 2 for score in ordered) / len(ordered))


def _position(score: float, expected: float) -> Position:
    if expected < FEWEST_EXPECTED:
        return Position.UNCERTAIN
    if abs(score) > ALARM_LIMIT:
        return Position.FAR_ABOVE if score > 0 else Position.FAR_BELOW
    if abs(score) > WARNING_LIMIT:
        return Position.ABOVE if score > 0 else Position.BELOW
    return Position.INSIDE
