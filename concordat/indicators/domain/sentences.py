"""The one sentence in plain words that stands under each chart, and is what a reader without the drawing has."""

from collections.abc import Iterable, Sequence
from math import floor

from concordat.indicators.domain.control_charts import ENOUGH_POINTS, Assurance, ChartPoint, ControlChart
from concordat.indicators.domain.figures import Unit, Wording
from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.rare_events import RareChart, RareKind
from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.series import Direction
from concordat.indicators.domain.showing import SeenFigure
from concordat.indicators.domain.signals import PointKind, Signal

FOR_PEOPLE = "and whether that is good or bad is for people to say"
MEANINGS = {
    PointKind.IMPROVEMENT: "and this is an improvement",
    PointKind.CONCERN: "and this is a concern",
    PointKind.NEUTRAL_HIGH: FOR_PEOPLE,
    PointKind.NEUTRAL_LOW: FOR_PEOPLE,
}
# While limits are provisional the icon is empty, and the sentence may not say more than it.
PROVISIONAL_MEANINGS = MEANINGS | {
    PointKind.IMPROVEMENT: "which may be an improvement",
    PointKind.CONCERN: "which may be a concern",
}


def say_chart(chart: ControlChart, *, name: str, wording: Wording, is_latest_hidden: bool = False) -> str:
    """One sentence: the latest figure, whether it is change or chance, whether the target will be met, and the doubts.

    is_latest_hidden: the last period has a figure that may not be shown.

    Example: "Detentions under section 136: 90 in May 2024, more than chance explains (51 to 64 would be usual), and
    this is a concern; as things are, the target of 40 will not be met."
    """
    latest = chart.latest
    if latest is None or latest.value is None:
        return f"{name}: there is no figure yet."
    start = f"{wording.figure(latest.value)} in {wording.period(latest.on)}"
    if chart.is_latest_missing:
        last = wording.period(chart.points[-1].on)
        gap = f"the figure for {last} is not shown, to protect people" if is_latest_hidden else f"no figure for {last}"
        start = f"{gap}; {start}"
    is_since_step = latest.phase is not chart.phases[0]
    clauses = [f"{start}, {_change(latest, wording, is_since_step=is_since_step)}"]
    if is_since_step:
        clauses.append(f"figures are compared since the step in {wording.period(latest.phase.since)}")
    target = chart.points[-1].target
    if target is not None:
        clauses.append(_prospect(chart, latest.value, target, wording))
    return f"{name}: {'; '.join(clauses)}."


_FEWEST_NOUGHTS = 3  # in a row; two say little


def say_figures(figures: Sequence[SeenFigure], why_not: str, *, name: str, wording: Wording) -> str:
    """What is said of figures without a chart: the latest of them, for how long it was nought, and why_not.

    Example: "Under 18 and taken to a cell: 0 in May 2024, and in each of the 8 months before. 18 of 91 figures are too
    small to be shown; a chart of the others alone would mislead."
    """
    if not figures:
        return why_not
    latest = figures[-1]
    period = wording.period(latest.on)
    if latest.showing is Showing.SMALL:
        return f"{name}: the number for {period} is too small to be shown. {why_not}"
    if latest.value is None:
        what = "no figure for" if latest.showing is Showing.SHOWN else "nothing is published of"
        return f"{name}: {what} {period}. {why_not}"
    noughts = _noughts(figures, wording)
    before = f", and in each of the {noughts - 1} {wording.frequency}s before" if noughts >= _FEWEST_NOUGHTS else ""
    return f"{name}: {wording.figure(latest.value)} in {period}{before}. {why_not}"


def _noughts(figures: Sequence[SeenFigure], wording: Wording) -> int:
    """How many of the latest figures are nought, without a period between them that has none."""
    count, after = 0, next_period(figures[-1].on, wording.frequency)
    for figure in reversed(figures):
        if figure.value != 0 or next_period(figure.on, wording.frequency) != after:
            break
        count, after = count + 1, figure.on
    return count


def _change(latest: ChartPoint, wording: Wording, *, is_since_step: bool) -> str:
    phase = latest.phase
    if phase.mean is None or phase.lower_limit is None or phase.upper_limit is None:
        return f"too few figures{' in a row' if phase.figures > 1 else ''} to tell change from chance"
    if phase.is_sparse:
        return "but most figures are the same, so they can't tell change from chance"
    is_level = phase.lower_limit == phase.upper_limit
    usual = wording.figure(phase.mean) if is_level else wording.limits(phase.lower_limit, phase.upper_limit)
    if latest.signal is not Signal.NONE:
        meanings = PROVISIONAL_MEANINGS if phase.is_provisional else MEANINGS
        change = f"{_sign(latest.signal, wording.figure(phase.mean), usual)}, {meanings[latest.kind]}"
    elif is_level:
        change = "the same as every figure since the step" if is_since_step else "the same as every figure before it"
    else:
        change = f"no more than chance explains ({usual} would be usual)"
    if phase.is_provisional:
        change += f"; with {phase.figures} of the {ENOUGH_POINTS} figures that are needed, this is provisional"
    return change


