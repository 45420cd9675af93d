"""Counts automatic numbers, so that a paragraph has the label that Word shows beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from concordat.documents.readers.word.names import VAL, Element, is_on, number, value, w

BULLET = "•"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list definition."""

    start: int = 1
    spelling: str = "decimal"
    pattern: str = ""
    restarts_after: int | None = None  # a level counted from 1; 0 means that it never restarts
    is_legal: bool = False  # all numbers in plain digits
    style: str | None = None


class _Definition:
    """An abstract list: its levels, and how far each has been counted."""

    def __init__(self, levels: dict[int, _Level]) -> None:
        self.levels = levels
        self.counts: dict[int, int] = {}


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it: a definition with levels of its own and starts that it applies once."""

    definition: _Definition
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The numbering part of a file, and the counts so far; ask for labels in the order of the document."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        if root is None:
            return
        abstracts = {element.get(w("abstractNumId"), ""): element for element in root.iterfind(w("abstractNum"))}
        by_style = {
            link: element for element in abstracts.values() if (link := value(element, w("styleLink"))) is not None
        }
        definitions: dict[str, _Definition] = {}
        for element in root.iterfind(w("num")):
            identity = element.get(w("numId"), "")
            abstract_id = value(element, w("abstractNumId")) or ""
            abstract = abstracts.get(abstract_id)
            if abstract is None:
                continue
            if abstract_id not in definitions:
                # A list that only names a list style has its levels where that style keeps them.
                linked = by_style.get(value(abstract, w("numStyleLink")) or "")
                source = abstract if linked is None or abstract.find(w("lvl")) is not None else linked
                definitions[abstract_id] = _Definition(_levels(source))
            self._lists[identity] = _with_overrides(definitions[abstract_id], element)
            for at, level in self._lists[identity].levels.items():
                if level.style is not None:
                    self._style_levels.setdefault((identity, level.style), at)

    def level_of_style(self, number_list: str, style: str | None) -> int:
        """The level that a list ties to a paragraph style, 0 where it ties none."""
        return self._style_levels.get((number_list, style or ""), 0)

    def label(self, number_list: str, level: int) -> str | None:
        """Count one paragraph of a list and give its label; None where the list shows nothing there."""
        found = self._lists.get(number_list)
        if found is None or level not in found.levels:
            return None
        counts = found.definition.counts
        at = found.levels[level]
        if level in found.starts:
            counts[level] = found.starts.pop(level)
        else:
            counts[level] = counts[level] + 1 if level in counts else at.start
        for deeper, definition in found.levels.items():
            after = definition.restarts_after
            if deeper > level and after != 0 and (after is None or level < after):
                counts.pop(deeper, None)
        if at.spelling == "bullet":
            return BULLET
        if at.spelling == "none" and "%" not in at.pattern:
            return at.pattern.strip() or None

        def spelled(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            part = found.levels.get(index)
            if part is None:
                return ""
            plain = at.is_legal and part.spelling not in ("bullet", "none")
            return spell(counts.get(index, part.start), "decimal" if plain else part.spelling)

        return _PLACEHOLDER.sub(spelled, at.pattern).strip() or None


def _levels(source: Element) -> dict[int, _Level]:
    return {
        at: _level(element)
        for element in source.iterfind(w("lvl"))
        if (at := number(element.get(w("ilvl")), 0, most=_LEVELS)) < _LEVELS
    }


def _level(element: Element) -> _Level:
    restart = value(element, w("lvlRestart"))
    spelling = value(element, w("numFmt")) or "decimal"
    text = element.find(w("lvlText"))
    return _Level(
        start=number(value(element, w("start")), 1),
        spelling=spelling,
        pattern="" if text is None else text.get(VAL, ""),
        restarts_after=None if restart is None else number(restart, 0, most=_LEVELS),
        is_legal=bool(is_on(element.find(w("isLgl")))),
        style=value(element, w("pStyle")),
    )


def _with_overrides(definition: _Definition, element: Element) -> _List:
    levels, starts = dict(definition.levels), {}
    for override in element.iterfind(w("lvlOverride")):
        at = number(override.get(w("ilvl")), 0, most=_LEVELS)
        own = override.find(w("lvl"))
        if own is not None:
            levels[at] = _level(own)
        start = value(override, w("startOverride"))
        if start is not None:
            starts[at] = number(start, 1)
    return _List(definition, levels, starts)


def spell(count: int, spelling: str) -> str:
    """A count in one of Word's number formats; plain digits for the formats that no English plan uses."""
    return _SPELLINGS.get(spelling, str)(count)


def _letters(count: int) -> str:
    # After z Word goes on with aa, bb, cc; it stops at 30 letters, which also keeps a hostile count short.
    if not 0 < count <= 26 * 30:
        return str(count)
    times, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    words = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        words += letters * times
    return words


_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _ordinal(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return f"{count}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _words(count: int) -> str:
    ones_words = _ONES.split()
    if count < 20:
        return ones_words[count].capitalize()
    if count < 100:
        tens, ones = divmod(count, 10)
        return (_TENS.split()[tens - 2] + (f"-{ones_words[ones]}" if ones else "")).capitalize()
    return str(count)


_SPELLINGS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "ordinal": _ordinal,
    "cardinalText": _words,
    "none": lambda count: "",
    "bullet": lambda count: BULLET,
}
