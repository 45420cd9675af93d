"""Reads quarters and halves of a year."""

from concordat.plans.domain.timescales import periods, shapes, years
from concordat.plans.domain.timescales.periods import Impossible, Partial, Read, Year
from concordat.plans.domain.timescales.tokens import TokenKind, Tokens

_QUARTER_WORDS = frozenset(("q", "qs", "qtr", "qtrs", "qrt", "quarter", "quarters"))
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
_ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


def read_quarter(tokens: Tokens, index: int) -> Read | None:
    """ "Q4 2014/15", "Quarter 2 15/16", "Q1-2 2016/17", "first quarter of 2016/17", "Q3"."""
    word = tokens[index].word
    after = index + 1
    ending = _read_quarter_ending(tokens, index)
    if ending:
        return ending
    if word in _QUARTER_WORDS:
        if after < len(tokens) and tokens[after].is_sign(".:"):
            after += 1
        if after < len(tokens) and tokens[after].word in _NUMBER_WORDS:
            number = _NUMBER_WORDS[tokens[after].word]
        elif shapes.is_number(tokens, after, 1):
            number = int(tokens[after].word)
        else:
            return None
        after += 1
    elif word in _ORDINAL_WORDS and after < len(tokens) and tokens[after].word in _QUARTER_WORDS:
        number = _ORDINAL_WORDS[word]
        after += 1
    else:
        return None
    return _quarters_with_year(tokens, number, after)


def read_ordinal_quarter(tokens: Tokens, index: int) -> Read | None:
    """ "4th quarter 2015/16"."""
    after = index + 1
    if not tokens[index].is_ordinal or after >= len(tokens) or tokens[after].word not in _QUARTER_WORDS:
        return None
    return _quarters_with_year(tokens, int(tokens[index].word), after + 1)


def read_half_year(tokens: Tokens, index: int) -> Read | None:
    """ "H1 2016/17", "first half of 2016"."""
    word = tokens[index].word
    if word == "h" and shapes.is_number(tokens, index + 1, 1) and not tokens[index + 1].is_spaced:
        half, after = int(tokens[index + 1].word), index + 2
    elif index + 1 < len(tokens) and tokens[index + 1].word == "half" and (word in _ORDINAL_WORDS):
        half, after = min(_ORDINAL_WORDS[word], 2), index + 2
    else:
        return None
    read = years.read_year(tokens, years.over_linking_words(tokens, after), may_be_short=False)
    if read is None or half not in (1, 2):
        return None
    return Read(periods.half_year_period(half, read.year), read.after)


def with_quarter(tokens: Tokens, year: Year, after: int) -> Read | None:
    """ "2015/16 Q4": the quarter after its year, unless it has a year of its own."""
    start = after
    while start < len(tokens) and start < after + 2 and tokens[start].is_sign(",(:-"):
        start += 1
    if start >= len(tokens) or tokens[start].kind is not TokenKind.WORD or tokens[start].word not in _QUARTER_WORDS:
        return None
    read = read_quarter(tokens, start)
    if read is None or not isinstance(read.reading, Partial):
        return None
    return Read(read.reading.within(year), read.after)


def _read_quarter_ending(tokens: Tokens, index: int) -> Read | None:
    """ "quarter ending March 2016"."""
    words = [token.word for token in tokens[index : index + 2]]
    if words not in (["quarter", "ending"], ["quarter", "ended"], ["qtr", "ending"], ["quarter", "to"]):
        return None
    month = shapes.month_at(tokens, index + 2)
    read = years.read_year(tokens, index + 3) if month else None
    if month is None or read is None or read.year.is_financial or month % 3:
        return None
    number, first = (4, read.year.first - 1) if month == 3 else (month // 3 - 1, read.year.first)
    year = Year(first, is_financial=True, is_doubtful=read.year.is_doubtful)
    return Read(Partial(quarters=(number, number)).within(year), read.after)


def _quarters_with_year(tokens: Tokens, number: int, after: int) -> Read:
    last = number
    is_joined = after < len(tokens) and (tokens[after].is_sign("-/&") or tokens[after].word in ("to", "and"))
    if is_joined and shapes.is_number(tokens, after + 1, 1) and int(tokens[after + 1].word) > number:
        last = int(tokens[after + 1].word)
        after += 2
    if not 1 <= number <= last <= 4:
        return Read(Impossible(), after)
    return years.with_year(tokens, Partial(quarters=(number, last)), after)
