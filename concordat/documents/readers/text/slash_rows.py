"""Finds the rows of a table whose cells are parted by " / ", and the titles between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from concordat.documents.readers.text import fitting, heads, labels, titles
from concordat.documents.readers.text.assembling import Drafted
from concordat.documents.readers.text.fitting import Fitted, Token
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, TextLine
from concordat.documents.readers.text.shapes import Holds

_SEPARATOR = re.compile(r"(?:(?<=\s)|^)/(?=\s|$)")
# "UPDATE / A first group has met / …": what was done since, in a row under the one that it tells of.
_UPDATE = re.compile(r"(?:action|update|progress|comments?|action update)\s*:?", re.IGNORECASE)
_DATE = re.compile(r"(?:[12]?\d|3[01]|0\d)[./-](?:0?\d|1[0-2])[./-](?:20)?[12]\d|(?:19|20)\d\d(?:[/-]\d\d)?")
_LONG_NUMBER = re.compile(r"[13-9]\d{3}")  # "1001": beside it "2001" is a label too, and no year
_YEAR = re.compile(r"2\d{3}")
_LABEL_BEFORE_WORDS = re.compile(
    r"(?:[A-Z]{0,2}\d{1,2}(?:[.:](?:\d{1,2}|[a-z]))+[a-z]?[.)]?|[A-Z]?\d{1,2}[.)]|[A-Z]\d{1,2})\s+(?=[A-Z“‘\"'(])"
)
_FIRST_PART = re.compile(r"[A-Za-z]+|\d+")
_MOST_SAMPLED = 40
_MOST_MERGED = 4  # of the rows asked, those whose cells may be merged down
_LONGEST_SAMPLED = 60  # lines of a row that is asked which columns there are
_NO_LABEL = 1.5
_ROW = 0.3  # a row more is less likely than a cell of two lines
_MOST_STARTS = 8  # lines that could begin a row, in one row
_FEWEST_STATES = 3
_LONGEST_STATE = 60


@dataclass
class Region:
    """The lines below a header; `after` collects those that turn out to stand below the table."""

    lines: Sequence[TextLine]
    is_last: bool = True
    after: list[TextLine] = field(default_factory=list)


@dataclass(slots=True)
class _Segment:
    """The lines of a row, and those between it and the next that belong to no row."""

    lines: list[TextLine]
    outside: list[TextLine] = field(default_factory=list)
    label: str = ""
    is_cut: bool = False


def parts_of(text: str) -> list[str]:
    """What the separators of a line part; a slash without a space at either side parts nothing."""
    return [part.strip() for part in _SEPARATOR.split(text)]


def label_of(text: str) -> str | None:
    """The label that a line's first cell is; None where it is none, or a date."""
    first = parts_of(text)[0]
    if first and not _DATE.fullmatch(first) and labels.is_row_label(first):
        return first
    return None


def is_template_title(text: str) -> bool:
    """Whether a line is a heading of the national template, with or without a label as a cell of its own."""
    parts = parts_of(text)
    return len(parts) <= 2 and (
        titles.is_of_template(text) or (len(parts[0]) <= 12 and titles.is_of_template(parts[-1]))
    )


def read_rows(region: Region, header: Sequence[Head]) -> tuple[list[Head], list[Drafted]]:
    """The columns of a table, as its rows settle them, and its rows without the header."""
    first, segments = _segments(region, len(header))
    columns = _settled_columns(segments, header)
    rows = [_title(line, segments[0] if segments else None) for line in _without_states(first, region)]
    for at, segment in enumerate(segments):
        following = segments[at + 1] if at + 1 < len(segments) else None
        rows += _rows_of(segment, columns, following)
        rows += [_title(line, following) for line in segment.outside]
    return columns, rows


def _segments(region: Region, width: int) -> tuple[list[TextLine], list[_Segment]]:
    """The lines before the first row, and the lines of each row; rows without labels may share a segment.

    What stands below the last row goes to `region.after`.
    """
    lines = region.lines
    starts = _labelled_starts(lines)
    if not starts:
        begin = next((at for at, line in enumerate(lines) if _may_start_row(line)), None)
        if begin is None:
            region.after += lines
            return [], []
        starts = {begin: ""}
    begins = sorted(starts)
    first = list(lines[: begins[0]])
    segments: list[_Segment] = []
    held = next((at for at, line in enumerate(first) if len(parts_of(line.text)) > 2), len(first))
    if held < len(first):  # a row without a label before the first that has one
        segments.append(_Segment(first[held:]))
        first = first[:held]
    for start, end in fitting.spans_of(begins, len(lines)):
        own = list(lines[start:end])
        is_end = end == len(lines)
        kept = _own_lines(own, lines[end] if not is_end else None, width)
        is_cut = is_end and region.is_last and kept == len(own)
        segments.append(_Segment(own[:kept], own[kept:], starts[start], is_cut))
    region.after += segments[-1].outside
    segments[-1].outside = []
    return first, segments


