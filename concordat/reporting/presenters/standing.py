"""Where a locality stands, in a sentence and a tag."""

from datetime import date

from concordat.plans.domain.days import spoken_count, spoken_month
from concordat.plans.presenters.states import Tag
from concordat.plans.queries import PlanProgress
from concordat.reporting.domain import Step, is_review_overdue, step_of

STEP_TAGS = {
    Step.NO_PLAN: Tag("No plan published yet", "grey", "circle-empty"),
    Step.PUBLISHED: Tag("Plan published", "white", "circle-empty"),
    Step.IN_DELIVERY: Tag("In delivery", "yellow", "circle-half"),
    Step.DELIVERED_IN_PART: Tag("Delivered in part", "purple", "tick"),
    Step.DELIVERED_IN_FULL: Tag("Delivered in full", "green", "tick"),
    Step.CLOSED: Tag("Closed", "grey", "cross"),
}
REVIEW_OVERDUE = Tag("Review overdue", "red", "clock")


def standing_tags(progress: PlanProgress | None, *, on: date) -> tuple[Tag, ...]:
    """The step of the ladder, and "Review overdue" beside it where the latest edition is over a year old."""
    if progress is None:
        return (STEP_TAGS[Step.NO_PLAN],)
    step = step_of(progress.actions, progress.complete, progress.open)
    late = step in (Step.PUBLISHED, Step.IN_DELIVERY) and is_review_overdue(progress.dated_on, on=on)
    return (STEP_TAGS[step], REVIEW_OVERDUE) if late else (STEP_TAGS[step],)


def standing_words(progress: PlanProgress | None) -> str:
    """ "42 actions promised; 17 complete; 5 overdue; edition 3, September 2026"."""
    if progress is None:
        return "No edition of a plan has been published yet"
    return (
        f"{spoken_count(progress.actions, 'action')} promised; {progress.complete:,} complete; "
        f"{progress.overdue:,} overdue; edition {progress.edition}, {spoken_month(progress.dated_on)}"
    )
