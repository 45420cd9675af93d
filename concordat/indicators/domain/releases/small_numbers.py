"""How one count is shown outside the members' view: small ones marked, others rounded.

The rule is that of hospital statistics in England below national level, since September 2018: 1 to 7 are shown as a
mark and others to the nearest 5. Marks alone do not hide a count: a total of 15 with two cells of 10 beside a mark can
only be 8 + 8 + 1. So what goes out is attacked first, as a visitor would, with everything that went out before:
`deciding.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

from concordat.indicators.domain.releases.narrowing import BEYOND, Span


class NotPublishable(ValueError):
    """A table or a rule can't be used; the message is one sentence for the analyst."""


@dataclass(frozen=True, slots=True)
class SmallNumberRule:
    """A locality's rule: counts of 1 to `largest_hidden` are marked, others rounded to the nearest `rounds_to`.

    fewest_choices: how many values a visitor must be left with for each marked count.
    Raises NotPublishable where a count that is shown could be rounded to 0, or a mark has too few values.
    """

    largest_hidden: int = 7
    rounds_to: int = 5
    fewest_choices: int = 3

    def __post_init__(self) -> None:
        if self.rounds_to < 1 or self.rounds_to > 2 * (self.largest_hidden + 1):
            raise NotPublishable("Rounding this coarse would show a count that is not nought as 0.")
        if not 1 < self.fewest_choices <= self.largest_hidden:
            raise NotPublishable("A mark must leave at least two possible counts, and no more than it can stand for.")

    def is_small(self, count: int) -> bool:
        return 1 <= count <= self.largest_hidden

    def show(self, count: int) -> "Figure":
        """One count by itself: 0 as it is, a small one as a mark, others rounded, halves up."""
        if self.is_small(count):
            return Figure(Showing.SMALL)
        return Figure(Showing.SHOWN, (2 * count + self.rounds_to) // (2 * self.rounds_to) * self.rounds_to)

    def span(self, figure: "Figure") -> Span:
        """What a visitor knows of a count from its figure alone."""
        if figure.showing is Showing.WITHHELD or figure.value is None:
            return (1, self.largest_hidden) if figure.showing is Showing.SMALL else (0, BEYOND)
        if figure.value == 0:
            return 0, 0
        least = figure.value - self.rounds_to // 2
        return max(least, self.largest_hidden + 1), figure.value + (self.rounds_to - 1) // 2


class Showing(StrEnum):
    """How a count is shown. Small and withheld have marks of their own: only the first says that the count is small."""

    SHOWN = "shown"
    SMALL = "small"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as a visitor sees it; `value` is None unless it is shown."""

    showing: Showing
    value: int | None = None


WITHHELD = Figure(Showing.WITHHELD)


def shown_percentage(numerator: Figure, denominator: Figure) -> float | None:
    """A percentage (0 to 100) of figures as they are shown, so that it tells nothing more; None where one is hidden."""
    if numerator.value is None or not denominator.value:
        return None
    return min(100.0, 100 * numerator.value / denominator.value)
