"""Reads rows that stand in one line each, with nothing between their cells: by label, time, sentence and repetition."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from concordat.documents.readers.text import shapes, titles
from concordat.documents.readers.text.assembling import Drafted
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, TextLine
from concordat.documents.readers.text.shapes import Holds

_LABEL = re.compile(
    r"(?:^|(?<=\s))(?:[A-Z]{0,2}\d{1,2}(?:[.:](?:\d{1,2}|[a-z]))+[a-z]?\.?|[A-Z]\d{1,2}\.?|^\d{1,4}[.)]?)(?=\s+[A-Z“‘\"'(])"
)
_MOST_BEFORE = 6  # words before the label: a cell such as "Business as usual"
_SHARE_OF_ROWS = 0.6
_SENTENCE_END = re.compile(r"(?<=[a-z)\d’'”\"][.!?])\s+(?=[A-Z])")
_SMALL_WORDS = "and of the for with by in on to or at from a an via incl including"
_JOINING = frozenset(_SMALL_WORDS.split())
_FEWEST_WORDS = 5
_OFTEN_BESIDE = 3.0


@dataclass(slots=True)
class _Line:
    """A row's line: what stands before its label, the label, and the rest."""

    line: TextLine
    before: str
    label: str
    rest: str


def read_rows(body: Sequence[TextLine], columns: Sequence[Head]) -> tuple[list[Head], list[Drafted]] | None:
    """The rows of a table whose lines are rows, laid into its columns; None where they are not, or can't be."""
    parsed = [_parsed(line) for line in body]
    lines = [each for each in parsed if each is not None]
    titled = sum(titles.heads_section(line.text) or titles.is_title_like(line.text) for line in body) - len(lines)
    if len(lines) < 2 or len(lines) < _SHARE_OF_ROWS * (len(body) - max(0, titled) * 0.5):
        return None
    has_before = sum(bool(each.before) for each in lines) >= _SHARE_OF_ROWS * len(lines)
    if columns[0].holds is Holds.LABEL:
        before, own, after = columns[:0], columns[:1], columns[1:]
    else:
        before, own, after = columns[: int(has_before)], columns[:0], columns[int(has_before) :]
    if has_before != bool(before):
        return None
    cut = _cut_month(lines, after)
    laid = _laid([each.rest for each in lines], after)
    if laid is None:
        return None
    if cut:
        laid[-1][-1] = cut
    rows: list[Drafted] = []
    cells_of = {id(each): cells for each, cells in zip(lines, laid, strict=True)}
    for line, each in zip(body, parsed, strict=True):
        if each is None:
            rows.append(Drafted([[Piece(line.number, line.text)]], line.number))
            continue
        texts = list(cells_of[id(each)])
        if own:
            texts = [each.label, *texts]
        else:
            texts[0] = f"{each.label} {texts[0]}"
        if before:
            texts.insert(0, each.before)
        rows.append(Drafted([[Piece(line.number, text)] if text else [] for text in texts], line.number))
    return list(columns), rows


def _parsed(line: TextLine) -> _Line | None:
    if titles.is_of_template(line.text):
        return None
    found = _LABEL.search(line.text)
    if found is None:
        return None
    before, rest = line.text[: found.start()].strip(), line.text[found.end() :].strip()
    if len(before.split()) > _MOST_BEFORE or len(rest.split()) < _FEWEST_WORDS:
        return None
    return _Line(line, before, found[0], rest)


def _cut_month(lines: Sequence[_Line], columns: Sequence[Head]) -> str:
    """Take from the last line the beginning of a month that the end of the page cut off, where a time ends a row."""
    words = lines[-1].rest.split()
    if columns[-1].holds is not Holds.TIME or shapes.is_time(words[-1]) or not shapes.begins_month(words[-1]):
        return ""
    lines[-1].rest = " ".join(words[:-1])
    return words[-1]


def _laid(texts: Sequence[str], columns: Sequence[Head]) -> list[list[str]] | None:
    """Each text in as many cells as there are columns; None where most can't be parted.

    Times and ratings at the end come off first; a list of names ends a sentence; where names and another short cell
    are left, what several rows repeat tells where one ends.
    """
    kinds = [head.holds for head in columns]
    tail: list[Holds] = []
    while kinds and kinds[-1] in (Holds.TIME, Holds.RATING):
        tail.insert(0, kinds.pop())
    if kinds == [Holds.WORDS] and tail:
        firsts = [[text] for text in (_without_tail(text, tail)[0] for text in texts)]
    elif kinds in ([Holds.WORDS, Holds.NAMES], [Holds.WORDS, Holds.NAMES, Holds.WORDS]) and tail:
        bare = [_without_tail(text, tail)[0] for text in texts]
        parted = [_after_sentence(text) for text in bare]
        if not any(names for _, names in parted) and len(kinds) == 2:
            parted = [_after_small_words(text) for text in bare]
        if sum(names != "" for _, names in parted) < _SHARE_OF_ROWS * len(texts):
            return None
        if len(kinds) == 2:
            firsts = [[words, names] for words, names in parted]
        else:
            pairs = _parted_by_repetition([names for _, names in parted])
            if pairs is None:
                return None
            firsts = [[words, *pair] for (words, _), pair in zip(parted, pairs, strict=True)]
    else:
        return None
    tails = [_without_tail(text, tail)[1] for text in texts]
    if sum(bool(each[0]) for each in tails) < _SHARE_OF_ROWS * len(texts):
        return None
    return [[*first, *last] for first, last in zip(firsts, tails, strict=True)]


