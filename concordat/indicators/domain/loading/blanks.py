"""Reads a label that stands once over several rows, as a merged cell leaves it, in each of them."""

from collections.abc import Sequence

from concordat.indicators.domain.loading import headings
from concordat.indicators.domain.loading.headings import Heading, Role
from concordat.indicators.domain.loading.layouts import Layout, Shape, Words, below
from concordat.indicators.domain.loading.values import quoted


def with_blanks_told(rows: Words, layout: Layout) -> tuple[Words, list[str]]:
    """The rows with each such label written in every row that it is for, and a sentence for each such column.

    A column is read so where each label stands in it once, and where another column tells the rows apart.
    """
    filled = [list(row) for row in rows]
    merged = [column for column in _columns_merged(layout, rows) if _fill(filled, layout, column)]
    under = [quoted(layout.words[column]) if layout.words[column] else f"column {column + 1}" for column in merged]
    return filled, [f"Blank cells under {each} were read as what stands above them." for each in under]


def _columns_merged(layout: Layout, rows: Words) -> list[int]:
    measure, period = layout.column(Role.MEASURE), layout.column(Role.PERIOD)
    breakdown, category = layout.column(Role.BREAKDOWN), layout.column(Role.CATEGORY)
    columns = [] if breakdown is None or category is None else [breakdown]
    match layout.shape:
        case Shape.LONG:
            is_told_alone = layout.column(Role.YEAR) is None and layout.column(Role.UNTIL) is None
            columns += [at for at in (measure, period if is_told_alone else None) if at is not None]
        case Shape.ACROSS:
            is_told_apart = columns or layout.part is not None or _has_parts(layout, rows)
            if is_told_apart and layout.only is None:
                columns.append(layout.label)
    return columns


def _has_parts(layout: Layout, rows: Words) -> bool:
    """Whether a column beside the measure says which part of a figure a row is."""
    columns = [at for at, heading in enumerate(layout.headings) if heading == Heading() and at != layout.label]
    return any(headings.role_of(text) is Role.NUMERATOR for at in columns for text in below(rows, layout.first, at))


def _fill(rows: list[list[str]], layout: Layout, column: int) -> bool:
    """Write each label below itself, in the rows that hold figures, up to a row without anything; whether one was."""
    body = rows[layout.first :]
    category = layout.column(Role.CATEGORY) if column == layout.column(Role.BREAKDOWN) else None
    held = [row for row in body if len(row) > column and _has_figure(row, column) and (not category or row[category])]
    labels = [row[column].casefold() for row in body if len(row) > column and row[column]]
    if not held or not held[0][column] or len(set(labels)) < len(labels) or all(row[column] for row in held):
        return False
    label = ""
    for row in body:
        if not any(row):
            label = ""
        elif len(row) > column:
            label = row[column] or label
            if any(row is each for each in held):
                row[column] = label
    return True


def _has_figure(row: Sequence[str], column: int) -> bool:
    return any(letter.isdigit() for at, text in enumerate(row) if at != column for letter in text[:20])
