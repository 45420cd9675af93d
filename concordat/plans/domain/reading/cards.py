"""Reads cards: small tables that give one action each, with labels in the first column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from concordat.documents.domain import Cell, Place, Row, Table
from concordat.plans.domain import references
from concordat.plans.domain.reading import rows
from concordat.plans.domain.reading.drafts import Draft, SectionDraft
from concordat.plans.domain.reading.wording import struck_words, words_of
from concordat.plans.domain.readings import SourceCell
from concordat.plans.domain.tables import Column, ColumnSet, Field, card_labels, column_settling, columns


@dataclass
class _Card:
    """One card: its title, and each label with the cells that belong to it."""

    title: str
    place: Place
    references: tuple[str, ...] = ()
    pairs: list[tuple[Column, list[Cell]]] = field(default_factory=list)

    def has(self, column: Column) -> bool:
        """Whether the card has this label: then it is the next card's."""
        key = columns.squash(column.header)
        return any(
            columns.squash(held.header) == key or column.field is held.field is Field.ACTION for held, _ in self.pairs
        )

    def add(self, column: Column, cell: Cell) -> None:
        self.pairs.append((column, [cell]))


def read_cards(section: SectionDraft, table: Table, *, flattened: bool, heading: str = "") -> None:
    """Adds each card of a table to the section: a card ends where a label comes again or a new title stands.

    `heading` is the action's words where the heading above the table gives them.
    """
    card = _Card(heading, table.rows[0].place if table.rows else table.place)
    above: Cell | None = None
    for row in table.rows:
        own = list(row.own_cells())
        if own and own[0] is above and card.pairs:  # a label merged down over several rows
            card.pairs[-1][1].extend(own[1:])
            continue
        above = own[0] if own and own[0].text.strip() else None
        if (title := card_labels.title_of(row)) is not None:
            if card.pairs:
                _close(section, card, flattened=flattened)
            card = _Card(title, row.place)
            continue
        for named, numbers, cell in _pairs_of(row):
            column = _as_stages(named, card)
            if column.field is not Field.EXTRA and card.has(column):
                _close(section, card, flattened=flattened)
                card = _Card("", row.place)
            card.references = card.references or numbers
            card.add(column, cell)
    if card.pairs:
        _close(section, card, flattened=flattened)


def _as_stages(column: Column, card: _Card) -> Column:
    """The milestones of a card that has said what is promised are the stages of it, and promise nothing else."""
    is_stages = columns.squash(column.header) in _STAGES and any(held.field is Field.ACTION for held, _ in card.pairs)
    return Column(column.header, Field.EXTRA) if is_stages else column


_STAGES = frozenset({"milestone", "milestones", "steps", "keysteps", "tasks", "keytasks", "subactions", "nextsteps"})


def _pairs_of(row: Row) -> list[tuple[Column, tuple[str, ...], Cell]]:
    """Each label of a row, the number in it, and the cell beside it."""
    own = list(row.own_cells())
    found: list[tuple[Column, tuple[str, ...], Cell]] = []
    index = 0
    while index + 1 < len(own):
        label = card_labels.label_of(own[index])
        beside = own[index + 1]
        if label is None:
            header = " ".join(own[index].text.split()).rstrip(" :")
            if index == 0 and header and len(header) <= 60:
                found.append((Column(header, Field.EXTRA), (), beside))
                index += 1
            index += 1
            continue
        named, numbers = label.column, label.references
        if named.field is Field.ACTION and references.looks_like_reference(beside.text):
            named = Column(named.header, Field.REFERENCE)  # "Action Point | 1.1"
        if named.field is Field.START:
            named = Column(named.header, Field.EXTRA)
        found.append((named, numbers, beside))
        index += 2
    return found


