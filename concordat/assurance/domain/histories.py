"""What happened in a locality, day by day, and where it stood on any of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concordat.assurance.domain.ladder import CheckStanding, Delivery, Facts, Status, Step, status_of, step_of
from concordat.directory.domain import OrganisationType


@dataclass(frozen=True, slots=True)
class DeclarationLife:
    """A version of a declaration, from the day it was begun. What is None has not happened.

    `ended_on`: dropped as a draft, replaced by the next version, or (`is_withdrawn`) withdrawn.
    """

    number: int
    begun_on: date
    declared_on: date | None = None
    ended_on: date | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class SubmissionLife:
    """An edition that was submitted to be checked, under a version of the declaration.

    `outcome` is APPROVED or CHANGES_REQUESTED, from `decided_on` on.
    """

    under: int
    submitted_on: date
    taken_back_on: date | None = None
    decided_on: date | None = None
    outcome: CheckStanding = CheckStanding.WAITING


@dataclass(frozen=True, slots=True)
class Counted:
    """All actions of an edition, those that are complete, verified or not, and those overdue on a day."""

    actions: int = 0
    complete: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition that everybody could read from a day on, and how far its actions had got.

    `counted` moves nobody on the ladder: lists of localities say it beside the step.
    """

    published_on: date
    delivery: Delivery
    counted: Counted = Counted()


@dataclass(frozen=True, slots=True)
class History:
    """All that moves a locality on the ladder. Each tuple stands in the order in which it happened.

    Editions stand by their numbers: the latest is the highest that was published by a day, as the public sees it.
    `missing` is what is so today: it decides no step (see `ladder.status_of`).
    """

    declarations: tuple[DeclarationLife, ...] = ()
    plan_made_on: date | None = None
    submissions: tuple[SubmissionLife, ...] = ()
    editions: tuple[PublishedEdition, ...] = ()
    reviewed: tuple[date, ...] = ()
    missing: tuple[OrganisationType, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """A step, and the day from which a locality stood on it."""

    on: date
    step: Step


@dataclass(frozen=True, slots=True)
class Agreed:
    """Since when a declaration stands, and the day on which the plan was approved; None where it is not so."""

    declared_on: date | None = None
    approved_on: date | None = None


def facts_on(history: History, *, on: date) -> Facts:
    """What was so at the end of a day."""
    begun = [life for life in history.declarations if life.begun_on <= on and not _is_past(life.ended_on, on)]
    reviewed = [day for day in history.reviewed if day <= on]
    return Facts(
        is_being_written=any(not _is_past(life.declared_on, on) for life in begun),
        is_declared=any(_is_past(life.declared_on, on) for life in begun),
        missing=history.missing,
        has_plan=_is_past(history.plan_made_on, on),
        check=_check_on(history, on),
        delivery=_delivery_on(history, on),
        reviewed_on=max(reviewed, default=None),
    )


def status_on(history: History, *, on: date) -> Status:
    """Where the locality stood at the end of a day."""
    return status_of(facts_on(history, on=on), on=on)


def agreed_on(history: History, *, on: date) -> Agreed:
    """What was declared and approved at the end of a day, and when."""
    declared = [life.declared_on for life in history.declarations if not _is_past(life.ended_on, on)]
    approved = None
    if _check_on(history, on) is CheckStanding.APPROVED:
        decided = [each for each in history.submissions if each.outcome is CheckStanding.APPROVED]
        approved = max((each.decided_on for each in decided if each.decided_on and each.decided_on <= on), default=None)
    return Agreed(max((day for day in declared if day and day <= on), default=None), approved)


def steps_reached(history: History, *, until: date) -> tuple[Reached, ...]:
    """Every step that the locality came to stand on at the end of a day, oldest first, up to and with `until`."""
    reached: list[Reached] = []
    facts = Facts()
    turns = set(_turns_of(history))
    for day in sorted(day for day in turns.union(edition.published_on for edition in history.editions) if day <= until):
        # Most days are those of an edition, on which nothing moves but delivery: of a nation, half of the work.
        facts = facts_on(history, on=day) if day in turns else replace(facts, delivery=_delivery_on(history, day))
        step = step_of(facts)
        if step is not (reached[-1].step if reached else Step.NOT_STARTED):
            reached.append(Reached(day, step))
    return tuple(reached)


def _is_past(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _delivery_on(history: History, on: date) -> Delivery:
    return next((each.delivery for each in reversed(history.editions) if each.published_on <= on), Delivery())


def _check_on(history: History, on: date) -> CheckStanding:
    """What was decided last; while a later edition waits, the approval of an earlier one stands.

    A declaration that is withdrawn takes the checks that were made under it along.
    """
    lapsed = max(
        (life.number for life in history.declarations if life.is_withdrawn and _is_past(life.ended_on, on)), default=0
    )
    standing = CheckStanding.NONE
    for submission in history.submissions:
        if submission.under <= lapsed or submission.submitted_on > on or _is_past(submission.taken_back_on, on):
            continue
        if _is_past(submission.decided_on, on):
            standing = submission.outcome
        elif standing is not CheckStanding.APPROVED:
            standing = CheckStanding.WAITING
    return standing


def _turns_of(history: History) -> Iterable[date]:
    """The days on which something other than delivery may have changed."""
    for life in history.declarations:
        yield from (day for day in (life.begun_on, life.declared_on, life.ended_on) if day)
    if history.plan_made_on:
        yield history.plan_made_on
    for submission in history.submissions:
        days = (submission.submitted_on, submission.taken_back_on, submission.decided_on)
        yield from (day for day in days if day)
