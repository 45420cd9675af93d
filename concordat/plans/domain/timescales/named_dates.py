"""Reads dates that begin with a word: months, seasons, "financial year", weeks and days of the week."""

from datetime import timedelta

from concordat.plans.domain.timescales import months, numeric_dates, periods, quarters, shapes, years
from concordat.plans.domain.timescales.periods import Impossible, Partial, Period, Read, Year
from concordat.plans.domain.timescales.tokens import TokenKind, Tokens, words_of
from concordat.plans.domain.timescales.values import TimescaleKind

_AFTER_THE_VERB_MAY = words_of(
    "be not need have vary change take require slip also only still well run extend move depend"
)
_WEEKDAYS = words_of("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri")


def read_named_month(tokens: Tokens, index: int) -> Read | None:
    """ "March 2016", "Sept. 15", "Dec '14", "Mar-16", "March 14th, 2016", "March"."""
    month = shapes.month_at(tokens, index)
    if month is None or _is_the_verb_may(tokens, index):
        return None
    after = index + 1
    if after < len(tokens) and tokens[after].is_sign("."):
        after += 1
    day = tokens[after] if after < len(tokens) else None
    if day and day.kind is TokenKind.NUMBER and len(day.word) <= 2 and (day.is_ordinal or day.word != "20"):
        after_day = after + 1
        has_comma = after_day < len(tokens) and tokens[after_day].is_sign(",")
        if shapes.is_number(tokens, after_day + has_comma, 4) or day.is_ordinal:
            partial = Partial(month=month, day=int(day.word))
            if not 1 <= int(day.word) <= 31:
                return Read(Impossible(), after_day)
            read = years.with_year(tokens, partial, after_day + has_comma)
            return read if not isinstance(read.reading, Partial) else Read(partial, after_day)
    return years.with_year(tokens, Partial(month=month), after)


def _is_the_verb_may(tokens: Tokens, index: int) -> bool:
    return tokens[index].word == "may" and index + 1 < len(tokens) and tokens[index + 1].word in _AFTER_THE_VERB_MAY


def read_season(tokens: Tokens, index: int) -> Read | None:
    season = months.SEASONS.get(tokens[index].word)
    if season is None:
        return None
    after = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].word == "term")
    return years.with_year(tokens, Partial(month=season[0], last_month=season[1]), after)


def read_named_financial_year(tokens: Tokens, index: int) -> Read | None:
    """ "FY 2015/16", "financial year 15-16", "F/Y 15/16"; "FY16" is the year that ends in March 2016, in doubt."""
    after = years.after_financial_year_words(tokens, index)
    if after is None:
        return None
    if after < len(tokens) and tokens[after].is_sign("-:("):
        after += 1
    read = years.read_year(tokens, after)
    if read is None:
        return None
    if read.year.is_financial:
        return quarters.with_quarter(tokens, read.year, read.after) or Read(periods.year_period(read.year), read.after)
    ending = Year(read.year.first - 1, is_financial=True, is_doubtful=True)
    return Read(periods.year_period(ending), read.after)


def read_week(tokens: Tokens, index: int) -> Read | None:
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
    read = _read_day(tokens, after) if after < len(tokens) else None
    if read is None or not isinstance(read.reading, Period) or read.reading.kind is not TimescaleKind.DAY:
        return None
    day = read.reading.start
    start, end = (day - timedelta(days=6), day) if is_last else (day, day + timedelta(days=6))
    return Read(Period(TimescaleKind.RANGE, start, end, read.reading.year, read.reading.is_doubtful), read.after)


def read_weekday(tokens: Tokens, index: int) -> Read | None:
    """ "Monday 14 March 2016": the day's name adds nothing."""
    if tokens[index].word not in _WEEKDAYS:
        return None
    after = index + 1
    while after < len(tokens) and after < index + 3 and (tokens[after].is_sign(",.") or tokens[after].word == "the"):
        after += 1
    if after < len(tokens) and tokens[after].kind is TokenKind.NUMBER:
        return numeric_dates.read_numeric_day(tokens, after) or numeric_dates.read_day_of_month(tokens, after)
    return None


def _read_day(tokens: Tokens, index: int) -> Read | None:
    if tokens[index].kind is not TokenKind.NUMBER:
        return read_weekday(tokens, index) or read_named_month(tokens, index)
    return (
        numeric_dates.read_iso_day(tokens, index)
        or numeric_dates.read_numeric_day(tokens, index)
        or numeric_dates.read_day_of_month(tokens, index)
    )
