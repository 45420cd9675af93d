"""The template for figures: a row for each that is due, and a sheet that says how to fill it in."""

from collections.abc import Mapping, Sequence
from datetime import date

from concordat.documents.domain import Cell, Document, FormCell, Paragraph, Place, Row, Table
from concordat.indicators.domain.loading import INSTRUCTIONS, MOST_FIGURES, KnownMeasure, periods_asked

TEMPLATE_NAME = "figures"
_COLUMNS: tuple[tuple[str, int, str], ...] = (
    ("Measure", 30, "The name of the measure, as it stands here."),
    ("Period", 16, "The first day of the month, quarter, week or year, or its name, such as April 2024 or 2024/25."),
    ("In words", 16, "The period in words, to check by. It is not read."),
    ("Figure", 10, "The number. Leave it empty where there is none; write 0 for nought."),
    ("Numerator", 11, "Of a percentage: how many. The figure itself may then stay empty."),
    ("Denominator", 12, "Of a percentage: of how many."),
    ("Breakdown", 14, "Only for the count of a category: what it is broken down by, such as age."),
    ("Category", 14, "The category, such as 18-24. All categories of a month sum to the row without one."),
    ("Reason", 24, "Why a figure differs from the one loaded before, or why there is none. It can be said later."),
)
_ALSO = (
    "Rows may be added, left empty or taken out. Nothing is loaded before you have seen what each row will do.",
    f"At most {MOST_FIGURES:,} figures are loaded at once.",
    "Write true numbers. Small ones are hidden when the public looks, by the rule of the locality.",
    "Write nothing about single people: no names, NHS numbers, dates of birth or times of day.",
)


def template_document(
    locality: str, measures: Sequence[KnownMeasure], loaded: Mapping[str, Sequence[date]], *, today: date
) -> Document:
    """The workbook: figures that are due, and how to fill them in."""
    return Document(
        name=TEMPLATE_NAME,
        format="sheet",
        title=f"Figures of {locality}",
        blocks=(
            Paragraph("Figures", heading=1),
            _table(measures, loaded, today),
            Paragraph(INSTRUCTIONS, heading=1),
            _instructions(),
        ),
    )


def template_rows_document(
    locality: str, measures: Sequence[KnownMeasure], loaded: Mapping[str, Sequence[date]], *, today: date
) -> Document:
    """The rows alone, for separated values."""
    title = f"Figures of {locality}"
    return Document(name=TEMPLATE_NAME, format="sheet", title=title, blocks=(_table(measures, loaded, today),))


def _table(measures: Sequence[KnownMeasure], loaded: Mapping[str, Sequence[date]], today: date) -> Table:
    rows = [_heading([words for words, _, _ in _COLUMNS])]
    for measure in measures:
        if not measure.is_retired:
            for on in periods_asked(measure.frequency, loaded.get(measure.key, ()), today=today):
                rows.append(_row(measure, on))
    return Table(tuple(rows), Place(table=1), widths=tuple(width for _, width, _ in _COLUMNS))


def _row(measure: KnownMeasure, on: date) -> Row:
    period = FormCell(_words(f"{on.day} {on:%B %Y}"), Place(), value=on)
    cells = (
        Cell(_words(measure.name), Place()),
        period,
        Cell(_words(_capital(measure.wording.period(on))), Place()),
        *(Cell((), Place()) for _ in _COLUMNS[3:]),
    )
    return Row(cells, Place())


def _instructions() -> Table:
    rows = [_heading(["Column", "What to write"])]
    rows += [_plain_row([words, told]) for words, _, told in _COLUMNS]
    rows += [_plain_row(["", told]) for told in _ALSO]
    return Table(tuple(rows), Place(table=2), widths=(20, 80))


def _heading(words: Sequence[str]) -> Row:
    return Row(tuple(Cell(_words(one), Place()) for one in words), Place(), is_header=True)


def _plain_row(words: Sequence[str]) -> Row:
    return Row(tuple(Cell(_words(one), Place()) for one in words), Place())


def _words(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text),) if text else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
