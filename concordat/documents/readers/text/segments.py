"""Parts the lines of a table whose cells stand between " / " into rows, and the titles between them from both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from concordat.documents.readers.text import labels, shapes, titles
from concordat.documents.readers.text.fitting import spans_of
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import TextLine
from concordat.documents.readers.text.shapes import Holds

_SEPARATOR = re.compile(r"(?:(?<=\s)|^)/(?=\s|$)")
_NEVER_PARTED = tuple(
    (re.compile(rf"(?<!\w)(?:{one})$", re.IGNORECASE), re.compile(rf"(?:{other})(?![\w/])", re.IGNORECASE))
    for one, other in (
        ("and", "or"),
        ("he", "she"),
        ("his", "her"),
        ("24", "7"),
        (r"s?\.?13[56]", r"s?\.?13[56]"),
        (r"(?:19|20)\d\d", r"\d\d(?=$|\s[^A-Za-z])"),
    )
)
# "UPDATE / A first group has met / …": what was done since, in a row under the one that it tells of.
UPDATE = re.compile(r"(?:action|update|progress|comments?|action update)\s*:?", re.IGNORECASE)
_DATE = re.compile(r"(?:[12]?\d|3[01]|0\d)[./-](?:0?\d|1[0-2])[./-](?:20)?[12]\d|(?:19|20)\d\d(?:[/-]\d\d)?|24/7\.?")
_LONG_NUMBER = re.compile(r"[13-9]\d{3}")  # "1001": beside it "2001" is a label too, and no year
_YEAR = re.compile(r"2\d{3}")
_LABEL_BEFORE_WORDS = re.compile(
    r"(?:[A-Z]{0,2}\d{1,2}(?:[.:](?:\d{1,2}|[a-z]))+[a-z]?[.)]?|[A-Z]?\d{1,2}[.)]|[A-Z]\d{1,2})\s+(?=[A-Z“‘\"'(])"
)
_LONE_LETTER = re.compile(r"[A-Za-z]\s/\s")
_FIRST_PART = re.compile(r"[A-Za-z]+|\d+")
_FEWEST_STATES = 3
_FEWEST_CELLS = 3
_LONGEST_STATE = 60


@dataclass
class Region:
    """The lines below a header; `after` collects those that turn out to stand below the table."""

    lines: Sequence[TextLine]
    is_last: bool = True
    after: list[TextLine] = field(default_factory=list)


@dataclass(slots=True)
class Segment:
    """The lines of a row, and those between it and the next that belong to no row."""

    lines: list[TextLine]
    outside: list[TextLine] = field(default_factory=list)
    label: str = ""
    is_cut: bool = False


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in (part.strip() for part in _SEPARATOR.split(text)):
        if found and _goes_on(found[-1], part):
            found[-1] = f"{found[-1]} / {part}"
        else:
            found.append(part)
    return tuple(found)


def _goes_on(before: str, part: str) -> bool:
    """Whether a slash stands between words of one cell: inside a bracket, or in "and / or", "2015 / 16", "24 / 7"."""
    if before.count("(") > before.count(")") and part.find(")") >= 0 and part.find("(") not in range(part.find(")")):
        return True
    return any(one.search(before) and other.match(part) for one, other in _NEVER_PARTED)


def parts_of(text: str) -> list[str]:
    """What the separators of a line part; a slash without a space at either side parts nothing."""
    return list(_parts(text))


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


def without_empty_cells(line: TextLine) -> TextLine:
    """A title whose row has cells without words ("Help before a crisis / / /") as the title alone."""
    parts = parts_of(line.text)
    if len(parts) < 3 or any(parts[1:]) or not titles.heads_section(parts[0]):
        return line
    return replace(line, text=parts[0])


def segments_of(region: Region, header: Sequence[Head]) -> tuple[list[TextLine], list[Segment]]:
    """The lines before the first row, and the lines of each row; rows without labels may share a segment.

    What stands below the last row goes to `region.after`.
    """
    lines = region.lines
    starts = _labelled_starts(lines)
    if not starts:
        begin = next((at for at, line in enumerate(lines) if may_start_row(line)), None)
        if begin is None:
            region.after += lines
            return [], []
        # A line with all the cells of a row begins one; others begin inside a segment, and are told apart later.
        whole = (at for at, line in enumerate(lines) if len(parts_of(line.text)) >= max(len(header), _FEWEST_CELLS))
        starts = dict.fromkeys((begin, *(at for at in whole if at > begin and may_start_row(lines[at]))), "")
    begins = sorted(starts)
    first = list(lines[: begins[0]])
    segments: list[Segment] = []
    held = next((at for at, line in enumerate(first) if len(parts_of(line.text)) > 2), len(first))
    if held < len(first):  # a row without a label before the first that has one
        segments.append(Segment(first[held:]))
        first = first[:held]
    for start, end in spans_of(begins, len(lines)):
        own = list(lines[start:end])
        is_end = end == len(lines)
        kept = _own_lines(own, lines[end] if not is_end else None, header)
        is_cut = is_end and region.is_last and kept == len(own)
        segments.append(Segment(own[:kept], own[kept:], starts[start], is_cut))
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
            if label is None and (UPDATE.fullmatch(parts[0]) or (has_long_numbers and _YEAR.fullmatch(parts[0]))):
                label = parts[0]
        if label is not None:
            found[at] = label
    if found:
        return found
    lone = {at: parts_of(line.text)[0] for at, line in enumerate(lines) if _LONE_LETTER.match(line.text)}
    if lone and labels.is_alphabet([letter.casefold() for letter in lone.values()]):
        return lone
    # The label may stand in the cell of the action: "1.1 Open a safe room / March 2016 / …".
    glued = [
        at
        for at, line in enumerate(lines)
        if len(parts_of(line.text)) > 1
        and _LABEL_BEFORE_WORDS.match(line.text)
        and not titles.is_of_template(line.text)
    ]
    return dict.fromkeys(glued, "") if len(glued) > 1 else {}


def may_start_row(line: TextLine) -> bool:
    """Whether a line could begin a row without a label."""
    parts = parts_of(line.text)
    return len(parts) > 1 and bool(parts[0]) and not line.is_bulleted and not parts[0][0].islower()


def _own_lines(lines: Sequence[TextLine], following: TextLine | None, header: Sequence[Head]) -> int:
    """How many of the lines from a row's start up to the next are the row's; the others are titles, or page text."""
    is_separated = [len(parts_of(line.text)) > 1 and not (at and is_template_title(line.text))
                    for at, line in enumerate(lines)]  # fmt: skip
    if following is None:
        count = 0
        for at, line in enumerate(lines):
            is_apart = line.gap and at and not line.is_bulleted and not line.text.startswith("/")
            if is_apart and count >= len(header) - 1 and not lines[at - 1].text.endswith(" /"):
                return at
            count += len(parts_of(line.text)) - (at > 0)
    last_separator = max((at for at in range(len(lines)) if is_separated[at]), default=0)
    tail = lines[last_separator:]
    last_holds = header[-1].holds if header else Holds.WORDS
    numbered = [at for at, line in enumerate(tail) if at and titles.number_of(line.text) is not None]
    is_list = len(numbered) > 1 or titles.number_of(parts_of(tail[0].text)[-1]) is not None
    for at in range(1, len(tail)):
        line = tail[at]
        if line.is_bulleted:
            continue
        if is_template_title(line.text) or (titles.is_in_capitals(line.text) and titles.is_title_like(line.text)):
            return last_separator + at
        if _is_title(line) and _ends_before(last_holds, parts_of(tail[0].text)[-1], [t.text for t in tail[1 : at + 1]]):
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


def _ends_before(holds: Holds, first: str, more: Sequence[str]) -> bool:
    """Whether a last cell that is a time or a rating, in all its lines so far, ends before a line that is neither."""
    if holds is Holds.RATING:
        return all(shapes.is_rating(text) for text in (first, *more[:-1])) and not shapes.is_rating(more[-1])
    if holds is Holds.TIME:
        is_over = not (shapes.names_time(more[-1]) or shapes.is_time(more[-1]) or shapes.stands_beside_time(more[-1]))
        return is_over and all(shapes.is_time(text) for text in (first, *more[:-1]))
    return False


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


def without_states(lines: Sequence[TextLine], region: Region) -> list[TextLine]:
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
