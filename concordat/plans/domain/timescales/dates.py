"""Reads one date, month, quarter, season or year that begins at a given token, in any of its spellings."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

from concordat.plans.domain.timescales import months, periods
from concordat.plans.domain.timescales.periods import Impossible, Partial, Period, Reading, Year
from concordat.plans.domain.timescales.tokens import Token, TokenKind
from concordat.plans.domain.timescales.values import TimescaleKind

Tokens = Sequence[Token]


class Read(NamedTuple):
    reading: Reading
    after: int  # index of the first token that does not belong to it


class ReadYear(NamedTuple):
    year: Year
    after: int


_FIRST_BARE_YEAR, _LAST_BARE_YEAR = 2005, 2059  # a lone number outside these is more likely a quantity
# "16-17 year olds", "10/12 weeks", "2016 people": a quantity, not a date.
_UNITS = frozenset(
    "year years yr yrs yo month months week weeks day days hour hours hrs min mins minute minutes people patients "
    "staff olds old officers places beds calls cases referrals detentions per percent times sessions act".split()
)
_QUARTER_WORDS = frozenset(("q", "qs", "qtr", "qtrs", "qrt", "quarter", "quarters"))
_ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri".split()
)


def read_date(tokens: Tokens, index: int) -> Read | None:
    """The date that begins at the token, as long as it goes, or None where none begins."""
    token = tokens[index]
    if token.kind is TokenKind.NUMBER:
        return _first_of(_FROM_NUMBER, tokens, index)
    if token.kind is TokenKind.WORD:
        return _first_of(_FROM_WORD, tokens, index)
    if token.is_sign("'") and _is_number(tokens, index + 1, 2):  # "'15/16"
        return _read_short_financial_year(tokens, index + 1)
    return None


def _first_of(readers: Sequence[Callable[[Tokens, int], Read | None]], tokens: Tokens, index: int) -> Read | None:
    for reader in readers:
        read = reader(tokens, index)
        if read is not None:
            return read
    return None


# --- years


def read_year(tokens: Tokens, index: int, *, may_be_short: bool = True) -> ReadYear | None:
    """A year or financial year: "2016", "'16", "16", "2015/16", "2015-2016", "15/16", "20 16" (wrapped)."""
    if index < len(tokens) and tokens[index].is_sign("'") and _is_number(tokens, index + 1, 2):
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
        second = _second_year(tokens, index, first)
        return ReadYear(Year(first, is_financial=True), second) if second else ReadYear(Year(first), index + 1)
    if len(word) != 2:
        return None
    first = 2000 + int(word)
    second = _second_year(tokens, index, first)
    if second:
        return ReadYear(Year(first, is_financial=True), second)
    if word == "20" and _is_number(tokens, index + 1, 2) and tokens[index + 1].is_spaced:
        return ReadYear(Year(2000 + int(tokens[index + 1].word)), index + 2)
    if has_apostrophe:
        return ReadYear(Year(first), index + 1)
    if not may_be_short or (int(word) > 79):
        return None
    # "Mar 16" is March 2016 or 16 March; "Mar-16", as spreadsheets write it, and "Mar 45" are not in doubt.
    is_glued = not tokens[index].is_spaced and tokens[index - 1].is_sign("-/")
    return ReadYear(Year(first, is_doubtful=not is_glued and int(word) <= 31), index + 1)


def _second_year(tokens: Tokens, index: int, first: int) -> int | None:
    """The index after the second half of a financial year ("/16"), where one follows the year at the index."""
    if index + 2 >= len(tokens) or not tokens[index + 1].is_sign("/-"):
        return None
    second = tokens[index + 2]
    after = index + 3
    if second.is_sign("'") and _is_number(tokens, index + 3, 2):
        second, after = tokens[index + 3], index + 4
    if second.kind is not TokenKind.NUMBER or second.is_ordinal or not _is_next_year(first, second.word):
        return None
    if tokens[index + 1].is_sign("-") and second.is_spaced and len(second.word) == 2:
        return None  # "2015 - 16 March"
    if _continues_number(tokens, after, "/"):
        return None
    return after


def _is_next_year(first: int, word: str) -> bool:
    return (len(word) == 2 and int(word) == (first + 1) % 100) or (len(word) == 4 and int(word) == first + 1)


# --- dates that begin with a number


def _read_iso_day(tokens: Tokens, index: int) -> Read | None:
    if not _has_shape(tokens, index, (4, 2, 2), "-/."):
        return None
    year, month, day = (int(tokens[index + step].word) for step in (0, 2, 4))
    return _without_clock(tokens, Read(periods.days_period(year, month, day), index + 5))


def _read_numeric_day(tokens: Tokens, index: int) -> Read | None:
    """Always in British order: day, month, year."""
    if index + 4 >= len(tokens) or not tokens[index + 1].is_sign("/.-"):
        return None
    sign = tokens[index + 1].word
    day, month, year = (tokens[index + step] for step in (0, 2, 4))
    if tokens[index + 3].word != sign or month.kind is not TokenKind.NUMBER or year.kind is not TokenKind.NUMBER:
        return None
    if len(day.word) > 2 or len(month.word) > 2 or len(year.word) not in (2, 4):
        return None
    if _continues_number(tokens, index + 5, sign):
        return None
    number = int(year.word) if len(year.word) == 4 else 2000 + int(year.word)
    return _without_clock(tokens, Read(periods.days_period(number, int(month.word), int(day.word)), index + 5))


def _read_day_of_month(tokens: Tokens, index: int) -> Read | None:
    """ "26th May 2015", "14 - 16 March 2016", "1-Mar-16", "31st of March"."""
    day = tokens[index]
    if len(day.word) > 2:
        return None
    after = index + 1
    last: int | None = None
    if after + 1 < len(tokens) and (
        tokens[after].is_sign("-/&") or (tokens[after].kind is TokenKind.WORD and tokens[after].word in ("to", "and"))
    ):
        second = tokens[after + 1]
        if second.kind is TokenKind.NUMBER and len(second.word) <= 2 and int(second.word) > int(day.word):
            last = int(second.word)
            after += 2
    if last is None:
        after = index + 1
    if after < len(tokens) and tokens[after].kind is TokenKind.WORD and tokens[after].word == "of":
        after += 1
    after = _over_break(tokens, after)
    if after < len(tokens) and tokens[after].is_sign("-/."):
        is_dotted = tokens[after].is_sign(".")
        after += 1
        if after < len(tokens) and is_dotted and (tokens[after].is_spaced or len(day.word) < 2):
            return None  # "1. March 2016" is the first of several
    month = _month_at(tokens, after)
    if month is None:
        return None
    partial = Partial(month=month, day=int(day.word), last_day=last)
    if not 1 <= int(day.word) <= 31 or (last or 1) > 31:
        return Read(Impossible(), after + 1)
    return _with_year(tokens, partial, after + 1)


def _read_year_first(tokens: Tokens, index: int) -> Read | None:
    """ "2015/16", "2014/2015/16", "2016-2018", "2016-03", "2016 March", "2015/16 Q4", "2016"."""
    word = tokens[index].word
    if len(word) != 4 or tokens[index].is_ordinal:
        return None
    first = int(word)
    if not periods.FIRST_YEAR <= first <= periods.LAST_YEAR:
        return None
    chain = _read_year_chain(tokens, index, first)
    if chain:
        return chain
    read = read_year(tokens, index)
    if read is None:
        return None
    if read.year.is_financial:
        is_spaced_dash = tokens[index + 1].is_sign("-") and tokens[index + 1].is_spaced
        year = Year(first, is_financial=True, is_doubtful=is_spaced_dash)
        return _with_quarter(tokens, year, read.after) or _year_unless_quantity(tokens, year, read.after)
    paired = _read_year_pair(tokens, index, first)
    if paired:
        return paired
    month = _month_at(tokens, read.after + (read.after < len(tokens) and tokens[read.after].is_sign("-")))
    if month:
        after = read.after + 1 + tokens[read.after].is_sign("-")
        if not (after < len(tokens) and tokens[after].kind in (TokenKind.NUMBER, TokenKind.WORD)):
            return Read(periods.month_period(first, month), after)
    with_quarter = _with_quarter(tokens, read.year, read.after)
    if with_quarter:
        return with_quarter
    if not _FIRST_BARE_YEAR <= first <= _LAST_BARE_YEAR or _follows_act(tokens, index):
        return None
    return _year_unless_quantity(tokens, read.year, read.after)


def _read_year_chain(tokens: Tokens, index: int, first: int) -> Read | None:
    """ "2014/2015/16": each year one more than the last, so the financial years from the first to the last."""
    years = [first]
    after = index + 1
    while (
        after + 1 < len(tokens)
        and tokens[after].is_sign("/")
        and tokens[after + 1].kind is TokenKind.NUMBER
        and _is_next_year(years[-1], tokens[after + 1].word)
    ):
        years.append(years[-1] + 1)
        after += 2
        if len(tokens[after - 1].word) == 2 and not _continues_number(tokens, after, "/"):
            break
    if len(years) < 3:
        # "2014/2015/1 6": the last year was broken by the column.
        return None
    last = Year(years[-2], is_financial=True)
    return Read(periods.years_period(Year(first, is_financial=True), last, is_doubtful=True), after)


def _read_year_pair(tokens: Tokens, index: int, first: int) -> Read | None:
    """ "2016-03" and "2016/03" are months; "2015-17" and "2016 - 2018" run from one year to the other."""
    if index + 2 >= len(tokens) or not tokens[index + 1].is_sign("-/."):
        return None
    second = tokens[index + 2]
    after = index + 3
    if second.kind is not TokenKind.NUMBER or second.is_ordinal or len(second.word) not in (2, 4):
        return None
    if _second_year(tokens, index + 2, int(second.word)) or _month_at(tokens, after):
        return None  # "2016 - 2018/19", "2016 - 14 March 2017": the second is a date of its own
    is_tight = not tokens[index + 1].is_spaced and not second.is_spaced
    if len(second.word) == 2:
        if not is_tight:
            return None
        number = int(second.word)
        if 1 <= number <= 12:
            return Read(periods.month_period(first, number), after)
        if tokens[index + 1].is_sign(".") or _continues_number(tokens, after, "/-"):
            return Read(Impossible(), after)
        return Read(periods.years_period(Year(first), Year(2000 + number), is_doubtful=True), after)
    if tokens[index + 1].is_sign("."):
        return None
    return Read(periods.years_period(Year(first), Year(int(second.word))), after)


def _read_month_and_year(tokens: Tokens, index: int) -> Read | None:
    """ "06/2014", "6.2014"."""
    if len(tokens[index].word) > 2 or not _is_tight_pair(tokens, index, "/.-") or len(tokens[index + 2].word) != 4:
        return None
    return Read(periods.month_period(int(tokens[index + 2].word), int(tokens[index].word)), index + 3)


def _read_short_financial_year(tokens: Tokens, index: int) -> Read | None:
    """ "15/16", "15-16"; "03/16" is a month, in doubt."""
    word = tokens[index].word
    if len(word) != 2 or index + 2 >= len(tokens) or not tokens[index + 1].is_sign("/-") or tokens[index].is_ordinal:
        return None
    if _is_after_number(tokens, index):
        return None
    read = read_year(tokens, index)
    if read and read.year.is_financial and int(word) < 80:
        # "11/12" might be 11 December or November 2012 as well.
        year = Year(2000 + int(word), is_financial=True, is_doubtful=int(word) <= 12)
        return _with_quarter(tokens, year, read.after) or _year_unless_quantity(tokens, year, read.after)
    second = tokens[index + 2]
    if not _is_tight_pair(tokens, index, "/-") or len(second.word) != 2 or _continues_number(tokens, index + 3, "/-"):
        return None
    if 1 <= int(word) <= 12 < int(second.word) < 80 and not _is_quantity(tokens, index + 3):
        return Read(periods.month_period(2000 + int(second.word), int(word), is_doubtful=True), index + 3)
    return None


# --- dates that begin with a word


def _read_named_month(tokens: Tokens, index: int) -> Read | None:
    """ "March 2016", "Sept. 15", "Dec '14", "Mar-16", "March 14th, 2016", "March"."""
    month = _month_at(tokens, index)
    if month is None:
        return None
    after = index + 1
    if after < len(tokens) and tokens[after].is_sign("."):
        after += 1
    day = tokens[after] if after < len(tokens) else None
    if day and day.kind is TokenKind.NUMBER and len(day.word) <= 2 and (day.is_ordinal or day.word != "20"):
        after_day = after + 1
        has_comma = after_day < len(tokens) and tokens[after_day].is_sign(",")
        if _is_number(tokens, after_day + has_comma, 4) or day.is_ordinal:
            partial = Partial(month=month, day=int(day.word))
            if not 1 <= int(day.word) <= 31:
                return Read(Impossible(), after_day)
            read = _with_year(tokens, partial, after_day + has_comma)
            return read if not isinstance(read.reading, Partial) else Read(partial, after_day)
    return _with_year(tokens, Partial(month=month), after)


def _read_quarter(tokens: Tokens, index: int) -> Read | None:
    """ "Q4 2014/15", "Quarter 2 15/16", "Q1-2 2016/17", "first quarter of 2016/17", "Q3"."""
    word = tokens[index].word
    after = index + 1
    if word in _QUARTER_WORDS:
        if after < len(tokens) and tokens[after].is_sign(".:"):
            after += 1
        if not _is_number(tokens, after, 1):
            return None
        number = int(tokens[after].word)
        after += 1
    elif word in _ORDINAL_WORDS and after < len(tokens) and tokens[after].word in _QUARTER_WORDS:
        number = _ORDINAL_WORDS[word]
        after += 1
    else:
        return None
    return _quarters_with_year(tokens, number, after)


def _read_ordinal_quarter(tokens: Tokens, index: int) -> Read | None:
    """ "4th quarter 2015/16"."""
    after = index + 1
    if not tokens[index].is_ordinal or after >= len(tokens) or tokens[after].word not in _QUARTER_WORDS:
        return None
    return _quarters_with_year(tokens, int(tokens[index].word), after + 1)


def _quarters_with_year(tokens: Tokens, number: int, after: int) -> Read:
    last = number
    if after + 1 < len(tokens) and (tokens[after].is_sign("-/&") or tokens[after].word in ("to", "and")):
        if _is_number(tokens, after + 1, 1) and int(tokens[after + 1].word) > number:
            last = int(tokens[after + 1].word)
            after += 2
    if not 1 <= number <= last <= 4:
        return Read(Impossible(), after)
    return _with_year(tokens, Partial(quarters=(number, last)), after)


def _read_season(tokens: Tokens, index: int) -> Read | None:
    season = months.SEASONS.get(tokens[index].word)
    if season is None:
        return None
    read = _with_year(tokens, Partial(month=season[0], last_month=season[1]), index + 1)
    return read


def _read_named_financial_year(tokens: Tokens, index: int) -> Read | None:
    """ "FY 2015/16", "financial year 15-16", "F/Y 15/16"; "FY16" is the year that ends in March 2016, in doubt."""
    after = _after_financial_year_words(tokens, index)
    if after is None:
        return None
    if after < len(tokens) and tokens[after].is_sign("-:("):
        after += 1
    read = read_year(tokens, after)
    if read is None:
        return None
    if read.year.is_financial:
        return _with_quarter(tokens, read.year, read.after) or Read(periods.year_period(read.year), read.after)
    ending = Year(read.year.first - 1, is_financial=True, is_doubtful=True)
    return Read(periods.year_period(ending), read.after)


def _read_half_year(tokens: Tokens, index: int) -> Read | None:
    """ "H1 2016/17", "first half of 2016"."""
    word = tokens[index].word
    if word == "h" and _is_number(tokens, index + 1, 1) and not tokens[index + 1].is_spaced:
        half, after = int(tokens[index + 1].word), index + 2
    elif index + 1 < len(tokens) and tokens[index + 1].word == "half" and (word in _ORDINAL_WORDS):
        half, after = min(_ORDINAL_WORDS[word], 2), index + 2
    else:
        return None
    read = read_year(tokens, _over_linking_words(tokens, after), may_be_short=False)
    if read is None or half not in (1, 2):
        return None
    return Read(periods.half_year_period(half, read.year), read.after)


def _read_week(tokens: Tokens, index: int) -> Read | None:
    """ "w/c 14 March 2016", "week ending 18/3/16": the seven days."""
    words = [token.word for token in tokens[index : index + 3]]
    if words[:2] == ["w", "/"] and words[2:] in (["c"], ["e"], ["b"]):
        is_last, after = words[2] == "e", index + 3
    elif words[0] == "week" and words[1:2] and words[1] in ("commencing", "beginning", "starting", "of", "ending"):
        is_last, after = words[1] == "ending", index + 2
    else:
        return None
    if after < len(tokens) and tokens[after].is_sign(":"):
        after += 1
    read = _first_of(_DAYS_FROM_WORD, tokens, after) if after < len(tokens) else None
    if read is None or not isinstance(read.reading, Period) or read.reading.kind is not TimescaleKind.DAY:
        return None
    day = read.reading.start
    start, end = (day - timedelta(days=6), day) if is_last else (day, day + timedelta(days=6))
    return Read(Period(TimescaleKind.RANGE, start, end, read.reading.year, read.reading.is_doubtful), read.after)


def _read_weekday(tokens: Tokens, index: int) -> Read | None:
    """ "Monday 14 March 2016": the day's name adds nothing."""
    if tokens[index].word not in _WEEKDAYS:
        return None
    after = index + 1
    while after < len(tokens) and after < index + 3 and (tokens[after].is_sign(",.") or tokens[after].word == "the"):
        after += 1
    if after < len(tokens) and tokens[after].kind is TokenKind.NUMBER:
        return _read_numeric_day(tokens, after) or _read_day_of_month(tokens, after)
    return None


