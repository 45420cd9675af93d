"""Reads plans, actions and editions."""

from concordat.plans.queries.actions import ActionHistory, action_seen_by
from concordat.plans.queries.as_at import PlanOn, end_of, plan_on
from concordat.plans.queries.attention import Attention, attention_in, attention_of, attention_rules_in, rules_set_in
from concordat.plans.queries.comparing import (
    ActionChange,
    EditionChanges,
    PlanProgress,
    changes_since_edition_before,
    published_progress,
)
from concordat.plans.queries.editions import NextEdition, next_edition_of
from concordat.plans.queries.evidence import evidence_told_in
from concordat.plans.queries.outcomes import (
    ActionMoving,
    MeasureMoved,
    actions_moving,
    measures_moved_in,
)
from concordat.plans.queries.plans import ActionSeen, PlanSeen, plan_from, plan_seen_by, published_plan_from
from concordat.plans.queries.progress import ProgressSeen, progress_seen_by
from concordat.plans.queries.sources import SourceRowSeen, StoredDocument, document_seen_by, source_row_seen_by
from concordat.plans.queries.standpoints import EditionSeen, NotSeen, Standpoint, standpoint_of

__all__ = [
    "ActionChange",
    "ActionHistory",
    "ActionMoving",
    "ActionSeen",
    "Attention",
    "EditionChanges",
    "EditionSeen",
    "MeasureMoved",
    "NextEdition",
    "NotSeen",
    "PlanOn",
    "PlanProgress",
    "PlanSeen",
    "ProgressSeen",
    "SourceRowSeen",
    "Standpoint",
    "StoredDocument",
    "action_seen_by",
    "actions_moving",
    "attention_in",
    "attention_of",
    "attention_rules_in",
    "changes_since_edition_before",
    "document_seen_by",
    "end_of",
    "evidence_told_in",
    "measures_moved_in",
    "next_edition_of",
    "plan_from",
    "plan_on",
    "plan_seen_by",
    "progress_seen_by",
    "published_plan_from",
    "published_progress",
    "rules_set_in",
    "source_row_seen_by",
    "standpoint_of",
]
