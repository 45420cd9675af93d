"""The labels of cards ("Lead:", "Action 3", "By when"): what they name, and whether a table is made of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concordat.documents.domain import Cell, Row, Table
from concordat.plans.domain import references
from concordat.plans.domain.tables import columns
from concordat.plans.domain.tables.columns import Column, Field

_LONGEST = 60  # characters of a label
_MOST_CELLS = 6  # in a row
_SAMPLE = 60  # rows looked at
_NUMBERED = re.compile(
    r"^(?P<words>[A-Za-z][A-Za-z ]*?)\s*(?:no\.?|number|#)?\s*(?P<number>[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)$"
)
_TELLING = frozenset({Field.TIMESCALE, Field.LEAD, Field.OUTCOME, Field.PROGRESS, Field.STATUS})
_PROMISED = frozenset({Field.ACTION, Field.THEME, Field.REFERENCE})


@dataclass(frozen=True, slots=True)
class Label:
    """What a label names, and the number it carries itself ("Action 3")."""

    column: Column
    references: tuple[str, ...] = ()


def label_of(cell: Cell) -> Label | None:
    """The label that a cell is; None where it is none."""
    return label_in(cell.text) if len(cell.text) <= 2 * _LONGEST else None


def label_in(words: str) -> Label | None:
    """The label that a few words are; None where they are none."""
    text = " ".join(words.split()).rstrip(" :?–-")
    if not text or len(text) > _LONGEST:
        return None
    if numbered := _NUMBERED.match(text):
        named = columns.column_of(numbered["words"])
        if named is not None and named.field is Field.ACTION:
            return Label(named, references.parse_references(numbered["number"]))
    column = columns.column_of(text)
    return Label(column) if column is not None and column.field is not None else None


def title_of(row: Row) -> str | None:
    """The words of a row that only a card's title fills; None for any other row."""
    own = list(row.own_cells())
    filled = [cell for cell in own if cell.text.strip()]
    if len(filled) != 1 or filled[0] is not own[0]:
        return None
    label = label_of(filled[0])
    if label is not None and not label.references and len(own) > 1:
        return None  # a label with nothing beside it
    return " ".join(filled[0].text.split())


def is_cards(table: Table) -> bool:
    """Whether the first column holds labels ("What we will do", "Who leads") and the next what they name.

    A card without a label for its action has it as its title, in a row across it or in the heading above it; then
    more of the other labels have to be there.
    """
    if table.width < 2 or len(table.rows) < 3:
        return False
    if any(sum(1 for _ in row.own_cells()) > _MOST_CELLS for row in table.rows[:_SAMPLE]):
        return False
    found: set[Field] = set()
    labelled = filled = 0
    for label in _first_labels(table):
        filled += 1
        if label is not None and label.column.field is not None:
            labelled += 1
            found.add(label.column.field)
    telling = len(_TELLING & found)
    if labelled < 3 or labelled < 0.6 * filled:
        return False
    return (telling >= 2 and Field.ACTION in found) or telling >= 3


def _first_labels(table: Table) -> Iterator[Label | None]:
    """What the first cell of each row of several is, as a label."""
    above: Cell | None = None
    for row in table.rows[:_SAMPLE]:
        own = list(row.own_cells())
        if len(own) < 2 or not own[0].text.strip() or own[0] is above or title_of(row) is not None:
            continue
        above = own[0]
        yield label_of(own[0])


def names_action(table: Table) -> bool:
    """Whether a card of the table has a label for what is promised."""
    return any(
        label is not None and label.column.field in _PROMISED - {Field.REFERENCE} for label in _first_labels(table)
    )
