"""Reads the imports of a locality and what stands in each: the reading, the corrections, the matches, the names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from concordat.accounts.access import Permission
from concordat.directory.domain import Match as NameMatch
from concordat.directory.domain import OrganisationType, likely_type
from concordat.directory.models import Locality
from concordat.directory.queries import OrganisationFinder, Viewer
from concordat.plans.domain import reading_json
from concordat.plans.domain.corrections import Decision, MissingChoice, MissingDecision, RowField
from concordat.plans.domain.editions import (
    Happening,
    Match,
    Matching,
    Promise,
    RowChange,
    change_between,
    match_promises,
)
from concordat.plans.domain.reviewing import Doubt, NameFound, ReviewedPlan, ReviewedRow, names_in, review
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import Timescale, TimescaleKind
from concordat.plans.models import Action, ActionTimescale, Edition, LeadDecision, PlanImport, SourceDocument


class NoSuchImport(LookupError):
    """There is no such import, or this viewer may not know of it."""


@dataclass(frozen=True, slots=True)
class ImportListed:
    """An import as a list names it."""

    number: int
    document_name: str
    state: str  # a value of PlanImport.State
    started_at: datetime
    started_by: str
    ended_at: datetime | None
    edition: int | None


@dataclass(frozen=True, slots=True)
class ActionKnown:
    """An action as it stands in the plan before this document; the keys are those of its newest rows."""

    key: int
    promise: Promise  # its `key` is the action's number
    place: int
    progress: str
    wording_key: int
    update_key: int
    timescale_key: int
    leads: tuple[tuple[int | None, int | None, str], ...]  # organisation, person, role


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """Whom a name will be taken for. `kind` is a value of LeadDecision.Kind, None where nobody can say yet."""

    kind: str | None
    organisation_id: int | None = None
    organisation_name: str = ""
    new_name: str = ""
    new_type: OrganisationType = OrganisationType.OTHER
    how: str = ""
    is_decided: bool = False  # by a person


@dataclass(frozen=True, slots=True)
class NameReviewed:
    """A name in the lead cells with what it means here and what was found for it."""

    found: NameFound
    match: NameMatch
    meaning: NameMeaning

    @property
    def is_open(self) -> bool:
        return self.meaning.kind is None


@dataclass(frozen=True, slots=True)
class MergedInto:
    """Where an action lives on: a row of the document, or an action of the plan that no row continues."""

    row: int | None
    number: int | None
    references: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ImportReview:
    """Everything about one import. `known` and `matching` are empty where the locality has no plan yet."""

    number: int
    locality_id: int
    locality_slug: str
    locality_name: str
    document_id: int
    document_name: str
    state: str  # a value of PlanImport.State
    started_at: datetime
    edition: int | None
    is_published: bool
    plan: ReviewedPlan
    known: Mapping[int, ActionKnown]  # by number
    matching: Matching
    match_by_row: Mapping[int, Match]
    names: tuple[NameReviewed, ...]
    next_edition: int
    latest_dated_on: date | None

    @property
    def is_open(self) -> bool:
        return self.state == PlanImport.State.OPEN

    def number_of(self, row: int) -> int | None:
        """The number of the action that a row continues; None for a new one."""
        match = self.match_by_row.get(row)
        return match.number if match else None

    def doubts_of(self, row: ReviewedRow) -> tuple[Doubt, ...]:
        """What a person should look at in a row: whether it continues an action, and its own words."""
        match = self.match_by_row.get(row.index)
        if match is None or not match.is_doubtful:
            return row.open_doubts
        sentence = "It is not certain which action of the plan this row continues."
        if match.split_from is not None:
            sentence = "It looks split off an action of the plan, which another row continues."
        elif match.number is None:
            sentence = "It looks new, but its words are near those of an action in the plan."
        return (Doubt(RowField.MATCH, sentence), *row.open_doubts)

    def change_of(self, row: ReviewedRow, number: int) -> RowChange:
        return change_between(self.known[number].promise, row.as_promise())

    def split_from(self, row: ReviewedRow) -> int | None:
        """The number of the action that a new row was split off: as decided, else as it looks."""
        match = self.match_by_row.get(row.index)
        if match is None or match.number is not None:
            return None
        number = match.split_from if row.chosen_match is None else row.chosen_split
        return number if number in self.known else None

    def happened_to(self, row: ReviewedRow) -> tuple[Happening, ...]:
        """What the document does with a row that is taken, the most telling first; nothing without a plan before it."""
        if not self.known or row.is_left_out:
            return ()
        number = self.number_of(row.index)
        if number is None:
            return (Happening.SPLIT if self.split_from(row) is not None else Happening.ADDED,)
        change = self.change_of(row, number)
        told = [Happening(kind.value) for kind in change.kinds]
        if change.is_completed:
            told = [Happening.COMPLETED, *(kind for kind in told if kind is not Happening.UNCHANGED)]
        return tuple(told)

    def decision_for(self, number: int) -> MissingDecision:
        """What becomes of an action that is missing from the document: as decided, else it stays as it is."""
        return self.plan.missing.get(number, MissingDecision(MissingChoice.KEEP))

    def choice_for(self, number: int) -> MissingChoice:
        return self.decision_for(number).choice

    def merged_into(self, number: int) -> MergedInto | None:
        """Where a missing action lives on, if a person said so and it is still there; rows may be left out since."""
        decision = self.decision_for(number)
        if decision.choice is not MissingChoice.MERGED:
            return None
        rows = {row.index: row for row in self.plan.taken()}
        row = rows.get(decision.into_row) if decision.into_row is not None else None
        if row is not None:
            return MergedInto(row.index, None, row.references, row.text)
        known = self.known.get(decision.into_number) if decision.into_number is not None else None
        if known is None:
            return None
        return MergedInto(None, known.promise.key, known.promise.references, known.promise.text)


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """The locality that a document is brought into; `editions` counts those that its plan has."""

    id: int
    slug: str
    name: str
    editions: int


def place_of_import(viewer: Viewer, locality: str) -> ImportPlace:
    """Where a document would be brought in; raises `NoSuchImport`."""
    found = Locality.objects.filter(slug=locality).annotate(editions=Count("plan__editions")).first()
    if found is None or not may_import(viewer, locality):
        raise NoSuchImport(locality)
    return ImportPlace(found.pk, found.slug, found.name, found.editions)


def import_started_at(viewer: Viewer, locality: str, number: int) -> datetime | None:
    """When an import began; None where there is none, or where the viewer may not know of it."""
    if not may_import(viewer, locality):
        return None
    found = PlanImport.objects.filter(pk=number, locality__slug=locality)
    return found.values_list("started_at", flat=True).first()


def may_import(viewer: Viewer, locality: str) -> bool:
    return viewer.has_perm(Permission.IMPORT_PLAN, locality)


def imports_seen_by(viewer: Viewer, locality: str) -> tuple[ImportListed, ...]:
    """The imports of a locality, newest first, for those who may import there."""
    if not may_import(viewer, locality):
        return ()
    rows = PlanImport.objects.filter(locality__slug=locality).select_related("document", "started_by", "edition")
    return tuple(
        ImportListed(
            row.pk,
            row.document.name,
            row.state,
            row.started_at,
            str(row.started_by or ""),
            row.ended_at,
            row.edition and row.edition.number,
        )
        for row in rows.defer("reading", "document__content")
    )


def import_seen_by(viewer: Viewer, locality: str, number: int) -> ImportReview:
    """One import with its review; raises `NoSuchImport`."""
    if not may_import(viewer, locality):
        raise NoSuchImport(number)
    return review_of(_found(locality, number))


def document_of_import(viewer: Viewer, locality: str, number: int) -> tuple[str, bytes]:
    """The name and the bytes of the file that an import reads; raises `NoSuchImport`."""
    found = SourceDocument.objects.filter(plan_import=number, locality__slug=locality).first()
    if found is None or not may_import(viewer, locality):
        raise NoSuchImport(number)
    return found.name, bytes(found.content)


def _found(locality: str, number: int) -> PlanImport:
    rows = PlanImport.objects.select_related("document", "locality", "edition").defer("document__content")
    found = rows.filter(locality__slug=locality, pk=number).first()
    if found is None:
        raise NoSuchImport(number)
    return found


def review_of(plan_import: PlanImport) -> ImportReview:
    """The review of an import, in about ten queries whatever its length; for commands as well."""
    locality = plan_import.locality
    decisions = [
        Decision(row, field, value)
        for row, field, value in plan_import.corrections.values_list("row", "field", "value")
    ]
    plan = review(reading_json.load(plan_import.reading), decisions, title=f"{locality.name} crisis care action plan")
    # Once it is accepted its own rows are the plan, and nothing is left to compare.
    is_open = plan_import.state == PlanImport.State.OPEN
    known = {action.promise.key: action for action in actions_known(locality.pk)} if is_open else {}
    chosen = {
        row.index: row.chosen_match or None
        for row in plan.rows
        if row.chosen_match is not None and (row.chosen_match == 0 or row.chosen_match in known)
    }
    taken = plan.taken()
    matching = match_promises(
        [action.promise for action in known.values()],
        [row.as_promise() for row in taken],
        {row.index: chosen[row.index] for row in taken if row.index in chosen},
    )
    latest = Edition.objects.filter(plan__locality=locality).values("number", "dated_on").first()
    return ImportReview(
        number=plan_import.pk,
        locality_id=locality.pk,
        locality_slug=locality.slug,
        locality_name=locality.name,
        document_id=plan_import.document_id,
        document_name=plan_import.document.name,
        state=plan_import.state,
        started_at=plan_import.started_at,
        edition=plan_import.edition and plan_import.edition.number,
        is_published=plan_import.edition is not None and plan_import.edition.published_at is not None,
        plan=plan,
        known=known,
        matching=matching,
        match_by_row={match.row: match for match in matching.matches},
        names=_names(plan_import, taken),
        next_edition=latest["number"] + 1 if latest else 1,
        latest_dated_on=latest["dated_on"] if latest else None,
    )


def actions_known(locality: int) -> tuple[ActionKnown, ...]:
    """The actions of a locality's plan as they stand, by number, in two queries."""
    rows = (
        Action.objects.filter(plan__locality=locality, wording__isnull=False, update__isnull=False)
        .select_related("wording__section", "update__timescale")
        .prefetch_related("wording__leads")
    )
    return tuple(_known(row) for row in rows)


