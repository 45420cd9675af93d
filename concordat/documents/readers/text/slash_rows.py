"""Lays the rows of a table whose cells are parted by " / " into the columns that they fit."""

import re
from collections.abc import Sequence
from dataclasses import replace

from concordat.documents.readers.text import fitting, heading_words, segments, titles
from concordat.documents.readers.text.assembling import Drafted
from concordat.documents.readers.text.fitting import Fitted, Token
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, TextLine
from concordat.documents.readers.text.segments import Region, Segment, label_of, parts_of
from concordat.documents.readers.text.shapes import Holds
from concordat.documents.readers.text.work import Work

_MOST_SAMPLED = 40
_SHARE_FEWER = 0.7
_MOST_MERGED = 4  # of the rows asked, those whose cells may be merged down
_LONGEST_SAMPLED = 60  # lines of a row that is asked which columns there are
_NO_LABEL = 1.5
_ROW = 0.3  # a row more is less likely than a cell of two lines
_MOST_STARTS = 8  # lines that could begin a row, in one row


def read_rows(region: Region, header: Sequence[Head], work: Work) -> tuple[list[Head], list[Drafted]]:
    """The columns of a table, as its rows settle them, and its rows without the header.

    Raises `TooManyCells` where the rows of the file take more work than is left.
    """
    region.lines = [segments.without_empty_cells(line) for line in region.lines]
    first, found = segments.segments_of(region, header)
    columns = _settled_columns(found, header, work)
    rows = [_title(line, found[0] if found else None) for line in segments.without_states(first, region)]
    for at, segment in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        rows += _rows_of(segment, columns, following, work)
        rows += [_title(line, following) for line in segment.outside]
    return columns, rows


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


def _settled_columns(found: Sequence[Segment], header: Sequence[Head], work: Work) -> list[Head]:
    """The columns that the rows fit best: a heading may hold " / " itself, and the rows' labels may have no heading."""
    sampled = [segment for segment in found if 0 < len(segment.lines) <= _LONGEST_SAMPLED]
    rows = [_tokens(segment.lines, is_labelled=bool(segment.label)) for segment in sampled]
    rows = [row for row in rows if len(row) > 2 and not segments.UPDATE.fullmatch(row[0].text)][:_MOST_SAMPLED]
    if not rows:
        return list(header)
    best, least = list(header), float("inf")
    merged_rows = [id(row) for row in rows if len(row) > len(header) + 1][:_MOST_MERGED]
    fewer = sum(len(row) == len(header) - 1 for row in rows) >= _SHARE_FEWER * len(rows)
    for extra, columns in _possible_columns(header, is_labelled=any(row[0].is_label for row in rows), are_fewer=fewer):
        price = extra * len(rows)
        for row in rows:
            own, _ = fitting.fit(row, columns, work)
            if id(row) in merged_rows and (merged := fitting.fit_merged(row, columns, work)) is not None:
                own = min(own, merged[0])
            price += own
        if price < least:
            best, least = columns, price
    return best


def _possible_columns(header: Sequence[Head], *, is_labelled: bool, are_fewer: bool) -> list[tuple[float, list[Head]]]:
    """Readings of a header, each with what it costs a row; `are_fewer` says that rows have one cell less than it."""
    plain: list[tuple[float, list[Head]]] = [(0.0, list(header))]
    for at in range(len(header) - 1):
        one, other = header[at], header[at + 1]
        whole = f"{one.text} / {other.text}"
        holds = heading_words.SPELLINGS.get(heading_words.squash(whole))
        if are_fewer and heading_words.is_pair(whole):  # "Comments / update" above one cell
            plain.append((0.05, [*header[:at], Head(whole, one.holds), *header[at + 2 :]]))
        elif holds is not None or not (one.is_known and other.is_known):
            joined = Head(whole, holds or one.holds)
            is_half_known = holds is not None and not (one.is_known and other.is_known)
            plain.append((0.0 if is_half_known else 0.6, [*header[:at], joined, *header[at + 2 :]]))
    if not is_labelled or header[0].holds is Holds.LABEL:
        return plain
    blank = Head("", Holds.LABEL)
    with_label = [(extra + 0.1, [blank, *columns]) for extra, columns in plain]
    as_label = [(extra + 0.2, [replace(columns[0], holds=Holds.LABEL), *columns[1:]]) for extra, columns in plain]
    return plain + with_label + as_label


def _rows_of(segment: Segment, columns: Sequence[Head], following: Segment | None, work: Work) -> list[Drafted]:
    """The rows of a segment: mostly one; several where cells are merged down, or rows without labels follow."""
    tokens = _tokens(segment.lines, is_labelled=bool(segment.label))
    number = segment.lines[0].number
    if segment.label and _is_heading_row(tokens, segment, following):
        return [Drafted([list(tokens[0].pieces), list(tokens[1].pieces)], number)]
    if len(tokens) == 1:
        return [Drafted([list(tokens[0].pieces)], number)]
    price, rows = _parted(segment, columns, work)
    if segment.label and len(tokens) > len(columns):
        merged = fitting.fit_merged(tokens, columns, work)
        if merged is not None and merged[0] < price:
            rows = merged[1]
    return [_drafted(fitted, number) for fitted in rows]


def _drafted(fitted: Fitted, number: int) -> Drafted:
    own = [piece.number for cell in fitted.cells[fitted.inherited :] for piece in cell]
    return Drafted(fitted.cells, min(own, default=number), inherited=fitted.inherited)


def _fit(
    lines: Sequence[TextLine], columns: Sequence[Head], work: Work, *, is_labelled: bool, is_cut: bool
) -> tuple[float, Fitted]:
    tokens = _tokens(lines, is_labelled=is_labelled)
    while len(tokens) > len(columns) and not tokens[-1].pieces:  # a slash after the last cell
        tokens.pop()
    if is_labelled or columns[0].holds is not Holds.LABEL:
        return fitting.fit(tokens, columns, work, is_cut=is_cut)
    price, fitted = fitting.fit(tokens, columns[1:], work, is_cut=is_cut)
    return price + _NO_LABEL, Fitted([[], *fitted.cells])


def _parted(segment: Segment, columns: Sequence[Head], work: Work) -> tuple[float, list[Fitted]]:
    """A segment as one row, or as a row and rows without labels below it, where its lines fit the columns better so.

    By dynamic programming over the lines that could begin a row.
    """
    lines, is_labelled = segment.lines, bool(segment.label)
    starts = [0, *(at for at, line in enumerate(lines) if at and segments.may_start_row(line))]
    whole: tuple[float, list[Fitted]] = (float("inf"), [])
    if is_labelled or len(starts) == 1:
        price, fitted = _fit(lines, columns, work, is_labelled=is_labelled, is_cut=segment.is_cut)
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
            price, fitted = _fit(
                own, columns, work, is_labelled=is_labelled and not first, is_cut=segment.is_cut and is_end
            )
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


def _is_heading_row(tokens: Sequence[Token], segment: Segment, following: Segment | None) -> bool:
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


def _title(line: TextLine, following: Segment | None) -> Drafted:
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
    text = titles.without_dash(line.text) if titles.is_of_template(line.text) else line.text
    return Drafted([[Piece(line.number, text)]], line.number)
