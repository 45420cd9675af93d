"""What each table of a document is: a table of actions, a key, a list of signatories, a contents table, …"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from concordat.documents.domain import Cell, Row, Table
from concordat.plans.domain import references, status_keys
from concordat.plans.domain.tables import (
    card_labels,
    column_contents,
    column_headers,
    column_settling,
    columns,
    table_kinds,
)
from concordat.plans.domain.tables.columns import Column, Field
from concordat.plans.domain.tables.table_kinds import Layout


@dataclass(frozen=True)
class Classified:
    """A table with what it is; `headers` maps the index of each header row to the columns that it names."""

    table: Table
    layout: Layout
    headers: dict[int, tuple[Column, ...]] = field(default_factory=dict)
    guessed: tuple[Column, ...] | None = None  # the columns of a table of actions that has no header at all
    key: status_keys.Entries = ()


_PAGE = re.compile(r"^\d{1,4}(\s*[-–]\s*\d{1,4})?$")
_PERSON = re.compile(
    r"\b(Dr|Mr|Mrs|Ms|Miss|Prof|Supt|Insp|Sgt|PC|Cllr|Rev|Chief|Officer|Director|Manager|Executive|Nurse|Chair|"
    r"Commissioner|Lead|Head of|Superintendent|Inspector|Consultant|Constable)\b"
)
_ORGANISATION = re.compile(
    r"\b(CCG|ICB|Trust|Council|Police|Constabulary|Ambulance|NHS|Healthwatch|Hospital|Mind|Service|Services|Group|"
    r"Partnership|University|Probation|Board|House|Association|Voices|Samaritans|Network|Foundation|Borough|CIC)\b"
)
_LONGEST_HEADING = 9  # words of a column's heading
_FIRST_ROWS = 4  # a header stands at the top, or below a title or two
_FEWEST_NAMED = 4  # columns; a card's row has two labels at most
_LOOK_AHEAD = 40  # rows in which a header is looked for: spreadsheets put summaries above their tables


def classify(tables: Sequence[Table]) -> list[Classified]:
    """What each table of a document is, in order; a table without a header is judged by its neighbours and content."""
    found: list[Classified] = []
    previous: tuple[Column, ...] | None = None
    unnamed: dict[int, list[int]] = {}  # tables that nothing but their content could tell of, by width
    for index, table in enumerate(tables):
        classified = _classify(table, previous)
        found.append(classified)
        if classified.layout is Layout.ACTIONS:
            previous = list(classified.headers.values())[-1] if classified.headers else classified.guessed
        elif classified.layout is Layout.OTHER:
            unnamed.setdefault(table.width, []).append(index)
    named = [next(iter(one.headers.values())) for one in found if one.headers]
    for width, indices in list(unnamed.items()):
        for index in indices:  # the header may stand in a later table only
            later = next((each for each in named if len(each) == width and holds_actions(tables[index], each)), None)
            if later is not None:
                found[index] = Classified(tables[index], Layout.ACTIONS, guessed=later)
        unnamed[width] = [index for index in indices if found[index].layout is Layout.OTHER]
    for indices in filter(None, unnamed.values()):
        guessed = column_contents.columns_by_content([tables[index] for index in indices])
        if guessed is not None:
            for index in indices:
                found[index] = Classified(tables[index], Layout.ACTIONS, guessed=guessed)
    return found


def _classify(table: Table, previous: tuple[Column, ...] | None) -> Classified:
    is_cards = card_labels.is_cards(table)
    headers = header_rows(table) if not is_cards or table.width >= _FEWEST_NAMED else {}
    if is_cards and not any(_names_many(named) for named in headers.values()):
        return Classified(table, Layout.CARDS)
    if headers:
        first = min(headers)
        if (kind := table_kinds.kind_by_words(texts_of(table.rows[first]), headers[first])) is not None:
            return Classified(table, kind)
        return Classified(table, Layout.ACTIONS, headers)
    if table.width == 1 or not table.rows:
        key = status_keys.key_in_table(table)
        return Classified(table, Layout.KEY if key else Layout.OTHER, key=key)
    if key := status_keys.key_in_table(table):
        return Classified(table, Layout.KEY, key=key)
    if kind := table_kinds.kind_by_head([cell.text for cell in table.rows[0].own_cells()]):
        return Classified(table, kind)
    is_alike = previous is not None and len(previous) == table.width and not has_own_head(table, previous)
    if previous is not None and is_alike and holds_actions(table, previous):
        return Classified(table, Layout.ACTIONS, guessed=previous)
    if kind := _by_content(table):
        return Classified(table, kind)
    return Classified(table, Layout.OTHER)


def _names_many(named: Sequence[Column]) -> bool:
    """Whether a row names columns as no card's row does; ratings such as "In progress" below it are no labels."""
    return len({column.field for column in named if column.field is not None}) >= _FEWEST_NAMED


