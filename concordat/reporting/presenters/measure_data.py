"""The measures of a locality as open data: one table for people and one tree for programs, with what is not shown."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.showing import SeenFigure, SeenMeasure
from concordat.reporting.queries.measures import MeasuresSeen

VERSION = 1
HEADINGS = (
    "Measure", "Key", "Standard measure", "Unit", "Every", "Period begins", "Period", "Breakdown", "Category", "Figure",
    "How many", "Of how many", "Shown as",
)  # fmt: skip
SHOWN_AS = {Showing.SHOWN: "figure", Showing.SMALL: "small number", Showing.WITHHELD: "not published"}
MISSING = "missing"
NOTES = (
    "Small numbers are not shown and others are rounded, by the rule of small numbers of the locality; a percentage "
    "or a rate is of the rounded numbers.",
    '"small number": the figure rests on a count from 1 to the largest that the rule hides.',
    '"not published": the figure would let a small number be worked out from others, or what it rests on is not known.',
    '"missing": nobody loaded a figure.',
    '"longer": the same counts added up by quarter or by year, as "every" says, where most figures are too small to be '
    "shown one by one; null where they are not.",
)
MEMBERS_NOTES = ("These are the true figures, which members alone see. Do not pass them on.",)
LICENCE = "Open Government Licence v3.0"


def measures_document(seen: MeasuresSeen) -> Document:
    """The figures as a document for a file of separated values: a row for each, and below for each longer period."""
    lines = [_row(HEADINGS, is_header=True)]
    for measure in seen.measures:
        lines += _lines(measure)
        if measure.longer is not None:
            lines += _lines(measure.longer)
    return Document(name=f"{seen.slug}-measures", format="csv", blocks=(Table(tuple(lines), Place()),), title=seen.name)


def _lines(measure: SeenMeasure) -> Iterator[Row]:
    words = measure.words
    head = (words.name, words.key, words.standard_key, words.wording.unit.value, words.wording.frequency.value)
    for breakdown, category, figure in _figures(measure):
        yield _row((*head, *_period(figure.on, measure), breakdown, category, *_cells(figure)))


def measures_json(seen: MeasuresSeen) -> bytes:
    """The figures as JSON, in UTF-8; a program reads `version` first."""
    content = {
        "version": VERSION,
        "locality": {"name": seen.name, "slug": seen.slug, "is_example": seen.is_example},
        "licence": "" if seen.may_see_draft else LICENCE,
        "is_public": not seen.may_see_draft,
        "notes": list(MEMBERS_NOTES if seen.may_see_draft else NOTES),
        "measures": [_measure(measure) for measure in seen.measures],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _measure(measure: SeenMeasure) -> dict[str, Any]:
    words = measure.words
    return {
        "key": words.key,
        "standard_key": words.standard_key,
        "name": words.name,
        "question": words.question,
        "definition": words.definition,
        "standard": words.standard,
        "source": words.source,
        "unit": words.wording.unit.value,
        "rate_of": words.wording.rate_of,
        "every": words.wording.frequency.value,
        "better": words.direction.value,
        "targets": [
            {"since": target.since.isoformat() if target.since else None, "value": target.value}
            for target in measure.targets
        ],
        "steps": [{"on": step.on.isoformat(), "reason": step.reason} for step in measure.steps],
        "figures": _figures_json(measure),
        "longer": (
            None
            if measure.longer is None
            else {"every": measure.longer.words.wording.frequency.value, "figures": _figures_json(measure.longer)}
        ),
    }


def _figures_json(measure: SeenMeasure) -> list[dict[str, Any]]:
    return [
        {
            "period": figure.on.isoformat(),
            "breakdown": breakdown,
            "category": category,
            "figure": figure.value,
            "how_many": figure.numerator,
            "of_how_many": figure.denominator,
            "shown_as": _shown_as(figure),
        }
        for breakdown, category, figure in _figures(measure)
    ]


def _figures(measure: SeenMeasure) -> Iterator[tuple[str, str, SeenFigure]]:
    yield from (("", "", figure) for figure in measure.figures)
    for breakdown, categories in measure.breakdowns.items():
        for category, figures in categories.items():
            yield from ((breakdown, category, figure) for figure in figures)


def _shown_as(figure: SeenFigure) -> str:
    return MISSING if figure.showing is Showing.SHOWN and figure.value is None else SHOWN_AS[figure.showing]


def _period(on: date, measure: SeenMeasure) -> tuple[str, str]:
    return on.isoformat(), measure.words.wording.period(on)


def _cells(figure: SeenFigure) -> Iterable[str]:
    for number in (figure.value, figure.numerator, figure.denominator):
        yield "" if number is None else f"{number:.12g}"
    yield _shown_as(figure)


def _row(cells: Sequence[str], *, is_header: bool = False) -> Row:
    return Row(tuple(Cell((Paragraph(cell),), Place()) for cell in cells), Place(), is_header=is_header)
