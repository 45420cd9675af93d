"""Areas through time: which area became which, and what a locality that covers today's covered before."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Extent(StrEnum):
    """How much of an area went to another."""

    WHOLE = "whole"
    MOST = "most"
    PART = "part"


@dataclass(frozen=True, slots=True)
class FormerArea:
    """An upper-tier area that is no more; `ends_on` is its last day."""

    code: str
    name: str
    slug: str
    council: str
    kind: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area (its code) became another, or a part of it did; `what` says which part, or how."""

    before: str
    after: str
    extent: Extent
    what: str
    happened_on: date


@dataclass(frozen=True, slots=True)
class AreaBefore:
    """What a locality's areas were before; `is_whole` where it covers everything that the area became."""

    area: FormerArea
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a locality covers: areas of today by their GSS codes, sorted; words about them; the code of its region."""

    areas: tuple[str, ...]
    note: str
    region: str

    def as_json(self) -> dict[str, object]:
        return {"areas": list(self.areas), "note": self.note, "region": self.region}


class AreaTime:
    """Which former areas there were, and what became of each."""

    def __init__(self, former: Iterable[FormerArea], changes: Iterable[AreaChange]) -> None:
        self._former = {area.code: area for area in former}
        self._after: defaultdict[str, list[AreaChange]] = defaultdict(list)
        for change in changes:
            self._after[change.before].append(change)

    @property
    def former(self) -> tuple[FormerArea, ...]:
        return tuple(sorted(self._former.values(), key=lambda area: (area.name, area.code)))

    def changes_of(self, code: str) -> tuple[AreaChange, ...]:
        """What an area itself became."""
        return tuple(self._after[code])

    def became(self, code: str) -> frozenset[str]:
        """The codes of the areas of today that an area became, however often it changed; its own if it is there."""
        today: set[str] = set()
        seen: set[str] = set()
        ways = [code]
        while ways:
            area = ways.pop()
            if area not in self._former:
                today.add(area)
            elif area not in seen:
                seen.add(area)
                ways += [change.after for change in self._after[area]]
        return frozenset(today)

    def before(self, codes: Collection[str]) -> tuple[AreaBefore, ...]:
        """The former areas that areas of today came from, by name."""
        covered = frozenset(codes)
        found = []
        for area in self.former:
            heirs = self.became(area.code)
            if heirs & covered:
                found.append(AreaBefore(area, heirs <= covered))
        return tuple(found)
