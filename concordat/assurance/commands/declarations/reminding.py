"""Reminds those who were asked to sign and have not, by the coordinator's own hand."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit, write_message
from concordat.accounts.models import User
from concordat.assurance.commands.declarations.asking import LINK_PATH
from concordat.assurance.commands.declarations.refusing import NothingToSign, lock_declaration
from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.domain.letters import reminding_letter
from concordat.assurance.models import Signatory, SignatureReminder
from concordat.assurance.queries.standings import open_request, reminder_refused, signatories_of


@transaction.atomic
def remind_to_sign(*, declaration_id: int, signatory_id: int | None = None, by: User | None, at: datetime) -> int:
    """Remind whoever was asked to sign and has not: of one organisation, or of all; gives how many letters went.

    Nobody gets two letters on a day: they are passed over, as is whoever declined. Raises `DeclarationEnded`, and
    `NothingToSign` where nobody is left, with the reason where one organisation was meant.
    """
    declaration = lock_declaration(declaration_id)
    on = timezone.localdate(at)
    meant = [row for row in signatories_of(declaration) if signatory_id in (None, row.pk)]
    refused = {row.pk: reminder_refused(row, declaration.wording_id, on=on) for row in meant}
    reminded = [row for row in meant if not refused[row.pk]]
    if not reminded:
        raise NothingToSign(refused.get(signatory_id or 0) or "There is nobody to remind today.")
    for row in reminded:
        row.declaration = declaration
        _remind(row, by=by, at=at)
    return len(reminded)


def _remind(signatory: Signatory, *, by: User | None, at: datetime) -> None:
    request = open_request(signatory)
    if request is None:
        raise ValueError(f"nobody is asked by signatory {signatory.pk}")
    on = timezone.localdate(at)
    letter = reminding_letter(
        locality=signatory.declaration.locality.name,
        organisation=str(signatory.partner),
        kind=SignatoryKind(signatory.kind),
        to_name=request.name,
        asked_on=timezone.localdate(request.asked_at),
        asker_name=by.name if by else "",
        asker_address=by.email if by else "",
    )
    message = write_message(
        key=f"declaration-reminder-{request.pk}-{on.isoformat()}",
        to_address=request.email,
        to_name=request.name,
        subject=letter.subject,
        text=letter.text,
        link_path=LINK_PATH,
        link_secret=request.secret,
        at=at,
    )
    reminder = SignatureReminder.objects.create(request=request, message=message, on=on)
    record_audit("remind_to_sign", reminder, by=by, at=at, signatory=signatory.pk)
