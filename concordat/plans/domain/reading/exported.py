"""Reads a plan that left from here: its own headings and columns say what each part is, so nothing is guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from concordat.documents.domain import Document, Paragraph, Row, Table
from concordat.plans.domain import own_layout, references
from concordat.plans.domain.leads import Lead, LeadRole
from concordat.plans.domain.own_layout import OwnColumn
from concordat.plans.domain.reading import finishing
from concordat.plans.domain.reading.drafts import Draft, Known, SectionDraft
from concordat.plans.domain.reading.remarks import Remarks, quoted
from concordat.plans.domain.reading.wording import struck_words, tidy, words_of
from concordat.plans.domain.readings import Passage, ReadPlan, ReadTheme, SourceCell
from concordat.plans.domain.states import STATUS_OF_STATE, Confidence, ReadStatus, State
from concordat.plans.domain.status_keys import StatusKey
from concordat.plans.domain.tables import Column, ColumnSet, Field, layouts

_FIELDS = {
    OwnColumn.SECTION: Field.SECTION,
    OwnColumn.REFERENCE: Field.REFERENCE,
    OwnColumn.ACTION: Field.ACTION,
    OwnColumn.THEME: Field.THEME,
    OwnColumn.OUTCOME: Field.OUTCOME,
    OwnColumn.LED_BY: Field.LEAD,
    OwnColumn.PARTNERS: Field.LEAD,
    OwnColumn.WHEN: Field.TIMESCALE,
    OwnColumn.STATE: Field.STATUS,
    OwnColumn.PROGRESS: Field.PROGRESS,
    OwnColumn.GROUP: Field.GROUP,
}
_HEADER_WITHIN = 20  # rows from the top of a sheet, where its title stands above the header
_LEAST_COLUMNS = 7  # of a plan that leaves; few rows of other plans have as many cells with few words
_LOCALITY = re.compile(r"Locality: (.+)")
_UPDATED = re.compile(r"Last updated: (.+)")
_CONTACT = re.compile(r"Contact: (.+)", re.DOTALL)


@dataclass
class _Part:
    """A heading with what stands under it."""

    heading: str | None
    lines: list[Paragraph] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)  # of tables that are not of actions, their headers included
    actions: list[Row] = field(default_factory=list)  # of tables of actions, each with its header


def read_exported(document: Document, remarks: Remarks) -> ReadPlan | None:
    """The plan in a document that left from here; None for any other, and where a table of another kind was added."""
    if document.format == "text":  # line ends may be only wrapping there, and no heading says that it is one
        return None
    tables = [table for table in document.tables if _header_of(table) is None]
    if len(tables) == len(document.tables) or any(layouts.header_rows(table) for table in tables):
        return None
    parts = list(_parts(document))
    opening = next((part for part in parts if part.heading is not None and not part.actions), _Part(None))
    lines = [tidy(line.text) for line in opening.lines]
    locality = _said(lines, _LOCALITY)
    # A plan may be called as one of our headings is; what stands below it then tells.
    is_titled = locality is not None or opening.heading not in own_layout.AROUND
    around = {
        part.heading: part
        for part in parts
        if part.heading in own_layout.AROUND and not part.actions and not (is_titled and part is opening)
    }
    key = StatusKey.of(
        (sign, meaning) for sign, meaning, *_ in _table_under(around, own_layout.STATUS_KEY, own_layout.KEY_HEADER)
    )
    purposes = around.get(own_layout.PURPOSES)
    return ReadPlan(
        title=opening.heading if is_titled else None,
        locality=locality,
        last_updated=own_layout.read_updated(_said(lines, _UPDATED) or ""),
        contact=_said(lines, _CONTACT),
        status_key=key.entries,
        purposes=tuple(tidy(line.text) for line in purposes.lines) if purposes else (),
        themes=_themes(_table_under(around, own_layout.THEMES, own_layout.THEMES_HEADER)),
        boards=_passages(_table_under(around, own_layout.BOARDS, own_layout.PASSAGES_HEADER)),
        other_text=_passages(_table_under(around, own_layout.OTHER_TEXT, own_layout.PASSAGES_HEADER)),
        sections=finishing.finish(_sections(parts, remarks), key, remarks, flattened=False),
        findings=remarks.sorted(),
    )


def _header_of(table: Table) -> int | None:
    """The index of the row that holds our column headers."""
    return next((i for i, row in enumerate(table.rows[:_HEADER_WITHIN]) if _is_header(row)), None)


def _is_header(row: Row) -> bool:
    short = [text for cell in row.cells if 0 < len(text := cell.text) < 40]
    return len(short) >= _LEAST_COLUMNS and own_layout.is_own_header([tidy(text) for text in short])


def _parts(document: Document) -> Iterator[_Part]:
    part = _Part(None)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.place.sheet is not None or not block.text.strip():
                continue  # the name of a sheet; its title stands in it
            if block.heading is None and part.heading is not None:
                part.lines.append(block)
                continue
            yield part
            part = _Part(tidy(block.text).replace("\n", " "))
        elif block.place.sheet is not None:
            yield part
            yield from _parts_of_sheet(block)
            part = _Part(None)
        elif _header_of(block) is not None:
            part.actions.extend(block.rows)
        else:
            part.rows.extend(block.rows)
    yield part


def _parts_of_sheet(table: Table) -> Iterator[_Part]:
    """The parts of a sheet, where a line is a row of one cell; actions belong to the title above them."""
    header = _header_of(table)
    part: _Part | None = None
    for index, row in enumerate(table.rows):
        if index == header:
            part = part or _Part(None)
            part.actions.extend(table.rows[index:])
            break
        filled = [cell for cell in row.own_cells() if cell.text.strip()]
        if not filled:
            continue
        only = tidy(filled[0].text) if len(filled) == 1 else None
        if part is None or only in own_layout.AROUND:
            if part is not None:
                yield part
            part = _Part(tidy(filled[0].text).replace("\n", " "))
        elif only is not None and not part.rows:
            part.lines.append(Paragraph(only.removeprefix("• "), place=row.place))  # a list is one of signs there
        else:
            part.rows.append(row)
    if part is not None:
        yield part


def _table_under(around: dict[str, _Part], heading: str, header: tuple[str, ...]) -> list[list[str]]:
    """The words of each row under a heading, without the table's header, each row as wide as that."""
    if heading not in around:
        return []
    found = []
    for row in around[heading].rows:
        words = [tidy(cell.text) for cell in row.cells[: len(header)]]
        words += [""] * (len(header) - len(words))
        if tuple(words) != header and any(words):
            found.append(words)
    return found


