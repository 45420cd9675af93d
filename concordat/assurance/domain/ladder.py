"""The ladder of a locality: its steps, which event moves it from one to another, and who causes that."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from concordat.directory.domain import OrganisationType, Role

# Plans are agreed for a year; who has not looked at theirs for longer does not keep it.
REVIEWED_FOR = timedelta(days=366)
# From which share of its actions a plan counts as delivered in part. Nobody ever said; the first verified action of
# 77 would be what green was in 2014: a colour with nothing behind it.
PART = Fraction(1, 2)


class Step(StrEnum):
    """Where a locality stands, from the bottom up."""

    NOT_STARTED = "not_started"
    FORMING = "forming"
    DECLARED = "declared"
    PLAN_DRAFTED = "plan_drafted"
    PLAN_SUBMITTED = "plan_submitted"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    IN_DELIVERY = "in_delivery"
    DELIVERED_IN_PART = "delivered_in_part"
    DELIVERED_IN_FULL = "delivered_in_full"

    @property
    def words(self) -> str:
        return STEPS[self].words

    @property
    def meaning(self) -> str:
        """What must be true to stand here, in a sentence."""
        return STEPS[self].meaning

    @property
    def rung(self) -> int:
        """1 at the bottom, 10 at the top."""
        return _RUNGS[self]


_RUNGS = {step: rung for rung, step in enumerate(Step, start=1)}


@dataclass(frozen=True, slots=True)
class StepWords:
    words: str
    meaning: str


STEPS = {
    Step.NOT_STARTED: StepWords("Not started", "Nothing has been declared, and nobody is writing a declaration."),
    Step.FORMING: StepWords(
        "Forming", "A declaration is being written, and the agencies that it needs are being asked to sign."
    ),
    Step.DECLARED: StepWords(
        "Declared", "The declaration is made: every agency that it needs has signed. There is no plan yet."
    ),
    Step.PLAN_DRAFTED: StepWords("Plan drafted", "There is a plan with actions. Nobody has been asked to check it."),
    Step.PLAN_SUBMITTED: StepWords("Plan submitted", "An edition of the plan lies with the region or the nation."),
    Step.CHANGES_REQUESTED: StepWords(
        "Changes requested", "Whoever checked the plan has asked for changes. It has not been submitted again."
    ),
    Step.APPROVED: StepWords("Plan approved", "The plan was checked and approved. None of its actions has been begun."),
    Step.IN_DELIVERY: StepWords(
        "In delivery", "The plan was approved, and work has begun; under half of its actions are complete and verified."
    ),
    Step.DELIVERED_IN_PART: StepWords(
        "Delivered in part", "At least half of the actions that are promised are complete and verified."
    ),
    Step.DELIVERED_IN_FULL: StepWords("Delivered in full", "Every action that is promised is complete and verified."),
}

DELIVERING = (Step.APPROVED, Step.IN_DELIVERY, Step.DELIVERED_IN_PART, Step.DELIVERED_IN_FULL)
DECLARED_OR_HIGHER = (
    Step.DECLARED,
    Step.PLAN_DRAFTED,
    Step.PLAN_SUBMITTED,
    Step.CHANGES_REQUESTED,
    *DELIVERING,
)


class HistoricColour(StrEnum):
    """What the map of 2014 would show."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"

    @property
    def words(self) -> str:
        return _COLOUR_WORDS[self]


_COLOUR_WORDS = {
    HistoricColour.RED: "Red: no declaration yet",
    HistoricColour.AMBER: "Amber: a declaration, and no agreed plan yet",
    HistoricColour.GREEN: "Green: the plan is complete and agreed",
}


def historic_colour(step: Step) -> HistoricColour:
    """The ladder as the map of 2014 showed it, where green meant that a plan exists."""
    if step in DELIVERING:
        return HistoricColour.GREEN
    return HistoricColour.AMBER if step in DECLARED_OR_HIGHER else HistoricColour.RED


