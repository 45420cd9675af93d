"""Two localities in two regions, each with one of everything that an address can name, and somebody of every kind."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.utils import timezone

from concordat.accounts.gateways import sign
from concordat.accounts.models import Invitation
from concordat.assurance.models import Signature, SignatureRequest
from concordat.directory.domain import OrganisationType, Role
from concordat.directory.models import RoleHeld
from concordat.indicators.commands.measures import publish_measure
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.series import Direction
from concordat.indicators.models import FigureLoad, Measure
from concordat.plans import commands
from concordat.plans.commands import outcomes, proposing
from concordat.plans.models import EvidenceFile, ProposedUpdate, SheetReturn
from concordat.reporting.domain.slugs import slug_of
from tests.assurance import steps as checking
from tests.assurance import steps as declaring
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AreaFactory,
    CrisisServiceFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    RegionFactory,
    RoleHeldFactory,
)
from tests.factories.plan_rows import a_plan, a_source_row, an_action, an_edition
from tests.factories.plans import first_plan
from tests.factories.review_rows import a_request, a_review
from tests.indicators.keeping import a_measure, load

AT = datetime(2026, 2, 1, 10, tzinfo=UTC)
STANDARD_SHARE = "police-station"
REQUIRED = (
    OrganisationType.POLICE,
    OrganisationType.LOCAL_AUTHORITY,
    OrganisationType.NHS_COMMISSIONER,
    OrganisationType.MENTAL_HEALTH_TRUST,
    OrganisationType.AMBULANCE,
)
ENDED, BEGUN = date(2026, 1, 31), date(2025, 6, 1)


@dataclass(frozen=True)
class Place:
    """A locality: what its addresses name, its links by whose they are, and words that only members may read."""

    slug: str
    parts: dict[str, object]
    links: dict[str, str]
    kept: tuple[str, ...]
    words: dict[str, str]  # of the actions, by whose they are


@dataclass(frozen=True)
class World:
    here: Place
    elsewhere: Place
    visitors: dict[str, Client]


def a_world() -> World:
    """`visitors` are signed in; "public" is not."""
    here, elsewhere = _place("tarnshire", 1), _place("fellshire", 11)
    users = {"stranger": UserFactory(), **_people(here, "here"), **_people(elsewhere, "elsewhere")}
    for name, role in (("national", Role.NATIONAL), ("administrator", Role.ADMINISTRATOR)):
        users[name] = RoleHeldFactory(role=role, locality=None).user
    locality = RoleHeld.objects.get(pk=here.parts["role"]).locality
    users["former coordinator"] = _held(Role.COORDINATOR, locality, until_on=ENDED, since_on=BEGUN)
    users["coordinator to be"] = _held(Role.COORDINATOR, locality, since_on=date(2099, 1, 1))
    users["closed account"] = _held(Role.COORDINATOR, locality)
    clients = {name: _signed_in(user) for name, user in users.items()}
    closed = users["closed account"]
    closed.is_active = False
    closed.save()
    national = RoleHeldFactory(role=Role.NATIONAL, locality=None).pk
    fells = RegionFactory(name="The Fells")
    uplands = AreaFactory(slug="uplands", region=fells)
    trust = OrganisationFactory(slug="uplands-trust", source="reference")
    for place in (here, elsewhere):
        place.parts["appointment"] = national
        place.parts.update(region=slug_of(fells.name), area=uplands.slug, organisation=trust.slug)
    return World(here, elsewhere, {"public": Client(), **clients})


def _signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _held(role, locality, **given):
    return RoleHeldFactory(role=role, locality=locality, **given).user


def _people(place: Place, where: str) -> dict[str, object]:
    locality = RoleHeld.objects.get(pk=place.parts["role"]).locality
    police, council = place.parts["police"], place.parts["council"]
    region = RoleHeldFactory(role=Role.REGIONAL, locality=None, region=locality.region)
    roles = {role: _held(role, locality) for role in (Role.MEMBER, Role.ANALYST, Role.COORDINATOR, Role.CHAIR)}
    return {
        f"lead {where}": RoleHeldFactory(role=Role.LEAD, locality=None, partner=police).user,
        f"other lead {where}": RoleHeldFactory(role=Role.LEAD, locality=None, partner=council).user,
        f"regional {where}": region.user,
        **{f"{role.value} {where}": user for role, user in roles.items()},
    }


def _place(slug: str, first: int) -> Place:
    """`first` is the number of its first action, edition and round: no number stands for something in both places."""
    name = slug.title()
    locality = LocalityFactory(name=name, slug=slug, region=RegionFactory(), areas=[AreaFactory()])
    bodies = [OrganisationFactory(name=f"{name} {kind}", slug=f"{slug}-{kind.value}", type=kind) for kind in REQUIRED]
    partners = [PartnerFactory(locality=locality, organisation=body) for body in bodies]
    police, council = partners[:2]
    staff = PersonFactory(
        locality=locality, organisation=bodies[0], name=f"Wren {name}son", email=f"wren@{slug}.example", is_contact=True
    )
    words = {
        "police": f"Train the sergeants of {name}",
        "council": f"Open a café in {name}",
        "draft": f"Move the night desk of {name}",
    }
    plan = a_plan(locality)
    mine = an_action(plan, first, text=words["police"], leads=[bodies[0], staff])
    other = an_action(plan, first + 1, text=words["council"], leads=[bodies[1]])
    row = a_source_row(mine, an_edition(plan, first), [], name="source.docx")
    draft = an_action(plan, first + 2, text=words["draft"], leads=[bodies[0]])
    an_edition(plan, first + 1, published=False)
    asked = _rounds(plan, first, police, council, staff, mine, other)
    proposal = ProposedUpdate.objects.create(
        action=mine, kind="reported", based_on=mine.update, partner=police, said_by=staff.name, said_at=AT,
        progress=f"Nobody in {name} may know", request=asked["request"],
    )  # fmt: skip
    evidence = EvidenceFile.objects.create(
        proposal=proposal, name="list.docx", format="docx", content=b"a file", size=6, sha256="0" * 64, uploaded_at=AT
    )
    code = proposing.make_update_sheet(
        locality_id=locality.pk, partner_id=police.pk, file_format="word", by=None, at=AT
    )
    returned = SheetReturn.objects.create(
        sheet=plan.update_sheets.get(), sha256="1" * 64, said_by=staff.name, returned_at=AT
    )
    brought_in = commands.start_import(
        locality_id=locality.pk, name="plan.docx", content=first_plan(title=f"{name} plan"), by=None, at=AT
    )
    held = RoleHeldFactory(role=Role.MEMBER, locality=locality)
    parts = {
        "locality": slug, "action": mine.number, "other_action": other.number, "draft_action": draft.number,
        "source_row": row.pk, "document": row.plan_import.document_id, "edition": first, "draft_edition": first + 1,
        "import": brought_in, "import_row": 1, "review": first + 1, "request": asked["request"].pk,
        "sheet": code, "returned": returned.pk, "update": proposal.pk, "evidence": evidence.pk,
        "service": CrisisServiceFactory(locality=locality).pk, "person": staff.pk, "role": held.pk,
        "police": police, "council": council, **_declarations(locality, partners), **_checks(locality, first),
        **_measures(locality),
        **_outcomes(locality, draft),
    }  # fmt: skip
    links = {name: sign(secret) for name, secret in asked["secrets"].items()}
    links["signature"] = sign(SignatureRequest.objects.get(signatory=parts["signatory"]).secret)
    links["invitation"] = sign(_invitation(slug))
    kept = (words["draft"], staff.name, staff.email, proposal.progress, f"Counted quietly in {name}")
    return Place(slug, parts, links, kept, words)


def _rounds(plan, first, police, council, staff, mine, other) -> dict[str, object]:
    """A round that is closed and one that is open; the open one asks both partners, and took one link back."""
    closed = a_review(plan, number=first, closed_at=AT)
    opened = a_review(plan, number=first + 1)
    guest = PersonFactory(locality=plan.locality, organisation=council.organisation, email=f"guest@{plan.pk}.example")
    requests = {
        "closed": a_request(closed, police, staff, [mine]),
        "police": a_request(opened, police, staff, [mine]),
        "council": a_request(opened, council, guest, [other]),
        "revoked": a_request(opened, police, PersonFactory(
            locality=plan.locality, organisation=police.organisation), [mine], revoked_at=AT),
    }  # fmt: skip
    secrets = {name: request.secret for name, request in requests.items()}
    return {"request": requests["police"], "secrets": secrets}


def _declarations(locality, partners) -> dict[str, object]:
    """One that stands, signed on paper, and the next one: its first signatory has signed, the second is asked."""
    stands = declaring.begin(locality, at=AT)
    for partner in partners:
        declaring.sign_on_paper(declaring.name(stands, partner, at=AT), at=AT)
    declaring.make(stands, on=AT.date(), at=AT)
    draft = declaring.begin(locality, at=AT + timedelta(days=1))
    signed, asked = draft.signatories.filter(partner__in=partners[:2]).order_by("partner")
    declaring.sign_on_paper(signed, at=AT + timedelta(days=1))
    declaring.ask(asked, at=AT + timedelta(days=1))
    signature = Signature.objects.get(signatory=signed)
    return {
        "declaration": stands.number, "draft_declaration": draft.number, "signatory": asked.pk,
        "signatory_who_signed": signed.pk, "signature": signature.pk, "paper": signature.paper_id,
    }  # fmt: skip


def _measures(locality) -> dict[str, object]:
    """One that is public, with figures, and one that only members see."""
    public = a_measure(locality)
    for month in (1, 2, 3):
        load(public, 40 + month, on=date(2026, month, 1))
    publish_measure(measure_id=public.pk, by=None, at=AT)
    draft = a_measure(locality, name=f"Counted quietly in {locality.name}")
    load(draft, 12)
    waiting = FigureLoad.objects.create(
        locality=locality, name="figures.csv", rows={"figures": [], "notes": []}, created_at=AT
    )
    share = a_measure(locality, name="Taken to a police station", unit=Unit.PERCENTAGE, direction=Direction.DECREASE)
    Measure.objects.filter(pk=share.pk).update(standard_key=STANDARD_SHARE)
    for month in range(12):
        on = date(2024 + (month + 3) // 12, (month + 3) % 12 + 1, 1)
        load(share, 50, on=on, numerator=20, denominator=40)
    publish_measure(measure_id=share.pk, by=None, at=AT)
    return {
        "measure": public.key, "draft_measure": draft.key, "figure_load": waiting.pk, "standard_share": STANDARD_SHARE,
    }  # fmt: skip


def _checks(locality, edition: int) -> dict[str, object]:
    """One that was sent back with a point, which is answered, and one that waits."""
    sent_back = checking.submit(locality, edition, at=AT + timedelta(days=2))
    checking.ask_for_changes(sent_back, ages="Say what is there for older people", at=AT + timedelta(days=3))
    point = sent_back.points.get()
    checking.answer(point, at=AT + timedelta(days=4))
    waits = checking.submit(locality, edition, at=AT + timedelta(days=5))
    return {"submission": waits.number, "point": point.pk}


def _outcomes(locality, draft) -> dict[str, object]:
    """A priority with an outcome that measures tell, and that an action of the draft is meant for."""
    priority = outcomes.add_priority(locality_id=locality.pk, statement=f"I am met in {locality.name}", by=None, at=AT)
    outcome = outcomes.add_outcome(
        locality_id=locality.pk, priority=priority.pk, text=f"Nobody waits in {locality.name}", by=None, at=AT
    )
    measures = locality.measures.values_list("key", flat=True)
    outcomes.tie_outcome(
        locality_id=locality.pk, outcome=outcome.pk, measures=measures, actions=[draft.number], by=None, at=AT
    )
    return {"priority": priority.pk, "outcome": outcome.pk}


def _invitation(slug: str) -> str:
    invited = UserFactory(email=f"invited@{slug}.example")
    invited.set_unusable_password()
    invited.save()
    now = timezone.now()
    made = Invitation.objects.create(
        user=invited, secret=f"invitation-to-{slug}", words="member", about="role 1", invited_at=now,
        expires_at=now + timedelta(days=14),
    )  # fmt: skip
    return made.secret
