"""A reading as it stands once people have corrected it: each row, what is doubtful in it, and whom it names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concordat.directory.domain import fold_name
from concordat.documents.domain import Finding, Place
from concordat.plans.domain.corrections import (
    Decision,
    MissingDecision,
    PlanField,
    RowField,
    corrected_timescale,
)
from concordat.plans.domain.days import spoken_day, spoken_timescale
from concordat.plans.domain.editions import Promise
from concordat.plans.domain.leads import Lead, LeadRole, parse_leads
from concordat.plans.domain.passages import basis_in_words
from concordat.plans.domain.readings import ReadAction, ReadPlan
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import Timescale, TimescaleKind, parse_timescale

UNTITLED = "Actions"
DECIDED = "Decided while the document was reviewed"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at, in a sentence; it is settled once somebody decided the field."""

    field: RowField
    sentence: str
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One action as it will be taken over, beside what was read (`read`); `index` counts the actions from 0."""

    index: int
    read: ReadAction
    section: str
    references: tuple[str, ...]
    text: str
    theme: str
    outcome: str
    progress: str
    group: str
    led_by: str
    leads: tuple[Lead, ...]
    timescale: Timescale
    state: State
    confidence: Confidence
    state_basis: str
    is_left_out: bool = False
    doubts: tuple[Doubt, ...] = ()
    corrected: frozenset[RowField] = frozenset()
    chosen_match: int | None = None  # the action's number, 0 for a new one; None: nobody chose
    chosen_split: int | None = None  # the number of the action it was split off, 0 for none; None: nobody chose

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        return () if self.is_left_out else tuple(doubt for doubt in self.doubts if not doubt.is_settled)

    def as_promise(self) -> Promise:
        return Promise(
            self.index, self.text, self.section, self.references, self.theme, self.outcome, self.group, self.led_by,
            self.timescale, self.state,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in the lead cells, once however often it occurs; `works_for` is the body that stands beside a person."""

    name: str
    folded: str
    is_person: bool
    rows: tuple[int, ...]
    works_for: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewedPlan:
    """The whole reading as it will be taken over. `findings` are those that belong to no row."""

    read: ReadPlan
    title: str
    contact: str
    purposes: tuple[str, ...]
    sections: tuple[str, ...]
    rows: tuple[ReviewedRow, ...]
    findings: tuple[Finding, ...]
    missing: Mapping[int, MissingDecision] = field(default_factory=dict)

    def taken(self) -> tuple[ReviewedRow, ...]:
        """The rows that go into the plan."""
        return tuple(row for row in self.rows if not row.is_left_out)


def review(plan: ReadPlan, decisions: Iterable[Decision], *, title: str) -> ReviewedPlan:
    """The reading with every decision applied, the latest of a field counting; `title` serves where none was read."""
    of_rows: dict[int, dict[str, Any]] = {}
    of_plan: dict[str, Any] = {}
    section_titles: dict[int, str] = {}
    missing: dict[int, MissingDecision] = {}
    for decision in decisions:
        if decision.row is not None:
            of_rows.setdefault(decision.row, {})[decision.field] = decision.value
        elif decision.field == PlanField.SECTION_TITLE:
            section_titles[decision.value["section"]] = decision.value["title"]
        elif decision.field == PlanField.MISSING:
            missing[decision.value["number"]] = MissingDecision.from_value(decision.value)
        else:
            of_plan[decision.field] = decision.value
    sections = tuple(
        section_titles.get(index) or " ".join((section.title or UNTITLED).split())
        for index, section in enumerate(plan.sections)
    )
    findings = _Findings(plan)
    rows = tuple(
        _reviewed(index, action, sections[section], of_rows.get(index, {}), findings, year_of(plan))
        for index, (section, action) in enumerate(
            (section, action) for section, each in enumerate(plan.sections) for action in each.actions
        )
    )
    return ReviewedPlan(
        read=plan,
        title=of_plan.get(PlanField.TITLE) or " ".join((plan.title or title).split())[:300],
        contact=of_plan.get(PlanField.CONTACT, plan.contact or ""),
        purposes=tuple(of_plan.get(PlanField.PURPOSES, plan.purposes)),
        sections=sections,
        rows=rows,
        findings=findings.of_no_row,
        missing=missing,
    )


