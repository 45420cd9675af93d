"""Rebuilds paragraphs from the lines that they were broken into."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from concordat.documents.domain import Paragraph, Place, Run
from concordat.documents.readers.pdf.painting.marks import Word
from concordat.documents.readers.pdf.text.lines import TextLine, parted

_BULLETS = frozenset("•●▪■◦○‣⁃∙·➢❖►▶➔")
_BULLET_IF_SET_APART = frozenset("-–—*o§>")
_LABEL = re.compile(
    r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.):]\)?\Z|[0-9]{1,3}(?:\.[0-9]{1,3})+\Z"
)
_SPACE = 0.26  # the width of a space, in parts of the size
_TAB = 0.75  # a gap as wide as this after a list's number or sign was made by a tab
_USUAL_PITCH = 1.2  # from line to line, in parts of the size
_LOOSER = 1.22  # a gap this much larger than usual parts paragraphs
_SLACK = 1.0  # points
_MOST_OF_NOTE = 5  # words up to the colon


@dataclass(slots=True)
class Setting:
    """How a document is set: what is usual in it, to tell a wrapped line from a new paragraph."""

    pitches: Counter[float] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)  # small letters; those at the ends of lines are left out
    hyphened: set[str] = field(default_factory=set)

    def learn(self, lines: Sequence[TextLine], left: float, right: float) -> None:
        """Takes in the lines of one cell or column."""
        for before, line in pairwise(lines):
            if before.page == line.page and before.size == line.size and not _fits(before, line, left, right):
                self.pitches[round((line.base - before.base) / line.size, 2)] += 1
        for line in lines:
            for word in line.words[:-1]:
                text = word.text.strip(".,;:()’'\"“”").lower()
                (self.hyphened if "-" in text else self.words).add(text)

    def pitch(self) -> float:
        """The usual way from line to line in a paragraph, in parts of the size of the letters."""
        likely = Counter({pitch: count for pitch, count in self.pitches.items() if 0.9 <= pitch <= 2.2})
        return likely.most_common(1)[0][0] if likely else _USUAL_PITCH


def paragraphs_of(
    lines: Sequence[TextLine], left: float, right: float, setting: Setting, place: Place
) -> tuple[Paragraph, ...]:
    """The paragraphs of lines that stand one below another between two edges, `left` and `right`, in points."""
    groups = groups_of(lines, left, right, setting)
    is_list = numbers_are_set(groups)
    return tuple(paragraph_of(group, setting, place, is_list=is_list) for group in groups)


def groups_of(lines: Sequence[TextLine], left: float, right: float, setting: Setting) -> list[list[TextLine]]:
    """The lines of each paragraph."""
    groups: list[list[TextLine]] = []
    pitch = setting.pitch()
    for line in lines:
        if groups and not _begins(groups[-1], line, left, right, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def goes_on(before: TextLine, line: TextLine, left: float, right: float) -> bool:
    """Whether a line, on a later page, goes on with the paragraph that another ended with."""
    return not _begins([before], line, left, right, _USUAL_PITCH)


def _begins(group: list[TextLine], line: TextLine, left: float, right: float, pitch: float) -> bool:
    """Whether a line begins a new paragraph after the lines of a group."""
    before = group[-1]
    if before.words[0].turn != line.words[0].turn:
        return True
    if before.page == line.page:
        gap = (line.base - before.base) / max(line.size, before.size)
        if gap > pitch * _LOOSER + 0.04:
            return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    if _label_length(line):
        return _is_list_sign(line) or _label_length(group[0]) > 0 or _fits(before, line, left, right)
    if _fits(before, line, left, right):
        return True
    last, first = before.words[-1], line.words[0]
    if _begins_note(line) and not any(word.is_bold for word in before.words):
        return True
    if before.is_bold and not any(word.is_bold for word in line.words):
        return True
    if last.colour != first.colour and {word.colour for word in before.words} == {last.colour}:
        return True
    # After a list a line that stands further out than the list's words is no part of it.
    length = _label_length(group[0])
    return bool(length) and len(group[0].words) > length and line.x0 < group[0].words[0].x0 - _SLACK


def _fits(before: TextLine, line: TextLine, left: float, right: float) -> bool:
    """Whether the first word of a line had room at the end of the line before: then the break was meant."""
    if line.words[0].turn:
        return False
    first = line.words[0]
    for word, space in parted(line.words):
        if space:
            break
        first = word
    need = first.x1 - line.x0 + _SPACE * line.size + _SLACK
    margin_left, margin_right = before.x0 - left, right - before.x1
    is_centred = margin_left > line.size and abs(margin_left - margin_right) < 0.5 * line.size
    return need <= (margin_right + margin_left if is_centred else margin_right)


def _begins_note(line: TextLine) -> bool:
    """Whether a line begins with bold words and a colon, as notes do: "**Sept 25:** Builders on site"."""
    for number, word in enumerate(line.words[:_MOST_OF_NOTE]):
        if not word.is_bold:
            return False
        if word.text.endswith(":"):
            return number + 1 < len(line.words) and not line.words[number + 1].is_bold
    return False


def _is_list_sign(line: TextLine) -> bool:
    return line.words[0].text in _BULLETS or line.words[0].text in _BULLET_IF_SET_APART


def _label_length(line: TextLine) -> int:
    """How many words at the start of a line are a list's sign or number; 0 where there is none."""
    if len(line.words) < 2:
        return 0
    first, second = line.words[0], line.words[1]
    gap = second.x0 - first.x1
    if first.text in _BULLETS:
        return int(first.colour is None or first.colour == second.colour)  # a coloured spot is a status
    if first.text in _BULLET_IF_SET_APART:
        return int(gap >= _TAB * line.size)
    return int(bool(_LABEL.match(first.text)) and gap > 0)


