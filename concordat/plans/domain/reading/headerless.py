"""Names the columns whose header cell is blank or unknown: by the same column of sibling tables, and by content."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from concordat.documents.domain import Cell
from concordat.plans.domain import layouts
from concordat.plans.domain.columns import Column, Field
from concordat.plans.domain.layouts import Classified, Layout
from concordat.plans.domain.reading.remarks import Remarks, quoted

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


def named_columns(tables: list[Classified], remarks: Remarks) -> list[Classified]:
    """The same tables, with a field for each column that could be given one; says which were concluded."""
    siblings: dict[tuple[int, int], Counter[Field]] = {}
    for one in tables:
        for named in one.headers.values():
            for index, column in enumerate(named):
                if column.field is not None:
                    siblings.setdefault((len(named), index), Counter())[column.field] += 1
    return [_with_names(one, siblings, remarks) if one.layout is Layout.ACTIONS else one for one in tables]


def _with_names(one: Classified, siblings: dict[tuple[int, int], Counter[Field]], remarks: Remarks) -> Classified:
    if not one.headers:
        return one
    renamed: dict[int, tuple[Column, ...]] = {}
    for row, named in one.headers.items():
        concluded: list[str] = []
        complete = list(named)
        for index, column in enumerate(named):
            if column.field is not None:
                continue
            held = {other.field for other in complete}
            found = _conclude(one, index, column, held, siblings.get((len(named), index)))
            if found is None:
                continue
            complete[index] = replace(column, field=found)
            header = quoted(column.header, 40) if column.header.strip() else "no heading"
            concluded.append(f"column {index + 1} ({header}) for {_SPOKEN[found]}")
        renamed[row] = tuple(complete)
        if concluded and row == min(one.headers):
            remarks.note(
                "column-concluded",
                f"In table {one.table.place.table or 1}, {', '.join(concluded)} was concluded from its content or "
                "from the tables beside it.",
                one.table.place,
            )
    return replace(one, headers=renamed)


def _conclude(
    one: Classified, index: int, column: Column, held: set[Field | None], beside: Counter[Field] | None
) -> Field | None:
    """What a column without a known header holds; None leaves it as it is."""
    if not column.header.strip() and beside:
        for likely, _ in beside.most_common():
            if likely in _ONCE and likely not in held:
                return likely
    first = min(one.headers)
    body = [row for i, row in enumerate(one.table.rows[:60]) if i > first and i not in one.headers]
    body = [row for row in body if sum(1 for _ in row.own_cells()) > 2]
    cells = [layouts.cell_at(row, index) for row in body]
    guess = layouts.guess_field(cells)
    if guess is Field.ACTION and Field.ACTION in held:
        guess = _kind_of_sentences(cells, held)
    if guess is None or guess in held:
        return None
    if column.header.strip() and guess in (Field.THEME, Field.PROGRESS, Field.OUTCOME):
        return None
    return guess


def _kind_of_sentences(cells: Sequence[Cell | None], held: set[Field | None]) -> Field | None:
    """Sentences in a column with no heading: themes where they come again and again, else progress or outcomes."""
    texts = [cell.text.strip() for cell in cells if cell is not None and cell.text.strip()]
    if not texts:
        return None
    if len(set(texts)) <= 0.6 * len(texts) and len(texts) >= 4:
        return Field.THEME
    if Field.OUTCOME in held:
        return Field.PROGRESS
    return Field.OUTCOME
