"""Finds the status of each action: in a rating, a colour, a tick or its narrative, by the plan's own key."""

import re
from dataclasses import replace

from concordat.plans.domain import narratives, own_layout, statuses
from concordat.plans.domain.reading import carriers as carrying
from concordat.plans.domain.reading import ratings
from concordat.plans.domain.reading.carriers import Carriers
from concordat.plans.domain.reading.drafts import Draft
from concordat.plans.domain.reading.ratings import Found
from concordat.plans.domain.states import STATUS_OF_STATE, ReadStatus, State, StatusWord
from concordat.plans.domain.status_keys import StatusKey
from concordat.plans.domain.statuses import Colour
from concordat.plans.domain.tables import Field
from concordat.plans.domain.timescales import Timescale

_TICKED = re.compile(r"^\s*(?:[✓✔✅☑☒🗸\uf0fc●■•]|x|X|yes|y|√|P|ü)\s*$")
_COMPLETED_SECTION = re.compile(
    r"^\W*(?:[\dA-Z]{1,3}[.):]\s*)?(?:(?:list|log|archive) of )?(?:complete[d]?|closed|finished|achieved|delivered)"
    r"(?: and closed)?(?: (?:actions?|items?|tasks?|milestones?|work|commitments?))?\b[\s\d/–().-]*$",
    re.IGNORECASE,
)
_COMPLETED_ON = re.compile(
    r"^(?:actual )?(?:date (?:of )?(?:complet(?:ed|ion)|achieved|closed|finished)|complet(?:ed|ion) on|completed date|"
    r"when completed|completed|closed on|achieved on|actual (?:completion|finish|end)(?: date)?)\s*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_DONE = frozenset({"complete", "complete_verified"})


def status_of(
    draft: Draft, key: StatusKey, carriers: Carriers, timescale: Timescale, progress: str | None, *, has_progress: bool
) -> Found:
    """The status of one action. `progress` is its narrative; `has_progress` says that the plan has a place for one."""
    if draft.is_struck:
        return Found(ReadStatus("removed", "whole row struck through", "certain"))
    if draft.known is not None and (told := draft.known.status) is not None:
        return Found(told, is_carried_forward=told.named is State.CARRIED_FORWARD)
    if (signed := _by_own_sign(draft)) is not None:
        return signed
    story = narratives.judge(progress) if progress else narratives.Judgement()
    marked = _by_mark(draft, key, carriers) or _by_tick(draft, key)
    if marked is not None:
        return _beside(marked, story)
    if not carriers.is_silent and Colour.WHITE in key.colours and not _is_rated(draft):
        return _beside(Found(ReadStatus(key.colours[Colour.WHITE], "no colour", "likely")), story)
    if carriers.words is not None and Colour.BLACK in key.colours:
        return _beside(Found(ReadStatus(key.colours[Colour.BLACK], "text without colour", "likely")), story)
    if timescale.status is not None and story.word == "unknown":
        return Found(ReadStatus(timescale.status, timescale.text, "likely"))
    if progress and (led := ratings.by_leading_colour(progress, key)) is not None:
        return replace(led, is_carried_forward=story.is_carried_forward)
    if story.word == "unknown" and not has_progress:
        story = narratives.judge_action(draft.texts.get(Field.ACTION, ""))
    return Found(ReadStatus(story.word, story.basis, story.certainty), is_carried_forward=story.is_carried_forward)


def _is_rated(draft: Draft) -> bool:
    """Whether any cell for a rating holds words, or the row any colour."""
    return any(cell.text.strip() for cell in draft.status_cells()) or any(
        statuses.colour_of_fill(cell.fill) is not None for cell in draft.row.own_cells()
    )


def by_surroundings(draft: Draft, section: str | None) -> Found | None:
    """What the section ("Completed actions") or a date of completion says of an action whose own row says nothing."""
    if section and _COMPLETED_SECTION.match(section):
        return Found(ReadStatus("complete", section, "likely"))
    dated = [(column.header, Field.TIMESCALE) for column in draft.columns if column.field is Field.TIMESCALE]
    for header, text in (*((h, draft.texts.get(f, "")) for h, f in dated), *draft.extra):
        if _COMPLETED_ON.match(header.strip()) and _DIGIT.search(text):
            return Found(ReadStatus("complete", f"{header}: {text}", "likely"))
    return None


def _by_own_sign(draft: Draft) -> Found | None:
    """The state that a plan which left from here says with its sign, where a PDF lost all else that told it."""
    for index in draft.columns.of(Field.STATUS):
        cell = draft.row.cells[index] if index < len(draft.row.cells) else None
        if cell is not None and (state := own_layout.state_signed(cell.text)) is not None:
            basis = None if state is State.UNKNOWN else cell.text
            status = ReadStatus(STATUS_OF_STATE[state], basis, named=state)
            return Found(status, is_carried_forward=state is State.CARRIED_FORWARD)
    return None


def _beside(found: Found, story: narratives.Judgement) -> Found:
    """A status from a mark, with what the narrative beside it adds: carried forward, or a plain contradiction."""
    if story.is_carried_forward and found.status.state.is_open:
        found = replace(found, is_carried_forward=True)
    word = found.status.word
    if story.certainty != "certain" or "unknown" in (word, story.word) or not _contradicts(story.word, word):
        return found
    return replace(found, status=replace(found.status, certainty="ambiguous"), disagrees=story.basis)


def _contradicts(story: StatusWord, mark: StatusWord) -> bool:
    """Whether a plain status word in the narrative and the mark beside it can't both be true."""
    if (story in _DONE) == (mark in _DONE):
        return False
    return story in _DONE or mark in _DONE


def _by_mark(draft: Draft, key: StatusKey, carriers: Carriers) -> Found | None:
    """The status that the rating's cell gives, or the colour of what carries it."""
    fill, fill_at = carrying.fill_of(draft, carriers)
    narrative = not draft.columns.of(Field.STATUS)
    for index in draft.columns.ratings:
        if index >= len(draft.row.cells):
            continue
        yes = draft.columns.all[index].tick
        found = ratings.read_cell(draft.row.cells[index], key, narrative=narrative, yes=yes)
        if found is not None:
            return ratings.with_fill(found, fill, fill_at, key) if found.status.fill is None else found
    if fill is not None:
        return _by_fill(fill, fill_at, key, carriers)
    if (coloured := carrying.word_colour_of(draft, carriers)) is not None:
        return ratings.by_colour(statuses.colour_of_fill(coloured), f"text colour {coloured}", key, "likely")
    if not draft.columns.of(Field.STATUS):
        for cell in draft.row.own_cells():
            if cell.shapes and (found := ratings.read_shapes(cell, key, "drawn shape in the row")) is not None:
                return found
    return None


def _by_fill(fill: str, fill_at: str | None, key: StatusKey, carriers: Carriers) -> Found | None:
    colour = Colour.RED if fill in carriers.reds else statuses.colour_of_fill(fill)
    by = key.of_colour(colour, fill) if colour is not None else None
    if colour is not None and by is not None and (colour is not Colour.GREY or carriers.greys_tell):
        status = ReadStatus(by[0], f"fill {fill}", ratings.sureness(colour, fill, by[1]), fill, fill_at)
        return Found(status, by_key=by[1])
    if colour in (Colour.PURPLE, Colour.BLUE):  # a rating, surely, but nobody says what it means
        return Found(ReadStatus("unknown", None, "ambiguous", fill, fill_at))
    return None


def _by_tick(draft: Draft, key: StatusKey) -> Found | None:
    """The one of several tick columns that is ticked, or shaded."""
    ticked: list[tuple[str, StatusWord, bool]] = []
    for index in draft.columns.of(Field.TICK):
        column = draft.columns.all[index]
        if column.tick is None or index >= len(draft.row.cells):
            continue
        cell = draft.row.cells[index]
        text = cell.text.strip()
        if _TICKED.match(text) or cell.shapes or (not text and statuses.colour_of_fill(cell.fill) is not None):
            colour = statuses.colour_of_word(column.header)
            by = key.of_colour(colour) if colour is not None else None
            word, is_key = by if by is not None else (column.tick, True)
            ticked.append((column.header, word, is_key))
    if not ticked:
        return None
    if len({word for _, word, _ in ticked}) > 1:
        return Found(ReadStatus("unknown", None, "ambiguous"))
    header, word, is_key = ticked[0]
    return Found(ReadStatus(word, f"tick in column {header}", "certain" if is_key else "likely"), by_key=is_key)
