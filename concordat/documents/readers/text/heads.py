"""Knows the headings of columns in tables of work, also where they wrap, or are glued to what stands beside them."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from concordat.documents.readers.text import heading_words
from concordat.documents.readers.text.heading_words import SPELLINGS, squash
from concordat.documents.readers.text.shapes import Holds

_PAGES = frozenset(("page", "pages", "pageno", "pagenumber", "pagenumbers", "pageref"))
# One heading when a cell holds it, but two that stand beside one another where nothing parts them.
_TWO_IN_A_LINE = frozenset(("progressrag", "ragcomments", "progresscomments", "actionlead"))
_MOST_WORDS = 6
_SHORTEST_MISSPELT = 6  # letters
_MOST_UNUSUAL = 7  # columns of a table of which only the labels and the times have headings that are known
_LONGEST = 100  # characters of one heading
# "RAGMatching", "TimeframeA", "crisisNumber", "Outcomes1.1": where the end of one cell and the start of the next meet.
_SEAM = re.compile(r"(?<=[a-z.:)])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z.:)])(?=\d)")
_BRACKET = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading as written ("" where it has none) and what it holds."""

    text: str
    holds: Holds
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Headings:
    """A line's headings, with the words before the first and after the last."""

    heads: tuple[Head, ...]
    before: str = ""
    after: str = ""


@lru_cache(maxsize=4096)
def known(text: str) -> Holds | None:
    """What a column of this heading holds; None where the words head none that is known."""
    if not text or len(text) > _LONGEST:
        return None
    for words in (text, _BRACKET.sub(" ", text)):
        if (holds := SPELLINGS.get(squash(words)) or heading_words.made_up(words)) is not None:
            return holds
    parts = text.split()
    # "Timescale 2015/16 unless otherwise specified", "Outcomes: people will be able to say"
    for count in range(min(len(parts) - 1, 4), 0, -1):
        if (holds := SPELLINGS.get(squash(" ".join(parts[:count])))) is not None and len(parts) - count <= 8:
            if holds is Holds.LABEL:
                return None
            return None if parts[0][0].islower() and len(parts) > 4 else holds
    if len(parts) > 3:
        return None
    return SPELLINGS.get(squash(parts[-1])) or _misspelt(squash(text))


def _misspelt(key: str) -> Holds | None:
    """What a column holds whose heading has one letter too many, too few or wrong ("Timscale")."""
    if len(key) < _SHORTEST_MISSPELT:
        return None
    return next(
        (holds for each, holds in SPELLINGS.items() if Levenshtein.distance(key, each, score_cutoff=1) <= 1), None
    )


def is_page(text: str) -> bool:
    """Whether a heading is that of a contents table's page numbers."""
    return squash(text) in _PAGES


def are_headings(heads: list[Head]) -> bool:
    """Whether headings are those of a table of work: most are known, and among them are words, and times or names."""
    if len(heads) < 3 or any(is_page(head.text) for head in heads):
        return False
    found = {head.holds for head in heads if head.is_known}
    count = sum(head.is_known for head in heads)
    if {Holds.LABEL, Holds.TIME} <= found and len(heads) <= _MOST_UNUSUAL:  # "No. / Our pledge / Finish / So that"
        return True
    if count < max(2, 0.5 * len(heads)) or Holds.WORDS not in found:
        return False
    return Holds.TIME in found or {Holds.NAMES, Holds.RATING} <= found or {Holds.LABEL, Holds.NAMES} <= found


@lru_cache(maxsize=1024)
def head_of(text: str) -> Head:
    """A header cell."""
    plain = " ".join(text.split())
    holds = known(plain)
    return Head(plain, holds or Holds.WORDS, holds is not None)


def undelimited(text: str) -> Headings | None:
    """The headings of a line in which nothing parts them ("No. Action Timescale Led By Outcomes"); None for others.

    Three headings or more must follow one another. Words before and after them are given apart.
    """
    best = _longest_chain(text)
    if len(best) < 3:
        return None
    heads = []
    for begin, end in best:
        cell = text[begin:end].strip()
        heads.append(Head(cell, known(cell) or Holds.WORDS))
    first, last = best[0][0], best[-1][1]
    return Headings(tuple(heads), text[:first].strip(), text[last:].strip(" :;"))


