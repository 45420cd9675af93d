"""Reads a declaration as whoever keeps it needs it: what it lacks, and what was done about each signature."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.accounts.models import Message
from concordat.assurance.domain.declaring import (
    How,
    Lack,
    NeededType,
    Part,
    SignatoryKind,
    Standing,
    lacks_of,
    needed_types,
)
from concordat.assurance.domain.ladder import Status
from concordat.assurance.models import Declaration, Signatory, Signature, SignatureRequest
from concordat.assurance.queries.declarations import NotSeen, VersionSeen, place_of, version_of
from concordat.assurance.queries.histories import standings
from concordat.assurance.queries.standings import (
    contacts_to_ask,
    open_request,
    parts_of,
    pattern_for,
    reminder_refused,
    required_for,
    signatories_of,
    signature_on,
    standings_of,
)
from concordat.directory.domain import OrganisationType
from concordat.directory.models import Locality, Partner, Person
from concordat.directory.queries import Viewer


@dataclass(frozen=True, slots=True)
class ReminderSeen:
    """A reminder by letter; `state_words` say how far it has come."""

    on: date
    state_words: str


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """A link that was sent. `state` is a value of Message.State."""

    name: str
    email: str
    asked_at: datetime
    state: str
    state_words: str
    failure: str
    opened_at: datetime | None
    declined_at: datetime | None
    declined_words: str
    is_revoked: bool
    reminders: tuple[ReminderSeen, ...]


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """A signature as members see it; `is_current` where it stands under the present words and was not taken back."""

    id: int
    name: str
    role: str
    offer: str
    signed_on: date
    how: How
    paper: int | None
    paper_name: str
    is_current: bool
    taken_back_at: datetime | None
    taken_back_reason: str


@dataclass(frozen=True, slots=True)
class ContactSeen:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An organisation that is to sign, with all that was done about it."""

    id: int
    organisation: str
    type: OrganisationType
    kind: SignatoryKind
    standing: Standing
    link: LetterSeen | None  # the one that opens something
    letters: tuple[LetterSeen, ...]
    signatures: tuple[SignatureSeen, ...]
    contacts: tuple[ContactSeen, ...]
    no_reminder: str  # why nobody there can be reminded today; "" where they can

    @property
    def signature(self) -> SignatureSeen | None:
        return next((each for each in self.signatures if each.is_current), None)


@dataclass(frozen=True, slots=True)
class PartnerToName:
    id: int
    name: str
    type: OrganisationType


@dataclass(frozen=True, slots=True)
class Desk:
    """A version that is worked on: a draft, or the one that stands. `id` is None where there is neither."""

    locality_id: int
    locality_slug: str
    locality_name: str
    status: Status
    id: int | None
    number: int
    is_draft: bool
    declared_on: date | None
    title: str
    parts: tuple[Part, ...]
    needed_parts: tuple[str, ...]  # titles of those that can't be empty
    pattern: tuple[Part, ...]
    areas: tuple[tuple[str, str], ...]  # GSS code and name
    areas_note: str
    rows: tuple[DeskRow, ...]
    needed: tuple[NeededType, ...]
    lacks: tuple[Lack, ...]
    partners: tuple[PartnerToName, ...]  # that are not named yet
    versions: tuple[VersionSeen, ...]
    has_standing: bool
    to_ask: int = 0  # organisations that nobody was asked for, with a contact to ask

    @property
    def stops(self) -> tuple[Lack, ...]:
        return tuple(lack for lack in self.lacks if lack.stops)

    @property
    def notes(self) -> tuple[Lack, ...]:
        return tuple(lack for lack in self.lacks if not lack.stops)

    def row(self, signatory: int) -> DeskRow:
        for row in self.rows:
            if row.id == signatory:
                return row
        raise NotSeen(f"signatory {signatory}")


