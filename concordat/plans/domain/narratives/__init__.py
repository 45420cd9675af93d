"""What a sentence of progress says of an action's status, and where an outcome ends and its progress begins."""

from concordat.plans.domain.narratives.judging import Judgement, carries_forward, judge, judge_action

__all__ = ["Judgement", "carries_forward", "judge", "judge_action"]
