"""Who leads an action: organisations and people, as leads or in support."""

from enum import StrEnum

from concordat.documents.values import value


class LeadRole(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"


@value
class Lead:
    """One body or person named in a lead cell, in the cell's own words; at least one of the two is given."""

    organisation: str | None
    person: str | None = None
    role: LeadRole = LeadRole.LEAD
