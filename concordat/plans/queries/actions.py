"""Reads one action with its whole history, as one viewer may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from concordat.directory.domain import Fate
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import (
    Action,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    EditionEntry,
    EvidenceFile,
    ProposedUpdate,
)
from concordat.plans.queries.outcomes.moving import MeasureMoved, measures_seen
from concordat.plans.queries.plans import (
    ActionSeen,
    LeadSeen,
    TimescaleSeen,
    actions_of,
    fates_of_leads,
    leads_of,
    timescale_seen,
)
from concordat.plans.queries.sources import SourceSeen, names_people, sources_of
from concordat.plans.queries.standpoints import EditionSeen, NotSeen, Standpoint, Viewer, standpoint_of
from concordat.plans.queries.successions import RelatedSeen, successions_of
from concordat.plans.queries.timescales import chain_from, timescale_chains


@dataclass(frozen=True, slots=True)
class Recorded:
    """When a row was written, and by whom where somebody was signed in."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class UpdateSeen:
    """What was said of an action on a day. `said_by` names who said or recorded it; None for the public."""

    kind: str  # a value of ActionUpdate.Kind
    said_on: date
    recorded_on: date
    edition: int | None  # the first edition that holds it
    state: State
    confidence: Confidence
    state_basis: str
    progress: str
    next_step: str
    timescale: TimescaleSeen
    said_by: str | None
    evidence: str = ""
    files: tuple[tuple[int, str], ...] = ()  # of evidence, by key and name; none for the public
    recorded: Recorded | None = None  # for members


@dataclass(frozen=True, slots=True)
class WordingSeen:
    """What an action said from a day on."""

    recorded_on: date
    edition: int | None  # the first edition that holds it
    references: tuple[str, ...]
    section: str
    text: str
    theme: str
    outcome: str
    leads: tuple[LeadSeen, ...]
    reason: str
    group: str = ""
    led_by_text: str = ""  # for members: people may be named in it
    recorded: Recorded | None = None  # for members


@dataclass(frozen=True, slots=True)
class RevisionSeen:
    """One timescale of an action and why it took the place of the one before."""

    timescale: TimescaleSeen
    recorded_on: date
    reason: str
    recorded: Recorded | None = None  # for members


@dataclass(frozen=True, slots=True)
class ActionHistory:
    """An action with everything that the viewer may know of it; histories are oldest first."""

    locality_slug: str
    locality_name: str
    action: ActionSeen
    edition: EditionSeen | None  # the edition it is shown from; None for the live plan
    latest_edition: EditionSeen | None  # the latest published one
    may_see_draft: bool
    updates: tuple[UpdateSeen, ...]
    wordings: tuple[WordingSeen, ...]
    revisions: tuple[RevisionSeen, ...]
    sources: tuple[SourceSeen, ...]
    names_people: bool
    related: tuple[RelatedSeen, ...] = ()  # what it came from and what it went into
    measures: tuple[MeasureMoved, ...] = ()  # that it should move
    fates: Mapping[str, Fate] = field(default_factory=dict)  # of its leads that have ended, by slug


def action_seen_by(viewer: Viewer, locality_slug: str, number: int) -> ActionHistory:
    """An action with its history, in at most 19 queries; raises `NotSeen` where the viewer may not know of it.

    The public sees it as it stands in the latest published edition that holds it, and of its history what
    published editions hold; members see everything.
    """
    standpoint = standpoint_of(viewer, locality_slug)
    pk = Action.objects.filter(plan=standpoint.plan_pk, number=number).values_list("pk", flat=True).first()
    if pk is None:
        raise NotSeen(f"action {number} of {locality_slug}")
    action, edition = _present(standpoint, pk)
    entries = _entries(standpoint, pk)
    latest = standpoint.latest_published()
    return ActionHistory(
        locality_slug=locality_slug,
        locality_name=standpoint.locality_name,
        action=action,
        edition=edition,
        latest_edition=latest[1] if latest else None,
        may_see_draft=standpoint.may_see_draft,
        updates=_updates(standpoint, pk, entries),
        wordings=_wordings(standpoint, pk, entries),
        revisions=_revisions(standpoint, pk, entries),
        sources=sources_of(standpoint, pk),
        names_people=names_people(pk),
        related=successions_of(standpoint, pk),
        measures=measures_seen(standpoint, [pk]).get(pk, ()),
        fates=fates_of_leads(action.leads),
    )


@dataclass(frozen=True, slots=True)
class _Entries:
    """What stands in the editions that a viewer may read; wordings and updates with the first edition of each."""

    wordings: dict[int, int]
    updates: dict[int, int]
    timescales: tuple[int, ...]  # of the updates, by edition


def _entries(standpoint: Standpoint, action: int) -> _Entries:
    rows = (
        EditionEntry.objects.filter(action=action, edition__in=[pk for pk, _ in standpoint.editions])
        .order_by("edition__number")
        .values_list("edition__number", "wording_id", "update_id", "update__timescale_id")
    )
    wordings: dict[int, int] = {}
    updates: dict[int, int] = {}
    timescales: list[int] = []
    for edition, wording, update, timescale in rows:
        wordings.setdefault(wording, edition)
        updates.setdefault(update, edition)
        timescales.append(timescale)
    return _Entries(wordings, updates, tuple(timescales))