def _read_day_from_number(tokens: Tokens, index: int) -> Read | None:
    if tokens[index].kind is not TokenKind.NUMBER:
        return None
    return _first_of((_read_iso_day, _read_numeric_day, _read_day_of_month), tokens, index)


_DAYS_FROM_WORD = (_read_weekday, _read_named_month, _read_day_from_number)
_FROM_NUMBER = (
    _read_iso_day,
    _read_numeric_day,
    _read_day_of_month,
    _read_ordinal_quarter,
    _read_year_first,
    _read_month_and_year,
    _read_short_financial_year,
)
_FROM_WORD = (
    _read_named_month,
    _read_quarter,
    _read_season,
    _read_named_financial_year,
    _read_half_year,
    _read_week,
    _read_weekday,
)


# --- the year after a month, a day or a quarter


def _with_year(tokens: Tokens, partial: Partial, after: int) -> Read:
    """The partial date in the year that follows it, or by itself where none does."""
    start = _over_linking_words(tokens, after)
    if start < len(tokens) and tokens[start].kind is TokenKind.NUMBER:
        number = tokens[start]
        is_short = len(number.word) <= 2
        crosses_line = any(token.kind is TokenKind.BREAK for token in tokens[after:start])
        if is_short and (crosses_line or (start > after and number.is_spaced and _month_at(tokens, start + 1))):
            return Read(partial, after)  # "March – 16 April 2016"
        if len(number.word) in (3, 5) and not number.is_ordinal:
            return Read(Impossible(), start + 1)  # a year that was cut: "March 201"
    read = read_year(tokens, start)
    if read is None:
        return Read(partial, after)
    if partial.is_quarter and not read.year.is_financial and len(tokens[read.after - 1].word) == 2:
        return Read(partial.within(Year(read.year.first, is_doubtful=True)), read.after)
    return _without_clock(tokens, Read(partial.within(read.year), read.after))


