"""Reads editions that were submitted, what their words tell by the criteria, and what was judged and asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.assurance.domain.checking import ActionChecked, Finding, Verdict, check
from concordat.assurance.domain.ladder import Status
from concordat.assurance.domain.reference import Criterion
from concordat.assurance.models import ChangePoint, Declaration, Judgement, PlanSubmission, Signature
from concordat.assurance.queries import reference
from concordat.assurance.queries.declarations import NotSeen
from concordat.assurance.queries.histories import standings
from concordat.directory.domain import OrganisationType
from concordat.directory.queries import Viewer
from concordat.plans.queries.outcomes import MeasureMoved, measures_moved_in
from concordat.plans.queries.plans import ActionSeen, plan_from
from concordat.plans.queries.standpoints import NotSeen as NoSuchPlan
from concordat.plans.queries.standpoints import Standpoint, standpoint_of


@dataclass(frozen=True, slots=True)
class JudgementSeen:
    verdict: Verdict
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CriterionSeen:
    """A criterion before one edition: what the words tell, and every judgement, newest first."""

    criterion: Criterion
    finding: Finding
    judgements: tuple[JudgementSeen, ...]

    @property
    def standing(self) -> JudgementSeen | None:
        return self.judgements[0] if self.judgements else None


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PointSeen:
    """What the locality was asked to change, and what it says, newest first."""

    id: int
    number: int
    criterion: str
    words: str
    answers: tuple[AnswerSeen, ...]


@dataclass(frozen=True, slots=True)
class SubmissionSeen:
    """An edition that was submitted. `outcome` is a value of PlanSubmission.Outcome, "" while it waits."""

    id: int
    number: int
    locality_slug: str
    locality_name: str
    edition: int
    edition_dated_on: date
    words: str
    submitted_at: datetime
    taken_back_at: datetime | None
    outcome: str
    decided_at: datetime | None
    decided_by: str
    note: str
    points: tuple[PointSeen, ...]

    @property
    def is_waiting(self) -> bool:
        return not self.outcome and self.taken_back_at is None


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """A submission before the criteria, with what was asked the time before."""

    submission: SubmissionSeen
    criteria: tuple[CriterionSeen, ...]
    before: SubmissionSeen | None


@dataclass(frozen=True, slots=True)
class ChecksSeen:
    """All that a locality submitted, newest first, and the editions that it may submit (number and title)."""

    locality_id: int
    locality_slug: str
    locality_name: str
    status: Status
    is_declared: bool
    submissions: tuple[SubmissionSeen, ...]
    editions: tuple[tuple[int, str], ...]


def checks_of(viewer: Viewer, slug: str) -> ChecksSeen:
    """What a locality submitted to be checked, for its members and those who check. Raises `NotSeen`."""
    standpoint = _standpoint(viewer, slug)
    rows = _rows().filter(locality=standpoint.locality_pk)
    return ChecksSeen(
        locality_id=standpoint.locality_pk,
        locality_slug=slug,
        locality_name=standpoint.locality_name,
        status=standings([slug], on=timezone.localdate())[slug],
        is_declared=Declaration.objects.filter(
            locality=standpoint.locality_pk, submitted_at__isnull=False, ended_at=None
        ).exists(),
        submissions=tuple(_submission(row) for row in rows),
        editions=tuple((edition.number, edition.title) for _, edition in standpoint.editions),
    )


def check_of(viewer: Viewer, slug: str, number: int) -> CheckSeen:
    """A submission with what its edition tells by each criterion. Raises `NotSeen`."""
    standpoint = _standpoint(viewer, slug)
    rows = list(_rows().filter(locality=standpoint.locality_pk, number__lte=number, taken_back_at=None)[:2])
    row = next((each for each in rows if each.number == number), None)
    row = row or _rows().filter(locality=standpoint.locality_pk, number=number).first()
    if row is None:
        raise NotSeen(f"submission {number} of {slug}")
    plan = plan_from(standpoint, row.edition.number)
    measures = measures_moved_in(plan, before=row.submitted_at)
    actions = tuple(_checked(action, measures.get(action.pk, ())) for action in plan.actions)
    signed = frozenset(
        OrganisationType(kind)
        for kind in Signature.objects.filter(
            wording=row.declaration.wording_id, taken_back_at=None, signatory__left_out_at=None
        ).values_list("signatory__partner__organisation__type", flat=True)
    )
    criteria = reference.criteria()
    required = [
        each for each in reference.required_types().on(timezone.localdate(row.submitted_at)) if each.is_required
    ]
    findings = check(criteria, actions, signed=signed, required=required)
    judgements: dict[str, list[JudgementSeen]] = {}
    for judgement in row.judgements.select_related("by").order_by("-pk"):
        judgements.setdefault(judgement.criterion, []).append(_judgement(judgement))
    return CheckSeen(
        submission=_submission(row),
        criteria=tuple(
            CriterionSeen(criterion, finding, tuple(judgements.get(criterion.key, ())))
            for criterion, finding in zip(criteria, findings, strict=True)
        ),
        before=next((_submission(each) for each in rows if each.number < number), None),
    )


def waiting_checks(viewer: Viewer) -> tuple[SubmissionSeen, ...]:
    """What waits to be checked where the viewer may check, the longest wait first."""
    return tuple(
        _submission(row)
        for row in _rows().filter(taken_back_at=None, decided_at=None).order_by("submitted_at")
        if _may_check(viewer, row.locality.slug) and row.declaration.ending != Declaration.Ending.WITHDRAWN
    )


def decided_checks(viewer: Viewer, *, most: int = 20) -> tuple[SubmissionSeen, ...]:
    """What was decided last where the viewer may check."""
    rows = _rows().filter(decided_at__isnull=False).order_by("-decided_at")
    return tuple(_submission(row) for row in rows[: most * 5] if _may_check(viewer, row.locality.slug))[:most]


def _may_check(viewer: Viewer, slug: str) -> bool:
    return bool(viewer.has_perm(Permission.CHECK_PLAN, slug))


def _standpoint(viewer: Viewer, slug: str) -> Standpoint:
    try:
        standpoint = standpoint_of(viewer, slug)
    except NoSuchPlan as reason:
        raise NotSeen(slug) from reason
    if not standpoint.may_see_draft:
        raise NotSeen(f"the checks of {slug}")
    return standpoint


def _rows() -> QuerySet[PlanSubmission]:
    return PlanSubmission.objects.select_related("locality", "edition", "declaration", "decided_by").prefetch_related(
        "points__answers__by"
    )


def _submission(row: PlanSubmission) -> SubmissionSeen:
    return SubmissionSeen(
        id=row.pk,
        number=row.number,
        locality_slug=row.locality.slug,
        locality_name=row.locality.name,
        edition=row.edition.number,
        edition_dated_on=row.edition.dated_on,
        words=row.words,
        submitted_at=row.submitted_at,
        taken_back_at=row.taken_back_at,
        outcome=row.outcome,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        note=row.note,
        points=tuple(_point(each) for each in row.points.all()),
    )


def _point(row: ChangePoint) -> PointSeen:
    answers = sorted(row.answers.all(), key=lambda each: -each.pk)
    return PointSeen(
        row.pk,
        row.number,
        row.criterion,
        row.words,
        tuple(AnswerSeen(each.words, each.by.name if each.by else "", each.at) for each in answers),
    )


def _judgement(row: Judgement) -> JudgementSeen:
    return JudgementSeen(Verdict(row.verdict), row.note, row.by.name if row.by else "", row.at)


def _checked(action: ActionSeen, measures: Iterable[MeasureMoved]) -> ActionChecked:
    return ActionChecked(
        number=action.number,
        name=", ".join(action.references),
        section=action.section,
        theme=action.theme,
        text=action.text,
        outcome=action.outcome,
        group=action.group,
        led_by=action.led_by_text or "",
        has_lead=bool(action.leads) or action.has_lead_words,
        has_last_day=action.timescale.end is not None,
        types=frozenset(lead.type for lead in action.leads if lead.type is not None),
        has_measure=any(not measure.is_retired for measure in measures),
    )
