"""By when a locality was asked to stand where, and who was there in time, later, or not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import yaml

from concordat.assurance.domain.histories import Reached
from concordat.assurance.domain.ladder import Step
from concordat.reporting.domain.nation import Place


class BadDeadlines(ValueError):
    """The file of deadlines can't be read."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A national deadline. `title` is what was asked for: "A declaration"; reached by `step` or any step above it.

    `is_example`: it was made up for the localities of the demonstration, and is held against no others.
    """

    key: str
    title: str
    on: date
    step: Step
    source: str
    shown_from: date
    shown_to: date
    is_example: bool


@dataclass(frozen=True, slots=True)
class DeadlineNote:
    """What is known, or not, of national deadlines; `region` is its name where it is about one."""

    words: str
    source: str
    region: str


class Answer(StrEnum):
    IN_TIME = "in_time"
    LATE = "late"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Answered:
    """Who met a deadline by the end of a day; `is_past` where it has passed."""

    deadline: Deadline
    is_past: bool
    in_time: tuple[Place, ...]
    late: tuple[Place, ...]
    out: tuple[Place, ...]

    @property
    def reached(self) -> tuple[Place, ...]:
        return (*self.in_time, *self.late)

    @property
    def everybody(self) -> tuple[Place, ...]:
        return (*self.in_time, *self.late, *self.out)


def parse_deadlines(text: str) -> tuple[Deadline, ...]:
    """The deadlines of a file, in its order; raises `BadDeadlines`."""
    try:
        return tuple(
            Deadline(
                key=str(each["key"]),
                title=str(each["title"]),
                on=_day(each["by"]),
                step=Step(each["step"]),
                source=str(each["source"]),
                shown_from=_day(each["shown_from"]),
                shown_to=_day(each["shown_to"]),
                is_example=bool(each.get("is_example", False)),
            )
            for each in yaml.safe_load(text)["deadlines"]
        )
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as reason:
        raise BadDeadlines(str(reason)) from reason


def parse_notes(text: str) -> tuple[DeadlineNote, ...]:
    """The notes of a file, in its order; raises `BadDeadlines`."""
    try:
        return tuple(
            DeadlineNote(" ".join(str(each["words"]).split()), str(each["source"]), str(each.get("region", "")))
            for each in yaml.safe_load(text)["notes"]
        )
    except (AttributeError, KeyError, TypeError, yaml.YAMLError) as reason:
        raise BadDeadlines(str(reason)) from reason


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is no date")
    return value


def answered(deadlines: Iterable[Deadline], places: Iterable[Place], *, on: date) -> tuple[Answered, ...]:
    """Each deadline that is shown on a day and asked something of one of these places, soonest first."""
    found = list(places)
    told = []
    for deadline in sorted(deadlines, key=lambda each: each.on):
        asked = [place for place in found if place.is_example == deadline.is_example]
        if deadline.shown_from <= on <= deadline.shown_to and asked:
            told.append(_answers(deadline, asked, on))
    return tuple(told)


def _answers(deadline: Deadline, asked: list[Place], on: date) -> Answered:
    answers = {place.slug: answer_of(place.reached, deadline) for place in asked}
    by_answer = {kind: tuple(place for place in asked if answers[place.slug] is kind) for kind in Answer}
    return Answered(
        deadline, on > deadline.on, by_answer[Answer.IN_TIME], by_answer[Answer.LATE], by_answer[Answer.OUT]
    )


def answer_of(reached: Sequence[Reached], deadline: Deadline) -> Answer:
    """Whether a locality stands where it was asked to; in time where it stood there on the day itself.

    `reached` are the steps that it came to stand on up to today, oldest first.
    """
    if not reached or not _is_met(reached[-1].step, deadline):
        return Answer.OUT
    by_then = [each.step for each in reached if each.on <= deadline.on]
    return Answer.IN_TIME if by_then and _is_met(by_then[-1], deadline) else Answer.LATE


def _is_met(step: Step, deadline: Deadline) -> bool:
    return step.rung >= deadline.step.rung
