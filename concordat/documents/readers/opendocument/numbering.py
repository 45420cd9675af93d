"""Counts the automatic numbers of an OpenDocument file, so that a paragraph has the label that shows beside it."""

import re
from dataclasses import dataclass, field

from concordat.documents.readers.opendocument.names import full, is_true
from concordat.documents.readers.opendocument.styles import Styles
from concordat.documents.readers.package import Element
from concordat.documents.readers.word.names import number
from concordat.documents.readers.word.numbering import BULLET, spell

_MOST_LEVELS = 10
_SPELLINGS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PLACEHOLDER = re.compile(r"%(\d{1,2})%")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list style."""

    is_bullet: bool
    spelling: str | None = None  # None where no number shows
    prefix: str = ""
    suffix: str = ""
    levels_shown: int = 1
    start: int = 1
    pattern: str | None = None  # such as "%1%.%2%", which newer files give beside the rest


@dataclass(slots=True)
class _Counts:
    """How far each level of a list has been counted; lists that continue one another share it."""

    by_level: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class OpenList:
    """A list that the walker stands in: its style, its level from 1, and its counts."""

    style: str | None
    level: int
    counts: _Counts
    next_start: int | None = None  # what the next item says that it counts from


class Numbering:
    """The lists of one part of a file; ask for labels in the order of the document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._by_identity: dict[str, _Counts] = {}
        self._last: dict[str | None, _Counts] = {}
        self._outline = {} if styles.outline is None else _levels(styles.outline)
        self._outline_counts = _Counts()

    def open(self, element: Element, around: OpenList | None) -> OpenList:
        """Begins a `text:list`."""
        style = element.get(full("text:style-name")) or (None if around is None else around.style)
        if around is not None:
            opened = OpenList(style, min(around.level + 1, _MOST_LEVELS), around.counts)
        else:
            continued = self._by_identity.get(element.get(full("text:continue-list"), ""))
            if continued is None and is_true(element, "text:continue-numbering"):
                continued = self._last.get(style)
            opened = OpenList(style, 1, continued or _Counts())
        identity = element.get(full("xml:id")) or element.get(full("text:id"))
        if identity:
            self._by_identity[identity] = opened.counts
        self._last[style] = opened.counts
        return opened

    def label(self, opened: OpenList, paragraph_list: str | None) -> str | None:
        """Counts one item of a list and gives its label; `paragraph_list` is what the paragraph's style names."""
        levels = self._of_style(opened.style or paragraph_list)
        start, opened.next_start = opened.next_start, None
        return _label(levels, opened.level, opened.counts, start)

    def outline_label(self, level: int) -> str | None:
        """Counts one heading and gives its number, None where headings have none."""
        return _label(self._outline, level, self._outline_counts, None)

    def _of_style(self, name: str | None) -> dict[int, _Level]:
        if name is None:
            return {}
        found = self._levels.get(name)
        if found is None:
            style = self._styles.list_styles.get(name)
            found = self._levels[name] = {} if style is None else _levels(style)
        return found


def _label(levels: dict[int, _Level], level: int, counts: _Counts, start: int | None) -> str | None:
    at = levels.get(level)
    if at is None:
        return None
    by_level = counts.by_level
    before = by_level.get(level)
    by_level[level] = start if start is not None else at.start if before is None else before + 1
    for deeper in [each for each in by_level if each > level]:
        del by_level[deeper]
    if at.is_bullet:
        return BULLET
    if at.spelling is None:
        return (at.prefix + at.suffix).strip() or None

    def spelled(of: int) -> str:
        part = levels.get(of)
        if part is None or part.spelling is None:
            return ""
        return spell(by_level.get(of, part.start), part.spelling)

    if at.pattern is not None:
        return _PLACEHOLDER.sub(lambda match: spelled(int(match[1])), at.pattern).strip() or None
    shown = [spelled(of) for of in range(max(level - at.levels_shown, 0) + 1, level + 1)]
    return (at.prefix + ".".join(part for part in shown if part) + at.suffix).strip() or None


def _levels(style: Element) -> dict[int, _Level]:
    return {
        level: _level(element)
        for element in style
        if 0 < (level := number(element.get(full("text:level")), 0)) <= _MOST_LEVELS
    }


def _level(element: Element) -> _Level:
    if element.tag in (full("text:list-level-style-bullet"), full("text:list-level-style-image")):
        return _Level(is_bullet=True)
    get = element.get
    given = get(full("style:num-format"), "")
    return _Level(
        is_bullet=False,
        spelling=_SPELLINGS.get(given[:1], "decimal") if given else None,
        prefix=get(full("style:num-prefix"), ""),
        suffix=get(full("style:num-suffix"), ""),
        levels_shown=number(get(full("text:display-levels")), 1, least=1, most=_MOST_LEVELS),
        start=number(get(full("text:start-value")), 1),
        pattern=get(full("style:num-list-format")) or get(full("loext:num-list-format")),
    )