def _labelled_starts(lines: Sequence[TextLine]) -> dict[int, str]:
    """The lines that begin a row, with the label that they begin with as a cell of its own ("" where it is none)."""
    has_long_numbers = any(_LONG_NUMBER.fullmatch(parts_of(line.text)[0]) for line in lines)
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        parts = parts_of(line.text)
        if is_template_title(line.text):
            continue
        if len(parts) == 1:
            is_alone = at + 1 < len(lines) and lines[at + 1].text.startswith("/ ")
            label = label_of(line.text) if is_alone else None
        else:
            label = label_of(line.text)
            if label is None and (_UPDATE.fullmatch(parts[0]) or (has_long_numbers and _YEAR.fullmatch(parts[0]))):
                label = parts[0]
        if label is not None:
            found[at] = label
    if found:
        return found
    # The label may stand in the cell of the action: "1.1 Open a safe room / March 2016 / …".
    glued = [
        at
        for at, line in enumerate(lines)
        if len(parts_of(line.text)) > 1
        and _LABEL_BEFORE_WORDS.match(line.text)
        and not titles.is_of_template(line.text)
    ]
    return dict.fromkeys(glued, "") if len(glued) > 1 else {}


def _may_start_row(line: TextLine) -> bool:
    """Whether a line could begin a row without a label."""
    parts = parts_of(line.text)
    return len(parts) > 1 and bool(parts[0]) and not line.is_bulleted and not parts[0][0].islower()


def _own_lines(lines: Sequence[TextLine], following: TextLine | None, width: int) -> int:
    """How many of the lines from a row's start up to the next are the row's; the others are titles, or page text."""
    is_separated = [len(parts_of(line.text)) > 1 and not (at and is_template_title(line.text))
                    for at, line in enumerate(lines)]  # fmt: skip
    if following is None:
        count = 0
        for at, line in enumerate(lines):
            is_apart = line.gap and at and not line.is_bulleted and not line.text.startswith("/")
            if is_apart and count >= width - 1 and not lines[at - 1].text.endswith(" /"):
                return at
            count += len(parts_of(line.text)) - (at > 0)
    last_separator = max((at for at in range(len(lines)) if is_separated[at]), default=0)
    tail = lines[last_separator:]
    numbered = [at for at, line in enumerate(tail) if at and titles.number_of(line.text) is not None]
    is_list = len(numbered) > 1 or titles.number_of(parts_of(tail[0].text)[-1]) is not None
    for at in range(1, len(tail)):
        line = tail[at]
        if line.is_bulleted:
            continue
        if is_template_title(line.text) or (titles.is_in_capitals(line.text) and titles.is_title_like(line.text)):
            return last_separator + at
        number = titles.number_of(line.text)
        if number is not None and titles.is_title_like(line.text):
            if following is not None and _is_number_of(number, following) and at == numbered[-1]:
                return last_separator + at
            is_before_header = following is None and at == len(tail) - 1
            if not is_list and (is_before_header or len(line.text.split()) > 2):
                return last_separator + at
        rest = tail[at:]
        if line.gap and following is None:
            return last_separator + at
        is_short_end = line.gap and len(rest) <= 3 and all(_is_title(each) for each in rest)
        if is_short_end and (tail[at - 1].is_bulleted or _is_other_section(lines[0], following)):
            return last_separator + at
    return len(lines)


def _is_other_section(line: TextLine, following: TextLine | None) -> bool:
    """Whether the first part of a row's label is not that of the next row's ("1.4" and "2.1")."""
    parts = [_FIRST_PART.findall(label_of(each.text) or "") for each in (line, following) if each is not None]
    return all(len(each) > 1 for each in parts) and len({each[0] for each in parts}) > 1


def _is_title(line: TextLine) -> bool:
    return not line.is_bulleted and titles.is_title_like(line.text)