def header_rows(table: Table) -> dict[int, tuple[Column, ...]]:
    """Which rows are headers of a plan (they may repeat), by index; empty where there are none."""
    found: dict[int, tuple[Column, ...]] = {}
    first_texts: tuple[str, ...] | None = None
    for index, row in enumerate(table.rows):
        if not found and index >= _LOOK_AHEAD:
            break
        if found and not row.is_header and not _might_be_header(row, first_texts):
            continue
        texts = texts_of(row)
        if texts == first_texts:  # typed again
            found[index] = found[min(found)]
            continue
        is_first = not found and index < _FIRST_ROWS
        named = column_headers.header_columns(texts, is_marked=row.is_header, is_first=is_first)
        if named is not None:
            found[index] = named
            first_texts = first_texts or texts
    return _joined_headers(table, found)


def texts_of(row: Row) -> tuple[str, ...]:
    """The words of each grid column; a cell merged across is repeated."""
    return tuple(" ".join(cell.text.split()) if len(cell.text) <= 400 else "" for cell in row.cells)


def _might_be_header(row: Row, first: tuple[str, ...] | None) -> bool:
    """A quick look at a row further down: only one whose first words name a column is looked at in full."""
    for cell in row.cells[:3]:
        if len(cell.paragraphs) > 3:
            return False
        text = cell.text
        if len(text) > 60:
            return False
        if text.strip():
            if text[0].isdigit():
                return False
            if first is not None and " ".join(text.split()) in first[:3]:
                return True
            return columns.column_of(" ".join(text.split())) is not None
    return False


def _joined_headers(table: Table, found: dict[int, tuple[Column, ...]]) -> dict[int, tuple[Column, ...]]:
    """Headers of two rows ("Timescale" over "Start" and "Finish") joined: the lower row is the more exact."""
    for index in sorted(found):
        below = index + 1
        if index not in found or below >= len(table.rows):
            continue
        row, header = table.rows[below], table.rows[index]
        if _hints(row):
            found[below] = found[index]
            continue
        if below in found and not any(cell is above for cell, above in zip(row.cells, header.cells, strict=False)):
            continue
        own = [cell for cell in row.own_cells() if cell.text.strip()]
        is_second = row.is_header or _stands_under(row, header)
        if not own or not is_second or any(len(cell.text) > 60 for cell in own):
            continue
        upper = found[index]
        texts = texts_of(row)
        lower: list[Column | None] = [columns.column_of(text) if text.strip() else None for text in texts]
        if below in found:
            lower = [column if column.field is not None else None for column in found[below]]
        if len(lower) != len(upper) or not any(lower):
            continue
        found[below] = column_settling.settled(
            [
                _of_period(named, cell) if named is not None and named.field is not None else _under(above, text, cell)
                for named, above, text, cell in zip(lower, upper, texts, header.cells, strict=True)
            ]
        )
    return found


def _hints(row: Row) -> bool:
    """Whether a row below the headings only says in brackets what to write there: "(named agency)"."""
    filled = [text for cell in row.own_cells() if (text := cell.text.strip())]
    return len(filled) > 1 and all(text[0] in "([" and text[-1] in ")]" and len(text) <= 80 for text in filled)


