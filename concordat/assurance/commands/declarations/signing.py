"""Signs a declaration, by the link in a letter or on paper in the room, and takes a signature back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit, refuse_patients
from concordat.accounts.domain.patients import IdentifierKind, identifiers_sentence
from concordat.accounts.models import User
from concordat.assurance.commands.declarations.counting import count_partners
from concordat.assurance.commands.declarations.refusing import (
    AlreadySigned,
    NothingToSign,
    ReasonMissing,
    WordsChanged,
    lock_request,
    lock_signatory,
)
from concordat.assurance.domain.declaring import How, SignatoryKind
from concordat.assurance.models import DeclarationPaper, Signatory, Signature, SignatureRequest
from concordat.plans.commands.proposing.evidence import EvidenceGiven, EvidenceRefused, read_evidence


@transaction.atomic
def open_signing_link(*, request_id: int, at: datetime) -> None:
    """Note that a person followed the link for the first time."""
    SignatureRequest.objects.filter(pk=request_id, opened_at=None).update(opened_at=at)


@transaction.atomic
def sign_by_link(
    *,
    request_id: int,
    wording_id: int,
    name: str,
    role: str,
    offer: str = "",
    overruled_reason: str = "",
    at: datetime,
) -> None:
    """Sign for the organisation of a request, under the words (`wording_id`) that the signer read.

    Raises `SigningEnded`, `WordsChanged`, `AlreadySigned` and `NamesAPatient`.
    """
    request = lock_request(request_id)
    signatory = request.signatory
    if signatory.declaration.wording_id != wording_id:
        raise WordsChanged("The words were changed while you read them. Read them again, and sign if you agree.")
    _refuse_twice(signatory)
    why = refuse_patients({"role": role, "offer": offer}, overruled_reason)
    request.declined_at, request.declined_words = None, ""
    request.save(update_fields=["declined_at", "declined_words"])
    signature = Signature.objects.create(
        signatory=signatory,
        wording_id=wording_id,
        how=How.LINK,
        name=" ".join(name.split())[:120],
        role=" ".join(role.split())[:120],
        offer=offer.strip() if signatory.kind == SignatoryKind.SUPPORTER else "",
        signed_on=timezone.localdate(at),
        request=request,
        recorded_at=at,
    )
    count_partners(signatory.declaration, by=None, at=at)
    record_audit("sign_by_link", signature, by=None, at=at, signatory=signatory.pk, wording=wording_id, **why)


@transaction.atomic
def decline_by_link(*, request_id: int, words: str, overruled_reason: str = "", at: datetime) -> None:
    """Say that the organisation does not sign, or that somebody else has to. Raises as `sign_by_link`."""
    request = lock_request(request_id)
    _refuse_twice(request.signatory)
    why = refuse_patients({"words": words}, overruled_reason)
    request.declined_at, request.declined_words = at, words.strip()
    request.save(update_fields=["declined_at", "declined_words"])
    record_audit("decline_by_link", request, by=None, at=at, **why)


@transaction.atomic
def sign_in_the_room(
    *,
    signatory_id: int,
    name: str,
    role: str,
    signed_on: date,
    paper: EvidenceGiven,
    offer: str = "",
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> None:
    """Record that somebody signed by hand, with the paper. The link that was sent is dead.

    Raises `EvidenceRefused` for a file that is no paper, `AlreadySigned`, `NothingToSign`, `DeclarationEnded` and
    `NamesAPatient`.
    """
    signatory = lock_signatory(signatory_id)
    declaration = signatory.declaration
    if declaration.wording is None:
        raise NothingToSign("There are no words to sign yet.")
    if signed_on > timezone.localdate(at):
        raise NothingToSign("That day has not come yet.")
    _refuse_twice(signatory)
    why = refuse_patients({"role": role, "offer": offer}, overruled_reason)
    read = read_evidence(paper)
    # A letterhead has a postcode.
    found = [one for one in read.identifiers if one.kind is not IdentifierKind.POSTCODE]
    if found:
        raise EvidenceRefused(f"{read.name} holds {identifiers_sentence(found)}. Choose the signed page alone.")
    kept = DeclarationPaper.objects.create(
        declaration=declaration,
        name=read.name,
        format=read.format,
        content=read.content,
        size=len(read.content),
        sha256=read.sha256,
        uploaded_at=at,
        by=by,
    )
    signature = Signature.objects.create(
        signatory=signatory,
        wording=declaration.wording,
        how=How.ROOM,
        name=" ".join(name.split())[:120],
        role=" ".join(role.split())[:120],
        offer=offer.strip() if signatory.kind == SignatoryKind.SUPPORTER else "",
        signed_on=signed_on,
        paper=kept,
        recorded_at=at,
        by=by,
    )
    signatory.requests.filter(revoked_at=None).update(revoked_at=at, revoked_by=by)
    count_partners(declaration, by=by, at=at)
    record_audit("sign_in_the_room", signature, by=by, at=at, signatory=signatory.pk, paper=kept.pk, **why)


@transaction.atomic
def take_back_signature(
    *, signature_id: int, reason: str, overruled_reason: str = "", by: User | None, at: datetime
) -> None:
    """Record that an organisation no longer signs, and why; what it signed stays readable.

    Raises `ReasonMissing`, `NothingToSign` where it was taken back, `DeclarationEnded` and `NamesAPatient`.
    """
    signature = Signature.objects.get(pk=signature_id)
    signatory = lock_signatory(signature.signatory_id)
    signature.refresh_from_db()
    if signature.taken_back_at is not None:
        raise NothingToSign("The signature was taken back already.")
    if not reason.strip():
        raise ReasonMissing("Say why it is taken back.")
    why = refuse_patients({"reason": reason}, overruled_reason)
    signature.taken_back_at, signature.taken_back_by, signature.taken_back_reason = at, by, reason.strip()
    signature.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    signatory.requests.filter(revoked_at=None).update(revoked_at=at, revoked_by=by)
    count_partners(signatory.declaration, by=by, at=at)
    record_audit("take_back_signature", signature, by=by, at=at, signatory=signatory.pk, **why)


def _refuse_twice(signatory: Signatory) -> None:
    if signatory.signatures.filter(wording=signatory.declaration.wording_id, taken_back_at=None).exists():
        raise AlreadySigned(f"{signatory.partner} has signed these words already.")
