"""The cells of an action in a table that leaves, column by column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from concordat.directory.domain import Fate
from concordat.directory.presenters import now_words
from concordat.documents.domain import Cell, FormCell, Paragraph, Place, Run
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.own_layout import SUPPORT, OwnColumn, signed, when_in_words
from concordat.plans.domain.states import Confidence, State
from concordat.plans.presenters.plans import SOMEBODY
from concordat.plans.queries.evidence import EvidenceTold
from concordat.plans.queries.plans import ActionSeen, LeadSeen

# The shades behind the words of a state: pale, so that the words are read easily.
STATE_FILLS = {
    State.NOT_STARTED: None,
    State.IN_PROGRESS: "FFF2B3",
    State.COMPLETE: "CFEBD6",
    State.COMPLETE_VERIFIED: "CFE3F5",
    State.CARRIED_FORWARD: "E4DAF0",
    State.MERGED: "E6E9EB",
    State.WITHDRAWN: "E6E9EB",
    State.UNKNOWN: "F3F4F5",
}
CONFIDENCE_FILLS = {Confidence.RED: "F9D6D2", Confidence.AMBER: "FFE3B3", Confidence.GREEN: "CFEBD6"}
# What share of the width each column asks for.
_WIDTHS = {
    OwnColumn.SECTION: 12, OwnColumn.NUMBER: 5, OwnColumn.REFERENCE: 5, OwnColumn.ACTION: 24, OwnColumn.THEME: 12,
    OwnColumn.OUTCOME: 18, OwnColumn.LED_BY: 14, OwnColumn.PARTNERS: 15, OwnColumn.DUTIES_NOW: 15, OwnColumn.WHEN: 10,
    OwnColumn.DUE_BY: 17, OwnColumn.STATE: 12, OwnColumn.CONFIDENCE: 9, OwnColumn.PROGRESS: 24,
    OwnColumn.NEXT_STEP: 14, OwnColumn.EVIDENCE: 14, OwnColumn.SAID_ON: 17, OwnColumn.GROUP: 10,
}  # fmt: skip
_ONLY_WHERE_SAID: dict[OwnColumn, Callable[[ActionSeen], bool]] = {
    OwnColumn.THEME: lambda action: bool(action.theme),
    OwnColumn.CONFIDENCE: lambda action: action.confidence is not Confidence.NONE,
    OwnColumn.NEXT_STEP: lambda action: bool(action.next_step),
    OwnColumn.GROUP: lambda action: bool(action.group),
}
_WHERE_ASKED = frozenset(
    {
        OwnColumn.SECTION,
        OwnColumn.NUMBER,
        OwnColumn.DUE_BY,
        OwnColumn.SAID_ON,
        OwnColumn.DUTIES_NOW,
        OwnColumn.EVIDENCE,
    }
)


def columns_for(
    actions: Iterable[ActionSeen], *, for_members: bool, more: frozenset[OwnColumn] = frozenset()
) -> tuple[OwnColumn, ...]:
    """The columns that these actions fill; `more` are those that not every layout or plan has."""
    actions = tuple(actions)
    hidden = OwnColumn.PARTNERS if for_members else OwnColumn.LED_BY
    return tuple(
        column
        for column in OwnColumn
        if column is not hidden
        and (column not in _WHERE_ASKED or column in more)
        and (column not in _ONLY_WHERE_SAID or any(map(_ONLY_WHERE_SAID[column], actions)))
    )


def widths_of(columns: Iterable[OwnColumn]) -> tuple[int, ...]:
    return tuple(_WIDTHS[column] for column in columns)


def words_cell(text: str, *, is_bold: bool = False, fill: str | None = None) -> Cell:
    """A cell with a paragraph for each line of a text."""
    lines = text.split("\n") if text else []
    return Cell(
        tuple(Paragraph(line, (Run(line, is_bold=True),) if is_bold else ()) for line in lines), Place(), fill=fill
    )


def cell_of(
    action: ActionSeen,
    column: OwnColumn,
    *,
    with_signs: bool,
    fates: Mapping[str, Fate],
    evidence: Mapping[int, Sequence[EvidenceTold]],
) -> Cell:
    """What an action says in a column; `with_signs` puts a state's sign before its words.

    `fates` are those of the plan, by slug; `evidence` that of its actions, by primary key.
    """
    if column is OwnColumn.STATE:
        return state_cell(action.state, with_sign=with_signs)
    if column is OwnColumn.CONFIDENCE:
        words = "" if action.confidence is Confidence.NONE else action.confidence.value.capitalize()
        return words_cell(words, fill=CONFIDENCE_FILLS.get(action.confidence))
    if column is OwnColumn.NUMBER:
        return FormCell((Paragraph(str(action.number)),), Place(), value=action.number)
    if column is OwnColumn.DUE_BY:
        return _day_cell(action.timescale.end)
    if column is OwnColumn.SAID_ON:
        return _day_cell(action.said_on)
    if column is OwnColumn.DUTIES_NOW:
        ended = dict.fromkeys(fates[lead.slug] for lead in action.leads if lead.slug in fates)
        return words_cell("\n".join(f"{fate.name}: {now_words(fate)}" for fate in ended))
    if column is OwnColumn.EVIDENCE:
        return words_cell(evidence_words(evidence.get(action.pk, ())))
    return words_cell(_TEXTS[column](action))


def evidence_words(told: Iterable[EvidenceTold]) -> str:
    """What was named as evidence, each once: addresses and documents, then the names of files."""
    lines = [line.strip() for one in told for line in one.words.splitlines() if line.strip()]
    lines += [f"File: {name}" for one in told for _, name in one.files]
    return "\n".join(dict.fromkeys(lines))


def state_cell(state: State, *, with_sign: bool) -> Cell:
    return words_cell(signed(state) if with_sign else state.words, fill=STATE_FILLS[state])


def _day_cell(day: date | None) -> Cell:
    if day is None:
        return words_cell("")
    return FormCell((Paragraph(spoken_day(day)),), Place(), value=day)


def _when(action: ActionSeen) -> str:
    when = action.timescale
    return when_in_words(when.text, when.kind, when.start, when.end)


def _partners(action: ActionSeen) -> str:
    """A name a line: those who lead, then those in support."""
    lines = [_name(lead) for lead in action.leads if lead.role is LeadRole.LEAD]
    lines += [f"{SUPPORT}{_name(lead)}" for lead in action.leads if lead.role is LeadRole.SUPPORT]
    return "\n".join(dict.fromkeys(lines))


def _name(lead: LeadSeen) -> str:
    return lead.organisation or SOMEBODY


_TEXTS: dict[OwnColumn, Callable[[ActionSeen], str]] = {
    OwnColumn.SECTION: lambda action: action.section,
    OwnColumn.REFERENCE: lambda action: "\n".join(action.references),
    OwnColumn.ACTION: lambda action: action.text,
    OwnColumn.THEME: lambda action: action.theme,
    OwnColumn.OUTCOME: lambda action: action.outcome,
    OwnColumn.LED_BY: lambda action: action.led_by_text or "",
    OwnColumn.PARTNERS: _partners,
    OwnColumn.WHEN: _when,
    OwnColumn.PROGRESS: lambda action: action.progress,
    OwnColumn.NEXT_STEP: lambda action: action.next_step,
    OwnColumn.GROUP: lambda action: action.group,
}
