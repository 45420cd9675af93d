"""The pages about what actions are for."""

from concordat.plans.views.outcomes.measures import action_measures

__all__ = ["action_measures"]
