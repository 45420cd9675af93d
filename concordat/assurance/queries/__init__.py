"""Reads declarations, checks, and where a locality stands."""

from concordat.assurance.queries.checks import (
    CheckSeen,
    ChecksSeen,
    CriterionSeen,
    PointSeen,
    SubmissionSeen,
    check_of,
    checks_of,
    decided_checks,
    waiting_checks,
)
from concordat.assurance.queries.declarations import (
    DeclarationSeen,
    NotSeen,
    PaperSeen,
    SignedSeen,
    VersionSeen,
    declaration_seen_by,
    paper_seen_by,
)
from concordat.assurance.queries.desk import (
    ContactSeen,
    Desk,
    DeskRow,
    LetterSeen,
    SignatureSeen,
    StandingDeclaration,
    desk_of,
    standing_declaration,
)
from concordat.assurance.queries.histories import delivery_of, histories, standings, states_of
from concordat.assurance.queries.signing import LinkOver, SigningSeen, asked_to_sign

__all__ = [
    "CheckSeen",
    "ChecksSeen",
    "ContactSeen",
    "CriterionSeen",
    "DeclarationSeen",
    "Desk",
    "DeskRow",
    "LetterSeen",
    "LinkOver",
    "NotSeen",
    "PaperSeen",
    "PointSeen",
    "SignatureSeen",
    "SignedSeen",
    "SigningSeen",
    "StandingDeclaration",
    "SubmissionSeen",
    "VersionSeen",
    "asked_to_sign",
    "check_of",
    "checks_of",
    "decided_checks",
    "declaration_seen_by",
    "delivery_of",
    "desk_of",
    "histories",
    "paper_seen_by",
    "standing_declaration",
    "standings",
    "states_of",
    "waiting_checks",
]
