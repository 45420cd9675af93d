"""The one sentence in plain words that stands under each chart, and is what a reader without the drawing has."""

from concordat.indicators.domain.control_charts import ENOUGH_POINTS, Assurance, ChartPoint, ControlChart
from concordat.indicators.domain.figures import Unit, Wording
from concordat.indicators.domain.rare_events import Gap, RareChart, RareKind
from concordat.indicators.domain.signals import PointKind, Signal

MEANINGS = {
    PointKind.IMPROVEMENT: "this is an improvement",
    PointKind.CONCERN: "this is a concern",
    PointKind.NEUTRAL_HIGH: "whether that is good or bad is for people to say",
    PointKind.NEUTRAL_LOW: "whether that is good or bad is for people to say",
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
    clauses = [f"{start}, {_change(latest, wording)}"]
    if len(chart.phases) > 1:
        clauses.append(f"figures are compared since the step in {wording.period(latest.phase.since)}")
    target = chart.points[-1].target
    if target is not None:
        clauses.append(_prospect(chart.assurance, target, wording))
    return f"{name}: {'; '.join(clauses)}."


def _change(latest: ChartPoint, wording: Wording) -> str:
    phase = latest.phase
    if phase.mean is None or phase.lower_limit is None or phase.upper_limit is None:
        return "too few figures to tell change from chance"
    if phase.is_sparse:
        return "but most figures are the same: this chart can't tell change from chance, the time between events may"
    usual = f"{wording.limits(phase.lower_limit, phase.upper_limit)} would be usual"
    if phase.lower_limit == phase.upper_limit:
        usual = f"{wording.figure(phase.mean)} was usual"
    if latest.signal is Signal.NONE:
        change = f"no more than chance explains ({usual})"
    else:
        change = f"{_sign(latest.signal, wording.figure(phase.mean), usual)}, and {MEANINGS[latest.kind]}"
    if phase.is_provisional:
        change += f"; with {phase.figures} of the {ENOUGH_POINTS} figures that are needed, this is provisional"
    return change


def _sign(signal: Signal, mean: str, usual: str) -> str:
    return {
        Signal.ABOVE_LIMIT: f"more than chance explains ({usual})",
        Signal.BELOW_LIMIT: f"less than chance explains ({usual})",
        Signal.RISING: "at the end of at least seven figures that rise without a break",
        Signal.FALLING: "at the end of at least seven figures that fall without a break",
        Signal.TWO_IN_THREE_HIGH: f"with at least two of the last three figures unusually high ({usual})",
        Signal.TWO_IN_THREE_LOW: f"with at least two of the last three figures unusually low ({usual})",
        Signal.SHIFT_HIGH: f"with at least seven figures in a row above the average of {mean}",
        Signal.SHIFT_LOW: f"with at least seven figures in a row below the average of {mean}",
    }[signal]


def _prospect(assurance: Assurance, target: float, wording: Wording) -> str:
    goal = f"the target of {wording.figure(target)}"
    return {
        Assurance.MEETS: f"as things are, {goal} will go on being met",
        Assurance.FAILS: f"as things are, {goal} will not be met",
        Assurance.HIT_AND_MISS: f"as things are, {goal} will be met at some times and missed at others, by chance",
        Assurance.NONE: f"it can't be said yet whether {goal} will be met",
    }[assurance]


def say_rare_chart(chart: RareChart, *, event: str, cases: str = "cases") -> str:
    """One sentence about the gaps between events: the present one, whether the last is change or chance, the doubts.

    event: one event in words, "a child in a police station". cases: what lies between events of a G chart.
    """
    written = Wording(Unit.DAYS) if chart.kind is RareKind.TIME else Wording(Unit.COUNT)
    of = "" if chart.kind is RareKind.TIME else f" {cases}"
    clauses = []
    if chart.running is not None:
        clauses.append(f"{written.figure(chart.running)}{of} since the last one")
    if chart.is_running_beyond and chart.upper_limit is not None:
        gaps = f"longer than chance explains (up to {written.figure(chart.upper_limit)}{of} would be usual)"
        clauses[-1] += f", {gaps}, and {MEANINGS[chart.latest_kind]}"
    elif not chart.gaps:
        clauses.append("there were too few events to tell change from chance")
    else:
        clauses.append(_last_gap(chart.gaps[-1], chart, written, of))
    if chart.gaps and chart.is_provisional:
        clauses.append(f"with {len(chart.gaps)} of the {ENOUGH_POINTS} gaps that are needed, this is provisional")
    return f"Between one event ({event}) and the next: {'; '.join(clauses)}."


def _last_gap(gap: Gap, chart: RareChart, written: Wording, of: str) -> str:
    start = f"{written.figure(gap.length)}{of} lay before that"
    if chart.upper_limit is None or chart.centre is None:
        return f"{start}, too few events to tell change from chance"
    usual = f"{written.limits(chart.lower_limit or 0.0, chart.upper_limit)}{of} would be usual"
    if gap.signal is Signal.NONE:
        return f"{start}, no more than chance explains ({usual})"
    return f"{start}, {_sign(gap.signal, written.figure(chart.centre), usual)}, and {MEANINGS[gap.kind]}"
