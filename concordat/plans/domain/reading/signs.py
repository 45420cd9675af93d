"""Finds the status of each action: in a rating, a colour, a shape, a tick or its narrative, by the plan's own key."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from concordat.documents.domain import Cell
from concordat.plans.domain import narratives, statuses
from concordat.plans.domain.columns import Field
from concordat.plans.domain.reading.drafts import Draft
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.states import Certainty, ReadStatus, StatusWord
from concordat.plans.domain.status_keys import StatusKey
from concordat.plans.domain.statuses import Colour
from concordat.plans.domain.timescales import Timescale

_WHOLE_ROW = "whole row"
_FILL_AT = {Field.STATUS: "status cell", Field.REFERENCE: "reference cell"}
_DOT = re.compile(r"^[^\w\s]{1,3}$|^[lnòO0•●■▪⬤○◉]$")
_MIXED = re.compile(r"^\s*([A-Za-z]+)\s*[/–—-]\s*([A-Za-z]+)\s*$")
_LEADING_COLOUR = re.compile(r"^\W*(red|amber|green|blue|gr[ea]y|yellow|orange|purple)\b(?!\s*\d)", re.IGNORECASE)
_TICKED = re.compile(r"^\s*(?:[✓✔✅☑🗸\uf0fc●■•]|x|X|yes|y|√|P|ü)\s*$")


@dataclass(frozen=True)
class Carriers:
    """Where a plan's colours stand: the field of the column, or the whole row; None where colours say nothing."""

    field: Field | None = None
    index: int | None = None  # the grid column, where it is of no known field
    whole_row: bool = False
    greys_tell: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A status, and whether the words beside it say otherwise."""

    status: ReadStatus
    disagrees: str | None = None  # the words that say otherwise
    by_key: bool = True  # False where a colour was read without a key of the plan's own
    is_carried_forward: bool = False


def carriers_of(drafts: Sequence[Draft], key: StatusKey) -> Carriers:
    """Where the colours that mean a status stand in these actions.

    A colour tells something when it is in the rating's own column, or when it varies from row to row: shading that
    every row has is only looks, and so is grey that comes and goes with the rows.
    """
    greys = Colour.GREY in key.colours
    own = [_hue(cell.fill, greys=greys) for draft in drafts for cell in draft.status_cells()]
    if any(own):
        return Carriers(field=Field.STATUS, greys_tell=greys or _chromatic(own) > 0)
    rows = [_row_hue(draft, greys=greys) for draft in drafts]
    if len({hue for hue in rows if hue}) >= 2 or (key.is_given and any(rows) and None in rows):
        return Carriers(whole_row=True, greys_tell=greys)
    by_field: dict[Field | None, list[Colour | None]] = {}
    by_index: dict[int, list[Colour | None]] = {}
    for draft in drafts:
        for index, (column, cell) in enumerate(zip(draft.columns, draft.row.cells, strict=False)):
            hue = _hue(cell.fill, greys=greys)
            by_field.setdefault(column.field, []).append(hue)
            by_index.setdefault(index, []).append(hue)
    order = [Field.REFERENCE, Field.PROGRESS, Field.ACTION, Field.TIMESCALE, Field.OUTCOME, Field.LEAD, Field.THEME]
    for field in order:
        hues = by_field.get(field, [])
        if _varies(hues, key):
            return Carriers(field=field, greys_tell=greys or _chromatic(hues) > 0)
    for index, hues in by_index.items():
        if _varies(hues, key):
            return Carriers(index=index, greys_tell=greys or _chromatic(hues) > 0)
    return Carriers()


def _varies(hues: Iterable[Colour | None], key: StatusKey) -> bool:
    hues = list(hues)
    kinds = {hue for hue in hues if hue is not None and hue is not Colour.GREY}
    if len(kinds) >= 2:
        return True
    return bool(kinds) and key.is_given and len(set(hues)) >= 2 and kinds <= set(key.colours)


def _chromatic(hues: Iterable[Colour | None]) -> int:
    return sum(hue is not None and hue is not Colour.GREY for hue in hues)


def _hue(fill: str | None, *, greys: bool) -> Colour | None:
    hue = statuses.colour_of_fill(fill)
    if hue in (Colour.BLACK, Colour.WHITE):
        return None
    return hue if greys or hue is not Colour.GREY or (fill or "F2F2F2") < "E8E8E8" else None


def _row_hue(draft: Draft, *, greys: bool) -> Colour | None:
    cells = list(draft.row.own_cells())
    fills = Counter(cell.fill for cell in cells)
    fill, count = fills.most_common(1)[0] if fills else (None, 0)
    if fill is None or len(cells) < 3 or count < 0.8 * len(cells):
        return None
    hue = _hue(fill, greys=greys)
    return hue if hue is not Colour.GREY or greys else None


def status_of(
    draft: Draft, key: StatusKey, carriers: Carriers, timescale: Timescale, progress: str | None, *, has_progress: bool
) -> Found:
    """The status of one action. `progress` is its narrative; `has_progress` says that the plan has a place for one."""
    story = narratives.judge(progress) if progress else narratives.Judgement()
    if draft.is_struck:
        return Found(ReadStatus("removed", "whole row struck through", "certain"))
    marked = _by_mark(draft, key, carriers)
    if marked is not None:
        return _beside(marked, story, draft)
    if ticked := _by_tick(draft):
        return _beside(Found(ticked), story, draft)
    if timescale.status is not None and story.word == "unknown":
        return Found(ReadStatus(timescale.status, timescale.text, "likely"))
    if progress and (led := _by_leading_colour(progress, key)) is not None:
        return replace(led, is_carried_forward=story.is_carried_forward)
    if story.word == "unknown" and not has_progress:
        story = narratives.judge_action(draft.texts.get(Field.ACTION, ""))
    if draft.struck and story.word == "unknown" and story.certainty == "certain":
        return Found(ReadStatus())
    certainty: Certainty = story.certainty
    return Found(ReadStatus(story.word, story.basis, certainty), is_carried_forward=story.is_carried_forward)


def _beside(found: Found, story: narratives.Judgement, draft: Draft) -> Found:
    """A status from a mark, with what the narrative beside it adds: carried forward, or a plain contradiction."""
    found = replace(found, is_carried_forward=story.is_carried_forward and found.status.state.is_open)
    word = found.status.word
    done = {"complete", "complete_verified"}
    if story.certainty != "certain" or story.word in ("unknown", word) or word == "unknown":
        return found
    if (story.word in done) == (word in done) and story.word != "not_started":
        return found
    if word in ("removed", "at_risk", "overdue") and story.word not in done:
        return found
    if story.word == "not_started" and word not in done:
        return found
    status = replace(found.status, certainty="ambiguous")
    return replace(found, status=status, disagrees=story.basis)


def _by_mark(draft: Draft, key: StatusKey, carriers: Carriers) -> Found | None:
    """The status that a rating cell's words, signs, shapes or colours give, or the colour of what carries it."""
    fill, fill_at = _fill_of(draft, carriers)
    for cell in draft.status_cells():
        text = tidy(cell.text)
        column_is_narrative = not draft.columns.of(Field.STATUS)
        if text and not (column_is_narrative and len(text) > 40):
            found = _by_words(cell, text, key, narrative=column_is_narrative)
            if found is not None:
                return _with_fill(found, fill, fill_at, key)
        for shape in cell.shapes:
            colour = statuses.colour_of_fill(shape.colour)
            if shape.text.strip() and (found := _by_words(cell, tidy(shape.text), key, narrative=False)) is not None:
                return found
            if colour is not None and (by := key.of_colour(colour)) is not None:
                sure = _sureness(colour, shape.colour, by[1])
                at = "drawn shape in the status cell"
                return Found(ReadStatus(by[0], f"shape {shape.colour}", sure, shape.colour, at), by_key=by[1])
    if fill is not None:
        colour = statuses.colour_of_fill(fill)
        by = key.of_colour(colour) if colour is not None else None
        if colour is not None and by is not None and (colour is not Colour.GREY or carriers.greys_tell):
            status = ReadStatus(by[0], f"fill {fill}", _sureness(colour, fill, by[1]), fill, fill_at)
            return Found(status, by_key=by[1])
        return Found(ReadStatus("unknown", None, "ambiguous", fill, fill_at)) if _is_unclear(colour) else None
    return _by_shape_elsewhere(draft, key)


