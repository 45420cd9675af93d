"""Counts as they may leave the members' view: small ones marked, others rounded, nothing to be had by subtraction.

The rule is the one of NHS England's mental health statistics below national level: 1 to 7 are shown as a mark and
others to the nearest 5. Marks alone do not hide a count: a total of 15 with two cells of 10 beside a mark can only be
8 + 8 + 1. So before a table goes out it is attacked as a visitor would, with this and with every earlier release of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]  # the least and the greatest value that a visitor can't rule out
BEYOND = 10**9  # no count of a locality comes near it


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


@dataclass(frozen=True)
class CountTable:
    """The counts of one measure in one period: a total, and breakdowns that each sum to it (name → category → count).

    What is not known is a category of a breakdown, or the sum would not hold.
    Raises NotPublishable for a negative count or a sum that is wrong.
    """

    total: int
    breakdowns: Mapping[str, Mapping[str, int]]

    def __post_init__(self) -> None:
        for name, counts in self.breakdowns.items():
            if min([self.total, *counts.values()]) < 0:
                raise NotPublishable(f"A count by {name} is less than 0.")
            if sum(counts.values()) != self.total:
                raise NotPublishable(f"The counts by {name} sum to {sum(counts.values())}, not to {self.total}.")


@dataclass(frozen=True)
class ShownTable:
    """A table as visitors see it. A breakdown is shown with its marks, or withheld as a whole."""

    total: Figure
    breakdowns: Mapping[str, Mapping[str, Figure]]


@dataclass(frozen=True)
class Release:
    """What the counts were on the day of a release, and what was shown of them."""

    counts: CountTable
    shown: ShownTable


def release(counts: CountTable, *, rule: SmallNumberRule, earlier: Sequence[Release] = ()) -> Release:
    """The table as it may go out after the earlier releases of the same measure and period.

    A breakdown from which a small count could be told is withheld as a whole: hiding a few cells of it, chosen by
    their size, would tell that size. Where the total is small every breakdown is withheld. Where even the total would
    give away a count of an earlier release, the total is withheld too.
    """
    withheld = set(counts.breakdowns) if rule.is_small(counts.total) else set()
    while True:
        attempt = Release(counts, _show(counts, withheld, rule))
        unsafe = _told(attempt.counts, [*earlier, attempt], rule)
        if not unsafe:
            return attempt
        if unsafe <= withheld:
            if withheld >= set(counts.breakdowns):
                nothing = ShownTable(WITHHELD, _show(counts, withheld, rule).breakdowns)
                return Release(counts, nothing)
            unsafe = set(counts.breakdowns)
        withheld |= unsafe


def _show(counts: CountTable, withheld: set[str], rule: SmallNumberRule) -> ShownTable:
    return ShownTable(
        rule.show(counts.total),
        {
            name: {category: WITHHELD if name in withheld else rule.show(count) for category, count in cells.items()}
            for name, cells in counts.breakdowns.items()
        },
    )


def _told(newest: CountTable, releases: Sequence[Release], rule: SmallNumberRule) -> set[str]:
    """The breakdowns of the newest table that take part in giving a small count away, in whichever release."""
    narrow = narrowed(releases, rule)
    if not narrow:
        return set()
    names = {name for name, _ in narrow if name in newest.breakdowns}
    return names or set(newest.breakdowns) or {""}


Known = tuple[str, str, int]  # breakdown ("" for the total), category, true count


def narrowed(releases: Sequence[Release], rule: SmallNumberRule) -> set[tuple[str, str]]:
    """The counts (breakdown, category; both empty for the total) of which a visitor knows too much.

    The visitor is assumed to know which counts are the same in two releases: a count with one true value is one
    unknown, wherever it stands. Bounds are drawn in along every sum, and along the difference of every two, until
    nothing moves.
    """
    spans: dict[Known, Span] = {}
    sums: list[tuple[list[Known], list[Known]]] = []
    for one in releases:
        total = ("", "", one.counts.total)
        _meet(spans, total, rule.span(one.shown.total))
        for name, cells in one.counts.breakdowns.items():
            parts = [(name, category, count) for category, count in cells.items()]
            for part in parts:
                _meet(spans, part, rule.span(one.shown.breakdowns[name][part[1]]))
            sums.append(([total], parts))
    sums += list(_differences(sums))
    moved = True
    while moved:
        moved = False
        for left, right in sums:
            moved |= _draw_in(spans, left, right) | _draw_in(spans, right, left)
    return {
        (name, category)
        for (name, category, count), (least, most) in spans.items()
        if rule.is_small(count) and most - least + 1 < rule.fewest_choices
    }


def _differences(
    sums: Sequence[tuple[list[Known], list[Known]]],
) -> Iterable[tuple[list[Known], list[Known]]]:
    """What two releases of one breakdown say without the counts that both share."""
    for place, ([total], parts) in enumerate(sums):
        for [other_total], other_parts in sums[:place]:
            shared = set(parts) & set(other_parts)
            if shared:
                yield (
                    [total, *(part for part in other_parts if part not in shared)],
                    [other_total, *(part for part in parts if part not in shared)],
                )


def _meet(spans: dict[Known, Span], known: Known, span: Span) -> bool:
    """Draw a count's span in; says whether it moved."""
    before = spans.get(known, (0, BEYOND))
    spans[known] = max(before[0], span[0]), min(before[1], span[1])
    return spans[known] != before


def _draw_in(spans: dict[Known, Span], ours: Sequence[Known], theirs: Sequence[Known]) -> bool:
    """Draw in the counts of one side of an equation by the other side and their neighbours."""
    moved = False
    least = sum(spans[known][0] for known in theirs)
    most = sum(spans[known][1] for known in theirs)
    for known in ours:
        others = [spans[other] for other in ours if other is not known]
        span = least - sum(high for _, high in others), most - sum(low for low, _ in others)
        moved |= _meet(spans, known, span)
    return moved


def shown_percentage(numerator: Figure, denominator: Figure) -> float | None:
    """A percentage (0 to 100) of figures as they are shown, so that it tells nothing more; None where one is hidden."""
    if numerator.value is None or not denominator.value:
        return None
    return min(100.0, 100 * numerator.value / denominator.value)