def _with_quarter(tokens: Tokens, year: Year, after: int) -> Read | None:
    """ "2015/16 Q4": the quarter after its year, unless it has a year of its own."""
    start = after
    while start < len(tokens) and start < after + 2 and tokens[start].is_sign(",(:-"):
        start += 1
    if start >= len(tokens) or tokens[start].kind is not TokenKind.WORD or tokens[start].word not in _QUARTER_WORDS:
        return None
    read = _read_quarter(tokens, start)
    if read is None or not isinstance(read.reading, Partial):
        return None
    return Read(read.reading.within(year), read.after)


def _year_unless_quantity(tokens: Tokens, year: Year, after: int) -> Read | None:
    return None if _is_quantity(tokens, after) else Read(periods.year_period(year), after)


def _over_linking_words(tokens: Tokens, index: int) -> int:
    """Past what may stand between a month or quarter and its year: a sign, "of", "financial year", a line break."""
    start = index
    for _ in range(4):
        if index >= len(tokens):
            return start
        token = tokens[index]
        if token.kind is TokenKind.NUMBER or (token.is_sign("'") and _is_number(tokens, index + 1, 2)):
            return index
        after_words = _after_financial_year_words(tokens, index)
        if after_words:
            index = after_words
        elif token.is_sign(",.-/(:_'") or token.kind is TokenKind.BREAK or token.word in ("of", "in", "the"):
            index += 1
        else:
            return start
    return start


