"""What a row of a new document changes in the action that it continues."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import Timescale


@dataclass(frozen=True, slots=True)
class Promise:
    """An action as it stands somewhere: in the plan (`key` is its number) or in a document (`key` is its row)."""

    key: int
    text: str
    section: str = ""
    references: tuple[str, ...] = ()
    theme: str = ""
    outcome: str = ""
    group: str = ""
    led_by: str = ""
    timescale: Timescale = field(default_factory=lambda: Timescale(""))
    state: State = State.UNKNOWN


class RowChangeKind(StrEnum):
    """What happened to an action; of several the first in this order names it."""

    SLIPPED = "slipped"  # its end moved later
    EDITED = "edited"  # its words, outcome or leads changed, or its date in another way
    RENUMBERED = "renumbered"  # its reference or section changed
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowChange:
    """All that changed: `fields` names the texts that differ; `was_due` and `is_due` are given where it slipped."""

    kinds: tuple[RowChangeKind, ...]
    fields: tuple[str, ...] = ()
    is_moved: bool = False  # into another section
    is_time_changed: bool = False
    was_due: date | None = None
    is_due: date | None = None
    is_completed: bool = False  # complete now, and not before

    @property
    def kind(self) -> RowChangeKind:
        return self.kinds[0]

    @property
    def is_worded_anew(self) -> bool:
        """Words, leads, section or reference changed; a date or a state alone is no new wording."""
        return bool(self.fields) or RowChangeKind.RENUMBERED in self.kinds


def change_between(old: Promise, new: Promise) -> RowChange:
    fields = differing_fields(old, new)
    time_changed = not is_same_time(old.timescale, new.timescale)
    was_due, is_due = old.timescale.end, new.timescale.end
    slipped = was_due is not None and is_due is not None and is_due > was_due
    moved = fold_section(old.section) != fold_section(new.section)
    kinds = []
    if slipped:
        kinds.append(RowChangeKind.SLIPPED)
    if fields or (time_changed and not slipped):
        kinds.append(RowChangeKind.EDITED)
    if moved or _fold_references(old) != _fold_references(new):
        kinds.append(RowChangeKind.RENUMBERED)
    return RowChange(
        kinds=tuple(kinds) or (RowChangeKind.UNCHANGED,),
        fields=fields,
        is_moved=moved,
        is_time_changed=time_changed,
        was_due=was_due if slipped else None,
        is_due=is_due if slipped else None,
        is_completed=new.state.is_complete and not old.state.is_complete,
    )


def differing_fields(old: Promise, new: Promise) -> tuple[str, ...]:
    """The texts that differ, apart from punctuation, white space and letter case."""
    names = ("text", "theme", "outcome", "group", "led_by")
    return tuple(name for name in names if fold_text(getattr(old, name)) != fold_text(getattr(new, name)))


def is_same_time(old: Timescale, new: Timescale) -> bool:
    """The same promise of time: by its meaning, and by its words where they mean no date."""
    if (old.kind, old.start, old.end, old.recurrence) != (new.kind, new.start, new.end, new.recurrence):
        return False
    if len(old.parts) != len(new.parts) or not all(map(is_same_time, old.parts, new.parts)):
        return False
    return old.end is not None or fold_text(old.text) == fold_text(new.text)


def fold_text(text: str) -> str:
    """Letters and digits only, in small letters: how words are compared, so that commas and quotes do not matter."""
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def fold_section(title: str) -> str:
    """A section's title without its number, folded."""
    return fold_text(re.sub(r"^\s*\d{1,2}(\.\d+)*[.):]?\s+", "", title))


def _fold_references(promise: Promise) -> tuple[str, ...]:
    return tuple(fold_text(reference.replace(".", "x")) for reference in promise.references)
