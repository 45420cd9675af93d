"""The counts of a locality's measures in one period, as they are and as they went out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases.small_numbers import Figure, SmallNumberRule


class Role(StrEnum):
    """What a count is to its figure: how many, of how many, or those of whom it is not so (which nobody is shown)."""

    HOW_MANY = "how many"
    OF = "of"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Label:
    """Which count of which measure; breakdown and category are empty for the whole."""

    measure: int
    breakdown: str = ""
    category: str = ""
    role: Role = Role.HOW_MANY

    @property
    def is_left(self) -> bool:
        """Whether it is what other counts leave: the rest of a share, or those whom a breakdown does not count."""
        return self.role is Role.REST or bool(self.breakdown and not self.category)


def others_label(measure: int, breakdown: str, role: Role) -> Label:
    """Those of a measure whom no category of a breakdown counts."""
    return Label(measure, breakdown, "", role)


def difference_label(inner: Label, outer: Label) -> Label:
    """Those whom the outer count has and the inner one has not."""
    return Label(inner.measure, f"beside {inner.role} {outer.measure} {outer.role}", "", Role.REST)


@dataclass(frozen=True, slots=True)
class Pair:
    """The counts that a figure rests on.

    how_many: None for a mean, which is of so many cases. of: None for a count. mean: to the whole unit, so that it can
    be that of any number of cases.
    """

    how_many: int | None
    of: int | None = None
    mean: int | None = None

    @property
    def rest(self) -> int | None:
        """Those of whom it is not so; None for what is no share."""
        if self.how_many is None or self.of is None or self.how_many > self.of:
            return None
        return self.of - self.how_many

    def count(self, role: Role) -> int | None:
        return {Role.HOW_MANY: self.how_many, Role.OF: self.of, Role.REST: self.rest}[role]


@dataclass(frozen=True)
class PeriodCounts:
    """The true counts of one measure in one period. whole: None where it is missing. breakdowns: name → category.

    period: which one it is among those that are attacked together. splits: of a longer period, each way in which
    shorter ones make it up. is_sum: it was added up of shorter ones, and not loaded.
    """

    measure: int
    whole: Pair | None
    breakdowns: Mapping[str, Mapping[str, Pair]] = field(default_factory=dict)
    period: str = ""
    splits: tuple[tuple[str, ...], ...] = ()
    is_sum: bool = False

    def counts(self) -> Iterable[tuple[Label, int]]:
        """Every count that there is, those of whom it is not so and those without a category among them."""
        cells = {("", ""): self.whole} if self.whole else {}
        cells |= {(name, each): pair for name, of_name in self.breakdowns.items() for each, pair in of_name.items()}
        for (name, each), pair in cells.items():
            for role in Role:
                count = pair.count(role)
                if count is not None:
                    yield Label(self.measure, name, each, role), count
        for name in self.breakdowns:
            for role in (Role.HOW_MANY, Role.OF):
                others = self.others(name, role)
                if others:
                    yield others_label(self.measure, name, role), others

    def cells(self, breakdown: str, role: Role) -> list[tuple[str, int]]:
        """The categories of a breakdown that have such a count."""
        cells = self.breakdowns[breakdown].items()
        return [(category, count) for category, cell in cells if (count := cell.count(role)) is not None]

    def others(self, breakdown: str, role: Role) -> int | None:
        """How many no category counts; None where the whole or the categories are not known, or the sum is wrong."""
        total = self.whole.count(role) if self.whole else None
        cells = self.cells(breakdown, role)
        if total is None or not cells or not self.adds_up(breakdown):
            return None
        return total - sum(count for _, count in cells)

    def adds_up(self, breakdown: str) -> bool:
        """Whether a breakdown counts no more than the whole; where it counts fewer, the others are not told apart."""
        if self.whole is None:
            return True
        for role in (Role.HOW_MANY, Role.OF):
            total = self.whole.count(role)
            parts = [count for _, count in self.cells(breakdown, role)]
            if parts and (total is None or sum(parts) > total):
                return False
        return True


@dataclass(frozen=True)
class Counted:
    """All periods of a measure as they stand, by their first days.

    went_out: the public saw figures of it before. replaced: what stood before a revision, with the moment of that, the
    oldest first.
    """

    measure: int
    frequency: Frequency
    standard_key: str
    periods: Mapping[date, PeriodCounts]
    went_out: bool
    replaced: Mapping[date, Sequence[tuple[datetime, PeriodCounts]]] = field(default_factory=dict)

    def before(self, moment: datetime | None) -> Mapping[date, PeriodCounts]:
        """The periods as they stood before a moment; None: as they stand now."""
        if moment is None or not self.replaced:
            return self.periods
        stood = {
            on: next((each for until, each in kept if until >= moment), None) for on, kept in self.replaced.items()
        }
        return {**self.periods, **{on: counts for on, counts in stood.items() if counts is not None}}


@dataclass(frozen=True, slots=True)
class ShownPair:
    """The counts of a figure as visitors see them; None where the figure rests on no such count."""

    how_many: Figure | None
    of: Figure | None = None


@dataclass(frozen=True)
class ShownPeriod:
    """What visitors see of PeriodCounts; a breakdown is shown with its marks, or withheld as a whole."""

    whole: ShownPair | None
    breakdowns: Mapping[str, Mapping[str, ShownPair]]


@dataclass(frozen=True)
class ReleasedPeriod:
    """The counts of a measure and period on the day of a release, and what went out of them by which rule.

    is_held: nothing could go out, whatever the counts: beside another measure, or of one that is withdrawn.
    """

    counts: PeriodCounts
    shown: ShownPeriod
    rule: SmallNumberRule
    is_held: bool = False
