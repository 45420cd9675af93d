"""A locality, its coordinator, and the two ways to work there: by commands and through the pages."""

from datetime import date

import pytest

from concordat.directory.domain import Role
from concordat.plans import commands
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.plans.importing.steps import AT


@pytest.fixture
def locality():
    return LocalityFactory(name="Tarnshire", slug="tarnshire")


@pytest.fixture
def coordinator():
    return UserFactory(name="Rowan Ash")


@pytest.fixture
def bring_in(locality, coordinator):
    def start(content, *, name="plan.docx", at=AT):
        return commands.start_import(locality_id=locality.pk, name=name, content=content, by=coordinator, at=at)

    return start


@pytest.fixture
def accept(coordinator):
    def finish(number, *, dated_on=date(2031, 2, 1), publish=True, at=AT, **given):
        commands.decide_remaining_leads(import_id=number, by=coordinator, at=at)
        return commands.accept_import(
            import_id=number, dated_on=dated_on, publish=publish, by=coordinator, at=at, **given
        )

    return finish


@pytest.fixture
def desk(client, locality):
    """Somebody who is signed in and may import."""
    user = RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user
    client.force_login(user)
    return client