def numbers_are_set(groups: Iterable[Sequence[TextLine]]) -> bool:
    """Whether the numbers that paragraphs begin with are a list's own, put where they belong, and not typed text.

    Typed text is painted in one go with the words behind it, or at least some of it is.
    """
    return all(
        group[0].words[1].is_first or group[0].words[1].x0 - group[0].words[0].x1 >= _TAB * group[0].size
        for group in groups
        if _label_length(group[0]) and not _is_list_sign(group[0])
    )


def paragraph_of(lines: Sequence[TextLine], setting: Setting, place: Place, *, is_list: bool) -> Paragraph:
    """One paragraph of the lines it was broken into; `is_list` says that a number at its start is a list's own."""
    label = None
    words = list(lines[0].words)
    if _label_length(lines[0]) and (is_list or _is_list_sign(lines[0])):
        label = words.pop(0).text
    pieces: list[tuple[str, Word]] = []
    for word, space in parted(words):
        pieces.append((space + word.text, word))
    for line in lines[1:]:
        joint = _joint(pieces, line, setting)
        for number, (word, space) in enumerate(parted(line.words)):
            pieces.append(((space if number else joint) + word.text, word))
    return _of_pieces(pieces, label, place)


def _joint(pieces: list[tuple[str, Word]], line: TextLine, setting: Setting) -> str:
    """What stands between the words at the end of one line and those of the next; mends a word cut by a hyphen."""
    text, word = pieces[-1]
    if text.endswith("\u00ad"):
        pieces[-1] = (text[:-1], word)
        return ""
    following = line.words[0].text
    if text.endswith("/") and len(text.strip()) > 1 and not text.endswith(" /"):
        return ""
    if not text.endswith("-") or len(text.strip()) < 2 or not text[-2].isalnum() or not following[:1].isalnum():
        return " "
    head, tail = text.strip()[:-1].lower(), re.split(r"[^\w-]", following.lower())[0]
    if following[0].islower() and f"{head}-{tail}" not in setting.hyphened and head + tail in setting.words:
        pieces[-1] = (text[:-1], word)
    return ""


def _of_pieces(pieces: list[tuple[str, Word]], label: str | None, place: Place) -> Paragraph:
    runs: list[Run] = []
    gathered: list[str] = []
    look: tuple[str | None, str | None, bool, bool] | None = None
    for text, word in pieces:
        own = (word.colour, word.fill, word.is_struck, word.is_bold)
        if look is not None and own != look:
            if text.startswith(" ") and own[2] and not look[2]:
                gathered.append(" ")  # the space before struck words stays when they go
                text = text[1:]
            runs.append(_run("".join(gathered), look))
            gathered = []
        gathered.append(text)
        look = own
    if look is not None:
        runs.append(_run("".join(gathered), look))
    text = "".join(run.text for run in runs if not run.is_struck)
    struck = _struck(runs)
    if struck:
        text = re.sub(r" {2,}", " ", text).strip()
    return Paragraph(text, tuple(runs), label, None, struck, place)


def _struck(runs: Iterable[Run]) -> str:
    """The struck-out words; two stretches with words between them are kept apart by a space."""
    parts: list[str] = []
    was_struck = False
    for run in runs:
        if run.is_struck:
            parts.append(run.text if was_struck or not parts else f" {run.text.lstrip()}")
        was_struck = run.is_struck
    return "".join(parts).strip()


def _run(text: str, look: tuple[str | None, str | None, bool, bool]) -> Run:
    colour, fill, is_struck, is_bold = look
    return Run(text.replace("\u00ad", ""), colour, None, fill, is_struck, is_bold)


def edges_of(lines: Iterable[TextLine], x0: float, x1: float) -> tuple[float, float]:
    """Where the words of a cell may begin and end: as far from its right side as from its left."""
    padding = min((line.x0 for line in lines if not line.words[0].turn), default=x0) - x0
    padding = padding if 0 <= padding <= 12 else 3.0
    return x0 + padding, x1 - padding
