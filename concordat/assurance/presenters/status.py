"""Where a locality stands, in words, with the shape and colour that say the same."""

from dataclasses import dataclass

from concordat.assurance.domain.histories import Agreed
from concordat.assurance.domain.ladder import DECLARED_OR_HIGHER, DELIVERING, Status, Step
from concordat.directory.domain import OrganisationType
from concordat.plans.domain.days import spoken_count, spoken_month
from concordat.plans.presenters.states import Tag
from concordat.plans.presenters.words import listed

STEP_TAGS = {
    Step.NOT_STARTED: Tag(Step.NOT_STARTED.words, "white", "circle-empty"),
    Step.FORMING: Tag(Step.FORMING.words, "white", "circle-half"),
    Step.DECLARED: Tag(Step.DECLARED.words, "yellow", "circle-empty"),
    Step.PLAN_DRAFTED: Tag(Step.PLAN_DRAFTED.words, "yellow", "circle-half"),
    Step.PLAN_SUBMITTED: Tag(Step.PLAN_SUBMITTED.words, "yellow", "circle-full"),
    Step.CHANGES_REQUESTED: Tag(Step.CHANGES_REQUESTED.words, "orange", "question"),
    Step.APPROVED: Tag(Step.APPROVED.words, "green", "circle-empty"),
    Step.IN_DELIVERY: Tag(Step.IN_DELIVERY.words, "green", "circle-half"),
    Step.DELIVERED_IN_PART: Tag(Step.DELIVERED_IN_PART.words, "blue", "tick"),
    Step.DELIVERED_IN_FULL: Tag(Step.DELIVERED_IN_FULL.words, "blue", "double-tick"),
}
REVIEW_OVERDUE = Tag("Review overdue", "red", "clock")


@dataclass(frozen=True, slots=True)
class StandingWords:
    """`tags` first the step, then what stands beside it; `sentence` says the same and how far delivery has got."""

    tags: tuple[Tag, ...]
    sentence: str


def present_status(status: Status) -> StandingWords:
    tags = (STEP_TAGS[status.step], *((REVIEW_OVERDUE,) if status.is_review_overdue else ()))
    return StandingWords(tags=tags, sentence=" ".join(_sentences(status)))


def agreed_words(agreed: Agreed) -> str:
    """ "Declared in December 2014; plan approved in March 2015."; "" where there is neither."""
    said = []
    if agreed.declared_on:
        said.append(f"declared in {spoken_month(agreed.declared_on)}")
    if agreed.approved_on:
        said.append(f"plan approved in {spoken_month(agreed.approved_on)}")
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _sentences(status: Status) -> list[str]:
    said = [status.step.meaning]
    delivery = status.delivery
    if status.step in DELIVERING and delivery.promised:
        said.append(f"{delivery.verified:,} of {spoken_count(delivery.promised, 'action')} complete and verified.")
    if status.missing and status.step in DECLARED_OR_HIGHER:
        said.append(f"It has lost the signature of: {type_words(status.missing)}.")
    elif status.missing:
        said.append(f"Still to sign: {type_words(status.missing)}.")
    if status.is_review_overdue:
        said.append("The plan was not reviewed for over a year.")
    return said


def type_words(types: tuple[OrganisationType, ...]) -> str:
    """ "ambulance service and NHS commissioner"."""
    return listed([each.words if each.words.startswith("NHS") else each.words.lower() for each in types])
