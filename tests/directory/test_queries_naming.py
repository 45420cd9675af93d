"""An organisation is found by what a locality knows, and never guessed from letters."""

import pytest

from concordat.directory import queries
from concordat.directory.domain import OrganisationType
from tests.factories.directory import (
    AliasFactory,
    AreaFactory,
    AreaOrganisationFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db


def place_with_two_areas():
    first, second = AreaFactory(name="Northshire"), AreaFactory(name="Eastshire")
    return LocalityFactory(areas=[first]), first, second


def test_finder_asks_the_alias_of_the_locality_before_a_partner_of_that_name():
    locality, _, _ = place_with_two_areas()
    PartnerFactory(locality=locality, organisation__name="NCC")
    council = OrganisationFactory(name="Northshire County Council")
    AliasFactory(locality=locality, text="N.C.C.", organisation=council)

    found = queries.OrganisationFinder(locality.pk).find("ncc")

    assert (found.organisation_id, found.score) == (council.pk, 100.0)


def test_finder_keeps_one_locality_s_alias_from_another():
    locality, _, _ = place_with_two_areas()
    AliasFactory(text="NHT", organisation__name="Northshire Health Trust")

    assert queries.OrganisationFinder(locality.pk).find("NHT").organisation_id is None


def test_finder_prefers_the_body_that_serves_the_area_for_letters_that_two_bodies_share():
    locality, first, second = place_with_two_areas()
    here = AreaOrganisationFactory(area=first, organisation__name="Northshire Partnership NHS Trust").organisation
    there = AreaOrganisationFactory(area=second, organisation__name="Newshire Partnership NHS Trust").organisation
    AliasFactory(locality=None, text="NPT", organisation=here)
    AliasFactory(locality=None, text="NPT", organisation=there)

    assert queries.OrganisationFinder(locality.pk).find("NPT").organisation_id == here.pk


def test_finder_takes_the_police_to_be_the_only_force_here():
    locality, first, second = place_with_two_areas()
    AreaOrganisationFactory(area=second, organisation__type=OrganisationType.POLICE)
    force = AreaOrganisationFactory(area=first, organisation__type=OrganisationType.POLICE).organisation

    found = queries.OrganisationFinder(locality.pk).find("The Police")

    assert (found.organisation_id, found.how) == (force.pk, "The only one of its kind here (Police).")


def test_finder_costs_the_same_number_of_queries_whatever_it_knows(django_assert_num_queries):
    locality, first, _ = place_with_two_areas()
    for _ in range(3):
        PartnerFactory(locality=locality)
        AliasFactory(locality=locality)
        AreaOrganisationFactory(area=first)

    with django_assert_num_queries(4):
        finder = queries.OrganisationFinder(locality.pk)
        finder.find("Somebody")
