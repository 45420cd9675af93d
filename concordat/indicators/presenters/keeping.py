"""What keepers of measures read: the set, one measure, its targets and steps, the rule of small numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from concordat.indicators.domain.figures import Unit, Wording
from concordat.indicators.domain.releases import SmallNumberRule
from concordat.indicators.queries.keeping import MeasureKept, RuleStanding, StepSaid, TargetSaid

UNIT_WORDS = {
    Unit.COUNT: "a count",
    Unit.PERCENTAGE: "a percentage",
    Unit.MINUTES: "minutes",
    Unit.DAYS: "days",
    Unit.RATE: "a rate",
}


@dataclass(frozen=True, slots=True)
class StateTag:
    words: str
    colour: str
    shape: str


PUBLIC = StateTag("Public", "blue", "circle-full")
MEMBERS_ONLY = StateTag("Members only", "white", "circle-empty")
RETIRED = StateTag("No longer kept", "grey", "cross")


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure among those that are kept."""

    name: str
    question: str
    state: StateTag
    figures: str
    loader: str
    edit_href: str
    targets_href: str
    steps_href: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure on the pages that change it."""

    name: str
    question: str
    state: StateTag
    facts: tuple[tuple[str, str], ...]
    is_public: bool
    is_retired: bool
    public_words: str
    edit_href: str
    targets_href: str
    steps_href: str
    measure_href: str
    set_up_href: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    since: str
    value: str
    reason: str
    said: str
    note: str


@dataclass(frozen=True, slots=True)
class StepLine:
    id: int
    on: str
    reason: str
    said: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class RulePage:
    now: str
    is_default: bool
    is_tight: bool
    has_choice: bool
    before: tuple[str, ...]


def present_lines(measures: tuple[MeasureKept, ...], locality: str) -> tuple[MeasureLine, ...]:
    return tuple(
        MeasureLine(
            name=measure.name,
            question=measure.question,
            state=_state(measure),
            figures=_figures(measure),
            loader=measure.loader or "Nobody yet",
            edit_href=_href("measure-edit", locality, measure.key),
            targets_href=_href("measure-targets", locality, measure.key),
            steps_href=_href("measure-steps", locality, measure.key),
        )
        for measure in measures
    )


def present_measure(measure: MeasureKept, locality: str, rule: SmallNumberRule) -> MeasurePage:
    facts = [("Unit", _unit(measure.wording)), ("Figures", _figures(measure))]
    if measure.standard_key:
        facts.append(("Counted as", "The standard set, so that localities can be compared"))
    if measure.published_at:
        facts.append(("Public since", _moment(measure.published_at)))
    if measure.retired_at:
        facts.append(("Not kept since", _moment(measure.retired_at)))
    return MeasurePage(
        name=measure.name,
        question=measure.question,
        state=_state(measure),
        facts=tuple(facts),
        is_public=measure.published_at is not None,
        is_retired=measure.retired_at is not None,
        public_words=rule_words(rule),
        edit_href=_href("measure-edit", locality, measure.key),
        targets_href=_href("measure-targets", locality, measure.key),
        steps_href=_href("measure-steps", locality, measure.key),
        measure_href=_href("measure", locality, measure.key),
        set_up_href=reverse("measures-set-up", kwargs={"locality": locality}),
    )


def present_targets(said: tuple[TargetSaid, ...], wording: Wording, *, today: date) -> tuple[TargetLine, ...]:
    """From the latest day on back; the one that holds says so."""
    holding = next((target for target in said if target.since_on <= today and not target.is_replaced), None)
    return tuple(
        TargetLine(
            since=_day(target.since_on),
            value="No target" if target.value is None else wording.figure(float(target.value)),
            reason=target.reason or "No reason was given",
            said=_said(target.by, target.at),
            note="Replaced on the same day" if target.is_replaced else "Holds now" if target is holding else "",
        )
        for target in said
    )


def present_steps(said: tuple[StepSaid, ...]) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(
            id=step.id,
            on=_day(step.on),
            reason=step.reason,
            said=_said(step.by, step.at),
            withdrawn=f"Withdrawn: {_said(step.withdrawn_by, step.withdrawn_at)}" if step.withdrawn_at else "",
        )
        for step in said
    )


def present_rule(standing: RuleStanding) -> RulePage:
    said = [f"{_rule(one.largest_hidden, one.rounds_to)}. {_said(one.by, one.at)}" for one in standing.said]
    return RulePage(
        now=rule_words(standing.rule),
        is_default=standing.is_default,
        is_tight=standing.has_public_figures,
        has_choice=bool(standing.stricter) or not standing.has_public_figures,
        before=tuple(said),
    )


def rule_words(rule: SmallNumberRule) -> str:
    """Counts from 1 to 7 are shown as a mark, others to the nearest 5."""
    return _rule(rule.largest_hidden, rule.rounds_to)


def rule_choices(standing: RuleStanding) -> list[tuple[str, str]] | None:
    """Once figures are public, the rules to choose from: "12-5" and its words; None where any may be typed."""
    if not standing.has_public_figures:
        return None
    return [(f"{rule.largest_hidden}-{rule.rounds_to}", rule_words(rule)) for rule in standing.stricter]


def _rule(largest_hidden: int, rounds_to: int) -> str:
    others = "others as they are" if rounds_to == 1 else f"others to the nearest {rounds_to}"
    return f"Counts from 1 to {largest_hidden} are shown as a mark, {others}"


def _state(measure: MeasureKept) -> StateTag:
    if measure.retired_at:
        return RETIRED
    return PUBLIC if measure.published_at else MEMBERS_ONLY


def _figures(measure: MeasureKept) -> str:
    if measure.latest_on is None:
        return "None yet"
    return f"{measure.figures}, the latest for {measure.wording.period(measure.latest_on)}"


def _unit(wording: Wording) -> str:
    per = f" per {wording.rate_of}" if wording.rate_of else ""
    return f"{UNIT_WORDS[wording.unit].capitalize()}{per}, every {wording.frequency.value}"


def _href(name: str, locality: str, key: str) -> str:
    return reverse(name, kwargs={"locality": locality, "key": key})


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(at: datetime) -> str:
    return _day(timezone.localdate(at))


def _said(by: str, at: datetime) -> str:
    return f"{by}, {_moment(at)}" if by else _moment(at)
