"""Reads proposed updates beside what stands, and whom a partner's actions may be asked of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from concordat.accounts.access import Permission
from concordat.directory.domain import Role
from concordat.directory.models import Locality, Partner
from concordat.directory.queries import Viewer, roles_held_by
from concordat.plans.domain import reading_json
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.proposing import Said, Standing
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import Timescale, TimescaleKind
from concordat.plans.models import Action, ActionUpdate, EvidenceFile, ProposedUpdate
from concordat.plans.queries.standpoints import NotSeen

MOST_DECIDED = 50  # of those that were decided, the newest; all of them stand in the history of their actions

_OPEN_STATES = [state.value for state in State if state.is_open]


@dataclass(frozen=True, slots=True)
class ProposingPlace:
    """A locality, and what the viewer may do there. `speaks_for` are partners by key; None: every one."""

    id: int
    slug: str
    name: str
    may_make: bool
    may_propose: bool
    may_decide: bool
    speaks_for: frozenset[int] | None
    sees: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class PartnerAsked:
    """A partner and how many open actions it leads."""

    id: int
    name: str
    open_actions: int


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    """A proposed update: what was said, what stood when its author looked, and what stands now.

    `document` is the file it came in by key and name. `decided` is what was made of it, None where nothing was.
    """

    number: int
    action_number: int
    references: tuple[str, ...]
    action_text: str
    partner: str
    partner_id: int | None
    request: int | None  # of a review, by key, where it answers one
    said_by: str
    said_at: datetime
    kind: str  # a value of ProposedUpdate.Kind
    said: Said
    stood: Standing
    now: Standing
    is_conflict: bool  # something else was said of the action since its author looked
    document: tuple[int, str] | None
    row: int | None
    overruled_reason: str
    decision: str  # a value of ProposedUpdate.Decision
    decided_at: datetime | None
    decided_by: str
    note: str
    decided: Standing | None
    keeps_date: bool = False
    also_waiting: int = 0  # other updates of the same action
    files: tuple[tuple[int, str], ...] = ()  # of evidence, by key and name

    @property
    def is_waiting(self) -> bool:
        return self.decision == ProposedUpdate.Decision.WAITING

    @property
    def is_not_theirs(self) -> bool:
        """Whether it says that the action belongs to somebody else, and nothing of the action itself."""
        return self.kind == ProposedUpdate.Kind.NOT_OURS


@dataclass(frozen=True, slots=True)
class AnswerWaiting:
    """An update of an action that nobody has decided yet: its key, and when it was said."""

    number: int
    said_at: datetime


def place_of_proposing(viewer: Viewer, locality: str) -> ProposingPlace:
    """Where updates are proposed and what the viewer may do there; raises `NotSeen`."""
    found = Locality.objects.filter(slug=locality).first()
    if found is None or not viewer.has_perm(Permission.SEE_DRAFT, locality):
        raise NotSeen(locality)
    held = [role for role in roles_held_by(viewer) if role.covers(locality)]
    partners = frozenset(role.partner for role in held if role.partner is not None)
    may_decide = viewer.has_perm(Permission.DECIDE_UPDATE, locality)
    return ProposingPlace(
        id=found.pk,
        slug=found.slug,
        name=found.name,
        may_make=viewer.has_perm(Permission.MAKE_UPDATE_SHEET, locality),
        may_propose=viewer.has_perm(Permission.PROPOSE_UPDATE, locality),
        may_decide=may_decide,
        speaks_for=None if may_decide else partners,
        sees=None if may_decide or any(role.role is not Role.LEAD for role in held) else partners,
    )


def led_by(partner: Partner) -> Q:
    """The actions that a partner leads, also through a person who works for it."""
    body = partner.organisation_id
    return Q(wording__leads__role=LeadRole.LEAD) & (
        Q(wording__leads__organisation=body) | Q(wording__leads__person__organisation=body)
    )


def open_actions_led_by(partner: Partner) -> QuerySet[Action]:
    """The open actions of the partner's locality that it leads, in the order of the plan."""
    pks = Action.objects.filter(led_by(partner), plan__locality=partner.locality_id).values("pk")
    return (
        Action.objects.filter(pk__in=pks, update__state__in=_OPEN_STATES)
        .select_related("wording", "update")
        .order_by("wording__section__position", "wording__position", "number")
    )


def partners_asked(place: ProposingPlace) -> tuple[PartnerAsked, ...]:
    """The partners of a locality by name with the number of open actions that each leads, in two queries."""
    counts: dict[int, set[int]] = {}
    rows = Action.objects.filter(
        plan__locality=place.id, update__state__in=_OPEN_STATES, wording__leads__role=LeadRole.LEAD
    ).values_list("pk", "wording__leads__organisation", "wording__leads__person__organisation")
    for action, organisation, employer in rows:
        for body in (organisation, employer):
            if body is not None:
                counts.setdefault(body, set()).add(action)
    partners = Partner.objects.filter(locality=place.id).select_related("organisation").order_by("organisation__name")
    return tuple(
        PartnerAsked(partner.pk, partner.organisation.name, len(counts.get(partner.organisation_id, ())))
        for partner in partners
    )


def of_partners_seen(place: ProposingPlace, partner: str) -> Q:
    """Of rows whose partner is at the path `partner` those that the viewer sees."""
    return Q() if place.sees is None else Q(**{f"{partner}__in": place.sees})


