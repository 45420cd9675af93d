"""What a partner says of an action before it counts, what of it is news, and what it makes of the action."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from concordat.accounts.domain.patients import Identifier, identifiers_in
from concordat.plans.domain import statuses
from concordat.plans.domain.days import spoken_timescale
from concordat.plans.domain.editions import fold_text
from concordat.plans.domain.states import STATE_WORDS, Confidence, State
from concordat.plans.domain.statuses import Colour
from concordat.plans.domain.timescales import Timescale, TimescaleKind, parse_timescale

LONGEST_ANSWER = 20_000  # characters; as long as anything else that a plan says of an action


class SaidField(StrEnum):
    """What can be said of an action."""

    PROGRESS = "progress"
    STATE = "state"
    CONFIDENCE = "confidence"
    TIMESCALE = "timescale"
    REASON = "reason"
    NEXT_STEP = "next_step"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true of an action at one time, in the fields that somebody may say something new of."""

    said_on: date
    progress: str
    state: State
    confidence: Confidence
    next_step: str
    evidence: str
    timescale: Timescale


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of an action. Empty and None say nothing; `state_text` holds words that name no state.

    `confidence_text` likewise holds words that name no colour. `timescale_text` is the new date as written.
    """

    progress: str = ""
    state: State | None = None
    state_text: str = ""
    confidence: Confidence | None = None
    confidence_text: str = ""
    timescale_text: str = ""
    timescale_reason: str = ""
    next_step: str = ""
    evidence: str = ""

    @property
    def is_nothing(self) -> bool:
        return not any(getattr(self, each.name) for each in fields(self))

    @property
    def timescale(self) -> Timescale | None:
        """What the new date is understood to mean; None where there is none."""
        return parse_timescale(self.timescale_text) if self.timescale_text else None

    def texts(self) -> tuple[str, ...]:
        """Every free text of it."""
        return (
            self.progress, self.state_text, self.confidence_text, self.timescale_text, self.timescale_reason,
            self.next_step, self.evidence,
        )  # fmt: skip

    def identifiers(self) -> tuple[Identifier, ...]:
        """What in any of its texts looks like a person's own details."""
        return tuple(identifier for text in self.texts() for identifier in identifiers_in(text))


_PLAIN_STATES = {fold_text(words): state for state, words in STATE_WORDS.items() if state is not State.UNKNOWN} | {
    fold_text(words): state
    for state, spellings in {
        State.NOT_STARTED: ("not begun", "not yet started", "to start", "not commenced"),
        State.IN_PROGRESS: ("ongoing", "under way", "started", "begun", "in hand", "work in progress"),
        State.COMPLETE: ("completed", "done", "finished", "achieved"),
        State.COMPLETE_VERIFIED: ("completed and verified", "verified", "complete & verified"),
        State.WITHDRAWN: ("dropped", "cancelled", "removed"),
    }.items()
    for words in spellings
}
_CONFIDENCES = {Colour.RED: Confidence.RED, Colour.AMBER: Confidence.AMBER, Colour.GREEN: Confidence.GREEN}


def state_of_words(text: str) -> State | None:
    """The state that a whole answer names; None for anything more or less ("nearly", "complete soon")."""
    return _PLAIN_STATES.get(fold_text(text))


def confidence_of_words(text: str) -> Confidence | None:
    """The confidence that a whole answer names by its colour, a letter or a coloured sign; None for anything else."""
    colour = statuses.colour_of_word(text) or (statuses.colour_of_symbol(text) if len(text.strip()) < 3 else None)
    return _CONFIDENCES.get(colour) if colour else None


def said_in(answers: Mapping[SaidField, str]) -> Said:
    """What answers as typed say; words that name no state or colour are kept as they are."""
    given = {field: tidy(answers.get(field, "")) for field in SaidField}
    state = state_of_words(given[SaidField.STATE])
    confidence = confidence_of_words(given[SaidField.CONFIDENCE])
    return Said(
        progress=given[SaidField.PROGRESS],
        state=state,
        state_text="" if state else given[SaidField.STATE],
        confidence=confidence,
        confidence_text="" if confidence else given[SaidField.CONFIDENCE],
        timescale_text=given[SaidField.TIMESCALE],
        timescale_reason=given[SaidField.REASON],
        next_step=given[SaidField.NEXT_STEP],
        evidence=given[SaidField.EVIDENCE],
    )


