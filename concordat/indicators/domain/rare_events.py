"""Charts of rare events: how long, or how many cases, lie between one event and the next.

A chart of monthly counts that are mostly 0 shows nothing, and its limits are wrong: with one event in five months, nine
of ten stable charts of 24 months have a false signal by the reference's method. Gaps have limits of their own.
Sources: T chart: L. S. Nelson, "A control chart for parts-per-million nonconforming items", Journal of Quality
Technology 26 (1994); G chart: J. C. Benneyan, "Number-between g-type statistical quality control charts for monitoring
adverse events", Health Care Management Science 4 (2001); both as in L. P. Provost and S. K. Murray, "The Health Care
Data Guide" (2011).
Pages have the T chart alone: a month's figure does not tell in which order its cases came, so how many lay between two
events is known only to whoever has the cases one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import isfinite, sqrt
from statistics import mean as exact_mean
from statistics import median

from concordat.indicators.domain.control_charts import ENOUGH_POINTS, OURS, draw_control_chart
from concordat.indicators.domain.series import Direction, NotChartable, Observed
from concordat.indicators.domain.signals import RUN_LENGTH, PointKind, Signal, in_runs, kind_of, side_of

POWER = 1 / 3.6  # makes waiting times that are spread exponentially nearly normal


class RareKind(StrEnum):
    """What lies between two events: time (any number of days or hours), or cases (a whole number)."""

    TIME = "t"
    CASES = "g"


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """The events of a period that begins on one day and `ends` before another; None where they are not known."""

    begins: date
    ends: date
    events: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What lay between an event and the one before it, in days, hours or cases, and what the rules say of it.

    length: None where nobody knows it, as there is no figure for some time between the two.
    """

    length: float | None
    signal: Signal
    kind: PointKind


@dataclass(frozen=True, slots=True)
class RareChart:
    """A T or G chart; lengths in the unit of the gaps, in the order of the events.

    centre: half of the gaps are expected to be longer. lower_limit: None where no gap can be too short to be chance.
    running: how long the present gap has lasted without an event. It is no point yet, for it can only grow; once it is
    beyond the upper limit it is a signal already. None where nobody asks, or a figure is missing (is_running_unknown).
    """

    kind: RareKind
    direction: Direction
    gaps: tuple[Gap, ...]
    centre: float | None
    lower_limit: float | None
    upper_limit: float | None
    running: float | None
    is_provisional: bool
    is_running_unknown: bool = False

    @property
    def known(self) -> tuple[Gap, ...]:
        """The gaps whose length is known."""
        return tuple(gap for gap in self.gaps if gap.length is not None)

    @property
    def is_running_beyond(self) -> bool:
        return self.running is not None and self.upper_limit is not None and self.running > self.upper_limit

    @property
    def latest_kind(self) -> PointKind:
        """What the chart says now: of the running gap where it is a signal, else of the latest gap that is known."""
        if self.is_running_beyond:
            return kind_of(Signal.ABOVE_LIMIT, self.direction)
        return self.known[-1].kind if self.known else PointKind.COMMON_CAUSE


def days_between(events: Sequence[date], unknown: Sequence[tuple[date, date]] = ()) -> tuple[int | None, ...]:
    """The days from each event to the next; 0 for two on one day, None where an unknown time lies between them.

    unknown: from a day to before another.
    """
    return tuple(
        None if _meets(earlier, later, unknown) else (later - earlier).days
        for earlier, later in pairwise(sorted(events))
    )


def _meets(earlier: date, later: date, unknown: Sequence[tuple[date, date]]) -> bool:
    return any(begins < later and ends > earlier for begins, ends in unknown)


def draw_days_between_counts(periods: Sequence[CountedPeriod], *, events_should: Direction) -> RareChart:
    """The T chart of events of which only the periods are known; each stands in the middle of its share of the period.

    Two in a month of thirty days so lie a week from its ends and fifteen days from each other. How long a gap is in
    which a period without a figure lies can't be known: an event may be missing in it.
    Raises NotChartable where there is no event.
    """
    ordered = sorted(periods, key=lambda period: period.begins)
    events: list[date] = []
    unknown: list[tuple[date, date]] = []
    for place, period in enumerate(ordered):
        follows = ordered[place + 1].begins if place + 1 < len(ordered) else period.ends
        ends = min(period.ends, follows)
        unknown += [(ends, follows)] if ends < follows else []
        if period.events is None:
            unknown.append((period.begins, ends))
            continue
        days = (ends - period.begins).days
        events += [
            period.begins + timedelta(days=int(days * (2 * each + 1) / (2 * period.events)))
            for each in range(period.events)
        ]
    until = max((period.ends for period in ordered), default=date.min)
    return draw_days_between(events, until=until, events_should=events_should, unknown=unknown)