def _is_unclear(colour: Colour | None) -> bool:
    return colour is Colour.PURPLE


def _with_fill(found: Found, fill: str | None, fill_at: str | None, key: StatusKey) -> Found:
    """Adds the cell's colour to a status from its words; says so where the two disagree."""
    if fill is None:
        return found
    status = replace(found.status, fill=fill, fill_at=fill_at)
    colour = statuses.colour_of_fill(fill)
    said = key.colours.get(colour) if colour is not None else None
    if said is not None and found.by_key and not _agree(said, status.word):
        return replace(found, status=replace(status, certainty="ambiguous"), disagrees=f"fill {fill}")
    return replace(found, status=status)


def _agree(one: StatusWord, other: StatusWord) -> bool:
    families = ({"complete", "complete_verified"}, {"not_started", "overdue"}, {"ongoing", "at_risk"})
    return one == other or any(one in family and other in family for family in families)


def _sureness(colour: Colour, fill: str | None, by_key: bool) -> Certainty:
    if not by_key:
        return "likely" if colour in (Colour.GREEN, Colour.AMBER) else "ambiguous"
    return "certain" if fill is not None and statuses.is_standard_fill(fill) else "likely"


def _by_words(cell: Cell, text: str, key: StatusKey, *, narrative: bool) -> Found | None:
    """The status that the words or signs of a rating cell give."""
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs if run.text.strip()]
    if (colour := statuses.colour_of_symbol(text)) is not None:
        return _coloured(colour, f"symbol {text}", key, "certain")
    if (word := statuses.word_of_sign(text)) is not None:
        return Found(ReadStatus(word, f"symbol {text}", "likely"))
    if _DOT.match(text) and statuses.colour_of_word(text) is None:
        for run in runs:
            for said, at in ((run.colour, "text colour"), (run.fill, "fill")):
                if (colour := statuses.colour_of_fill(said)) not in (None, Colour.BLACK):
                    return _coloured(colour, f"{at} {said}", key, "likely")
            if run.highlight and (colour := statuses.colour_of_word(run.highlight)):
                return _coloured(colour, f"highlight {run.highlight}", key, "likely")
        return None
    highlight = next((run.highlight for run in runs if run.highlight), None)
    basis = f"{text} (highlight {highlight})" if highlight else text
    if (mixed := _MIXED.match(text)) and (found := _between(mixed, text, key)) is not None:
        return found
    if (by_key := key.of_words(text)) is not None:
        return Found(ReadStatus(by_key, basis, "certain"))
    if len(text) <= 14 and (colour := statuses.colour_of_word(text)) is not None:
        return _coloured(colour, basis, key, "certain")
    leading = _LEADING_COLOUR.match(text)
    if leading and (colour := statuses.colour_of_word(leading[1])) is not None:
        return _coloured(colour, basis if len(text) <= 60 else leading[1], key, "certain")
    if not narrative and len(text) <= 60 and (meant := statuses.meaning_of(text)) is not None:
        if meant == "complete_verified" and meant not in key.colours.values() and not re.search("verif", text, re.I):
            meant = "complete"  # only a plan that tells the two apart means more than complete
        return Found(ReadStatus(meant, basis, "certain"))
    told = narratives.judge(text)
    if told.word != "unknown":
        certainty: Certainty = told.certainty if narrative or len(text) > 60 else "likely"
        return Found(ReadStatus(told.word, told.basis, certainty))
    colour = statuses.colour_of_word(highlight) if highlight else None
    if colour is not None:
        return _coloured(colour, f"highlight {highlight}", key, "likely")
    for run in runs:
        hue = statuses.colour_of_fill(run.fill)
        if hue not in (None, Colour.GREY, Colour.BLACK):
            return _coloured(hue, f"fill {run.fill}", key, "likely")
    return None


