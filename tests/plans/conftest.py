"""Fenmarsh, which has a plan, and a member of it; tests of rounds and imports have places of their own."""

import pytest

from concordat.directory.domain import Role
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan


@pytest.fixture
def locality():
    return LocalityFactory(slug="fenmarsh", name="Fenmarsh")


@pytest.fixture
def plan(locality):
    return a_plan(locality)


@pytest.fixture
def member(locality):
    return RoleHeldFactory(role=Role.MEMBER, locality=locality).user


@pytest.fixture
def member_client(client, member):
    client.force_login(member)
    return client
