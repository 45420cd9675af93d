"""A plan that leaves as a document: headings, the keys, its purposes, and tables of actions."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from concordat.directory.domain import Fate
from concordat.directory.presenters import now_words
from concordat.documents.domain import Block, Cell, Document, Paragraph, Place, Row, Table
from concordat.plans.domain import own_layout
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.own_layout import OwnColumn
from concordat.plans.domain.readings import Passage
from concordat.plans.domain.states import State
from concordat.plans.presenters.exporting.plans import ExportedPlan
from concordat.plans.presenters.exporting.rows import (
    cell_of,
    columns_for,
    state_cell,
    widths_of,
    words_cell,
)
from concordat.plans.presenters.states import MEANINGS
from concordat.plans.queries.plans import ActionSeen

UNTITLED = "Actions"


class ExportLayout(StrEnum):
    """How the actions stand: on pages, on a sheet for each section, in one list, or as records and nothing else."""

    PAGES = "pages"
    SHEETS = "sheets"
    LIST = "list"
    RECORDS = "records"


_ON_SHEETS = frozenset({OwnColumn.DUE_BY, OwnColumn.SAID_ON})
_IN_A_LIST = _ON_SHEETS | {OwnColumn.SECTION}
_STATES_BY_WORDS = {state.words: state for state in State}


def document_of(export: ExportedPlan, layout: ExportLayout) -> Document:
    """The plan as blocks that every writer takes; `domain/own_layout.py` says how they are known again."""
    blocks: list[Block]
    around = [*_keys(export), *_themes(export), *_ended(export), *_passages_around(export)]
    if layout is ExportLayout.PAGES:
        blocks = [*_opening(export), *_purposes(export), *around, *_sections(export, layout)]
    elif layout is ExportLayout.SHEETS:
        blocks = [*_opening(export), *_purposes(export), *_sections(export, layout), *around]
    elif layout is ExportLayout.LIST:
        blocks = [*_opening(export), *_purposes(export), Paragraph(UNTITLED, heading=1), _list(export), *around]
    else:
        blocks = [_list(export)]
    locality = export.plan.locality_name
    return Document(
        name="",
        format="",
        blocks=tuple(blocks),
        title=export.title,
        headers=(f"{locality}: {export.title}" if locality not in export.title else export.title, export.edition_line),
    )


def _opening(export: ExportedPlan) -> Iterator[Paragraph]:
    yield Paragraph(export.title, heading=0)
    yield Paragraph(f"Locality: {export.plan.locality_name}")
    yield Paragraph(export.edition_line)
    yield Paragraph(export.part_line)
    if updated := export.plan.front_matter.last_updated:
        yield Paragraph(f"Last updated: {own_layout.updated_in_words(updated)}")
    if export.plan.front_matter.contact:
        yield Paragraph(f"Contact: {export.plan.front_matter.contact}")


def _purposes(export: ExportedPlan) -> Iterator[Paragraph]:
    if export.plan.front_matter.purposes:
        yield Paragraph(own_layout.PURPOSES, heading=1)
        for purpose in export.plan.front_matter.purposes:
            yield Paragraph(purpose, label="•")


def _keys(export: ExportedPlan) -> Iterator[Block]:
    """What our words mean, and apart from it the key that the plan was written with."""
    yield Paragraph(own_layout.MEANINGS, heading=1)
    states = [(_STATES_BY_WORDS[m.tag.words], m.words) for m in MEANINGS if m.tag.words in _STATES_BY_WORDS]
    yield _table(
        own_layout.MEANINGS_HEADER,
        [(state_cell(state, with_sign=True), words_cell(words)) for state, words in states],
        (1, 5),
    )
    if key := export.plan.front_matter.status_key:
        yield Paragraph(own_layout.STATUS_KEY, heading=1)
        yield Paragraph(
            "The plan was written with this key of its own. "
            f"Here its states stand in the words of “{own_layout.MEANINGS}”."
        )
        yield _table(own_layout.KEY_HEADER, [(words_cell(sign), words_cell(words)) for sign, words in key], (1, 5))


def _themes(export: ExportedPlan) -> Iterator[Block]:
    themes = export.plan.front_matter.themes
    if themes:
        yield Paragraph(own_layout.THEMES, heading=1)
        yield _table(
            own_layout.THEMES_HEADER,
            [
                (
                    words_cell("" if theme.number is None else str(theme.number)),
                    words_cell(theme.title),
                    words_cell("\n".join(theme.criteria)),
                )
                for theme in themes
            ],
            (1, 6, 14),
        )


def _ended(export: ExportedPlan) -> Iterator[Block]:
    """Who has the duties now of organisations that these actions name; the words of the promise stay as they were."""
    named = {lead.slug for action in export.actions for lead in action.leads}
    fates = [fate for slug, fate in sorted(export.plan.fates.items()) if slug in named]
    if fates:
        yield Paragraph(own_layout.ENDED, heading=1)
        rows = [
            (words_cell(fate.name), words_cell(spoken_day(fate.ended_on)), words_cell(_duties_now(fate)))
            for fate in fates
        ]
        yield _table(own_layout.ENDED_HEADER, rows, (3, 1, 3))


def _duties_now(fate: Fate) -> str:
    words = now_words(fate)
    return words[:1].upper() + words[1:]


def _passages_around(export: ExportedPlan) -> Iterator[Block]:
    front = export.plan.front_matter
    yield from _passages(own_layout.BOARDS, front.boards)
    yield from _passages(own_layout.OTHER_TEXT, front.other_text)


def _passages(heading: str, passages: Sequence[Passage]) -> Iterator[Block]:
    if passages:
        yield Paragraph(heading, heading=1)
        rows = [(words_cell(passage.heading or ""), words_cell(passage.text)) for passage in passages]
        yield _table(own_layout.PASSAGES_HEADER, rows, (1, 4))


def _sections(export: ExportedPlan, layout: ExportLayout) -> Iterator[Block]:
    on_pages = layout is ExportLayout.PAGES
    more = _with_evidence(export, frozenset() if on_pages else _ON_SHEETS)
    columns = columns_for(export.actions, for_members=export.plan.may_see_draft, more=more)
    for title, actions in export.sections:
        yield Paragraph(title or UNTITLED, heading=1)
        yield _actions_table(actions, columns, export, with_signs=on_pages)
    if not export.actions:
        yield Paragraph("No action of the plan fits the filter.")


def _list(export: ExportedPlan) -> Table:
    """One table with a column for the section; there is one even where no action is left."""
    more = _with_evidence(export, _IN_A_LIST)
    if any(lead.slug in export.plan.fates for action in export.actions for lead in action.leads):
        more |= {OwnColumn.DUTIES_NOW}
    columns = columns_for(export.actions, for_members=export.plan.may_see_draft, more=more)
    return _actions_table(export.actions, columns, export, with_signs=False)


def _with_evidence(export: ExportedPlan, more: frozenset[OwnColumn]) -> frozenset[OwnColumn]:
    return more | {OwnColumn.EVIDENCE} if any(export.evidence.get(action.pk) for action in export.actions) else more


def _actions_table(
    actions: Iterable[ActionSeen], columns: Sequence[OwnColumn], export: ExportedPlan, *, with_signs: bool
) -> Table:
    known = {"with_signs": with_signs, "fates": export.plan.fates, "evidence": export.evidence}
    rows = [tuple(cell_of(action, column, **known) for column in columns) for action in actions]
    return _table([column.value for column in columns], rows, widths_of(columns))


def _table(header: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> Table:
    top = Row(tuple(words_cell(words, is_bold=True) for words in header), Place(), is_header=True)
    return Table((top, *(Row(tuple(cells), Place()) for cells in rows)), Place(), tuple(widths))