def _coloured(colour: Colour | None, basis: str, key: StatusKey, certainty: Certainty) -> Found | None:
    by = key.of_colour(colour) if colour is not None else None
    if by is None:
        return None
    word, is_key = by
    if not is_key:
        certainty = "likely" if colour in (Colour.GREEN, Colour.AMBER) else "ambiguous"
    return Found(ReadStatus(word, basis, certainty), by_key=is_key)


def _between(mixed: re.Match[str], text: str, key: StatusKey) -> Found | None:
    """ "A/G": between two ratings; the less finished counts, and a person is asked."""
    both = [statuses.colour_of_word(mixed[1]), statuses.colour_of_word(mixed[2])]
    said = [key.of_colour(colour) for colour in both if colour is not None]
    words = [by for by in said if by is not None]
    if len(words) != 2:
        return None
    if words[0][0] == words[1][0]:
        return Found(ReadStatus(words[0][0], text, "likely"), by_key=words[0][1])
    order: list[StatusWord] = [
        "overdue",
        "at_risk",
        "ongoing",
        "not_started",
        "complete",
        "complete_verified",
        "removed",
    ]
    least = min(words, key=lambda by: order.index(by[0]) if by[0] in order else 9)
    return Found(ReadStatus(least[0], text, "ambiguous"), by_key=least[1])


