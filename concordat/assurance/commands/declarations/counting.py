"""Says of each partner whether it signed the declaration that stands."""

from datetime import datetime

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.assurance.models import Declaration, Signatory, Signature
from concordat.directory.domain import PartnerKind
from concordat.directory.models import Partner


def count_partners(declaration: Declaration, *, by: User | None, at: datetime) -> None:
    """Bring the partners of a declaration's locality to what they signed; call it inside the change that moves them.

    Partners that no declaration here ever named stay what somebody said they are.
    """
    locality = declaration.locality_id
    standing = Declaration.objects.filter(locality=locality, submitted_at__isnull=False, ended_at=None).first()
    signed = dict(
        Signature.objects.filter(
            taken_back_at=None, wording=standing.wording_id, signatory__left_out_at=None
        ).values_list("signatory__partner", "signatory__kind")
        if standing
        else ()
    )
    named = Signatory.objects.filter(declaration__locality=locality).values("partner")
    for partner in Partner.objects.filter(pk__in=named):
        kind = PartnerKind(signed.get(partner.pk, PartnerKind.PARTNER))
        if partner.kind != kind:
            before, partner.kind = partner.kind, kind
            partner.save(update_fields=["kind"])
            record_audit("count_partners", partner, by=by, at=at, before=before, kind=kind.value)
