"""A locality whose police and council lead open actions, with a contact each, and its coordinator."""

from datetime import date

import pytest

from concordat.plans.domain.states import State
from concordat.plans.models import Review
from tests.factories.directory import PersonFactory
from tests.factories.plan_rows import an_action
from tests.plans.reviews.steps import open_round
from tests.plans.tarnshire import *  # noqa: F403


@pytest.fixture
def sergeant(locality, police):
    """Leads action 2 by name."""
    return PersonFactory(
        locality=locality, organisation=police.organisation, name="Robin Reed", email="reed@police.example"
    )


@pytest.fixture
def inspector(locality, police):
    """The contact of the police."""
    return PersonFactory(
        locality=locality,
        organisation=police.organisation,
        name="Alex Ford",
        email="ford@police.example",
        is_contact=True,
    )


@pytest.fixture
def officer(locality, council):
    """The contact of the council."""
    return PersonFactory(
        locality=locality, organisation=council.organisation, name="Sam Moss", email="moss@council.example",
        is_contact=True,
    )  # fmt: skip


@pytest.fixture
def actions(plan, police, council, sergeant, inspector, officer):
    """1 and 3 of the police, 2 of the sergeant, 4 complete, 5 of the council."""
    body = police.organisation
    return [
        an_action(plan, 1, text="Train every sergeant", leads=[body], end=date(2031, 6, 30)),
        an_action(plan, 2, text="Agree who drives at night", leads=[body, sergeant], when="ongoing"),
        an_action(plan, 3, text="Put a nurse in control", leads=[body], end=date(2031, 1, 31)),
        an_action(plan, 4, text="Publish a leaflet", leads=[body], state=State.COMPLETE),
        an_action(plan, 5, text="Open a café beside the harbour", leads=[council.organisation]),
    ]


@pytest.fixture
def review(actions, coordinator, locality):
    """Opened on Monday 3 March 2031, to be answered by Monday 17 March for the meeting of Thursday 20 March."""
    return Review.objects.get(number=open_round(locality, by=coordinator))
