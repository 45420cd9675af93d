from datetime import date

import pytest

from concordat.reporting.domain import Step, is_review_overdue, step_of


@pytest.mark.parametrize(
    ("actions", "complete", "still_open", "step"),
    [
        (0, 0, 0, Step.NO_PLAN),
        (5, 0, 5, Step.PUBLISHED),
        (5, 0, 3, Step.PUBLISHED),
        (5, 2, 3, Step.IN_DELIVERY),
        (5, 5, 0, Step.DELIVERED_IN_FULL),
        (5, 4, 0, Step.DELIVERED_IN_PART),
        (5, 0, 0, Step.CLOSED),
    ],
)
def test_step_of_the_ladder(actions, complete, still_open, step):
    assert step_of(actions, complete, still_open) is step


def test_review_is_overdue_after_a_year():
    assert not is_review_overdue(date(2025, 3, 1), on=date(2026, 3, 1))
    assert not is_review_overdue(date(2025, 3, 1), on=date(2026, 3, 2))
    assert is_review_overdue(date(2025, 3, 1), on=date(2026, 3, 3))
