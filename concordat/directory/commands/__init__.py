"""Changes to places, organisations, people and roles."""

from concordat.directory.commands.localities import (
    CrisisLineGiven,
    LocalityNameTaken,
    NoSuchCrisisService,
    UnknownPlace,
    WrongPlaceForRole,
    create_locality,
    give_role,
    invite,
    record_crisis_service,
    remove_crisis_service,
    replace_crisis_services,
    set_up_locality,
)
from concordat.directory.commands.organisations import (
    AliasTaken,
    NameMissing,
    add_alias,
    add_partner,
    add_person,
    create_organisation,
    welcome_partner,
)
from concordat.directory.commands.reference import load_reference_data

__all__ = [
    "AliasTaken",
    "CrisisLineGiven",
    "LocalityNameTaken",
    "NameMissing",
    "NoSuchCrisisService",
    "UnknownPlace",
    "WrongPlaceForRole",
    "add_alias",
    "add_partner",
    "add_person",
    "create_locality",
    "create_organisation",
    "give_role",
    "invite",
    "load_reference_data",
    "record_crisis_service",
    "remove_crisis_service",
    "replace_crisis_services",
    "set_up_locality",
    "welcome_partner",
]
