"""Reads text whose tables came apart into lines: one cell a line, or a row in blocks, below headings that are known."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from concordat.documents.domain import Block, Finding, Paragraph, Place
from concordat.documents.readers.text import furniture, headers, labels, laying, one_line, shapes, titles
from concordat.documents.readers.text.assembling import Draft, Drafted
from concordat.documents.readers.text.fitting import spans_of
from concordat.documents.readers.text.headers import Section
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.laying import Laid
from concordat.documents.readers.text.lines import Piece, TextLine
from concordat.documents.readers.text.shapes import Holds
from concordat.documents.readers.text.work import Work

_SHARE_SURE = 0.6
_SHARE_SURE_WITHOUT_BAD = 0.4
_SHARE_SURE_OF_LINES = 0.34
_SHARE_BAD = 0.25
_LINES_UNDER_TITLE = 1.5  # for each column, on average
_MOST_BEFORE = 3  # lines that head no section, between a header and the first label
_SHARE_UNREAD = 0.34  # of a text's tables; where more can't be read, what was read of the others is doubtful too
_SHARE_WITH_GAPS = 0.5
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:20)?[12]\d|(?:19|20)\d\d(?:[/-]\d\d)?")
_WORD_AND_NUMBER = re.compile(r"(?:Priority|Action|Objective|Ref|No\.?)\s\S+", re.IGNORECASE)
_LETTERED = re.compile(r"[a-z][.)]?\s+(?=[A-Z])")
_LETTER = re.compile(r"[a-z][.)]?")
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Za-z]+")


@dataclass(slots=True)
class _Segment:
    """The lines of a row, its label, and the lines after it that belong to no row."""

    label: str
    lines: list[TextLine]
    outside: list[TextLine] = field(default_factory=list)


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
    body = _with_bullets(body)
    first, segments = _titled(body, columns) or _segments(body, _number_above(draft))
    if is_in_line and columns[0].holds is Holds.LABEL and not any(segment.label for segment in segments):
        return None  # its rows have labels, but none begins a line
    if columns[0].holds is Holds.LABEL and sum(not titles.is_title_like(line.text) for line in first) > _MOST_BEFORE:
        return None  # its first rows have none that could be found
    if columns[0].holds is not Holds.LABEL and len(segments) > 1 and any(segment.label for segment in segments):
        columns = [Head("", Holds.LABEL), *columns]
    has_gaps = sum(line.gap > 0 for line in body) >= _SHARE_WITH_GAPS * len(body)
    rows = [Drafted([[Piece(line.number, line.text)]], line.number) for line in first]
    judged: list[Laid] = []
    for at, segment in enumerate(segments):
        atoms = laying.atoms_of(segment.lines, columns, label=segment.label, is_in_line=is_in_line)
        laid = laying.lay(atoms, columns, work, has_gaps=has_gaps, many=not segment.label)
        is_cut = at + 1 == len(segments) and not segment.outside
        judged += [each for each in laid if not (is_cut and each is laid[-1] and len(segments) > 1)] if laid else []
        rows += [Drafted(each.cells, _number(each, segment)) for each in laid]
        rows += [Drafted([[Piece(line.number, line.text)]], line.number) for line in segment.outside]
    if not judged or not _is_told_apart(judged, is_in_line=is_in_line):
        return None
    _remark(draft, judged, columns)
    return columns, rows


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


def _number(laid: Laid, segment: _Segment) -> int:
    return min((piece.number for cell in laid.cells for piece in cell), default=segment.lines[0].number)


def _with_bullets(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with bullets that stood alone put back: before the line below, or, where several stand together, gone.

    Bullets that stand together lost their words to a later place; `_own_order` moves those to where they belong.
    """
    found: list[TextLine] = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        below = lines[at + 1] if at + 1 < len(lines) else None
        if above is not None and above.is_lone_bullet and not line.is_lone_bullet and not _in_run(lines, at - 1):
            found.append(TextLine(line.number, f"• {line.text}", above.gap))
        elif not (line.is_lone_bullet and below is not None and not _in_run(lines, at)):
            found.append(line)
    return found


def _in_run(lines: Sequence[TextLine], at: int) -> bool:
    """Whether a bullet that stands alone has another beside it."""
    beside = [lines[other] for other in (at - 1, at + 1) if 0 <= other < len(lines)]
    return any(line.is_lone_bullet for line in beside)


def _own_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """A row's lines, with a list whose bullets came loose put back below the words that announce it with a colon."""
    at = next((at for at, line in enumerate(lines) if line.is_lone_bullet), None)
    if at is None:
        return list(lines)
    before, loose = list(lines[:at]), [line for line in lines[at:] if not line.is_lone_bullet]
    place = next((index for index in range(len(before) - 1, -1, -1) if before[index].text.endswith(":")), None)
    if place is None:
        return [*before, *loose]
    return [*before[: place + 1], *loose, *before[place + 1 :]]


def _number_above(draft: Draft) -> int:
    """The number of the title right above a table; 0 where there is none."""
    last = draft.blocks[-1] if draft.blocks else None
    return _whole_number(last.text) if isinstance(last, Paragraph) and last.text else 0


