"""Turns plans and actions into finished words, addresses and tags."""

from concordat.plans.presenters.actions import ActionPage, present_action
from concordat.plans.presenters.as_at import NOT_OF_A_DAY, PlanOnPage, present_plan_on
from concordat.plans.presenters.attention import (
    AttentionPage,
    present_attention,
    present_health,
    present_rules_before,
    rules_set_words,
)
from concordat.plans.presenters.editions import NextEditionPage, present_next_edition
from concordat.plans.presenters.plans import PlanPage, present_plan
from concordat.plans.presenters.progress import (
    NARROW_CHART,
    WIDE_CHART,
    ProgressPage,
    present_progress,
    progress_chart,
    progress_table,
)
from concordat.plans.presenters.sources import SourcePage, present_source

__all__ = [
    "NARROW_CHART",
    "NOT_OF_A_DAY",
    "WIDE_CHART",
    "ActionPage",
    "AttentionPage",
    "NextEditionPage",
    "PlanOnPage",
    "PlanPage",
    "ProgressPage",
    "SourcePage",
    "present_action",
    "present_attention",
    "present_health",
    "present_next_edition",
    "present_plan",
    "present_plan_on",
    "present_progress",
    "present_rules_before",
    "present_source",
    "progress_chart",
    "progress_table",
    "rules_set_words",
]
