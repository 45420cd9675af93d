"""Turns tables whose actions stand beside one another, with labels in the first column, into cards."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from concordat.documents.domain import Block, Row, Table
from concordat.plans.domain.tables import card_labels, columns

_FEWEST_ACTIONS = 2
_MOST_ACTIONS = 12


def as_cards(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each table of actions side by side as one of cards below one another."""
    return [
        Table(tuple(_turned(block)), block.place) if isinstance(block, Table) and _is_beside(block) else block
        for block in blocks
    ]


def _is_beside(table: Table) -> bool:
    """Whether each row has a label and as many cells for as many actions, and nothing but the first row has others."""
    width = table.width
    if not _FEWEST_ACTIONS < width <= _MOST_ACTIONS + 1 or not card_labels.is_cards(table):
        return False
    for index, row in enumerate(table.rows):
        own = list(row.own_cells())
        if len(own) != width or any(cell.rowspan > 1 for cell in own):
            return False
        # "In progress" is a rating, though words like it head columns.
        labels = [None if columns.tick_word(cell.text) else card_labels.label_of(cell) for cell in own[1:]]
        if index == 0 and not own[0].text.strip():
            if not all(label is not None and label.references for label in labels):
                return False
        elif any(labels):
            return False
    return True


def _turned(table: Table) -> Iterator[Row]:
    for column in range(1, table.width):
        for row in table.rows:
            name, words = row.cells[0], row.cells[column]
            yield replace(row, cells=(name, words) if name.text.strip() else (words,))
