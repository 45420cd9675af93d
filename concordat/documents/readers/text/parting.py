"""Parts the body of a table that came apart into lines into rows, by their labels and the titles between them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from concordat.documents.readers.text import labels, shapes, titles
from concordat.documents.readers.text.fitting import spans_of
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import TextLine
from concordat.documents.readers.text.shapes import Holds

_LINES_UNDER_TITLE = 1.5  # for each column, on average
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:20)?[12]\d|(?:19|20)\d\d(?:[/-]\d\d)?")
_WORD_AND_NUMBER = re.compile(r"(?:Priority|Action|Objective|Ref|No\.?)\s\S+", re.IGNORECASE)
_LETTERED = re.compile(r"[a-z][.)]?\s+(?=[A-Z])")
_LETTER = re.compile(r"[a-z][.)]?")
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Za-z]+")


@dataclass(slots=True)
class Segment:
    """The lines of a row, its label, and the lines after it that belong to no row."""

    label: str
    lines: list[TextLine]
    outside: list[TextLine] = field(default_factory=list)


def with_bullets(lines: Sequence[TextLine]) -> list[TextLine]:
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


def labelled(body: Sequence[TextLine], above: int = 0) -> tuple[list[TextLine], list[Segment]]:
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
        return list(body[:first]), [Segment("", list(body[first:]))] if first < len(body) else []
    starts = sorted(begins)
    above = max([above, *(whole_number(line.text) for line in body[: starts[0]])])
    segments: list[Segment] = []
    for start, end in spans_of(starts, len(body)):
        own = _own_order(body[start:end])
        following = begins.get(end, "")
        kept = len(own)
        while kept > 1 and _is_title(own[kept - 1], following, after=above):
            kept -= 1
        above = max([above, *(whole_number(line.text) for line in own[kept:])])
        segments.append(Segment(begins[start], own[:kept], own[kept:]))
    return list(body[: starts[0]]), segments


def titled(body: Sequence[TextLine], columns: Sequence[Head]) -> tuple[list[TextLine], list[Segment]] | None:
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
    return _stretches(body, titled)


def between_titles(body: Sequence[TextLine]) -> tuple[list[TextLine], list[Segment]]:
    """The stretches between titles whose numbers, written in one way, grow from the first to the last."""
    by_style: dict[str, list[int]] = {}
    for at, line in enumerate(body):
        if titles.heads_section(line.text) and whole_number(line.text) and not shapes.is_time(line.text):
            by_style.setdefault(_NUMBERS.sub("9", line.text.split(" ", 1)[0]), []).append(at)
    growing = [
        own
        for own in by_style.values()
        if all(whole_number(body[one].text) < whole_number(body[other].text) for one, other in pairwise(own))
    ]
    return _stretches(body, max(growing, key=len, default=[]))


def _stretches(body: Sequence[TextLine], titled: Sequence[int]) -> tuple[list[TextLine], list[Segment]]:
    """The lines above the first row, and the stretches between the titles that stand at these places."""
    starts = [0, *(at for at in titled if at)]
    found = []
    for start, end in spans_of(starts, len(body)):
        begins = start + 1 if start in titled else start
        outside = [body[end]] if end < len(body) else []
        found.append(Segment("", list(body[begins:end]), outside))
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


def whole_number(text: str) -> int:
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
    return following.casefold().startswith(number.casefold()) or 1 < whole_number(text) == after + 1


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