def _after_financial_year_words(tokens: Tokens, index: int) -> int | None:
    words = [token.word for token in tokens[index : index + 3]]
    if words[:1] == ["fy"]:
        return index + 1
    if words[:2] in (["financial", "year"], ["fin", "year"], ["fiscal", "year"]):
        return index + 2
    return index + 3 if words == ["f", "/", "y"] else None


# --- small questions about tokens


def _month_at(tokens: Tokens, index: int) -> int | None:
    if index >= len(tokens) or tokens[index].kind is not TokenKind.WORD:
        return None
    return months.number_of(tokens[index].word)


def _is_number(tokens: Tokens, index: int, length: int) -> bool:
    return (
        index < len(tokens)
        and tokens[index].kind is TokenKind.NUMBER
        and len(tokens[index].word) == length
        and not tokens[index].is_ordinal
    )


def _has_shape(tokens: Tokens, index: int, lengths: tuple[int, ...], signs: str) -> bool:
    """Numbers of these lengths with one and the same sign between, and no spaces."""
    size = 2 * len(lengths) - 1
    if index + size > len(tokens):
        return False
    between = tokens[index + 1]
    if not between.is_sign(signs) or any(token.is_spaced for token in tokens[index + 1 : index + size]):
        return False
    return all(_is_number(tokens, index + 2 * step, length) for step, length in enumerate(lengths)) and all(
        tokens[index + step].is_sign(between.word) for step in range(1, size, 2)
    )