def _words_of(text: str) -> list[tuple[int, int]]:
    """Where each word begins and ends, cut at seams too."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", text):
        seams = [match.start(), *(s.start() for s in _SEAM.finditer(text, match.start(), match.end())), match.end()]
        found += [(a, b) for a, b in pairwise(seams) if a < b]
    return found


def _index_at(words: list[tuple[int, int]], end: int) -> int:
    return bisect_left(words, (end, 0))


def _longest_chain(text: str) -> list[tuple[int, int]]:
    """The most headings that follow one another, each reaching furthest: "Lead" and "By when", not "Lead By".

    No chain begins with a heading that ends inside a word, such as "Action" in "ActionAid".
    """
    words = _words_of(text)
    reach = [start for start, _ in words] + [len(text)]
    taken: list[tuple[int, int] | None] = [None] * (len(words) + 1)  # the heading's end, and the word after it
    for at in range(len(words) - 1, -1, -1):
        begin = words[at][0]
        if not text[begin].isupper():
            continue
        for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            end = words[at + count - 1][1]
            if not _is_heading_in_line(text[begin:end]):
                continue
            if (bracket := _BRACKET.match(text, end)) is not None:
                end = bracket.end()
            following = _index_at(words, end)
            furthest = reach[following] if taken[following] is not None else end
            if taken[at] is None or furthest > reach[at]:
                reach[at], taken[at] = furthest, (end, following)
    lengths = [0] * (len(words) + 1)
    longest = len(words)
    for at in range(len(words) - 1, -1, -1):
        step = taken[at]
        if step is not None:
            lengths[at] = 1 + lengths[step[1]]
            begins_inside = step[0] < len(text) and text[step[0]].isalnum()
            longest = at if not begins_inside and lengths[at] >= lengths[longest] else longest
    chain: list[tuple[int, int]] = []
    while (step := taken[longest]) is not None:
        chain.append((words[longest][0], step[0]))
        longest = step[1]
    return chain


def _is_heading_in_line(text: str) -> bool:
    """Whether a part of a line is one heading: one that is known, that asks ("What will we do?"), or two that belong.

    "Status update" is two, as what they hold is not the same; "Action ref" is one.
    """
    key = squash(text)
    if key in SPELLINGS:
        words = text.split()
        halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        kinds = [(SPELLINGS.get(squash(one)), SPELLINGS.get(squash(other))) for one, other in halves]
        parts = [(one, other) for one, other in kinds if one and other and one is not other]
        return key not in _TWO_IN_A_LINE and not any(other is not Holds.LABEL for _, other in parts)
    if heading_words.asks(text):
        return True
    return heading_words.is_pair(text)


def unglued(text: str) -> tuple[str, str]:
    """A header cell and what is glued to its end ("TimeframeA" → "Timeframe", "A"); "" where nothing is."""
    plain = " ".join(text.split())
    if known(plain) is not None and len(plain.split()) <= 3 and SPELLINGS.get(squash(plain)) is not None:
        return text, ""
    for seam in _SEAM.finditer(text):
        head, rest = text[: seam.start()], text[seam.start() :]
        if squash(_BRACKET.sub(" ", head)) in SPELLINGS and squash(text) not in SPELLINGS:
            return head, rest
    return text, ""


def glued_before(text: str) -> tuple[str, str]:
    """What is glued before a header cell, and the cell ("… a crisisNumber" → "… a crisis", "Number")."""
    for seam in reversed(list(_SEAM.finditer(text))):
        before, head = text[: seam.start()], text[seam.start() :]
        if squash(head) in SPELLINGS:
            return before, head
    words = text.split()
    if len(words) > 3 and SPELLINGS.get(squash(words[-1])) is Holds.LABEL:
        return text[: text.rindex(words[-1])].strip(), words[-1]
    return "", text


@lru_cache(maxsize=8192)
def is_spelt(text: str) -> bool:
    """Whether a text is a heading that is known as a whole."""
    if not 0 < len(text) <= _LONGEST:
        return False
    bare = _BRACKET.sub(" ", text)
    return squash(text) in SPELLINGS or squash(bare) in SPELLINGS or heading_words.is_pair(bare)


@lru_cache(maxsize=8192)
def is_heading(text: str) -> bool:
    """Whether a text is the heading of a column and nothing else."""
    if not text or len(text) > _LONGEST:
        return False
    bare = _BRACKET.sub(" ", text).strip()
    return is_spelt(text) or any(heading_words.made_up(words) is not None for words in (text, bare))
