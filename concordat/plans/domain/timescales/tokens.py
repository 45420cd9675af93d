"""Cuts the words of a date cell into tokens, and mends words that a narrow column broke."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from concordat.plans.domain.timescales import months


class TokenKind(Enum):
    NUMBER = auto()
    WORD = auto()
    SIGN = auto()
    BREAK = auto()  # the end of a line


class Token(NamedTuple):
    """A word, number, sign or line break; `start` and `end` count characters of the tidied text."""

    kind: TokenKind
    word: str  # small letters; the digits of a number without "st", "nd"
    start: int
    end: int
    is_spaced: bool  # white space stands before it
    is_ordinal: bool = False

    def is_sign(self, signs: str) -> bool:
        return self.kind is TokenKind.SIGN and self.word in signs


Tokens = Sequence[Token]


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PLAIN_SIGNS = str.maketrans("‘’ʼ`´′“”‐‑‒–—−→⇒", "''''''\"\"------>>")
_TOKEN = re.compile(
    r"(?P<number>\d+)(?P<ordinal>(?:st|nd|rd|th|ST|ND|RD|TH)(?![a-z]))?"
    r"|(?P<word>[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_])"
    r"|(?P<line>\n)|(?P<sign>[^\s\w]|_)"
)
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_MENDED = frozenset((*months.FULL_NAMES, "ongoing"))
_YEARS_CUT_SHORT = frozenset(("200", "201", "202", "203", "204"))


def tidy(text: str) -> str:
    """The text without invisible characters and with one kind of line break; nothing else is changed."""
    if text.isprintable():  # neither a line's end nor anything invisible is
        return text
    return _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")


def tokenise(tidied: str) -> list[Token]:
    """The tokens of a tidied text; words that a narrow column broke ("Decem ber", "On- going") are one again."""
    return _mend(_cut(tidied))


def _cut(tidied: str) -> list[Token]:
    plain = tidied.translate(_PLAIN_SIGNS)  # keeps the length, so places stay true
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(plain):
        is_spaced = match.start() > end
        end = match.end()
        if match["number"]:
            token = Token(
                TokenKind.NUMBER, match["number"], match.start(), end, is_spaced, is_ordinal=bool(match["ordinal"])
            )
        elif match["word"]:
            token = Token(TokenKind.WORD, match["word"].lower(), match.start(), end, is_spaced)
        elif match["line"]:
            if tokens and (tokens[-1].kind is TokenKind.BREAK or _is_cut_number(tokens, plain, end)):
                continue
            token = Token(TokenKind.BREAK, "\n", match.start(), end, is_spaced)
        else:
            token = Token(TokenKind.SIGN, match["sign"], match.start(), end, is_spaced)
        tokens.append(token)
    return tokens


def _is_cut_number(tokens: list[Token], plain: str, end: int) -> bool:
    """ "31/03/" over "2016": a line that ends in a number and a stroke goes on with the number below."""
    return (
        len(tokens) > 1
        and tokens[-1].is_sign("/")
        and tokens[-2].kind is TokenKind.NUMBER
        and plain[end : end + 4].strip()[:1].isdigit()
    )


def _mend(tokens: list[Token]) -> list[Token]:
    mended: list[Token] = []
    index = 0
    while index < len(tokens):
        token, index = _mended_at(tokens, index)
        mended.append(token)
    return mended


def _mended_at(tokens: list[Token], index: int) -> tuple[Token, int]:
    """The token at the index, joined with what a column broke off it, and the index after."""
    token = tokens[index]
    after = index + 1
    if token.kind is TokenKind.NUMBER:
        following = tokens[after] if after < len(tokens) else None
        if following is None:
            return token, after
        if following.kind is TokenKind.WORD and following.word in _ORDINAL_ENDINGS and len(token.word) <= 2:
            return _joined(token, following, token.word, is_ordinal=True), after + 1
        if (
            token.word in _YEARS_CUT_SHORT
            and following.kind is TokenKind.NUMBER
            and len(following.word) == 1
            and not following.is_ordinal
        ):
            return _joined(token, following, token.word + following.word), after + 1
        if _is_broken_second_year(tokens, index):
            return _joined(token, following, token.word + following.word), after + 1
        return token, after
    if token.kind is TokenKind.WORD and not months.number_of(token.word, is_whole=True):
        word, end = token.word, after
        for _ in range(2):
            while end < len(tokens) and (tokens[end].kind is TokenKind.BREAK or tokens[end].is_sign("-")):
                end += 1
            if end >= len(tokens) or tokens[end].kind is not TokenKind.WORD:
                break
            word += tokens[end].word
            end += 1
            if word in _MENDED:
                return _joined(token, tokens[end - 1], word), end
    return token, after


def _is_broken_second_year(tokens: list[Token], index: int) -> bool:
    """ "2015/1 6"."""
    if index < 2 or not tokens[index - 1].is_sign("/") or index + 1 >= len(tokens):
        return False
    pieces = (tokens[index - 2], tokens[index], tokens[index + 1])
    if any(piece.kind is not TokenKind.NUMBER or piece.is_ordinal for piece in pieces):
        return False
    return [len(piece.word) for piece in pieces] == [4, 1, 1]


def _joined(first: Token, last: Token, word: str, *, is_ordinal: bool = False) -> Token:
    return Token(first.kind, word, first.start, last.end, first.is_spaced, is_ordinal)
