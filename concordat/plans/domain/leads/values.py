"""Who leads an action: organisations and people, as leads or in support."""

from dataclasses import dataclass
from enum import StrEnum


class LeadRole(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Lead:
    """One body or person named in a lead cell, in the cell's own words; at least one of the two is given."""

    organisation: str | None
    person: str | None = None
    role: LeadRole = LeadRole.LEAD
