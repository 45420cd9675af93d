"""Reads text in which the cells of a table's row are parted by " / ", as web converters write Word tables."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from concordat.documents.domain import Block, Finding
from concordat.documents.readers.text import fitting, heading_words, heads, labels, segments, slash_rows, titles
from concordat.documents.readers.text.assembling import Draft, Drafted
from concordat.documents.readers.text.fitting import Token
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, TextLine
from concordat.documents.readers.text.segments import parts_of
from concordat.documents.readers.text.work import Work

_FEWEST_ROWS = 3  # of a table without headings that are known
_LONGEST_CELL = 160  # on average, in such a table
_ENDS_OPEN = re.compile(r"[:(&+–-]$|\b(?:of|and|or|for|the|by|to|in)$", re.IGNORECASE)
_LABEL_AT_END = re.compile(r"^(.*\S)\s+([A-Z]?\d{1,2}[.:]\d{1,2}[.)]?|[A-Z]\d{1,2}|\d{1,2}[.)])$")
_MOST_HEADER_LINES = 8
_LONGEST_GLUED = 10_000  # letters of a line that begins with a header; each header found in it reads it once more


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: lines from `start` up to and without `end`, and the pieces of its cells."""

    start: int
    end: int
    cells: tuple[tuple[Piece, ...], ...]

    @property
    def heads(self) -> list[Head]:
        return [heads.head_of(" ".join(piece.text for piece in cell)) for cell in self.cells]


def read_slashes(lines: Sequence[TextLine]) -> tuple[tuple[Block, ...], tuple[Finding, ...]] | None:
    """The blocks of a text whose tables were written with " / " between cells; None where it has no such table.

    Raises `TooManyCells` where its rows could be cut in too many ways.
    """
    lines, headers = find_headers(lines)
    draft, work = Draft(), Work()
    _add_loose(draft, lines[: headers[0].start] if headers else lines, is_above_table=bool(headers))
    for at, header in enumerate(headers):
        end = headers[at + 1].start if at + 1 < len(headers) else len(lines)
        region = segments.Region(lines[header.end : end], is_last=at + 1 == len(headers))
        columns, rows = slash_rows.read_rows(region, header.heads, work)
        head = _header_row(header, columns)
        draft.add_table([head, *rows], max(len(columns), 1))
        _add_loose(draft, region.after, is_above_table=at + 1 < len(headers))
    if not draft.tables:
        return None
    return tuple(draft.blocks), tuple(draft.findings)


def _header_row(header: Header, columns: Sequence[Head]) -> Drafted:
    """The header's cells as the rows settled them: joined where a slash stood in one, blank where one is missing."""
    waiting = [list(cell) for cell in header.cells]
    cells: list[list[Piece]] = []
    if columns and not columns[0].text and waiting[0]:
        cells.append([])
        columns = columns[1:]
    for column in columns:
        own = waiting.pop(0)
        if waiting and heading_words.squash(" ".join(piece.text for piece in own)) != heading_words.squash(column.text):
            own = fitting.joined([Token(own), Token(waiting.pop(0))])
        cells.append(own)
    first = next(piece for cell in header.cells for piece in cell)
    return Drafted(cells, first.number, is_header=True)


def find_headers(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[Header]]:
    """Every header row in order; the lines come back with what was glued to a header as lines of their own."""
    kept: list[TextLine] = []
    found: list[Header] = []
    waiting = list(reversed(lines))
    while waiting:
        ahead = [waiting.pop()]
        is_parted = waiting and waiting[-1].text.startswith("/") and heads.is_heading(ahead[0].text)
        if " / " not in ahead[0].text and not is_parted:
            kept.append(ahead[0])
            continue
        while waiting and len(ahead) < _MOST_HEADER_LINES:
            ahead.append(waiting.pop())
        read = _header_at(ahead)
        if read is None:
            kept.append(ahead[0])
            waiting += reversed(ahead[1:])
            continue
        before, cells, rest = read
        kept += before
        found.append(Header(len(kept), len(kept), cells))
        waiting += reversed(rest)
    return kept, found


def _header_at(
    ahead: Sequence[TextLine],
) -> tuple[list[TextLine], tuple[tuple[Piece, ...], ...], list[TextLine]] | None:
    """A header that begins in the first line: what is glued before it, its cells, and the lines after it."""
    line = ahead[0]
    if len(line.text) > _LONGEST_GLUED:
        return None
    texts = parts_of(line.text)
    if line.is_bulleted or labels.is_row_label(texts[0]):
        return None
    if not texts[0] and len(texts) > 1:  # the column of labels has no heading
        texts = texts[1:]
    before, first = heads.glued_before(texts[0])
    texts[0] = first
    cells: list[list[Piece]] = []
    rest: list[TextLine] = []
    for at, text in enumerate(texts):
        head, glued = (text, "") if at < 2 else heads.unglued(text)
        if not glued and at >= 2 and (found := _LABEL_AT_END.match(text)) and heads.is_heading(found[1]):
            head, glued = found[1], found[2]
        cells.append([Piece(line.number, head)] if head else [])
        if glued:
            rest = [TextLine(line.number, " / ".join([glued, *texts[at + 1 :]]))]
            break
    used = 1
    while not rest and used < len(ahead) and (more := _more_header(cells, ahead[used])) is not None:
        cells, rest = more
        used += 1
    while len(cells) > 1 and not cells[-1]:  # "… / Outcomes /": the last column has no heading
        cells.pop()
    cells = _with_slashes(cells)
    found_heads = [heads.head_of(" ".join(p.text for p in cell)) for cell in cells]
    if not cells[0] or not heads.are_headings(found_heads):
        return None
    glued_lines = [TextLine(line.number, before, line.gap)] if before else []
    return glued_lines, tuple(tuple(cell) for cell in cells), [*rest, *ahead[used:]]


