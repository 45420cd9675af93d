"""Finds tables whose periods are told half across and half down: the months of a year by its years."""

from collections.abc import Callable, Sequence

from concordat.documents.domain import Table
from concordat.indicators.domain.loading import headings, layouts
from concordat.indicators.domain.loading.headings import Heading, Measures, Role
from concordat.indicators.domain.loading.layouts import Layout, Shape, Words
from concordat.indicators.domain.loading.periods import is_part_of_year, within_year, year_begins
from concordat.indicators.domain.loading.values import KnownMeasure, quoted, where_in_words


def find_grid(rows: Words, measures: Measures, only: KnownMeasure | None) -> Layout | None:
    """The layout of a table of months or quarters by years, whichever run across; None where it is none.

    only: the measure that its title or its sender names, for a table without a column of them.
    """
    best: tuple[int, Layout] | None = None
    for at in range(min(len(rows), layouts.SEARCHED)):
        for words in layouts.combined(rows, at):
            found = _grid(words, at + 1, rows, measures, only)
            told = sum(bool(heading.period) for heading in found.headings) if found else 0
            if found and (best is None or told > best[0]):
                best = told, found
    return best[1] if best else None


def _grid(
    words: tuple[str, ...], first: int, rows: Words, measures: Measures, only: KnownMeasure | None
) -> Layout | None:
    meant = [measures.heading(text) for text in words]
    is_down: Callable[[str], bool] = is_part_of_year
    if any(heading.period for heading in meant):
        if not all(_is_year(heading.period) for heading in meant if heading.period):
            return None
    else:
        meant = [Heading(period=text) if is_part_of_year(text) else meant[at] for at, text in enumerate(words)]
        is_down = _is_year
        if sum(bool(heading.period) for heading in meant) < 2:
            return None
    others = [at for at, heading in enumerate(meant) if not heading.period]
    below = rows[first : first + layouts.LOOKED_AT]
    below = [row for row in below if _has_figure(row, meant)] or below  # without the notes at its end
    part = next((at for at in others if not is_down(words[at]) and _holds(below, at, is_down)), None)
    if part is None:
        return None
    named = next((at for at in others if at != part and _names_measures(meant[at], rows, first, at, measures)), None)
    if any(heading.measure for at, heading in enumerate(meant) if at not in (part, named)):
        return None
    meant[part] = Heading(Role.PERIOD)
    label = part if named is None else named
    return Layout(Shape.ACROSS, first, tuple(meant), words, label, only if named is None else None, part=part)


def _is_year(text: str) -> bool:
    return year_begins(text) is not None


def _has_figure(row: Sequence[str], meant: Sequence[Heading]) -> bool:
    return any(text and heading.period for text, heading in zip(row, meant, strict=False))


def _holds(rows: Words, column: int, is_down: Callable[[str], bool]) -> bool:
    """Whether most cells of a column are such, apart from sums."""
    held = [row[column] for row in rows if column < len(row) and row[column]]
    held = [text for text in held if not headings.may_be_sum(text)]
    return sum(is_down(text) for text in held) * 2 > len(held)


def _names_measures(heading: Heading, rows: Words, first: int, column: int, measures: Measures) -> bool:
    is_named = any(measures.named(text) for text in layouts.below(rows, first, column))
    return heading.role is Role.MEASURE or is_named


def period_told(layout: Layout, words: Sequence[str], across: str) -> str:
    """The period of a cell: what its heading says, with what its row does."""
    down = _word(words, layout.part)
    return within_year(down, across) if is_part_of_year(down) else within_year(across, down)


def begins_again(layout: Layout, words: Sequence[str], measures: Measures) -> bool:
    """Whether a row below the headings begins another grid: with headings of its own, or the name of its measure."""
    if tells_half(_word(words, layout.part)):
        return False
    across = [text for text, heading in zip(words, layout.headings, strict=False) if heading.period and text]
    if across:
        return all(tells_half(text) for text in across)
    named = [measures.named(text) for text in words if text]
    return layout.only is not None and any(one is not None and one != layout.only for one in named)


def tells_half(text: str) -> bool:
    """Whether words are half of a period: a month or quarter alone, or a year."""
    return is_part_of_year(text) or _is_year(text)


def wrong_with_grid(layout: Layout, table: Table, rows: Words) -> tuple[str, str, str] | None:
    """What keeps all of a grid from being read: the kind of fault, its place and its sentence; None where nothing does.

    Years that begin in April are written both as 2024/25 and as 2024, so the latter must begin with January.
    """
    cells = table.rows[layout.first - 1].cells
    where = where_in_words(cells[min(layout.part or 0, len(cells) - 1)].place)
    if layout.only is None and layout.label == layout.part:
        told = "nothing says of which measure these months and years are: write its name above them, or choose it"
        return "unnamed", where, f"{told} on this page"
    across = [heading.period for heading in layout.headings if heading.period]
    down = [text for text in layouts.below(rows, layout.first, layout.part or 0) if tells_half(text)]
    years, parts = (down, across) if is_part_of_year(across[0]) else (across, down)
    first = next((text for text in parts if not text.casefold().startswith("q")), "")
    calendar = next((text for text in years if (on := year_begins(text)) and on.month == 1), None)
    if calendar is None or not first or first.casefold().startswith("jan"):
        return None
    told = f"{quoted(calendar)} may be a year from January or from April, as the months begin with {quoted(first)}"
    return "year", where, f"{told}: write it like 2024/25, or begin with January"


def _word(words: Sequence[str], column: int | None) -> str:
    return words[column] if column is not None and column < len(words) else ""