def _said(lines: Iterable[str], pattern: re.Pattern[str]) -> str | None:
    return next((found[1] for line in lines if (found := pattern.fullmatch(line))), None)


def _themes(rows: list[list[str]]) -> tuple[ReadTheme, ...]:
    return tuple(
        ReadTheme(int(number) if number.isdecimal() else None, title, tuple(filter(None, criteria.split("\n"))))
        for number, title, criteria in rows
    )


def _passages(rows: list[list[str]]) -> tuple[Passage, ...]:
    return tuple(Passage(heading or None, text) for heading, text in rows)


def _sections(parts: Iterable[_Part], remarks: Remarks) -> list[SectionDraft]:
    """The actions by section: that of their own column, else of the heading above them."""
    found: dict[str | None, SectionDraft] = {}
    for part in parts:
        columns = ColumnSet(())
        headers: list[str] = []
        for row in part.actions:
            if _is_header(row):
                headers = [tidy(cell.text) for cell in row.cells]
                columns = ColumnSet([_column(header) for header in headers])
                if part.heading is not None and OwnColumn.SECTION not in headers:
                    found.setdefault(part.heading, SectionDraft(part.heading))
                continue
            texts = [words_of(cell.paragraphs, struck=row.is_struck) for cell in row.cells]
            filled = [cell for cell in row.own_cells() if cell.text.strip() or cell.struck_text]
            if len(filled) == 1 and filled[0].colspan > 1:
                remarks.note(
                    "note-row",
                    f"A row across the table was taken for a note and left out: {quoted(filled[0].text)}.",
                    row.place,
                )
            elif filled:
                draft = _draft(row, texts, headers, columns)
                title = draft.section or part.heading
                found.setdefault(title, SectionDraft(title)).drafts.append(draft)
    return list(found.values())