def _segments(body: Sequence[TextLine], above: int = 0) -> tuple[list[TextLine], list[_Segment]]:
    """The lines before the first row, and each row; a single segment without a label where rows have none.

    `above` is the number of the title above the table: "2. Help" at a row's end heads the rows below it after "1.".
    """
    begins = {at: label for at in range(len(body)) if (label := _label_at(body[at]))}
    begins = _of_one_style(body, begins)
    if len(lettered := _lettered(body)) > len(begins):
        begins = lettered
    if not begins:
        first = 0
        while first < len(body) and _is_title(body[first], ""):
            first += 1
        return list(body[:first]), [_Segment("", list(body[first:]))] if first < len(body) else []
    starts = sorted(begins)
    above = max([above, *(_whole_number(line.text) for line in body[: starts[0]])])
    segments: list[_Segment] = []
    for start, end in spans_of(starts, len(body)):
        own = _own_order(body[start:end])
        following = begins.get(end, "")
        kept = len(own)
        while kept > 1 and _is_title(own[kept - 1], following, after=above):
            kept -= 1
        above = max([above, *(_whole_number(line.text) for line in own[kept:])])
        segments.append(_Segment(begins[start], own[:kept], own[kept:]))
    return list(body[: starts[0]]), segments


def _titled(body: Sequence[TextLine], columns: Sequence[Head]) -> tuple[list[TextLine], list[_Segment]] | None:
    """The stretches between numbered titles, where rows have no labels and each title stands above several rows."""
    if any(head.holds is Holds.LABEL for head in columns):
        return None
    titled = [at for at, line in enumerate(body) if titles.heads_section(line.text) and not shapes.is_time(line.text)]
    numbers = [titles.number_of(body[at].text) for at in titled]
    is_in_order = all(
        one is None or other is None or (one.isdigit() and other.isdigit() and int(one) < int(other))
        for one, other in pairwise(numbers)
    )
    if not is_in_order or len(body) < _LINES_UNDER_TITLE * len(columns) * (len(titled) + 1):
        return None
    starts = [0, *(at for at in titled if at)]
    found = []
    for start, end in spans_of(starts, len(body)):
        begins = start + 1 if start in titled else start
        outside = [body[end]] if end < len(body) else []
        found.append(_Segment("", list(body[begins:end]), outside))
    first = [body[0]] if titled[:1] == [0] else []
    return first, [segment for segment in found if segment.lines]


def _lettered(body: Sequence[TextLine]) -> dict[int, str]:
    """Lines that begin with letters in the order of the alphabet: rows, where nothing else numbers them."""
    found = {at: match[0].strip() for at, line in enumerate(body) if (match := _LETTERED.match(line.text))}
    alone = {at: line.text for at, line in enumerate(body) if _LETTER.fullmatch(line.text)}
    if len(alone) > 1 and labels.is_alphabet([letter.strip(".)") for letter in alone.values()]):
        return alone
    if not found:
        return {}
    mark = Counter(label[1:] for label in found.values()).most_common(1)[0][0]  # "a." beside "i)" in a cell
    found = {at: label for at, label in found.items() if label[1:] == mark}
    letters = list(found.values())
    return found if len(letters) > 1 and labels.is_alphabet(letters) else {}


def _whole_number(text: str) -> int:
    number = titles.number_of(text)
    return int(number) if number is not None and number.isdigit() else 0


def _is_title(line: TextLine, following: str, *, after: int = 0) -> bool:
    """Whether a line at a row's end heads the rows below it; `after` is the number of the title before it."""
    text = line.text
    if shapes.is_rating(text) or shapes.is_time(text):
        return False
    if titles.is_of_template(text) or (titles.is_in_capitals(text) and titles.is_title_like(text)):
        return True
    number = titles.number_of(text)
    if number is None or not titles.is_title_like(text):
        return False
    return following.casefold().startswith(number.casefold()) or 1 < _whole_number(text) == after + 1


def _label_at(line: TextLine) -> str:
    """The label that a line begins with, or is; "" where there is none."""
    text = line.text
    if titles.is_of_template(text):
        return ""
    first = text.split(" ", 1)[0]
    if (found := _WORD_AND_NUMBER.match(text)) is not None and labels.is_row_label(found[0]):
        first = found[0]
    rest = text[len(first) :].strip()
    if _DATE.fullmatch(first) or not labels.is_row_label(first):
        return ""
    if rest and not any(sign.isdigit() for sign in first):  # "a. Do this" is an item of a list
        return ""
    if rest and not (rest[0].isupper() or rest[0] in "“‘\"'(["):
        return ""
    return "" if shapes.is_time(text) else first


def _of_one_style(body: Sequence[TextLine], begins: dict[int, str]) -> dict[int, str]:
    """The labels that are written like most: a numbered list inside a cell, or a page's number, begins no row."""
    styles = {at: _LETTERS.sub("a", _NUMBERS.sub("9", label)).rstrip(".") for at, label in begins.items()}
    counts = Counter(styles.values())
    if not counts:
        return {}
    deep = {style for style, count in counts.items() if len(re.findall(r"[9a]", style)) > 1 and count > 1}
    often = max(counts.values())
    kept = deep or {style for style, count in counts.items() if count >= 0.3 * often}
    return {at: label for at, label in begins.items() if styles[at] in kept}