def _known(row: Action) -> ActionKnown:
    wording, update = row.wording, row.update
    promise = Promise(
        key=row.number,
        text=wording.text,
        section=wording.section.title,
        references=tuple(wording.references),
        theme=wording.theme,
        outcome=wording.outcome,
        group=wording.group,
        led_by=wording.led_by_text,
        timescale=timescale_known(update.timescale),
        state=State(update.state),
    )
    return ActionKnown(
        key=row.pk,
        promise=promise,
        place=wording.position,
        progress=update.progress,
        wording_key=wording.pk,
        update_key=update.pk,
        timescale_key=update.timescale_id,
        leads=tuple((lead.organisation_id, lead.person_id, lead.role) for lead in wording.leads.all()),
    )


def timescale_known(row: ActionTimescale) -> Timescale:
    """A timescale as it stands in the plan; its parts as they were read."""
    return Timescale(
        text=row.text,
        kind=TimescaleKind(row.kind),
        start=row.start_on,
        end=row.end_on,
        recurrence=row.recurrence or None,
        parts=reading_json.load_timescales(row.parts),
    )


def _names(plan_import: PlanImport, rows: tuple[ReviewedRow, ...]) -> tuple[NameReviewed, ...]:
    """Each name of the lead cells: what a person decided, else what is known here, else open."""
    found = names_in(rows)
    if not found:
        return ()
    finder = OrganisationFinder(plan_import.locality_id)
    decided = {decision.folded: decision for decision in plan_import.lead_decisions.select_related("organisation")}
    earlier = LeadDecision.objects.filter(
        plan_import__locality=plan_import.locality_id,
        plan_import__state=PlanImport.State.ACCEPTED,
        plan_import__started_at__lt=plan_import.started_at,
        kind=LeadDecision.Kind.NOBODY,
    )
    nobody = set(earlier.values_list("folded", flat=True))
    names = []
    for name in found:
        match = NameMatch(name.name) if name.is_person else finder.find(name.name)
        decision = decided.get(name.folded)
        if decision is not None:
            meaning = _decided(decision)
        elif name.is_person:
            meaning = _person(name, finder)
        elif match.organisation_id is None and name.folded in nobody:
            meaning = NameMeaning(LeadDecision.Kind.NOBODY.value, how="It was kept as written in an earlier document.")
        else:
            meaning = _matched(match)
        names.append(NameReviewed(name, match, meaning))
    return tuple(names)


def _decided(decision: LeadDecision) -> NameMeaning:
    return NameMeaning(
        kind=decision.kind,
        organisation_id=decision.organisation_id,
        organisation_name=decision.organisation.name if decision.organisation else "",
        new_name=decision.new_name,
        new_type=OrganisationType(decision.new_type) if decision.new_type else OrganisationType.OTHER,
        is_decided=True,
    )


def _person(name: NameFound, finder: OrganisationFinder) -> NameMeaning:
    works_for = finder.find(name.works_for) if name.works_for else None
    return NameMeaning(
        kind=LeadDecision.Kind.PERSON.value,
        organisation_id=works_for.organisation_id if works_for else None,
        organisation_name=works_for.organisation_name if works_for else "",
        how="It reads like the name of a person.",
    )


def _matched(match: NameMatch) -> NameMeaning:
    if match.organisation_id is None:
        return NameMeaning(None, new_name=match.name, new_type=likely_type(match.name))
    return NameMeaning(
        kind=LeadDecision.Kind.ORGANISATION.value,
        organisation_id=match.organisation_id,
        organisation_name=match.organisation_name,
        how=match.how,
    )
