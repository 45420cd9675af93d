"""Reads years, and gives a month, a day or a quarter the year that follows it."""

from typing import NamedTuple

from concordat.plans.domain.timescales import periods, shapes
from concordat.plans.domain.timescales.periods import Impossible, Partial, Period, Read, Year
from concordat.plans.domain.timescales.tokens import TokenKind, Tokens
from concordat.plans.domain.timescales.values import TimescaleKind


class ReadYear(NamedTuple):
    """A year, with the index of the first token that does not belong to it."""

    year: Year
    after: int


def read_year(tokens: Tokens, index: int, *, may_be_short: bool = True) -> ReadYear | None:
    """A year or financial year: "2016", "'16", "16", "2015/16", "2015-2016", "15/16", "20 16" (wrapped)."""
    if index < len(tokens) and tokens[index].is_sign("'") and shapes.is_number(tokens, index + 1, 2):
        index += 1
        has_apostrophe = True
    else:
        has_apostrophe = False
    if index >= len(tokens) or tokens[index].kind is not TokenKind.NUMBER or tokens[index].is_ordinal:
        return None
    word = tokens[index].word
    if len(word) == 4:
        first = int(word)
        if not periods.FIRST_YEAR <= first <= periods.LAST_YEAR:
            return None
        second = second_year(tokens, index, first)
        return ReadYear(Year(first, is_financial=True), second) if second else ReadYear(Year(first), index + 1)
    if len(word) != 2:
        return None
    first = 2000 + int(word)
    second = second_year(tokens, index, first)
    if second:
        return ReadYear(Year(first, is_financial=True), second)
    if word == "20" and shapes.is_number(tokens, index + 1, 2) and tokens[index + 1].is_spaced:
        return ReadYear(Year(2000 + int(tokens[index + 1].word)), index + 2)
    if has_apostrophe:
        return ReadYear(Year(first), index + 1)
    if not may_be_short or (int(word) > 79):
        return None
    # "Mar 16" is March 2016 or 16 March; "Mar-16", as spreadsheets write it, and "Mar 45" are not in doubt.
    is_glued = not tokens[index].is_spaced and tokens[index - 1].is_sign("-/")
    return ReadYear(Year(first, is_doubtful=not is_glued and int(word) <= 31), index + 1)


def with_year(tokens: Tokens, partial: Partial, after: int) -> Read:
    """The partial date in the year that follows it, or by itself where none does."""
    start = over_linking_words(tokens, after)
    if start < len(tokens) and tokens[start].kind is TokenKind.NUMBER:
        number = tokens[start]
        is_apart = any(token.kind is TokenKind.BREAK or token.is_sign("(:") for token in tokens[after:start])
        is_next_day = start > after and number.is_spaced and shapes.month_at(tokens, start + 1)  # "March – 16 April"
        is_short = len(number.word) <= 2 and second_year(tokens, start, 2000 + int(number.word)) is None
        if is_short and (is_apart or is_next_day or shapes.is_quantity(tokens, start + 1)):
            return Read(partial, after)
        if len(number.word) in (3, 5) and not number.is_ordinal:
            return Read(Impossible(), start + 1)  # a year that was cut: "March 201"
    read = read_year(tokens, start)
    if read is None:
        return Read(partial, after)
    year = read.year if partial.day is None else Year(read.year.first, read.year.is_financial)  # "14 Mar 16" is clear
    return without_clock(tokens, Read(partial.within(year), read.after))


def year_unless_quantity(tokens: Tokens, year: Year, after: int) -> Read | None:
    """The year by itself, unless it counts what follows."""
    return None if shapes.is_quantity(tokens, after) else Read(periods.year_period(year), after)


def after_financial_year_words(tokens: Tokens, index: int) -> int | None:
    """The index after "FY", "financial year" or "F/Y"."""
    words = [token.word for token in tokens[index : index + 3]]
    if words[:1] == ["fy"]:
        return index + 1
    if words[:2] in (["financial", "year"], ["fin", "year"], ["fiscal", "year"]):
        return index + 2
    return index + 3 if words == ["f", "/", "y"] else None


def second_year(tokens: Tokens, index: int, first: int) -> int | None:
    """The index after the second half of a financial year ("/16"), where one follows the year at the index."""
    if index + 2 >= len(tokens) or not tokens[index + 1].is_sign("/-"):
        return None
    second = tokens[index + 2]
    after = index + 3
    if second.is_sign("'") and shapes.is_number(tokens, index + 3, 2):
        second, after = tokens[index + 3], index + 4
    if second.kind is not TokenKind.NUMBER or second.is_ordinal or not is_next_year(first, second.word):
        return None
    if second.is_spaced and len(second.word) == 2 and shapes.month_at(tokens, after):
        return None  # "2015 - 16 March"
    if shapes.continues_number(tokens, after, "/"):
        return None
    return after


def is_next_year(first: int, word: str) -> bool:
    """Whether the figures name the year after the first: "16" or "2016" after 2015."""
    return (len(word) == 2 and int(word) == (first + 1) % 100) or (len(word) == 4 and int(word) == first + 1)


def over_linking_words(tokens: Tokens, index: int) -> int:
    """Past what may stand between a month or quarter and its year: a sign, "of", "financial year", a line break."""
    start = index
    for _ in range(4):
        if index >= len(tokens):
            return start
        token = tokens[index]
        if token.kind is TokenKind.NUMBER or (token.is_sign("'") and shapes.is_number(tokens, index + 1, 2)):
            return index
        after_words = after_financial_year_words(tokens, index)
        if after_words:
            index = after_words
        elif token.is_sign(",.-/(:_'") or token.kind is TokenKind.BREAK or token.word in ("of", "in", "the"):
            index += 1
        else:
            return start
    return start


def without_clock(tokens: Tokens, read: Read) -> Read:
    """Past the time of day that spreadsheets add: "2016-03-31 00:00:00", "2016-03-31T00:00"."""
    after = read.after
    if after < len(tokens) and tokens[after].word in ("t", "at"):
        after += 1
    if after + 2 >= len(tokens) or not tokens[after + 1].is_sign(":") or tokens[after].kind is not TokenKind.NUMBER:
        return read
    if not isinstance(read.reading, Period) or read.reading.kind is not TimescaleKind.DAY:
        return read
    after += 1
    while after + 1 < len(tokens) and tokens[after].is_sign(":.") and tokens[after + 1].kind is TokenKind.NUMBER:
        after += 2
    return Read(read.reading, after)