def _fill_of(draft: Draft, carriers: Carriers) -> tuple[str | None, str | None]:
    """The colour that carries the row's status, and where it stands."""
    if carriers.whole_row:
        fills = Counter(cell.fill for cell in draft.row.own_cells())
        fill, _ = fills.most_common(1)[0] if fills else (None, 0)
        return (fill, _WHOLE_ROW) if statuses.colour_of_fill(fill) is not None else (None, None)
    if carriers.field is Field.STATUS:
        cells = draft.status_cells()
    elif carriers.field is not None:
        cells = [draft.row.cells[i] for i in draft.columns.of(carriers.field) if i < len(draft.row.cells)]
    elif carriers.index is not None:
        cells = list(draft.row.cells[carriers.index : carriers.index + 1])
    else:
        return None, None
    for cell in cells:
        if _hue(cell.fill, greys=True) is not None:
            return cell.fill, _FILL_AT.get(carriers.field or Field.EXTRA, f"{carriers.field or 'unnamed'} cell")
    return None, None


def _by_tick(draft: Draft) -> ReadStatus | None:
    """The one of several tick columns that is ticked, or shaded."""
    ticked: list[tuple[str, StatusWord]] = []
    for column, cell in zip(draft.columns, draft.row.cells, strict=False):
        if column.field is Field.TICK and column.tick is not None:
            text = cell.text.strip()
            if _TICKED.match(text) or cell.shapes or (not text and statuses.colour_of_fill(cell.fill) is not None):
                ticked.append((column.header, column.tick))
    if len({word for _, word in ticked}) != 1:
        return ReadStatus("unknown", None, "ambiguous") if ticked else None
    header, word = ticked[0]
    return ReadStatus(word, f"tick in column {header}", "certain")


def _by_shape_elsewhere(draft: Draft, key: StatusKey) -> Found | None:
    """A traffic light drawn in another cell of the row, where no column is for the rating."""
    if draft.columns.of(Field.STATUS):
        return None
    for cell in draft.row.own_cells():
        for shape in cell.shapes:
            colour = statuses.colour_of_fill(shape.colour)
            by = key.of_colour(colour) if colour is not None else None
            if colour is not None and by is not None:
                sure: Certainty = "likely" if by[1] else "ambiguous"
                at = "drawn shape in the row"
                return Found(ReadStatus(by[0], f"shape {shape.colour}", sure, shape.colour, at), by_key=by[1])
    return None


def _by_leading_colour(progress: str, key: StatusKey) -> Found | None:
    """A narrative that opens with its rating: "Green – rooms in use"; words about the status come first."""
    first = progress.split("\n", 1)[0]
    leading = _LEADING_COLOUR.match(first)
    if leading is None:
        return None
    story = narratives.judge(progress)
    if story.certainty == "certain" and story.word != "unknown":
        return None
    colour = statuses.colour_of_word(leading[1])
    return _coloured(colour, leading[1], key, "likely")