def _with_slashes(cells: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The header's cells with those joined that are only together a heading: "Red / Amber / Green"."""
    found: list[list[Piece]] = []
    at = 0
    while at < len(cells):
        count = 1
        for more in (4, 3):
            own = cells[at : at + more]
            whole = " ".join(piece.text for cell in own for piece in cell)
            is_none = not any(heads.is_heading(" ".join(piece.text for piece in cell)) for cell in own)
            if len(own) == more and is_none and heads.is_heading(whole):
                count = more
                break
        found.append(fitting.joined([Token(cell) for cell in cells[at : at + count]]))
        at += count
    return found


def _more_header(cells: Sequence[Sequence[Piece]], line: TextLine) -> tuple[list[list[Piece]], list[TextLine]] | None:
    """The header's cells with a further line of them; None where the line is the table's body."""
    texts = parts_of(line.text)
    if line.is_bulleted or labels.is_row_label(texts[0]):
        return None
    grown = [list(cell) for cell in cells]
    last = " ".join(piece.text for piece in grown[-1])
    if len(texts) == 1:
        whole = f"{last} {texts[0]}"
        is_rest = heads.known(whole) is not None and (
            _ENDS_OPEN.search(last) or heads.known(last) is None or heads.is_spelt(whole)
        )
        if line.gap or not is_rest or titles.is_of_template(line.text) or titles.number_of(line.text):
            return None
        grown[-1].append(Piece(line.number, texts[0]))
        return grown, []
    held = {heading_words.squash(" ".join(piece.text for piece in cell)) for cell in cells}
    if sum(heading_words.squash(text) in held for text in texts if text) > 1:  # the header again
        return None
    following = [heads.head_of(text) for text in texts[1:] if text]
    if sum(head.is_known for head in following) < max(1, 0.6 * len(following)) or line.gap:
        return None
    if texts[0]:
        grown[-1].append(Piece(line.number, texts[0]))
    rest: list[TextLine] = []
    for at, text in enumerate(texts[1:], start=1):
        head, glued = heads.unglued(text)
        grown.append([Piece(line.number, head)])
        if glued:
            rest = [TextLine(line.number, " / ".join([glued, *texts[at + 1 :]]))]
            break
    return grown, rest


def _add_loose(draft: Draft, lines: Sequence[TextLine], *, is_above_table: bool) -> None:
    """Lines outside the tables of work: contents, signatories and the like are tables too, the rest paragraphs."""
    waiting: list[TextLine] = []
    at = 0
    while at < len(lines):
        end = _run_end(lines, at)
        rows = _loose_rows(lines[at:end])
        if rows:
            draft.add_lines(waiting)
            draft.add_table(rows, max(len(row.cells) for row in rows))
            waiting = []
        else:
            end = max(end, at + 1)
            waiting += lines[at:end]
        at = end
    draft.add_lines(waiting, is_above_table=is_above_table)


def _run_end(lines: Sequence[TextLine], start: int) -> int:
    """Where a run of lines with separators ends; a line without one may stand between two of them."""
    end = start
    while end < len(lines):
        line = lines[end]
        is_row = len(parts_of(line.text)) > 1
        following = len(parts_of(lines[end + 1].text)) > 1 if end + 1 < len(lines) else _is_pages(line.text)
        is_between = end > start and not line.gap and following
        if not is_row and not is_between:
            break
        end += 1
    return end


def _is_pages(text: str) -> bool:
    return not any(sign.isalpha() for sign in text)


def _loose_rows(lines: Sequence[TextLine]) -> list[Drafted]:
    """A table without headings that are known, where its rows have mostly one number of cells; else nothing."""
    if len(lines) < _FEWEST_ROWS:
        return []
    counts = Counter(len(parts_of(line.text)) for line in lines)
    usual = max(counts, key=lambda count: (counts[count], count))
    labelled = sum(segments.label_of(line.text) is not None for line in lines)
    is_labelled = labelled >= 0.5 * len(lines)
    rows: list[Drafted] = []
    for line in lines:
        texts = parts_of(line.text)
        pieces = [[Piece(line.number, text)] if text else [] for text in texts]
        goes_on = len(texts) == 1 or (is_labelled and len(rows) > 1 and segments.label_of(line.text) is None)
        if rows and (goes_on or len(rows[-1].cells) + len(texts) - 1 <= usual > len(rows[-1].cells)):
            rows[-1].cells[-1] += pieces[0]
            rows[-1].cells += pieces[1:]
        else:
            rows.append(Drafted(pieces, line.number))
    if len(rows) < _FEWEST_ROWS:
        return []
    (width, often), *_ = Counter(len(row.cells) for row in rows).most_common(1)
    characters = sum(len(piece.text) for row in rows for cell in row.cells for piece in cell)
    if often < 0.6 * len(rows) or characters > _LONGEST_CELL * width * len(rows):
        return []
    for row in rows:
        last = fitting.joined([Token(cell) for cell in row.cells[width - 1 :]])
        row.cells = [*row.cells[: width - 1], last, *([] for _ in range(width - len(row.cells)))][:width]
    return rows