def _reviewed(
    index: int, read: ReadAction, section: str, given: Mapping[str, Any], findings: "_Findings", year: int | None
) -> ReviewedRow:
    def text(name: RowField, as_read: str | None) -> str:
        words: str = given.get(name, as_read or "")
        return words

    led_by, leads = read.led_by_text or "", read.leads
    if RowField.LED_BY in given and given[RowField.LED_BY] != leads_in_words(read):
        led_by = given[RowField.LED_BY]
        leads = parse_leads(led_by)
    decided = State(given[RowField.STATE]) if RowField.STATE in given else None
    return ReviewedRow(
        index=index,
        read=read,
        section=text(RowField.SECTION, section),
        references=tuple(given.get(RowField.REFERENCES, read.references)),
        text=text(RowField.ACTION, read.action),
        theme=text(RowField.THEME, read.theme),
        outcome=text(RowField.OUTCOME, read.outcome),
        progress=text(RowField.PROGRESS, read.progress),
        group=text(RowField.GROUP, read.group),
        led_by=led_by,
        leads=leads,
        timescale=_timescale(read, given, year),
        state=decided or read.status.state,
        confidence=Confidence(given.get(RowField.CONFIDENCE, read.status.confidence)),
        state_basis=_basis(read, decided),
        is_left_out=bool(given.get(RowField.LEFT_OUT, False)),
        doubts=tuple(
            Doubt(doubt.field, doubt.sentence, doubt.field in given)
            for doubt in _one_for_each_field([*findings.doubts_of(index), *_doubts(read)])
        ),
        corrected=frozenset(RowField(name) for name in given),
        chosen_match=given.get(RowField.MATCH),
        chosen_split=given.get(RowField.SPLIT_FROM),
    )


def _timescale(read: ReadAction, given: Mapping[str, Any], year: int | None) -> Timescale:
    words = given.get(RowField.TIMESCALE_TEXT, read.timescale.text)
    if given.get(RowField.TIMESCALE) is not None:
        return corrected_timescale(words, given[RowField.TIMESCALE])
    if words != read.timescale.text:
        return parse_timescale(words, default_year=year)
    return read.timescale


def _basis(read: ReadAction, decided: State | None) -> str:
    basis = read.status.basis or ""
    if decided is None or decided == read.status.state:
        return basis_in_words(basis)
    because = f" because of {basis_in_words(basis)}" if basis else ""
    return f"{DECIDED}; it was read as “{read.status.state.words}”{because}"


def year_of(plan: ReadPlan) -> int | None:
    """The year that the document was last updated in, where it says so: for dates without a year."""
    year = (plan.last_updated or "")[:4]
    return int(year) if year.isdigit() else None


def leads_in_words(read: ReadAction) -> str:
    """Who leads as one text that reads back as the same leads; a column of its own for support is joined to it."""
    written = read.led_by_text or ""
    if not read.leads or parse_leads(written) == read.leads:
        return written
    leading = [_named(lead) for lead in read.leads if lead.role is LeadRole.LEAD]
    supporting = [_named(lead) for lead in read.leads if lead.role is LeadRole.SUPPORT]
    words = ", ".join(leading)
    if supporting:
        words += (", supported by " if words else "Supported by ") + ", ".join(supporting)
    return words


def _named(lead: Lead) -> str:
    if lead.organisation and lead.person:
        return f"{lead.organisation} ({lead.person})"
    return lead.organisation or lead.person or ""