class CheckStanding(StrEnum):
    """What has come of asking the region or the nation to check the plan."""

    NONE = "none"
    WAITING = "waiting"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Counts of the actions in the latest published edition.

    `promised`: all but those that were withdrawn or merged into another; what was carried forward is still owed.
    `begun`: in progress, complete, or complete and verified. `verified`: complete and verified.
    """

    promised: int = 0
    begun: int = 0
    verified: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so on a day. `missing`: the required types of agency that no signature stands for.

    `reviewed_on` is the last day on which the partnership froze an edition or closed a round of updates.
    """

    is_being_written: bool = False  # a declaration that is not made yet
    is_declared: bool = False
    missing: tuple[OrganisationType, ...] = ()
    has_plan: bool = False
    check: CheckStanding = CheckStanding.NONE
    delivery: Delivery = Delivery()
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where a locality stands on a day, and what is to be said beside it."""

    step: Step
    is_review_overdue: bool
    missing: tuple[OrganisationType, ...]
    delivery: Delivery

    @property
    def colour(self) -> HistoricColour:
        return historic_colour(self.step)


def status_of(facts: Facts, *, on: date) -> Status:
    """Where a locality with these facts stands on a day. Each step needs every step under it.

    A required agency that takes its signature back later does not undo the declaration: it is said beside the step.
    """
    step = step_of(facts)
    is_to_be_reviewed = facts.has_plan and step in DECLARED_OR_HIGHER
    return Status(
        step=step,
        is_review_overdue=(
            is_to_be_reviewed and facts.reviewed_on is not None and on - facts.reviewed_on > REVIEWED_FOR
        ),
        missing=facts.missing if step is not Step.NOT_STARTED else (),
        delivery=facts.delivery,
    )


def step_of(facts: Facts) -> Step:
    """On which step a locality with these facts stands."""
    if not facts.is_declared:
        return Step.FORMING if facts.is_being_written else Step.NOT_STARTED
    if not facts.has_plan:
        return Step.DECLARED
    if facts.check is CheckStanding.APPROVED:
        return delivery_step(facts.delivery)
    return {
        CheckStanding.NONE: Step.PLAN_DRAFTED,
        CheckStanding.WAITING: Step.PLAN_SUBMITTED,
        CheckStanding.CHANGES_REQUESTED: Step.CHANGES_REQUESTED,
    }[facts.check]


def delivery_step(delivery: Delivery) -> Step:
    """How far an approved plan has got, by what was verified: an action that its lead calls complete is not enough."""
    if delivery.promised and delivery.verified == delivery.promised:
        return Step.DELIVERED_IN_FULL
    if delivery.promised and delivery.verified * PART.denominator >= delivery.promised * PART.numerator:
        return Step.DELIVERED_IN_PART
    return Step.IN_DELIVERY if delivery.begun else Step.APPROVED


class Event(StrEnum):
    """What can happen to a locality."""

    BEGUN = "begun"
    DROPPED = "dropped"
    DECLARED = "declared"
    WITHDRAWN = "withdrawn"
    PLAN_MADE = "plan_made"
    PLAN_SUBMITTED = "plan_submitted"
    TAKEN_BACK = "taken_back"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    EDITION_PUBLISHED = "edition_published"

    @property
    def words(self) -> str:
        return _EVENT_WORDS[self]


_EVENT_WORDS = {
    Event.BEGUN: "a declaration is begun",
    Event.DROPPED: "the draft of the declaration is dropped",
    Event.DECLARED: "the declaration is made",
    Event.WITHDRAWN: "the declaration is withdrawn",
    Event.PLAN_MADE: "the plan gets its first actions",
    Event.PLAN_SUBMITTED: "an edition is submitted",
    Event.TAKEN_BACK: "the edition is taken back",
    Event.CHANGES_REQUESTED: "changes are asked for",
    Event.APPROVED: "the edition is approved",
    Event.EDITION_PUBLISHED: "an edition is published",
}


@dataclass(frozen=True, slots=True)
class Move:
    """From one step to another, by an event, and which roles cause it; `where` says on what the outcome rests."""

    before: Step
    after: Step
    event: Event
    who: tuple[Role, ...]
    where: str = ""


_LOCAL = (Role.COORDINATOR, Role.CHAIR)
_CHECKERS = (Role.REGIONAL, Role.NATIONAL)
_BY_SHARE = {
    Step.APPROVED: "nothing is begun",
    Step.IN_DELIVERY: "work has begun",
    Step.DELIVERED_IN_PART: "half is verified",
    Step.DELIVERED_IN_FULL: "all is verified",
}

MOVES: tuple[Move, ...] = (
    Move(Step.NOT_STARTED, Step.FORMING, Event.BEGUN, (Role.COORDINATOR,)),
    Move(Step.FORMING, Step.NOT_STARTED, Event.DROPPED, (Role.COORDINATOR,)),
    Move(Step.FORMING, Step.DECLARED, Event.DECLARED, _LOCAL, "there is no plan"),
    Move(Step.FORMING, Step.PLAN_DRAFTED, Event.DECLARED, _LOCAL, "there is a plan already"),
    Move(Step.DECLARED, Step.PLAN_DRAFTED, Event.PLAN_MADE, (Role.COORDINATOR,)),
    Move(Step.PLAN_DRAFTED, Step.PLAN_SUBMITTED, Event.PLAN_SUBMITTED, _LOCAL),
    Move(Step.CHANGES_REQUESTED, Step.PLAN_SUBMITTED, Event.PLAN_SUBMITTED, _LOCAL, "every point is answered"),
    Move(Step.PLAN_SUBMITTED, Step.PLAN_DRAFTED, Event.TAKEN_BACK, _LOCAL, "it was the first"),
    Move(Step.PLAN_SUBMITTED, Step.CHANGES_REQUESTED, Event.TAKEN_BACK, _LOCAL, "changes were asked for before"),
    Move(Step.PLAN_SUBMITTED, Step.CHANGES_REQUESTED, Event.CHANGES_REQUESTED, _CHECKERS),
    *(Move(Step.PLAN_SUBMITTED, after, Event.APPROVED, _CHECKERS, _BY_SHARE[after]) for after in DELIVERING),
    # Who submits a later edition keeps the approval of the earlier one until the checkers say otherwise.
    *(Move(before, Step.CHANGES_REQUESTED, Event.CHANGES_REQUESTED, _CHECKERS) for before in DELIVERING),
    *(
        Move(before, after, Event.EDITION_PUBLISHED, _LOCAL, _BY_SHARE[after])
        for before in DELIVERING
        for after in DELIVERING
        if before is not after
    ),
    *(Move(before, Step.NOT_STARTED, Event.WITHDRAWN, _LOCAL) for before in DECLARED_OR_HIGHER),
    *(
        Move(before, Step.FORMING, Event.WITHDRAWN, _LOCAL, "a new one is being written")
        for before in DECLARED_OR_HIGHER
    ),
)
