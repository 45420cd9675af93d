"""Tarnshire, whose police lead three open actions, its coordinator, and a lead of the police: fixtures to import."""

from datetime import date

import pytest

from concordat.directory.domain import Role
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import Confidence, State
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, OrganisationFactory, PartnerFactory, RoleHeldFactory
from tests.factories.plan_rows import a_plan, an_action

__all__ = [
    "actions",
    "coordinator",
    "council",
    "desk",
    "lead",
    "locality",
    "member",
    "plan",
    "police",
]


@pytest.fixture
def locality():
    return LocalityFactory(name="Tarnshire", slug="tarnshire")


@pytest.fixture
def plan(locality):
    return a_plan(locality)


@pytest.fixture
def police(locality):
    body = OrganisationFactory(name="Tarnshire Police", slug="tarnshire-police")
    return PartnerFactory(locality=locality, organisation=body)


@pytest.fixture
def council(locality):
    body = OrganisationFactory(name="Tarnshire Council", slug="tarnshire-council")
    return PartnerFactory(locality=locality, organisation=body)


@pytest.fixture
def actions(plan, police, council):
    """Numbers 1 to 5: three open ones of the police, one of theirs that is complete, one that they only support."""
    lead = [police.organisation]
    return [
        an_action(plan, 1, text="Train every sergeant", leads=lead, progress="Half are trained", end=date(2031, 6, 30)),
        an_action(plan, 2, text="Agree who drives at night", leads=lead, confidence=Confidence.AMBER, when="ongoing"),
        an_action(plan, 3, text="Put a nurse in control", leads=lead, state=State.NOT_STARTED, end=date(2031, 9, 30)),
        an_action(plan, 4, text="Publish a leaflet", leads=lead, state=State.COMPLETE),
        an_action(
            plan,
            5,
            text="Open a café beside the harbour",
            leads=[council.organisation, (police.organisation, LeadRole.SUPPORT)],
        ),
    ]  # fmt: skip


@pytest.fixture
def coordinator(locality):
    user = UserFactory(name="Rowan Ash", email="ash@board.example")
    return RoleHeldFactory(role=Role.COORDINATOR, locality=locality, user=user).user


@pytest.fixture
def lead(police):
    held = RoleHeldFactory(role=Role.LEAD, locality=None, partner=police, user=UserFactory(name="Robin Reed"))
    return held.user


@pytest.fixture
def member(locality):
    return RoleHeldFactory(role=Role.MEMBER, locality=locality).user


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client
