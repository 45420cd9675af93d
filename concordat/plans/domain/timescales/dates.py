"""Reads one date, month, quarter, season or year that begins at a given token, in any of its spellings."""

from collections.abc import Callable, Sequence

from concordat.plans.domain.timescales import named_dates, numeric_dates, quarters, shapes
from concordat.plans.domain.timescales.periods import Read
from concordat.plans.domain.timescales.tokens import TokenKind, Tokens

_Reader = Callable[[Tokens, int], Read | None]

# The order matters: the first that reads anything wins, so the longer form stands before the shorter.
_FROM_NUMBER: Sequence[_Reader] = (
    numeric_dates.read_iso_day,
    numeric_dates.read_numeric_day,
    numeric_dates.read_day_of_month,
    quarters.read_ordinal_quarter,
    numeric_dates.read_year_first,
    numeric_dates.read_month_and_year,
    numeric_dates.read_short_financial_year,
)
_FROM_WORD: Sequence[_Reader] = (
    named_dates.read_named_month,
    quarters.read_quarter,
    named_dates.read_season,
    named_dates.read_named_financial_year,
    quarters.read_half_year,
    named_dates.read_week,
    named_dates.read_weekday,
)


def read_date(tokens: Tokens, index: int) -> Read | None:
    """The date that begins at the token, as long as it goes, or None where none begins."""
    token = tokens[index]
    if token.is_sign("'") and shapes.is_number(tokens, index + 1, 2):  # "'15/16"
        return numeric_dates.read_short_financial_year(tokens, index + 1)
    readers: Sequence[_Reader] = ()
    if token.kind is TokenKind.NUMBER:
        readers = _FROM_NUMBER
    elif token.kind is TokenKind.WORD:
        readers = _FROM_WORD
    for reader in readers:
        read = reader(tokens, index)
        if read is not None:
            return read
    return None
