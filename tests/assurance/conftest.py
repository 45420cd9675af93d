"""A locality with a partner of each required type, and its coordinator."""

import pytest

from concordat.directory.domain import OrganisationType, Role
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AreaFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    RoleHeldFactory,
)

BODIES = {
    OrganisationType.NHS_COMMISSIONER: "Tarnshire Care Board",
    OrganisationType.MENTAL_HEALTH_TRUST: "Tarn Valley Mental Health Trust",
    OrganisationType.AMBULANCE: "Lakeland Ambulance Service",
    OrganisationType.POLICE: "Tarnshire Police",
    OrganisationType.LOCAL_AUTHORITY: "Tarnshire Council",
}


@pytest.fixture
def locality():
    return LocalityFactory(name="Tarnshire", slug="tarnshire", areas=[AreaFactory(name="Tarnshire", slug="tarnshire")])


@pytest.fixture
def partners(locality):
    """By the type of their organisation."""
    return {
        kind: PartnerFactory(locality=locality, organisation=OrganisationFactory(name=name, type=kind))
        for kind, name in BODIES.items()
    }


@pytest.fixture
def charity(locality):
    return PartnerFactory(locality=locality, organisation=OrganisationFactory(name="Harbour Mind"))


@pytest.fixture
def coordinator(locality):
    user = UserFactory(name="Rowan Ash", email="ash@board.example")
    return RoleHeldFactory(role=Role.COORDINATOR, locality=locality, user=user).user
