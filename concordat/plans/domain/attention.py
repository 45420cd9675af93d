"""What about an action needs somebody's attention: each concern with its reason in words, by the locality's rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_length
from concordat.plans.domain.states import Confidence, State, StatusWord
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.domain.tracking import Tracking


class ConcernKind(StrEnum):
    """The kinds of concern, the most pressing first."""

    OVERDUE = "overdue"
    GREEN_BUT_OVERDUE = "green_but_overdue"
    CONTRADICTION = "contradiction"
    LEAD_LEFT = "lead_left"
    NO_LEAD = "no_lead"
    NO_DATE = "no_date"
    ENDLESS = "endless"
    SLIPPED = "slipped"
    STALE = "stale"
    DUE_SOON = "due_soon"
    NO_MEASURE = "no_measure"
    NO_OUTCOME = "no_outcome"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class AttentionRules:
    """A locality's own thresholds, in days."""

    soon_days: int = 30  # due within so many days is due soon
    stale_days: int = 120  # nothing new for longer than this is stale; steering groups meet each quarter
    endless_days: int = 365  # "ongoing" without a last day for longer than this has no end


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an action on a day; `new_on` is the day on which something new was last said of it."""

    state: State
    confidence: Confidence
    kind: TimescaleKind
    end: date | None
    undated_since: date | None  # since when it has had the timescale without a last day that it has now
    new_on: date
    progress: str
    outcome: str
    evidence: str
    has_lead: bool
    tracking: Tracking  # by `track`, on the same day
    left: tuple[tuple[str, date], ...] = ()  # people who lead it and no longer work there, and since when
    is_measured: bool | None = None  # whether a measure is named; None: none is followed here, so none can be


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to attend to; `reason` is a sentence without its full stop."""

    kind: ConcernKind
    reason: str


# A lead who writes one of these of an action that is green tells two stories. "No delay" and "no longer delayed"
# tell one.
_TROUBLE = re.compile(
    r"(?<!no )(?<!not )(?<!never )(?<!longer )(?<!without )(?<!previously )(?<!was )(?<!were )"
    r"\b(?:delay(?:ed|s)?|slipp(?:ed|age)|behind schedule|on hold|stalled|paused|postponed|blocked|deferred|"
    r"at risk(?! of)|off[- ]track|not on track|overdue)\b",
    re.IGNORECASE,
)


def concerns_of(action: Standing, rules: AttentionRules, *, on: date) -> tuple[Concern, ...]:
    """Everything about an action that needs attention on a day, the most pressing first.

    An action that the partners no longer promise (withdrawn, merged, carried forward) gives no concern.
    """
    if action.state.is_open:
        found = [*_of_an_open_action(action, rules, on), *_of_open_words(action)]
    elif action.state.is_complete:
        found = [*_of_a_complete_action(action)]
    else:
        return ()
    order = list(ConcernKind)
    return tuple(sorted(found, key=lambda concern: order.index(concern.kind)))


def _of_an_open_action(action: Standing, rules: AttentionRules, on: date) -> Iterable[Concern]:
    tracking = action.tracking
    if tracking.is_overdue:
        yield Concern(ConcernKind.OVERDUE, tracking.overdue_reason)
        if action.confidence is Confidence.GREEN:
            yield Concern(ConcernKind.GREEN_BUT_OVERDUE, "Its lead says green, and its last day has passed")
    elif action.end is not None and (action.end - on).days <= rules.soon_days:
        left = (action.end - on).days
        when = "today" if left == 0 else f"in {spoken_count(left, 'day')}"
        yield Concern(ConcernKind.DUE_SOON, f"Due {when}, by {spoken_day(action.end)}")
    if tracking.is_slipped:
        yield Concern(ConcernKind.SLIPPED, tracking.slipped_reason)
    if gone := [f"{name}, who leads it, left on {spoken_day(day)}" for name, day in action.left if day <= on]:
        yield Concern(ConcernKind.LEAD_LEFT, "; ".join(gone))
    elif not action.has_lead:
        yield Concern(ConcernKind.NO_LEAD, "Nobody is named who leads it")
    if action.end is None:
        yield from _of_no_last_day(action, rules, on)
    silent = (on - action.new_on).days
    if silent > rules.stale_days:
        yield Concern(ConcernKind.STALE, f"Nothing new was said of it since {spoken_day(action.new_on)}")
    if action.is_measured is False:
        yield Concern(ConcernKind.NO_MEASURE, "No measure is named that it should move")


def _of_no_last_day(action: Standing, rules: AttentionRules, on: date) -> Iterable[Concern]:
    if action.kind is TimescaleKind.RECURRING:
        return
    if action.kind is not TimescaleKind.ONGOING:
        yield Concern(ConcernKind.NO_DATE, action.tracking.undated_reason or "It has no last day")
        return
    lasted = (on - action.undated_since).days if action.undated_since else 0
    if lasted > rules.endless_days:
        yield Concern(ConcernKind.ENDLESS, f"“Ongoing” for {spoken_length(lasted)}, without a last day")


def _of_open_words(action: Standing) -> Iterable[Concern]:
    """Words of an open action that say it is done, or that a green one is in trouble."""
    state = f"its state is “{action.state.words}”"
    is_in_doubt = action.confidence in (Confidence.RED, Confidence.AMBER)
    if is_in_doubt:
        state += f", rated {action.confidence.value}"
    said, basis, is_certain = _said(action.progress)
    if said in ("complete", "complete_verified") and (is_certain or is_in_doubt):
        verb = "say" if is_certain else "seem to say that it is done,"
        yield Concern(ConcernKind.CONTRADICTION, f"Its words {verb} “{basis}”, and {state}")
    elif action.confidence is Confidence.GREEN and (trouble := _TROUBLE.search(_latest(action.progress))):
        yield Concern(ConcernKind.CONTRADICTION, f"Its lead says green, and its words say “{trouble[0]}”")


def _of_a_complete_action(action: Standing) -> Iterable[Concern]:
    """What a complete action does not show. One that somebody else has checked needs no further evidence."""
    said, basis, is_certain = _said(action.progress)
    if is_certain and said in ("not_started", "ongoing", "at_risk", "overdue"):
        yield Concern(ConcernKind.CONTRADICTION, f"Its state is “{action.state.words}”, and its words say “{basis}”")
    if not action.outcome.strip() and not action.progress.strip():
        yield Concern(ConcernKind.NO_OUTCOME, "It is complete, and nothing says what came of it")
    if not action.evidence.strip() and action.state is not State.COMPLETE_VERIFIED:
        yield Concern(ConcernKind.NO_EVIDENCE, "It is complete, and no evidence of that is named")


def _said(progress: str) -> tuple[StatusWord, str, bool]:
    """The status that words tell, those of them that it rests on, and whether that is certain; "" where unsaid."""
    from concordat.plans.domain.narratives import judge  # its patterns are loaded when something is judged

    said = judge(progress)
    if said.basis is None or said.certainty == "ambiguous":
        return "unknown", "", False
    return said.word, said.basis, said.certainty == "certain"


def _latest(progress: str) -> str:
    """The last line that says something: trouble that an earlier one tells of may be over."""
    return next((line for line in reversed(progress.splitlines()) if line.strip()), "")
