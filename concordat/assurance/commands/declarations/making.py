"""Makes a declaration of a draft that lacks nothing, and withdraws one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit, refuse_patients
from concordat.accounts.models import User
from concordat.assurance.commands.declarations.counting import count_partners
from concordat.assurance.commands.declarations.refusing import (
    DeclarationEnded,
    ReasonMissing,
    lock_declaration,
    lock_draft,
)
from concordat.assurance.commands.declarations.writing import end
from concordat.assurance.domain.declaring import Lack, lacks_of, wrong_with_day
from concordat.assurance.models import Declaration
from concordat.assurance.queries import reference
from concordat.assurance.queries.standings import parts_of, pattern_for, signatories_of, standings_of
from concordat.directory.models import Locality


class NotReady(Exception):
    """The draft can't be made a declaration; `lacks` say why, each in a sentence."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(" ".join(lack.sentence for lack in lacks))
        self.lacks = tuple(lacks)


@transaction.atomic
def make_declaration(*, declaration_id: int, declared_on: date, by: User | None, at: datetime) -> None:
    """Make a draft the locality's declaration, as of a day; the version that stood before is replaced.

    The types of agency that it needs are those of that day. Raises `NotReady` and `DeclarationEnded`.
    """
    Locality.objects.select_for_update().get(declarations=declaration_id)
    declaration = lock_draft(declaration_id)
    standing = standings_of(signatories_of(declaration), declaration.wording_id)
    wording = declaration.wording
    lacks = [
        lack
        for lack in lacks_of(
            parts=parts_of(wording),
            pattern=pattern_for(declaration).parts,
            has_areas=wording is not None and (bool(wording.areas_note) or wording.areas.exists()),
            standing=standing,
            required=reference.required_types().on(declared_on),
        )
        if lack.stops
    ]
    if sentence := wrong_with_day(declared_on, standing, today=timezone.localdate(at)):
        lacks.append(Lack("date", sentence))
    if lacks:
        raise NotReady(lacks)
    before = Declaration.objects.filter(
        locality=declaration.locality_id, submitted_at__isnull=False, ended_at=None
    ).first()
    if before is not None:
        end(before, Declaration.Ending.REPLACED, by=by, at=at)
    declaration.declared_on, declaration.submitted_at, declaration.submitted_by = declared_on, at, by
    declaration.save(update_fields=["declared_on", "submitted_at", "submitted_by"])
    count_partners(declaration, by=by, at=at)
    record_audit("make_declaration", declaration, by=by, at=at, number=declaration.number, declared_on=str(declared_on))


@transaction.atomic
def withdraw_declaration(
    *, declaration_id: int, reason: str, overruled_reason: str = "", by: User | None, at: datetime
) -> None:
    """Withdraw a declaration that was made; it stays readable, with the reason.

    Raises `ReasonMissing`, `DeclarationEnded` and `NamesAPatient`.
    """
    declaration = lock_declaration(declaration_id)
    if declaration.submitted_at is None:
        raise DeclarationEnded(f"Version {declaration.number} is a draft: drop it instead.")
    if not reason.strip():
        raise ReasonMissing("Say why it is withdrawn: everybody can read it.")
    why = refuse_patients({"reason": reason}, overruled_reason)
    end(declaration, Declaration.Ending.WITHDRAWN, reason=reason.strip(), by=by, at=at)
    count_partners(declaration, by=by, at=at)
    record_audit("withdraw_declaration", declaration, by=by, at=at, number=declaration.number, **why)
