"""What a sentence of progress says of an action's status, and where an outcome ends and its progress begins."""

from concordat.plans.domain.narratives.judging import (
    Judgement,
    carries_forward,
    judge,
    judge_action,
    moved_away,
    refers_elsewhere,
)

__all__ = ["Judgement", "carries_forward", "judge", "judge_action", "moved_away", "refers_elsewhere"]
