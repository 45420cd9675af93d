"""Makes the sheet on which a partner says what has happened."""

import secrets
from datetime import datetime

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Partner
from concordat.plans.domain.update_sheets import CODE_LENGTH, CODE_LETTERS
from concordat.plans.models import Plan, UpdateSheet, UpdateSheetLine
from concordat.plans.queries.proposing import open_actions_led_by

FORMATS = ("word", "excel")


class NothingToAsk(Exception):
    """The partner leads no open action."""


@transaction.atomic
def make_update_sheet(*, locality_id: int, partner_id: int, file_format: str, by: User | None, at: datetime) -> str:
    """Keep what a partner is asked: its open actions as they stand now; gives the code of the sheet.

    `file_format` is "word" or "excel". The file is written from what is kept, whenever somebody asks for it. Raises
    `NothingToAsk`, `Partner.DoesNotExist` for a partner of another locality and `ValueError` for another format.
    """
    if file_format not in FORMATS:
        raise ValueError(file_format)
    partner = Partner.objects.select_related("organisation").get(pk=partner_id, locality=locality_id)
    actions = list(open_actions_led_by(partner))
    if not actions:
        raise NothingToAsk(f"{partner} leads no open action, so there is nothing to ask.")
    sheet = UpdateSheet.objects.create(
        plan=Plan.objects.get(locality=locality_id),
        partner=partner,
        code=_new_code(),
        format=file_format,
        made_at=at,
        made_by=by,
    )
    UpdateSheetLine.objects.bulk_create(
        UpdateSheetLine(sheet=sheet, action=action, wording_id=action.wording_id, update_id=action.update_id)
        for action in actions
    )
    record_audit("make_update_sheet", sheet, by=by, at=at, partner=partner.pk, format=file_format, actions=len(actions))
    return sheet.code


def _new_code() -> str:
    """One of 55 thousand million, so that nobody finds another sheet's by trying."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
