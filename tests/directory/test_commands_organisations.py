"""Organisations, names, partners and people are kept once, and say why where they cannot be."""

from datetime import UTC, datetime

import pytest

from concordat.accounts.models import AuditEntry
from concordat.directory import commands
from concordat.directory.domain import OrganisationType, PartnerKind
from concordat.directory.models import Organisation
from tests.factories.directory import AliasFactory, LocalityFactory, OrganisationFactory, PartnerFactory

pytestmark = pytest.mark.django_db
SAID = {"by": None, "at": datetime(2026, 1, 5, 9, tzinfo=UTC)}
CHARITY = OrganisationType.VOLUNTARY


def test_organisation_of_the_reference_data_is_found_again():
    known = OrganisationFactory(name="Northshire Police", type=OrganisationType.POLICE, source="reference")

    again = commands.create_organisation(name="The Northshire Police", type=OrganisationType.POLICE, **SAID)

    assert again == known
    assert not AuditEntry.objects.exists()


def test_partner_of_the_locality_is_found_again():
    partner = PartnerFactory(organisation__name="Carers’ Group")

    again = commands.create_organisation(name="Carers Group", type=CHARITY, locality=partner.locality_id, **SAID)

    assert again == partner.organisation


def test_group_of_another_locality_with_the_same_name_is_another_body():
    PartnerFactory(organisation__name="Carers Group", organisation__slug="carers-group")

    made = commands.create_organisation(name="Carers Group", type=CHARITY, locality=LocalityFactory(), **SAID)

    assert made.slug == "carers-group-2"


@pytest.mark.parametrize("name", ["", " … ", "the"])
def test_organisation_without_a_name_is_refused(name):
    with pytest.raises(commands.NameMissing, match="Give the organisation a name"):
        commands.create_organisation(name=name, type=CHARITY, **SAID)


def test_alias_is_added_once_whatever_its_dots_and_case():
    locality, organisation = LocalityFactory(), OrganisationFactory()

    first = commands.add_alias(locality=locality, text="N.C.C.", organisation=organisation, **SAID)
    second = commands.add_alias(locality=locality.pk, text="ncc", organisation=organisation.pk, **SAID)

    assert first == second
    assert AuditEntry.objects.count() == 1


def test_alias_that_means_somebody_else_here_is_refused():
    taken = AliasFactory(text="NCC", organisation__name="Northshire County Council")

    with pytest.raises(commands.AliasTaken, match="“NCC” already means Northshire County Council here"):
        commands.add_alias(locality=taken.locality, text="ncc", organisation=OrganisationFactory(), **SAID)


def test_alias_without_a_letter_is_refused():
    with pytest.raises(commands.NameMissing, match="Write what the organisation is called"):
        commands.add_alias(locality=LocalityFactory(), text="–", organisation=OrganisationFactory(), **SAID)


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (PartnerKind.PARTNER, PartnerKind.SIGNATORY, PartnerKind.SIGNATORY),
        (PartnerKind.SUPPORTER, PartnerKind.SIGNATORY, PartnerKind.SIGNATORY),
        (PartnerKind.SIGNATORY, PartnerKind.PARTNER, PartnerKind.SIGNATORY),
        (PartnerKind.SIGNATORY, PartnerKind.SIGNATORY, PartnerKind.SIGNATORY),
    ],
)
def test_partner_that_is_there_becomes_more_and_never_less_by_leading(before, said, after):
    partner = PartnerFactory(kind=before)

    again = commands.add_partner(locality=partner.locality_id, organisation=partner.organisation_id, kind=said, **SAID)

    assert (again.pk, again.kind) == (partner.pk, after)


def test_new_organisation_is_welcomed_as_a_partner():
    locality = LocalityFactory()

    partner = commands.welcome_partner(
        locality=locality.pk, name="Northshire Carers", type=CHARITY, kind=PartnerKind.SUPPORTER, **SAID
    )

    assert Organisation.objects.get().name == "Northshire Carers"
    assert (partner.locality, partner.kind) == (locality, PartnerKind.SUPPORTER)


def test_person_is_kept_once_and_blanks_are_filled():
    locality, organisation = LocalityFactory(), OrganisationFactory()

    first = commands.add_person(locality=locality, name="Jo Bloggs", **SAID)
    again = commands.add_person(
        locality=locality.pk, name="Jo  Bloggs", organisation=organisation.pk, email="jo@example.org", **SAID
    )
    last = commands.add_person(locality=locality, name="Jo Bloggs", email="other@example.org", **SAID)

    assert first.pk == again.pk == last.pk
    assert (last.organisation_id, last.email) == (organisation.pk, "jo@example.org")


def test_person_without_a_name_is_refused():
    with pytest.raises(commands.NameMissing, match="Give the person a name"):
        commands.add_person(locality=LocalityFactory(), name=" ", **SAID)
