"""Columns headed by a body each, marked where it leads or supports an action: "Police | Trust | Council"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from concordat.plans.domain.leads import bodies
from concordat.plans.domain.tables import Classified, Column, ColumnSet, Field, column_contents, columns

_LEADS = re.compile(r"^\s*(?:[✓✔✅☑☒🗸\uf0fc●■•√]|x|X|L|l|lead|Lead|LEAD|yes|Yes|Y)\s*$")
_SUPPORTS = re.compile(r"^\s*(?:S|s|support|Support|SUPPORT|supports|Supports)\s*$")
_LETTERS = re.compile(r"^[A-Z][A-Z&]{1,6}s?$")
_FEWEST = 2  # columns: one alone could be anything
_SAMPLE = 60  # rows looked at


def with_agencies(one: Classified) -> Classified:
    """The table, with the columns that bodies head known as such, where no other column says who leads."""
    changed: dict[int, tuple[Column, ...]] = {}
    for row, named in one.headers.items():
        held = {column.field for column in named}
        headed = [] if Field.LEAD in held else [i for i, c in enumerate(named) if _may_be_body(c)]
        headed = [index for index in headed if _is_marked(one, row, index)]
        if len(headed) >= _FEWEST and 2 * sum(_is_body(named[index].header) for index in headed) >= len(headed):
            named = tuple(
                replace(column, field=Field.EXTRA, is_body=True) if index in headed else column
                for index, column in enumerate(named)
            )
        changed[row] = named
    return replace(one, headers=changed)


def lead_from_marks(texts: dict[Field, str], extra: Sequence[tuple[str, str]], named: ColumnSet) -> None:
    """Says who leads and who supports from the columns that are marked, where bodies head them."""
    heads = {column.header for column in named if column.is_body}
    if not heads:
        return
    for field, marks in ((Field.LEAD, _LEADS), (Field.SUPPORT, _SUPPORTS)):
        if marked := [header for header, text in extra if header in heads and marks.match(text)]:
            texts[field] = ", ".join(marked)


def _may_be_body(column: Column) -> bool:
    header = column.header.strip()
    return column.field is None and bool(header) and not columns.is_period(header)


def _is_body(header: str) -> bool:
    return bool(_LETTERS.match(header)) or bodies.strength_of(header) >= bodies.Strength.PART


def _is_marked(one: Classified, row: int, index: int) -> bool:
    """Whether the cells below a header hold nothing but marks, and one at least."""
    cells = [column_contents.cell_at(each, index) for each in one.table.rows[row + 1 : row + _SAMPLE]]
    lone = [cell for cell in cells if cell is not None and cell.colspan == 1 and cell.text.strip()]
    return bool(lone) and all(_LEADS.match(cell.text) or _SUPPORTS.match(cell.text) for cell in lone)
