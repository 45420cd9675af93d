"""Parts a sheet into the tables that stand below one another on it, where some of them are no table of actions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from concordat.documents.domain import Block, Paragraph, Place, Row, Run, Table
from concordat.plans.domain.tables import Column, Layout, card_labels, layouts

_APART = frozenset(
    {Layout.PEOPLE, Layout.FORUMS, Layout.CONTENTS, Layout.RISKS, Layout.RECORD, Layout.FIGURES, Layout.THEMES}
)


@dataclass(frozen=True)
class _Part:
    """Rows between two empty ones: `titles` stand alone in their rows, `body` is the rest."""

    rows: tuple[Row, ...]
    titles: int
    layout: Layout | None  # None where it has no say of its own
    headers: tuple[tuple[Column, ...], ...] = ()

    @property
    def is_apart(self) -> bool:
        return self.layout is not None and self.layout is not Layout.ACTIONS


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each sheet's table parted where cards or something other than actions stand on it."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and block.place.table is None:
            found.extend(_parted(block))
        else:
            found.append(block)
    return found


def _parted(table: Table) -> list[Block]:
    parts = _parts(table)
    if not any(part.is_apart for part in parts) or not any(
        part.headers or part.layout is Layout.CARDS for part in parts
    ):
        return [table]
    found: list[Block] = []
    held: list[Row] = []
    for part in parts:
        if part.is_apart:
            found.extend(_flushed(held, table.place))
            held = []
            found.extend(_as_paragraph(row) for row in part.rows[: part.titles])
            found.append(_narrowed(Table(part.rows[part.titles :], table.place)))
        else:
            held.extend(part.rows)
    found.extend(_flushed(held, table.place))
    return found


def _flushed(rows: Sequence[Row], place: Place) -> list[Block]:
    """Rows that stay together: a table, or only words where every row holds one cell."""
    filled = [row for row in rows if _words(row)]
    if all(len(_words(row)) == 1 for row in filled):
        return [_as_paragraph(row) for row in filled]
    return [Table(tuple(rows), place)] if filled else []


def _words(row: Row) -> list[str]:
    return [cell.text for cell in row.own_cells() if cell.text.strip()]


def _as_paragraph(row: Row) -> Paragraph:
    cell = next(cell for cell in row.own_cells() if cell.text.strip())
    text = " ".join(cell.text.split())
    bold = all(run.is_bold for p in cell.paragraphs for run in p.runs if run.text.strip())
    return Paragraph(text, (Run(text, is_bold=bold),), place=row.place)


def _narrowed(table: Table) -> Table:
    """The table without the columns on either side that it does not use."""
    used = [i for row in table.rows for i, cell in enumerate(row.cells) if cell.text.strip()]
    first, last = min(used), max(used) + 1
    return Table(tuple(replace(row, cells=row.cells[first:last]) for row in table.rows), table.place)


def _parts(table: Table) -> list[_Part]:
    parts: list[_Part] = []
    gathered: list[Row] = []
    for row in table.rows:
        if _words(row):
            gathered.append(row)
        elif gathered:
            parts.append(_part(gathered, parts, table.place))
            gathered = []
    if gathered:
        parts.append(_part(gathered, parts, table.place))
    return parts


def _part(rows: Sequence[Row], before: Sequence[_Part], place: Place) -> _Part:
    titles = next((i for i, row in enumerate(rows) if len(_words(row)) > 1), len(rows))
    if titles == len(rows):
        return _Part(tuple(rows), 0, None)
    whole = Table(tuple(rows[titles:]), place)
    body = _narrowed(whole)
    if card_labels.is_cards(body):
        return _Part(tuple(rows), titles, Layout.CARDS)
    (one,) = layouts.classify([body])
    if one.layout in _APART or one.headers:
        return _Part(tuple(rows), titles, one.layout, tuple(layouts.header_rows(whole).values()))
    named = next((part.headers[-1] for part in reversed(before) if part.headers), ())
    if layouts.has_own_head(body, named) or (
        layouts.has_own_head(body, named, by_look=False) and not (named and _goes_on(whole, named))
    ):
        return _Part(tuple(rows), titles, Layout.OTHER)
    return _Part(tuple(rows), titles, None)


def _goes_on(table: Table, named: tuple[Column, ...]) -> bool:
    """Whether the rows go on with the columns of the table of actions above them."""
    return layouts.holds_actions(Table(table.rows[1:], table.place), named)
