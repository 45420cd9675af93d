"""How states and what follows from dates look: words, a shape and a colour, and what they mean."""

from dataclasses import dataclass

from concordat.plans.domain.states import Confidence, State
from concordat.ui.values import Tag


@dataclass(frozen=True, slots=True)
class Meaning:
    """A tag and what we mean by it."""

    tag: Tag
    words: str


STATE_TAGS = {
    State.NOT_STARTED: Tag(State.NOT_STARTED.words, "white", "circle-empty"),
    State.IN_PROGRESS: Tag(State.IN_PROGRESS.words, "yellow", "circle-half"),
    State.COMPLETE: Tag(State.COMPLETE.words, "green", "tick"),
    State.COMPLETE_VERIFIED: Tag(State.COMPLETE_VERIFIED.words, "blue", "double-tick"),
    State.CARRIED_FORWARD: Tag(State.CARRIED_FORWARD.words, "purple", "arrow"),
    State.MERGED: Tag(State.MERGED.words, "grey", "arrow"),
    State.WITHDRAWN: Tag(State.WITHDRAWN.words, "grey", "cross"),
    State.UNKNOWN: Tag(State.UNKNOWN.words, "grey", "question"),
}
# The order of the bar: what is done, what is under way, what is not, what is no longer promised.
BAR_ORDER = (
    State.COMPLETE_VERIFIED,
    State.COMPLETE,
    State.IN_PROGRESS,
    State.NOT_STARTED,
    State.UNKNOWN,
    State.CARRIED_FORWARD,
    State.MERGED,
    State.WITHDRAWN,
)
OVERDUE = Tag("Overdue", "red", "clock")
SLIPPED = Tag("Slipped", "orange", "arrow")
DUE_SOON = Tag("Due soon", "white", "clock")
LEAD_LEFT = Tag("Lead has left", "orange", "cross")

CONFIDENCE_WORDS = {
    Confidence.RED: "Red: its lead does not expect it to be done in time",
    Confidence.AMBER: "Amber: its lead sees a risk to its being done in time",
    Confidence.GREEN: "Green: its lead expects it to be done in time",
    Confidence.NONE: "The plan does not say how sure its lead is",
}

MEANINGS = (
    Meaning(STATE_TAGS[State.NOT_STARTED], "Promised; nobody has begun."),
    Meaning(STATE_TAGS[State.IN_PROGRESS], "Somebody is at work on it."),
    Meaning(STATE_TAGS[State.COMPLETE], "Its lead says that it is done."),
    Meaning(STATE_TAGS[State.COMPLETE_VERIFIED], "It is done, and somebody other than its lead has checked that."),
    Meaning(STATE_TAGS[State.CARRIED_FORWARD], "It was taken over into a later plan."),
    Meaning(STATE_TAGS[State.MERGED], "It became part of another action."),
    Meaning(STATE_TAGS[State.WITHDRAWN], "The partners no longer promise it."),
    Meaning(STATE_TAGS[State.UNKNOWN], "The plan does not say, or not clearly enough to tell."),
    Meaning(OVERDUE, "The last day it was promised for has passed, and nobody has said that it is complete."),
    Meaning(SLIPPED, "The day it was promised for has been moved later at least once."),
)