def _of_period(named: Column, cell: Cell) -> Column:
    """A column under a wider heading that says when: "Update" and "RAG" under "April 2016"."""
    when = " ".join(cell.text.split())
    return replace(named, header=f"{when} {named.header}") if cell.colspan > 1 and columns.is_period(when) else named


def _under(above: Column, text: str, cell: Cell) -> Column:
    """The column of a heading that names none under a wider one: "Q1" under "Progress"."""
    return replace(above, header=text) if text.strip() and cell.colspan > 1 else above


def _stands_under(row: Row, header: Row) -> bool:
    """Whether a row is the second half of a header: cells merged down into it, or its words all under a merged one."""
    pairs = [(cell, above) for cell, above in zip(row.cells, header.cells, strict=False) if cell.text.strip()]
    return any(cell is above for cell, above in pairs) or all(above.colspan > 1 for _, above in pairs)


def has_own_head(table: Table, named: Sequence[Column] = (), *, by_look: bool = True) -> bool:
    """Whether a table opens with headings of columns that are not a plan's.

    `named` are the columns of the plan's table before it. With `by_look` the row has to be marked as a header, or to be
    bold where the next is not; without, short words are enough.
    """
    if len(table.rows) < 2 or table.width < 2:
        return False
    head, below = table.rows[:2]
    texts = [text for text in texts_of(head) if text]
    if len(texts) < max(2, table.width - 1):
        return False
    if head.is_header or (_is_bold(head) and not _is_bold(below)):
        return all(len(text.split()) <= _LONGEST_HEADING for text in texts)
    if any(field in (Field.REFERENCE, Field.TIMESCALE) and _fits(head, i, field) for i, field in _fields(named)):
        return False
    return not by_look and all(len(t.split()) <= 5 and not any(c.isdigit() for c in t) for t in texts)


def _fields(named: Sequence[Column]) -> list[tuple[int, Field]]:
    return [(index, column.field) for index, column in enumerate(named) if column.field is not None]


def _fits(row: Row, index: int, field: Field) -> bool:
    """Whether a cell holds what its column would: a reference, or a time."""
    texts = texts_of(row)
    if index >= len(texts):
        return False
    is_reference = field is Field.REFERENCE and references.looks_like_reference(texts[index])
    return is_reference or (field is Field.TIMESCALE and column_contents.looks_like_time(texts[index]))


def _is_bold(row: Row) -> bool:
    runs = [run for cell in row.own_cells() for p in cell.paragraphs for run in p.runs if run.text.strip()]
    return bool(runs) and all(run.is_bold for run in runs)


def _by_content(table: Table) -> Layout | None:
    rows = [[cell.text.strip() for cell in row.own_cells()] for row in table.rows[:60]]
    rows = [row for row in rows if any(row)]
    if not rows:
        return None
    lasts = [row[-1] for row in rows if len(row) >= 2]
    if len(lasts) >= 3 and sum(bool(_PAGE.match(text)) for text in lasts) >= 0.7 * len(lasts) and table.width <= 4:
        return Layout.CONTENTS
    if table.width <= 3:
        cells = [text for row in rows for text in row if text]
        short = [text for text in cells if len(text) <= 90]
        named = [text for text in cells if _PERSON.search(text) or _ORGANISATION.search(text)]
        if len(short) >= 0.9 * len(cells) and len(named) >= 0.4 * len(cells):
            return Layout.PEOPLE
    return None


def holds_actions(table: Table, named: Sequence[Column]) -> bool:
    """Whether a table without a header goes on with the columns of the one before it."""
    score = 0
    rows = table.rows[:12]
    for row in rows:
        texts = texts_of(row)
        for i in columns.indices(named, Field.REFERENCE):
            label = next((p.label for p in row.cells[i].paragraphs if p.label), None) if i < len(row.cells) else None
            if i < len(texts) and (references.looks_like_reference(texts[i]) or label):
                score += 2
        for i in columns.indices(named, Field.TIMESCALE):
            if i < len(texts) and column_contents.looks_like_time(texts[i]):
                score += 2
        for i in columns.indices(named, Field.ACTION):
            if i < len(texts) and len(texts[i].split()) >= 4:
                score += 1
    return score >= 1.5 * len(rows)
