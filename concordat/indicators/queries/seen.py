"""What a viewer sees of a locality's measures: the one way by which figures reach a page, a chart or a file."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from concordat.accounts.access import Permission
from concordat.directory.models import Locality
from concordat.indicators.domain.control_charts import ControlChart, draw_control_chart
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.rare_events import CountedPeriod, RareChart, draw_days_between_counts
from concordat.indicators.domain.released import showing_of, span_shown
from concordat.indicators.domain.sentences import say_chart, say_rare_chart
from concordat.indicators.domain.series import Direction, NotChartable, Observed, Step, Target
from concordat.indicators.domain.showing import MeasureWords, SeenFigure, SeenMeasure
from concordat.indicators.domain.small_numbers import Figure, Showing
from concordat.indicators.models import FigureRelease, Measure, MeasureTarget, ProcessStep
from concordat.indicators.queries import releases

Cells = Mapping[tuple[str, str], Sequence[SeenFigure]]  # by breakdown and category, each by date
_MOST_HIDDEN = 10  # of a hundred figures; a chart of the large ones alone tells of another locality


def measures_seen_by(viewer: Any, locality: Locality, *, with_breakdowns: bool = True) -> tuple[SeenMeasure, ...]:
    """What somebody sees of a locality's measures, in their order; the number of queries is always the same.

    Members (SEE_DRAFT there) see true figures. All others see published measures, and of these what
    `commands.release_figures` let out: where nothing was released yet, there is no figure.
    """
    return _seen(viewer, locality, None, with_breakdowns)


def measure_seen_by(viewer: Any, locality: Locality, key: str) -> SeenMeasure:
    """As measures_seen_by, of one. Raises Measure.DoesNotExist, also where the viewer may not know of it."""
    found = _seen(viewer, locality, key, True)
    if not found:
        raise Measure.DoesNotExist(key)
    return found[0]


def _seen(viewer: Any, locality: Locality, key: str | None, with_breakdowns: bool) -> tuple[SeenMeasure, ...]:
    is_member = bool(viewer.has_perm(Permission.SEE_DRAFT, locality.slug))
    rows = Measure.objects.filter(locality=locality).select_related("owned_by__organisation", "loaded_by__organisation")
    if key is not None:
        rows = rows.filter(key=key)
    if not is_member:
        rows = rows.filter(published_at__isnull=False)
    measures = list(rows)
    cells = _true_cells(measures, with_breakdowns) if is_member else _released_cells(measures, with_breakdowns)
    targets = _targets(measures)
    steps = _steps(measures, is_member)
    return tuple(
        _see(
            measure,
            cells.get(measure.pk, {}),
            targets.get(measure.pk, ()),
            steps.get(measure.pk, ()),
            is_released=not is_member,
        )
        for measure in measures
    )


def _see(
    measure: Measure, cells: Cells, targets: Sequence[Target], steps: Sequence[Step], *, is_released: bool
) -> SeenMeasure:
    words = _words(measure)
    figures = tuple(cells.get(("", ""), ()))
    breakdowns: defaultdict[str, dict[str, tuple[SeenFigure, ...]]] = defaultdict(dict)
    for (breakdown, category), of_category in cells.items():
        if breakdown:
            breakdowns[breakdown][category] = tuple(of_category)
    chart, why_not = _chart(figures, words.direction, targets, steps)
    rare = None if is_released or chart is None else _rare(chart, figures, words)
    is_hidden = bool(figures) and figures[-1].showing is not Showing.SHOWN
    sentence = (
        why_not
        if chart is None
        else say_chart(chart, name=words.name, wording=words.wording, is_latest_hidden=is_hidden)
    )
    return SeenMeasure(
        words=words,
        figures=figures,
        targets=tuple(targets),
        steps=tuple(steps),
        breakdowns=dict(breakdowns),
        is_released=is_released,
        chart=chart,
        why_no_chart=why_not,
        rare=rare,
        sentence=sentence,
        rare_sentence="" if rare is None else say_rare_chart(rare, event=words.name),
    )


def _words(measure: Measure) -> MeasureWords:
    return MeasureWords(
        key=measure.key,
        name=measure.name,
        question=measure.question,
        definition=measure.definition,
        standard=measure.standard,
        source=measure.source,
        owner=measure.owned_by.organisation.name if measure.owned_by else "",
        loaded_by=measure.loaded_by.organisation.name if measure.loaded_by else "",
        wording=releases.wording_of(measure),
        direction=Direction(measure.direction),
        standard_key=measure.standard_key,
        due_within_days=measure.due_within_days,
        is_public=measure.published_at is not None,
        is_retired=measure.retired_at is not None,
    )


def _chart(
    figures: Sequence[SeenFigure], direction: Direction, targets: Sequence[Target], steps: Sequence[Step]
) -> tuple[ControlChart | None, str]:
    """The chart of what is seen, or why there is none."""
    hidden = sum(figure.showing is not Showing.SHOWN for figure in figures)
    if 100 * hidden > _MOST_HIDDEN * len(figures):
        if hidden == len(figures):
            return None, "No figure is large enough to be shown, so there is no chart."
        return (
            None,
            f"{hidden} of {len(figures)} figures are too small to be shown; a chart of the others alone would mislead.",
        )
    observed = [Observed(figure.on, figure.value, figure.least, figure.most) for figure in figures]
    try:
        return draw_control_chart(observed, direction=direction, targets=targets, steps=steps), ""
    except NotChartable as problem:
        return None, str(problem)


def _rare(chart: ControlChart, figures: Sequence[SeenFigure], words: MeasureWords) -> RareChart | None:
    """The days between events, where most periods have none.

    Of a percentage that is 0 most of the time and should be, the events are those that it counts.
    """
    counts = _rare_counts(figures, words)
    if not chart.phases[-1].is_sparse or 2 * counts.count(0) <= len(counts) - counts.count(None):
        return None
    periods = [
        CountedPeriod(figure.on, next_period(figure.on, words.wording.frequency), count)
        for figure, count in zip(figures, counts, strict=True)
    ]
    try:
        return draw_days_between_counts(periods, events_should=words.direction)
    except NotChartable:
        return None


def _rare_counts(figures: Sequence[SeenFigure], words: MeasureWords) -> list[int | None]:
    """How many events each period had, None where its figure is missing; empty where the figures do not count any."""
    if words.wording.unit is Unit.COUNT:
        return [None if figure.value is None else int(figure.value) for figure in figures]
    if words.wording.unit is not Unit.PERCENTAGE or words.direction is not Direction.DECREASE:
        return []
    return [None if figure.value is None else figure.numerator for figure in figures]


def _true_cells(
    measures: Collection[Measure], with_breakdowns: bool
) -> dict[int, dict[tuple[str, str], list[SeenFigure]]]:
    found = releases.latest_rows(measures, with_breakdowns=with_breakdowns, more=("reason",))
    cells: dict[int, dict[tuple[str, str], list[SeenFigure]]] = {}
    for key, periods in found.items():
        of_measure: defaultdict[tuple[str, str], list[SeenFigure]] = defaultdict(list)
        for on, rows in periods.items():
            for cell, row in rows.items():
                of_measure[cell].append(
                    SeenFigure(
                        on=on,
                        value=None if row["value"] is None else float(row["value"]),
                        numerator=row["numerator"],
                        denominator=row["denominator"],
                        revisions=row["revision"] - 1,
                        reason=row["reason"],
                    )
                )
        cells[key] = dict(of_measure)
    return cells


def _released_cells(
    measures: Collection[Measure], with_breakdowns: bool
) -> dict[int, dict[tuple[str, str], list[SeenFigure]]]:
    """What was released last of each period."""
    wordings = {measure.pk: releases.wording_of(measure) for measure in measures}
    latest: dict[tuple[int, date], Any] = {}
    rows = FigureRelease.objects.filter(measure__in=list(wordings), is_year=False).order_by("period_on", "pk")
    for key, period_on, *kept in rows.values_list("measure_id", "period_on", "largest_hidden", "rounds_to", "shown"):
        latest[key, period_on] = kept
    cells: defaultdict[int, defaultdict[tuple[str, str], list[SeenFigure]]] = defaultdict(lambda: defaultdict(list))
    for (key, on), (largest_hidden, rounds_to, kept) in latest.items():
        rule = releases.rule_from(largest_hidden, rounds_to)
        period, values = releases.shown_from(kept if with_breakdowns else {**kept, "breakdowns": {}})
        if period.whole is None:
            cells[key]["", ""].append(SeenFigure(on, None))
        pairs = {("", ""): period.whole} if period.whole else {}
        pairs |= {(name, each): pair for name, of_name in period.breakdowns.items() for each, pair in of_name.items()}
        for cell, pair in pairs.items():
            value = values[cell]
            is_share = pair.of is not None and pair.how_many is not None
            least, most = span_shown(wordings[key], pair, rule) or (None, None)
            cells[key][cell].append(
                SeenFigure(
                    on=on,
                    value=value,
                    showing=showing_of(pair, value),
                    numerator=_number(pair.how_many) if is_share else None,
                    denominator=_number(pair.of),
                    least=least,
                    most=most,
                )
            )
    return {key: dict(of_measure) for key, of_measure in cells.items()}


def _number(figure: Figure | None) -> int | None:
    return None if figure is None else figure.value


def _targets(measures: Collection[Measure]) -> dict[int, list[Target]]:
    """The targets by the day from which they hold: of two with one day, the later row counts."""
    found: defaultdict[int, dict[date, Target]] = defaultdict(dict)
    rows = MeasureTarget.objects.filter(measure__in=[measure.pk for measure in measures]).order_by("since_on", "pk")
    for row in rows:
        found[row.measure_id][row.since_on] = Target(None if row.value is None else float(row.value), row.since_on)
    return {key: list(targets.values()) for key, targets in found.items()}


def _steps(measures: Collection[Measure], is_member: bool) -> dict[int, list[Step]]:
    """The steps that stand, with who said so for members alone."""
    found: defaultdict[int, list[Step]] = defaultdict(list)
    rows = ProcessStep.objects.filter(measure__in=[measure.pk for measure in measures], withdrawn_at=None)
    for row in rows.select_related("by").order_by("on", "pk"):
        found[row.measure_id].append(Step(row.on, row.reason, row.by.name if is_member and row.by else ""))
    return found
