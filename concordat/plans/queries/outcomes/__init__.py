"""Reads what actions are for: the measures that they should move, and the outcomes that they should bring about."""

from concordat.plans.queries.outcomes.changes import EndedPurpose, PurposeChange, ended_purposes, purpose_changes
from concordat.plans.queries.outcomes.choosing import MeasuresOfAction, measures_for_action
from concordat.plans.queries.outcomes.framework import (
    FrameworkSeen,
    OutcomeSeen,
    PrioritySeen,
    framework_kept_by,
    framework_seen_by,
)
from concordat.plans.queries.outcomes.moving import (
    ActionMoving,
    MeasureMoved,
    actions_moving,
    measures_moved_in,
)

__all__ = [
    "ActionMoving",
    "EndedPurpose",
    "FrameworkSeen",
    "MeasureMoved",
    "MeasuresOfAction",
    "OutcomeSeen",
    "PrioritySeen",
    "PurposeChange",
    "actions_moving",
    "ended_purposes",
    "framework_kept_by",
    "framework_seen_by",
    "measures_for_action",
    "measures_moved_in",
    "purpose_changes",
]
