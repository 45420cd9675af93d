"""What a column holds, told from its cells alone: for tables and columns without a heading."""

import re
from collections.abc import Callable, Sequence

from concordat.documents.domain import Cell, Row, Table
from concordat.plans.domain import narratives, references, statuses, timescales
from concordat.plans.domain.tables.columns import Column, Field

_SAMPLE = 60  # rows looked at
_MOST_SAMPLED = 300  # of all tables together
WIDEST = 100  # columns; what stands further out, such as a chart drawn in cells, is not told from its content
_GOES_ON = re.compile(r"(?:(?:action|progress) )?updates?:?|action:?|progress:?|comments?:?", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w’'&-]*")
_JOINING = frozenset({"and", "of", "the", "for", "with", "by", "supported", "in", "from", "support", "on", "to"})


def looks_like_time(text: str) -> bool:
    """Whether a short text names a time."""
    return len(text) <= 120 and timescales.names_time(text)


def cell_at(row: Row, index: int) -> Cell | None:
    """The cell of a grid column; None where the row is shorter."""
    return row.cells[index] if index < len(row.cells) else None


def likely_fields(cells: Sequence[Cell | None]) -> tuple[Field, ...]:
    """What a column may hold, the likeliest first; sentences are given as actions, outcomes and progress alike."""
    texts = [" ".join(cell.text.split()) for cell in cells if cell is not None and cell.text.strip()]
    if not texts:
        return _unworded(cells)
    count = len(texts)
    # "UPDATE" or "ACTION" in place of a reference tells that the row goes on with the one above.
    labels = [text for text in texts if not _GOES_ON.fullmatch(text)]
    referring = sum(references.looks_like_reference(text) for text in labels)
    rated = sum(_is_rating(text) for text in texts)
    if labels and referring >= 0.7 * len(labels) and 2 * len(labels) >= count:
        # "A" and "G" rate, "A1" and "B2" do not: a number makes a letter a reference.
        lettered = sum(_is_rating(text) for text in texts if not any(sign.isdigit() for sign in text))
        return (Field.STATUS,) if lettered >= 0.7 * count else (Field.REFERENCE,)
    if _is_true_of_half(texts, looks_like_time):
        return (Field.TIMESCALE,)
    if rated >= 0.7 * count:
        return (Field.STATUS, Field.PROGRESS)
    lengths = sorted(len(text.split()) for text in texts)
    middle = lengths[count // 2]
    found: list[Field] = []
    if middle <= 12 and sum(_is_named(text) for text in texts) >= 0.6 * count:
        found.append(Field.LEAD)
    if count >= 3 and len(set(texts)) <= 0.6 * count and 2 <= middle <= 20:
        found.append(Field.THEME)
    elif middle >= 3 and not found:
        telling = sum(narratives.judge(text).certainty != "ambiguous" for text in texts)
        sentences = (Field.ACTION, Field.OUTCOME, Field.PROGRESS)
        found.extend(reversed(sentences) if telling >= 0.5 * count else sentences)
    return tuple(found)


def _is_true_of_half(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Whether a test holds of half of some texts or more; no more of them are tested than it takes to tell."""
    half = 0.5 * len(texts)
    held = failed = 0
    for text in texts:
        if test(text):
            held += 1
        else:
            failed += 1
        if held >= half or failed > half:
            break
    return held >= half


def _unworded(cells: Sequence[Cell | None]) -> tuple[Field, ...]:
    labels = [cell for cell in cells if cell is not None and any(p.label for p in cell.paragraphs[:1])]
    if labels and len(labels) >= 0.5 * len(cells):
        return (Field.REFERENCE,)
    hues = {statuses.colour_of_fill(cell.fill) for cell in cells if cell is not None and cell.fill}
    shapes = any(cell.shapes for cell in cells if cell is not None)
    return (Field.STATUS,) if len(hues - {None}) >= 2 or shapes else ()


def _is_rating(text: str) -> bool:
    return len(text) <= 30 and (
        statuses.colour_of_word(text) is not None
        or statuses.meaning_of(text) is not None
        or statuses.colour_of_symbol(text) is not None
    )


def _is_named(text: str) -> bool:
    """Whether most words are names: capitals, or the small words between them."""
    words = _WORD.findall(text)
    names = [word for word in words if word[0].isupper() or word in _JOINING]
    return bool(words) and words[0][0].isupper() and len(names) >= 0.8 * len(words)


def columns_by_content(tables: Sequence[Table]) -> tuple[Column, ...] | None:
    """The columns of tables of one width that have no header; None where they hold no actions.

    Taken for actions only when a column of references, one of times and one of sentences are plain.
    """
    width = tables[0].width
    rows = [row for table in tables for row in table.rows[:_SAMPLE]]
    full = [row for row in rows if sum(bool(cell.text.strip()) for cell in row.own_cells()) >= 3]
    if not 4 <= width <= WIDEST or len(full) < 2 or len(full) < 0.5 * len(rows):
        return None
    full = full[:_MOST_SAMPLED]
    likely = [likely_fields([cell_at(row, index) for row in full]) for index in range(width)]
    firsts = [fields[0] if fields else None for fields in likely]
    if Field.TIMESCALE not in firsts or Field.REFERENCE not in firsts:
        return None
    sentences = [index for index, fields in enumerate(likely) if Field.ACTION in fields]
    if not sentences:
        return None
    chosen: dict[int, Field] = {sentences[0]: Field.ACTION}
    progress = next((i for i in sentences[1:] if likely[i][0] is Field.PROGRESS), None)
    rest = [index for index in sentences[1:] if index != progress]
    if progress is not None:
        chosen[progress] = Field.PROGRESS
    for index, field in zip(rest, (Field.OUTCOME, Field.PROGRESS), strict=False):
        if field not in chosen.values():
            chosen[index] = field
    for index, first in enumerate(firsts):
        if index not in sentences and first is not None and first not in chosen.values():
            chosen[index] = first
    return tuple(Column("", chosen.get(index)) for index in range(width))
