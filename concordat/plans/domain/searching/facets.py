"""Counts what each choice beside a search would leave."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked for beside words; None or False: anything. A locality by its slug, a region by its code."""

    locality: str | None = None
    region: str | None = None
    state: str | None = None
    lead_type: str | None = None
    theme: str | None = None
    is_overdue: bool = False

    @property
    def is_anything(self) -> bool:
        return self == Filters()


@dataclass(frozen=True, slots=True)
class Found:
    """What one action that was found is chosen by; `region` is the one of its locality."""

    locality: str
    region: str
    state: str
    lead_types: frozenset[str]
    theme: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many actions fit everything, and each choice: a count holds to every other thing that was asked for."""

    whole: int = 0
    localities: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    lead_types: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    overdue: int = 0


def count(found: Mapping[Found, int] | Iterable[tuple[Found, int]], wanted: Filters) -> Counts:
    """The counts over kinds of found actions, each with how many there are of it."""
    whole = overdue = 0
    localities: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    states: Counter[str] = Counter()
    lead_types: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    for kind, number in found.items() if isinstance(found, Mapping) else found:
        misses = _misses(kind, wanted)
        if len(misses) > 1:
            continue
        # With one miss, only the count of that kind of choice can lead here.
        only = misses[0] if misses else None
        if only is None:
            whole += number
        if only in (None, "locality"):
            localities[kind.locality] += number
        if only in (None, "region"):
            regions[kind.region] += number
        if only in (None, "state"):
            states[kind.state] += number
        if only in (None, "lead_type"):
            for each in kind.lead_types:
                lead_types[each] += number
        if only in (None, "theme") and kind.theme:
            themes[kind.theme] += number
        if only in (None, "is_overdue") and kind.is_overdue:
            overdue += number
    return Counts(whole, localities, regions, states, lead_types, themes, overdue)


def _misses(kind: Found, wanted: Filters) -> list[str]:
    """The kinds of choice that an action does not fit."""
    misses = []
    for name in ("locality", "region", "state", "theme"):
        asked = getattr(wanted, name)
        if asked is not None and asked != getattr(kind, name):
            misses.append(name)
    if wanted.lead_type is not None and wanted.lead_type not in kind.lead_types:
        misses.append("lead_type")
    if wanted.is_overdue and not kind.is_overdue:
        misses.append("is_overdue")
    return misses
