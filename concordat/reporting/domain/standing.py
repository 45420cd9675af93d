"""Where a locality stands on the way from a plan to its delivery."""

from datetime import date, timedelta
from enum import StrEnum

# Plans are agreed for a year; an edition that is older was not kept.
KEPT_FOR = timedelta(days=366)


class Step(StrEnum):
    """A step of the ladder, as far as plans alone can tell it."""

    NO_PLAN = "no_plan"
    PUBLISHED = "published"
    IN_DELIVERY = "in_delivery"
    DELIVERED_IN_PART = "delivered_in_part"
    DELIVERED_IN_FULL = "delivered_in_full"
    CLOSED = "closed"


def step_of(actions: int, complete: int, still_open: int) -> Step:
    """The step of a published plan with so many actions, of which so many are complete and so many open.

    Actions that are neither were carried forward, merged or withdrawn: with one of these a plan is delivered in part.
    """
    if actions == 0:
        return Step.NO_PLAN
    if still_open:
        return Step.IN_DELIVERY if complete else Step.PUBLISHED
    if complete == actions:
        return Step.DELIVERED_IN_FULL
    return Step.DELIVERED_IN_PART if complete else Step.CLOSED


def is_review_overdue(dated_on: date, *, on: date) -> bool:
    """Whether the latest edition is more than a year old."""
    return on - dated_on > KEPT_FOR
