"""What figures are expected: the columns of a table, the measures, their breakdowns and the words for categories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.loading import Breakdown, KnownMeasure, period_of, written

COLUMNS: tuple[tuple[str, str], ...] = (
    ("Measure", "The name of the measure, as it stands here."),
    ("Period", "The first day of the month, quarter, week or year, or its name, such as April 2024 or 2024/25."),
    ("In words", "The period in words, to check by. It is not read."),
    ("Figure", "The number. Leave it empty where there is none; write 0 for nought."),
    ("Numerator", "Of a percentage: how many. The figure itself may then stay empty."),
    ("Denominator", "Of a percentage: of how many."),
    ("Breakdown", "Only for the count of a category: what it is broken down by, such as age."),
    ("Category", "The category, such as 18 to 24. The categories of a count sum to the row without one."),
    ("Reason", "Why a figure differs from the one loaded before, or why there is none. It can be said later."),
)
_UNITS = {
    Unit.COUNT: "a count",
    Unit.RATE: "a rate",
    Unit.PERCENTAGE: "a percentage, as how many and of how many",
    Unit.MINUTES: "minutes (90 for an hour and a half)",
    Unit.DAYS: "days",
}


@dataclass(frozen=True, slots=True)
class ExpectedBreakdown:
    """title, and the words for its categories. is_closed: no others are taken."""

    title: str
    categories: tuple[str, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ExpectedMeasure:
    """A measure: `what` says in words which figure it has, and for which period; is_counted: its categories sum up."""

    name: str
    what: str
    is_counted: bool
    breakdowns: tuple[ExpectedBreakdown, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a page says before figures are sent. headings and rows: of an example."""

    columns: tuple[tuple[str, str], ...]
    measures: tuple[ExpectedMeasure, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def has_breakdowns(self) -> bool:
        return any(measure.breakdowns for measure in self.measures)


def present_expected(
    measures: Sequence[KnownMeasure], breakdowns: Mapping[str, Sequence[Breakdown]], *, today: date
) -> Expected:
    """The columns, the measures with the words for what they are broken down by, and rows of an example."""
    expected = tuple(
        ExpectedMeasure(
            name=measure.name,
            what=f"for each {measure.frequency.value}, {_figure(measure)}",
            is_counted=measure.unit is Unit.COUNT,
            breakdowns=tuple(
                ExpectedBreakdown(one.title, tuple(written(each) for each in one.categories), one.is_closed)
                for one in breakdowns_used(breakdowns.get(measure.key, ()))
            ),
        )
        for measure in measures
    )
    read = tuple(words for words, _ in COLUMNS if words not in ("In words", "Reason"))
    return Expected(COLUMNS, expected, read, tuple(_rows(measures, expected, today)))


def breakdowns_used(breakdowns: Sequence[Breakdown]) -> tuple[Breakdown, ...]:
    """Those that the standard set asks for, and those of the locality's own that have figures."""
    return tuple(one for one in breakdowns if one.is_asked or not one.is_closed)


def _figure(measure: KnownMeasure) -> str:
    told = _UNITS[measure.unit]
    return f"{told} per {measure.rate_of}" if measure.rate_of else told


def _rows(measures: Sequence[KnownMeasure], expected: Sequence[ExpectedMeasure], today: date) -> list[tuple[str, ...]]:
    """An invented row for the first count, for a category, and for the first percentage, as these are filled in."""
    pairs = list(zip(measures, expected, strict=True))
    count = next(((one, told) for one, told in pairs if one.unit is not Unit.PERCENTAGE and told.breakdowns), None)
    count = count or next(((one, told) for one, told in pairs if one.unit is not Unit.PERCENTAGE), None)
    share = next((one for one in measures if one.unit is Unit.PERCENTAGE), None)
    rows = []
    if count is not None:
        measure, told = count
        rows.append((measure.name, _period(measure, today), "31", "", "", "", ""))
        if told.breakdowns:
            first = next((one for one in told.breakdowns if one.title == "age"), told.breakdowns[0])
            rows.append((measure.name, _period(measure, today), "12", "", "", first.title, first.categories[0]))
    if share is not None:
        rows.append((share.name, _period(share, today), "", "9", "20", "", ""))
    return rows


def _period(measure: KnownMeasure, today: date) -> str:
    running = period_of(today, measure.frequency)
    told = measure.wording.period(period_of(running - timedelta(days=1), measure.frequency))
    return told.replace("the week of ", "w/c ")