def _close(section: SectionDraft, card: _Card, *, flattened: bool) -> None:
    in_title = _reference_of(card.title)
    title = _without_reference(card.title, in_title)
    settled = _settled(card, has_title=bool(title))
    texts: dict[Field, str] = {}
    extra: list[tuple[str, str]] = []
    struck: list[tuple[Field, str]] = []
    progress: list[tuple[str, str]] = []
    for column, (_, cells) in zip(settled, card.pairs, strict=True):
        text = words_of([p for cell in cells for p in cell.paragraphs], flattened=flattened)
        if column.field is None or column.field in (Field.EXTRA, Field.SUPPORT):
            if text:
                extra.append((column.header, text))
            if column.field is not Field.SUPPORT:
                continue
        if text and column.field is Field.PROGRESS:
            progress.append((column.header, text))
        if text:
            texts[column.field] = f"{texts[column.field]}\n{text}" if column.field in texts else text
        struck.extend((column.field, out) for cell in cells if (out := struck_words(cell)))
    if len(progress) > 1:
        texts[Field.PROGRESS] = rows.joined_progress(progress)
        extra.extend(progress)
    found = references.parse_references(texts.get(Field.REFERENCE, "")) or card.references or in_title
    if Field.ACTION not in texts and title:
        texts[Field.ACTION] = title
    if Field.ACTION not in texts:
        return
    outcome = [
        cell
        for column, (_, some) in zip(settled, card.pairs, strict=True)
        if column.field is Field.OUTCOME
        for cell in some
    ]
    section.drafts.append(
        Draft(
            references=found,
            texts=texts,
            theme=texts.get(Field.THEME),
            columns=ColumnSet(settled),
            row=Row(tuple(cells[0] for _, cells in card.pairs), card.place),
            place=card.place,
            outcome_paragraphs=[p for cell in outcome for p in cell.paragraphs],
            cells=tuple(
                SourceCell(
                    column.header, column.field.value if column.field else None, cell.text, cell.fill, cell.place
                )
                for column, (_, cells) in zip(settled, card.pairs, strict=True)
                for cell in cells
            ),
            extra=extra,
            struck=struck,
        )
    )


def _settled(card: _Card, *, has_title: bool) -> tuple[Column, ...]:
    """The card's columns: what one label can't say alone, the others do."""
    held = [_as_outcome(column, card.pairs) for column, _ in card.pairs]
    has_action = any(column.field is Field.ACTION for column in held)
    if not has_action and has_title:  # the title is the action: nothing else is made one
        held = [*held, Column("", Field.ACTION)]
        return column_settling.settled(held)[:-1]
    return column_settling.settled(held)


def _as_outcome(column: Column, pairs: Sequence[tuple[Column, list[Cell]]]) -> Column:
    """An objective on a card is what the action is for."""
    has_outcome = any(other.field is Field.OUTCOME for other, _ in pairs)
    if column.field is Field.THEME and not has_outcome and columns.squash(column.header).startswith(("aim", "goal")):
        return Column(column.header, Field.OUTCOME)
    return column


_NAMED_CARD = re.compile(
    r"^(?:action|card|task|commitment|milestone)\b.{0,6}\d|^[A-Z]{0,3}\d+\.\d+[a-z]?\b", re.IGNORECASE
)


def names_card(heading: str) -> bool:
    """Whether a heading counts actions: "Action 1.1", "2.3 Night line"."""
    return bool(_NAMED_CARD.match(heading))


def heading_of(table: Table, heading: str) -> str:
    """The heading above a card as its title, where it is the card's and not a section's; else nothing.

    It is the card's when it counts actions ("Action 1.1", "2.3 Night line"), or when nothing in the card says what is
    promised.
    """
    if any(card_labels.title_of(row) is not None for row in table.rows):
        return ""
    if names_card(heading) or not card_labels.names_action(table):
        return heading
    return ""


_COUNTING = frozenset({"action", "card", "no", "ref", "reference", "item", "task", "milestone", "commitment", "number"})


def _reference_of(title: str) -> tuple[str, ...]:
    """The reference in a card's title ("Action 1.1", "Card 3 – Street triage")."""
    for word in _opening(title)[:3]:
        if any(character.isdigit() for character in word) and (found := references.parse_references(word)):
            return found
    return ()


def _opening(title: str) -> list[str]:
    return title.replace("–", " ").replace(":", " ").split()


def _without_reference(title: str, found: tuple[str, ...]) -> str:
    """The words of a title behind its number; empty where it only counts ("Action 3")."""
    words = title.split()
    while (
        words
        and found
        and (
            columns.squash(words[0]) in _COUNTING
            or references.parse_references(words[0].strip(":–-")) == found
            or not columns.squash(words[0])
        )
    ):
        words = words[1:]
    rest = " ".join(words)
    return rest if len(rest.split()) >= 2 else ""
