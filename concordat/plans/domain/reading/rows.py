"""Reads the rows of a table of actions: titles, themes, notes, and each action with its words by column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from concordat.documents.domain import Cell, Paragraph, Place, Row, Table
from concordat.documents.values import value
from concordat.plans.domain import references, status_keys, statuses
from concordat.plans.domain.reading import across, agencies, elsewhere, titles
from concordat.plans.domain.reading.across import Kind
from concordat.plans.domain.reading.drafts import Draft
from concordat.plans.domain.reading.plain_titles import numbered_titles, plain_titles
from concordat.plans.domain.reading.wording import BULLETS, label_of, struck_words, tidy, words_of
from concordat.plans.domain.readings import SourceCell
from concordat.plans.domain.tables import Column, ColumnSet, Field, columns


@value
class Reading:
    """One row, read: `text` for titles and notes, `draft` for actions and what continues one."""

    kind: Kind
    place: Place
    text: str = ""
    draft: Draft | None = None
    entries: status_keys.Entries = ()


_TYPED_REFERENCE = re.compile(r"^([A-Z]{0,2}\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?\.?|[A-Z]\d{1,2}[.:]?)\s+(?=[A-Z“‘\"(])")
# "1 Open a safe room", "2b. Print the card": believed only where each action of the table begins so.
_COUNTED_ACTION = re.compile(r"^((\d{1,2})([a-z]?))[.:)]?\s+(?=[A-Z“‘\"'(])")
_FEWEST_CELLS = 3  # of a row that is no title
# What a template asks for, where nobody wrote it: "[Insert action]".
_PROMPT = re.compile(
    r"^[\[<{]\s*(?:insert|enter|add|type|describe|name|click|action)\b[^\]>}]{0,80}[\]>}]$|"
    r"^click (?:or tap )?(?:here )?to (?:enter|add) text\.?$",
    re.IGNORECASE,
)
_OPENING = ("[", "<", "{", "C", "c")
_TOTAL = re.compile(r"^(?:grand |sub-?)?totals?\b[^.]{0,30}$", re.IGNORECASE)
_COUNTED = re.compile(r"\d|[A-Z]{1,3}[.\d]*\d")  # an automatic label that numbers an action: "1.1", "A2"
_CONTINUED = re.compile(r"\bcont(?:inued|[’']?d|\.)?\s*[)\]]?\s*$", re.IGNORECASE)
_UPDATE_ROWS = frozenset({"action", "update", "progress", "actionupdate", "comment", "comments"})
_CELLS_TOGETHER = frozenset({Field.TIMESCALE, Field.LEAD})  # one cell merged over both says the same of each


def read_rows(
    table: Table,
    headers: dict[int, tuple[Column, ...]],
    first: tuple[Column, ...],
    *,
    flattened: bool = False,
    titled_outside: bool = False,
) -> Iterator[Reading]:
    """Each row that says something, in order.

    `headers` gives the columns from each header row on, `first` those of the rows before any. `flattened` says
    that line ends may be only wrapping; `titled_outside` that the section already has its title above the table.
    """
    spans = {
        index: found
        for index, row in enumerate(table.rows)
        if index not in headers and (found := titles.spanning(row, table.width, flattened=flattened)) is not None
    }
    spans |= numbered_titles(table, headers, first) | plain_titles(table, headers, first, spans)
    promises = {index: span.text for index, span in spans.items() if elsewhere.lacks_action(headers.get(index + 1))}
    titling = {i: span for i, span in spans.items() if i not in promises}
    told = across.told_below(titling, table, headers, first)
    titling = {i: span for i, span in titling.items() if i not in told}
    # Actions right below the header stand under the title above the table: a later title is another of its kind.
    is_first = across.stands_first(titling, table, headers)
    kinds = across.kinds_of(titling, titled_outside=titled_outside and is_first)
    named = ColumnSet(first)
    counted = _counts_its_actions(table, headers, first)
    above: Row | None = None
    promise = ""
    for index, row in enumerate(table.rows):
        if index in headers:
            named = ColumnSet(headers[index])
            if title := columns.title_in_header(headers[index]):
                yield Reading(Kind.SECTION, row.place, title)
            continue
        if index in promises:
            promise = promises[index]
            continue
        if index in told:
            field, words = told[index]
            yield Reading(Kind.CONTINUATION, row.place, draft=Draft((), {field: words}, None, named, row, row.place))
            continue
        if index in spans:
            kind = kinds[index]
            yield Reading(kind, row.place, spans[index].text, entries=across.key_of(spans[index].cell))
            if spans[index].beside:
                yield Reading(Kind.NOTE, row.place, spans[index].beside)
            above = None
            continue
        read = _read_row(row, above, named, flattened=flattened, counted=counted)
        above = row
        if read is not None:
            if promise and read.draft is not None and not read.draft.texts.get(Field.ACTION):
                elsewhere.keep_promise(read.draft, promise)
                read, promise = Reading(Kind.ACTION, read.place, draft=read.draft), ""
            yield read


@dataclass
class _Gathered:
    """The words of a row, sorted by what its columns hold."""

    is_struck: bool = False
    texts: dict[Field, str] = field(default_factory=dict)
    cells: dict[Field, list[Cell]] = field(default_factory=dict)
    source: list[SourceCell] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    struck: list[tuple[Field, str]] = field(default_factory=list)
    progress: list[tuple[str, str]] = field(default_factory=list)

    def add(self, column: Column, cell: Cell, text: str, *, is_struck: bool) -> None:
        """Takes in one cell under its column; `text` is its tidied words."""
        held = column.field
        if held is None or held in _SET_ASIDE:
            if text:
                self.extra.append((column.header, text))
            if held is not Field.SUPPORT:
                return
        if not is_struck and (out := struck_words(cell)):
            self.struck.append((held, out))
        self.cells.setdefault(held, []).append(cell)
        if not text:
            return
        if held is Field.PROGRESS:
            self.progress.append((column.header, text))
        self.texts[held] = f"{self.texts[held]}\n{text}" if held in self.texts and held is not Field.TICK else text


def _gather(row: Row, named: ColumnSet, *, flattened: bool) -> _Gathered:
    found = _gathered(row, named, flattened=flattened, is_row_struck=row.is_struck)
    if found.struck and not found.extra and found.texts.keys() <= _NUMBER:  # every word but its number is struck out
        return _gathered(row, named, flattened=flattened, is_row_struck=True)
    return found


def _gathered(row: Row, named: ColumnSet, *, flattened: bool, is_row_struck: bool) -> _Gathered:
    found = _Gathered(is_struck=is_row_struck)
    seen: dict[int, Field | None] = {}
    width = len(named)
    for index, cell in enumerate(row.cells):
        column = named.all[index] if index < width else _NAMELESS
        is_struck = is_row_struck and (row.is_struck or not cell.text.strip())
        raw = cell.struck_text if is_struck else cell.text
        if id(cell) not in seen:
            seen[id(cell)] = column.field
            name = named.names[index] if index < width else None
            found.source.append(SourceCell(column.header, name, raw, cell.fill, cell.place))
        elif not {seen[id(cell)], column.field} >= _CELLS_TOGETHER:
            continue  # merged across: its words count for the first of its columns
        if flattened or is_struck:
            text = words_of(cell.paragraphs, flattened=flattened, struck=is_struck)
        else:
            text = tidy(raw) if raw else ""
        found.add(column, cell, text, is_struck=is_struck)
    if len(named.of(Field.PROGRESS)) > 1 and found.progress:
        found.texts[Field.PROGRESS] = joined_progress(found.progress)
        found.extra.extend(found.progress)
    return found


def _read_row(
    row: Row, above: Row | None, named: ColumnSet, *, flattened: bool, counted: bool = False
) -> Reading | None:
    found = _gather(row, named, flattened=flattened)
    texts = found.texts
    if len(texts) + len(found.extra) <= 3 and (entries := _key_in_row(row, texts)):
        return Reading(Kind.KEY, row.place, entries=entries)
    elsewhere.part_lead_and_time(texts, named)
    elsewhere.time_from_periods(texts, found.extra, named)
    agencies.lead_from_marks(texts, found.extra, named)
    numbers, action = _references(found, counted=counted)
    if action is not None:
        texts[Field.ACTION] = action
    if not texts.keys() - _MARKS:
        if numbers or texts.get(Field.REFERENCE):
            return Reading(Kind.EMPTY_NUMBERED, row.place)
        return None
    draft = Draft(
        references=numbers,
        texts=texts,
        theme=texts.get(Field.THEME),
        columns=named,
        row=row,
        place=row.place,
        outcome_paragraphs=[p for cell in found.cells.get(Field.OUTCOME, ()) for p in cell.paragraphs],
        cells=tuple(found.source),
        extra=found.extra,
        struck=found.struck,
        section=texts.get(Field.SECTION),
        is_struck=found.is_struck,
    )
    return Reading(_kind_of_row(draft, above, named), row.place, draft=draft)


_NAMELESS = Column("", None)
_NUMBER = frozenset({Field.REFERENCE})
_SET_ASIDE = frozenset({Field.EXTRA, Field.START, Field.SUPPORT})
_MARKS = frozenset({Field.REFERENCE, Field.STATUS, Field.TICK, Field.SECTION, Field.THEME})


def _kind_of_row(draft: Draft, above: Row | None, named: ColumnSet) -> Kind:
    """Whether a row is an action of its own or goes on with the one above."""
    texts = draft.texts
    words = texts.get(Field.ACTION, "")
    if words[:1] in _OPENING and _PROMPT.match(words):
        return Kind.UNREAD
    if named.of(Field.REFERENCE):
        index = named.of(Field.REFERENCE)[0]
        label = texts.get(Field.REFERENCE, "")
        if not label[:1].isdigit() and columns.squash(label) in _UPDATE_ROWS:
            return Kind.CONTINUATION
        if "cont" in label.lower() and _CONTINUED.search(label):
            return Kind.CONTINUATION
        has_reference = bool(draft.references or texts.get(Field.REFERENCE))
        action = named.of(Field.ACTION)
        if has_reference and above is not None and action and _is_same_cell(draft.row, above, action[0]):
            return Kind.CONTINUATION if _is_same_cell(draft.row, above, index) else Kind.ACTION
        if has_reference:
            return Kind.ACTION
    told = texts.get(Field.TIMESCALE) or texts.get(Field.LEAD) or texts.get(Field.STATUS) or texts.get(Field.TICK)
    if not told and _TOTAL.match(words):
        return Kind.UNREAD
    if told and words:
        return Kind.ACTION
    if not words:
        return Kind.CONTINUATION
    if words[0].islower() and not titles_bullet(words):
        return Kind.CONTINUATION
    if not named.of(Field.REFERENCE):
        return Kind.ACTION
    return Kind.UNREAD if not told and len(texts) == 1 and len(words.split()) < 3 else Kind.ACTION


def titles_bullet(text: str) -> bool:
    """Whether words begin with a typed bullet."""
    return text[:1] in BULLETS


def _is_same_cell(row: Row, above: Row, index: int) -> bool:
    """Whether a cell is merged down from the row above."""
    return index < len(row.cells) and index < len(above.cells) and row.cells[index] is above.cells[index]


def joined_progress(progress: Sequence[tuple[str, str]]) -> str:
    """Several columns of progress in one text, each under the period that its header names."""
    lines = []
    for header, text in progress:
        period = re.sub(r"\b(?:update|progress|position|comments?|as at|at|for)\b", " ", header, flags=re.IGNORECASE)
        period = " ".join(period.split()).strip(" :–-")
        lines.append(f"{period}: {text}" if period else text)
    return "\n".join(lines)


def _counts_its_actions(table: Table, headers: dict[int, tuple[Column, ...]], first: tuple[Column, ...]) -> bool:
    """Whether the actions of a table without a column for references begin with numbers that go up, or letters."""
    named = next(iter(headers.values()), first)
    index = next(iter(columns.indices(named, Field.ACTION)), None)
    if index is None or columns.indices(named, Field.REFERENCE):
        return False
    keys: list[tuple[int, str]] = []
    for at, row in enumerate(table.rows):
        if at in headers or index >= len(row.cells) or sum(1 for _ in row.own_cells()) < _FEWEST_CELLS:
            continue
        words = row.cells[index].text
        begun = _COUNTED_ACTION.match(words)
        if begun is not None:
            keys.append((int(begun[2]), begun[3]))
        elif words.strip():
            return False
    if len(keys) == 2:  # two might begin with a quantity: then the second does not go on from the first
        (one, letter), (two, next_letter) = keys
        return two - one == 1 if not next_letter else two == one and ord(next_letter) - ord(letter or " ") == 1
    return len(keys) > 2 and keys == sorted(set(keys))


def _references(found: _Gathered, *, counted: bool = False) -> tuple[tuple[str, ...], str | None]:
    """The row's references, and the action's words where its reference had to be taken off them.

    `counted` says that the actions of the table begin with their numbers.
    """
    cells, texts = found.cells, found.texts
    if Field.REFERENCE in cells:
        text = texts.get(Field.REFERENCE, "")
        if text and (parsed := references.parse_references(text)):
            return parsed, None
        labels = [p.label for cell in cells[Field.REFERENCE] for p in cell.paragraphs if p.label]
        labels = [label for label in labels if label.strip() not in BULLETS]
        if not text and labels:
            return tuple(dict.fromkeys(_plain_label(label) for label in labels)), None
        return (), None
    if Field.ACTION in cells:
        label = label_of(cells[Field.ACTION][0].paragraphs)
        if label and _COUNTED.match(label):
            return (_plain_label(label),), None
        typed = (_COUNTED_ACTION if counted else _TYPED_REFERENCE).match(texts.get(Field.ACTION, ""))
        if typed:
            return references.parse_references(typed[1]), texts[Field.ACTION][typed.end() :]
    return (), None


def _plain_label(label: str) -> str:
    parsed = references.parse_references(label)
    return parsed[0] if parsed else label.strip().rstrip(".)").lstrip("(")


def _key_in_row(row: Row, texts: dict[Field, str]) -> status_keys.Entries:
    """The entry of a status key that stands in cells below the actions ("R" beside "not begun")."""
    if texts.get(Field.TIMESCALE) or texts.get(Field.LEAD):
        return ()
    filled = [cell for cell in row.own_cells() if cell.text.strip()]
    if len(filled) == 1:
        return status_keys.key_in_text(tidy(filled[0].text))
    if not 2 <= len(filled) <= 3 or any(len(cell.text) > 60 for cell in filled):
        return ()
    words = [tidy(cell.text) for cell in filled]
    if len(words) == 3 and columns.squash(words[0]) in {"key", "ragkey", "statuskey", "legend"}:
        words = words[1:]
    name, meaning = words[0], words[-1]
    if len(words) != 2 or name[:1].islower() or statuses.meaning_of(meaning) is None:
        return ()
    return ((name, meaning),) if statuses.colour_of_word(name) is not None else ()


def paragraph_groups(paragraphs: Sequence[Paragraph], count: int, *, flattened: bool) -> list[list[Paragraph]] | None:
    """A cell's paragraphs in as many groups as there are references: one each, or as blank lines part them."""
    filled = [p for p in paragraphs if p.text.strip()]
    if len(filled) == 1 and "\n" in filled[0].text:  # soft line breaks part what paragraphs would
        paragraphs = [Paragraph(line, place=filled[0].place) for line in filled[0].text.split("\n")]
        filled = [p for p in paragraphs if p.text.strip()]
    if len(filled) == count:
        return [[p] for p in filled]
    groups: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        if paragraph.text.strip():
            groups[-1].append(paragraph)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if len(groups) == count:
        return groups
    if flattened:
        starts = [
            i
            for i, p in enumerate(filled)
            if i == 0 or (p.text[:1].isupper() and filled[i - 1].text.rstrip()[-1:] in ".!?")
        ]
        if len(starts) == count:
            return [filled[start:end] for start, end in zip(starts, [*starts[1:], len(filled)], strict=True)]
    return None
