"""Gives the example locality a declaration, a check that asked for changes, and one that approved its plan."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from concordat.accounts.models import User
from concordat.assurance.commands import checks
from concordat.assurance.commands.declarations import making, signing, writing
from concordat.assurance.domain.checking import Verdict
from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.models import Declaration, PlanSubmission, Signatory
from concordat.assurance.queries import check_of, reference
from concordat.directory.domain import Role
from concordat.directory.models import Locality, RoleHeld
from concordat.documents import writers
from concordat.documents.domain import Document, Paragraph
from concordat.plans import gateways
from concordat.plans.commands.proposing.evidence import EvidenceGiven
from concordat.plans.models import Edition

# Invented people: nobody of these names works anywhere.
SIGNERS = (
    "Bryony Wigeon", "Cedar Lapwing", "Flora Dunlin", "Heath Pochard", "Juniper Knot", "Rowan Avocet", "Basil Curlew",
    "Clover Gadwall", "Fennel Garganey", "Hazel Redshank", "Iris Woodcock", "Jasper Pintail", "Laurel Whinchat",
    "Marigold Teal", "Olive Shoveler", "Poppy Greenshank", "Robin Bittern", "Sage Ruff", "Tansy Stonechat",
    "Violet Dabchick", "Willow Fulmar", "Yarrow Merganser", "Aster Goldeneye", "Briar Phalarope",
)  # fmt: skip
ROLES = {
    "police": "Chief Constable",
    "btp": "Chief Constable",
    "local_authority": "Leader of the Council",
    "pcc": "Commissioner",
}
AFTER = timedelta(days=7)  # from an edition, or the declaration, to its being submitted


@transaction.atomic
def declare_example() -> bool:
    """What the example locality declared and had checked; False where it stands already, or the example does not."""
    locality = Locality.objects.filter(slug=gateways.example_facts()["slug"]).first()
    if locality is None or Declaration.objects.filter(locality=locality).exists():
        return False
    by = _holder(Role.COORDINATOR, locality)
    if not Edition.objects.filter(plan__locality=locality, published_at__isnull=False).exists():
        return False
    declared_on = _declare(locality, by=by)
    _check(locality, declared_on, by=by)
    return True


def _declare(locality: Locality, *, by: User | None) -> date:
    """Everybody signs on the day that the example gives; it is made when the last signatory has; gives that day."""
    signed_on: dict[str, date] = {
        body["name"]: body["signed_on"] for body in gateways.example_facts()["organisations"] if "signed_on" in body
    }
    begun_at = _noon(min(signed_on.values())) - timedelta(days=20)
    begun = writing.begin_declaration(locality_id=locality.pk, by=by, at=begun_at)
    declaration = Declaration.objects.get(locality=locality, number=begun)
    rows = list(declaration.signatories.select_related("partner__organisation").order_by("kind", "pk"))
    days = {row.pk: signed_on[row.partner.organisation.name] for row in rows}
    declared_on = max(days[row.pk] for row in rows if row.kind == SignatoryKind.SIGNATORY)
    names = dict(zip((row.pk for row in rows), SIGNERS, strict=False))
    roles = {row.pk: ROLES.get(row.partner.organisation.type, "Chief Executive") for row in rows}
    # One sheet that everybody signed: writing one for each of them took longer than all the rest of this.
    paper = _paper(locality.name, [f"{row.partner}: its {roles[row.pk]}" for row in rows])

    def sign(row: Signatory) -> None:
        signing.sign_in_the_room(
            signatory_id=row.pk,
            name=names[row.pk],
            role=roles[row.pk],
            signed_on=days[row.pk],
            paper=EvidenceGiven("signed-declaration.docx", paper),
            by=by,
            at=_noon(days[row.pk]),
        )

    for row in rows:
        if days[row.pk] <= declared_on:
            sign(row)
    making.make_declaration(declaration_id=declaration.pk, declared_on=declared_on, by=by, at=_noon(declared_on))
    for row in rows:
        if days[row.pk] > declared_on:
            sign(row)
    return declared_on


def _paper(locality: str, signed: Sequence[str]) -> bytes:
    lines = (f"Declaration on crisis care in {locality}", "Signed by these, each on a day of its own.", *signed)
    blocks = tuple(Paragraph(line) for line in lines)
    return writers.write_word(Document("declaration.docx", "docx", blocks, title=lines[0]))


def _check(locality: Locality, declared_on: date, *, by: User | None) -> None:
    """The first edition was sent back with two points; the second was approved."""
    checker = _holder(Role.REGIONAL, locality)
    editions = list(Edition.objects.filter(plan__locality=locality).order_by("number")[:2])
    first = _submit(locality, editions[0], max(editions[0].dated_on, declared_on) + AFTER, by=by)
    decided = first.submitted_at + timedelta(days=38)
    checks.ask_for_changes(
        submission_id=first.pk,
        points={"ages": "Say what there is for older people.", "measures": "Give the outcomes a number each."},
        note="A clear plan. Two things are missing.",
        by=checker,
        at=decided,
    )
    if len(editions) < 2:
        return
    for point, words in zip(
        first.points.all(),
        (
            "The teams for older people join the group in the new year, and bring their actions.",
            "Some outcomes have a number now; measures of the others follow.",
        ),
        strict=True,
    ):
        checks.answer_point(point_id=point.pk, words=words, by=by, at=decided + timedelta(days=90))
    second = _submit(locality, editions[1], editions[1].dated_on + AFTER, by=by)
    at = second.submitted_at + timedelta(days=33)
    findings = {each.criterion.key: each.finding for each in check_of(checker, locality.slug, second.number).criteria}
    judged = []
    for criterion in reference.criteria():
        finding = findings[criterion.key]
        verdict = finding.verdict if finding.verdict in (Verdict.MET, Verdict.IN_PART) else Verdict.IN_PART
        judged.append(checks.Judged(criterion.key, verdict, "", str(finding.verdict or ""), finding.sentence))
    checks.judge(submission_id=second.pk, judged=judged, by=checker, at=at)
    checks.approve_plan(submission_id=second.pk, note="Agreed with the region.", by=checker, at=at)


def _submit(locality: Locality, edition: Edition, on: date, *, by: User | None) -> PlanSubmission:
    number = checks.submit_plan(locality_id=locality.pk, edition=edition.number, by=by, at=_noon(on))
    return PlanSubmission.objects.get(locality=locality, number=number)


def _holder(role: Role, locality: Locality) -> User | None:
    held = RoleHeld.objects.filter(role=role)
    held = held.filter(region=locality.region_id) if role is Role.REGIONAL else held.filter(locality=locality)
    row = held.select_related("user").first()
    return row.user if row else None


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
