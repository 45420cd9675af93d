"""What a person may correct in the reading of a document, and which values make sense."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import Timescale, TimescaleKind

LONGEST_TEXT = 20_000  # characters; the longest cell of a real plan has about 4,000


class RowField(StrEnum):
    """What can be corrected of one row; the comment says which JSON value it takes."""

    SECTION = "section"  # title
    REFERENCES = "references"  # list of str
    ACTION = "action"
    THEME = "theme"
    OUTCOME = "outcome"
    PROGRESS = "progress"
    GROUP = "group"
    LED_BY = "led_by"  # names, which are read again
    TIMESCALE_TEXT = "timescale_text"  # words, which are read again
    TIMESCALE = "timescale"  # {"kind", "start", "end", "recurrence"}; None for what the words say
    STATE = "state"
    CONFIDENCE = "confidence"
    MATCH = "match"  # the number of the action that it continues; 0 for a new one
    SPLIT_FROM = "split_from"  # the number of the action that a new one was split off; 0 for none
    SEEN = "seen"  # True: what was noticed about the row was looked at
    LEFT_OUT = "left_out"  # bool


class PlanField(StrEnum):
    """What can be corrected of the plan as a whole."""

    TITLE = "title"
    SECTION_TITLE = "section_title"  # {"section": index from 0, "title"}
    CONTACT = "contact"
    PURPOSES = "purposes"  # list of str
    MISSING = "missing"  # {"number": of an action, "choice": a MissingChoice, "into_row" or "into_number"}


class MissingChoice(StrEnum):
    """What became of an action of the plan that is not in the new document."""

    KEEP = "keep"
    COMPLETE = "complete"
    CARRIED_FORWARD = "carried_forward"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"

    @property
    def state(self) -> State | None:
        """The state that the choice gives the action; None where it stays as it is."""
        return None if self is MissingChoice.KEEP else State(self.value)


@dataclass(frozen=True, slots=True)
class MissingDecision:
    """What a person said of an action that is missing; one that was merged may name the row or action it is in now."""

    choice: MissingChoice
    into_row: int | None = None  # index of the row in the reading, from 0
    into_number: int | None = None  # of an action of the plan

    def as_value(self, number: int) -> dict[str, Any]:
        """As `PlanField.MISSING` keeps it, for the action of this number."""
        value: dict[str, Any] = {"number": number, "choice": self.choice.value}
        if self.choice is MissingChoice.MERGED:
            value |= {
                name: each
                for name, each in (("into_row", self.into_row), ("into_number", self.into_number))
                if each is not None
            }
        return value

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "MissingDecision":
        return cls(MissingChoice(value["choice"]), value.get("into_row"), value.get("into_number"))


class NotACorrection(ValueError):
    """A value that makes no sense for its field; the message is for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction as it was made; `row` is None for the plan as a whole."""

    row: int | None
    field: str
    value: Any


_TEXTS = frozenset(
    {
        RowField.SECTION, RowField.ACTION, RowField.THEME, RowField.OUTCOME, RowField.PROGRESS, RowField.GROUP,
        RowField.LED_BY, RowField.TIMESCALE_TEXT,
    }
)  # fmt: skip
_NEEDED = {
    RowField.SECTION: "An action stands in a section: give its title.",
    RowField.ACTION: "An action needs its words. To take the row out of the plan, leave it out.",
}


def checked_row_value(field: RowField, value: Any) -> Any:
    """The value as it is kept; raises `NotACorrection`."""
    if field in _TEXTS:
        return _checked_text(value, _NEEDED.get(field))
    if field is RowField.REFERENCES:
        return [reference for reference in (_checked_text(one) for one in _checked_list(value)) if reference]
    if field is RowField.TIMESCALE:
        return None if value is None else timescale_to_json(_timescale_from_json(value))
    if field is RowField.STATE:
        return _checked_choice(State, value, "That is no state of an action.")
    if field is RowField.CONFIDENCE:
        return _checked_choice(Confidence, value, "That is no level of confidence.")
    if field in (RowField.MATCH, RowField.SPLIT_FROM):
        if not _is_number(value):
            raise NotACorrection("Choose an action of the plan, or say that this one is new.")
        return value
    return bool(value)


def checked_plan_value(field: PlanField, value: Any) -> Any:
    """The value as it is kept; raises `NotACorrection`."""
    if field is PlanField.TITLE:
        return _checked_text(value, "The plan needs a title.")[:300]
    if field is PlanField.CONTACT:
        return _checked_text(value)
    if field is PlanField.PURPOSES:
        return [purpose for purpose in (_checked_text(one) for one in _checked_list(value)) if purpose]
    if field is PlanField.SECTION_TITLE:
        return {"section": int(value["section"]), "title": _checked_text(value["title"], "A section needs a title.")}
    choice = _checked_choice(MissingChoice, value["choice"], "Say what became of the action.")
    into = {name: value[name] for name in ("into_row", "into_number") if value.get(name) is not None}
    if len(into) > 1 or not all(map(_is_number, into.values())) or into.get("into_number") == value["number"]:
        raise NotACorrection("Say which other action it became part of.")
    return {"number": int(value["number"]), "choice": choice, **into}


def corrected_timescale(text: str, value: dict[str, Any]) -> Timescale:
    """The timescale that a person gave in place of what the words were understood to mean."""
    given = _timescale_from_json(value)
    return replace(given, text=text)


def timescale_to_json(timescale: Timescale) -> dict[str, Any]:
    return {
        "kind": timescale.kind.value,
        "start": timescale.start and timescale.start.isoformat(),
        "end": timescale.end and timescale.end.isoformat(),
        "recurrence": timescale.recurrence,
    }


def timescale_between(start: date, end: date) -> Timescale:
    """The timescale from one day to another, by the name of the period where it is a whole one."""
    month_ends = (end + timedelta(days=1)).day == 1
    if start == end:
        kind = TimescaleKind.DAY
    elif start.day == 1 and month_ends and (start.year, start.month) == (end.year, end.month):
        kind = TimescaleKind.MONTH
    elif (start.month, start.day, end.month, end.day, end.year - start.year) == (4, 1, 3, 31, 1):
        kind = TimescaleKind.FINANCIAL_YEAR
    elif (start.month, start.day, end.month, end.day, end.year - start.year) == (1, 1, 12, 31, 0):
        kind = TimescaleKind.YEAR
    else:
        kind = TimescaleKind.RANGE
    return Timescale("", kind, start, end)


_WITHOUT_DATES = frozenset({TimescaleKind.ONGOING, TimescaleKind.RECURRING, TimescaleKind.UNKNOWN})


def _timescale_from_json(value: Any) -> Timescale:
    try:
        kind = TimescaleKind(value["kind"])
        start, end = (value[name] and date.fromisoformat(value[name]) for name in ("start", "end"))
    except (KeyError, TypeError, ValueError) as reason:
        raise NotACorrection("Say what kind of time it is, with real dates.") from reason
    if kind in _WITHOUT_DATES:
        recurrence = value.get("recurrence") if kind is TimescaleKind.RECURRING else None
        return Timescale("", kind, recurrence=recurrence or None)
    if end is None:
        raise NotACorrection("Give the last day, or say that no date is named.")
    if start is not None and start > end:
        raise NotACorrection("The first day comes after the last day.")
    return Timescale("", kind, start or end, end)


def _checked_text(value: Any, needed: str | None = None) -> str:
    if not isinstance(value, str):
        raise NotACorrection("Write it in words.")
    text = "\n".join(line.rstrip() for line in value.replace("\x00", "").splitlines()).strip()
    if needed and not text:
        raise NotACorrection(needed)
    if len(text) > LONGEST_TEXT:
        raise NotACorrection(f"Keep it under {LONGEST_TEXT:,} characters.")
    return text


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _checked_list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise NotACorrection("Give a list.")
    return list(value)


def _checked_choice(kind: type[StrEnum], value: Any, message: str) -> str:
    try:
        return kind(value).value
    except ValueError as reason:
        raise NotACorrection(message) from reason