def _present(standpoint: Standpoint, action: int) -> tuple[ActionSeen, EditionSeen | None]:
    """The action as it stands for this viewer; members see drafts, the public the latest edition that holds it."""
    if standpoint.may_see_draft:
        live = Action.objects.filter(pk=action, wording__isnull=False, update__isnull=False)
        found = actions_of(live, standpoint)
        if found:
            return found[0], None
    for edition_pk, edition in standpoint.editions:
        found = actions_of(EditionEntry.objects.filter(edition=edition_pk, action=action), standpoint)
        if found:
            return found[0], edition
    raise NotSeen(f"action {action} of {standpoint.locality_slug}")


def _updates(standpoint: Standpoint, action: int, entries: _Entries) -> tuple[UpdateSeen, ...]:
    updates = (
        ActionUpdate.objects.filter(action=action)
        .select_related("timescale", "by", "proposed_update__partner__organisation")
        .order_by("recorded_at", "pk")
    )
    if standpoint.may_see_draft:
        files = Prefetch("proposed_update__evidence_files", EvidenceFile.objects.defer("content"))
        updates = updates.prefetch_related(files)
    else:
        updates = updates.filter(pk__in=list(entries.updates))
    withheld = standpoint.withheld
    return tuple(
        UpdateSeen(
            kind=update.kind,
            said_on=update.said_on,
            recorded_on=_day(update.recorded_at),
            edition=entries.updates.get(update.pk),
            state=State(update.state),
            confidence=Confidence(update.confidence),
            state_basis=withheld(update.state_basis),
            progress=withheld(update.progress),
            next_step=withheld(update.next_step),
            timescale=_timescale(update.timescale, standpoint),
            said_by=_said_by(update) if standpoint.may_see_draft else None,
            evidence=withheld(update.evidence),
            files=_files(update) if standpoint.may_see_draft else (),
            recorded=_recorded(update, standpoint),
        )
        for update in updates
    )


def _files(update: ActionUpdate) -> tuple[tuple[int, str], ...]:
    proposal: ProposedUpdate | None = getattr(update, "proposed_update", None)
    return tuple((file.pk, file.name) for file in proposal.evidence_files.all()) if proposal else ()


def _said_by(update: ActionUpdate) -> str | None:
    """Who said it, where somebody said it for a partner; otherwise who recorded it."""
    proposal: ProposedUpdate | None = getattr(update, "proposed_update", None)
    if proposal is None:
        return str(update.by) if update.by else None
    return ", ".join(part for part in (proposal.said_by, str(proposal.partner or "")) if part)


def _wordings(standpoint: Standpoint, action: int, entries: _Entries) -> tuple[WordingSeen, ...]:
    wordings = ActionWording.objects.filter(action=action).select_related("section", "by").order_by("recorded_at", "pk")
    if not standpoint.may_see_draft:
        wordings = wordings.filter(pk__in=list(entries.wordings))
    found = list(wordings)
    leads = leads_of([wording.pk for wording in found], standpoint)
    withheld = standpoint.withheld
    return tuple(
        WordingSeen(
            recorded_on=_day(wording.recorded_at),
            edition=entries.wordings.get(wording.pk),
            references=tuple(wording.references),
            section=wording.section.title,
            text=withheld(wording.text),
            theme=withheld(wording.theme),
            outcome=withheld(wording.outcome),
            leads=leads.get(wording.pk, ()),
            reason=withheld(wording.reason) if standpoint.may_see_draft else "",
            group=withheld(wording.group),
            led_by_text=wording.led_by_text if standpoint.may_see_draft else "",
            recorded=_recorded(wording, standpoint),
        )
        for wording in found
    )


def _revisions(standpoint: Standpoint, action: int, entries: _Entries) -> tuple[RevisionSeen, ...]:
    """The chain of timescales, oldest first."""
    links = timescale_chains(standpoint.plan_pk or 0, [action])
    if standpoint.may_see_draft:
        shown = set(links)
    else:
        chain = chain_from(entries.timescales[-1], links) if entries.timescales else ()
        shown = {pk for pk in chain if links[pk].is_published}
    rows = ActionTimescale.objects.filter(pk__in=shown).select_related("by").order_by("recorded_at", "pk")
    return tuple(
        RevisionSeen(
            _timescale(row, standpoint),
            _day(row.recorded_at),
            standpoint.withheld(row.reason),
            _recorded(row, standpoint),
        )
        for row in rows
    )


def _recorded(row: ActionUpdate | ActionWording | ActionTimescale, standpoint: Standpoint) -> Recorded | None:
    return Recorded(row.recorded_at, str(row.by or "")) if standpoint.may_see_draft else None


def _timescale(row: ActionTimescale, standpoint: Standpoint) -> TimescaleSeen:
    values = (row.text, row.kind, row.start_on, row.end_on, row.recurrence, row.parts, row.slips, row.first_end_on)
    return timescale_seen(values, standpoint.withheld)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
