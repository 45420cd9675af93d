"""The figures of a measure as tables: on its page under the chart, and as a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.indicators.domain.control_charts import ChartPoint
from concordat.indicators.domain.figures import Unit, Wording
from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.series import Target, target_on
from concordat.indicators.domain.showing import SeenFigure, SeenMeasure
from concordat.indicators.domain.signals import PointKind, Signal

HIDDEN = {Showing.SMALL: "small number", Showing.WITHHELD: "not published"}
MISSING = "missing"
KINDS = {
    PointKind.COMMON_CAUSE: "Common cause",
    PointKind.IMPROVEMENT: "Special cause: improvement",
    PointKind.CONCERN: "Special cause: concern",
    PointKind.NEUTRAL_HIGH: "Special cause: high",
    PointKind.NEUTRAL_LOW: "Special cause: low",
}
_PERIODS_OF_BREAKDOWN = 4


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row: what names it, and its cells under the headings that follow."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures in words. headings: with that of the column of names."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[FigureRow, ...]

    def part(self, caption: str, rows: Sequence[FigureRow]) -> "FigureTable":
        """Some of the rows; columns that say nothing in them are left out."""
        kept = [place for place in range(len(self.headings) - 1) if any(row.cells[place] for row in rows)]
        headings = (self.headings[0], *(self.headings[place + 1] for place in kept))
        return FigureTable(
            caption, headings, tuple(FigureRow(row.name, tuple(row.cells[place] for place in kept)) for row in rows)
        )


def figure_words(figure: SeenFigure, wording: Wording) -> str:
    """A figure as it may be said: 93.1% · small number · not published · missing."""
    if figure.showing is not Showing.SHOWN:
        return HIDDEN[figure.showing]
    return MISSING if figure.value is None else wording.figure(figure.value)


def present_figures(seen: SeenMeasure) -> FigureTable:
    """Each figure with what the chart says of it, the newest first; columns that say nothing are left out."""
    wording = seen.words.wording
    points = {point.on: point for point in seen.chart.points} if seen.chart else {}
    names = ("Figure", "How many", "Lower limit", "Average", "Upper limit", "Target", "Rule", "Kind", "Note")
    rows = [
        (capital(wording.period(figure.on)), _cells(figure, points.get(figure.on), seen.targets, wording))
        for figure in reversed(seen.figures)
    ]
    whole = FigureTable("", ("Period", *names), tuple(FigureRow(name, cells) for name, cells in rows))
    return whole.part("The figures, the newest first", whole.rows)


def _cells(
    figure: SeenFigure, point: ChartPoint | None, targets: Sequence[Target], wording: Wording
) -> tuple[str, ...]:
    # Of figures that are mostly one and the same neither limits nor rules can tell change from chance.
    phase = point.phase if point and not point.phase.is_sparse else None
    is_judged = point is not None and point.value is not None and phase is not None and phase.lower_limit is not None
    return (
        figure_words(figure, wording),
        _how_many(figure),
        _limit(phase.lower_limit if phase else None, wording),
        _limit(phase.mean if phase else None, wording),
        _limit(phase.upper_limit if phase else None, wording),
        _limit(target_on(targets, figure.on) if targets else None, wording),
        rule_words(point.signal) if point and is_judged and point.signal is not Signal.NONE else "",
        KINDS[point.kind] if point and is_judged else "",
        _note(figure),
    )


def rule_words(signal: Signal) -> str:
    """The rule that makes a point special cause, with the word for the mean that tables have."""
    return "None" if signal is Signal.NONE else capital(signal.value.replace("the mean", "the average"))


def _how_many(figure: SeenFigure) -> str:
    if figure.numerator is None or figure.denominator is None:
        return ""
    return f"{figure.numerator:,} of {figure.denominator:,}"


def _limit(value: float | None, wording: Wording) -> str:
    """A limit as it is drawn: nothing lies below 0, and no percentage above 100."""
    return "" if value is None else wording.figure(drawn_limit(value, wording.unit))


def drawn_limit(value: float, unit: Unit) -> float:
    return min(max(value, 0.0), 100.0) if unit is Unit.PERCENTAGE else max(value, 0.0)


def _note(figure: SeenFigure) -> str:
    """For members: how often it was revised, and why it differs or is missing."""
    times = {0: "", 1: "Revised once"}.get(figure.revisions, f"Revised {figure.revisions} times")
    return ": ".join(part for part in (times, figure.reason) if part)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def present_breakdowns(seen: SeenMeasure) -> tuple[FigureTable, ...]:
    """The categories of each breakdown in the latest periods, the newest first."""
    wording = seen.words.wording
    tables = []
    for name, categories in seen.breakdowns.items():
        days = sorted({figure.on for figures in categories.values() for figure in figures})[-_PERIODS_OF_BREAKDOWN:]
        days.reverse()
        rows = tuple(
            FigureRow(category, tuple(_of_day(figures, day, wording) for day in days))
            for category, figures in categories.items()
        )
        headings = ("Category", *(capital(wording.period(day)) for day in days))
        tables.append(FigureTable(f"By {name}", headings, rows))
    return tuple(tables)


def _of_day(figures: Sequence[SeenFigure], day: date, wording: Wording) -> str:
    found = next((figure for figure in figures if figure.on == day), None)
    return figure_words(found, wording) if found else MISSING


def figures_document(seen: SeenMeasure) -> Document:
    """The figures as a document for a file of separated values, the oldest first, breakdowns below the whole.

    What is drawn by longer periods stands below, with the limits of that chart. Numbers stand alone in their cells,
    days as 2024-03-01; limits end where they are drawn to end.
    """
    headings = (
        "Every", "Period begins", "Period", "Breakdown", "Category", "Figure", "How many", "Of how many", "Shown as",
        "Lower limit", "Average", "Upper limit", "Target", "Rule", "Kind", "Note",
    )  # fmt: skip
    rows = [*_figure_rows(seen), *(_figure_rows(seen.longer) if seen.longer else ())]
    lines = [_row(headings, is_header=True), *(_row(cells) for cells in rows)]
    return Document(name=seen.words.key, format="csv", blocks=(Table(tuple(lines), Place()),), title=seen.words.name)


def _figure_rows(seen: SeenMeasure) -> Iterator[tuple[str, ...]]:
    points = {point.on: point for point in seen.chart.points} if seen.chart else {}
    for figure in seen.figures:
        yield _written(figure, seen, "", "", points.get(figure.on))
    for name, categories in seen.breakdowns.items():
        for category, figures in categories.items():
            for figure in figures:
                yield _written(figure, seen, name, category, None)


def _row(cells: Sequence[str], *, is_header: bool = False) -> Row:
    return Row(tuple(Cell((Paragraph(cell),), Place()) for cell in cells), Place(), is_header=is_header)


def _written(
    figure: SeenFigure, seen: SeenMeasure, breakdown: str, category: str, point: ChartPoint | None
) -> tuple[str, ...]:
    unit = seen.words.wording.unit
    phase = point.phase if point and point.value is not None and not point.phase.is_sparse else None
    limits = (phase.lower_limit, phase.mean, phase.upper_limit) if phase else (None, None, None)
    target = target_on(seen.targets, figure.on) if seen.targets and not breakdown else None
    shown = {Showing.SHOWN: "figure", **HIDDEN}[figure.showing]
    return (
        seen.words.wording.frequency.value,
        figure.on.isoformat(),
        seen.words.wording.period(figure.on),
        breakdown,
        category,
        _number(figure.value),
        _number(figure.numerator),
        _number(figure.denominator),
        MISSING if shown == "figure" and figure.value is None else shown,
        *(_number(None if limit is None else drawn_limit(limit, unit)) for limit in limits),
        _number(target),
        rule_words(point.signal) if point and phase and phase.lower_limit is not None else "",
        KINDS[point.kind] if point and phase and phase.lower_limit is not None else "",
        _note(figure),
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def has_hidden(figures: Mapping[str, Sequence[SeenFigure]] | Sequence[SeenFigure]) -> bool:
    """Whether any figure is small or withheld."""
    rows = [figure for each in figures.values() for figure in each] if isinstance(figures, Mapping) else figures
    return any(figure.showing is not Showing.SHOWN for figure in rows)
