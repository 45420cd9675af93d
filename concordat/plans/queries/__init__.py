"""Reads plans, actions and editions."""

from concordat.plans.queries.actions import (
    ActionHistory,
    SourceRowSeen,
    StoredDocument,
    action_seen_by,
    document_seen_by,
    source_row_seen_by,
)
from concordat.plans.queries.plans import ActionSeen, PlanSeen, latest_published_plan, plan_from, plan_seen_by
from concordat.plans.queries.standpoints import EditionSeen, NotSeen, Standpoint, standpoint_of

__all__ = [
    "ActionHistory",
    "ActionSeen",
    "EditionSeen",
    "NotSeen",
    "PlanSeen",
    "SourceRowSeen",
    "Standpoint",
    "StoredDocument",
    "action_seen_by",
    "document_seen_by",
    "latest_published_plan",
    "plan_from",
    "plan_seen_by",
    "source_row_seen_by",
    "standpoint_of",
]
