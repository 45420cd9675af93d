"""Where the colours that mean a status stand in a plan: in the rating's cell, another cell, the row or the words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from concordat.documents.domain import Cell
from concordat.plans.domain import statuses
from concordat.plans.domain.reading.drafts import Draft
from concordat.plans.domain.status_keys import StatusKey
from concordat.plans.domain.statuses import Colour
from concordat.plans.domain.tables import Field

_FILL_AT = {Field.STATUS: "status cell", Field.REFERENCE: "reference cell"}
_ORDER = (Field.REFERENCE, Field.PROGRESS, Field.ACTION, Field.TIMESCALE, Field.OUTCOME, Field.LEAD, Field.THEME)
_RATED = frozenset({Colour.RED, Colour.AMBER, Colour.GREEN})
_PALEST_GREY = "E8E8E8"  # a paler grey is a shade behind words, never a rating, unless the key speaks of grey


@dataclass(frozen=True)
class Carriers:
    """What carries the colours: the cells of a field, of a grid column, whole rows, or the words of a field."""

    field: Field | None = None
    index: int | None = None
    whole_row: bool = False
    words: Field | None = None
    greys_tell: bool = False
    reds: frozenset[str] = frozenset()  # fills that are this plan's red, though they are orange

    @property
    def is_silent(self) -> bool:
        return self.field is None and self.index is None and self.words is None and not self.whole_row


def carriers_of(drafts: Sequence[Draft], key: StatusKey) -> Carriers:
    """What carries the colours that mean a status in these actions, and which oranges are red among them."""
    found = _carriers_of(drafts, key)
    if found.is_silent or Colour.RED not in key.colours or any(name.casefold() == "orange" for name, _ in key.entries):
        return found
    fills = {fill for draft in drafts for fill, _ in (fill_of(draft, found),) if fill is not None}
    ambers = {fill for fill in fills if statuses.colour_of_fill(fill) is Colour.AMBER}
    oranges = frozenset(fill for fill in ambers if statuses.is_pale_orange(fill))
    if not oranges or oranges == ambers or any(statuses.colour_of_fill(fill) is Colour.RED for fill in fills):
        return found
    return replace(found, reds=oranges)  # a palette with no pale red: gold is the amber, orange the red


def _carriers_of(drafts: Sequence[Draft], key: StatusKey) -> Carriers:
    """Where the colours that mean a status stand in these actions.

    A colour tells something when it is in the rating's own column, or when it varies from row to row: shading that
    every row of a table has is only looks, and so is grey that comes and goes with the rows.
    """
    greys = Colour.GREY in key.colours
    own = [_hue(cell.fill, greys=greys) for draft in drafts for cell in draft.status_cells()]
    if any(own):
        return Carriers(field=Field.STATUS, greys_tell=greys or _is_chromatic(own))
    rows = [_row_hue(draft, greys=greys) for draft in drafts]
    if len({hue for hue in rows if hue}) >= 2 or (key.is_given and any(rows) and None in rows):
        return Carriers(whole_row=True, greys_tell=greys)
    by_field: dict[Field, list[tuple[int | None, Colour | None]]] = {}
    by_index: dict[int, list[tuple[int | None, Colour | None]]] = {}
    for draft in drafts:
        for index, (column, cell) in enumerate(zip(draft.columns, draft.row.cells, strict=False)):
            hue = (draft.place.table, _hue(cell.fill, greys=greys))
            by_index.setdefault(index, []).append(hue)
            if column.field is not None:
                by_field.setdefault(column.field, []).append(hue)
    for field in _ORDER:
        if _varies(by_field.get(field, ()), key):
            return Carriers(field=field, greys_tell=greys or _is_chromatic(hue for _, hue in by_field[field]))
    for index, hues in by_index.items():
        if _varies(hues, key):
            return Carriers(index=index, greys_tell=greys or _is_chromatic(hue for _, hue in hues))
    for field in (Field.REFERENCE, Field.ACTION, Field.PROGRESS):
        told = {colour_of_words(cell) for draft in drafts for cell in _cells(draft, field)} & _RATED
        if len(told) >= 2:
            return Carriers(words=field)
    return Carriers()


def is_coloured_by_key(drafts: Sequence[Draft], others: Sequence[Draft], key: StatusKey) -> bool:
    """Whether each row of a table has, as a whole, a colour that the key explains: all may be at one stage.

    It is a strong colour, or one that rows of the plan's other tables have too: a pale one tells tables apart.
    """
    rows = Carriers(whole_row=True)
    fills = {fill_of(draft, rows)[0] for draft in drafts}
    elsewhere = {fill_of(draft, rows)[0] for draft in others}
    return key.is_given and all(
        fill is not None
        and statuses.colour_of_fill(fill) in key.colours
        and (statuses.is_strong_fill(fill) or fill in elsewhere)
        for fill in fills
    )


def _varies(hues: Iterable[tuple[int | None, Colour | None]], key: StatusKey) -> bool:
    """Whether colours vary from row to row; a colour for each table tells tables apart, not actions."""
    by_table: dict[int | None, list[Colour | None]] = {}
    for table, hue in hues:
        by_table.setdefault(table, []).append(hue)
    held = [set(some) for some in by_table.values()]
    kinds = {hue for some in held for hue in some if hue is not None and hue is not Colour.GREY}
    if not kinds:
        return False
    within = any(len(some) >= 2 for some in held)
    is_large = all(len(some) >= 3 for some in by_table.values()) and len(by_table) > 1
    if len(kinds) >= 2:
        return within or not is_large
    return key.is_given and len({hue for some in held for hue in some}) >= 2 and kinds <= set(key.colours)


def _is_chromatic(hues: Iterable[Colour | None]) -> bool:
    return any(hue is not None and hue is not Colour.GREY for hue in hues)


def _hue(fill: str | None, *, greys: bool) -> Colour | None:
    hue = statuses.colour_of_fill(fill)
    if hue in (Colour.BLACK, Colour.WHITE):
        return None
    return hue if greys or hue is not Colour.GREY or (fill or _PALEST_GREY) < _PALEST_GREY else None


def _row_hue(draft: Draft, *, greys: bool) -> Colour | None:
    cells = list(draft.row.own_cells())
    fills = Counter(cell.fill for cell in cells)
    fill, count = fills.most_common(1)[0] if fills else (None, 0)
    if fill is None or len(cells) < 3 or count < 0.8 * len(cells):
        return None
    hue = _hue(fill, greys=greys)
    return hue if hue is not Colour.GREY or greys else None


def _cells(draft: Draft, field: Field) -> list[Cell]:
    cells = draft.row.cells
    return [cells[index] for index in draft.columns.of(field) if index < len(cells)]


def fill_of(draft: Draft, carriers: Carriers) -> tuple[str | None, str | None]:
    """The colour that carries an action's status, and where it stands."""
    if carriers.whole_row:
        fills = Counter(cell.fill for cell in draft.row.own_cells())
        fill, _ = fills.most_common(1)[0] if fills else (None, 0)
        return (fill, "whole row") if statuses.colour_of_fill(fill) is not None else (None, None)
    if carriers.field is Field.STATUS:
        cells = draft.status_cells()
    elif carriers.field is not None:
        cells = _cells(draft, carriers.field)
    elif carriers.index is not None:
        cells = list(draft.row.cells[carriers.index : carriers.index + 1])
    else:
        return None, None
    for cell in cells:
        if _hue(cell.fill, greys=True) is not None:
            return cell.fill, _FILL_AT.get(carriers.field or Field.EXTRA, f"{carriers.field or 'unnamed'} cell")
    return None, None


def word_colour_of(draft: Draft, carriers: Carriers) -> str | None:
    """The colour of the words that carry an action's status, as six hex digits."""
    if carriers.words is None:
        return None
    for cell in _cells(draft, carriers.words):
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                if run.text.strip() and statuses.colour_of_fill(run.colour) in _RATED:
                    return run.colour
    return None


def colour_of_words(cell: Cell) -> Colour | None:
    """The one colour that all words of a cell have; None where there are several, or none but black."""
    hues = {statuses.colour_of_fill(run.colour) for p in cell.paragraphs for run in p.runs if run.text.strip()}
    return next(iter(hues)) if len(hues) == 1 else None
