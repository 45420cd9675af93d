"""What the tests of declarations do again and again."""

from datetime import UTC, datetime

from concordat.assurance import commands
from concordat.assurance.domain.checking import Verdict
from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.models import Declaration, PlanSubmission, Signatory
from concordat.assurance.queries import reference
from concordat.plans.commands.proposing import EvidenceGiven

AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
DAY = AT.date()
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture of a signed page"


def begin(locality, *, at=AT) -> Declaration:
    number = commands.begin_declaration(locality_id=locality.pk, by=None, at=at)
    return Declaration.objects.get(locality=locality, number=number)


def name(declaration, partner, kind=SignatoryKind.SIGNATORY, *, at=AT) -> Signatory:
    pk = commands.name_signatory(declaration_id=declaration.pk, partner_id=partner.pk, kind=kind, by=None, at=at)
    return Signatory.objects.get(pk=pk)


def ask(signatory, *, at=AT, by=None, **given):
    values = {"name": "Robin Reed", "email": "reed@police.example", **given}
    commands.ask_to_sign(signatory_id=signatory.pk, **values, by=by, at=at)
    return signatory.requests.get(revoked_at=None)


def sign_on_paper(signatory, *, at=AT, **given) -> None:
    values = {
        "name": "Robin Reed",
        "role": "Chief officer",
        "signed_on": at.date(),
        "paper": EvidenceGiven("signed.png", PNG),
        **given,
    }
    commands.sign_in_the_room(signatory_id=signatory.pk, **values, by=None, at=at)


def everybody_signs(declaration, partners, *, at=AT, **given) -> None:
    for partner in partners.values():
        sign_on_paper(name(declaration, partner, at=at), at=at, **given)


def submit(locality, edition=1, *, at=AT) -> PlanSubmission:
    number = commands.submit_plan(locality_id=locality.pk, edition=edition, by=None, at=at)
    return PlanSubmission.objects.get(locality=locality, number=number)


def judge_all(submission, verdict=Verdict.MET, *, at=AT, **others) -> None:
    """The same verdict on every criterion, but on those that are named."""
    keys = [each.key for each in reference.criteria()]
    judged = [commands.Judged(key, others.get(key.replace("-", "_"), verdict), "Read it") for key in keys]
    commands.judge(submission_id=submission.pk, judged=judged, by=None, at=at)


def approve(submission, *, at=AT) -> None:
    judge_all(submission, at=at)
    commands.approve_plan(submission_id=submission.pk, by=None, at=at)


def ask_for_changes(submission, *, at=AT, **points) -> None:
    commands.ask_for_changes(submission_id=submission.pk, points=points, by=None, at=at)


def answer(point, words="A row was added", *, at=AT) -> None:
    commands.answer_point(point_id=point.pk, words=words, by=None, at=at)


def make(declaration, *, on=DAY, at=AT) -> None:
    commands.make_declaration(declaration_id=declaration.pk, declared_on=on, by=None, at=at)