def _is_number_of(number: str, line: TextLine) -> bool:
    """Whether a title's number is the first part of the label of a row below it ("2" above "2.1")."""
    parts = _FIRST_PART.findall(label_of(line.text) or "")
    return len(parts) > 1 and parts[0].casefold() == number.casefold()


def _without_states(lines: Sequence[TextLine], region: Region) -> list[TextLine]:
    """The lines between the header and the first row, without a list of states that stands in the header's last cell.

    Where colours were lost only their meanings are left ("Action not started yet", "Action completed"): read as
    titles they would head the rows below. They come after the table.
    """
    count = 0
    while count < len(lines) and _is_state(lines[count]):
        count += 1
    if count < _FEWEST_STATES:
        return list(lines)
    region.after[:0] = lines[:count]
    return list(lines[count:])


def _is_state(line: TextLine) -> bool:
    is_heading = titles.is_of_template(line.text) or titles.number_of(line.text) or titles.is_in_capitals(line.text)
    return not is_heading and len(line.text) <= _LONGEST_STATE and not line.text.endswith(":")


def _tokens(lines: Sequence[TextLine], *, is_labelled: bool) -> list[Token]:
    tokens = [Token()]
    for line in lines:
        for at, part in enumerate(parts_of(line.text)):
            if at:
                tokens.append(Token())
            if part:
                tokens[-1].pieces.append(Piece(line.number, part, line.gap if at == 0 else 0))
    if not tokens[0].pieces and len(tokens) > 1:
        tokens.pop(0)
    tokens[0].is_label = is_labelled
    return tokens


def _settled_columns(segments: Sequence[_Segment], header: Sequence[Head]) -> list[Head]:
    """The columns that the rows fit best: a heading may hold " / " itself, and the rows' labels may have no heading."""
    sampled = [segment for segment in segments if 0 < len(segment.lines) <= _LONGEST_SAMPLED]
    rows = [_tokens(segment.lines, is_labelled=bool(segment.label)) for segment in sampled]
    rows = [row for row in rows if len(row) > 2 and not _UPDATE.fullmatch(row[0].text)][:_MOST_SAMPLED]
    if not rows:
        return list(header)
    best, least = list(header), float("inf")
    merged_rows = [id(row) for row in rows if len(row) > len(header) + 1][:_MOST_MERGED]
    for extra, columns in _possible_columns(header, is_labelled=any(row[0].is_label for row in rows)):
        price = extra * len(rows)
        for row in rows:
            own, _ = fitting.fit(row, columns)
            if id(row) in merged_rows and (merged := fitting.fit_merged(row, columns)) is not None:
                own = min(own, merged[0])
            price += own
        if price < least:
            best, least = columns, price
    return best


def _possible_columns(header: Sequence[Head], *, is_labelled: bool) -> list[tuple[float, list[Head]]]:
    """Readings of a header, each with what it costs a row."""
    plain: list[tuple[float, list[Head]]] = [(0.0, list(header))]
    for at in range(len(header) - 1):
        one, other = header[at], header[at + 1]
        whole = f"{one.text} / {other.text}"
        holds = heads.SPELLINGS.get(heads.squash(whole))
        if holds is not None or not (one.is_known and other.is_known):
            joined = Head(whole, holds or one.holds)
            is_half_known = holds is not None and not (one.is_known and other.is_known)
            plain.append((0.0 if is_half_known else 0.6, [*header[:at], joined, *header[at + 2 :]]))
    if not is_labelled or header[0].holds is Holds.LABEL:
        return plain
    blank = Head("", Holds.LABEL)
    with_label = [(extra + 0.1, [blank, *columns]) for extra, columns in plain]
    as_label = [(extra + 0.2, [replace(columns[0], holds=Holds.LABEL), *columns[1:]]) for extra, columns in plain]
    return plain + with_label + as_label


def _rows_of(segment: _Segment, columns: Sequence[Head], following: _Segment | None) -> list[Drafted]:
    """The rows of a segment: mostly one; several where cells are merged down, or rows without labels follow."""
    tokens = _tokens(segment.lines, is_labelled=bool(segment.label))
    number = segment.lines[0].number
    if segment.label and _is_heading_row(tokens, segment, following):
        return [Drafted([list(tokens[0].pieces), list(tokens[1].pieces)], number)]
    if len(tokens) == 1:
        return [Drafted([list(tokens[0].pieces)], number)]
    price, rows = _parted(segment, columns)
    if segment.label and len(tokens) > len(columns):
        merged = fitting.fit_merged(tokens, columns)
        if merged is not None and merged[0] < price:
            rows = merged[1]
    return [_drafted(fitted, number) for fitted in rows]


