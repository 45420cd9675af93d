"""Localities, areas and partners are read whole, in the same number of queries however many there are."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from concordat.directory import queries
from concordat.directory.domain import PartnerKind, Role
from concordat.directory.models import Succession
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AliasFactory,
    AreaFactory,
    AreaOrganisationFactory,
    CrisisServiceFactory,
    FormerAreaFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    RegionFactory,
    RoleHeldFactory,
)

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def test_locality_that_is_not_there_is_refused():
    with pytest.raises(queries.NoSuchLocality):
        queries.get_locality(ANYBODY, "nowhere")
    with pytest.raises(queries.NoSuchLocality):
        queries.partners_of(ANYBODY, "nowhere")


@pytest.mark.parametrize(
    ("areas", "note", "words"),
    [
        ([], "", ""),
        ([], "an invented county", "an invented county"),
        (["Northshire"], "", "Northshire"),
        (["Northshire", "Eastshire"], "", "Eastshire and Northshire"),
        (["Northshire", "Eastshire", "Southshire"], "", "Eastshire, Northshire and Southshire"),
        (["Northshire"], "the coast", "Northshire (the coast)"),
    ],
)
def test_areas_of_a_locality_are_said_in_words(areas, note, words):
    locality = LocalityFactory(areas=[AreaFactory(name=name) for name in areas], areas_note=note)

    assert queries.get_locality(ANYBODY, locality.slug).areas_in_words == words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (None, ["Coast", "Hills"]),
        ("coast", ["Coast"]),
        ("northshire", ["Coast"]),
        ("coast northshire", ["Coast"]),
        ("coast southshire", []),
        ("wold", ["Hills"]),
    ],
)
def test_localities_are_found_by_name_area_and_region(words, found):
    LocalityFactory(name="Coast", areas=[AreaFactory(name="Northshire"), AreaFactory(name="Northshire City")])
    LocalityFactory(name="Hills", region=RegionFactory(name="The Wolds"))

    assert [each.name for each in queries.localities_visible_to(ANYBODY, words)] == found


def test_localities_are_found_by_what_their_areas_were_before():
    time = FormerAreaFactory(name="Oldshire").successions
    parts = [AreaFactory(name=name) for name in ("East", "West")]
    for part in parts:
        time.create(after=part.code, extent="part", what="a half", happened_on=date(2021, 4, 1))
    LocalityFactory(name="Sunrise", areas=parts[:1])
    LocalityFactory(name="Sunset", areas=parts)
    LocalityFactory(name="Noon", areas=[AreaFactory(name="South")])

    assert [each.name for each in queries.localities_visible_to(ANYBODY, "oldsh")] == ["Sunrise", "Sunset"]
    named = [area for region in queries.regions_with_areas() for area in region.areas]
    assert {area.name: area.was for area in named} == {"East": ("Oldshire",), "West": ("Oldshire",), "South": ()}


def test_localities_cost_the_same_number_of_queries_for_one_and_three(django_assert_num_queries):
    CrisisServiceFactory(locality__areas=[AreaFactory()])
    with django_assert_num_queries(3):
        queries.localities_visible_to(ANYBODY)
    for _ in range(2):
        CrisisServiceFactory(locality__areas=[AreaFactory(), AreaFactory()])

    with django_assert_num_queries(3):
        queries.localities_visible_to(ANYBODY)


def test_localities_of_a_user_are_those_where_the_role_is_held():
    user = UserFactory()
    coordinated = RoleHeldFactory(user=user).locality
    led = PartnerFactory()
    RoleHeldFactory(user=user, role=Role.LEAD, locality=None, partner=led)
    RoleHeldFactory(user=user, role=Role.REGIONAL, locality=None, region=LocalityFactory().region)
    RoleHeldFactory()

    assert {each.slug for each in queries.localities_worked_in_by(user)} == {coordinated.slug, led.locality.slug}
    assert queries.localities_worked_in_by(ANYBODY) == ()


def test_partners_come_by_name_with_what_the_locality_calls_them():
    locality = LocalityFactory()
    police = PartnerFactory(locality=locality, organisation__name="Police", kind=PartnerKind.SIGNATORY)
    PartnerFactory(locality=locality, organisation__name="Carers")
    AliasFactory(locality=locality, organisation=police.organisation, text="The force")
    AliasFactory(organisation=police.organisation, text="Elsewhere’s word")
    PartnerFactory(organisation__name="Of another locality")

    found = queries.partners_of(ANYBODY, locality.slug)

    assert [(each.name, each.kind, each.aliases) for each in found] == [
        ("Carers", PartnerKind.PARTNER, ()),
        ("Police", PartnerKind.SIGNATORY, ("The force",)),
    ]


def test_partner_that_ended_says_when_and_who_followed():
    partner = PartnerFactory(organisation__ends_on=date(2022, 6, 30))
    board = OrganisationFactory(name="Northshire Board")
    Succession.objects.create(before=partner.organisation, after=board, kind="merger", happened_on=date(2022, 7, 1))

    (found,) = queries.partners_of(ANYBODY, partner.locality.slug)

    assert found.fate is not None
    assert found.fate.ended_on == date(2022, 6, 30)
    assert [(heir.name, heir.since) for heir in found.fate.heirs] == [("Northshire Board", date(2022, 7, 1))]


def test_partners_cost_the_same_number_of_queries_for_one_and_three(django_assert_num_queries):
    locality = LocalityFactory()
    PartnerFactory(locality=locality, organisation__ends_on=date(2022, 6, 30))
    with django_assert_num_queries(4):
        queries.partners_of(ANYBODY, locality.slug)
    for _ in range(2):
        another = PartnerFactory(locality=locality, organisation__ends_on=date(2021, 3, 31))
        AliasFactory(locality=locality, organisation=another.organisation)

    with django_assert_num_queries(4):
        queries.partners_of(ANYBODY, locality.slug)


def test_organisations_to_choose_from_are_those_here_and_those_of_the_whole_country():
    here, elsewhere = AreaFactory(), AreaFactory()
    locality = LocalityFactory(areas=[here])
    serving = AreaOrganisationFactory(area=here).organisation
    AreaOrganisationFactory(area=elsewhere)
    national = OrganisationFactory(source="reference")
    partner = PartnerFactory(locality=locality).organisation
    OrganisationFactory()  # another locality's own

    found = {each.id for each in queries.organisations_to_choose_from(ANYBODY, locality.slug)}

    assert found == {serving.pk, national.pk, partner.pk}
