"""The cells of a document as they stood: words, colour and place, with what a conclusion rests on marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from concordat.documents.domain import Place
from concordat.plans.domain.corrections import RowField
from concordat.plans.domain.passages import Words, colour_in_words, mark
from concordat.plans.domain.readings import ReadAction, SourceCell

# Which columns a conclusion is drawn from, by what the reader took them for.
_COLUMNS = {
    RowField.STATE: frozenset({"status", "progress", "tick"}),
    RowField.TIMESCALE: frozenset({"timescale", "start"}),
    RowField.LED_BY: frozenset({"lead", "support"}),
    RowField.MATCH: frozenset({"reference", "action"}),
    RowField.SEEN: frozenset[str](),
}
_MOST_WORDS = 900  # characters of a cell that a card shows; the page of the row shows all


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell: `paragraphs` in stretches of which some are marked; `fill` is six hex digits or empty."""

    header: str
    paragraphs: tuple[tuple[Words, ...], ...]
    fill: str
    colour: str
    is_colour_marked: bool
    is_cut: bool


def place_words(place: Place | None) -> str:
    """ "table 2, row 5"; "sheet “Plan”, row 5"; "page 3"; "" where nothing is known."""
    if place is None:
        return ""
    parts = (
        f"sheet “{place.sheet}”" if place.sheet else "",
        f"page {place.page}" if place.page else "",
        f"table {place.table}" if place.table and not place.sheet else "",
        f"row {place.row}" if place.row else "",
        f"line {place.line}" if place.line and not place.row else "",
    )
    return ", ".join(part for part in parts if part)


def document_href(base: str, place: Place | None) -> str:
    """Where the document is shown as it was read, at this place; "" for a place that can't be found there."""
    if place is None:
        return ""
    sought = {name: value for name in ("table", "sheet", "row", "line") if (value := getattr(place, name))}
    return f"{base}document/?{urlencode(sought)}#sought" if sought else ""


def cells_for(read: ReadAction, fields: Iterable[RowField]) -> tuple[CellShown, ...]:
    """The cells that these conclusions rest on; every cell where none can be told."""
    wanted = frozenset[str]().union(*(_COLUMNS.get(field, frozenset()) for field in fields))
    phrases = _phrases(read, fields)
    told = [" ".join(words.split()).casefold() for words in phrases.get(None, [])]
    carries_colour = RowField.STATE in fields and read.status.fill is not None
    chosen = [
        cell
        for cell in read.cells
        if (cell.field in wanted and (cell.text.strip() or cell.fill))
        or (carries_colour and cell.fill == read.status.fill and cell.field in (None, "status", "reference"))
        or any(words and words in " ".join(cell.text.split()).casefold() for words in told)
    ]
    return tuple(_shown(cell, phrases, read, longest=_MOST_WORDS) for cell in chosen or read.cells)


def all_cells(read: ReadAction) -> tuple[CellShown, ...]:
    """Every cell of the row, with everything that was concluded from its words marked."""
    phrases = _phrases(read, tuple(RowField))
    return tuple(_shown(cell, phrases, read, longest=None) for cell in read.cells)


def _phrases(read: ReadAction, fields: Iterable[RowField]) -> dict[str | None, list[str]]:
    """What to mark, by the column it stands in; under None what may stand in any."""
    fields = tuple(fields)
    found: dict[str | None, list[str]] = {}
    if RowField.STATE in fields and (read.status.basis or read.progress):
        found[None] = [read.status.basis] if read.status.basis else (read.progress or "").splitlines()
    if RowField.TIMESCALE in fields and read.timescale.text:
        found["timescale"] = [*read.timescale.text.splitlines(), read.timescale.text]
    if RowField.LED_BY in fields:
        names = [name for lead in read.leads for name in (lead.organisation, lead.person) if name]
        found["lead"] = found["support"] = names
    return found


def _shown(
    cell: SourceCell, phrases: dict[str | None, list[str]], read: ReadAction, *, longest: int | None
) -> CellShown:
    text = cell.text
    is_cut = longest is not None and len(text) > longest
    if is_cut and longest is not None:
        text = _around(text, [*phrases.get(None, []), *phrases.get(cell.field, [])], longest)
    wanted = [*phrases.get(None, []), *phrases.get(cell.field, [])]
    return CellShown(
        header=" ".join(cell.header.split()) or "No header",
        paragraphs=_paragraphs(mark(text, wanted)),
        fill=cell.fill or "",
        colour=colour_in_words(cell.fill),
        is_colour_marked=bool(cell.fill) and cell.fill == read.status.fill and None in phrases,
        is_cut=is_cut,
    )


def _around(text: str, phrases: list[str], longest: int) -> str:
    """As much of a long cell as fits, with what is marked in it."""
    folded = text.casefold()
    found = [at for phrase in phrases if (at := folded.find(phrase.casefold())) >= 0]
    start = max(min(found) - longest // 2, 0) if found else 0
    return ("… " if start else "") + text[start : start + longest] + (" …" if start + longest < len(text) else "")


def _paragraphs(stretches: tuple[Words, ...]) -> tuple[tuple[Words, ...], ...]:
    """Stretches of a text as paragraphs of stretches; an empty line makes no paragraph."""
    paragraphs: list[list[Words]] = [[]]
    for stretch in stretches:
        first, *others = re.split(r"\n", stretch.text)
        paragraphs[-1].append(Words(first, stretch.is_marked))
        paragraphs.extend([Words(line, stretch.is_marked)] for line in others)
    return tuple(tuple(line) for line in paragraphs if any(words.text.strip() for words in line))
