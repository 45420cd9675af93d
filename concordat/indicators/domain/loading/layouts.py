"""Finds out how a table of figures is laid out: where its headings stand, and what runs down and across."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from concordat.indicators.domain.loading.headings import PARTS, Heading, Measures, Role
from concordat.indicators.domain.loading.periods import LONGEST, lacks_year, meanings_of
from concordat.indicators.domain.loading.values import KnownMeasure

Words = Sequence[Sequence[str]]  # the words of each cell, by row
SEARCHED = 40  # rows in which headings are looked for
LOOKED_AT = 60  # rows below them that tell what a column holds
_FINANCIAL = re.compile(r"(?<![\d/-])(20\d\d) ?[/\u2013-] ?((?:20)?\d\d)(?![\d/-])", re.ASCII)
_NUMBER = re.compile(r"[\d,.]*\d[\d,.]* ?%?", re.ASCII)
_CALENDAR = re.compile(r"(?<![\d/-])20\d\d(?![\d/-])", re.ASCII)


class Shape(Enum):
    """LONG: each row says measure, period and figure. ACROSS: a measure a row, periods across. DOWN: a period a row,
    measures across. ONE: a period and its figure a row, of one measure.
    """

    LONG = auto()
    ACROSS = auto()
    DOWN = auto()
    ONE = auto()


@dataclass(frozen=True)
class Layout:
    """How a table is laid out. first: the index of the first row below the headings. label: the column that names the
    measure (ACROSS) or the period (the others), by index. only: the one measure of ONE. year: that a title gives to
    months without one; "" where there is none. part: the column that tells half of each period, of which the headings
    tell the other.
    """

    shape: Shape
    first: int
    headings: tuple[Heading, ...]
    words: tuple[str, ...]
    label: int
    only: KnownMeasure | None = None
    year: str = ""
    part: int | None = None

    def column(self, role: Role) -> int | None:
        """Where the column of a role stands; None where there is none."""
        return next(
            (at for at, heading in enumerate(self.headings) if heading.role is role and not _is_part(heading)), None
        )


def _is_part(heading: Heading) -> bool:
    """Whether a role belongs to a measure or period that the same heading names."""
    return heading.measure is not None or bool(heading.period)


def find_layout(rows: Words, measures: Measures, only: KnownMeasure | None, *, title: str = "") -> Layout | None:
    """The layout of a table; None where no measure and period was found.

    only: the measure that its title or its sender names. title: of its sheet, which may be a year.
    """
    best: tuple[int, Layout] | None = None
    titles = [title]
    for at in range(min(len(rows), SEARCHED)):
        has_numbers = any(text.replace(",", "").isdigit() for text in rows[at])
        for is_second, words in enumerate(combined(rows, at)):
            dated = _with_year(words, _year_in(titles, words))
            found = _layout(dated, at + 1, rows, measures, only)
            # Two rows of headings that say as much as the first alone say it more exactly: a year, and its months.
            more = is_second and not has_numbers
            if found is not None and (best is None or found[0] + more > best[0]):
                label = found[1].label
                months = [row[label] for row in rows[at + 1 :] if label < len(row) and row[label]]
                best = found[0], replace(found[1], year=_year_in(titles, months))
        titles += [text for text in rows[at] if text]
    if best is not None and best[0] > 1:
        return best[1]
    return _without_headings(rows, measures, only) or (best[1] if best else None)


def _year_in(titles: Iterable[str], months: Sequence[str]) -> str:
    """The one year that titles give to months; a calendar year only to months that begin with January."""
    financial = {match[0] for text in titles for match in _FINANCIAL.finditer(text[:200]) if _follows(match)}
    if financial:
        return financial.pop() if len(financial) == 1 else ""
    first = next((text for text in months if lacks_year(text)), "")
    calendar = {match[0] for text in titles for match in _CALENDAR.finditer(text[:200])}
    return calendar.pop() if len(calendar) == 1 and first.casefold().startswith("jan") else ""


def _follows(match: re.Match[str]) -> bool:
    return int(match[2]) % 100 == (int(match[1]) + 1) % 100


def _with_year(words: tuple[str, ...], year: str) -> tuple[str, ...]:
    """Headings whose months have the year of the title, where they have none of their own."""
    return tuple(dated(text, year) for text in words) if year else words


def dated(text: str, year: str) -> str:
    """A month with the year of its title where it has none of its own."""
    told = f"{year} {text}"
    return told if year and lacks_year(text) and meanings_of(told) else text


def combined(rows: Words, at: int) -> Iterator[tuple[str, ...]]:
    """The headings that end in a row: its own words, and those under the words of the row above."""
    row = rows[at]
    if not any(row):
        return
    yield tuple(row)
    if at == 0 or not any(rows[at - 1]):
        return
    above, filled = rows[at - 1], ""
    if above[0] and len({text for text in above if text}) == 1:
        return  # a title, in one cell or merged across
    both = []
    for column, words in enumerate(row):
        upper = above[column] if column < len(above) else ""
        filled = upper or filled  # separated values keep a merged cell in its first column alone
        both.append(words if upper == words else f"{filled} {words}".strip() if words else upper)
    yield tuple(both)


def _layout(
    words: tuple[str, ...], first: int, rows: Words, measures: Measures, only: KnownMeasure | None
) -> tuple[int, Layout] | None:
    """The layout by these headings, and how much it explains."""
    headings = tuple(measures.heading(text) for text in words)
    roles = {heading.role: at for at, heading in reversed(list(enumerate(headings))) if not _is_part(heading)}
    periods = [at for at, heading in enumerate(headings) if heading.period]
    named = [at for at, heading in enumerate(headings) if heading.measure is not None]
    when = next((roles[role] for role in (Role.PERIOD, Role.YEAR, Role.UNTIL) if role in roles), None)
    has_figure = Role.VALUE in roles or {Role.NUMERATOR, Role.DENOMINATOR} <= roles.keys()
    if Role.MEASURE in roles and when is not None and has_figure and not periods:
        return 10 + len(roles), Layout(Shape.LONG, first, headings, words, when)
    if periods and not named:
        label = roles.get(Role.MEASURE)
        score = len(periods) + (2 if label is not None else 0)
        if label is None:
            label = next((at for at in range(len(words)) if at not in periods and _has_names(rows, first, at)), None)
        if label is not None:
            return score, Layout(Shape.ACROSS, first, headings, words, label)
    if named and not periods:
        score = len(named) + (2 if when is not None else 1)
        column = when if when is not None else _period_column(rows, first, len(words))
        if column is not None and column not in named:
            return score, Layout(Shape.DOWN, first, headings, words, column)
    if Role.MEASURE in roles and not periods and any(lacks_year(text) for text in words):
        return 2, Layout(Shape.ACROSS, first, headings, words, roles[Role.MEASURE])
    if when is not None and has_figure and only is not None and not periods:
        return 3, Layout(Shape.ONE, first, headings, words, when, only)
    has_names = Role.MEASURE in roles  # a row for each figure, whose column is missing
    if when is not None and not periods and not has_figure and not has_names and _period_share(rows, first, when) > 0.5:
        return 2, Layout(Shape.DOWN, first, headings, words, when)
    return None


def _without_headings(rows: Words, measures: Measures, only: KnownMeasure | None) -> Layout | None:
    """Rows of a measure, a period and a figure that begin at once, as they are pasted."""
    at = next((number for number, row in enumerate(rows) if any(row)), None)
    if at is None:
        return None
    roles: dict[Role, int] = {}
    for column, text in enumerate(rows[at]):
        if measures.named(text) is not None:
            roles.setdefault(Role.MEASURE, column)
        elif Role.PERIOD not in roles and meanings_of(text):
            roles[Role.PERIOD] = column
        elif text and text[0].isdigit():
            roles.setdefault(Role.VALUE, column)
    if not {Role.PERIOD, Role.VALUE} <= roles.keys() or (Role.MEASURE not in roles and only is None):
        return None
    by_column = {column: role for role, column in roles.items()}
    headings = tuple(Heading(by_column.get(column, Role.LEFT)) for column in range(len(rows[at])))
    shape = Shape.LONG if Role.MEASURE in roles else Shape.ONE
    words = tuple("" for _ in headings)
    return Layout(shape, at, headings, words, roles[Role.PERIOD], None if shape is Shape.LONG else only)


def below(rows: Words, first: int, column: int) -> list[str]:
    """What the cells of a column hold, those that come first below the headings."""
    return [row[column] for row in rows[first : first + LOOKED_AT] if column < len(row) and row[column]]


def is_number(text: str) -> bool:
    """Whether a cell holds a number and no word."""
    return _NUMBER.fullmatch(text) is not None


def numbers_below(rows: Words, first: int, column: int) -> Iterator[int]:
    """The rows below the headings in which a column holds a number: 1,234 without quotation marks is two cells."""
    return (at for at, row in enumerate(rows) if at >= first and column < len(row) and is_number(row[column]))


def _has_names(rows: Words, first: int, column: int) -> bool:
    """Whether a column holds words rather than numbers."""
    held = below(rows, first, column)
    return sum(any(letter.isalpha() for letter in text) for text in held) * 2 > len(held)


def _period_share(rows: Words, first: int, column: int) -> float:
    held = below(rows, first, column)
    return sum(bool(len(text) <= LONGEST and meanings_of(text)) for text in held) / len(held) if held else 0.0


def holds_periods(rows: Words, first: int, column: int) -> bool:
    """Whether most cells of a column are periods; a number of five digits is a figure as often as a day."""
    held = [text for text in below(rows, first, column) if not text.isdecimal()]
    return len(held) > 1 and sum(bool(meanings_of(text)) for text in held) * 2 > len(held)


def _period_column(rows: Words, first: int, width: int) -> int | None:
    return next((at for at in range(width) if _period_share(rows, first, at) > 0.5), None)


def is_heading_again(row: Sequence[str], measures: Measures) -> bool:
    """Whether a row below the headings is a row of headings itself."""
    meant = [measures.heading(text) for text in row if text]
    found = {each.role for each in meant if each.role in (Role.MEASURE, Role.PERIOD, Role.YEAR, *PARTS)}
    is_dated = not found.isdisjoint((Role.PERIOD, Role.YEAR)) and any(each.measure for each in meant)
    return (len(found) >= 2 or is_dated) and not any(text.replace(",", "").isdigit() for text in row)
