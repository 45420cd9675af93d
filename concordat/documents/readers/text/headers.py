"""Finds the headers of tables that nothing marks: headings that follow one another in a line, or line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from concordat.documents.readers.text import heading_words, heads, titles
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, TextLine

_MOST_LINES_OF_HEADING = 3
_LONGEST_LINE = 100
_LONGEST_AFTER = 120  # characters that may stand in a header's line after it: a title, not a row
_NEAR = 60  # lines between the parts of a header that a row came between


@dataclass(frozen=True)
class Run:
    """Headings that follow one another; lines from `start` up to and without `end`."""

    start: int
    end: int
    cells: tuple[tuple[Piece, ...], ...]
    before: str = ""
    after: str = ""

    @cached_property
    def heads(self) -> list[Head]:
        return [heads.head_of(" ".join(piece.text for piece in cell)) for cell in self.cells]

    @cached_property
    def keys(self) -> list[str]:
        return [heading_words.squash(head.text) for head in self.heads]

    @property
    def is_in_line(self) -> bool:
        """Whether headings stand beside one another in a line."""
        return self.cells[0][0].number == self.cells[1][0].number

    @cached_property
    def is_whole(self) -> bool:
        return heads.are_headings(self.heads)

    @property
    def is_mixed(self) -> bool:
        """Whether rows, or sentences, stand in the header's own line: its columns ran together."""
        is_title = titles.is_of_template(self.after) or titles.is_title_like(self.after or "A")
        return bool(self.after) and not (len(self.after) <= _LONGEST_AFTER and is_title)


@dataclass(slots=True)
class Section:
    """A table: its header, and the lines of its body."""

    header: Run
    header_lines: list[TextLine]
    body: list[TextLine]


def runs_of(lines: Sequence[TextLine]) -> list[Run]:
    """Every stretch of two headings or more, in order."""
    found: list[Run] = []
    at = 0
    while at < len(lines):
        run = _in_line(lines, at) or _line_by_line(lines, at)
        if run is None:
            at += 1
        else:
            found.append(run)
            at = run.end
    return found


def _in_line(lines: Sequence[TextLine], at: int) -> Run | None:
    line = lines[at]
    text, end = line.text, at + 1
    if len(text) < 12:
        return None
    while end < len(lines) and text.count("(") > text.count(")") and end < at + _MOST_LINES_OF_HEADING:
        text = f"{text} {lines[end].text}"
        end += 1
    read = heads.undelimited(text)
    if read is None:
        return None
    cells = [(Piece(line.number, head.text),) for head in read.heads]
    while not read.after and end < len(lines) and heads.is_heading(lines[end].text):
        cells.append((Piece(lines[end].number, lines[end].text),))
        end += 1
    return Run(at, end, tuple(cells), read.before, read.after)


def _line_by_line(lines: Sequence[TextLine], start: int) -> Run | None:
    cells: list[tuple[Piece, ...]] = []
    at = start
    while at < len(lines):
        count = _heading_at(lines, at)
        if not count:
            break
        cells.append(tuple(Piece(line.number, line.text) for line in lines[at : at + count]))
        at += count
    return Run(start, at, tuple(cells)) if len(cells) >= 2 else None


def _heading_at(lines: Sequence[TextLine], at: int) -> int:
    """How many lines from one on are one heading; 0 where none begins there."""
    for count in range(min(_MOST_LINES_OF_HEADING, len(lines) - at), 0, -1):
        own = lines[at : at + count]
        if any(len(line.text) > _LONGEST_LINE for line in own) or not own[0].text[0].isupper():
            continue
        # "Action" above "Lead" are two headings, "Action" above "ref. no." is one.
        if count > 1 and all(heads.is_heading(line.text) and line.text[0].isupper() for line in own):
            continue
        whole = " ".join(line.text for line in own)
        if heads.is_spelt(whole):
            return count
        # "In progress" above "No." and "Action" is the end of a row above a header.
        begins = any(heads.is_heading(line.text) and line.text[0].isupper() for line in own[1:])
        if heads.is_heading(whole) and not begins:
            return count
    return 0


def sections_of(lines: Sequence[TextLine], runs: Sequence[Run]) -> tuple[list[TextLine], list[Section]]:
    """The lines before the first table, and each table with the lines of its body; repeated headers are left out."""
    distinct = {tuple(run.keys): run for run in runs if run.is_whole}
    parts = {
        keys
        for keys, run in distinct.items()
        if any(len(other.cells) > len(run.cells) and _is_part(run, other) for other in distinct.values())
    }
    whole = [run for run in runs if run.is_whole and tuple(run.keys) not in parts]
    whole = _with_parted_headers(whole, runs)
    if not whole:
        return list(lines), []
    starts: list[tuple[int, Run]] = []
    for run in whole:
        if not starts or run.keys != starts[-1][1].keys:
            near = [part.start for part in runs if 0 <= run.start - part.start <= _NEAR and _is_part(part, run)]
            first = min([run.start, *(start for start in near if not starts or start > starts[-1][0])])
            starts.append((first, run))
    by_start = {run.start: run for run in runs}
    first_lines = list(lines[: starts[0][0]])
    sections: list[Section] = []
    for index, (start, run) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else len(lines)
        body: list[TextLine] = []
        at = start
        while at < end:
            repeat = by_start.get(at)
            if repeat is not None and not _is_part(repeat, run):
                repeat = None
            if repeat is None and run.start <= at < run.end:
                repeat = run
            if repeat is None:
                body.append(lines[at])
                at += 1
                continue
            line = lines[repeat.start]
            if repeat.before:
                (body if sections or body else first_lines).append(TextLine(line.number, repeat.before, line.gap))
            if repeat.after:
                body.append(TextLine(line.number, repeat.after, 1))
            at = repeat.end
        sections.append(Section(run, list(lines[run.start : run.end]), body))
    return first_lines, sections


def _is_part(part: Run, whole: Run) -> bool:
    """Whether a run is a header again, or the part of it that a page break or a row cut off."""
    keys = whole.keys
    width = len(part.cells)
    return any(keys[at : at + width] == part.keys for at in range(len(keys) - width + 1))


def _with_parted_headers(whole: list[Run], runs: Sequence[Run]) -> list[Run]:
    """The whole headers; where there is none, one made of two parts that a row came between."""
    if whole:
        return whole
    for one, other in pairwise(runs):
        joined = Run(one.start, one.end, one.cells + other.cells, one.before, one.after)
        if other.start - one.end <= _NEAR and joined.is_whole and len(set(joined.keys)) == len(joined.cells):
            return [joined]
    return []
