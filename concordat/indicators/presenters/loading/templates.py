"""The template for figures: a row for each that is due, a sheet that says how to fill it in, and one of the words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from concordat.documents.domain import Cell, Document, FormCell, Paragraph, Place, Row, Table
from concordat.indicators.domain.loading import (
    INSTRUCTIONS,
    MOST_FIGURES,
    WORDS,
    Breakdown,
    KnownMeasure,
    periods_asked,
    written,
)
from concordat.indicators.presenters.loading.expecting import COLUMNS, breakdowns_used

TEMPLATE_NAME = "figures"
_WIDTHS = (30, 16, 16, 10, 11, 12, 18, 24, 24)
_ALSO = (
    "Rows may be added, left empty or taken out. Nothing is loaded before you have seen what each row will do.",
    "The rows of categories stand under the latest period. Copy them for others. Fill in all categories of a "
    "breakdown, with 0 for none, or leave all of them empty.",
    f"At most {MOST_FIGURES:,} figures are loaded at once.",
    "Write true numbers. Small ones are hidden when the public looks, by the rule of the locality.",
    "Write nothing about single people: no names, NHS numbers, dates of birth or times of day.",
)
_LONGEST_LIST = 255  # characters of a list that Excel keeps beside a cell; a longer one needs a sheet that is hidden


def template_document(
    locality: str,
    measures: Sequence[KnownMeasure],
    breakdowns: Mapping[str, Sequence[Breakdown]],
    loaded: Mapping[str, Sequence[date]],
    *,
    today: date,
) -> Document:
    """The workbook: figures that are due, how to fill them in, and the words of breakdowns and categories."""
    words = _words_table(measures, breakdowns)
    return Document(
        name=TEMPLATE_NAME,
        format="sheet",
        title=f"Figures of {locality}",
        blocks=(
            Paragraph("Figures", heading=1),
            _table(measures, breakdowns, loaded, today),
            Paragraph(INSTRUCTIONS, heading=1),
            _instructions(),
            *((Paragraph(WORDS, heading=1), words) if len(words.rows) > 1 else ()),
        ),
    )


def template_rows_document(
    locality: str,
    measures: Sequence[KnownMeasure],
    breakdowns: Mapping[str, Sequence[Breakdown]],
    loaded: Mapping[str, Sequence[date]],
    *,
    today: date,
) -> Document:
    """The rows alone, for separated values."""
    title = f"Figures of {locality}"
    table = _table(measures, breakdowns, loaded, today)
    return Document(name=TEMPLATE_NAME, format="sheet", title=title, blocks=(table,))


def _table(
    measures: Sequence[KnownMeasure],
    breakdowns: Mapping[str, Sequence[Breakdown]],
    loaded: Mapping[str, Sequence[date]],
    today: date,
) -> Table:
    rows = [_heading([words for words, _ in COLUMNS])]
    for measure in measures:
        if measure.is_retired:
            continue
        asked = breakdowns_used(breakdowns.get(measure.key, ()))
        periods = periods_asked(measure.frequency, loaded.get(measure.key, ()), today=today)
        for on in periods:
            rows.append(_row(measure, on, asked))
        rows += _category_rows(measure, periods[-1], asked)
    return Table(tuple(rows), Place(table=1), widths=_WIDTHS)


def _category_rows(measure: KnownMeasure, on: date, asked: Sequence[Breakdown]) -> Iterator[Row]:
    for breakdown in asked:
        for category in breakdown.categories:
            yield _row(measure, on, asked, breakdown, written(category))


def _row(
    measure: KnownMeasure,
    on: date,
    asked: Sequence[Breakdown],
    breakdown: Breakdown | None = None,
    category: str = "",
) -> Row:
    titles = [one.title for one in asked]
    categories = [written(one) for one in breakdown.categories] if breakdown else []
    cells = (
        Cell(_words(measure.name), Place()),
        FormCell(_words(f"{on.day} {on:%B %Y}"), Place(), value=on),
        Cell(_words(_capital(measure.wording.period(on))), Place()),
        *(Cell((), Place()) for _ in range(3)),
        FormCell(_words(breakdown.title if breakdown else ""), Place(), choices=_choices(titles)),
        FormCell(_words(category), Place(), choices=_choices(categories)),
        Cell((), Place()),
    )
    return Row(cells, Place())


def _choices(names: Sequence[str]) -> tuple[str, ...]:
    """What Excel can offer as a list beside a cell."""
    joined = ",".join(names)
    return tuple(names) if len(joined) <= _LONGEST_LIST and joined.count(",") == len(names) - 1 else ()


def _instructions() -> Table:
    rows = [_heading(["Column", "What to write"])]
    rows += [_plain_row([words, told]) for words, told in COLUMNS]
    rows += [_plain_row(["", told]) for told in _ALSO]
    return Table(tuple(rows), Place(table=2), widths=(20, 80))


def _words_table(measures: Sequence[KnownMeasure], breakdowns: Mapping[str, Sequence[Breakdown]]) -> Table:
    rows = [_heading(["Measure", "Breakdown", "Category", "Only these"])]
    for measure in measures:
        for one in () if measure.is_retired else breakdowns_used(breakdowns.get(measure.key, ())):
            only = "Yes" if one.is_closed else "No, others may be added"
            rows += [_plain_row([measure.name, one.title, written(category), only]) for category in one.categories]
    return Table(tuple(rows), Place(table=3), widths=(30, 20, 30, 20))


def _heading(words: Sequence[str]) -> Row:
    return Row(tuple(Cell(_words(one), Place()) for one in words), Place(), is_header=True)


def _plain_row(words: Sequence[str]) -> Row:
    return Row(tuple(Cell(_words(one), Place()) for one in words), Place())


def _words(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text),) if text else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
