"""Makes cards of tables whose cells label their own words: "Action: open a cafe | Lead: Moor Mind | By: May 2026"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from concordat.documents.domain import Block, Cell, Paragraph, Row, Table
from concordat.plans.domain import references
from concordat.plans.domain.reading import labelled_lines
from concordat.plans.domain.tables import card_labels, columns

_SAMPLE = 12  # rows that tell whether a table is one of these
_MOSTLY = 0.6
_FEWEST_TOLD = 2  # fields that only a plan's table has


def as_cards(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with tables of cells that label their own words as tables of labels and words."""
    return [_parted(block) if isinstance(block, Table) and _is_labelled(block) else block for block in blocks]


def _is_labelled(table: Table) -> bool:
    """Whether most cells open with a label; a number and a title alone in their rows need none."""
    labelled = filled = 0
    told: set[columns.Field | None] = set()
    for row in islice(table.rows, _SAMPLE):
        own = [cell for cell in row.own_cells() if cell.text.strip()]
        if len(own) < 2:
            continue
        for cell in own:
            if references.looks_like_reference(cell.text.strip()):
                continue
            filled += 1
            if ":" not in cell.text or not (pairs := _pairs_of(cell)):
                if not labelled:  # the first words of a table that is one of these are a label
                    return False
                continue
            labelled += 1
            told |= {label.column.field for name, _ in pairs if (label := card_labels.label_in(name)) is not None}
    return labelled >= _MOSTLY * filled and labelled > 1 and len(told & columns.TELLING) >= _FEWEST_TOLD


def _pairs_of(cell: Cell) -> list[tuple[str, Paragraph]]:
    """Each label in a cell with the words behind it; nothing unless its first line has one."""
    found: list[tuple[str, Paragraph]] = []
    for paragraph in cell.paragraphs:
        if paragraph.text.strip():
            pairs = labelled_lines.pairs_of(paragraph)
            if not pairs and not found:
                return []
            found.extend(pairs or [("", paragraph)])
    return found


def _parted(table: Table) -> Table:
    """The table with each label beside its words, in a row of their own."""
    rows: list[Row] = []
    for row in table.rows:
        own = [cell for cell in row.own_cells() if cell.text.strip()]
        for cell in own:
            pairs = _pairs_of(cell) if len(own) > 1 else []
            if pairs:
                rows.extend(_beside(label, [words], cell, row) for label, words in pairs)
            elif len(own) > 1 and references.looks_like_reference(cell.text.strip()):
                rows.append(_beside("Ref", cell.paragraphs, cell, row))
            elif len(own) > 1:
                rows.append(_beside("", cell.paragraphs, cell, row))
            else:
                rows.append(replace(row, cells=(cell,)))
    return Table(tuple(rows), table.place)


def _beside(label: str, words: Sequence[Paragraph], cell: Cell, row: Row) -> Row:
    name = Cell((Paragraph(label, place=cell.place),) if label else (), cell.place)
    return replace(row, cells=(name, replace(cell, paragraphs=tuple(words), colspan=1, rowspan=1)))
