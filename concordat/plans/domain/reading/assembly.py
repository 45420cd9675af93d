"""Puts a document's tables together as sections of actions, and settles what only the whole plan can tell."""

from collections.abc import Sequence
from dataclasses import replace

from concordat.documents.domain import Document, Paragraph, Row, Table
from concordat.plans.domain import status_keys
from concordat.plans.domain.reading import (
    card_columns,
    cards,
    elsewhere,
    headerless,
    joining,
    labelled_cells,
    labelled_lines,
    openings,
    papers,
    rows,
    section_columns,
    sheet_parts,
    titles,
)
from concordat.plans.domain.reading.across import Kind
from concordat.plans.domain.reading.gathered import Assembly
from concordat.plans.domain.reading.remarks import Remarks, quoted
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.tables import SPOKEN, Classified, Layout, layouts


def assemble(document: Document, remarks: Remarks) -> Assembly:
    """Walks a document's blocks in order and reads each table for what it is."""
    work = Assembly(document, remarks)
    blocks = card_columns.as_cards(sheet_parts.parted(labelled_cells.as_cards(papers.unframed(document.blocks))))
    found = layouts.classify([block for block in blocks if isinstance(block, Table)])
    if not work.flattened and not papers.is_minutes(document) and not any(one.layout in _READ for one in found):
        blocks = labelled_lines.as_cards(blocks)
        found = layouts.classify([block for block in blocks if isinstance(block, Table)])
    classified = headerless.named_columns(found, remarks)
    by_table = {id(one.table): one for one in classified}
    if papers.is_minutes(document):
        classified = [papers.as_minuted(one) for one in classified]
        by_table = {id(one.table): one for one in classified}
    work.is_single = sum(one.layout is Layout.ACTIONS for one in classified) == 1
    pending: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                pending.append(block)
            continue
        one = by_table[id(block)]
        if block.place.sheet:  # a reader may give the sheet's name as a heading: it is known without
            pending = [p for p in pending if tidy(p.text) != block.place.sheet]
        _add_key_of(work, pending)
        if one.layout is Layout.ACTIONS:
            _read_actions(work, one, pending)
            pending = []
        elif one.layout is Layout.CARDS:
            _read_cards(work, one.table, pending)
            pending = []
        else:
            _leave_out(work, one)
            if one.layout not in _WITHOUT_HEADING:
                work.behind.update(id(paragraph) for paragraph in pending)
            if one.layout in _WITH_HEADING:
                pending = openings.without_own_heading(work, pending)
            if not work.has_actions_table:
                pending.extend(_paragraphs_of(one))
    _add_key_of(work, pending)
    (work.between if work.has_actions_table else work.before).extend(pending)
    _add_key_around(work)
    work.sections = section_columns.parted(work.sections)
    return work


_READ = frozenset({Layout.ACTIONS, Layout.CARDS})
_WITHOUT_HEADING = frozenset({Layout.KEY, Layout.THEMES})  # they stand between a section's heading and its actions
_WITH_HEADING = frozenset({Layout.PEOPLE, Layout.FORUMS, Layout.RISKS, Layout.RECORD, Layout.FIGURES, Layout.CONTENTS})


def _read_cards(work: Assembly, table: Table, pending: list[Paragraph]) -> None:
    headings = openings.trailing_headings(pending)
    counted = (p for p in reversed(headings) if p.heading is not None and cards.names_card(tidy(p.text)))
    heading = next(counted, headings[-1] if headings else None)
    title = cards.heading_of(table, tidy(heading.text)) if heading is not None else ""
    below: list[Paragraph] = []  # what stands between the card's heading and the card
    if title and heading is not None:
        work.titling.append(heading)
        at = next(index for index, paragraph in enumerate(pending) if paragraph is heading)
        pending, below = pending[:at], pending[at + 1 :]
    is_first = not work.has_actions_table
    openings.open_for(work, pending)
    (work.before if is_first else work.between).extend(below)
    cards.read_cards(work.sections[-1], table, flattened=work.flattened, heading=title)
    work.has_actions_table = True


def _add_key_of(work: Assembly, paragraphs: Sequence[Paragraph]) -> None:
    for paragraph in paragraphs:
        work.add_key(status_keys.key_in_text(tidy(paragraph.text)) or status_keys.key_in_runs((paragraph,)))
    if not work.key:
        work.add_key(status_keys.key_in_lines([tidy(p.text) for p in paragraphs]))
    if not work.key:
        work.add_key(status_keys.key_in_runs(paragraphs))


def _add_key_around(work: Assembly) -> None:
    """A key in a text box or a margin counts where the pages themselves have none."""
    for text in (*work.document.text_boxes, *work.document.headers):
        if not work.key:
            work.add_key(status_keys.key_in_text(tidy(text)) or status_keys.key_in_lines(text.split("\n")))


