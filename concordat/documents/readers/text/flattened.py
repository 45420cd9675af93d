"""Reads text that was flattened from a word processor's tables, where a tab begins each cell."""

from dataclasses import dataclass, field

from concordat.documents.domain import Block, Cell, Finding, Paragraph, Place, Row, Run, Table
from concordat.documents.readers.text import repeats, rows
from concordat.documents.readers.text.labels import without_bullet
from concordat.documents.readers.text.pieces import Line, Piece, cut

# Two blank lines after an empty cell or a status word, or three after a sentence, are the room that a page's own
# text stood in.
_BLANKS_AFTER_LITTLE = 2
_BLANKS_AFTER_WORDS = 3
_LITTLE = 24  # characters
_LONGEST_TITLE = 120
_SECTION = 2  # the heading level given to the title of a table


@dataclass(slots=True)
class _Draft:
    """The blocks so far; page text waits until its table is finished."""

    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tables: int = 0


def read_flattened(text: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a flattened text, and what was noticed; see `pieces.is_flattened`."""
    before, pieces = cut(text)
    draft = _Draft()
    draft.blocks += _paragraphs(before)
    headers = rows.find_headers(pieces)
    if not headers:
        draft.blocks += _loose(pieces)
        return tuple(draft.blocks), ()
    heading = _add_front(draft, pieces[: headers[0].start])
    front = [line.text for line in before] + [line.text for piece in pieces[: headers[0].start] for line in piece.lines]
    original = repeats.Original(front)
    for at, header in enumerate(headers):
        is_last = at + 1 == len(headers)
        end = len(pieces) if is_last else headers[at + 1].start
        if heading is not None:
            draft.blocks.append(heading)
        heading = _add_table(
            draft, pieces[header.start : header.end], pieces[header.end : end], header, original, is_last=is_last
        )
    return tuple(draft.blocks), tuple(draft.findings)


def _add_front(draft: _Draft, pieces: list[Piece]) -> Paragraph | None:
    """What stands before the first table; its last piece, when it is short, is that table's title."""
    if pieces and _is_heading(pieces[-1]):
        draft.blocks += _loose(pieces[:-1])
        return _heading(pieces[-1].lines)
    draft.blocks += _loose(pieces)
    return None


def _is_heading(piece: Piece) -> bool:
    filled = [line for line in piece.lines if line.text]
    return 0 < len(filled) <= 3 and len(piece.words) <= 160


def _loose(pieces: list[Piece]) -> list[Paragraph]:
    """Pieces outside tables: a short first line above others, or one that stands alone, is a heading."""
    found: list[Paragraph] = []
    for piece in pieces:
        filled = [line for line in piece.lines if line.text]
        if not filled:
            continue
        is_title = len(filled[0].text) <= 100 and not filled[0].text.endswith((".", ";", ",")) and bool(piece.gap)
        is_alone = len(filled) == 1
        for at, line in enumerate(filled):
            level = (_SECTION if is_alone else _SECTION + 1) if at == 0 and is_title else None
            found.append(_paragraph(line, Place(line=line.number), heading=level))
    return found


def _paragraphs(lines: list[Line]) -> list[Paragraph]:
    return [_paragraph(line, Place(line=line.number)) for line in lines if line.text]


def _paragraph(line: Line, place: Place, *, heading: int | None = None) -> Paragraph:
    label, words = without_bullet(line.text)
    return Paragraph(words, (Run(words),) if words else (), label, heading, "", place)


def _heading(lines: list[Line]) -> Paragraph | None:
    """A title over one or more lines, as one paragraph."""
    filled = [line for line in lines if line.text]
    if not filled:
        return None
    words = " ".join(line.text for line in filled)
    return Paragraph(words, (Run(words),), None, _SECTION, "", Place(line=filled[0].number))


def _add_table(
    draft: _Draft,
    head: list[Piece],
    body: list[Piece],
    header: rows.Header,
    original: repeats.Original,
    *,
    is_last: bool,
) -> Paragraph | None:
    """Add a table and the page text found in it; give the heading of the next table, when it stood at the end."""
    found = rows.find_rows(body, header, ends_in_header=not is_last)
    next_heading: Paragraph | None = None
    if not is_last and found and len(found[-1]) == 1 and _is_heading(found[-1][0]):
        next_heading = _heading(found.pop()[0].lines)
    draft.tables += 1
    page_text: list[Paragraph] = []
    built = [_row([_kept(piece.lines) for piece in head], head, draft.tables, 1, header.width, is_header=True)]
    for at, row in enumerate(found):
        if len(row) == 1 and row[0].is_empty:
            continue
        is_end = at + 1 == len(found)
        while len(row) > header.width and row[-1].is_empty:
            row = row[:-1]
        kept, left = _split_last(row[-1].lines)
        if is_end and not is_last and next_heading is None:
            kept, left, title = _title_at_end(kept, left)
            next_heading = _heading(title)
        repeated_at = original.repeated_from(kept)
        if repeated_at is not None:
            kept, left = kept[:repeated_at], kept[repeated_at:] + left
        page_text += _page_text(draft, left, original)
        cells = [_kept(piece.lines) for piece in row[:-1]] + [_kept(kept)]
        built.append(_row(cells, row, draft.tables, len(built) + 1, header.width))
    draft.blocks.append(Table(tuple(built), Place(table=draft.tables, line=head[0].number)))
    draft.blocks += page_text
    return next_heading


def _split_last(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The words of a row's last cell, and what it swallowed of the page below it."""
    words = blanks = 0
    for at, line in enumerate(lines):
        if line.is_blank:
            blanks += 1
            continue
        if blanks >= (_BLANKS_AFTER_WORDS if words > _LITTLE else _BLANKS_AFTER_LITTLE):
            return lines[:at], lines[at:]
        words, blanks = words + len(line.text), 0
    return lines, []


def _title_at_end(kept: list[Line], left: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Take from a table's last cell, or from the page text below it, the title of the table that follows.

    It is the last stretch after a blank line, when it is short and no sentence.
    """
    for lines in (left, kept):
        last = _kept(lines)
        start = max((at + 1 for at, line in enumerate(last) if line.is_blank), default=0)
        title = last[start:]
        stands_apart = start > 0 or lines is left
        words = " ".join(line.text for line in title)
        if title and stands_apart and len(words) <= _LONGEST_TITLE and not words.endswith((".", ",", ";")):
            rest = last[:start]
            return (kept, rest, title) if lines is left else (rest, left, title)
    return kept, left, []


def _page_text(draft: _Draft, lines: list[Line], original: repeats.Original) -> list[Paragraph]:
    filled = [line for line in lines if line.text]
    if not filled:
        return []
    fresh = original.without_repeats(filled)
    if len(fresh) < len(filled):
        draft.findings.append(
            Finding(
                "note",
                "repeated-text",
                "From here on the file repeats its own introduction in pieces; the repetition was left out.",
                Place(line=filled[0].number),
            )
        )
    return _paragraphs(fresh)


def _kept(lines: list[Line]) -> list[Line]:
    """A cell's lines without the blank ones at its ends; blank lines inside keep two halves of a cell apart."""
    first, last = 0, len(lines)
    while first < last and lines[first].is_blank:
        first += 1
    while last > first and lines[last - 1].is_blank:
        last -= 1
    return lines[first:last]


def _row(
    cells: list[list[Line]], pieces: list[Piece], table: int, row: int, width: int, *, is_header: bool = False
) -> Row:
    built: list[Cell] = []
    for column, (lines, piece) in enumerate(zip(cells, pieces, strict=True), start=1):
        place = Place(table=table, row=row, column=column, line=piece.number)
        paragraphs = tuple(_paragraph(line, Place(table, row, column, line=line.number)) for line in lines)
        built.append(Cell(paragraphs, place, colspan=width if len(cells) == 1 else 1))
    if len(built) == 1:
        built *= width
    return Row(tuple(built), Place(table=table, row=row, line=pieces[0].number), is_header=is_header)