def _without_tail(text: str, tail: Sequence[Holds]) -> tuple[str, list[str]]:
    """A text without the times and ratings at its end, and those, one for each column of the tail."""
    cells: list[str] = []
    for at, holds in reversed(list(enumerate(tail))):
        rest, cell = _ending(text, holds)
        if cell and at and holds is not tail[at - 1] and not _ending(rest, tail[at - 1])[1]:
            # "Ongoing In progress": the longer rating would take what says when.
            words = cell.split()
            shorter = [(f"{rest} {' '.join(words[:cut])}", " ".join(words[cut:])) for cut in range(1, len(words))]
            fits = [(one, other) for one, other in shorter if _ending(one, tail[at - 1])[1] and other[0].isupper()]
            rest, cell = fits[0] if fits else (rest, cell)
        text = rest
        cells.insert(0, cell)
    return text, cells


def _ending(text: str, holds: Holds) -> tuple[str, str]:
    """A text without the longest end of it that is a time, or a rating, and that end."""
    words = text.split()
    fits = shapes.is_time if holds is Holds.TIME else shapes.is_rating
    best = len(words)
    for at in range(len(words) - 1, max(0, len(words) - 8), -1):
        if (words[at][0].isupper() or words[at][0].isdigit()) and fits(" ".join(words[at:])):
            best = at
    return " ".join(words[:best]), " ".join(words[best:])


def _after_sentence(text: str) -> tuple[str, str]:
    """Sentences, and the names after the last of them; "" for names where the text does not end so."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    if not ends:
        return text, ""
    return text[: ends[-1]].strip(), text[ends[-1] :].strip()


def _after_small_words(text: str) -> tuple[str, str]:
    """Words, and the names at their end: those from the first capital after the last small word that joins no names."""
    words = text.split()
    at = len(words)
    while at > 1 and (
        words[at - 1][0].isupper() or words[at - 1].lower() in _JOINING or words[at - 1] in ("&", "–", "-")
    ):
        at -= 1
    while at < len(words) and not words[at][0].isupper():
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])


def _parted_by_repetition(texts: Sequence[str]) -> list[tuple[str, str]] | None:
    """Each text in two halves that other rows have too; None where fewer than two in three rows share a half."""
    distinct = sorted({text for text in texts if text})
    lefts: Counter[str] = Counter()
    rights: Counter[str] = Counter()
    for text in distinct:
        for left, right in _halves(text):
            lefts[left] += 1
            rights[right] += 1
    beside = Counter(pair for text in distinct for pair in set(pairwise(text.replace(",", "").split())))
    best: dict[str, tuple[str, str]] = {}
    for text in distinct:
        scored = [
            (
                _worth(left, lefts[left])
                + 1.1 * _worth(right, rights[right])
                # "Public" ends no cell where "Health" follows it in several rows.
                - _OFTEN_BESIDE * (beside[left.split()[-1], right.split()[0].rstrip(",")] - 1),
                left,
                right,
            )
            for left, right in _halves(text)
        ]
        score, left, right = max(scored, default=(0.0, text, ""))
        if score > 0:
            best[text] = left, right
    for text in distinct:
        if text not in best:
            best[text] = _parted_as_elsewhere(text, list(best.values())) or _after_last_body(text)
    found = [best.get(text, (text, "")) for text in texts]
    return found if sum(bool(right) for _, right in found) * 3 >= len(texts) * 2 else None


def _parted_as_elsewhere(text: str, known: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """A text parted where another row's second half ends it, or another's first half begins it; the longest first."""
    for _, right in sorted(known, key=lambda pair: -len(pair[1])):
        if right and text.endswith(f" {right}"):
            return text[: -len(right)].strip(), right
    for left, _ in sorted(known, key=lambda pair: -len(pair[0])):
        rest = text[len(left) :]
        if text.startswith(f"{left} ") and rest.strip()[0].isupper():
            return left, rest.strip()
    return None


def _after_last_body(text: str) -> tuple[str, str]:
    """A text parted after the last of its words that name a body, where a capital follows."""
    at = max(
        (
            found.end()
            for found in shapes.bodies_in(text)
            if found.end() < len(text) - 1 and text[found.end()] == " " and text[found.end() + 1].isupper()
        ),
        default=0,
    )
    return (text[:at], text[at:].strip()) if at else (text, "")


def _halves(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return [
        (" ".join(words[:at]), " ".join(words[at:]))
        for at in range(1, len(words))
        if words[at][0].isupper() and words[at - 1][-1] not in ",&/" and words[at - 1].lower() not in _JOINING
    ]


def _worth(half: str, rows: int) -> float:
    return float((rows - 1) * len(half.split()) ** 1.5)
