"""Turns tokens into items (dates, joiners, marks, labels, plain words) and joins dates that belong together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from concordat.documents.values import value
from concordat.plans.domain.timescales import dates, periods, phrases
from concordat.plans.domain.timescales.periods import Partial, Period, Reading, Year
from concordat.plans.domain.timescales.phrases import Sense
from concordat.plans.domain.timescales.tokens import Token, TokenKind, words_of
from concordat.plans.domain.timescales.values import TimescaleKind


@value
class Item:
    """A stretch of the text with one sense; `start` and `end` count characters of the tidied text."""

    sense: Sense
    start: int
    end: int
    value: str = ""
    reading: Reading | None = None
    shares_year: bool = False  # its year is written with the date that follows

    @property
    def period(self) -> Period | None:
        return self.reading if isinstance(self.reading, Period) else None


_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))
_COUNTERS = words_of("phase stage part step wave tranche cohort milestone site year")
# The number after these is not a day: "Green 2 November 2015" is an ambulance category in November.
_OTHER_COUNTERS = words_of(
    """
    priority action objective group level tier band category cat green red amber version no number item section
    workstream option round team area ward hub grade
    """
)
_LAST_LABEL_NUMBER = 20


def scan(tokens: Sequence[Token]) -> list[Item]:
    """The items of a cell, left to right; every token belongs to exactly one."""
    items: list[Item] = []
    index = 0
    has_dashes_for_bullets = bool(tokens) and tokens[0].is_sign("-")
    while index < len(tokens):
        sense, value, reading, after = _scan_one(tokens, index)
        is_first = not items or items[-1].sense is Sense.BREAK
        if is_first and value == "-" and has_dashes_for_bullets:
            sense = Sense.PLAIN
        items.append(Item(sense, tokens[index].start, tokens[after - 1].end, value, reading))
        index = after
    return items


def _scan_one(tokens: Sequence[Token], index: int) -> tuple[Sense, str, Reading | None, int]:
    token = tokens[index]
    if token.kind is TokenKind.BREAK:
        return Sense.BREAK, "", None, index + 1
    phrase = (
        _read_label(tokens, index)
        or _read_counted(tokens, index)
        or phrases.read_recurrence(tokens, index)
        or phrases.read_duration(tokens, index)
    )
    read = None if phrase else dates.read_date(tokens, index)
    if read:
        return Sense.DATE, "", read.reading, read.after
    phrase = phrase or phrases.read_phrase(tokens, index)
    if phrase:
        return phrase.sense, phrase.value, None, phrase.after
    if token.kind is TokenKind.SIGN:
        return _scan_sign(tokens, index)
    return Sense.WORD, "", None, index + 1


def _scan_sign(tokens: Sequence[Token], index: int) -> tuple[Sense, str, Reading | None, int]:
    token = tokens[index]
    if token.is_sign("-=") and index + 1 < len(tokens) and tokens[index + 1].is_sign(">"):
        return Sense.NOW, "", None, index + 2
    if token.is_sign(">"):
        return Sense.MAYBE_NOW, "", None, index + 1
    if token.is_sign("-"):
        return Sense.TO, "-", None, index + 1
    if token.is_sign("+") and (index + 1 == len(tokens) or tokens[index + 1].kind is TokenKind.BREAK):
        return Sense.ONGOING, "on", None, index + 1  # "2016+"
    if token.is_sign("/&,;+"):
        return Sense.AND, token.word, None, index + 1
    if token.is_sign("(["):
        return Sense.OPEN, "", None, index + 1
    if token.is_sign(")]"):
        return Sense.CLOSE, "", None, index + 1
    return Sense.PLAIN, token.word, None, index + 1


def _read_label(tokens: Sequence[Token], index: int) -> phrases.Phrase | None:
    """ "i)", "(a)", "2)" anywhere, "1.", "a.", "b:" at the start of a line."""
    token = tokens[index]
    if token.is_sign("("):
        if index + 2 < len(tokens) and _is_label_mark(tokens[index + 1]) and tokens[index + 2].is_sign(")"):
            return phrases.Phrase(Sense.LABEL, index + 3)
        return None
    if not _is_label_mark(token) or index + 1 >= len(tokens) or tokens[index + 1].is_spaced:
        return None
    if tokens[index + 1].is_sign(")"):
        return phrases.Phrase(Sense.LABEL, index + 2)
    is_first = index == 0 or tokens[index - 1].kind is TokenKind.BREAK
    follows_space = index + 2 < len(tokens) and tokens[index + 2].is_spaced
    if is_first and follows_space and tokens[index + 1].is_sign(".:"):
        return phrases.Phrase(Sense.LABEL, index + 2)
    return None


def _is_label_mark(token: Token) -> bool:
    if token.kind is TokenKind.NUMBER:
        return len(token.word) <= 2 and not token.is_ordinal and 1 <= int(token.word) <= _LAST_LABEL_NUMBER
    return token.kind is TokenKind.WORD and (len(token.word) == 1 or token.word in _ROMAN)


def _read_counted(tokens: Sequence[Token], index: int) -> phrases.Phrase | None:
    """ "Phase 1", "Part B", "Stage two": a label; "Green 2": words."""
    word = tokens[index].word
    if (word not in _COUNTERS and word not in _OTHER_COUNTERS) or index + 1 >= len(tokens):
        return None
    mark = tokens[index + 1]
    is_number = mark.kind is TokenKind.NUMBER and len(mark.word) <= 2 and not mark.is_ordinal
    is_letter = mark.kind is TokenKind.WORD and (
        (len(mark.word) == 1 and (mark.word != "a" or word not in ("year", "site")))
        or mark.word in ("one", "two", "three", "four", "ii", "iii")
    )
    if not is_number and not is_letter:
        return None
    if is_number and index + 3 < len(tokens) and tokens[index + 2].is_sign("/-") and not tokens[index + 2].is_spaced:
        return None  # "year 15/16"
    return phrases.Phrase(Sense.LABEL if word in _COUNTERS else Sense.WORD, index + 2)


# --- dates that share a year, and ranges


def join_dates(items: Sequence[Item], default_year: int | None) -> list[Item]:
    """Gives dates without a year the year they share, or the default, and makes ranges of dates joined by "to"."""
    completed = _complete_from_next(list(items))
    completed = _complete_from_previous(completed)
    is_settled = not any(item.sense is Sense.UNSETTLED for item in items)
    if default_year is not None and periods.FIRST_YEAR <= default_year < periods.LAST_YEAR and is_settled:
        completed = [_complete_by_default(item, default_year) for item in completed]
    return _merge_ranges(completed)


_CONNECTING = (Sense.TO, Sense.AND, Sense.BREAK, Sense.PLAIN, Sense.VAGUE)
_MOST_CONNECTING = 5


def _complete_from_next(items: list[Item]) -> list[Item]:
    for index in range(len(items) - 2, -1, -1):
        partial = items[index].reading
        if not isinstance(partial, Partial):
            continue
        following = _next_date(items, index)
        if following is None or not _can_share(partial, items[following]):
            continue
        period = items[following].period
        if period is None or period.year is None:
            continue
        reading = partial.within(period.year)
        if isinstance(reading, Period) and reading.start > period.start:
            reading = partial.within(period.year.earlier())  # "December – February 2016" begins in 2015
        items[index] = replace(items[index], reading=reading, shares_year=True)
    return items


def _complete_from_previous(items: list[Item]) -> list[Item]:
    """ "October 2015 – January" ends in the next January; a guess, so in doubt."""
    for index in range(1, len(items)):
        partial = items[index].reading
        if not isinstance(partial, Partial) or items[index - 1].sense not in (Sense.TO, Sense.AND) or index < 2:
            continue
        previous = items[index - 2].period
        if previous is None or previous.year is None or not _can_share(partial, items[index - 2]):
            continue
        # "2015/16 Q3 & Q4" is plain.
        year = Year(previous.year.first, previous.year.is_financial, is_doubtful=not partial.is_quarter)
        reading = partial.within(year)
        if isinstance(reading, Period) and reading.start < previous.start:
            reading = partial.within(year.later())
        items[index] = replace(items[index], reading=reading, shares_year=True)
    return items


def _next_date(items: Sequence[Item], index: int) -> int | None:
    for following in range(index + 1, min(index + 2 + _MOST_CONNECTING, len(items))):
        if items[following].sense is Sense.DATE:
            return following
        if items[following].sense not in _CONNECTING:
            return None
    return None


def _can_share(partial: Partial, item: Item) -> bool:
    """A quarter shares its year with a quarter, a month with a month or a day."""
    if item.period is None:
        return False
    if partial.is_quarter:
        return item.period.kind is TimescaleKind.QUARTER
    return item.period.kind in (TimescaleKind.DAY, TimescaleKind.MONTH, TimescaleKind.RANGE)


def _complete_by_default(item: Item, default_year: int) -> Item:
    partial = item.reading
    if not isinstance(partial, Partial):
        return item
    year = Year(default_year, is_financial=True)
    return replace(item, reading=partial.within(year), shares_year=True)


def _merge_ranges(items: Sequence[Item]) -> list[Item]:
    merged: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        if item.sense is Sense.DATE and item.period:
            is_moved = _last_mark(merged) is Sense.MOVED_FROM
            item, index = _extended(items, index, is_between=_is_between(merged), is_moved=is_moved)
        merged.append(item)
        index += 1
    return merged


def _extended(items: Sequence[Item], index: int, *, is_between: bool, is_moved: bool) -> tuple[Item, int]:
    """The date at the index, drawn out over the dates joined to it, and the index of the last item it took in."""
    item = items[index]
    while True:
        following = _next_date(items, index)
        if following is None or item.period is None:
            return item, index
        last = items[following]
        between = [each for each in items[index + 1 : following] if each.sense in (Sense.TO, Sense.AND, Sense.BREAK)]
        if not isinstance(last.reading, Period) or is_moved:
            return item, index
        joiner = _joiner(between, item, last, is_between=is_between)
        if joiner is None:
            return item, index
        reading = periods.range_period(item.period, last.reading, is_doubtful=joiner == "or")
        item = Item(Sense.DATE, item.start, last.end, reading=reading, shares_year=last.shares_year)
        index = following


def _joiner(between: Sequence[Item], first: Item, last: Item, *, is_between: bool) -> str | None:
    """What makes a range of two dates: "to" always; "and", "/" or nothing only where the second follows closely."""
    words = [item.value for item in between if item.sense is not Sense.BREAK]
    has_break = any(item.sense is Sense.BREAK for item in between)
    if any(item.sense is Sense.TO for item in between):
        return "to" if len(words) == 1 else None
    if is_between and words == ["and"]:
        return "to"
    if len(words) > 1 or first.period is None or last.period is None:
        return None
    word = words[0] if words else ""
    is_contiguous = last.period.start == first.period.end + timedelta(days=1)
    if not is_contiguous or word == ";":
        return None
    if first.shares_year or (last.shares_year and not has_break):
        return word
    if has_break:
        return None
    are_years = {first.period.kind, last.period.kind} <= {TimescaleKind.FINANCIAL_YEAR, TimescaleKind.YEAR}
    return word if word == "/" or (are_years and word in ("and", "&", "or")) else None


def _is_between(items: Sequence[Item]) -> bool:
    return bool(items) and items[-1].value == "between"


def _last_mark(items: Sequence[Item]) -> Sense | None:
    for item in reversed(items[-_MOST_CONNECTING:]):
        if item.sense is Sense.MOVED_FROM:
            return item.sense
        if item.sense not in _CONNECTING:
            return None
    return None
