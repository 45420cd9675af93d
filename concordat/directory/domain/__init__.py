"""What organisations, partners, aliases and roles are, and how a written name is matched to an organisation."""

from concordat.directory.domain.areas import AreaBefore, AreaChange, AreaTime, Coverage, Extent, FormerArea
from concordat.directory.domain.crisis_lines import CHECKED_ON, NATIONAL_LINES, NationalLine, dialled
from concordat.directory.domain.folding import fold_name, looks_like_an_acronym
from concordat.directory.domain.kinds import (
    LOCAL_ROLES,
    WIDER_ROLES,
    AliasKind,
    OrganisationType,
    PartnerKind,
    Role,
    role_in_words,
)
from concordat.directory.domain.likely_types import likely_type
from concordat.directory.domain.naming import KnownName, KnownOrganisation, Match, NameBook, Nearness, Suggestion
from concordat.directory.domain.reference import FILES, Reference, ReferenceFault, parse_reference
from concordat.directory.domain.successions import Body, Fate, Heir, Lineage, Succession, SuccessionKind

__all__ = [
    "CHECKED_ON",
    "FILES",
    "LOCAL_ROLES",
    "NATIONAL_LINES",
    "WIDER_ROLES",
    "AliasKind",
    "AreaBefore",
    "AreaChange",
    "AreaTime",
    "Body",
    "Coverage",
    "Extent",
    "Fate",
    "FormerArea",
    "Heir",
    "KnownName",
    "KnownOrganisation",
    "Lineage",
    "Match",
    "NameBook",
    "NationalLine",
    "Nearness",
    "OrganisationType",
    "PartnerKind",
    "Reference",
    "ReferenceFault",
    "Role",
    "Succession",
    "SuccessionKind",
    "Suggestion",
    "dialled",
    "fold_name",
    "likely_type",
    "looks_like_an_acronym",
    "parse_reference",
    "role_in_words",
]
