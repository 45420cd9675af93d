"""Names the columns whose header cell is blank or unknown: by the same column of sibling tables, and by content."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from concordat.documents.domain import Cell, Row
from concordat.plans.domain import references, statuses
from concordat.plans.domain.reading import agencies
from concordat.plans.domain.reading.remarks import Remarks, quoted
from concordat.plans.domain.tables import Classified, Column, Field, Layout, column_contents, column_of

_SPOKEN = {
    Field.REFERENCE: "the reference",
    Field.THEME: "the theme",
    Field.TIMESCALE: "the timescale",
    Field.LEAD: "who leads",
    Field.OUTCOME: "the outcome",
    Field.PROGRESS: "the progress",
    Field.STATUS: "the rating",
    Field.ACTION: "the action",
}
_ONCE = frozenset(_SPOKEN)
_NEED_A_HEADER = frozenset({Field.THEME, Field.PROGRESS, Field.OUTCOME})  # told from one another by headers alone
_SAMPLE = 60
_MOST_SAMPLED = 600  # cells of a column, in all tables together
_STANDING = re.compile(r"where (?:we are|are we|it is)|\bposition\b|\bnow\b", re.IGNORECASE)
_GRADE = re.compile(
    r"^(?:high|medium|med|low|h|m|l|urgent|must|should|could|essential|desirable|\d{1,2})$", re.IGNORECASE
)


def named_columns(tables: list[Classified], remarks: Remarks) -> list[Classified]:
    """The same tables, with a field for each column that could be given one; says which were concluded."""
    siblings: dict[tuple[int, int], Counter[Field]] = {}
    for one in tables:
        for named in one.headers.values():
            for index, column in enumerate(named):
                if column.field is not None:
                    siblings.setdefault((len(named), index), Counter())[column.field] += 1
    tables = [
        one
        if one.table.width > column_contents.WIDEST
        else agencies.with_agencies(_with_sections(_with_ratings(_without_grades(one))))
        for one in tables
    ]
    contents = _Contents(tables)
    return [_with_names(one, contents, siblings, remarks) if one.layout is Layout.ACTIONS else one for one in tables]


def _without_grades(one: Classified) -> Classified:
    """A "Priority" column of grades (high, low, 1, 2) names no theme: it is kept beside the action.

    Where each of its cells has a number or letter of its own, and no other column has, it is the reference.
    """
    changed: dict[int, tuple[Column, ...]] = {}
    for row, named in one.headers.items():
        columns = list(named)
        is_numbered = any(column.field is Field.REFERENCE for column in named)
        for index, column in enumerate(named):
            if column.field is Field.ACTION and not is_numbered and _all_referring(_texts_below(one, row, index)):
                columns[index] = replace(column, field=Field.REFERENCE)  # "Action | Detail": the number and its words
                columns = [_as_words(each) for each in columns]
            elif column.field is Field.THEME:
                texts = _texts_below(one, row, index)
                if not is_numbered and _all_referring(texts):
                    columns[index] = replace(column, field=Field.REFERENCE)
                elif texts and sum(bool(_GRADE.match(text)) for text in texts) >= 0.8 * len(texts):
                    columns[index] = replace(column, field=Field.EXTRA)
        changed[row] = tuple(columns)
    return replace(one, headers=changed)


def _as_words(column: Column) -> Column:
    is_detail = column.field in (None, Field.EXTRA) and bool(_DETAIL.match(column.header))
    return replace(column, field=Field.ACTION) if is_detail else column


_DETAIL = re.compile(r"^\W*(?:action )?(?:details?|descriptions?|text|summary|title)\b", re.IGNORECASE)


def _texts_below(one: Classified, row: int, index: int) -> list[str]:
    """The words of a column's cells below a header; rows across the table say nothing of it."""
    rows = [each for each in one.table.rows[row + 1 : row + _SAMPLE] if sum(1 for _ in each.own_cells()) > 2]
    cells = [column_contents.cell_at(each, index) for each in rows]
    return [cell.text.strip() for cell in cells if cell is not None and cell.text.strip()]


def _all_referring(texts: Sequence[str]) -> bool:
    referring = [text for text in texts if references.looks_like_reference(text)]
    return len(texts) >= 2 and len(referring) >= 0.8 * len(texts) and len(set(texts)) >= 0.9 * len(texts)


_GATHERING = re.compile(
    r"^(?:work-?\s?streams?|strands?|domains?|themes?|areas?|priority areas?|priorit(?:y|ies)|aims?)\b", re.I
)


def _with_sections(one: Classified) -> Classified:
    """Of two columns of themes the first names the sections, where its words stay the same from row to row."""
    changed: dict[int, tuple[Column, ...]] = {}
    for row, named in one.headers.items():
        changed[row] = named
        fields = [column.field for column in named]
        if Field.THEME not in fields or Field.SECTION in fields:
            continue
        first = fields.index(Field.THEME)
        second = next((i for i in range(first + 1, len(named)) if _is_set_aside_theme(named[i])), None)
        if second is None or not _GATHERING.match(named[first].header.strip()) or not _stays(one, row, first):
            continue
        columns = list(named)
        columns[first] = replace(named[first], field=Field.SECTION)
        columns[second] = replace(named[second], field=Field.THEME)
        changed[row] = tuple(columns)
    return replace(one, headers=changed)


