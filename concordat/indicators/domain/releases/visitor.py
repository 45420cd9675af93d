"""What a visitor who knows much can work out of all that ever went out of one period.

Such a visitor knows which counts stayed the same from one release to the next, and which of two measures are the same:
that the "how many" of one is the total or a category of another. So a count is one unknown wherever it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from concordat.indicators.domain.releases import narrowing
from concordat.indicators.domain.releases.narrowing import Equation, Known, Span
from concordat.indicators.domain.releases.period_counts import (
    Label,
    Pair,
    PeriodCounts,
    ReleasedPeriod,
    Role,
    ShownPair,
    difference_label,
    others_label,
)
from concordat.indicators.domain.releases.same_counts import Within
from concordat.indicators.domain.releases.small_numbers import Figure, SmallNumberRule
from concordat.indicators.domain.releases.standing import standing_sums
from concordat.indicators.domain.releases.summed_counts import Sum


class Visitor:
    """Everything that a visitor has seen, and how its counts hang together.

    alike: counts of several measures that are one → the label that stands for them. within: whose people are counted
    among whose. sums: which counts of several measures are all of another.
    """

    def __init__(
        self,
        releases: Sequence[ReleasedPeriod],
        alike: Mapping[Label, Label],
        within: Sequence[Within],
        sums: Sequence[Sum] = (),
    ) -> None:
        self._releases = releases
        self._alike = alike
        self._within = within
        self._sums = sums

    def told(self, rule: SmallNumberRule, *, for_certain: bool = False) -> set[Known]:
        """The small counts of which the visitor knows too much; for_certain: not those that can only be taken to be."""
        spans: dict[Known, Span] = {}
        for one in self._releases:
            for label, count, figure in _shown_counts(one):
                known, span = self.known(one.counts, label, count), one.rule.span(figure)
                before = spans.get(known, span)
                spans[known] = max(before[0], span[0]), min(before[1], span[1])
        standing = standing_sums(self._releases, self._alike, self._within, self._sums)
        equations = dict.fromkeys([*self._inclusions(), *standing])
        for one in self._releases:
            equations |= dict.fromkeys(self.share(one.counts))
            for name in one.counts.breakdowns:
                equations |= dict.fromkeys(self.breakdown(one.counts, name))
        return narrowing.told(
            spans, list(equations), is_small=rule.is_small, fewest=rule.fewest_choices, for_certain=for_certain
        )

    def known(self, counts: PeriodCounts, label: Label, count: int) -> Known:
        """The unknown that a count of a period is."""
        return (counts.period, self._alike.get(label, label)), count

    def share(self, counts: PeriodCounts) -> list[Equation]:
        """That a share and its rest are those of whom it is a share; nothing for what is no share."""
        return self._share(counts, Label(counts.measure), counts.whole) if counts.whole else []

    def breakdown(self, counts: PeriodCounts, name: str) -> list[Equation]:
        """That the categories of a breakdown sum to the whole, and what is in each of them."""
        if not counts.adds_up(name):
            return []
        found = [self._sum(counts, name, role) for role in (Role.HOW_MANY, Role.OF) if counts.cells(name, role)]
        for category, cell in counts.breakdowns[name].items():
            found += self._share(counts, Label(counts.measure, name, category), cell)
        return found

    def _share(self, counts: PeriodCounts, label: Label, pair: Pair) -> list[Equation]:
        if pair.rest is None or pair.of is None or pair.how_many is None:
            return []
        of, rest = (Label(label.measure, label.breakdown, label.category, role) for role in (Role.OF, Role.REST))
        parts = self.known(counts, label, pair.how_many), self.known(counts, rest, pair.rest)
        return [Equation(self.known(counts, of, pair.of), parts)]

    def _sum(self, counts: PeriodCounts, name: str, role: Role) -> Equation:
        cells = counts.cells(name, role)
        parts = [self.known(counts, Label(counts.measure, name, category, role), count) for category, count in cells]
        summed = sum(count for _, count in cells)
        total = counts.whole.count(role) if counts.whole else None
        if total is None:
            return Equation(((counts.period, counts.measure, name, role, "sum"), summed), tuple(parts))
        if total > summed:
            parts.append(self.known(counts, others_label(counts.measure, name, role), total - summed))
        return Equation(self.known(counts, Label(counts.measure, role=role), total), tuple(parts))

    def _inclusions(self) -> list[Equation]:
        """That some are among others, whichever of their releases stood beside each other."""
        counts: dict[tuple[str, Label], dict[int, PeriodCounts]] = {}
        for one in self._releases:
            for role in (Role.HOW_MANY, Role.OF):
                count = one.counts.whole.count(role) if one.counts.whole else None
                if count is not None:
                    label = Label(one.counts.measure, role=role)
                    counts.setdefault((one.counts.period, label), {})[count] = one.counts
        found = []
        for (period, outer), mosts in counts.items():
            for inner in (inner for inner, other in self._within if other == outer):
                for most, least in product(mosts, counts.get((period, inner), ())):
                    if least <= most:
                        of = mosts[most]
                        others = self.known(of, difference_label(inner, outer), most - least)
                        found.append(Equation(self.known(of, outer, most), (self.known(of, inner, least), others)))
        return found


def _shown_counts(one: ReleasedPeriod) -> Iterable[tuple[Label, int, Figure]]:
    measure = one.counts.measure
    if one.counts.whole is not None and one.shown.whole is not None:
        yield from _pair_counts(Label(measure), one.counts.whole, one.shown.whole)
    for name, cells in one.counts.breakdowns.items():
        for category, cell in cells.items():
            yield from _pair_counts(Label(measure, name, category), cell, one.shown.breakdowns[name][category])


def _pair_counts(label: Label, pair: Pair, shown: ShownPair) -> Iterable[tuple[Label, int, Figure]]:
    if pair.how_many is not None and shown.how_many is not None:
        yield label, pair.how_many, shown.how_many
    if pair.of is not None and shown.of is not None:
        yield Label(label.measure, label.breakdown, label.category, Role.OF), pair.of, shown.of
