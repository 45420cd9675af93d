"""Reads who stands beside a declaration, as the rules of declaring see them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from concordat.accounts.models import Message
from concordat.assurance.domain.declaring import Part, SignatoryKind, Standing, why_no_reminder
from concordat.assurance.domain.reference import Pattern, RequiredType
from concordat.assurance.models import (
    Declaration,
    DeclarationPaper,
    DeclarationWording,
    Signatory,
    Signature,
    SignatureRequest,
)
from concordat.assurance.queries import reference
from concordat.directory.domain import OrganisationType
from concordat.directory.models import Person


def signatories_of(declaration: Declaration) -> list[Signatory]:
    """Those who sign or support, signatories first, each with its requests and signatures; in seven queries."""
    rows = (
        declaration.signatories.filter(left_out_at=None)
        .select_related("partner__organisation")
        .prefetch_related(
            "requests__message",
            "requests__reminders__message",
            "signatures",
            Prefetch("signatures__paper", DeclarationPaper.objects.defer("content")),
        )
    )
    return sorted(rows, key=lambda row: (row.kind != SignatoryKind.SIGNATORY, row.partner.organisation.name.casefold()))


def standing_of(row: Signatory, wording_id: int | None) -> Standing:
    """One of `signatories_of` beside these words."""
    signature, earlier, request = signature_on(row, wording_id), earlier_signature(row, wording_id), open_request(row)
    return Standing(
        name=row.partner.organisation.name,
        type=OrganisationType(row.partner.organisation.type),
        kind=SignatoryKind(row.kind),
        is_asked=request is not None,
        signed_on=signature.signed_on if signature else None,
        signed_earlier_on=earlier.signed_on if earlier and not signature else None,
        has_declined=request is not None and request.declined_at is not None and signature is None,
    )


def standings_of(rows: Iterable[Signatory], wording_id: int | None) -> tuple[Standing, ...]:
    return tuple(standing_of(row, wording_id) for row in rows)


def signature_on(row: Signatory, wording_id: int | None) -> Signature | None:
    """The signature under these words that was not taken back."""
    return next((s for s in row.signatures.all() if s.taken_back_at is None and s.wording_id == wording_id), None)


def earlier_signature(row: Signatory, wording_id: int | None) -> Signature | None:
    """The latest signature under words that were changed since."""
    signed = [s for s in row.signatures.all() if s.taken_back_at is None and s.wording_id != wording_id]
    return signed[-1] if signed else None


def open_request(row: Signatory) -> SignatureRequest | None:
    return next((request for request in row.requests.all() if request.revoked_at is None), None)


def contacts_to_ask(rows: Iterable[Signatory], wording_id: int | None) -> dict[int, Person]:
    """The contact of each of `signatories_of` whom nobody was ever asked for and who has not signed; in one query."""
    waiting = {
        row.partner.organisation_id: row.pk
        for row in rows
        if not row.requests.all() and signature_on(row, wording_id) is None
    }
    declarations = Signatory.objects.filter(pk__in=waiting.values()).values("declaration__locality")
    contacts = Person.objects.filter(locality__in=declarations, organisation__in=waiting, is_contact=True, left_on=None)
    found: dict[int, Person] = {}
    for person in contacts.order_by("name", "pk"):
        if person.organisation_id is not None:
            found.setdefault(waiting[person.organisation_id], person)
    return found


def reminder_refused(row: Signatory, wording_id: int | None, *, on: date) -> str:
    """Why whoever was asked to sign for one of `signatories_of` gets no reminder on a day; "" where they may."""
    standing, request = standing_of(row, wording_id), open_request(row)
    moments = [timezone.localdate(each.asked_at) for each in row.requests.all()]
    moments += [reminder.on for each in row.requests.all() for reminder in each.reminders.all()]
    return why_no_reminder(
        is_asked=standing.is_asked,
        has_signed=standing.signed_on is not None,
        has_declined=standing.has_declined,
        is_lost=request is not None and request.message.state in (Message.State.BOUNCED, Message.State.FAILED),
        last_letter_on=max(moments, default=None),
        on=on,
    )


def parts_of(wording: DeclarationWording | None) -> tuple[Part, ...]:
    return tuple(Part(each["key"], each["title"], each["text"]) for each in wording.parts) if wording else ()


def pattern_for(declaration: Declaration) -> Pattern:
    return reference.declaration_pattern().worded_for(declaration.locality.name)


def required_for(declaration: Declaration, *, today: date) -> Sequence[RequiredType]:
    """The types that a declaration needs: those of its own day, for a draft those of today."""
    return reference.required_types().on(declaration.declared_on or today)