def _is_tight_pair(tokens: Tokens, index: int, signs: str) -> bool:
    """Two numbers with a sign between, no spaces, and no third."""
    return (
        index + 2 < len(tokens)
        and tokens[index + 1].is_sign(signs)
        and tokens[index + 2].kind is TokenKind.NUMBER
        and not tokens[index + 1].is_spaced
        and not tokens[index + 2].is_spaced
        and not tokens[index + 2].is_ordinal
        and not _is_after_number(tokens, index)
        and not _continues_number(tokens, index + 3, tokens[index + 1].word)
    )


def _continues_number(tokens: Tokens, index: int, signs: str) -> bool:
    return (
        index + 1 < len(tokens)
        and tokens[index].is_sign(signs)
        and tokens[index + 1].kind is TokenKind.NUMBER
        and not tokens[index].is_spaced
        and not tokens[index + 1].is_spaced
    )


def _is_after_number(tokens: Tokens, index: int) -> bool:
    """The number at the index is the tail of another ("1.14/15")."""
    return (
        index >= 2
        and tokens[index - 1].is_sign("./-")
        and tokens[index - 2].kind is TokenKind.NUMBER
        and not tokens[index - 1].is_spaced
        and not tokens[index].is_spaced
    )


def _is_quantity(tokens: Tokens, after: int) -> bool:
    if after < len(tokens) and tokens[after].is_sign("-"):
        after += 1
    return after < len(tokens) and (tokens[after].word in _UNITS or tokens[after].is_sign("%"))


def _follows_act(tokens: Tokens, index: int) -> bool:
    return index > 0 and tokens[index - 1].word in ("act", "code", "regulations", "£")


def _over_break(tokens: Tokens, index: int) -> int:
    return index + (index < len(tokens) and tokens[index].kind is TokenKind.BREAK)


def _without_clock(tokens: Tokens, read: Read) -> Read:
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
