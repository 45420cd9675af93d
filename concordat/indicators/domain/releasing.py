"""What may leave the members' view of all measures of a locality in one period, decided together.

Measures share counts: the share that was taken to a police station is of the detentions that another measure counts,
and its numerator is a category of theirs. Each may be safe alone and tell a small count beside the others, so they are
attacked together, and with everything that went out before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from concordat.indicators.domain import narrowing
from concordat.indicators.domain.narrowing import Equation, Known, Span
from concordat.indicators.domain.small_numbers import WITHHELD, Figure, SmallNumberRule


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


@dataclass(frozen=True, slots=True)
class Pair:
    """The counts that a figure rests on.

    how_many: None for a mean, which is of so many cases. of: None for a count. mean: to the whole unit, so that it can
    be that of any number of cases.
    """

    how_many: int | None
    of: int | None = None
    mean: int | None = None


@dataclass(frozen=True)
class PeriodCounts:
    """The true counts of one measure in one period. whole: None where it is missing. breakdowns: name → category."""

    measure: int
    whole: Pair | None
    breakdowns: Mapping[str, Mapping[str, Pair]] = field(default_factory=dict)


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


Unit = tuple[int, str, Role]  # measure, breakdown ("" for the whole), role: what is withheld together


def release_period(
    newest: Sequence[PeriodCounts],
    *,
    rule: SmallNumberRule,
    earlier: Sequence[ReleasedPeriod] = (),
    alike: Mapping[Label, Label] | None = None,
) -> tuple[ReleasedPeriod, ...]:
    """What may go out of several measures of one locality and period, after what went out of it before.

    alike: counts that a visitor knows to be the same one wherever they stand (each label to one that stands for all).
    Breakdowns are withheld before percentages and rates, these before counts. A percentage of which so few may be told
    is withheld as a whole, and so is a breakdown: hiding a few cells of it, chosen by their size, would tell that size.
    """
    same = alike or {}
    withheld = _never(newest, rule)
    already = _told(earlier, rule, same)  # by an earlier, weaker rule: it can't be called back
    while True:
        attempt = tuple(ReleasedPeriod(one, _show(one, withheld, rule), rule) for one in newest)
        told = _told([*earlier, *attempt], rule, same) - already
        if not told:
            return attempt
        more = _next_to_withhold(newest, told, withheld, same)
        if not more:
            return attempt
        withheld |= more


def _never(newest: Iterable[PeriodCounts], rule: SmallNumberRule) -> set[Unit]:
    """What never goes out: parts of a small count, and breakdowns of which the sums are wrong."""
    units: set[Unit] = set()
    for one in newest:
        if one.whole and one.whole.of is not None and (rule.is_small(one.whole.of) or not _is_share(one.whole)):
            units.add((one.measure, "", Role.HOW_MANY))
        for name, cells in one.breakdowns.items():
            if not _adds_up(one.whole, cells) or _rests_on_small(one.whole, rule):
                units.add((one.measure, name, Role.HOW_MANY))
    return units


def _rests_on_small(whole: Pair | None, rule: SmallNumberRule) -> bool:
    return whole is not None and any(count is not None and rule.is_small(count) for count in (whole.how_many, whole.of))


def _is_share(pair: Pair) -> bool:
    return pair.how_many is None or pair.of is None or pair.how_many <= pair.of


def _adds_up(whole: Pair | None, cells: Mapping[str, Pair]) -> bool:
    """Whether no breakdown counts more than the whole; where it counts fewer, the others are a cell nobody is shown."""
    if not all(_is_share(cell) for cell in cells.values()):
        return False
    if whole is None:
        return True
    sums = [
        (whole.how_many, [cell.how_many for cell in cells.values() if cell.how_many is not None]),
        (whole.of, [cell.of for cell in cells.values() if cell.of is not None]),
    ]
    return all(not parts or (total is not None and sum(parts) <= total) for total, parts in sums)


def _show(one: PeriodCounts, withheld: set[Unit], rule: SmallNumberRule) -> ShownPeriod:
    whole = None
    if one.whole is not None:
        whole = ShownPair(
            _figure(one.whole.how_many, (one.measure, "", Role.HOW_MANY) in withheld, rule),
            _figure(one.whole.of, (one.measure, "", Role.OF) in withheld, rule),
        )
    return ShownPeriod(
        whole,
        {
            name: {
                category: ShownPair(_figure(cell.how_many, is_withheld, rule), _figure(cell.of, is_withheld, rule))
                for category, cell in cells.items()
            }
            for name, cells in one.breakdowns.items()
            for is_withheld in [(one.measure, name, Role.HOW_MANY) in withheld]
        },
    )


def _figure(count: int | None, is_withheld: bool, rule: SmallNumberRule) -> Figure | None:
    if count is None:
        return None
    return WITHHELD if is_withheld else rule.show(count)


def _next_to_withhold(
    newest: Sequence[PeriodCounts], told: set[Known], withheld: set[Unit], same: Mapping[Label, Label]
) -> set[Unit]:
    """What takes part in telling a count and goes first: breakdowns, then shares, then counts; else all there is."""
    units: set[Unit] = set()
    for one in newest:
        for equation in _equations(one, same):
            if told & {equation.whole, *equation.parts}:
                units |= set(equation.units)
    for candidates in (units - withheld, _all_units(newest) - withheld):
        for kind in (_is_breakdown, _is_part, _is_any):
            chosen = {unit for unit in candidates if kind(unit, newest)}
            if chosen:
                return chosen
    return set()


def _is_breakdown(unit: Unit, newest: Sequence[PeriodCounts]) -> bool:
    return unit[1] != ""


def _is_part(unit: Unit, newest: Sequence[PeriodCounts]) -> bool:
    """Whether it is the numerator of a share: its denominator may be shown without it."""
    return unit[2] is Role.HOW_MANY and any(
        one.measure == unit[0] and one.whole is not None and one.whole.of is not None for one in newest
    )


def _is_any(unit: Unit, newest: Sequence[PeriodCounts]) -> bool:
    return True


def _all_units(newest: Iterable[PeriodCounts]) -> set[Unit]:
    units: set[Unit] = set()
    for one in newest:
        units |= {(one.measure, name, Role.HOW_MANY) for name in one.breakdowns}
        if one.whole is not None:
            units |= {
                (one.measure, "", role)
                for role, count in ((Role.HOW_MANY, one.whole.how_many), (Role.OF, one.whole.of))
                if count is not None
            }
    return units


@dataclass(frozen=True, slots=True)
class _Sum(Equation):
    units: tuple[Unit, ...] = ()


def _equations(one: PeriodCounts, same: Mapping[Label, Label]) -> list[_Sum]:
    """Which counts of a measure and period sum to which: its rest and its breakdowns."""

    def known(label: Label, count: int) -> Known:
        return same.get(label, label), count

    sums: list[_Sum] = []
    whole_unit = (one.measure, "", Role.HOW_MANY)
    if one.whole is not None and one.whole.how_many is not None and one.whole.of is not None and _is_share(one.whole):
        sums.append(
            _Sum(
                known(Label(one.measure, role=Role.OF), one.whole.of),
                (
                    known(Label(one.measure), one.whole.how_many),
                    known(Label(one.measure, role=Role.REST), one.whole.of - one.whole.how_many),
                ),
                (whole_unit, (one.measure, "", Role.OF)),
            )
        )
    for name, cells in one.breakdowns.items():
        if not _adds_up(one.whole, cells):
            continue
        unit = (one.measure, name, Role.HOW_MANY)
        for role in (Role.HOW_MANY, Role.OF):
            counts = [(category, _count(cell, role)) for category, cell in cells.items()]
            parts = [
                known(Label(one.measure, name, category, role), count)
                for category, count in counts
                if count is not None
            ]
            if not parts:
                continue
            summed = sum(count for _, count in parts)
            total = _count(one.whole, role) if one.whole is not None else None
            if total is not None and total > summed:
                parts.append((Label(one.measure, name, "", Role.REST), total - summed))
            whole = known(Label(one.measure, role=role), summed if total is None else total)
            sums.append(_Sum(whole, tuple(parts), (unit, (one.measure, "", role))))
        sums += [
            _Sum(
                known(Label(one.measure, name, category, Role.OF), cell.of),
                (
                    known(Label(one.measure, name, category), cell.how_many),
                    known(Label(one.measure, name, category, Role.REST), cell.of - cell.how_many),
                ),
                (unit,),
            )
            for category, cell in cells.items()
            if cell.how_many is not None and cell.of is not None
        ]
    return sums


def _count(pair: Pair, role: Role) -> int | None:
    return pair.how_many if role is Role.HOW_MANY else pair.of


def _told(releases: Sequence[ReleasedPeriod], rule: SmallNumberRule, same: Mapping[Label, Label]) -> set[Known]:
    """The small counts of which a visitor knows too much, from everything that went out."""
    spans: dict[Known, Span] = {}
    equations: list[Equation] = []
    for one in releases:
        for label, count, figure in _shown_counts(one):
            narrowing.meet(spans, (same.get(label, label), count), one.rule.span(figure))
        equations += _equations(one.counts, same)
    narrowing.draw_in(spans, equations)
    return {
        known
        for known, (least, most) in spans.items()
        if rule.is_small(known[1]) and most - least + 1 < rule.fewest_choices
    }


def _shown_counts(one: ReleasedPeriod) -> Iterable[tuple[Label, int, Figure]]:
    measure = one.counts.measure
    if one.counts.whole is not None and one.shown.whole is not None:
        yield from _pair_counts(measure, "", "", one.counts.whole, one.shown.whole)
    for name, cells in one.counts.breakdowns.items():
        for category, cell in cells.items():
            yield from _pair_counts(measure, name, category, cell, one.shown.breakdowns[name][category])


def _pair_counts(
    measure: int, name: str, category: str, pair: Pair, shown: ShownPair
) -> Iterable[tuple[Label, int, Figure]]:
    if pair.how_many is not None and shown.how_many is not None:
        yield Label(measure, name, category, Role.HOW_MANY), pair.how_many, shown.how_many
    if pair.of is not None and shown.of is not None:
        yield Label(measure, name, category, Role.OF), pair.of, shown.of
