"""What the public site concludes, in pure Python."""

from concordat.reporting.domain.standing import Step, is_review_overdue, step_of

__all__ = ["Step", "is_review_overdue", "step_of"]
