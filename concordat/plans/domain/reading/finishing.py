"""Turns drafts into actions: status, outcome and progress, timescale and leads, and what a person should look at."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from concordat.documents.domain import Paragraph
from concordat.plans.domain import leads as lead_grammar
from concordat.plans.domain import narratives, timescales
from concordat.plans.domain.leads import Lead, LeadRole
from concordat.plans.domain.narratives import sharing
from concordat.plans.domain.reading import rows, signs
from concordat.plans.domain.reading.carriers import Carriers, carriers_of, is_coloured_by_key
from concordat.plans.domain.reading.drafts import Draft, SectionDraft
from concordat.plans.domain.reading.joining import spoken_reference
from concordat.plans.domain.reading.ratings import Found
from concordat.plans.domain.reading.remarks import Remarks, quoted
from concordat.plans.domain.reading.wording import tidy, words_of
from concordat.plans.domain.readings import ReadAction, ReadSection
from concordat.plans.domain.status_keys import StatusKey
from concordat.plans.domain.tables import Field
from concordat.plans.domain.timescales import Timescale, TimescaleKind

_STATUS_SPOKEN = {
    "not_started": "not started", "ongoing": "in progress", "complete": "complete", "unknown": "not known",
    "at_risk": "at risk", "overdue": "overdue", "complete_verified": "complete and verified", "removed": "removed",
}  # fmt: skip
_REVISED = re.compile(
    r"^\s*(?:revised|new|extended|amended|re-?scheduled|re-?forecast|forecast)\s+(?:\w+\s+){0,2}"
    r"(?:date|time-?\s?scale|deadline|target|completion|end)\b",
    re.IGNORECASE,
)
_SAID = -1


def finish(
    sections: Sequence[SectionDraft], key: StatusKey, remarks: Remarks, *, flattened: bool
) -> tuple[ReadSection, ...]:
    """The sections with their actions; everything doubtful goes to `remarks`."""
    for section in sections:
        section.drafts = [
            part for draft in section.drafts for part in _one_for_each_reference(draft, remarks, flattened)
        ]
    drafts = [draft for section in sections for draft in section.drafts]
    work = _Finishing(drafts, key, remarks, flattened=flattened)
    finished = tuple(
        ReadSection(section.title, tuple(work.action(draft, section.title) for draft in section.drafts))
        for section in sections
    )
    work.remark_on_all()
    return finished


class _Finishing:
    """What the whole plan tells about each of its actions."""

    def __init__(self, drafts: Sequence[Draft], key: StatusKey, remarks: Remarks, *, flattened: bool) -> None:
        self.key, self.remarks, self.flattened = key, remarks, flattened
        self.has_progress = any(Field.PROGRESS in draft.texts for draft in drafts)
        together = [self._outcome(draft) for draft in drafts if _shares_outcome(draft)]
        self.habit = sharing.habit_of(together)
        self.carriers = _carriers_by_table(drafts, key)
        self.without_key: list[Draft] = []
        self.without_lead: list[Draft] = []
        self.without_status: list[Draft] = []
        self.unread_dates: list[Draft] = []
        self.seen: dict[tuple[str | None, str], int] = {}
        self.unnumbered: list[Draft] = []
        self.is_numbered = any(draft.references for draft in drafts)

    def action(self, draft: Draft, section: str | None) -> ReadAction:
        texts = draft.texts
        timescale = self._timescale(draft)
        outcome, progress = self._outcome_and_progress(draft)
        has_progress = self.has_progress or self.habit.is_shared
        carriers = self.carriers[_table_of(draft)]
        found = signs.status_of(draft, self.key, carriers, timescale, progress, has_progress=has_progress)
        if found.status.word == "unknown" and found.status.fill is None:
            found = signs.by_surroundings(draft, section) or found
        leads = _leads(draft)
        self._remark(draft, section, found, timescale, leads, progress)
        return ReadAction(
            references=draft.references,
            action=texts.get(Field.ACTION, ""),
            theme=draft.theme,
            timescale_text=texts.get(Field.TIMESCALE),
            led_by_text=texts.get(Field.LEAD),
            outcome=outcome,
            progress=progress,
            status_text=texts.get(Field.STATUS),
            group=texts.get(Field.GROUP),
            timescale=timescale,
            leads=leads,
            status=found.status,
            is_carried_forward=found.is_carried_forward,
            where=draft.place,
            continues=draft.continues,
            cells=draft.cells,
            extra=tuple(draft.extra),
            struck=tuple((name.value, words) for name, words in draft.struck),
        )

    def _outcome(self, draft: Draft) -> list[Paragraph]:
        if not self.flattened:
            return draft.outcome_paragraphs
        joined = words_of(draft.outcome_paragraphs, flattened=True)
        return [Paragraph(line) for line in joined.split("\n") if line]

    def _outcome_and_progress(self, draft: Draft) -> tuple[str | None, str | None]:
        outcome, progress = draft.texts.get(Field.OUTCOME), draft.texts.get(Field.PROGRESS)
        if outcome is None or draft.is_struck or not self.habit.is_shared or not _shares_outcome(draft):
            return outcome, progress
        first, second = sharing.divide(self._outcome(draft), self.habit)
        kept, told = ("\n".join(text for line in lines if (text := tidy(line))) for lines in (first, second))
        return kept or None, "\n".join(text for text in (told, progress or "") if text) or None

    def _timescale(self, draft: Draft) -> Timescale:
        if draft.known is not None and not any(name is Field.TIMESCALE for name, _ in draft.struck):
            return draft.known.timescale
        written = draft.texts.get(Field.TIMESCALE, "")
        timescale = _parsed_timescale(written, draft.columns.default_year)
        for header, text in draft.extra:  # a column of its own for the date that counts now
            if _REVISED.search(header) and _parsed_timescale(text, draft.columns.default_year).end is not None:
                told = f"{written}\nRevised: {text}" if written else text
                timescale = _parsed_timescale(told, draft.columns.default_year)
        struck = "\n".join(words for name, words in draft.struck if name is Field.TIMESCALE)
        if struck:
            return timescales.combine_struck(timescale, struck, default_year=draft.columns.default_year)
        return timescale

    def _remark(
        self,
        draft: Draft,
        section: str | None,
        found: Found,
        timescale: Timescale,
        leads: tuple[Lead, ...],
        progress: str | None,
    ) -> None:
        name, warn, note = spoken_reference(draft), self.remarks.warn, self.remarks.note
        status = found.status
        spoken = _STATUS_SPOKEN[status.word]
        if found.disagrees is not None:
            warn(
                "signs-disagree",
                f"{name}: its rating ({status.basis}) says {spoken}, but {quoted(found.disagrees)} says otherwise. "
                "Which is right?",
                draft.place,
            )
        elif status.certainty == "ambiguous" and status.basis is not None and found.by_key:
            warn(
                "doubtful-status",
                f"{name} was read as {spoken} from {quoted(status.basis)}; please check.",
                draft.place,
            )
        elif status.word == "unknown" and progress and narratives.moved_away(progress):
            warn(
                "moved-elsewhere",
                f"{name} was moved to another plan: {quoted(progress)}. Is it closed here?",
                draft.place,
            )
        elif status.word == "unknown" and progress and narratives.refers_elsewhere(progress):
            warn("refers-elsewhere", f"{name} only says {quoted(progress)}; its status is not known.", draft.place)
        elif status.word == "unknown" and progress:
            warn("status-unclear", f"{name}: {quoted(progress)} does not say how far it has got.", draft.place)
        elif status.word == "unknown":
            self.without_status.append(draft)
        if not found.by_key:
            self.without_key.append(draft)
        if not leads:
            self.without_lead.append(draft)
        if timescale.is_doubtful:
            warn("doubtful-date", f"{name}: {quoted(timescale.text)} could mean more than one date.", draft.place)
        elif timescale.kind is TimescaleKind.UNKNOWN and timescale.text.strip():
            self.unread_dates.append(draft)
        if not draft.texts.get(Field.ACTION):
            warn("no-action-words", f"{name} has no words of its own in the action column.", draft.place)
        for words in draft.struck:
            note("struck-words", f"{name}: {quoted(words[1])} is struck out; it was kept beside the text.", draft.place)
        if draft.is_struck:
            note("struck-row", f"{name} is struck out as a whole; it was kept and read as removed.", draft.place)
        if self.is_numbered and not draft.references:
            self.unnumbered.append(draft)
        cell = next((id(draft.row.cells[i]) for i in draft.columns.of(Field.REFERENCE) if i < len(draft.row.cells)), 0)
        for reference in draft.references:
            before = self.seen.setdefault((section, reference), cell)
            if before not in (cell, _SAID):  # a cell merged down over several actions numbers them on purpose
                warn("repeated-reference", f"The reference {reference} stands on more than one action.", draft.place)
                self.seen[section, reference] = _SAID

    def remark_on_all(self) -> None:
        """What is said once for all actions it is true of."""
        if self.without_key:
            some = self.without_key[0]
            self.remarks.warn(
                "no-status-key",
                "The plan has no key to its colours or letters for "
                f"{_count(self.without_key)}; they were read in the usual way (green complete, amber in progress, "
                "red not started), which is not every plan's way. Please check.",
                some.place,
            )
        for code, drafts, words in (
            ("no-status", self.without_status, "the plan says nothing of their status"),
            ("no-reference", self.unnumbered, "they have no reference, though others have"),
            ("no-lead", self.without_lead, "no lead could be read"),
            ("date-not-understood", self.unread_dates, "the timescale gives no date that could be read"),
        ):
            if drafts:
                self.remarks.note(code, f"{_count(drafts)}: {words}.", drafts[0].place)


def _count(drafts: Sequence[Draft]) -> str:
    """ "3 actions (1.2, 1.4, 2.1)"."""
    names = [draft.references[0] for draft in drafts if draft.references]
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    count = f"{len(drafts)} action{'s' if len(drafts) != 1 else ''}"
    return f"{count} ({listed})" if listed else count


def _shares_outcome(draft: Draft) -> bool:
    """Whether progress could stand in the outcome cell: there is one, and no column for progress."""
    return bool(draft.outcome_paragraphs) and not draft.columns.of(Field.PROGRESS)


def _table_of(draft: Draft) -> tuple[int | None, str | None]:
    return draft.place.table, draft.place.sheet


def _carriers_by_table(drafts: Sequence[Draft], key: StatusKey) -> dict[tuple[int | None, str | None], Carriers]:
    """Where each table's colours stand; a table that tells too little follows the plan as a whole."""
    by_table: dict[tuple[int | None, str | None], list[Draft]] = {}
    for draft in drafts:
        by_table.setdefault(_table_of(draft), []).append(draft)
    whole = carriers_of(drafts, key)
    found: dict[tuple[int | None, str | None], Carriers] = {}
    for table, some in by_table.items():
        own = carriers_of(some, key) if len(by_table) > 1 else whole
        if own.is_silent and (not whole.whole_row or is_coloured_by_key(some, _without(drafts, some), key)):
            own = whole
        found[table] = replace(own, greys_tell=own.greys_tell or whole.greys_tell)
    return found


