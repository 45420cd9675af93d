"""What the tests of declarations do again and again."""

from datetime import UTC, datetime

from concordat.assurance import commands
from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.models import Declaration, Signatory
from concordat.plans.commands.proposing import EvidenceGiven

AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
DAY = AT.date()
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture of a signed page"


def begin(locality, *, at=AT) -> Declaration:
    number = commands.begin_declaration(locality_id=locality.pk, by=None, at=at)
    return Declaration.objects.get(locality=locality, number=number)


def name(declaration, partner, kind=SignatoryKind.SIGNATORY, *, at=AT) -> Signatory:
    pk = commands.name_signatory(declaration_id=declaration.pk, partner_id=partner.pk, kind=kind, by=None, at=at)
    return Signatory.objects.get(pk=pk)


def ask(signatory, *, at=AT, by=None, **given):
    values = {"name": "Robin Reed", "email": "reed@police.example", **given}
    commands.ask_to_sign(signatory_id=signatory.pk, **values, by=by, at=at)
    return signatory.requests.get(revoked_at=None)


def sign_on_paper(signatory, *, at=AT, **given) -> None:
    values = {
        "name": "Robin Reed",
        "role": "Chief officer",
        "signed_on": at.date(),
        "paper": EvidenceGiven("signed.png", PNG),
        **given,
    }
    commands.sign_in_the_room(signatory_id=signatory.pk, **values, by=None, at=at)


def everybody_signs(declaration, partners, *, at=AT, **given) -> None:
    for partner in partners.values():
        sign_on_paper(name(declaration, partner, at=at), at=at, **given)


def make(declaration, *, on=DAY, at=AT) -> None:
    commands.make_declaration(declaration_id=declaration.pk, declared_on=on, by=None, at=at)