def _read_actions(work: Assembly, one: Classified, pending: list[Paragraph]) -> None:
    first_header = min(one.headers, default=-1)
    table = one.table
    lead_in = [_as_paragraph(row) for row in table.rows[: max(first_header, 0)]]
    pending = [*pending, *(p for p in lead_in if p is not None)]
    work.add_key(status_keys.key_in_table(Table(table.rows[: max(first_header, 0)], table.place)))
    for row in table.rows[: max(first_header, 0)]:
        for cell in row.own_cells():
            work.add_key(status_keys.key_in_text(tidy(cell.text)) or status_keys.key_in_runs(cell.paragraphs))
    for index in one.headers:
        for cell in table.rows[index].own_cells():
            work.add_key(status_keys.key_in_text(tidy(cell.text)) or status_keys.key_in_runs(cell.paragraphs[1:]))
    promised = elsewhere.promised_above(table, one.headers)
    if promised:
        pending = pending[:-1] if pending and pending[-1].place == table.rows[first_header - 1].place else pending
    titled = openings.open_for(work, pending, sheet=table.place.sheet)
    heading = work.titling[-1] if work.titling else None
    if work.is_single and heading is not None and not openings.is_numbered(heading) and (heading.heading or 1) == 1:
        titled = False  # the only table's heading is the plan's: rows across it are its sections
    work.has_actions_table = True
    cut = max(first_header - 1 if promised else first_header, 0)
    body = Table(table.rows[cut:], table.place)
    headers = {index - cut: named for index, named in one.headers.items()}
    first = one.guessed or (next(iter(headers.values())) if headers else ())
    added = 0
    for read in rows.read_rows(body, headers, first, flattened=work.flattened, titled_outside=titled):
        added += _take(work, read)
    if one.guessed is not None and added:
        work.remarks.warn(
            "no-header-row",
            f"Table {table.place.table or ''} has no row of column headings; what each column holds was concluded "
            "from its contents and from the tables around it.".replace("Table  has", "A table has"),
            table.place,
        )


def _as_paragraph(row: Row) -> Paragraph | None:
    """The words of a row above the header, where a single cell holds them all, or a number and a title."""
    filled = [cell for cell in row.own_cells() if cell.text.strip()]
    if len(filled) == 2 and (span := titles.spanning(row, len(row.cells))) is not None:
        return Paragraph(span.text, place=row.place)
    if len(filled) != 1:
        return None
    label = next((p.label for p in filled[0].paragraphs if p.label), None)
    return Paragraph(tidy(filled[0].text).replace("\n", " "), label=label, place=row.place)


def _take(work: Assembly, read: rows.Reading) -> int:
    """Takes one row into the sections; how many actions it added."""
    if read.kind is Kind.SECTION:
        if work.sections and not work.sections[-1].drafts and work.sections[-1].title is not None:
            held = work.sections.pop()  # a heading above the table that its own first row makes more exact
            if not titles.same_title(held.title, titles.title_of(read.text)[0]) and titles.is_numbered(
                held.title or ""
            ):
                work.sections.append(held)
        openings.open_titled(work, read.text)
    elif read.kind is Kind.THEME:
        work.theme = titles.title_of(read.text)[0]
    elif read.kind is Kind.KEY:
        work.add_key(read.entries)
    elif read.kind is Kind.NOTE:
        work.remarks.note(
            "note-row", f"A row across the table was taken for a note and left out: {quoted(read.text)}.", read.place
        )
    elif read.kind is Kind.EMPTY_NUMBERED:
        work.skipped.append(read.place)
    elif read.kind is Kind.UNREAD and read.draft is not None:
        words = " | ".join(read.draft.texts.values())
        work.remarks.warn("row-not-read", f"A row was not taken for an action: {quoted(words)}.", read.place)
    elif read.draft is not None:
        return joining.take_action(work, read.draft, is_continuation=read.kind is Kind.CONTINUATION)
    return 0


def _leave_out(work: Assembly, one: Classified) -> None:
    place = one.table.place
    if one.layout is Layout.KEY:
        work.add_key(one.key)
        return
    if one.layout is Layout.THEMES:
        work.theme_tables.append(one.table)
    elif one.table.width == 1:
        return
    number = f"Table {place.table}" if place.table else "A table"
    where = f" on sheet {place.sheet}" if place.sheet else ""
    work.remarks.note(
        "table-left-out",
        f"{number}{where} was taken for {SPOKEN[one.layout]}; no actions were read from it.",
        place,
    )


_MOST_ROWS_OF_FRAME = 6
_MOST_CELLS_OF_FRAME = 3


def _paragraphs_of(one: Classified) -> list[Paragraph]:
    """The paragraphs of a table among the introduction that is a frame around text: of one column, or a banner."""
    if one.layout is not Layout.OTHER or not (one.table.width == 1 or _is_banner(one.table)):
        return []
    found: list[Paragraph] = []
    for row in one.table.rows:
        for cell in row.own_cells():
            filled = [p for p in cell.paragraphs if p.text.strip()]
            for index, paragraph in enumerate(filled):
                is_title = index == 0 and len(filled) > 1 and len(paragraph.text) <= 100
                found.append(replace(paragraph, heading=3) if is_title and paragraph.heading is None else paragraph)
    return found


def _is_banner(table: Table) -> bool:
    """Whether a small table opens with the plan's title across it, and says who made it and when."""
    first = [cell for cell in table.rows[0].own_cells() if cell.text.strip()] if table.rows else []
    if len(first) != 1 or len(table.rows) > _MOST_ROWS_OF_FRAME or not titles.names_document(tidy(first[0].text)):
        return False
    return all(sum(1 for _ in row.own_cells()) <= _MOST_CELLS_OF_FRAME for row in table.rows)