def desk_of(viewer: Viewer, slug: str) -> Desk:
    """What whoever keeps a declaration works on: the draft, else the version that stands. Raises `NotSeen`."""
    place = place_of(slug)
    if not viewer.has_perm(Permission.SEE_DRAFT, slug):
        raise NotSeen(f"the desk of {slug}")
    today = timezone.localdate()
    versions = list(place.declarations.select_related("wording", "locality"))
    standing = next((each for each in versions if each.submitted_at and not each.ended_at), None)
    row = next((each for each in versions if not each.submitted_at and not each.ended_at), standing)
    rows = signatories_of(row) if row else []
    wording = row.wording if row else None
    standing_rows = standings_of(rows, row.wording_id if row else None)
    pattern = pattern_for(row).parts if row else ()
    areas = tuple(wording.areas.values_list("code", "name")) if wording else ()
    required = required_for(row, today=today) if row else ()
    contacts = _contacts(place)
    named = {each.partner_id for each in rows}
    return Desk(
        locality_id=place.pk,
        locality_slug=place.slug,
        locality_name=place.name,
        status=standings([slug], on=today)[slug],
        id=row.pk if row else None,
        number=row.number if row else 0,
        is_draft=row is not None and row.submitted_at is None,
        declared_on=row.declared_on if row else None,
        title=wording.title if wording else "",
        parts=parts_of(wording),
        needed_parts=tuple(part.title for part in pattern if part.is_needed),
        pattern=tuple(Part(part.key, part.title, part.text) for part in pattern),
        areas=areas,
        areas_note=wording.areas_note if wording else "",
        rows=tuple(
            _desk_row(each, beside, row.wording_id if row else None, contacts)
            for each, beside in zip(rows, standing_rows, strict=True)
        ),
        needed=needed_types(required, standing_rows),
        lacks=lacks_of(
            parts=parts_of(wording),
            pattern=pattern,
            has_areas=bool(areas) or bool(wording and wording.areas_note),
            standing=standing_rows,
            required=required,
        )
        if row
        else (),
        partners=tuple(
            PartnerToName(each.pk, each.organisation.name, OrganisationType(each.organisation.type))
            for each in Partner.objects.filter(locality=place)
            .exclude(pk__in=named)
            .select_related("organisation")
            .order_by("organisation__name")
        ),
        versions=tuple(version_of(each, str) for each in versions),
        has_standing=standing is not None,
        to_ask=len(contacts_to_ask(rows, row.wording_id)) if row else 0,
    )


@dataclass(frozen=True, slots=True)
class StandingDeclaration:
    """The version that stands."""

    id: int
    locality_name: str
    number: int
    declared_on: date


def standing_declaration(viewer: Viewer, slug: str) -> StandingDeclaration:
    """The declaration of a locality that stands, for those who may see drafts there. Raises `NotSeen`."""
    row = Declaration.objects.filter(locality__slug=slug, submitted_at__isnull=False, ended_at=None).first()
    if row is None or row.declared_on is None or not viewer.has_perm(Permission.SEE_DRAFT, slug):
        raise NotSeen(f"the declaration of {slug}")
    return StandingDeclaration(row.pk, row.locality.name, row.number, row.declared_on)


def _contacts(place: Locality) -> dict[int, list[ContactSeen]]:
    """Whom to ask, by organisation: its contacts first, then whoever has an address."""
    found: dict[int, list[ContactSeen]] = {}
    rows = Person.objects.filter(locality=place, left_on=None, organisation__isnull=False).exclude(email="")
    for person in rows.order_by("-is_contact", "name"):
        found.setdefault(person.organisation_id, []).append(ContactSeen(person.name, person.email))
    return found


def _desk_row(
    row: Signatory, standing: Standing, wording_id: int | None, contacts: dict[int, list[ContactSeen]]
) -> DeskRow:
    link, current = open_request(row), signature_on(row, wording_id)
    signatures = sorted(row.signatures.all(), key=lambda each: -each.pk)
    letters = sorted(row.requests.all(), key=lambda each: -each.pk)
    return DeskRow(
        id=row.pk,
        organisation=row.partner.organisation.name,
        type=OrganisationType(row.partner.organisation.type),
        kind=SignatoryKind(row.kind),
        standing=standing,
        link=_letter(link) if link else None,
        letters=tuple(_letter(each) for each in letters),
        signatures=tuple(_signature(each, current) for each in signatures),
        contacts=tuple(contacts.get(row.partner.organisation_id, ())),
        no_reminder=reminder_refused(row, wording_id, on=timezone.localdate()),
    )


def _letter(request: SignatureRequest) -> LetterSeen:
    message: Message = request.message
    return LetterSeen(
        name=request.name,
        email=request.email,
        asked_at=request.asked_at,
        state=message.state,
        state_words=message.get_state_display(),
        failure=message.failure,
        opened_at=request.opened_at,
        declined_at=request.declined_at,
        declined_words=request.declined_words,
        is_revoked=request.revoked_at is not None,
        reminders=tuple(ReminderSeen(each.on, each.message.get_state_display()) for each in request.reminders.all()),
    )


def _signature(row: Signature, current: Signature | None) -> SignatureSeen:
    return SignatureSeen(
        id=row.pk,
        name=row.name,
        role=row.role,
        offer=row.offer,
        signed_on=row.signed_on,
        how=How(row.how),
        paper=row.paper_id,
        paper_name=row.paper.name if row.paper else "",
        is_current=current is not None and current.pk == row.pk,
        taken_back_at=row.taken_back_at,
        taken_back_reason=row.taken_back_reason,
    )
