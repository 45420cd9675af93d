"""What a person should know about how a sheet was read, in sentences that name the sheet."""

from collections.abc import Iterator, Sized

from concordat.documents.domain import Finding, Place, Table
from concordat.documents.readers.sheets.values import Sheet

_MOST_NAMED = 8  # rows or cells that a sentence lists


def hidden_sheets(titles: list[str]) -> Iterator[Finding]:
    for title in titles:
        yield Finding(
            "warning",
            "hidden-sheet",
            f"The sheet “{title}” is hidden in the workbook, so it was left out; show it in Excel and upload the file "
            "again if it belongs to the plan.",
            Place(sheet=title),
        )


def too_long(title: str) -> Finding:
    return Finding(
        "warning",
        "sheet-too-long",
        f"The sheet “{title}” holds far more rows or cells than a plan, so it was left out.",
        Place(sheet=title),
    )


def missing(title: str) -> Finding:
    return Finding(
        "warning",
        "sheet-missing",
        f"The sheet “{title}” is named in the workbook but is not in the file; open it in Excel, save it again and "
        "upload that.",
        Place(sheet=title),
    )


def of_sheet(sheet: Sheet, table: Table) -> Iterator[Finding]:
    """What was noticed on a sheet that was read; only what its table holds is spoken of."""
    title = sheet.title or ""
    rows = [row.place.row for row in table.rows if row.is_hidden and any(cell.paragraphs for cell in row.cells)]
    hidden = [row for row in rows if row is not None]
    if hidden:
        by = " by a filter" if sheet.is_filtered else ""
        yield Finding(
            "note",
            "hidden-rows",
            f"On the sheet “{title}” {_counted(hidden, 'row')} {_is(hidden)} hidden{by} in the workbook; "
            f"{_it(hidden)} read all the same.",
            Place(sheet=title, row=hidden[0]),
        )
    columns: list[int] = []
    if sheet.hidden_columns:
        kept = {cell.place.column for row in table.rows for cell in row.cells if cell.colspan == 1}
        columns = sorted(column for column in sheet.hidden_columns if column in kept)
    if columns:
        yield Finding(
            "note",
            "hidden-columns",
            f"On the sheet “{title}” {_listed([letters(column) for column in columns], 'column')} {_is(columns)} "
            f"hidden in the workbook; {_it(columns)} read all the same.",
            Place(sheet=title, column=columns[0]),
        )
    apart = sorted(sheet.columns_apart)
    if apart:
        yield Finding(
            "note",
            "hidden-columns-left-out",
            f"On the sheet “{title}” {_listed([letters(column) for column in apart], 'column')} {_is(apart)} hidden in "
            f"the workbook, apart from the table; {_it(apart)} left out.",
            Place(sheet=title, column=apart[0]),
        )
    yield from _of_cells(sheet, title, table)


def _of_cells(sheet: Sheet, title: str, table: Table) -> Iterator[Finding]:
    held = {row.place.row for row in table.rows}
    unfinished = [cell for cell in sheet.unfinished if cell[0] in held]
    if unfinished:
        yield Finding(
            "warning",
            "formula-without-result",
            f"On the sheet “{title}” {_cells(unfinished)} a formula whose result is not in the file, so "
            f"{_it(unfinished)} read as empty; open the workbook in Excel, save it and upload it again.",
            _first(title, unfinished),
        )
    errors = [cell for cell in sheet.errors if cell[0] in held]
    if errors:
        yield Finding(
            "note",
            "error-value",
            f"On the sheet “{title}” {_cells(errors)} an error such as #REF!, so {_it(errors)} read as empty.",
            _first(title, errors),
        )
    if sheet.american:
        columns = sorted(sheet.american)
        yield Finding(
            "note",
            "month-first-dates",
            f"On the sheet “{title}” dates in {_listed([letters(column) for column in columns], 'column')} are shown "
            "with the month before the day; they are written here with the day first.",
            Place(sheet=title, column=columns[0]),
        )


def letters(column: int) -> str:
    """The letters that a sheet gives a column: A for 1, AA for 27."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _cells(cells: list[tuple[int, int]]) -> str:
    names = [f"{letters(column)}{row}" for row, column in cells]
    return f"{_listed(names, 'cell')} {'holds' if len(cells) == 1 else 'hold'}"


def _first(title: str, cells: list[tuple[int, int]]) -> Place:
    return Place(sheet=title, row=cells[0][0], column=cells[0][1])


def _counted(numbers: list[int], noun: str) -> str:
    return _listed([str(number) for number in numbers], noun)


def _listed(names: list[str], noun: str) -> str:
    """Such as "rows 14, 17 and 21", or "120 rows (the first is 14)" where there are many."""
    if len(names) > _MOST_NAMED:
        return f"{len(names)} {noun}s (the first is {names[0]})"
    if len(names) == 1:
        return f"{noun} {names[0]}"
    return f"{noun}s {', '.join(names[:-1])} and {names[-1]}"


def _is(things: Sized) -> str:
    return "is" if len(things) == 1 else "are"


def _it(things: Sized) -> str:
    return "it was" if len(things) == 1 else "they were"
