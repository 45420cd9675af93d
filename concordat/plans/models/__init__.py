"""Tables of plans: actions and their history, editions, and where everything was imported from."""

from concordat.plans.models.actions import (
    Action,
    ActionLead,
    ActionSuccession,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Plan,
    Section,
)
from concordat.plans.models.editions import Edition, EditionEntry
from concordat.plans.models.importing import Correction, LeadDecision, PlanImport, SourceDocument, SourceRow
from concordat.plans.models.outcomes import (
    ActionMeasure,
    Outcome,
    OutcomeAction,
    OutcomeEvent,
    OutcomeMeasure,
    OutcomeWording,
    Priority,
    PriorityEvent,
    PriorityWording,
)
from concordat.plans.models.proposing import EvidenceFile, ProposedUpdate, SheetReturn, UpdateSheet, UpdateSheetLine
from concordat.plans.models.reviews import Review, ReviewLetter, ReviewQuestion, ReviewRequest
from concordat.plans.models.rules import AttentionSetting
from concordat.plans.models.search import SearchDocument, SearchedLocality, SearchWord

__all__ = [
    "Action",
    "ActionLead",
    "ActionMeasure",
    "ActionSuccession",
    "ActionTimescale",
    "ActionUpdate",
    "ActionWording",
    "AttentionSetting",
    "Correction",
    "Edition",
    "EditionEntry",
    "EvidenceFile",
    "LeadDecision",
    "Outcome",
    "OutcomeAction",
    "OutcomeEvent",
    "OutcomeMeasure",
    "OutcomeWording",
    "Plan",
    "PlanImport",
    "Priority",
    "PriorityEvent",
    "PriorityWording",
    "ProposedUpdate",
    "Review",
    "ReviewLetter",
    "ReviewQuestion",
    "ReviewRequest",
    "SearchDocument",
    "SearchWord",
    "SearchedLocality",
    "Section",
    "SheetReturn",
    "SourceDocument",
    "SourceRow",
    "UpdateSheet",
    "UpdateSheetLine",
]
