"""Reads a locality's declaration as everybody may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.assurance.domain.declaring import How, NeededType, Part, SignatoryKind, needed_types
from concordat.assurance.domain.ladder import Status
from concordat.assurance.models import Declaration, DeclarationPaper, Signatory, Signature, SignatureRequest
from concordat.assurance.queries.histories import standings
from concordat.assurance.queries.standings import (
    parts_of,
    required_for,
    signatories_of,
    signature_on,
    standings_of,
)
from concordat.directory.domain import Body, Fate, OrganisationType
from concordat.directory.models import Locality, Person
from concordat.directory.queries import Viewer, fates_of
from concordat.plans.domain.withholding import Withheld


class NotSeen(LookupError):
    """There is no such thing, or this viewer may not know of it."""


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """A version among the others. `ending` is a value of Declaration.Ending, "" while it stands or is a draft."""

    number: int
    declared_on: date | None
    ending: str
    ended_on: date | None
    reason: str

    @property
    def is_draft(self) -> bool:
        return self.declared_on is None


@dataclass(frozen=True, slots=True)
class SignedSeen:
    """An organisation that signed; `name` is whose hand it was, None for the public.

    `fate` says of an organisation that has ended since who has its duties now.
    """

    organisation: str
    slug: str
    type: OrganisationType
    kind: SignatoryKind
    role: str
    name: str | None
    offer: str
    signed_on: date
    how: How
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class DeclarationSeen:
    """The declaration of a locality as one viewer may read it; `version` is None where there is none to read."""

    locality_slug: str
    locality_name: str
    is_example: bool
    status: Status
    version: VersionSeen | None
    title: str
    parts: tuple[Part, ...]
    areas: tuple[str, ...]
    areas_note: str
    signed: tuple[SignedSeen, ...]
    needed: tuple[NeededType, ...]
    versions: tuple[VersionSeen, ...]  # that the viewer may read, newest first
    may_see_draft: bool


@dataclass(frozen=True, slots=True)
class PaperSeen:
    name: str
    content: bytes


def declaration_seen_by(viewer: Viewer, slug: str, number: int | None = None) -> DeclarationSeen:
    """A locality's declaration: the one that stands, else the last that was made, or the version asked for.

    The public reads versions that were made, and of a signature the organisation, the role and the day. Raises
    `NotSeen`.
    """
    place = place_of(slug)
    may_see_draft = viewer.has_perm(Permission.SEE_DRAFT, slug)
    rows = place.declarations.select_related("wording", "locality")
    if not may_see_draft:
        rows = rows.filter(submitted_at__isnull=False)
    versions = list(rows)
    row = _chosen(versions, number)
    withheld: Callable[[str], str] = str if may_see_draft else _withheld_in(place)
    signed = [
        (signatory, signature_on(signatory, row.wording_id)) for signatory in (signatories_of(row) if row else ())
    ]
    bodies = [who.partner.organisation for who, signature in signed if signature is not None]
    fates = fates_of((Body(each.slug, each.name, each.ends_on) for each in bodies), on=timezone.localdate())
    standing = standings_of([signatory for signatory, _ in signed], row.wording_id if row else None)
    wording = row.wording if row else None
    return DeclarationSeen(
        locality_slug=place.slug,
        locality_name=place.name,
        is_example=place.is_example,
        status=standings([slug], on=timezone.localdate())[slug],
        version=version_of(row, withheld) if row else None,
        title=withheld(wording.title) if wording else "",
        parts=tuple(Part(part.key, withheld(part.title), withheld(part.text)) for part in parts_of(wording)),
        areas=tuple(wording.areas.values_list("name", flat=True)) if wording else (),
        areas_note=withheld(wording.areas_note) if wording else "",
        signed=tuple(_signed(who, s, fates, withheld, may_see_draft) for who, s in signed if s is not None),
        needed=needed_types(required_for(row, today=timezone.localdate()), standing) if row else (),
        versions=tuple(version_of(each, withheld) for each in versions),
        may_see_draft=may_see_draft,
    )


def paper_seen_by(viewer: Viewer, slug: str, paper: int) -> PaperSeen:
    """A signed paper, for members. Raises `NotSeen`."""
    row = DeclarationPaper.objects.filter(pk=paper, declaration__locality__slug=slug).first()
    if row is None or not viewer.has_perm(Permission.SEE_DRAFT, slug):
        raise NotSeen(f"paper {paper}")
    return PaperSeen(row.name, bytes(row.content))


def place_of(slug: str) -> Locality:
    """The locality at this address. Raises `NotSeen`."""
    place = Locality.objects.filter(slug=slug).first()
    if place is None:
        raise NotSeen(f"locality {slug}")
    return place


def _chosen(versions: list[Declaration], number: int | None) -> Declaration | None:
    if number is not None:
        for row in versions:
            if row.number == number:
                return row
        raise NotSeen(f"version {number}")
    made = [row for row in versions if row.submitted_at]
    return next((row for row in made if not row.ended_at), made[0] if made else None)


def _withheld_in(place: Locality) -> Withheld:
    """Takes out of words the names of staff here, and of everybody who signed or was asked to."""
    of_place = Q(signatory__declaration__locality=place)
    return Withheld(
        {
            *Person.objects.filter(locality=place).values_list("name", flat=True),
            *Signature.objects.filter(of_place).values_list("name", flat=True),
            *SignatureRequest.objects.filter(of_place).values_list("name", flat=True),
        }
    )


def version_of(row: Declaration, withheld: Callable[[str], str]) -> VersionSeen:
    return VersionSeen(
        row.number,
        row.declared_on,
        row.ending,
        timezone.localdate(row.ended_at) if row.ended_at else None,
        withheld(row.ending_reason),
    )


def _signed(
    row: Signatory,
    signature: Signature,
    fates: Mapping[str, Fate],
    withheld: Callable[[str], str],
    may_see_names: bool,
) -> SignedSeen:
    return SignedSeen(
        organisation=row.partner.organisation.name,
        slug=row.partner.organisation.slug,
        type=OrganisationType(row.partner.organisation.type),
        kind=SignatoryKind(row.kind),
        role=withheld(signature.role),
        name=signature.name if may_see_names else None,
        offer=withheld(signature.offer),
        signed_on=signature.signed_on,
        how=How(signature.how),
        fate=fates.get(row.partner.organisation.slug),
    )
