"""Puts a document's tables together as sections of actions, and settles what only the whole plan can tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from concordat.documents.domain import Document, Paragraph, Place, Row, Table
from concordat.plans.domain import columns, layouts, status_keys
from concordat.plans.domain.columns import Field
from concordat.plans.domain.layouts import Classified
from concordat.plans.domain.reading import (
    cards,
    elsewhere,
    headerless,
    labelled_cells,
    labelled_lines,
    papers,
    rows,
    section_columns,
    sheet_parts,
    titles,
)
from concordat.plans.domain.reading.across import Kind
from concordat.plans.domain.reading.drafts import Draft, SectionDraft
from concordat.plans.domain.reading.introductions import find_title
from concordat.plans.domain.reading.remarks import Remarks, quoted
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.table_kinds import SPOKEN, Layout

_SENTENCES_BETWEEN = 6


@dataclass
class Assembly:
    """The sections of a plan as far as its tables give them."""

    document: Document
    remarks: Remarks
    sections: list[SectionDraft] = field(default_factory=list)
    key: list[tuple[str, str]] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)  # paragraphs before the first table of actions
    between: list[Paragraph] = field(default_factory=list)  # those after it, where they gave no section its title
    titling: list[Paragraph] = field(default_factory=list)  # paragraphs that became a section's title or theme
    theme_tables: list[Table] = field(default_factory=list)
    has_actions_table: bool = False
    theme: str | None = None
    themed: bool = False  # themes stand as headings between the tables
    skipped: list[Place] = field(default_factory=list)
    behind: set[int] = field(default_factory=set)  # paragraphs that stand before a table that was left out
    is_single: bool = False  # there is one table of actions

    @property
    def flattened(self) -> bool:
        return self.document.format in ("text", "pdf")

    def add_key(self, entries: status_keys.Entries) -> None:
        names = {name.casefold() for name, _ in self.key}
        self.key.extend(entry for entry in entries if entry[0].casefold() not in names)


def assemble(document: Document, remarks: Remarks) -> Assembly:
    """Walks a document's blocks in order and reads each table for what it is."""
    work = Assembly(document, remarks)
    blocks = sheet_parts.parted(labelled_cells.as_cards(papers.unframed(document.blocks)))
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
                pending = _without_own_heading(work, pending)
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


