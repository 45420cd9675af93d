"""The counts of a locality's measures in one period, as they are and as they went out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from concordat.indicators.domain.small_numbers import Figure, SmallNumberRule


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


def difference_label(inner: Label, outer: Label) -> Label:
    """Those whom the outer count has and the inner one has not."""
    return Label(inner.measure, f"beside {inner.role}", f"{outer.measure} {outer.role}", Role.REST)


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
        """Every count that there is, those of whom it is not so among them."""
        cells = {("", ""): self.whole} if self.whole else {}
        cells |= {(name, each): pair for name, of_name in self.breakdowns.items() for each, pair in of_name.items()}
        for (name, each), pair in cells.items():
            for role in Role:
                count = pair.count(role)
                if count is not None:
                    yield Label(self.measure, name, each, role), count

    def adds_up(self, breakdown: str) -> bool:
        """Whether a breakdown counts no more than the whole; where it counts fewer, the others are not told apart."""
        if self.whole is None:
            return True
        for role in (Role.HOW_MANY, Role.OF):
            total = self.whole.count(role)
            parts = [count for cell in self.breakdowns[breakdown].values() if (count := cell.count(role)) is not None]
            if parts and (total is None or sum(parts) > total):
                return False
        return True


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
    """The counts of a measure and period on the day of a release, and what went out of them by which rule."""

    counts: PeriodCounts
    shown: ShownPeriod
    rule: SmallNumberRule
