"""Tables of plans: actions and their history, editions, and where everything was imported from."""

from concordat.plans.models.actions import (
    Action,
    ActionLead,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Plan,
    Section,
)
from concordat.plans.models.editions import Edition, EditionEntry
from concordat.plans.models.importing import Correction, LeadDecision, PlanImport, SourceDocument, SourceRow

__all__ = [
    "Action",
    "ActionLead",
    "ActionTimescale",
    "ActionUpdate",
    "ActionWording",
    "Correction",
    "Edition",
    "EditionEntry",
    "LeadDecision",
    "Plan",
    "PlanImport",
    "Section",
    "SourceDocument",
    "SourceRow",
]
