"""Keeps a locality's organisations: who they are, what they are called, who is a partner, who works there."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.domain import AliasKind, OrganisationType, PartnerKind, fold_name
from concordat.directory.models import Alias, Locality, Organisation, Partner, Person

# Commands above have the rows in hand; views have only the keys that queries give them.
LocalityOrKey = Locality | int
OrganisationOrKey = Organisation | int


class NameMissing(Exception):
    """A name has at least one letter or digit."""


class AliasTaken(Exception):
    """The locality calls another organisation by these words."""


@transaction.atomic
def create_organisation(
    *,
    name: str,
    type: OrganisationType,  # noqa: A002 - the word that people use
    locality: LocalityOrKey | None = None,
    by: User | None,
    at: datetime,
) -> Organisation:
    """Make an organisation known, and give it back if it is.

    The same name and type mean the same body where it is a partner of `locality` or came with the reference data;
    a "Carers' Group" of another locality is another body. It is not yet a partner: see `add_partner`.
    Raises `NameMissing`.
    """
    name = " ".join(name.split())[:200]
    folded = fold_name(name)
    if not folded:
        raise NameMissing("Give the organisation a name.")
    for known in _may_be_the_same(type, locality):
        if fold_name(known.name) == folded:
            return known
    organisation = Organisation.objects.create(slug=_free_slug(name), name=name, type=type)
    record_audit("create_organisation", organisation, by=by, at=at, name=name, type=type.value)
    return organisation


@transaction.atomic
def add_alias(
    *, locality: LocalityOrKey, text: str, organisation: OrganisationOrKey, by: User | None, at: datetime
) -> Alias:
    """Say what a locality calls an organisation; saying it again changes nothing.

    Raises `AliasTaken` and `NameMissing`.
    """
    text = " ".join(text.split())[:200]
    folded = fold_name(text)
    if not folded:
        raise NameMissing("Write what the organisation is called.")
    known = Alias.objects.filter(locality=locality, folded=folded).select_related("organisation").first()
    if known is not None:
        if known.organisation_id != key_of(organisation):
            raise AliasTaken(f"“{known.text}” already means {known.organisation.name} here.")
        return known
    alias = Alias.objects.create(
        locality_id=key_of(locality),
        organisation_id=key_of(organisation),
        text=text,
        folded=folded,
        kind=AliasKind.LOCAL,
    )
    record_audit("add_alias", alias, by=by, at=at, text=text, organisation=key_of(organisation))
    return alias


@transaction.atomic
def add_partner(
    *,
    locality: LocalityOrKey,
    organisation: OrganisationOrKey,
    kind: PartnerKind = PartnerKind.PARTNER,
    by: User | None,
    at: datetime,
) -> Partner:
    """Make an organisation a partner of a locality; one that is already stays what it is, or becomes more.

    Who is a signatory or a supporter does not become a mere partner by leading an action.
    """
    partner = Partner.objects.filter(locality=locality, organisation=organisation).first()
    if partner is None:
        partner = Partner.objects.create(locality_id=key_of(locality), organisation_id=key_of(organisation), kind=kind)
    elif kind in {PartnerKind(partner.kind), PartnerKind.PARTNER}:
        return partner
    else:
        partner.kind = kind
        partner.save(update_fields=["kind"])
    record_audit("add_partner", partner, by=by, at=at, organisation=key_of(organisation), kind=kind.value)
    return partner


@transaction.atomic
def welcome_partner(
    *,
    locality: LocalityOrKey,
    kind: PartnerKind,
    organisation: OrganisationOrKey | None = None,
    name: str = "",
    type: OrganisationType = OrganisationType.OTHER,  # noqa: A002 - the word that people use
    by: User | None,
    at: datetime,
) -> Partner:
    """Make an organisation a partner, or first the one called `name`, of this type. Raises `NameMissing`."""
    if organisation is None:
        organisation = create_organisation(name=name, type=type, locality=locality, by=by, at=at)
    return add_partner(locality=locality, organisation=organisation, kind=kind, by=by, at=at)


@transaction.atomic
def add_person(
    *,
    locality: LocalityOrKey,
    name: str,
    organisation: OrganisationOrKey | None = None,
    email: str = "",
    by: User | None,
    at: datetime,
) -> Person:
    """Keep a work contact of a locality, once a name; what is told later about a person fills what was blank.

    Raises `NameMissing`.
    """
    name = " ".join(name.split())[:120]
    if not fold_name(name):
        raise NameMissing("Give the person a name.")
    person, is_new = Person.objects.get_or_create(
        locality_id=key_of(locality), name=name, defaults={"organisation_id": key_of(organisation), "email": email}
    )
    told = {
        field: value
        for field, value in (("organisation_id", key_of(organisation)), ("email", email))
        if value and not getattr(person, field)
    }
    for field, value in told.items():
        setattr(person, field, value)
    if told:
        person.save(update_fields=list(told))
    if is_new or told:
        record_audit("add_person", person, by=by, at=at, organisation=key_of(organisation))
    return person


def key_of(row: Locality | Organisation | int | None) -> int | None:
    return row if row is None or isinstance(row, int) else row.pk


def _may_be_the_same(kind: OrganisationType, locality: LocalityOrKey | None) -> list[Organisation]:
    of_type = Organisation.objects.filter(type=kind)
    here = of_type.filter(partnerships__locality=locality) if locality else of_type.none()
    return [*here, *of_type.exclude(source="")]


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:110] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 2))]
    return next(slug for slug in candidates if slug not in taken)
