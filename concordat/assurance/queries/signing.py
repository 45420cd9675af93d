"""Reads what the link of somebody who is asked to sign opens."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from concordat.assurance.domain.declaring import Part, SignatoryKind
from concordat.assurance.models import SignatureRequest
from concordat.assurance.queries.declarations import NotSeen
from concordat.assurance.queries.standings import parts_of


class LinkOver(Exception):
    """A link that was good and is no more; `asker` and `email` say whom to ask, "" where nobody is known."""

    def __init__(self, asker: str, email: str) -> None:
        super().__init__("over")
        self.asker = asker
        self.email = email


@dataclass(frozen=True, slots=True)
class SigningSeen:
    """A declaration before whoever is to sign it. `wording` is the key of the words that they read."""

    request: int
    wording: int
    locality_slug: str
    locality_name: str
    organisation: str
    kind: SignatoryKind
    person: str
    asker: str
    asker_email: str
    title: str
    parts: tuple[Part, ...]
    areas: tuple[str, ...]
    areas_note: str
    is_opened: bool
    signed_on: date | None
    signed_role: str
    earlier_on: date | None  # they signed words that were changed since
    declined_at: datetime | None
    declared_on: date | None


def asked_to_sign(secret: str) -> SigningSeen:
    """What the link with this secret opens, in five queries.

    Raises `NotSeen` for one that nobody was ever sent, and `LinkOver` for one that was taken back, or whose declaration
    was dropped, replaced or withdrawn.
    """
    request = (
        SignatureRequest.objects.filter(secret=secret)
        .select_related("signatory__partner__organisation", "signatory__declaration__locality", "asked_by")
        .select_related("signatory__declaration__wording")
        .first()
    )
    if request is None:
        raise NotSeen("link")
    signatory, declaration = request.signatory, request.signatory.declaration
    asker = (request.asked_by.name, request.asked_by.email) if request.asked_by else ("", "")
    wording = declaration.wording
    if request.revoked_at or declaration.ended_at or signatory.left_out_at or wording is None:
        raise LinkOver(*asker)
    signatures = list(signatory.signatures.filter(taken_back_at=None))
    signed = next((each for each in signatures if each.wording_id == wording.pk), None)
    return SigningSeen(
        request=request.pk,
        wording=wording.pk,
        locality_slug=declaration.locality.slug,
        locality_name=declaration.locality.name,
        organisation=signatory.partner.organisation.name,
        kind=SignatoryKind(signatory.kind),
        person=request.name,
        asker=asker[0],
        asker_email=asker[1],
        title=wording.title,
        parts=parts_of(wording),
        areas=tuple(wording.areas.values_list("name", flat=True)),
        areas_note=wording.areas_note,
        is_opened=request.opened_at is not None,
        signed_on=signed.signed_on if signed else None,
        signed_role=signed.role if signed else "",
        earlier_on=max((each.signed_on for each in signatures), default=None) if not signed else None,
        declined_at=timezone.localtime(request.declined_at) if request.declined_at else None,
        declared_on=declaration.declared_on,
    )
