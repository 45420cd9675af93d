"""Where a round stands: how far each person asked has come, and what of the plan the meeting must see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.plans.domain.attention import Concern, ConcernKind
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.states import Confidence, State


class RequestState(StrEnum):
    """How far somebody who was asked has come."""

    ANSWERED = "answered"
    OPENED = "opened"
    NOT_OPENED = "not_opened"
    BOUNCED = "bounced"
    NOBODY = "nobody"
    REVOKED = "revoked"

    @property
    def owes(self) -> bool:
        """An update is still to come."""
        return self not in (RequestState.ANSWERED, RequestState.REVOKED)

    @property
    def is_reached(self) -> bool:
        """A letter can be expected to arrive."""
        return self in (RequestState.ANSWERED, RequestState.OPENED, RequestState.NOT_OPENED)


def request_state(
    *, has_person: bool, is_revoked: bool, is_opened: bool, has_bounced: bool, asked: int, answered: int
) -> RequestState:
    """The one state that says most: answers count whatever became of the letter."""
    if is_revoked:
        return RequestState.REVOKED
    if answered >= asked:
        return RequestState.ANSWERED
    if not has_person:
        return RequestState.NOBODY
    if has_bounced:
        return RequestState.BOUNCED
    return RequestState.OPENED if is_opened else RequestState.NOT_OPENED


class AnswerKind(StrEnum):
    """What somebody said of an action in the round; the words are those of the tables."""

    REPORTED = "reported"
    UNCHANGED = "unchanged"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an action; `who` names its partner or person."""

    kind: AnswerKind
    who: str
    is_waiting: bool
    is_sent_back: bool
    confidence: Confidence | None
    note: str  # of the coordinator, where it was sent back


class MatterKind(StrEnum):
    """What the meeting must see, the most pressing first."""

    OVERDUE = "overdue"
    RED = "red"
    CONTRADICTION = "contradiction"
    SLIPPED = "slipped"
    LEAD_LEFT = "lead_left"
    NOT_OURS = "not_ours"
    SENT_BACK = "sent_back"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Matter:
    """One reason why the meeting must see an action; `reason` is a sentence without its full stop."""

    kind: MatterKind
    reason: str


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What of a board is shown; None: everything. `partner` is a key."""

    who: RequestState | None = None
    partner: int | None = None
    see: MatterKind | None = None


_OF_CONCERNS = {
    ConcernKind.OVERDUE: MatterKind.OVERDUE,
    ConcernKind.GREEN_BUT_OVERDUE: MatterKind.CONTRADICTION,
    ConcernKind.CONTRADICTION: MatterKind.CONTRADICTION,
    ConcernKind.LEAD_LEFT: MatterKind.LEAD_LEFT,
    ConcernKind.SLIPPED: MatterKind.SLIPPED,
}


def matters_of(
    state: State,
    confidence: Confidence,
    concerns: Iterable[Concern],
    answers: Sequence[Answer],
    asked_of: Sequence[str],
) -> tuple[Matter, ...]:
    """Why the meeting must see an action, the most pressing reason first; nothing where it need not.

    `answers` are those of the round, the oldest first, without those that were answered again; `asked_of` are the
    partners who were asked for it, empty where nobody was.
    """
    found = [Matter(_OF_CONCERNS[concern.kind], concern.reason) for concern in concerns if concern.kind in _OF_CONCERNS]
    if state.is_open and confidence is Confidence.RED:
        found.append(Matter(MatterKind.RED, "Its lead rates it red"))
    found += _of_answers(confidence, answers)
    if asked_of and all(answer.is_sent_back for answer in answers):
        found.append(Matter(MatterKind.UNANSWERED, f"Nobody has answered for {' or '.join(asked_of)}"))
    order = list(MatterKind)
    return tuple(sorted(found, key=lambda matter: order.index(matter.kind)))


def _of_answers(confidence: Confidence, answers: Sequence[Answer]) -> Iterable[Matter]:
    for answer in answers:
        if answer.is_sent_back:
            note = f": {answer.note}" if answer.note else ""
            yield Matter(MatterKind.SENT_BACK, f"The answer of {answer.who} was sent back{note}".rstrip("."))
        elif answer.kind is AnswerKind.NOT_OURS:
            yield Matter(MatterKind.NOT_OURS, f"{answer.who} says that it is not theirs")
        if answer.is_waiting and answer.confidence is Confidence.RED and confidence is not Confidence.RED:
            yield Matter(MatterKind.RED, f"{answer.who} rates it red in an answer that waits")


def days_left_sentence(answer_by: date, meeting_on: date, *, on: date) -> str:
    """How much time is left to answer, in a sentence: "4 days are left to answer, until 11 June 2026."."""
    left = (answer_by - on).days
    if left > 1:
        return f"{spoken_count(left, 'day')} are left to answer, until {spoken_weekday(answer_by)}."
    if left == 1:
        return f"1 day is left to answer, until tomorrow, {spoken_weekday(answer_by)}."
    if left == 0:
        return f"Today, {spoken_weekday(answer_by)}, is the last day to answer."
    before = (meeting_on - on).days
    if before > 0:
        meets = f"the meeting is in {spoken_count(before, 'day')}"
    else:
        meets = "the meeting is today" if before == 0 else f"the meeting was on {spoken_weekday(meeting_on)}"
    return f"The last day to answer was {spoken_weekday(answer_by)}; {meets}."


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spoken_weekday(day: date) -> str:
    """A day with its weekday: "Thursday 11 June 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {spoken_day(day)}"