def _doubts(read: ReadAction) -> Iterable[Doubt]:
    if read.status.certainty == "ambiguous":
        sentence = f"“{read.status.state.words}” is one way to read this; a careful reader could see it otherwise."
        yield Doubt(RowField.STATE, sentence)
    when = read.timescale
    if when.is_doubtful or any(part.is_doubtful for part in when.parts):
        yield Doubt(RowField.TIMESCALE, "These words can mean more than one date.")
    elif when.kind is TimescaleKind.UNKNOWN and re.search(r"\d", when.text):
        yield Doubt(RowField.TIMESCALE, "No date could be read from these words.")
    if not read.leads and re.search(r"[^\W\d_]", read.led_by_text or ""):
        yield Doubt(RowField.LED_BY, "Nobody could be made out in these words.")


def _one_for_each_field(doubts: Sequence[Doubt]) -> Iterable[Doubt]:
    """What the reader said of a field comes before what follows from its value; other findings all count."""
    asked: set[RowField] = set()
    for doubt in doubts:
        if doubt.field is RowField.SEEN or doubt.field not in asked:
            yield doubt
        asked.add(doubt.field)


# Which conclusion a finding is about; the others are about the row as a whole.
_ABOUT = {
    "doubtful-status": RowField.STATE,
    "status-unclear": RowField.STATE,
    "signs-disagree": RowField.STATE,
    "doubtful-date": RowField.TIMESCALE,
}
# These stand at the first action that they are true of, and speak of many.
_ABOUT_MANY = frozenset({"no-status-key", "no-status", "no-lead", "date-not-understood"})


class _Findings:
    """What was noticed on reading: warnings that stand in the row of an action are its doubts, the rest stand apart."""

    def __init__(self, plan: ReadPlan) -> None:
        rows: dict[Place, list[int]] = {}
        for index, action in enumerate(plan.actions()):
            for place in (action.where, action.continues):
                if place is not None:
                    rows.setdefault(_row_of(place), []).append(index)
        self._by_row: dict[int, list[Finding]] = {}
        apart = []
        for finding in plan.findings:
            found = rows.get(_row_of(finding.where), []) if finding.where else []
            if not found or finding.severity == "note" or finding.code in _ABOUT_MANY:
                apart.append(finding)
                continue
            for index in found:
                self._by_row.setdefault(index, []).append(finding)
        self.of_no_row = tuple(apart)

    def doubts_of(self, index: int) -> Sequence[Doubt]:
        return [
            Doubt(_ABOUT.get(finding.code, RowField.SEEN), finding.message) for finding in self._by_row.get(index, [])
        ]


def _row_of(place: Place) -> Place:
    return Place(table=place.table, row=place.row, sheet=place.sheet, page=place.page, line=place.line)


def timescale_words(when: Timescale) -> str:
    """What a timescale means, said in one line without a full stop."""
    if when.kind is TimescaleKind.MULTIPLE and when.end is not None:
        return f"{len(when.parts)} dates, the last by {spoken_day(when.end)}"
    return spoken_timescale(when.kind, when.start, when.end, when.recurrence)


def names_in(rows: Iterable[ReviewedRow]) -> tuple[NameFound, ...]:
    """Each body and person that the rows name, once, in the order they occur."""
    found: dict[str, NameFound] = {}

    def add(name: str, row: int, *, is_person: bool, works_for: str | None = None) -> None:
        folded = fold_name(name)[:200]
        if not folded:
            return
        known = found.get(folded) or NameFound(" ".join(name.split())[:200], folded, is_person, ())
        found[folded] = NameFound(
            known.name,
            folded,
            known.is_person and is_person,
            known.rows if row in known.rows else (*known.rows, row),
            known.works_for or works_for,
        )

    for row in rows:
        for lead in row.leads:
            if lead.organisation:
                add(lead.organisation, row.index, is_person=False)
            if lead.person:
                add(lead.person, row.index, is_person=True, works_for=lead.organisation)
    return tuple(found.values())
