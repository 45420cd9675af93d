"""The pages about what actions are for."""

from concordat.plans.views.outcomes.editing import (
    outcome_change,
    outcome_new,
    outcome_ties,
    outcomes_edit,
    priority_change,
    priority_new,
)
from concordat.plans.views.outcomes.measures import action_measures
from concordat.plans.views.outcomes.reading import outcomes

__all__ = [
    "action_measures",
    "outcome_change",
    "outcome_new",
    "outcome_ties",
    "outcomes",
    "outcomes_edit",
    "priority_change",
    "priority_new",
]