def _without_own_heading(work: Assembly, pending: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without the heading right above a table that was left out: it is that table's."""
    if not pending or _is_numbered(pending[-1]) or not titles.is_heading(pending[-1]):
        return pending
    held = [*work.before, *pending]
    if not work.has_actions_table and find_title(work.document, held)[1] is pending[-1]:
        return pending
    (work.between if work.has_actions_table else work.before).append(pending[-1])
    return pending[:-1]


def _read_cards(work: Assembly, table: Table, pending: list[Paragraph]) -> None:
    headings = _trailing_headings(pending)
    title = cards.heading_of(table, tidy(headings[-1].text)) if headings else ""
    if title:
        work.titling.append(headings[-1])
        pending = [p for p in pending if p is not headings[-1]]
    _open_for(work, pending)
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
    titled = _open_for(work, pending, sheet=table.place.sheet)
    if work.is_single and work.titling and not _is_numbered(work.titling[-1]) and (work.titling[-1].heading or 1) == 1:
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


def _open_for(work: Assembly, pending: list[Paragraph], *, sheet: str | None = None) -> bool:
    """Opens the section that the paragraphs before a table name; whether it got a title from them."""
    is_first = not work.has_actions_table
    candidates = _trailing_headings(pending)
    if is_first:
        _, title_paragraph = find_title(work.document, [*work.before, *pending])
        candidates = [p for p in candidates if p is not title_paragraph]
    if candidates and titles.is_generic(tidy(candidates[-1].text)):
        candidates = [p for p in candidates if id(p) not in work.behind]
    candidates = [p for p in candidates if not titles.is_generic(tidy(p.text))]
    (work.before if is_first else work.between).extend(pending)
    if candidates and sheet and not work.is_single and _names_sheet(candidates[-1], sheet):
        candidates = [replace(candidates[-1], text=sheet, label=None)]
    if not candidates and sheet and not work.is_single and not any(s.title == sheet for s in work.sections):
        work.sections.append(SectionDraft(sheet))
        work.theme = None
        return True
    if not candidates:
        if not work.sections:
            work.sections.append(SectionDraft(None))
        return work.sections[-1].title is not None
    *_, last = candidates
    above = candidates[-2] if len(candidates) > 1 else None
    is_bare = above is not None and titles.is_bare_number(tidy(above.text))
    if above is not None and _is_numbered(above) and not _is_numbered(last) and not is_bare:
        work.themed = True
        _open(work, above)
        work.theme = tidy(last.text).replace("\n", " ")
        work.titling.append(last)
    elif work.themed and not _is_numbered(last) and work.sections and last.heading is None:
        work.theme = tidy(last.text).replace("\n", " ")
        work.titling.append(last)
    elif above is not None and is_bare and not _is_numbered(last):
        work.titling += [above, last]
        _open_titled(work, f"{tidy(above.text)}: {tidy(last.text)}")
    else:
        # Below another part's heading a title that was there before names another section.
        is_other_part = above is not None and last.heading is not None and (above.heading or 9) < last.heading
        _open(work, last, is_new=is_other_part)
    return True


def _names_sheet(paragraph: Paragraph, sheet: str) -> bool:
    """Whether the title above a sheet's table says the sheet's own name at greater length."""
    title, name = columns.squash(paragraph.text), columns.squash(sheet)
    return bool(name) and title != name and title.startswith(name)


def _trailing_headings(pending: Sequence[Paragraph]) -> list[Paragraph]:
    """The headings right before a table, outermost first.

    Keys, dates and sentences may stand between the table and its heading; beyond them only a styled or numbered
    line is taken for one.
    """
    found: list[Paragraph] = []
    passed = 0
    for paragraph in reversed(pending):
        if titles.is_heading(paragraph) and (not passed or paragraph.heading is not None or _is_numbered(paragraph)):
            found.insert(0, paragraph)
        elif titles.names_who(tidy(paragraph.text)):
            continue
        elif found or passed == _SENTENCES_BETWEEN:
            break
        elif not titles.is_aside(paragraph):
            passed += 1
    return found


def _is_numbered(paragraph: Paragraph) -> bool:
    label = (paragraph.label or "").strip()
    return bool(label and label[0].isalnum()) or titles.is_numbered(tidy(paragraph.text))


def _open(work: Assembly, paragraph: Paragraph, *, is_new: bool = False) -> None:
    work.titling.append(paragraph)
    _open_titled(work, tidy(paragraph.text), paragraph.label, is_new=is_new)


def _open_titled(work: Assembly, text: str, label: str | None = None, *, is_new: bool = False) -> None:
    """Begins a section, or goes on with the one of that title."""
    title, is_continued = titles.title_of(text, label)
    work.theme = None
    if work.sections and titles.same_title(work.sections[-1].title, title) and not (is_new and not is_continued):
        return
    if is_continued:
        for section in reversed(work.sections):
            if titles.same_title(section.title, title):
                work.sections.remove(section)
                work.sections.append(section)
                return
    if work.sections and work.sections[-1].title is None and not work.sections[-1].drafts:
        work.sections[-1].title = title
        return
    work.sections.append(SectionDraft(title))


def _take(work: Assembly, read: rows.Reading) -> int:
    """Takes one row into the sections; how many actions it added."""
    if read.kind is Kind.SECTION:
        if work.sections and not work.sections[-1].drafts and work.sections[-1].title is not None:
            held = work.sections.pop()  # a heading above the table that its own first row makes more exact
            if not titles.same_title(held.title, titles.title_of(read.text)[0]) and titles.is_numbered(
                held.title or ""
            ):
                work.sections.append(held)
        _open_titled(work, read.text)
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
        return _take_action(work, read.draft, is_continuation=read.kind is Kind.CONTINUATION)
    return 0


def _take_action(work: Assembly, draft: Draft, *, is_continuation: bool) -> int:
    if not work.sections:
        work.sections.append(SectionDraft(None))
    section = work.sections[-1]
    previous = section.drafts[-1] if section.drafts else None
    if is_continuation:
        if previous is None:
            words = " | ".join(draft.texts.values())
            work.remarks.warn("row-not-read", f"A row was not taken for an action: {quoted(words)}.", draft.place)
            return 0
        _join(work, previous, draft)
        return 0
    if previous is not None and _is_second_half(draft, previous):
        work.remarks.warn(
            "row-joined-doubtful",
            f"The first row of a table, {quoted(draft.texts.get(Field.ACTION, ''), 50)}, has no number, date or lead; "
            f"it was joined to {spoken_reference(previous)} above it. Please check.",
            draft.place,
        )
        _join(work, previous, draft)
        return 0
    if draft.theme is None:
        draft.theme = work.theme
    section.drafts.append(draft)
    return 1


def _is_second_half(draft: Draft, previous: Draft) -> bool:
    """Whether a row that opens a table is what a page break left of the row before, though it begins with a capital."""
    told = (Field.TIMESCALE, Field.LEAD, Field.STATUS, Field.TICK)
    if draft.references or any(draft.texts.get(name) for name in told) or not draft.columns.of(Field.REFERENCE):
        return False
    if draft.place.table == previous.place.table or not previous.references:
        return False
    return previous.texts.get(Field.ACTION, "").rstrip()[-1:] not in (".", "!", "?", "")


def _join(work: Assembly, above: Draft, draft: Draft) -> None:
    """Joins the second part of a row that a page break cut, or lines that go on with the row above."""
    is_update = columns.squash(draft.texts.get(Field.REFERENCE, "")) in {"action", "update", "progress", "actionupdate"}
    if is_update and not draft.references:
        texts = [text for name, text in draft.texts.items() if name is not Field.REFERENCE]
        _extend(above, Field.PROGRESS, "\n".join(texts))
    else:
        for name, text in draft.texts.items():
            if name not in (Field.REFERENCE, Field.SECTION) and text != above.texts.get(name):
                _extend(above, name, text)
        above.outcome_paragraphs.extend(draft.outcome_paragraphs)
    above.continues = above.continues or draft.place
    above.cells = (*above.cells, *draft.cells)
    above.struck.extend(draft.struck)
    if not any(draft.row.cells[i : i + 1] and draft.row.cells[i] is cell for i, cell in enumerate(above.row.cells)):
        work.remarks.note(
            "row-joined",
            f"{spoken_reference(above)} goes on in a second row; the two were joined.",
            draft.place,
        )


def _extend(above: Draft, name: Field, text: str) -> None:
    held = above.texts.get(name)
    if not held:
        above.texts[name] = text
    elif text[:1].islower():
        above.texts[name] = f"{held} {text}"
    else:
        above.texts[name] = f"{held}\n{text}"


def spoken_reference(draft: Draft) -> str:
    """How an action is called in a message: its reference, or its first words."""
    if draft.references:
        return f"Action {', '.join(draft.references)}"
    return f"The action {quoted(draft.texts.get(Field.ACTION, ''), 50)}"


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


def _paragraphs_of(one: Classified) -> list[Paragraph]:
    """The paragraphs of a one-column table that stands among the introduction: a frame around text."""
    if one.table.width != 1 or one.layout is not Layout.OTHER:
        return []
    found: list[Paragraph] = []
    for row in one.table.rows:
        for cell in row.own_cells():
            filled = [p for p in cell.paragraphs if p.text.strip()]
            for index, paragraph in enumerate(filled):
                is_title = index == 0 and len(filled) > 1 and len(paragraph.text) <= 100
                found.append(replace(paragraph, heading=3) if is_title and paragraph.heading is None else paragraph)
    return found
