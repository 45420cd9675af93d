"""Reads figures from the tables of a file or a paste: each figure with its place, each fault in one sentence."""

from collections.abc import Sequence

from concordat.documents.domain import Table
from concordat.indicators.domain.detentions import plain
from concordat.indicators.domain.loading import grids, layouts, rows
from concordat.indicators.domain.loading.gathering import Gathering, TooMany
from concordat.indicators.domain.loading.headings import Measures, Role, role_of
from concordat.indicators.domain.loading.values import MOST_FIGURES, KnownMeasure, ReadFigures, quoted

INSTRUCTIONS, WORDS = "How to fill this in", "Words to use"  # the sheets of our template that hold no figures
MOST_COLUMNS = 500  # of a table; the weeks of seven years are 364
_HEADING_ROWS = 40  # in which headings are looked for
_TITLE_ROWS = 10  # that may name the measure of a table which doesn't


def read_tables(tables: Sequence[Table], measures: Measures, *, only: KnownMeasure | None = None) -> ReadFigures:
    """The figures of all tables, and what is wrong with the rest.

    only: the measure of tables that name none. The figures are those that can be read; whether they may be loaded is
    for `checking` to say.
    """
    gathering = Gathering(measures)
    found = 0
    for table in tables:
        try:
            found += _read(table, gathering, only)
        except TooMany:
            found += 1
            gathering.faults.add(
                "many",
                "",
                f"there are more than {MOST_FIGURES:,} figures, which is the most that is loaded at once: load them "
                "in parts, such as a year at a time",
            )
            break
    if not found:
        gathering.notes.clear()
        gathering.faults.add(
            "layout",
            "",
            _missing_column(tables)
            or "no table of figures was found, with the names of measures and the periods that the figures are for: "
            "write them as the template has them",
        )
    figures = tuple(gathering.figures())
    return ReadFigures(figures, gathering.faults, (*gathering.news(), *gathering.notes), gathering.empty)


def _missing_column(tables: Sequence[Table]) -> str:
    """Which column is missing from a row of headings that has the others; "" where there is no such row."""
    for table in tables:
        for row in table.rows[:_HEADING_ROWS]:
            roles = {role_of(cell.text.strip()) for cell in row.cells}
            found = {
                "Measure": Role.MEASURE in roles,
                "Period": bool(roles & {Role.PERIOD, Role.YEAR}),
                "Figure": Role.VALUE in roles or {Role.NUMERATOR, Role.DENOMINATOR} <= roles,
            }
            missing = [name for name, is_there in found.items() if not is_there]
            if len(missing) == 1:
                return f"no column has the heading “{missing[0]}”: {_MISSING[missing[0]]}"
    return ""


_MISSING = {
    "Measure": "add one that names the measure of each figure, or choose the measure on this page",
    "Period": "add one that says which period each figure is for",
    "Figure": "add one with the figures, or “Numerator” and “Denominator” for percentages",
}


def _read(table: Table, gathering: Gathering, only: KnownMeasure | None) -> bool:
    """Whether a table of figures was found."""
    sheet = table.place.sheet or ""
    if plain(sheet) in (plain(INSTRUCTIONS), plain(WORDS)):
        return False
    if table.width > MOST_COLUMNS:
        on = f"on the sheet {quoted(sheet)}" if sheet else "in it"
        gathering.faults.add(
            "wide",
            "",
            f"{on} there are more than {MOST_COLUMNS} columns, which is the most that is read: load it in parts",
        )
        return True
    words = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    measures = gathering.measures
    named = measures.in_words(sheet) or next(
        (found for row in words[:_TITLE_ROWS] for text in row if (found := measures.in_words(text))), None
    )
    one = only or named
    layout = grids.find_grid(words, measures, one) or layouts.find_layout(words, measures, one, title=sheet)
    if layout is None:
        if any(text[:1].isdigit() for row in words for text in row):
            gathering.notes.append(f"The sheet {quoted(sheet)} was left out: no measures and periods stand on it.")
        return False
    rows.TableReader(gathering, layout, table, words).read()
    return True
