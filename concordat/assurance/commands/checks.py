"""Submits an edition, judges it by the criteria, approves it or asks for changes, and answers what was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from concordat.accounts.commands import record_audit, refuse_patients
from concordat.accounts.models import User
from concordat.assurance.commands.telling import tell_decided
from concordat.assurance.domain.checking import Verdict
from concordat.assurance.models import ChangePoint, Declaration, Judgement, PlanSubmission, PointAnswer
from concordat.assurance.queries import reference
from concordat.directory.models import Locality
from concordat.plans.models import Edition

Outcome = PlanSubmission.Outcome


class NotSubmitted(Exception):
    """The edition can't be submitted; the message says why, and what to do."""


class CheckOver(Exception):
    """The submission does not wait any more; the message says what became of it."""


class NotDecided(Exception):
    """The check can't be decided in this way yet; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on one criterion, with what was computed of it then ("" where nothing was)."""

    criterion: str
    verdict: Verdict
    note: str = ""
    computed_verdict: str = ""
    computed_sentence: str = ""


@transaction.atomic
def submit_plan(
    *,
    locality_id: int,
    edition: int,
    words: str = "",
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> int:
    """Submit an edition (its number) to be checked; gives the number of the submission.

    The locality has declared, nothing else waits, and every point that was asked is answered: else `NotSubmitted`.
    """
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    declaration = Declaration.objects.filter(locality=locality, submitted_at__isnull=False, ended_at=None).first()
    if declaration is None:
        raise NotSubmitted("A plan is checked under a declaration. Make the declaration first.")
    row = Edition.objects.filter(plan__locality=locality, number=edition).first()
    if row is None:
        raise NotSubmitted("There is no such edition.")
    lapsed = locality.plan_submissions.filter(declaration__ending=Declaration.Ending.WITHDRAWN)
    before = locality.plan_submissions.filter(taken_back_at=None).exclude(pk__in=lapsed.values("pk")).first()
    if before is not None and before.decided_at is None:
        raise NotSubmitted(f"Edition {before.edition.number} is being checked. Take it back first, or wait.")
    if before is not None and before.outcome == Outcome.APPROVED and before.edition_id == row.pk:
        raise NotSubmitted(f"Edition {edition} is approved already.")
    if before is not None and before.outcome == Outcome.CHANGES_REQUESTED:
        open_points = [str(point.number) for point in before.points.filter(answers=None)]
        if open_points:
            raise NotSubmitted(f"Answer what was asked first: point {', '.join(open_points)}.")
    why = refuse_patients({"words": words}, overruled_reason)
    # What still waits under a declaration that was withdrawn is over: nobody can decide on it, or take it back.
    lapsed.filter(taken_back_at=None, decided_at=None).update(taken_back_at=at, taken_back_by=by)
    last = locality.plan_submissions.first()
    submission = PlanSubmission.objects.create(
        locality=locality,
        number=last.number + 1 if last else 1,
        edition=row,
        declaration=declaration,
        words=words.strip(),
        criteria_version=reference.check_criteria().origin.version,
        submitted_at=at,
        submitted_by=by,
    )
    record_audit("submit_plan", submission, by=by, at=at, edition=edition, **why)
    return submission.number


@transaction.atomic
def take_back_submission(*, submission_id: int, by: User | None, at: datetime) -> None:
    """Take an edition back that nobody has decided on. Raises `CheckOver`."""
    submission = _lock_waiting(submission_id)
    submission.taken_back_at, submission.taken_back_by = at, by
    submission.save(update_fields=["taken_back_at", "taken_back_by"])
    record_audit("take_back_submission", submission, by=by, at=at)


@transaction.atomic
def judge(
    *, submission_id: int, judged: Sequence[Judged], overruled_reason: str = "", by: User | None, at: datetime
) -> int:
    """Keep what was judged where it is new; gives how many were. Raises `CheckOver` and `NamesAPatient`."""
    submission = _lock_waiting(submission_id)
    standing = latest_judgements(submission)
    new = [
        each
        for each in judged
        if each.criterion not in standing
        or (standing[each.criterion].verdict, standing[each.criterion].note) != (each.verdict, each.note.strip())
    ]
    # A note that stands was looked through when it was written.
    why = refuse_patients({f"note_{each.criterion}": each.note for each in new}, overruled_reason)
    Judgement.objects.bulk_create(
        Judgement(
            submission=submission,
            criterion=each.criterion,
            verdict=each.verdict,
            note=each.note.strip(),
            computed={"verdict": each.computed_verdict, "sentence": each.computed_sentence},
            at=at,
            by=by,
        )
        for each in new
    )
    if new:
        record_audit("judge", submission, by=by, at=at, criteria=[each.criterion for each in new], **why)
    return len(new)


@transaction.atomic
def approve_plan(
    *, submission_id: int, note: str = "", overruled_reason: str = "", by: User | None, at: datetime
) -> None:
    """Approve an edition that was judged by every criterion, and fails none. Raises `CheckOver` and `NotDecided`."""
    submission = _lock_waiting(submission_id)
    standing = latest_judgements(submission)
    missing = [each.title for each in reference.criteria() if each.key not in standing]
    if missing:
        raise NotDecided(f"Judge every criterion first: {', '.join(missing)}.")
    failed = [
        each.title
        for each in reference.criteria()
        if each.key in standing and standing[each.key].verdict == Verdict.NOT_MET
    ]
    if failed:
        raise NotDecided(f"Not met: {', '.join(failed)}. Ask for changes, or judge it again.")
    why = refuse_patients({"note": note}, overruled_reason)
    _decide(submission, Outcome.APPROVED, note, why, by=by, at=at)


@transaction.atomic
def ask_for_changes(
    *,
    submission_id: int,
    points: Mapping[str, str],
    note: str = "",
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> None:
    """Send an edition back with what is to change, by criterion; the locality answers point by point.

    Raises `CheckOver`, `NotDecided` without a point, and `NamesAPatient`.
    """
    submission = _lock_waiting(submission_id)
    known = [each.key for each in reference.criteria()]
    asked = [(key, points[key].strip()) for key in known if points.get(key, "").strip()]
    if not asked:
        raise NotDecided("Say under at least one criterion what must change.")
    why = refuse_patients({"note": note, **{f"point_{key}": words for key, words in asked}}, overruled_reason)
    ChangePoint.objects.bulk_create(
        ChangePoint(submission=submission, number=number, criterion=key, words=words)
        for number, (key, words) in enumerate(asked, start=1)
    )
    _decide(submission, Outcome.CHANGES_REQUESTED, note, why, by=by, at=at)


@transaction.atomic
def answer_point(*, point_id: int, words: str, overruled_reason: str = "", by: User | None, at: datetime) -> None:
    """Say what the locality did about a point. Raises `NotDecided` for no words, `CheckOver` once a later one is in."""
    point = ChangePoint.objects.select_related("submission").get(pk=point_id)
    Locality.objects.select_for_update().get(pk=point.submission.locality_id)
    later = PlanSubmission.objects.filter(
        locality=point.submission.locality_id, number__gt=point.submission.number, taken_back_at=None
    )
    if later.exists():
        raise CheckOver("A later edition was submitted: what was answered before it stands.")
    if not words.strip():
        raise NotDecided("Say what was changed, or why not.")
    why = refuse_patients({"words": words}, overruled_reason)
    answer = PointAnswer.objects.create(point=point, words=words.strip(), at=at, by=by)
    record_audit("answer_point", answer, by=by, at=at, point=point.number, **why)


def latest_judgements(submission: PlanSubmission) -> dict[str, Judgement]:
    return {row.criterion: row for row in submission.judgements.all()}


def _lock_waiting(submission_id: int) -> PlanSubmission:
    submission = PlanSubmission.objects.select_for_update(of=("self",)).get(pk=submission_id)
    if submission.taken_back_at is not None:
        raise CheckOver("The locality has taken this edition back.")
    if submission.decided_at is not None:
        raise CheckOver(f"This was decided: {submission.get_outcome_display().lower()}.")
    if submission.declaration.ending == Declaration.Ending.WITHDRAWN:
        raise CheckOver("The declaration was withdrawn, and the check with it.")
    return submission


def _decide(
    submission: PlanSubmission,
    outcome: PlanSubmission.Outcome,
    note: str,
    why: Mapping[str, str],
    *,
    by: User | None,
    at: datetime,
) -> None:
    submission.outcome, submission.note = outcome, note.strip()
    submission.decided_at, submission.decided_by = at, by
    submission.save(update_fields=["outcome", "note", "decided_at", "decided_by"])
    record_audit("decide_check", submission, by=by, at=at, outcome=outcome.value, **why)
    tell_decided(submission, at=at)