def _without(drafts: Sequence[Draft], some: Sequence[Draft]) -> list[Draft]:
    left = {id(draft) for draft in some}
    return [draft for draft in drafts if id(draft) not in left]


@lru_cache(maxsize=8192)
def _parsed_timescale(text: str, default_year: int | None) -> Timescale:
    return timescales.parse_timescale(text, default_year=default_year)


@lru_cache(maxsize=8192)
def _parsed_leads(text: str) -> tuple[Lead, ...]:
    return lead_grammar.parse_leads(text)


def _leads(draft: Draft) -> tuple[Lead, ...]:
    if draft.known is not None and draft.known.leads is not None:
        return draft.known.leads
    found = _parsed_leads(draft.texts[Field.LEAD]) if Field.LEAD in draft.texts else ()
    supporting = draft.texts.get(Field.SUPPORT)
    if not supporting:
        return found
    named = {(lead.organisation, lead.person) for lead in found}
    helpers = (replace(lead, role=LeadRole.SUPPORT) for lead in _parsed_leads(supporting))
    return (*found, *(lead for lead in helpers if (lead.organisation, lead.person) not in named))


def _one_for_each_reference(draft: Draft, remarks: Remarks, flattened: bool) -> list[Draft]:
    """A row with two references as two drafts, where each has words of its own; shared cells are repeated."""
    if len(draft.references) < 2 or draft.known is not None:
        return [draft]
    cells = [draft.row.cells[i] for i in draft.columns.of(Field.ACTION) if i < len(draft.row.cells)]
    paragraphs = cells[0].paragraphs if cells else ()
    groups = rows.paragraph_groups(paragraphs, len(draft.references), flattened=flattened)
    if groups is None or draft.is_struck:
        remarks.warn(
            "references-share-words",
            f"One row has the references {', '.join(draft.references)}, but its words could not be parted among them; "
            "it was read as one action.",
            draft.place,
        )
        return [draft]
    themes = (draft.texts.get(Field.THEME) or "").split("\n")
    parts = []
    for index, (reference, group) in enumerate(zip(draft.references, groups, strict=True)):
        texts = {**draft.texts, Field.ACTION: words_of(group, flattened=flattened)}
        theme = themes[index] if len(themes) == len(groups) and Field.THEME in draft.texts else draft.theme
        parts.append(replace(draft, references=(reference,), texts=texts, theme=theme, extra=list(draft.extra)))
    remarks.note(
        "row-parted",
        f"One row holds {len(parts)} actions ({', '.join(draft.references)}); their shared cells were repeated.",
        draft.place,
    )
    return parts