def tidy(text: str) -> str:
    """An answer without the white space around it, its ends of lines alike."""
    lines = (" ".join(re.split(r"[^\S\n]+", line)).strip() for line in text.replace("\x00", "").splitlines())
    return "\n".join(lines).strip()


def news(said: Said, stood: Standing) -> Said:
    """What is new in it: an answer that repeats what stood when it was asked is none.

    A reason counts only with the date that it explains.
    """
    found = replace(
        said,
        progress="" if _same(said.progress, stood.progress) else said.progress,
        state=None if said.state is stood.state else said.state,
        confidence=None if said.confidence is stood.confidence else said.confidence,
        next_step="" if _same(said.next_step, stood.next_step) else said.next_step,
        evidence="" if _same(said.evidence, stood.evidence) else said.evidence,
        timescale_text="" if _is_same_time(said, stood.timescale) else said.timescale_text,
    )
    if said.timescale_text and not found.timescale_text:
        found = replace(found, timescale_reason="")
    return found


def _same(said: str, stood: str) -> bool:
    return said.split() == stood.split()


def _is_same_time(said: Said, stood: Timescale) -> bool:
    if fold_text(said.timescale_text) == fold_text(stood.text):
        return True
    new = said.timescale
    return new is not None and new.end is not None and (new.start, new.end) == (stood.start, stood.end)


@dataclass(frozen=True, slots=True)
class Question:
    """Something about what was said that a person should look at; a `must` has to be answered before it can count."""

    field: SaidField
    sentence: str
    must: bool = True


def questions_of(said: Said) -> tuple[Question, ...]:
    """What is asked of the coordinator, who knows better than a guess."""
    found: list[Question] = []
    if said.state_text:
        found.append(Question(SaidField.STATE, f"“{said.state_text}” is none of our states. Say where it is now."))
    if said.confidence_text:
        found.append(
            Question(
                SaidField.CONFIDENCE, f"“{said.confidence_text}” is not red, amber or green. Say how sure they are."
            )
        )
    timescale = said.timescale
    if timescale is not None and timescale.kind is TimescaleKind.UNKNOWN:
        found.append(
            Question(SaidField.TIMESCALE, f"No date can be read from “{said.timescale_text}”. Write the date.")
        )
    elif timescale is not None:
        if timescale.is_doubtful:
            understood = spoken_timescale(timescale.kind, timescale.start, timescale.end, timescale.recurrence)
            sentence = f"“{said.timescale_text}” can be read in two ways. We understand: {understood}."
            found.append(Question(SaidField.TIMESCALE, sentence, must=False))
        if not said.timescale_reason:
            found.append(
                Question(SaidField.REASON, "A new date was given without the reason why it moved.", must=False)
            )
    elif said.timescale_reason:
        found.append(Question(SaidField.TIMESCALE, "A reason was given for a new date, but no new date.", must=False))
    return tuple(found)


def is_ready(said: Said) -> bool:
    """Whether it can be accepted as it stands, with nothing left to ask."""
    return not any(question.must for question in questions_of(said))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action will say once something said of it counts; `timescale` is None where the date stays."""

    progress: str
    state: State
    confidence: Confidence
    next_step: str
    evidence: str
    timescale: Timescale | None
    timescale_reason: str


def outcome_of(said: Said, now: Standing) -> Outcome:
    """What stands now with what was said put in its place; what nobody spoke of stays.

    Only for what `is_ready`: words that name no state are never guessed at.
    """
    timescale = None if _is_same_time(said, now.timescale) else said.timescale
    return Outcome(
        progress=said.progress or now.progress,
        state=said.state or now.state,
        confidence=said.confidence or now.confidence,
        next_step=said.next_step or now.next_step,
        evidence=said.evidence or now.evidence,
        timescale=timescale,
        timescale_reason=said.timescale_reason if timescale else "",
    )
