"""Turns what actions are for into finished words and addresses."""

from concordat.plans.presenters.outcomes.measures import ActionMeasuresPage, present_action_measures

__all__ = ["ActionMeasuresPage", "present_action_measures"]
