"""Reads text whose tables came apart into lines: one cell a line, or a row in blocks, below headings that are known."""

from collections.abc import Sequence

from concordat.documents.domain import Block, Finding, Paragraph, Place
from concordat.documents.readers.text import furniture, headers, laying, one_line, parting, titles
from concordat.documents.readers.text.assembling import Draft, Drafted
from concordat.documents.readers.text.atoms import Atom, atoms_of
from concordat.documents.readers.text.habits import Habits, width_of
from concordat.documents.readers.text.headers import Section
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.laying import Laid
from concordat.documents.readers.text.lines import Piece, TextLine, words_of
from concordat.documents.readers.text.parting import Segment
from concordat.documents.readers.text.shapes import Holds
from concordat.documents.readers.text.work import Work

_SHARE_SURE = 0.6
_SHARE_SURE_WITHOUT_BAD = 0.4
_SHARE_SURE_OF_LINES = 0.34
_SHARE_BAD = 0.25
_MOST_BEFORE = 3  # lines that head no section, between a header and the first label
_SHARE_UNREAD = 0.34  # of a text's tables; where more can't be read, what was read of the others is doubtful too
_SHARE_WITH_GAPS = 0.5
_SHARE_SURE_TO_LAY_AGAIN = 0.15  # half of what is asked in the end; habits learnt add few to the sure rows
_FEWEST_WHOLE = 2  # rows that lack no cell, from which others are learnt


def read_stacked(lines: Sequence[TextLine]) -> tuple[tuple[Block, ...], tuple[Finding, ...]] | None:
    """The blocks of a text whose tables came apart; None where it has none.

    Where a table's columns ran into one another, so that its rows can't be told apart, its lines are paragraphs and
    a finding says so. Raises `TooManyCells` where they could be told apart in too many ways.
    """
    runs = headers.runs_of(lines)
    starts = frozenset(lines[run.start].number for run in runs)
    lines = furniture.without_furniture(lines, starts)
    runs = headers.runs_of(lines)
    before, sections = headers.sections_of(lines, runs)
    if not sections:
        return None
    draft, work = Draft(), Work()
    draft.add_lines(before, is_above_table=True)
    unread = 0
    for section in sections:
        if section.header.is_mixed or not _add_section(draft, section, work):
            unread += 1
            draft.add_lines(section.header_lines)
            draft.add_lines(section.body)
            draft.findings.append(_interleaved(section.header.cells[0][0].number))
        if unread > _SHARE_UNREAD * len(sections):
            return _refused(lines, sections[0].header.cells[0][0].number)
    return tuple(draft.blocks), tuple(draft.findings)


def _refused(lines: Sequence[TextLine], number: int) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    draft = Draft()
    draft.add_lines(lines)
    return tuple(draft.blocks), (_interleaved(number),)


def _interleaved(number: int) -> Finding:
    message = (
        "The columns of a table ran into one another when it was made into text, so its rows can't be told apart and "
        "none was read: upload the Word document that it came from."
    )
    return Finding("error", "columns-interleaved", message, Place(line=number))


def _add_section(draft: Draft, section: Section, work: Work) -> bool:
    """Add a table; whether its rows could be told apart."""
    columns = section.header.heads
    found = one_line.read_rows(section.body, columns)
    if found is None:
        found = _rows_of(draft, section.body, columns, work, is_in_line=section.header.is_in_line)
    if found is None:
        return False
    columns, rows = found
    cells = [list(cell) for cell in section.header.cells]
    cells = [*([] for _ in range(len(columns) - len(cells))), *cells]
    number = section.header.cells[0][0].number
    draft.add_table([Drafted(cells, number, is_header=True), *rows], len(columns))
    return True


def _rows_of(
    draft: Draft, body: Sequence[TextLine], columns: list[Head], work: Work, *, is_in_line: bool
) -> tuple[list[Head], list[Drafted]] | None:
    body = parting.with_bullets(body)
    first, segments = parting.titled(body, columns) or parting.labelled(body, _number_above(draft))
    has_labels = any(segment.label for segment in segments)
    if is_in_line and columns[0].holds is Holds.LABEL and not has_labels:
        return None  # its rows have labels, but none begins a line
    if columns[0].holds is Holds.LABEL and sum(not titles.is_title_like(line.text) for line in first) > _MOST_BEFORE:
        return None  # its first rows have none that could be found
    own = columns
    if columns[0].holds is not Holds.LABEL and len(segments) > 1 and has_labels:
        own = [Head("", Holds.LABEL), *columns]
    found = _read(draft, first, segments, own, work, is_in_line=is_in_line)
    if found is None and has_labels and columns[0].holds is not Holds.LABEL:
        # What looked like labels were the numbers of titles, or of lists in cells.
        found = _read(draft, *parting.between_titles(body), columns, work, is_in_line=is_in_line)
    return found


