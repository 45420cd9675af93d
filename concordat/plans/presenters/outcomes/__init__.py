"""Turns what actions are for into finished words and addresses."""

from concordat.plans.presenters.outcomes.editing import EditingPage, present_editing
from concordat.plans.presenters.outcomes.framework import OutcomesPage, present_outcomes
from concordat.plans.presenters.outcomes.measures import ActionMeasuresPage, present_action_measures

__all__ = [
    "ActionMeasuresPage",
    "EditingPage",
    "OutcomesPage",
    "present_action_measures",
    "present_editing",
    "present_outcomes",
]
