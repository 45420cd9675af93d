"""The rows across a table: titles of sections, themes, notes, keys, and words that tell of the action above them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from concordat.documents.domain import Cell, Table
from concordat.plans.domain import status_keys
from concordat.plans.domain.reading import titles
from concordat.plans.domain.reading.titles import Spanning
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.tables import Column, Field, card_labels


class Kind(StrEnum):
    """What a row turned out to be."""

    SECTION = "section"
    THEME = "theme"
    NOTE = "note"
    KEY = "key"
    ACTION = "action"
    CONTINUATION = "continuation"
    EMPTY_NUMBERED = "empty_numbered"
    UNREAD = "unread"


Told = tuple[Field, str]  # what a row says of the action above it, such as (Field.OUTCOME, "nobody waits")

_BRACKETS = re.compile(r"\s*\([^()]*\)")
# "Update: …", "Progress to date – …" across the table below the action that it tells of.
_UPDATE = re.compile(
    r"^(?:(?P<bare>(?:latest |current )?(?:update|progress|position|comments?|commentary)\s*:)|"
    r"(?:latest |current |quarterly |monthly )?(?:update|progress|position)\b[^:–.]{0,30}[:–])\s*(?=\S)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^(?P<label>[A-Za-z][^:\n]{1,40}?)\s*:\s*(?P<words>\S.*)$", re.DOTALL)
_TOLD_BELOW = frozenset({Field.OUTCOME, Field.LEAD, Field.TIMESCALE})


def key_of(cell: Cell) -> status_keys.Entries:
    """The entries of a status key that a cell holds."""
    return status_keys.key_in_text(tidy(cell.text)) or status_keys.key_in_runs(cell.paragraphs)


def told_below(
    spans: Mapping[int, Spanning],
    table: Table,
    headers: Mapping[int, tuple[Column, ...]],
    first: Sequence[Column],
) -> dict[int, Told]:
    """The rows, by index, that tell of the action above them: its progress, outcome, lead or time.

    "Outcome: …" below an action may as well be the title of what follows: it tells of the action only where no column
    does, every such row has an action above it, and half of the actions have one.
    """
    if not any(":" in span.text or "–" in span.text for span in spans.values()):
        return {}
    named = next(iter(headers.values()), first)
    held = {column.field for column in named}
    found: dict[int, Told] = {}
    labelled: dict[Field, dict[int, str]] = {}
    astray: set[Field] = set()
    actions = 0
    has_action_above = False
    for index, row in enumerate(table.rows):
        if index not in spans:
            is_action = index not in headers and any(cell.text.strip() for cell in row.own_cells())
            actions += is_action
            has_action_above = is_action or (has_action_above and index not in headers)
        elif has_action_above and (update := _UPDATE.match(spans[index].text)):
            text = spans[index].text
            found[index] = (Field.PROGRESS, text[update.end() :] if update["bare"] else text)
        elif (label := _labelled(spans[index].text)) is not None and label[0] not in held:
            field, words = label
            labelled.setdefault(field, {})[index] = words
            astray |= set() if has_action_above else {field}
        else:
            has_action_above = False
    for field, rows in labelled.items():
        if field not in astray and 2 * len(rows) >= actions:
            found |= {index: (field, words) for index, words in rows.items()}
    return found


def _labelled(text: str) -> Told | None:
    match = _LABELLED.match(text)
    label = card_labels.label_in(match["label"]) if match is not None else None
    if match is None or label is None or label.references or label.column.field not in _TOLD_BELOW:
        return None
    return label.column.field, match["words"]


def stands_first(spans: Mapping[int, Spanning], table: Table, headers: Mapping[int, tuple[Column, ...]]) -> bool:
    """Whether a row across the table, and no action, stands first below the header."""
    start = min(headers, default=-1) + 1
    filled = (i for i in range(start, len(table.rows)) if any(cell.text.strip() for cell in table.rows[i].own_cells()))
    return next((i for i in filled if i not in headers), -1) in spans


def kinds_of(spans: Mapping[int, Spanning], *, titled_outside: bool) -> dict[int, Kind]:
    """Which rows across a table are sections, which themes and which notes."""
    kinds: dict[int, Kind] = {}
    named: dict[int, Spanning] = {}
    for index, span in spans.items():
        if key_of(span.cell):
            kinds[index] = Kind.KEY
        elif titles.is_note(span.text) or titles.names_who(span.text):
            kinds[index] = Kind.NOTE
        else:
            named[index] = span
    numbered = {index for index, span in named.items() if span.is_numbered}
    if numbered and len(numbered) < len(named):
        sections = numbered | _in_capitals_alike(named, numbered)
    elif numbered:
        sections = set(named)
    else:
        sections = _sections_by_look(named, titled_outside=titled_outside)
    for index in named:
        kinds[index] = Kind.SECTION if index in sections else Kind.THEME
    return kinds


def _in_capitals_alike(named: Mapping[int, Spanning], numbered: set[int]) -> set[int]:
    """The titles without a number above the first that has one, where both are in capitals and other titles are not."""
    capitals = {index for index, span in named.items() if _BRACKETS.sub("", span.text).isupper()}
    if not numbered <= capitals or len(capitals) == len(named):
        return set()
    return {index for index in capitals if index < min(numbered)}


def _sections_by_look(named: Mapping[int, Spanning], *, titled_outside: bool) -> set[int]:
    """Without numbers: a look that is followed at once by another is that of sections; else all are of one kind."""
    leaders = {span.look for index, span in named.items() if index + 1 in named and named[index + 1].look != span.look}
    followers = {named[index + 1].look for index, span in named.items() if index + 1 in named and span.look in leaders}
    leaders -= followers
    if leaders:
        return {index for index, span in named.items() if span.look in leaders}
    return set() if titled_outside else set(named)
