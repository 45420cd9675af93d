"""How a plan is laid out when it leaves: the headings and columns that are written, and by which it is known again."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from concordat.plans.domain import timescales
from concordat.plans.domain.days import day_spoken, spoken_day, spoken_month
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import Timescale, TimescaleKind

STATUS_KEY = "Status key of the plan"
MEANINGS = "What the states mean"
PURPOSES = "Purposes"
THEMES = "Themes"
BOARDS = "Boards and groups"
OTHER_TEXT = "Other words of the plan"
ENDED = "Organisations that have ended"
AROUND = frozenset({STATUS_KEY, MEANINGS, PURPOSES, THEMES, BOARDS, OTHER_TEXT, ENDED})
KEY_HEADER = ("Sign", "Meaning")
MEANINGS_HEADER = ("State", "What it means")
THEMES_HEADER = ("No.", "Theme", "What it asks for")
PASSAGES_HEADER = ("Heading", "Words")
ENDED_HEADER = ("As the plan has it", "Last day", "Who has its duties now")


class OwnColumn(StrEnum):
    """The columns of a plan that leaves, by their headers."""

    SECTION = "Section"
    NUMBER = "Number"
    REFERENCE = "Ref"
    ACTION = "Action"
    THEME = "Theme"
    OUTCOME = "Outcome"
    LED_BY = "Led by"  # the lead cell as it was written
    PARTNERS = "Lead partners"  # names of organisations, a line each; those that support behind SUPPORT
    DUTIES_NOW = "Duties now with"  # who took over from those that have ended
    WHEN = "When"
    DUE_BY = "Due by"
    STATE = "State"
    CONFIDENCE = "Confidence"
    PROGRESS = "Progress"
    NEXT_STEP = "Next step"
    EVIDENCE = "Evidence"  # every address, document and file that was named
    SAID_ON = "Said on"
    GROUP = "Reports to"


SUPPORT = "Support: "
_ALWAYS = (
    OwnColumn.REFERENCE, OwnColumn.ACTION, OwnColumn.OUTCOME, OwnColumn.WHEN, OwnColumn.STATE, OwnColumn.PROGRESS,
)  # fmt: skip


def is_own_header(texts: Sequence[str]) -> bool:
    """Whether header cells are those of a plan that left from here, in its order; others may stand among them."""
    if not (OwnColumn.LED_BY in texts or OwnColumn.PARTNERS in texts):
        return False
    return tuple(text for text in texts if text in _ALWAYS) == _ALWAYS


SIGNS = {
    State.NOT_STARTED: "○",
    State.IN_PROGRESS: "◐",
    State.COMPLETE: "✓",
    State.COMPLETE_VERIFIED: "✓✓",
    State.CARRIED_FORWARD: "→",
    State.MERGED: "⇒",
    State.WITHDRAWN: "×",
    State.UNKNOWN: "?",
}


def signed(state: State) -> str:
    """A state's words with its sign before them, which a line's end does not part."""
    return f"{SIGNS[state]}\u00a0{state.words}"


def state_signed(text: str) -> State | None:
    """The state that `signed` wrote; None for any other words."""
    return _SIGNED.get(" ".join(text.split()))


_SIGNED = {" ".join(signed(state).split()): state for state in State}
_WORD = re.compile(r"[A-Za-z].*")


def state_called(text: str) -> State | None:
    """The state whose words a cell holds, with or without its sign before them; None for any other words."""
    words = _WORD.search(" ".join(text.split()))
    return _STATES.get(words[0].casefold()) if words else None


_STATES = {state.words.casefold(): state for state in State}


def updated_in_words(iso: str) -> str:
    """An ISO day or month in words: "31 March 2026", "March 2026"; anything else as it is."""
    try:
        day = date.fromisoformat(iso if len(iso) > 7 else f"{iso}-01")
    except ValueError:
        return iso
    return spoken_day(day) if len(iso) > 7 else spoken_month(day)


def read_updated(words: str) -> str | None:
    """The ISO day or month that `updated_in_words` put into these words; None for any others."""
    if (day := day_spoken(words)) is not None:
        return day.isoformat()
    month = day_spoken(f"1 {words}")
    return month.isoformat()[:7] if month is not None else None


_UNDERSTOOD = re.compile(r"\(understood as (?P<what>[^()]+)\)")
_SPAN = re.compile(r"(\d{1,2} \w+ \d{4})(?: to (\d{1,2} \w+ \d{4}))?")
_UNDATED = {TimescaleKind.ONGOING: "ongoing", TimescaleKind.UNKNOWN: "no date"}


def when_in_words(text: str, kind: TimescaleKind, start: date | None, end: date | None) -> str:
    """A timescale as written, and below it how it is understood where the words alone would be read otherwise.

    So a date that a person corrected, or whose year stood in the header of its column, is read again as it was.
    """
    told = timescales.parse_timescale(text)
    if (told.kind, told.start, told.end) == (kind, start, end) or kind is TimescaleKind.MULTIPLE:
        return text
    if start is not None and end is not None:
        what = spoken_day(start) if start == end else f"{spoken_day(start)} to {spoken_day(end)}"
    elif kind in _UNDATED:
        what = _UNDATED[kind]
    else:
        return text
    return f"{text}\n(understood as {what})".strip()


def read_when(text: str) -> tuple[str, Timescale]:
    """The words as written and what they mean, of a cell that `when_in_words` wrote."""
    *lines, last = text.split("\n")
    understood = _UNDERSTOOD.fullmatch(last)
    if understood is None:
        return text, timescales.parse_timescale(text)
    written = "\n".join(lines)
    for kind, words in _UNDATED.items():
        if understood["what"] == words:
            return written, Timescale(written, kind)
    span = _SPAN.fullmatch(understood["what"])
    start = day_spoken(span[1]) if span else None
    end = day_spoken(span[2]) if span and span[2] else start
    if start is None or end is None or start > end:
        return text, timescales.parse_timescale(text)
    return written, Timescale(written, _kind_of(start, end), start, end)


def _kind_of(start: date, end: date) -> TimescaleKind:
    """The kind of a period that has these first and last days."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if start == end:
        return TimescaleKind.DAY
    if start.day != 1 or after.day != 1:
        return TimescaleKind.RANGE
    if months == 1:
        return TimescaleKind.MONTH
    if months == 3 and start.month % 3 == 1:
        return TimescaleKind.QUARTER
    if months == 12 and start.month in (1, 4):
        return TimescaleKind.YEAR if start.month == 1 else TimescaleKind.FINANCIAL_YEAR
    return TimescaleKind.RANGE
