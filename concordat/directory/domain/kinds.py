"""Kinds of organisation, partner, alias and role."""

from enum import StrEnum


class OrganisationType(StrEnum):
    """Kinds of agency; the first eight are the core ones a declaration needs (see `docs/reference-data.md`)."""

    NHS_COMMISSIONER = "nhs_commissioner"
    MENTAL_HEALTH_TRUST = "mh_trust"
    AMBULANCE = "ambulance"
    POLICE = "police"
    LOCAL_AUTHORITY = "local_authority"
    NHS_ENGLAND = "nhs_england"
    POLICE_COMMISSIONER = "pcc"
    ACUTE_TRUST = "acute_trust"
    PRIMARY_CARE = "primary_care"
    TRANSPORT_POLICE = "btp"
    PROBATION = "probation"
    FIRE = "fire"
    SUBSTANCE_MISUSE = "substance_misuse"
    VOLUNTARY = "vcse"
    HEALTHWATCH = "healthwatch"
    LIVED_EXPERIENCE = "lived_experience"
    BOARD = "hwb"
    HOUSING = "housing"
    COMMUNITY_TRUST = "community_trust"
    GROUP = "group"
    OTHER = "other"

    @property
    def words(self) -> str:
        return _TYPE_WORDS[self]


_TYPE_WORDS = {
    OrganisationType.NHS_COMMISSIONER: "NHS commissioner",
    OrganisationType.MENTAL_HEALTH_TRUST: "Mental health trust",
    OrganisationType.AMBULANCE: "Ambulance service",
    OrganisationType.POLICE: "Police",
    OrganisationType.LOCAL_AUTHORITY: "Council",
    OrganisationType.NHS_ENGLAND: "NHS England",
    OrganisationType.POLICE_COMMISSIONER: "Police and crime commissioner",
    OrganisationType.ACUTE_TRUST: "Acute hospital trust",
    OrganisationType.PRIMARY_CARE: "Primary care",
    OrganisationType.TRANSPORT_POLICE: "Transport police",
    OrganisationType.PROBATION: "Probation",
    OrganisationType.FIRE: "Fire and rescue",
    OrganisationType.SUBSTANCE_MISUSE: "Drug and alcohol service",
    OrganisationType.VOLUNTARY: "Voluntary and community",
    OrganisationType.HEALTHWATCH: "Healthwatch",
    OrganisationType.LIVED_EXPERIENCE: "People with lived experience",
    OrganisationType.BOARD: "Health and wellbeing board",
    OrganisationType.HOUSING: "Housing",
    OrganisationType.COMMUNITY_TRUST: "Community trust",
    OrganisationType.GROUP: "Group of partners",
    OrganisationType.OTHER: "Other",
}


class PartnerKind(StrEnum):
    SIGNATORY = "signatory"  # answers for delivery
    SUPPORTER = "supporter"  # shares news, may offer an action
    PARTNER = "partner"  # leads an action; not known to have signed


class AliasKind(StrEnum):
    LOCAL = "local"  # a person said so while importing or in the settings
    REFERENCE = "reference"  # came with the reference data


class Role(StrEnum):
    """What somebody is to the service; each is held at a place. What each may do: `directory/access.py`."""

    LEAD = "lead"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    ANALYST = "analyst"
    REGIONAL = "regional"
    NATIONAL = "national"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        return _ROLE_WORDS[self]

    @property
    def meaning(self) -> str:
        """What somebody does in the role, in a sentence; each right stands in `directory/access.py`."""
        return _ROLE_MEANINGS[self]


_ROLE_WORDS = {
    Role.LEAD: "Lead",
    Role.MEMBER: "Member",
    Role.COORDINATOR: "Coordinator",
    Role.CHAIR: "Chair",
    Role.ANALYST: "Analyst",
    Role.REGIONAL: "Regional network",
    Role.NATIONAL: "National team",
    Role.ADMINISTRATOR: "Administrator",
}

_ROLE_MEANINGS = {
    Role.LEAD: "Says what has happened with the actions of one partner.",
    Role.MEMBER: "Reads the plan as it stands between editions.",
    Role.COORDINATOR: "Keeps the plan, its partners and people: imports, asks for updates, accepts, publishes.",
    Role.CHAIR: "Reads the plan as it stands, closes a review and publishes.",
    Role.ANALYST: "Reads the plan as it stands, and answers for its figures.",
    Role.REGIONAL: "Reads the plans of one region as they stand.",
    Role.NATIONAL: "Reads every plan as it stands.",
    Role.ADMINISTRATOR: "Sets places up and appoints people everywhere, and does not speak for a locality.",
}

# Given by whoever keeps the people of a locality; the others by whoever may appoint.
LOCAL_ROLES = (Role.LEAD, Role.MEMBER, Role.ANALYST, Role.COORDINATOR, Role.CHAIR)
WIDER_ROLES = (Role.REGIONAL, Role.NATIONAL, Role.ADMINISTRATOR)


def role_in_words(role: Role, *, partner: str = "", locality: str = "", region: str = "") -> str:
    """ "lead for Tarnshire Police in Northshire", "administrator of this service": what follows "you are to be"."""
    match role:
        case Role.LEAD:
            return f"lead for {partner} in {locality}"
        case Role.MEMBER:
            return f"a member of {locality}"
        case Role.ANALYST | Role.COORDINATOR | Role.CHAIR:
            return f"{role.value} in {locality}"
        case Role.REGIONAL:
            return f"in the regional network of {region}"
        case Role.NATIONAL:
            return "in the national team"
    return "administrator of this service"
