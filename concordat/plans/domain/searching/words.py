"""Cuts a text into the words that are searched: folded, stemmed, "s136" and "section 136" made one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from concordat.plans.domain.searching.stemming import stem_of

# PostgreSQL holds at most 1 MiB of words of one row: four fields of so many words as long as these fit.
MOST_STEMS = 5_000
LONGEST_WORD = 40
_APART = f" {'z' * (LONGEST_WORD + 1)} "

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
# A database may cut a word where digits turn into letters, so that is done here for both.
_PIECE = re.compile(r"[a-z]+[0-9]*|[0-9]+")
_SECTION = frozenset({"s", "ss", "sec", "sect", "section", "sections"})
_SECTION_IN_ONE = re.compile(r"(?:ss?|sect?|sections?)([0-9]{1,3})")
_GAP = re.compile(r"[.\s]{1,4}")
_NUMBER = re.compile(r"[0-9]{1,3}")
# In plans of crisis care these two numbers stand for sections of the Mental Health Act, also without the word.
_ALWAYS_SECTIONS = frozenset({"135", "136"})


class Token(NamedTuple):
    """One searched word of a text: its stem, and where in the text it stands. `folded` is it before stemming."""

    stem: str
    folded: str
    start: int
    end: int


def tokens_of(text: str) -> Iterator[Token]:
    """The searched words of a text in order."""
    words = _WORD.finditer(text)
    found = next(words, None)
    while found is not None:
        start, end = found.span()
        pieces = _pieces(found.group())
        found = next(words, None)
        if len(pieces) == 1 and found is not None:
            piece = pieces[0][1]
            if piece in _SECTION and _NUMBER.fullmatch(found.group()) and _GAP.fullmatch(text, end, found.start()):
                pieces, end = _pieces(f"s{found.group()}"), found.end()
                found = next(words, None)
            elif piece == "a" and found.group() in "eE" and text[end : found.start()].strip() == "&":
                pieces, end = (("ae", "ae"),), found.end()
                found = next(words, None)
        for stem, folded in pieces:
            yield Token(stem, folded, start, end)


def joined_stems(texts: Iterable[Iterable[Token]]) -> str:
    """The stems of texts with one space between, as an index takes them.

    Between two texts stands a word that nobody can ask for, so that no phrase reaches from one into the next.
    """
    return _APART.join(" ".join(token.stem for token in text) for text in texts)


@lru_cache(maxsize=100_000)
def _pieces(word: str) -> tuple[tuple[str, str], ...]:
    """The stem and the spelling of each piece of a word: small letters without accents, cut after digits."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.replace("’", "'")).encode("ascii", "ignore").decode()
    word = word.lower().replace("'", "")
    if joined := _SECTION_IN_ONE.fullmatch(word):
        word = f"s{int(joined[1])}"
    elif word in _ALWAYS_SECTIONS:
        word = f"s{word}"
    pieces = [piece[:LONGEST_WORD] for piece in _PIECE.findall(word)]
    return tuple((stem_of(piece), piece) for piece in pieces)
