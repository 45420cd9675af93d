"""Roles begin, end on a day and stay written down; nobody is left without an administrator."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from concordat.accounts.models import Invitation, Message, User
from concordat.directory import commands, queries
from concordat.directory.domain import Role
from concordat.directory.models import RoleHeld
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, PartnerFactory, RegionFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
TODAY = date(2031, 3, 3)
DONE = {"by": None, "at": AT}


def roles_on(user, day):
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False):
        return [held.role for held in queries.roles_held_by(User.objects.get(pk=user.pk))]


def test_role_ends_on_its_day_and_the_row_stays():
    held = RoleHeldFactory(role=Role.MEMBER)
    ends = TODAY + timedelta(days=7)

    commands.end_role(role=held.pk, locality=held.locality_id, on=ends, **DONE)

    assert roles_on(held.user, ends - timedelta(days=1)) == [Role.MEMBER]
    assert roles_on(held.user, ends) == []
    assert RoleHeld.objects.get().until_on == ends


def test_role_that_ends_today_is_held_no_more():
    held = RoleHeldFactory(role=Role.MEMBER)

    commands.end_role(role=held.pk, locality=held.locality_id, on=TODAY, **DONE)

    assert roles_on(held.user, TODAY) == []


def test_role_that_was_to_end_goes_on_when_it_is_given_again():
    held = RoleHeldFactory(role=Role.MEMBER)
    commands.end_role(role=held.pk, locality=held.locality_id, on=TODAY + timedelta(days=7), **DONE)

    again = commands.give_role(user=held.user, role=Role.MEMBER, place=held.locality, **DONE)

    assert (again.pk, again.until_on) == (held.pk, None)


def test_role_that_ended_is_given_anew_and_both_rows_stay():
    held = RoleHeldFactory(role=Role.MEMBER, until_on=TODAY)

    again = commands.give_role(user=held.user, role=Role.MEMBER, place=held.locality, **DONE)

    assert again.pk != held.pk
    assert RoleHeld.objects.count() == 2


def test_role_is_ended_by_its_own_locality_alone():
    held, lead = (
        RoleHeldFactory(role=Role.MEMBER),
        RoleHeldFactory(role=Role.LEAD, locality=None, partner=PartnerFactory()),
    )
    national = RoleHeldFactory(role=Role.NATIONAL, locality=None)

    for role, locality in (
        (held, LocalityFactory().pk),
        (held, None),
        (lead, held.locality_id),
        (lead, None),
        (national, held.locality_id),
    ):
        with pytest.raises(commands.NoSuchRole):
            commands.end_role(role=role.pk, locality=locality, on=TODAY, **DONE)
    commands.end_role(role=lead.pk, locality=lead.partner.locality_id, on=TODAY, **DONE)
    commands.end_role(role=national.pk, locality=None, on=TODAY, **DONE)


def test_role_ends_once_and_not_before_it_began():
    held = RoleHeldFactory(role=Role.MEMBER)
    with pytest.raises(commands.BadDay):
        commands.end_role(role=held.pk, locality=held.locality_id, on=date(2025, 1, 1), **DONE)
    commands.end_role(role=held.pk, locality=held.locality_id, on=TODAY, **DONE)

    with pytest.raises(commands.NoSuchRole):
        commands.end_role(role=held.pk, locality=held.locality_id, on=TODAY, **DONE)


def test_last_coordinator_ends_only_when_somebody_was_told():
    held = RoleHeldFactory()
    other = RoleHeldFactory(locality=held.locality, until_on=TODAY + timedelta(days=30))

    with pytest.raises(commands.LastCoordinator):
        commands.end_role(role=held.pk, locality=held.locality_id, on=TODAY, **DONE)
    commands.end_role(role=other.pk, locality=held.locality_id, on=TODAY, **DONE)
    commands.end_role(role=held.pk, locality=held.locality_id, on=TODAY, is_told=True, **DONE)

    assert roles_on(held.user, TODAY) == []


def test_last_administrator_who_can_sign_in_never_ends():
    held = RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None)
    commands.appoint(email="new@example.org", name="New", role=Role.ADMINISTRATOR, **DONE)

    with pytest.raises(commands.LastAdministrator):
        commands.end_role(role=held.pk, locality=None, on=TODAY, is_told=True, **DONE)
    RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None)
    commands.end_role(role=held.pk, locality=None, on=TODAY, **DONE)

    assert roles_on(held.user, TODAY) == []


def test_invitation_ends_with_its_role_and_not_with_another():
    locality = LocalityFactory()
    asked = {"email": "jo@example.org", "name": "Jo", "place": locality, **DONE}
    chair, member = (commands.invite(role=role, **asked).held for role in (Role.CHAIR, Role.MEMBER))

    commands.end_role(role=chair.pk, locality=locality.pk, on=TODAY, **DONE)

    assert {each.about: each.withdrawn_at for each in Invitation.objects.all()} == {
        f"role {chair.pk}": AT,
        f"role {member.pk}": None,
    }


def test_appointment_is_of_a_region_the_nation_or_the_service():
    region = RegionFactory(name="The Fens")

    regional = commands.appoint(email="jo@example.org", name="Jo", role=Role.REGIONAL, region=region.code, **DONE)
    UserFactory(email="al@example.org")
    national = commands.appoint(email="al@example.org", name="Al", role=Role.NATIONAL, **DONE)

    assert regional.held.region == region
    assert [letter.subject for letter in Message.objects.all()] == [
        "Choose a password for Concordat",
        "You are in the national team",
    ]
    assert national.held.role == Role.NATIONAL
    for role in (Role.COORDINATOR, Role.LEAD, Role.REGIONAL):
        with pytest.raises(commands.WrongPlaceForRole):
            commands.appoint(email="jo@example.org", name="Jo", role=role, **DONE)
