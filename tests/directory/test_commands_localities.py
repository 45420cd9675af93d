"""Localities and roles are set up once, with reasons where they cannot be."""

from datetime import UTC, date, datetime

import pytest

from concordat.accounts.models import AuditEntry, User
from concordat.directory import commands, queries
from concordat.directory.domain import Role
from concordat.directory.models import Locality, RoleHeld
from tests.factories.accounts import UserFactory
from tests.factories.directory import AreaFactory, LocalityFactory, PartnerFactory, RegionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
LINE = commands.CrisisLineGiven(
    name="Night line", telephone="01632 960123", hours="24 hours a day", checked_on=date(2026, 1, 5)
)
CAFE = commands.CrisisLineGiven(name="Café", address="1 High Street", hours="Evenings", checked_on=date(2026, 2, 1))


def test_locality_is_created_with_its_areas_services_and_audit():
    area = AreaFactory()
    locality = commands.create_locality(
        name="  Northshire  and coast ",
        region=area.region_id,
        areas=[area.code],
        crisis_services=[LINE, CAFE],
        by=None,
        at=AT,
    )

    facts = queries.get_locality(None, "northshire-and-coast")
    assert (facts.id, facts.name, [each.code for each in facts.areas]) == (
        locality.pk,
        "Northshire and coast",
        [area.code],
    )
    assert [(line.name, line.telephone) for line in facts.crisis_services] == [
        ("Night line", "01632 960123"),
        ("Café", ""),
    ]
    assert AuditEntry.objects.get().command == "create_locality"


@pytest.mark.parametrize("name", ["New", "new!"])
def test_locality_never_takes_the_address_of_the_page_for_a_new_one(name):
    assert commands.create_locality(name=name, region=RegionFactory().code, by=None, at=AT).slug == "new-2"


def test_localities_with_like_names_have_addresses_of_their_own():
    region = RegionFactory().code
    first = commands.create_locality(name="Stow on Sea", region=region, by=None, at=AT)
    second = commands.create_locality(name="Stow-on-Sea", region=region, by=None, at=AT)

    assert (first.slug, second.slug) == ("stow-on-sea", "stow-on-sea-2")


def test_locality_with_a_name_that_is_taken_is_refused():
    LocalityFactory(name="Northshire")

    with pytest.raises(commands.LocalityNameTaken, match="There is a locality called NORTHSHIRE already"):
        commands.create_locality(name="NORTHSHIRE", region=RegionFactory().code, by=None, at=AT)


def test_locality_in_places_that_are_not_known_is_refused_and_nothing_is_written():
    with pytest.raises(commands.UnknownPlace, match="There is no region R9"):
        commands.create_locality(name="Northshire", region="R9", by=None, at=AT)
    with pytest.raises(commands.UnknownPlace, match="There is no area A9"):
        commands.create_locality(name="Northshire", region=RegionFactory().code, areas=["A9"], by=None, at=AT)

    assert not Locality.objects.exists()


def test_locality_is_set_up_with_a_coordinator_who_has_no_password_yet():
    administrator = UserFactory()
    locality = commands.set_up_locality(
        name="Northshire",
        region=RegionFactory().code,
        coordinator_email="Jo@Example.org",
        coordinator_name="Jo",
        by=administrator,
        at=AT,
    )

    jo = User.objects.get(email="jo@example.org")
    assert not jo.has_usable_password()
    assert [each.slug for each in queries.localities_worked_in_by(jo)] == [locality.slug]
    assert queries.localities_worked_in_by(administrator) == ()


def test_locality_is_set_up_with_whoever_sets_it_up_as_coordinator():
    administrator = UserFactory()
    queries.roles_held_by(administrator)  # read before the role was given

    commands.set_up_locality(name="Northshire", region=RegionFactory().code, by=administrator, at=AT)

    assert [each.name for each in queries.localities_worked_in_by(administrator)] == ["Northshire"]


def test_role_is_given_once():
    user, locality = UserFactory(), LocalityFactory()

    first = commands.give_role(user=user, role=Role.CHAIR, place=locality, by=None, at=AT)
    second = commands.give_role(user=user, role=Role.CHAIR, place=locality, by=None, at=AT)

    assert first == second
    assert RoleHeld.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.COORDINATOR, None),
        (Role.COORDINATOR, RegionFactory),
        (Role.LEAD, LocalityFactory),
        (Role.REGIONAL, LocalityFactory),
        (Role.NATIONAL, LocalityFactory),
    ],
)
def test_role_at_the_wrong_kind_of_place_is_refused(role, place):
    with pytest.raises(commands.WrongPlaceForRole, match=f"Nobody can be {role.value} at"):
        commands.give_role(user=UserFactory(), role=role, place=place and place(), by=None, at=AT)


@pytest.mark.parametrize(
    ("role", "place"), [(Role.LEAD, PartnerFactory), (Role.REGIONAL, RegionFactory), (Role.ADMINISTRATOR, None)]
)
def test_role_is_given_at_its_kind_of_place(role, place):
    user = UserFactory()

    commands.give_role(user=user, role=role, place=place and place(), by=None, at=AT)

    assert [held.role for held in queries.roles_held_by(user)] == [role]
