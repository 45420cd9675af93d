"""Reads cards: small tables that give one action each, with labels in the first column."""

from concordat.documents.domain import Cell, Place, Row, Table
from concordat.plans.domain import columns, references
from concordat.plans.domain.columns import Column, ColumnSet, Field
from concordat.plans.domain.reading.drafts import Draft, SectionDraft
from concordat.plans.domain.reading.wording import struck_words, words_of
from concordat.plans.domain.readings import SourceCell


def read_cards(section: SectionDraft, table: Table, *, flattened: bool) -> None:
    """Adds each card of a table to the section: a card ends where a label comes again or a new title stands."""
    pairs: list[tuple[Column, Cell]] = []
    title, place = "", table.rows[0].place if table.rows else table.place
    for row in table.rows:
        own = list(row.own_cells())
        filled = [cell for cell in own if cell.text.strip()]
        if len(filled) == 1 and (len(own) == 1 or filled[0] is own[0]) and _label(filled[0]) is None:
            if pairs:
                _close(section, pairs, title, place, flattened=flattened)
            pairs, title, place = [], " ".join(filled[0].text.split()), row.place
            continue
        for column, cell in _pairs_of(row):
            if column.field is not Field.EXTRA and any(held.field is column.field for held, _ in pairs):
                _close(section, pairs, title, place, flattened=flattened)
                pairs, title, place = [], "", row.place
            pairs.append((column, cell))
    if pairs:
        _close(section, pairs, title, place, flattened=flattened)


def _label(cell: Cell) -> Column | None:
    text = " ".join(cell.text.split()).rstrip(" :")
    return columns.column_of(text) if text and len(text) <= 60 else None


def _pairs_of(row: Row) -> list[tuple[Column, Cell]]:
    """Each label of a row with the cell beside it."""
    own = list(row.own_cells())
    found: list[tuple[Column, Cell]] = []
    index = 0
    while index + 1 < len(own):
        label = _label(own[index])
        if label is None:
            header = " ".join(own[index].text.split()).rstrip(" :")
            label = Column(header, Field.EXTRA) if index == 0 and header and len(header) <= 60 else None
        if label is None:
            index += 1
            continue
        field = label.field if label.field is not Field.START else Field.EXTRA
        found.append((Column(label.header, field, label.carries_status), own[index + 1]))
        index += 2
    return found


def _close(
    section: SectionDraft, pairs: list[tuple[Column, Cell]], title: str, place: Place, *, flattened: bool
) -> None:
    settled = [_as_outcome(column, pairs) for column, _ in pairs]
    texts: dict[Field, str] = {}
    extra: list[tuple[str, str]] = []
    struck: list[tuple[Field, str]] = []
    for column, (_, cell) in zip(settled, pairs, strict=True):
        text = words_of(cell.paragraphs, flattened=flattened)
        if column.field is None or column.field in (Field.EXTRA, Field.SUPPORT):
            if text:
                extra.append((column.header, text))
            if column.field is not Field.SUPPORT:
                continue
        if text:
            texts[column.field] = text
        if out := struck_words(cell):
            struck.append((column.field, out))
    found = references.parse_references(texts.get(Field.REFERENCE, "")) or _reference_of(title)
    if Field.ACTION not in texts:
        return
    outcome = [cell for column, (_, cell) in zip(settled, pairs, strict=True) if column.field is Field.OUTCOME]
    section.drafts.append(
        Draft(
            references=found,
            texts=texts,
            theme=texts.get(Field.THEME),
            columns=ColumnSet(settled),
            row=Row(tuple(cell for _, cell in pairs), place),
            place=place,
            outcome_paragraphs=[p for cell in outcome for p in cell.paragraphs],
            cells=tuple(
                SourceCell(
                    column.header, column.field.value if column.field else None, cell.text, cell.fill, cell.place
                )
                for column, (_, cell) in zip(settled, pairs, strict=True)
            ),
            extra=extra,
            struck=struck,
        )
    )


def _as_outcome(column: Column, pairs: list[tuple[Column, Cell]]) -> Column:
    """An objective on a card is what the action is for."""
    has_outcome = any(other.field is Field.OUTCOME for other, _ in pairs)
    if column.field is Field.THEME and not has_outcome and columns.squash(column.header).startswith(("aim", "goal")):
        return Column(column.header, Field.OUTCOME)
    return column


def _reference_of(title: str) -> tuple[str, ...]:
    """The reference in a card's title ("Action 1.1", "Card 3 – Street triage")."""
    words = title.replace("–", " ").replace(":", " ").split()
    for word in words[:3]:
        if any(character.isdigit() for character in word) and (found := references.parse_references(word)):
            return found
    return ()
