"""Reads dates that begin with a number: days, months and years in figures, financial years."""

from concordat.plans.domain.timescales import periods, quarters, shapes, years
from concordat.plans.domain.timescales.periods import Impossible, Partial, Read, Year
from concordat.plans.domain.timescales.tokens import TokenKind, Tokens

_FIRST_BARE_YEAR, _LAST_BARE_YEAR = 2005, 2059  # a lone number outside these is more likely a quantity


def read_iso_day(tokens: Tokens, index: int) -> Read | None:
    if not shapes.has_shape(tokens, index, (4, 2, 2), "-/."):
        return None
    year, month, day = (int(tokens[index + step].word) for step in (0, 2, 4))
    return years.without_clock(tokens, Read(periods.days_period(year, month, day), index + 5))


def read_numeric_day(tokens: Tokens, index: int) -> Read | None:
    """Always in British order: day, month, year."""
    if index + 4 >= len(tokens) or not tokens[index + 1].is_sign("/.-"):
        return None
    sign = tokens[index + 1].word
    day, month, year = (tokens[index + step] for step in (0, 2, 4))
    if tokens[index + 3].word != sign or month.kind is not TokenKind.NUMBER or year.kind is not TokenKind.NUMBER:
        return None
    if len(day.word) > 2 or len(month.word) > 2 or len(year.word) not in (2, 4):
        return None
    if shapes.continues_number(tokens, index + 5, sign):
        return None
    number = int(year.word) if len(year.word) == 4 else 2000 + int(year.word)
    return years.without_clock(tokens, Read(periods.days_period(number, int(month.word), int(day.word)), index + 5))


def read_day_of_month(tokens: Tokens, index: int) -> Read | None:
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
    after = shapes.over_break(tokens, after)
    if after < len(tokens) and tokens[after].is_sign("-/."):
        is_dotted = tokens[after].is_sign(".")
        after += 1
        if after < len(tokens) and is_dotted and (tokens[after].is_spaced or len(day.word) < 2):
            return None  # "1. March 2016" is the first of several
    month = shapes.month_at(tokens, after)
    if month is None:
        return None
    partial = Partial(month=month, day=int(day.word), last_day=last)
    if not 1 <= int(day.word) <= 31 or (last or 1) > 31:
        return Read(Impossible(), after + 1)
    return years.with_year(tokens, partial, after + 1)


def read_year_first(tokens: Tokens, index: int) -> Read | None:
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
    read = years.read_year(tokens, index)
    if read is None:
        return None
    if read.year.is_financial:
        is_spaced_dash = tokens[index + 1].is_sign("-") and tokens[index + 1].is_spaced
        year = Year(first, is_financial=True, is_doubtful=is_spaced_dash)
        return quarters.with_quarter(tokens, year, read.after) or years.year_unless_quantity(tokens, year, read.after)
    paired = _read_year_pair(tokens, index, first)
    if paired:
        return paired
    month = shapes.month_at(tokens, read.after + (read.after < len(tokens) and tokens[read.after].is_sign("-")))
    if month:
        after = read.after + 1 + tokens[read.after].is_sign("-")
        if not (after < len(tokens) and tokens[after].kind in (TokenKind.NUMBER, TokenKind.WORD)):
            return Read(periods.month_period(first, month), after)
    with_quarter = quarters.with_quarter(tokens, read.year, read.after)
    if with_quarter:
        return with_quarter
    if shapes.continues_number(tokens, read.after, "/-."):
        return Read(Impossible(), read.after + 2)  # "2015/6"
    if not _FIRST_BARE_YEAR <= first <= _LAST_BARE_YEAR or shapes.follows_act(tokens, index):
        return None
    return years.year_unless_quantity(tokens, read.year, read.after)


def read_month_and_year(tokens: Tokens, index: int) -> Read | None:
    """ "06/2014", "6.2014"."""
    if (
        len(tokens[index].word) > 2
        or not shapes.is_tight_pair(tokens, index, "/.-")
        or len(tokens[index + 2].word) != 4
    ):
        return None
    return Read(periods.month_period(int(tokens[index + 2].word), int(tokens[index].word)), index + 3)


def read_short_financial_year(tokens: Tokens, index: int) -> Read | None:
    """ "15/16", "15-16"; "03/16" is a month, in doubt."""
    word = tokens[index].word
    if len(word) != 2 or index + 2 >= len(tokens) or not tokens[index + 1].is_sign("/-") or tokens[index].is_ordinal:
        return None
    if shapes.is_after_number(tokens, index):
        return None
    read = years.read_year(tokens, index)
    if read and read.year.is_financial and int(word) < 80:
        # "11/12" might be 11 December or November 2012 as well.
        year = Year(2000 + int(word), is_financial=True, is_doubtful=int(word) <= 12)
        return quarters.with_quarter(tokens, year, read.after) or years.year_unless_quantity(tokens, year, read.after)
    second = tokens[index + 2]
    if (
        not shapes.is_tight_pair(tokens, index, "/-")
        or len(second.word) != 2
        or shapes.continues_number(tokens, index + 3, "/-")
    ):
        return None
    if 1 <= int(word) <= 12 < int(second.word) < 80 and not shapes.is_quantity(tokens, index + 3):
        return Read(periods.month_period(2000 + int(second.word), int(word), is_doubtful=True), index + 3)
    return None


def _read_year_chain(tokens: Tokens, index: int, first: int) -> Read | None:
    """ "2014/2015/16": each year one more than the last, so the financial years from the first to the last."""
    last = first
    after = index + 1
    while (
        after + 1 < len(tokens)
        and tokens[after].is_sign("/")
        and tokens[after + 1].kind is TokenKind.NUMBER
        and years.is_next_year(last, tokens[after + 1].word)
    ):
        last += 1
        after += 2
    if last < first + 2:
        return None
    reading = periods.years_period(Year(first, is_financial=True), Year(last - 1, is_financial=True), is_doubtful=True)
    return Read(reading, after)


def _read_year_pair(tokens: Tokens, index: int, first: int) -> Read | None:
    """ "2016-03" and "2016/03" are months; "2015-17" and "2016 - 2018" run from one year to the other."""
    if index + 2 >= len(tokens) or not tokens[index + 1].is_sign("-/."):
        return None
    second = tokens[index + 2]
    after = index + 3
    if second.kind is not TokenKind.NUMBER or second.is_ordinal or len(second.word) not in (2, 4):
        return None
    if years.second_year(tokens, index + 2, int(second.word)) or shapes.month_at(tokens, after):
        return None  # "2016 - 2018/19", "2016 - 14 March 2017": the second is a date of its own
    is_tight = not tokens[index + 1].is_spaced and not second.is_spaced
    if len(second.word) == 2:
        if not is_tight:
            return None
        number = int(second.word)
        if 1 <= number <= 12:
            return Read(periods.month_period(first, number), after)
        if tokens[index + 1].is_sign(".") or shapes.continues_number(tokens, after, "/-"):
            return Read(Impossible(), after)
        return Read(periods.years_period(Year(first), Year(2000 + number), is_doubtful=True), after)
    if tokens[index + 1].is_sign("."):
        return None
    return Read(periods.years_period(Year(first), Year(int(second.word))), after)