def _is_set_aside_theme(column: Column) -> bool:
    if column.field is not Field.EXTRA:
        return False
    named = column_of(column.header)
    return named is not None and named.field is Field.THEME


def _stays(one: Classified, row: int, index: int) -> bool:
    """Whether a column's words come in runs, each once: they gather the rows below them."""
    cells = [column_contents.cell_at(each, index) for each in one.table.rows[row + 1 :]]
    texts = [" ".join(cell.text.split()) for cell in cells if cell is not None and cell.text.strip()]
    runs = [text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]]
    return len(runs) == len(set(runs)) >= 2 and len(runs) <= len(one.table.rows) / 2


def _with_ratings(one: Classified) -> Classified:
    """A column headed "Where we are" that holds nothing but ratings or colours is the rating."""
    changed: dict[int, tuple[Column, ...]] = {}
    for row, named in one.headers.items():
        columns = list(named)
        told = [index for index, column in enumerate(named) if column.field is Field.PROGRESS]
        told = [index for index in told if _STANDING.search(named[index].header)]
        if sum(column.field is Field.PROGRESS for column in named) > 1 and not any(
            column.field in (Field.STATUS, Field.TICK) for column in named
        ):
            for index in told:
                cells = [column_contents.cell_at(each, index) for each in one.table.rows[row + 1 : row + _SAMPLE]]
                if column_contents.likely_fields(cells)[:1] == (Field.STATUS,):
                    columns[index] = replace(columns[index], field=Field.STATUS)
                    break
        changed[row] = tuple(_as_rating(one, row, index, column) for index, column in enumerate(columns))
    return replace(one, headers=changed)


def _as_rating(one: Classified, row: int, index: int, column: Column) -> Column:
    """A column of words and ratings ("Where are we now? (RAG)") that holds only colours and letters is the rating."""
    if not column.carries_status or column.field is not Field.PROGRESS:
        return column
    texts = _texts_below(one, row, index)
    is_rating = bool(texts) and all(statuses.colour_of_word(text) is not None for text in texts)
    return replace(column, field=Field.STATUS, carries_status=False) if is_rating else column


def _with_names(
    one: Classified, contents: "_Contents", siblings: dict[tuple[int, int], Counter[Field]], remarks: Remarks
) -> Classified:
    if not one.headers:
        return one
    renamed: dict[int, tuple[Column, ...]] = {}
    first = min(one.headers)
    for row, named in one.headers.items():
        concluded: list[str] = []
        complete = list(named)
        held = {column.field for column in named}
        for index, column in enumerate(named[: column_contents.WIDEST]):
            if column.field is not None:
                continue
            found = _conclude(contents.likely(len(named), index), column, held, siblings.get((len(named), index)))
            if found is None:
                continue
            complete[index] = replace(column, field=found)
            held.add(found)
            header = quoted(column.header, 40) if column.header.strip() else "no heading"
            concluded.append(f"column {index + 1} ({header}) for {_SPOKEN[found]}")
        renamed[row] = tuple(complete)
        if concluded and row == first:
            remarks.note(
                "column-concluded",
                f"In table {one.table.place.table or 1}, {' and '.join(concluded)} "
                f"{'was' if len(concluded) == 1 else 'were'} concluded from the content or from the tables beside it.",
                one.table.place,
            )
    return replace(one, headers=renamed)


def _conclude(
    likeliest: Sequence[Field], column: Column, held: set[Field | None], beside: Counter[Field] | None
) -> Field | None:
    """What a column without a known header holds; None leaves it as it is."""
    if not column.header.strip() and beside:
        for likely, _ in beside.most_common():
            if likely in _ONCE and likely not in held:
                return likely
    for guess in likeliest:
        if guess in held or (guess is Field.OUTCOME and Field.PROGRESS not in held and Field.OUTCOME in held):
            continue
        if column.header.strip() and guess in _NEED_A_HEADER:
            return None
        return guess
    return None


class _Contents:
    """What the columns of all tables hold, looked at once for each width: headers may repeat by the hundred."""

    def __init__(self, tables: Sequence[Classified]) -> None:
        self._likely: dict[tuple[int, int], tuple[Field, ...]] = {}
        self._named: dict[int, list[tuple[tuple[Column, ...], list[Row]]]] = {}  # by width, what is below a header
        for one in tables:
            if one.headers:
                first = min(one.headers)
                body = [row for i, row in enumerate(one.table.rows[:_SAMPLE]) if i > first and i not in one.headers]
                below = [row for row in body if _is_parted(row)]
                self._named.setdefault(len(one.headers[first]), []).append((one.headers[first], below))

    def likely(self, width: int, index: int) -> tuple[Field, ...]:
        """What a column whose header is blank may hold, from all tables of a width that leave it blank."""
        if (width, index) not in self._likely:
            found: list[Cell | None] = []
            for named, rows in self._named.get(width, ()):
                if len(found) >= _MOST_SAMPLED:
                    break
                if named[index].field is None:
                    found += [column_contents.cell_at(row, index) for row in rows]
            self._likely[width, index] = column_contents.likely_fields(found)
        return self._likely[width, index]


def _is_parted(row: Row) -> bool:
    """Whether a row has three cells or more; no further ones are counted."""
    return sum(1 for _ in islice(row.own_cells(), 3)) == 3
