"""Names who is to sign a declaration, and asks them by a letter with a link of their own."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from concordat.accounts.commands import record_audit, refuse_patients, write_message
from concordat.accounts.models import Message, User
from concordat.assurance.commands.declarations.refusing import (
    AlreadySigned,
    NothingToSign,
    lock_declaration,
    lock_signatory,
)
from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.domain.letters import signing_letter
from concordat.assurance.models import Signatory, SignatureRequest
from concordat.assurance.queries.standings import contacts_to_ask, signatories_of
from concordat.directory.models import Partner

LINK_PATH = "/sign/{token}/"


@transaction.atomic
def name_signatory(*, declaration_id: int, partner_id: int, kind: SignatoryKind, by: User | None, at: datetime) -> int:
    """Say that a partner of the locality is to sign or support; gives the signatory's key.

    One that was named already becomes the kind that is given, unless it has signed. Raises `DeclarationEnded`,
    `NothingToSign` for an organisation that is no partner, and `AlreadySigned`.
    """
    declaration = lock_declaration(declaration_id)
    partner = Partner.objects.filter(pk=partner_id, locality=declaration.locality_id).first()
    if partner is None:
        raise NothingToSign("This organisation is no partner here. Add it to the partners first.")
    signatory = Signatory.objects.filter(declaration=declaration, partner=partner).first()
    if signatory is None:
        signatory = Signatory.objects.create(
            declaration=declaration, partner=partner, kind=kind, named_at=at, named_by=by
        )
    else:
        if signatory.kind != kind and signatory.signatures.filter(taken_back_at=None).exists():
            raise AlreadySigned(f"{partner} has signed as a {signatory.get_kind_display().lower()}.")
        signatory.kind = kind
        signatory.left_out_at = signatory.left_out_by = None
        signatory.save(update_fields=["kind", "left_out_at", "left_out_by"])
    record_audit("name_signatory", signatory, by=by, at=at, partner=partner.pk, kind=kind.value)
    return signatory.pk


@transaction.atomic
def ask_to_sign(
    *,
    signatory_id: int,
    name: str,
    email: str,
    words: str = "",
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> None:
    """Ask this person to sign for the organisation, by letter with a link; whoever was asked before loses theirs.

    Raises `DeclarationEnded`, `NothingToSign`, `AlreadySigned` and `NamesAPatient`.
    """
    signatory = lock_signatory(signatory_id)
    declaration = signatory.declaration
    if declaration.wording is None:
        raise NothingToSign("There are no words to sign yet.")
    if signatory.signatures.filter(wording=declaration.wording, taken_back_at=None).exists():
        raise AlreadySigned(f"{signatory.partner} has signed these words.")
    why = refuse_patients({"words": words}, overruled_reason)
    _revoke(signatory, "A newer letter took its place.", by=by, at=at)
    secret = secrets.token_urlsafe(32)
    letter = signing_letter(
        locality=declaration.locality.name,
        organisation=str(signatory.partner),
        kind=SignatoryKind(signatory.kind),
        to_name=name,
        words=words.strip(),
        asker_name=by.name if by else "",
        asker_address=by.email if by else "",
    )
    message = write_message(
        key=f"declaration-signature-{signatory.pk}-{at:%Y%m%dT%H%M%S%f}",
        to_address=email,
        to_name=name,
        subject=letter.subject,
        text=letter.text,
        link_path=LINK_PATH,
        link_secret=secret,
        at=at,
    )
    request = SignatureRequest.objects.create(
        signatory=signatory,
        name=" ".join(name.split())[:120],
        email=email.strip(),
        words=words.strip(),
        secret=secret,
        message=message,
        asked_at=at,
        asked_by=by,
    )
    record_audit("ask_to_sign", request, by=by, at=at, signatory=signatory.pk, **why)


@transaction.atomic
def ask_contacts_to_sign(*, declaration_id: int, by: User | None, at: datetime) -> int:
    """Ask the contact of every organisation that nobody was asked for and that has not signed; gives how many.

    Raises `DeclarationEnded`, and `NothingToSign` where there is nobody to ask or nothing to sign.
    """
    declaration = lock_declaration(declaration_id)
    contacts = contacts_to_ask(signatories_of(declaration), declaration.wording_id)
    if not contacts:
        raise NothingToSign("There is no contact here who was not asked yet.")
    for signatory, person in contacts.items():
        ask_to_sign(signatory_id=signatory, name=person.name, email=person.email, by=by, at=at)
    return len(contacts)


@transaction.atomic
def take_back_link(*, signatory_id: int, by: User | None, at: datetime) -> None:
    """Let the link that was sent open nothing any more. Raises `DeclarationEnded` and `NothingToSign`."""
    signatory = lock_signatory(signatory_id)
    _revoke(signatory, "The link was taken back before it was sent.", by=by, at=at)
    record_audit("take_back_link", signatory, by=by, at=at)


@transaction.atomic
def leave_out(*, signatory_id: int, by: User | None, at: datetime) -> None:
    """Say that an organisation is not to sign after all.

    Raises `AlreadySigned` where it has, `DeclarationEnded` and `NothingToSign`.
    """
    signatory = lock_signatory(signatory_id)
    if signatory.signatures.filter(taken_back_at=None).exists():
        raise AlreadySigned(f"{signatory.partner} has signed. Take its signature back first, and say why.")
    _revoke(signatory, "The organisation is not to sign after all.", by=by, at=at)
    signatory.left_out_at, signatory.left_out_by = at, by
    signatory.save(update_fields=["left_out_at", "left_out_by"])
    record_audit("leave_out", signatory, by=by, at=at)


def withdraw_letters(signatories: Iterable[int], *, why: str) -> None:
    """Let letters that nobody has sent yet go nowhere: their links are dead."""
    theirs = list(signatories)
    waiting = Message.objects.filter(
        Q(signature_request__signatory__in=theirs) | Q(signature_reminder__request__signatory__in=theirs),
        state=Message.State.WAITING,
    ).values_list("pk", flat=True)
    # The worker takes a letter by the same state, so that it is either withdrawn or sent.
    Message.objects.filter(pk__in=list(waiting), state=Message.State.WAITING).update(
        state=Message.State.FAILED, failure=why
    )


def _revoke(signatory: Signatory, why: str, *, by: User | None, at: datetime) -> None:
    withdraw_letters([signatory.pk], why=why)
    signatory.requests.filter(revoked_at=None).update(revoked_at=at, revoked_by=by)
