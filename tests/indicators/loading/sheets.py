"""Makes files of figures for tests, and reads them as a page does."""

import csv
import io
from datetime import date

import openpyxl

from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.loading import (
    Faults,
    Figure,
    KnownMeasure,
    Measures,
    check_figures,
    read_tables,
)
from concordat.indicators.gateways.sheets import read_paste, read_sheets

TODAY = date(2024, 8, 10)
MEASURES = (
    KnownMeasure("detentions", "Detentions", Unit.COUNT, Frequency.MONTH),
    KnownMeasure("seen-in-3-hours", "Seen within 3 hours", Unit.PERCENTAGE, Frequency.MONTH),
    KnownMeasure("wait", "Minutes waited", Unit.MINUTES, Frequency.MONTH),
    KnownMeasure("reviews", "Reviews held", Unit.COUNT, Frequency.QUARTER),
    KnownMeasure("surveys", "Surveys answered", Unit.COUNT, Frequency.YEAR),
    KnownMeasure("old", "Old forms", Unit.COUNT, Frequency.MONTH, is_retired=True),
)
BY_KEY = {measure.key: measure for measure in MEASURES}


def saved(book) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook(rows, title="Figures", **formats) -> bytes:
    """A workbook of one sheet; formats: number formats of cells, by their names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format
    return saved(book)


def as_csv(rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_paste(rows) -> str:
    return "\n".join("\t".join(map(str, row)) for row in rows)


def read_file(content: bytes, name="figures.xlsx", *, standing=(), only=None):
    """The figures, the sentences of all faults, and the notes."""
    return _read(read_sheets(content, name=name), standing, only)


def read_rows(rows, *, standing=(), only=None):
    """As `read_file`, of rows that are pasted."""
    return _read(read_paste(as_paste(rows)), standing, only)


def _read(sheets, standing, only):
    read = read_tables(sheets.tables, Measures(MEASURES), only=BY_KEY.get(only))
    faults = Faults()
    for sentence in sheets.faults:
        faults.add(sentence, "", sentence.rstrip("."))
    faults.add_all(read.faults)
    faults.add_all(check_figures(read.figures, dict(standing), BY_KEY, today=TODAY))
    return read.figures, [fault.sentence for fault in faults.listed()], (*sheets.notes, *read.notes)


def told(figures: tuple[Figure, ...]) -> dict[tuple[str, ...], tuple]:
    """Figures as plain values: (measure, first day, category) → (value, numerator, denominator)."""
    return {
        (figure.key.measure, figure.key.on.isoformat(), figure.key.category): (
            None if figure.value is None else float(figure.value),
            figure.numerator,
            figure.denominator,
        )
        for figure in figures
    }