def _read(
    draft: Draft,
    first: Sequence[TextLine],
    segments: Sequence[Segment],
    columns: list[Head],
    work: Work,
    *,
    is_in_line: bool,
) -> tuple[list[Head], list[Drafted]] | None:
    """The columns and rows of a table, `first` the lines above the first row; None where rows can't be told apart."""
    body = [line for segment in segments for line in segment.lines]
    has_gaps = sum(line.gap > 0 for line in body) >= _SHARE_WITH_GAPS * len(body)
    rows = [Drafted([[Piece(line.number, line.text)]], line.number) for line in first]
    habits = Habits(columns, width_of(body))
    atoms = [atoms_of(each.lines, columns, label=each.label, is_in_line=is_in_line) for each in segments]
    has_unmarked_rows = not any(segment.label for segment in segments)
    judged: list[Laid] = []
    doubts: list[tuple[int, Laid]] = []
    for at, (segment, laid) in enumerate(
        zip(segments, _laid(segments, atoms, columns, work, habits, has_gaps), strict=True)
    ):
        is_cut = at + 1 == len(segments) and not segment.outside
        judged += [each for each in laid if not (is_cut and each is laid[-1] and len(segments) > 1)] if laid else []
        doubts += [(len(rows) + index, each) for index, each in enumerate(laid) if each.doubt is not None]
        rows += [Drafted(each.cells, _number(each, segment)) for each in laid]
        rows += [Drafted([[Piece(line.number, line.text)]], line.number) for line in segment.outside]
    if not judged or not _is_told_apart(judged, is_in_line=is_in_line):
        return None
    _remark(draft, judged, columns)
    if has_unmarked_rows and any(not all(each.cells) for each in judged):
        draft.warn(
            "rows-parted-doubtful",
            "Nothing in the text marks where one action ends and the next begins, and cells that were empty left no "
            "trace: the rows were told apart by what they say. Check each, or upload the file that it came from.",
            Place(line=body[0].number),
        )
    for index, each in doubts:
        _remark_on_row(draft, each, columns, Place(table=draft.tables + 1, row=index + 2, line=rows[index].number))
    return columns, rows


def _laid(
    segments: Sequence[Segment],
    atoms: Sequence[Sequence[Atom]],
    columns: list[Head],
    work: Work,
    habits: Habits,
    has_gaps: bool,
) -> list[list[Laid]]:
    """The rows of each segment: where some lack cells, laid again by what those that lack none were like.

    Where next to none are sure the first time, the rows can't be told apart, and none is laid again.
    """
    found = [
        laying.lay(each, columns, work, habits, has_gaps=has_gaps, many=not segment.label)
        for segment, each in zip(segments, atoms, strict=True)
    ]
    rows = [row for laid in found for row in laid]
    whole = [row for row in rows if all(row.cells) and not row.is_bad]
    if len(whole) == len(rows) or sum(row.is_sure for row in rows) < _SHARE_SURE_TO_LAY_AGAIN * len(rows):
        return found
    if len(whole) >= _FEWEST_WHOLE:
        habits.learn([[words_of(cell) for cell in row.cells] for row in whole])
    return [
        laid
        if all(all(row.cells) for row in laid)
        else laying.lay(each, columns, work, habits, has_gaps=has_gaps, many=not segment.label, is_weighed=True)
        for segment, each, laid in zip(segments, atoms, found, strict=True)
    ]


def _is_told_apart(judged: Sequence[Laid], *, is_in_line: bool) -> bool:
    """Whether enough rows are plain, and few enough bad; more is asked where the headings stood in one line.

    Headings in a line mean that the conversion kept the page's lines, in which neighbouring cells run together.
    """
    sure = sum(each.is_sure and (each.is_full or not is_in_line) for each in judged)
    bad = sum(each.is_bad for each in judged)
    if is_in_line:
        return sure >= _SHARE_SURE * len(judged) or (sure >= _SHARE_SURE_WITHOUT_BAD * len(judged) and not bad)
    return sure >= _SHARE_SURE_OF_LINES * len(judged) and bad <= max(1, _SHARE_BAD * len(judged))


def _remark(draft: Draft, judged: Sequence[Laid], columns: Sequence[Head]) -> None:
    if any(each.is_divided for each in judged):
        first = next(piece for each in judged if each.is_divided for cell in each.cells for piece in cell)
        beside = {
            at + side
            for at in range(len(columns) - 1)
            for side in (0, 1)
            if columns[at].holds is columns[at + 1].holds is Holds.WORDS
        }
        names = " and ".join(f"“{columns[at].text}”" for at in sorted(beside))
        draft.warn(
            "cells-parted-doubtful",
            f"Nothing in the text marks where one cell ends and the next begins; what stands under {names} was parted "
            "by the order of the lines. Please check.",
            Place(line=first.number),
        )


def _remark_on_row(draft: Draft, laid: Laid, columns: Sequence[Head], where: Place) -> None:
    if (doubt := laid.doubt) is None:
        return
    names = [columns[at].text or "the reference" for at in (doubt.column, doubt.other)]
    draft.warn(
        "row-parted-doubtful",
        f"Nothing marks the cells of this row: “{doubt.words}” was read under “{names[0]}” and could stand under "
        f"“{names[1]}”. Please check.",
        where,
    )


def _number(laid: Laid, segment: Segment) -> int:
    return min((piece.number for cell in laid.cells for piece in cell), default=segment.lines[0].number)


def _number_above(draft: Draft) -> int:
    """The number of the title right above a table; 0 where there is none."""
    last = draft.blocks[-1] if draft.blocks else None
    return parting.whole_number(last.text) if isinstance(last, Paragraph) and last.text else 0