def draw_days_between(
    events: Sequence[date], *, until: date, events_should: Direction, unknown: Sequence[tuple[date, date]] = ()
) -> RareChart:
    """The T chart of the days between events, with the days from the last one `until` the last day that is known.

    events_should: which way the number of events has to go; fewer events are longer gaps. unknown: times of which
    nothing is known, from a day to before another; they break the line.
    Raises NotChartable where there is no event, or one lies after `until`.
    """
    if not events:
        raise NotChartable("There is no event yet: nothing lies between events.")
    last = max(events)
    if last > until:
        raise NotChartable(f"An event of {last:%d/%m/%Y} lies after the last day that is known, {until:%d/%m/%Y}.")
    running = None if _meets(last, until, unknown) else (until - last).days
    chart = draw_time_between(days_between(events, unknown), running=running, events_should=events_should)
    return replace(chart, is_running_unknown=running is None)


def draw_time_between(
    lengths: Sequence[float | None], *, events_should: Direction, running: float | None = None
) -> RareChart:
    """The T chart: an XmR chart of the gaps to the power of 1/3.6, drawn in the gaps' own unit.

    All rules of the XmR chart hold, as they are about the transformed gaps, which are nearly normal. A gap of unknown
    length breaks runs, and no moving range reaches across it.
    Raises NotChartable for a negative gap.
    """
    _check([*lengths, running])
    direction = _of_gaps(events_should)
    if not lengths:
        return RareChart(RareKind.TIME, direction, (), None, None, None, running, is_provisional=True)
    # Two events may share a day: the order of the events stands for their dates.
    chart = draw_control_chart(
        [
            Observed(date.fromordinal(place), None if length is None else length**POWER)
            for place, length in enumerate(lengths, 1)
        ],
        direction=direction,
        method=OURS,
    )
    phase = chart.phases[0]
    return RareChart(
        kind=RareKind.TIME,
        direction=direction,
        gaps=tuple(Gap(length, point.signal, point.kind) for length, point in zip(lengths, chart.points, strict=True)),
        centre=_back(phase.mean),
        lower_limit=_back(phase.lower_limit),
        upper_limit=_back(phase.upper_limit),
        running=running,
        is_provisional=phase.is_provisional,
    )


def draw_cases_between(lengths: Sequence[int], *, events_should: Direction, running: int | None = None) -> RareChart:
    """The G chart of the cases without the event between two with it; 0 where two follow each other.

    Its upper limit is mean + 3 √(mean (mean + 1)), the spread of a geometric distribution; its lower one would always
    be below 0. Its centre is the median, since most gaps are shorter than the mean. The rules are: beyond the limit,
    seven rising or falling, seven on one side of the centre.
    Raises NotChartable for a gap that is negative or no whole number.
    """
    _check([*lengths, running])
    if any(length != int(length) for length in lengths):
        raise NotChartable("Cases between events are whole numbers.")
    direction = _of_gaps(events_should)
    if not lengths:
        return RareChart(RareKind.CASES, direction, (), None, None, None, running, is_provisional=True)
    mean = float(exact_mean(lengths))
    centre = float(median(lengths))
    upper = mean + 3 * sqrt(mean * (mean + 1))
    signals = _signals(lengths, centre, upper)
    return RareChart(
        kind=RareKind.CASES,
        direction=direction,
        gaps=tuple(
            Gap(length, signal, kind_of(signal, direction)) for length, signal in zip(lengths, signals, strict=True)
        ),
        centre=centre,
        lower_limit=None,
        upper_limit=upper,
        running=running,
        is_provisional=len(lengths) < ENOUGH_POINTS,
    )


def _signals(lengths: Sequence[int], centre: float, upper: float) -> list[Signal]:
    sides = [side_of(length, centre) for length in lengths]
    changes = [side_of(later, earlier) for earlier, later in pairwise(lengths)]
    in_trend = in_runs(changes, RUN_LENGTH - 1, extra=1)
    in_shift = in_runs(sides, RUN_LENGTH, extra=0)
    signals = []
    for place, length in enumerate(lengths):
        signal = Signal.NONE
        if length > upper:
            signal = Signal.ABOVE_LIMIT
        elif in_trend[place]:
            follows = place + 1 < len(lengths) and in_trend[place + 1]
            signal = Signal.RISING if changes[place if follows else place - 1] == 1 else Signal.FALLING
        elif in_shift[place]:
            signal = Signal.SHIFT_HIGH if sides[place] == 1 else Signal.SHIFT_LOW
        signals.append(signal)
    return signals


def _check(lengths: Sequence[float | None]) -> None:
    for length in lengths:
        if length is not None and (not isfinite(length) or length < 0):
            raise NotChartable("What lies between two events can't be less than 0.")


def _of_gaps(events_should: Direction) -> Direction:
    turned = {Direction.DECREASE: Direction.INCREASE, Direction.INCREASE: Direction.DECREASE}
    return turned.get(events_should, Direction.NEUTRAL)


def _back(transformed: float | None) -> float | None:
    """In the gaps' own unit; None below 0, where no gap can be."""
    return None if transformed is None or transformed < 0 else float(transformed**3.6)