def standing_of(update: ActionUpdate) -> Standing:
    """What an update says of its action; its timescale should be at hand."""
    when = update.timescale
    return Standing(
        said_on=update.said_on,
        progress=update.progress,
        state=State(update.state),
        confidence=Confidence(update.confidence),
        next_step=update.next_step,
        evidence=update.evidence,
        timescale=Timescale(
            text=when.text,
            kind=TimescaleKind(when.kind),
            start=when.start_on,
            end=when.end_on,
            recurrence=when.recurrence or None,
            parts=reading_json.load_timescales(when.parts),
        ),
    )


def said_of(proposal: ProposedUpdate) -> Said:
    """What a proposed update says."""
    return Said(
        progress=proposal.progress,
        state=State(proposal.state) if proposal.state else None,
        state_text=proposal.state_text,
        confidence=Confidence(proposal.confidence) if proposal.confidence else None,
        confidence_text=proposal.confidence_text,
        timescale_text=proposal.timescale_text,
        timescale_reason=proposal.timescale_reason,
        next_step=proposal.next_step,
        evidence=proposal.evidence,
    )


def proposals_waiting(place: ProposingPlace) -> tuple[ProposalSeen, ...]:
    """The proposed updates that nobody has decided yet, in the order of the plan, in one query."""
    return proposals_among(place, Q(decision=ProposedUpdate.Decision.WAITING))


def answers_waiting(place: ProposingPlace) -> dict[int, AnswerWaiting]:
    """The latest undecided update that the viewer sees, by the number of its action, in one query."""
    rows = ProposedUpdate.objects.filter(
        of_partners_seen(place, "partner"), action__plan__locality=place.id, decision=ProposedUpdate.Decision.WAITING
    ).order_by("said_at", "pk")
    return {action: AnswerWaiting(*row) for action, *row in rows.values_list("action__number", "pk", "said_at")}


def proposals_among(place: ProposingPlace, which: Q) -> tuple[ProposalSeen, ...]:
    """The proposed updates that the viewer sees of those asked for, in the order of the plan, in one query."""
    in_order = ("action__wording__section__position", "action__wording__position", "action__number", "said_at", "pk")
    return _shown(_proposals(place).filter(which).order_by(*in_order))


def proposals_returned(place: ProposingPlace, sheet_return: int) -> tuple[ProposalSeen, ...]:
    """What was proposed on a sheet that came back, in the order of its rows."""
    return _shown(_proposals(place).filter(sheet_return=sheet_return).order_by("row", "pk"))


def proposals_decided(place: ProposingPlace) -> tuple[ProposalSeen, ...]:
    """The proposed updates that were decided last, newest first, in one query."""
    rows = _proposals(place).exclude(decision=ProposedUpdate.Decision.WAITING)
    return _shown(rows.order_by("-decided_at", "-pk")[:MOST_DECIDED])


def proposal_seen_by(viewer: Viewer, locality: str, number: int) -> tuple[ProposingPlace, ProposalSeen]:
    """One proposed update; raises `NotSeen`."""
    place = place_of_proposing(viewer, locality)
    found = _shown(_proposals(place).filter(pk=number))
    if not found:
        raise NotSeen(number)
    return place, found[0]


def _proposals(place: ProposingPlace) -> QuerySet[ProposedUpdate]:
    others = (
        ProposedUpdate.objects.filter(action=OuterRef("action"), decision=ProposedUpdate.Decision.WAITING)
        .exclude(pk=OuterRef("pk"))
        .order_by()
        .values("action")
        .annotate(number=Count("pk"))
    )
    return (
        ProposedUpdate.objects.filter(of_partners_seen(place, "partner"), action__plan__locality=place.id)
        .annotate(also_waiting=Coalesce(Subquery(others.values("number")), 0))
        .prefetch_related(Prefetch("evidence_files", EvidenceFile.objects.defer("content")))
        .select_related(
            "action__wording",
            "action__update__timescale",
            "based_on__timescale",
            "partner__organisation",
            "sheet_return__document",
            "decided_by",
            "update__timescale",
        )
        .defer("sheet_return__document__content")
    )


def _shown(rows: Iterable[ProposedUpdate]) -> tuple[ProposalSeen, ...]:
    return tuple(_proposal(row) for row in rows)


def _proposal(row: ProposedUpdate) -> ProposalSeen:
    document = row.sheet_return.document if row.sheet_return else None
    return ProposalSeen(
        number=row.pk,
        action_number=row.action.number,
        references=tuple(row.action.wording.references),
        action_text=row.action.wording.text,
        partner=row.partner.organisation.name if row.partner else "",
        partner_id=row.partner_id,
        request=row.request_id,
        said_by=row.said_by,
        said_at=row.said_at,
        kind=row.kind,
        said=said_of(row),
        stood=standing_of(row.based_on),
        now=standing_of(row.action.update),
        is_conflict=row.based_on_id != row.action.update_id,
        document=(document.pk, document.name) if document else None,
        row=row.row,
        overruled_reason=row.overruled_reason,
        decision=row.decision,
        decided_at=row.decided_at,
        decided_by=str(row.decided_by or ""),
        note=row.note,
        decided=standing_of(row.update) if row.update else None,
        keeps_date=row.keeps_date,
        also_waiting=row.also_waiting,
        files=tuple((file.pk, file.name) for file in row.evidence_files.all()),
    )
