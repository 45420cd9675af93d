"""Whether a row is the header of a plan's table, and which columns it names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from concordat.plans.domain import statuses
from concordat.plans.domain.states import StatusWord
from concordat.plans.domain.tables.column_settling import settled
from concordat.plans.domain.tables.columns import (
    TELLING,
    Column,
    Field,
    column_of,
    is_period,
    is_spelling,
    loose_column_of,
    misspelt_column_of,
    squash,
    tick_word,
    without_yes_no,
)


@lru_cache(maxsize=2048)
def header_columns(
    texts: tuple[str, ...], *, is_marked: bool = False, is_first: bool = False
) -> tuple[Column, ...] | None:
    """The columns that a row of header cells names, one for each text; None where the row is no header of a plan.

    `texts` are the cells' words, one for each grid column. `is_marked` says that the file itself marks the row
    as a header, `is_first` that it stands where one would. A row is a header when most of its words name columns,
    and the columns are those of a plan.
    """
    filled = [text for text in texts if text.strip()]
    if len(set(filled)) < 2 or max(map(len, filled)) > 200:
        return None
    columns = _named_strictly(texts, filled, is_marked=is_marked)
    if columns is None and (is_first or is_marked):
        columns = _named_loosely(texts, filled)
    return settled(columns) if columns is not None else None


def _named_strictly(texts: tuple[str, ...], filled: list[str], *, is_marked: bool) -> list[Column] | None:
    columns = [column_of(text) if text.strip() else None for text in texts]
    ticks = [tick_word(text) for text in texts]
    if sum(tick is not None for tick in ticks) >= 2 and len(set(ticks) - {None}) >= 2:
        _add_ticks_beside(ticks, texts)
        columns = [
            Column(text, Field.TICK, tick=tick) if tick and squash(text) not in {"started", "target"} else column
            for text, tick, column in zip(texts, ticks, columns, strict=True)
        ]
    named = [column for column in columns if column and column.field]
    if 2 <= len(named) < len(filled) or (is_marked and named):
        columns = [
            column or (misspelt_column_of(text) if text.strip() else None)
            for text, column in zip(texts, columns, strict=True)
        ]
        named = [column for column in columns if column and column.field]
    fields = {column.field for column in named}
    periods = sum(1 for text in filled if is_period(text))
    if periods >= 2:  # "2016/17", "2017/18" beside one another say when, and are no unknown headings
        columns = [
            column or (Column(t, Field.EXTRA) if is_period(t) else None)
            for t, column in zip(texts, columns, strict=True)
        ]
    else:
        periods = 0
    known = len(named) / max(1, len(filled) - periods)
    if known < 0.6 and not (is_marked and len(fields) >= 3) and not (known >= 0.4 and _is_plain(fields, filled)):
        return None
    if len(fields) < 2 or not fields & TELLING:
        return None
    if Field.ACTION not in fields and len(fields & (TELLING | {Field.THEME, Field.REFERENCE})) < 3:
        return None
    return _filled_up([column or Column(text, None) for text, column in zip(texts, columns, strict=True)])


_FEWEST_PLAIN = 4  # fields of a plan that leave no doubt of a header, whatever stands beside them
_LONGEST_PLAIN = 4  # words


def _is_plain(fields: set[Field | None], filled: Sequence[str]) -> bool:
    """Whether short headings name an action, its time or lead, and more: others may be the names of agencies."""
    is_promise = Field.ACTION in fields and bool(fields & {Field.TIMESCALE, Field.LEAD})
    return is_promise and len(fields) >= _FEWEST_PLAIN and all(len(text.split()) <= _LONGEST_PLAIN for text in filled)


_NO_TICK = re.compile(r"\b(?:date|by|evidence|comments?|actual|target|%)", re.IGNORECASE)
_MOST_TICK_WORDS = 7  # "Removed or absorbed into another action"


def _add_ticks_beside(ticks: list[StatusWord | None], texts: Sequence[str]) -> None:
    """Takes the headings beside tick columns that only a key words so ("At risk of delay") for tick columns too."""
    for at in (*range(len(texts)), *reversed(range(len(texts)))):
        is_beside = any(ticks[k] is not None for k in (at - 1, at + 1) if 0 <= k < len(texts))
        text = texts[at]
        if ticks[at] is None and is_beside and len(text.split()) <= _MOST_TICK_WORDS and not _NO_TICK.search(text):
            ticks[at] = None if is_spelling(text) else statuses.meaning_of(text)


_LEANT_TO = frozenset({Field.OUTCOME, Field.PROGRESS, Field.TIMESCALE, Field.LEAD})


def _filled_up(columns: list[Column]) -> list[Column]:
    """The columns of a row that is surely a header, with those still unnamed that lean to a field nobody holds."""
    held = {column.field for column in columns}
    for index, column in enumerate(columns):
        if column.field is None and column.header.strip() and tick_word(without_yes_no(column.header)) is None:
            leaning = loose_column_of(column.header)
            if leaning is not None and leaning.field in _LEANT_TO and leaning.field not in held:
                columns[index] = leaning
                held.add(leaning.field)
    return columns


def _named_loosely(texts: tuple[str, ...], filled: list[str]) -> list[Column] | None:
    """Columns from words that only lean towards them: believed where nearly all of a row of short words does."""
    if len(filled) < 4 or any(len(text.split()) > 9 or text.rstrip()[-1:] in ".;" for text in filled):
        return None
    columns = [column_of(text) or misspelt_column_of(text) or loose_column_of(text) for text in texts]
    fields = {column.field for column in columns if column and column.field}
    named = sum(1 for text, column in zip(texts, columns, strict=True) if text.strip() and column and column.field)
    if named < 0.8 * len(filled) or len(fields) < 4 or not {Field.ACTION, Field.THEME} & fields:
        return None
    if not fields & {Field.TIMESCALE, Field.LEAD}:
        return None
    return [column or Column(text, None) for text, column in zip(texts, columns, strict=True)]
