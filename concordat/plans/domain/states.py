"""How far an action has got (state), how sure its lead is (confidence), and the words a document uses for both."""

from enum import StrEnum
from typing import Literal

from concordat.documents.values import value


class State(StrEnum):
    """Delivery: how far an action has got. A different fact from confidence."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    COMPLETE_VERIFIED = "complete_verified"
    CARRIED_FORWARD = "carried_forward"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return STATE_WORDS[self]

    @property
    def is_open(self) -> bool:
        """Work is still promised: the action can be overdue."""
        return self in (State.NOT_STARTED, State.IN_PROGRESS, State.UNKNOWN)

    @property
    def is_complete(self) -> bool:
        return self in (State.COMPLETE, State.COMPLETE_VERIFIED)


STATE_WORDS = {
    State.NOT_STARTED: "Not started",
    State.IN_PROGRESS: "In progress",
    State.COMPLETE: "Complete",
    State.COMPLETE_VERIFIED: "Complete and verified",
    State.CARRIED_FORWARD: "Carried forward",
    State.MERGED: "Merged",
    State.WITHDRAWN: "Withdrawn",
    State.UNKNOWN: "Not known",
}


class Confidence(StrEnum):
    """RAG: how sure the lead is that it will be done in time. A different fact from the state."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NONE = "none"


StatusWord = Literal[
    "not_started", "ongoing", "complete", "unknown", "at_risk", "overdue", "complete_verified", "removed"
]
Certainty = Literal["certain", "likely", "ambiguous"]


@value
class ReadStatus:
    """What a document says of an action's status, and why we say so.

    `basis` quotes the words that justify the conclusion, or names the sign ("fill 00B050", "symbol 🟢"); it is
    None only where the word is "unknown". `fill` is the colour that carries the status and `fill_at` says which
    cell, row or shape has it. `named` and `rated` are the state and the confidence that a document gives in our own
    words, as a plan does that left from here: they say more than `word` can.
    """

    word: StatusWord = "unknown"
    basis: str | None = None
    certainty: Certainty = "certain"
    fill: str | None = None
    fill_at: str | None = None
    named: State | None = None
    rated: Confidence | None = None

    @property
    def state(self) -> State:
        return self.named or _STATES[self.word]

    @property
    def confidence(self) -> Confidence:
        """Of plans from elsewhere only one whose own key speaks of risk says anything of confidence."""
        return self.rated or _CONFIDENCES.get(self.word, Confidence.NONE)


_STATES: dict[StatusWord, State] = {
    "not_started": State.NOT_STARTED,
    "ongoing": State.IN_PROGRESS,
    "at_risk": State.IN_PROGRESS,
    "overdue": State.IN_PROGRESS,
    "complete": State.COMPLETE,
    "complete_verified": State.COMPLETE_VERIFIED,
    "removed": State.WITHDRAWN,
    "unknown": State.UNKNOWN,
}
STATUS_OF_STATE: dict[State, StatusWord] = {
    State.NOT_STARTED: "not_started",
    State.IN_PROGRESS: "ongoing",
    State.COMPLETE: "complete",
    State.COMPLETE_VERIFIED: "complete_verified",
    State.CARRIED_FORWARD: "ongoing",
    State.MERGED: "removed",
    State.WITHDRAWN: "removed",
    State.UNKNOWN: "unknown",
}
_CONFIDENCES: dict[StatusWord, Confidence] = {"at_risk": Confidence.AMBER, "overdue": Confidence.RED}