def _drafted(fitted: Fitted, number: int) -> Drafted:
    own = [piece.number for cell in fitted.cells[fitted.inherited :] for piece in cell]
    return Drafted(fitted.cells, min(own, default=number), inherited=fitted.inherited)


def _fit(
    lines: Sequence[TextLine], columns: Sequence[Head], *, is_labelled: bool, is_cut: bool
) -> tuple[float, Fitted]:
    tokens = _tokens(lines, is_labelled=is_labelled)
    if is_labelled or columns[0].holds is not Holds.LABEL:
        return fitting.fit(tokens, columns, is_cut=is_cut)
    price, fitted = fitting.fit(tokens, columns[1:], is_cut=is_cut)
    return price + _NO_LABEL, Fitted([[], *fitted.cells])


def _parted(segment: _Segment, columns: Sequence[Head]) -> tuple[float, list[Fitted]]:
    """A segment as one row, or as a row and rows without labels below it, where its lines fit the columns better so.

    By dynamic programming over the lines that could begin a row.
    """
    lines, is_labelled = segment.lines, bool(segment.label)
    starts = [0, *(at for at, line in enumerate(lines) if at and _may_start_row(line))]
    whole: tuple[float, list[Fitted]] = (float("inf"), [])
    if is_labelled or len(starts) == 1:
        price, fitted = _fit(lines, columns, is_labelled=is_labelled, is_cut=segment.is_cut)
        whole = price + _ROW, [fitted]
        if len(starts) == 1 or len(_tokens(lines, is_labelled=True)) <= len(columns):
            return whole
    ends = [*starts[1:], len(lines)]
    least = [0.0, *([float("inf")] * len(ends))]
    taken: list[tuple[int, Fitted] | None] = [None] * len(least)
    for index, end in enumerate(ends):
        is_end = end == len(lines)
        for first in range(index, max(-1, index - _MOST_STARTS), -1):
            own = lines[starts[first] : end]
            count = 1 + sum(len(parts_of(line.text)) - 1 for line in own)
            if first and count < max(2, len(columns) - 3) and not is_end:
                continue
            if first < index and count > 2 * len(columns):
                break
            price, fitted = _fit(own, columns, is_labelled=is_labelled and not first, is_cut=segment.is_cut and is_end)
            if least[first] + price + _ROW < least[index + 1]:
                least[index + 1], taken[index + 1] = least[first] + price + _ROW, (first, fitted)
            if price <= fitting.PLAIN and count == len(columns):
                break  # a row by itself
    if whole[0] <= least[-1]:
        return whole
    rows: list[Fitted] = []
    at = len(ends)
    while (step := taken[at]) is not None:
        at = step[0]
        rows.append(step[1])
    rows.reverse()
    return least[-1], rows


def _is_heading_row(tokens: Sequence[Token], segment: _Segment, following: _Segment | None) -> bool:
    """Whether a label and a single cell head the rows below ("A / Access to support" above "A1.1 / …")."""
    if len(tokens) != 2 or len(tokens[1].pieces) != 1 or segment.is_cut:
        return False
    text = tokens[1].text
    if titles.is_of_template(text):
        return True
    if following is None or not following.label or not titles.is_title_like(text):
        return False
    label, below = _stem(segment.label), _stem(following.label)
    return bool(label) and below != label and below.startswith(label)


def _stem(label: str) -> str:
    return re.sub(r"[\s().:]+$", "", label).casefold()


def _title(line: TextLine, following: _Segment | None) -> Drafted:
    """A line between rows as a row of its own; its letter is a cell where the rows below carry it ("A" above "A1")."""
    parts = parts_of(line.text)
    label = _stem(following.label) if following is not None else ""
    if len(parts) == 2 and all(parts) and (label_of(line.text) or (label and label.startswith(_stem(parts[0])))):
        return Drafted([[Piece(line.number, part)] for part in parts], line.number)
    number = titles.number_of(line.text)
    if number and number.isalpha() and label.startswith(number.casefold()):
        begins = re.match(rf"({re.escape(number)}[.):]?)\s+(.*)", line.text)
        if begins is not None:
            return Drafted([[Piece(line.number, begins[1])], [Piece(line.number, begins[2])]], line.number)
    return Drafted([[Piece(line.number, line.text)]], line.number)
