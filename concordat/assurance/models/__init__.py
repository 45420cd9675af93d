"""Tables of declarations and checks."""

from concordat.assurance.models.checks import ChangePoint, Judgement, PlanSubmission, PointAnswer
from concordat.assurance.models.declarations import (
    Declaration,
    DeclarationPaper,
    DeclarationWording,
    Signatory,
    Signature,
    SignatureReminder,
    SignatureRequest,
)
from concordat.assurance.models.tallies import DeliveryTally, PlanTally

__all__ = [
    "ChangePoint",
    "Declaration",
    "DeclarationPaper",
    "DeclarationWording",
    "DeliveryTally",
    "Judgement",
    "PlanSubmission",
    "PlanTally",
    "PointAnswer",
    "Signatory",
    "Signature",
    "SignatureReminder",
    "SignatureRequest",
]
