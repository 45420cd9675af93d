"""What a viewer sees of a locality's measures: the one way by which figures reach a page, a chart or a file."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from concordat.accounts.access import Permission
from concordat.directory.models import Locality
from concordat.indicators.domain.control_charts import ControlChart, draw_control_chart
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.rare_events import CountedPeriod, RareChart, draw_days_between_counts
from concordat.indicators.domain.releases import Showing, hides_too_much
from concordat.indicators.domain.sentences import say_chart, say_figures, say_rare_chart
from concordat.indicators.domain.series import Direction, NotChartable, Observed, Step, Target
from concordat.indicators.domain.showing import MeasureWords, SeenFigure, SeenMeasure
from concordat.indicators.models import Measure, MeasureTarget, ProcessStep
from concordat.indicators.queries import releases
from concordat.indicators.queries.released import Cells, Released, held_beside, released_figures

_FEWEST_SUMS = 4  # quarters or years; fewer are no course of time


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
    if is_member:
        figures = {key: Released(cells) for key, cells in _true_cells(measures, with_breakdowns).items()}
        beside = held_beside(measures)
    else:
        figures, beside = released_figures(measures, with_breakdowns=with_breakdowns), {}
    targets = _targets(measures)
    steps = _steps(measures, is_member)
    return tuple(
        _see(
            measure,
            figures.get(measure.pk, Released({})),
            targets.get(measure.pk, ()),
            steps.get(measure.pk, ()),
            is_released=not is_member,
            held_beside=beside.get(measure.pk, ""),
        )
        for measure in measures
    )


def _see(
    measure: Measure,
    found: Released,
    targets: Sequence[Target],
    steps: Sequence[Step],
    *,
    is_released: bool,
    held_beside: str,
) -> SeenMeasure:
    words = _words(measure)
    figures = tuple(found.cells.get(("", ""), ()))
    breakdowns: defaultdict[str, dict[str, tuple[SeenFigure, ...]]] = defaultdict(dict)
    for (breakdown, category), of_category in found.cells.items():
        if breakdown:
            breakdowns[breakdown][category] = tuple(of_category)
    chart, why_not = _chart(figures, words.direction, targets, steps)
    rare = None if is_released or chart is None else _rare(chart, figures, words)
    longer = _by_longer_periods(words, found.sums, targets, steps) if chart is None and is_released else None
    sentence = _say(chart, why_not, figures, words) if longer is None else longer.sentence
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
        longer=longer,
        held_beside=held_beside,
    )


def _by_longer_periods(
    words: MeasureWords,
    sums: Mapping[Frequency, Sequence[SeenFigure]],
    targets: Sequence[Target],
    steps: Sequence[Step],
) -> SeenMeasure | None:
    """The measure by quarter, or else by year, where its own periods are too small to be drawn and these are not."""
    for frequency in (Frequency.QUARTER, Frequency.YEAR):
        figures = tuple(sums.get(frequency, ()))
        if len(figures) < _FEWEST_SUMS:
            continue
        by = replace(words, wording=replace(words.wording, frequency=frequency))
        # A target for the count of a month says nothing of that of a quarter.
        targets = () if words.wording.unit is Unit.COUNT else targets
        chart, why_not = _chart(figures, words.direction, targets, steps)
        if chart is not None:
            short = words.wording.frequency.value
            why = f"This is told by {frequency.value}: too many figures by {short} are too small to be shown."
            return SeenMeasure(
                words=by,
                figures=figures,
                targets=tuple(targets),
                steps=tuple(steps),
                breakdowns={},
                is_released=True,
                chart=chart,
                why_no_chart="",
                rare=None,
                sentence=f"{_say(chart, why_not, figures, by)} {why}",
                rare_sentence="",
            )
    return None


def _say(chart: ControlChart | None, why_not: str, figures: Sequence[SeenFigure], words: MeasureWords) -> str:
    if chart is None:
        return say_figures(figures, why_not, name=words.name, wording=words.wording)
    is_hidden = bool(figures) and figures[-1].showing is not Showing.SHOWN
    return say_chart(chart, name=words.name, wording=words.wording, is_latest_hidden=is_hidden)


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
    if hides_too_much(hidden, len(figures)):
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


def _true_cells(measures: Collection[Measure], with_breakdowns: bool) -> dict[int, Cells]:
    found = releases.latest_rows(measures, with_breakdowns=with_breakdowns, more=("reason",))
    cells: dict[int, Cells] = {}
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
