"""Reads what actions are for: the measures that they should move, and the outcomes that they should bring about."""

from concordat.plans.queries.outcomes.choosing import MeasuresOfAction, measures_for_action
from concordat.plans.queries.outcomes.moving import (
    ActionMoving,
    MeasureMoved,
    actions_moving,
    measures_moved_in,
    measures_of_action,
)

__all__ = [
    "ActionMoving",
    "MeasureMoved",
    "MeasuresOfAction",
    "actions_moving",
    "measures_for_action",
    "measures_moved_in",
    "measures_of_action",
]