def _sign(signal: Signal, mean: str, usual: str) -> str:
    """What a signal says of the latest figure. mean, usual: the average and the range of what is usual, in words."""
    return {
        Signal.ABOVE_LIMIT: f"more than chance explains ({usual} would be usual)",
        Signal.BELOW_LIMIT: f"less than chance explains ({usual} would be usual)",
        Signal.RISING: "at the end of at least seven figures that rise without a break",
        Signal.FALLING: "at the end of at least seven figures that fall without a break",
        Signal.TWO_IN_THREE_HIGH: f"with at least two of the last three figures near the most that is usual ({usual})",
        Signal.TWO_IN_THREE_LOW: f"with at least two of the last three figures near the least that is usual ({usual})",
        Signal.SHIFT_HIGH: f"with at least seven figures in a row above the average of {mean}",
        Signal.SHIFT_LOW: f"with at least seven figures in a row below the average of {mean}",
    }[signal]


def _prospect(chart: ControlChart, latest: float, target: float, wording: Wording) -> str:
    """Whether the target will be met, and where the latest figure says otherwise than the limits, both."""
    goal = f"the target of {wording.figure(target)}"
    if chart.direction is Direction.NEUTRAL:
        return f"neither more nor less is better, so {goal} is neither met nor missed"
    is_met = latest <= target if chart.direction is Direction.DECREASE else latest >= target
    limits = "though by the limits of the chart, which rest on earlier figures too, it would"
    if is_met and chart.assurance is Assurance.FAILS:
        return f"this meets {goal}, {limits} not be met"
    if not is_met and chart.assurance is Assurance.MEETS:
        return f"this misses {goal}, {limits} be met"
    return {
        Assurance.MEETS: f"as things are, {goal} will go on being met",
        Assurance.FAILS: f"as things are, {goal} will not be met",
        Assurance.HIT_AND_MISS: f"as things are, {goal} will be met at some times and missed at others, by chance",
        Assurance.NONE: f"it can't be said yet whether {goal} will be met",
    }[chart.assurance]


def say_rare_chart(chart: RareChart, *, event: str, case: tuple[str, str] = ("case", "cases")) -> str:
    """One sentence about the gaps between events: the present one, whether the last is change or chance, the doubts.

    event: one event in words, "a child in a police station". case: what lies between events of a G chart, one and many.
    """
    unit = ("day", "days") if chart.kind is RareKind.TIME else case
    clauses = []
    if chart.is_running_unknown:
        clauses.append("how long it is since the last one is not known, as a figure is missing")
    elif chart.running is not None:
        clauses.append(f"it is {_counted(chart.running, unit)} since the last one")
    if chart.is_running_beyond and chart.upper_limit is not None:
        meanings = PROVISIONAL_MEANINGS if chart.is_provisional else MEANINGS
        usual = f"(up to {_COUNT.figure(floor(chart.upper_limit))} would be usual)"
        clauses[-1] += f", longer than chance explains {usual}, {meanings[chart.latest_kind]}"
    elif chart.known:
        clauses += _last_gap(chart, unit)
    else:
        clauses.append("there are too few events to tell change from chance")
    if chart.is_provisional and chart.upper_limit is not None:
        clauses.append(f"with {len(chart.known)} of the {ENOUGH_POINTS} gaps that are needed, this is provisional")
    return f"{event[:1].upper()}{event[1:]}: {'; '.join(clauses)}."


_COUNT = Wording(Unit.COUNT)


def _last_gap(chart: RareChart, unit: tuple[str, str]) -> Iterable[str]:
    """What the latest gap that is known says."""
    gap = chart.known[-1]
    length = _counted(gap.length or 0, unit)
    if gap is chart.gaps[-1]:
        start = f"{length} lay between the latest and the one before it"
    else:
        yield "how long the gap before it was is not known, as a figure is missing"
        start = f"the latest gap that is known was {length} long"
    if chart.upper_limit is None or chart.centre is None:
        yield f"{start}, too few events to tell change from chance"
        return
    usual = _COUNT.limits(chart.lower_limit or 0.0, chart.upper_limit)
    if gap.signal is Signal.NONE:
        yield f"{start}, no more than chance explains ({usual} would be usual)"
        return
    meanings = PROVISIONAL_MEANINGS if chart.is_provisional else MEANINGS
    yield f"{start}, {_sign_of_gaps(gap.signal, _counted(chart.centre, unit), usual)}, {meanings[gap.kind]}"


def _sign_of_gaps(signal: Signal, middle: str, usual: str) -> str:
    return {
        Signal.ABOVE_LIMIT: f"longer than chance explains ({usual} would be usual)",
        Signal.BELOW_LIMIT: f"shorter than chance explains ({usual} would be usual)",
        Signal.RISING: "the last of at least seven gaps, each longer than the one before",
        Signal.FALLING: "the last of at least seven gaps, each shorter than the one before",
        Signal.TWO_IN_THREE_HIGH: f"with at least two of the last three gaps near the longest that is usual ({usual})",
        Signal.TWO_IN_THREE_LOW: f"with at least two of the last three gaps near the shortest that is usual ({usual})",
        Signal.SHIFT_HIGH: f"with at least seven gaps in a row longer than the middle of {middle}",
        Signal.SHIFT_LOW: f"with at least seven gaps in a row shorter than the middle of {middle}",
    }[signal]


def _counted(count: float, unit: tuple[str, str]) -> str:
    number = _COUNT.figure(count)
    return f"{number} {unit[0] if number == '1' else unit[1]}"
