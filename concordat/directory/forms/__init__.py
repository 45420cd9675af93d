"""Turns what somebody writes about places, partners, people and roles into values."""

from concordat.directory.forms.coverage import AreasCovered
from concordat.directory.forms.people import Appointment, InvitationToALocality, LastDay, PersonAsTheyAre
from concordat.directory.forms.places import (
    MYSELF,
    SOMEBODY,
    CrisisServiceAsItIs,
    NewAlias,
    NewLocality,
    NewPartner,
)

__all__ = [
    "MYSELF",
    "SOMEBODY",
    "Appointment",
    "AreasCovered",
    "CrisisServiceAsItIs",
    "InvitationToALocality",
    "LastDay",
    "NewAlias",
    "NewLocality",
    "NewPartner",
    "PersonAsTheyAre",
]