def _column(header: str) -> Column:
    known = _FIELDS.get(OwnColumn(header)) if header in _OWN else None
    return Column(header, known or Field.EXTRA)


_OWN = frozenset(OwnColumn)
# Worked out from the plan each time that it leaves, or told elsewhere.
_DERIVED = frozenset(
    {
        OwnColumn.NUMBER,
        OwnColumn.DUE_BY,
        OwnColumn.SAID_ON,
        OwnColumn.CONFIDENCE,
        OwnColumn.DUTIES_NOW,
        OwnColumn.EVIDENCE,
    }
)


def _draft(row: Row, words: Sequence[str], headers: Sequence[str], columns: ColumnSet) -> Draft:
    said = dict(zip(headers, words, strict=False))
    texts: dict[Field, str] = {}
    source: list[SourceCell] = []
    extra: list[tuple[str, str]] = []
    struck: list[tuple[Field, str]] = []
    for column, cell, text in zip(columns, row.cells, words, strict=False):
        held = column.field or Field.EXTRA
        source.append(SourceCell(column.header, held.value, cell.text, cell.fill, cell.place))
        if held is Field.EXTRA:
            if text and column.header not in _DERIVED:
                extra.append((column.header, text))
        elif text:
            texts[held] = text
        if not row.is_struck and (out := struck_words(cell)):
            struck.append((held, out))
    written, timescale = own_layout.read_when(texts.pop(Field.TIMESCALE, ""))
    if written:
        texts[Field.TIMESCALE] = written
    status = None if row.is_struck else _status(said.get(OwnColumn.STATE, ""), said.get(OwnColumn.CONFIDENCE, ""))
    leads = _partners(said[OwnColumn.PARTNERS]) if OwnColumn.PARTNERS in said else None
    return Draft(
        references=tuple(_references(texts.get(Field.REFERENCE, ""))),
        texts=texts,
        theme=texts.get(Field.THEME),
        columns=columns,
        row=row,
        place=row.place,
        cells=tuple(source),
        extra=extra,
        struck=struck,
        section=" ".join(texts.get(Field.SECTION, "").split()) or None,
        is_struck=row.is_struck,
        known=Known(status, leads, timescale),
    )


def _references(text: str) -> Iterator[str]:
    """A reference a line, as they were; a person who adds a row may put several on one."""
    for line in filter(None, text.split("\n")):
        parsed = references.parse_references(line) if "," in line else ()
        yield from parsed or (line,)


def _status(state_words: str, confidence_words: str) -> ReadStatus | None:
    state = own_layout.state_called(state_words)
    if state is None:
        return None
    basis = None if state is State.UNKNOWN else state_words
    rated = confidence_words.strip().casefold()
    return ReadStatus(
        STATUS_OF_STATE[state], basis, named=state, rated=Confidence(rated) if rated in _RATINGS else None
    )


_RATINGS = frozenset(Confidence)


def _partners(text: str) -> tuple[Lead, ...]:
    """The organisations of a cell that names one a line."""
    found = []
    for line in filter(None, text.split("\n")):
        is_support = line.startswith(own_layout.SUPPORT)
        name = line.removeprefix(own_layout.SUPPORT).strip()
        found.append(Lead(name, None, LeadRole.SUPPORT if is_support else LeadRole.LEAD))
    return tuple(found)
