"""Reads places, organisations and roles."""

from concordat.directory.queries.areas import area_time
from concordat.directory.queries.coverage import CoverageChangeSeen, SharedArea, coverage_changes, shared_areas
from concordat.directory.queries.localities import (
    CrisisLine,
    LocalityFacts,
    NamedArea,
    NamedRegion,
    NoSuchLocality,
    get_locality,
    localities_visible_to,
    localities_worked_in_by,
    regions_with_areas,
)
from concordat.directory.queries.naming import OrganisationFinder
from concordat.directory.queries.partners import (
    NamedOrganisation,
    NamedPartner,
    organisations_to_choose_from,
    partners_of,
)
from concordat.directory.queries.people import (
    HolderSeen,
    NoSuchPeople,
    PersonSeen,
    RoleSeen,
    appointed,
    holder_of,
    people_of,
    person_of,
)
from concordat.directory.queries.roles import HeldRole, Viewer, roles_held_by
from concordat.directory.queries.successions import fates_of, lineage

__all__ = [
    "CoverageChangeSeen",
    "CrisisLine",
    "HeldRole",
    "HolderSeen",
    "LocalityFacts",
    "NamedArea",
    "NamedOrganisation",
    "NamedPartner",
    "NamedRegion",
    "NoSuchLocality",
    "NoSuchPeople",
    "OrganisationFinder",
    "PersonSeen",
    "RoleSeen",
    "SharedArea",
    "Viewer",
    "appointed",
    "area_time",
    "coverage_changes",
    "fates_of",
    "get_locality",
    "holder_of",
    "lineage",
    "localities_visible_to",
    "localities_worked_in_by",
    "organisations_to_choose_from",
    "partners_of",
    "people_of",
    "person_of",
    "regions_with_areas",
    "roles_held_by",
    "shared_areas",
]
