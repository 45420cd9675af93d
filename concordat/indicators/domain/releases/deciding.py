"""What may leave the members' view of all measures of a locality in one period, decided together.

Measures share counts: the share that was taken to a police station is of the detentions that another measure counts,
and its numerator is a category of theirs. Each may be safe alone and tell a small count beside the others, so they are
attacked together, and with everything that went out before.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from concordat.indicators.domain.releases.narrowing import Known
from concordat.indicators.domain.releases.period_counts import (
    Label,
    Pair,
    PeriodCounts,
    ReleasedPeriod,
    Role,
    ShownPair,
    ShownPeriod,
)
from concordat.indicators.domain.releases.same_counts import Within
from concordat.indicators.domain.releases.small_numbers import WITHHELD, Figure, SmallNumberRule
from concordat.indicators.domain.releases.summed_counts import Sum
from concordat.indicators.domain.releases.visitor import Visitor

Unit = tuple[int, str, Role]  # what is withheld together: of a measure a breakdown, or of the whole ("") one count


def release_period(
    newest: Sequence[PeriodCounts],
    *,
    rule: SmallNumberRule,
    earlier: Sequence[ReleasedPeriod] = (),
    alike: Mapping[Label, Label] | None = None,
    within: Sequence[Within] = (),
    sums: Sequence[Sum] = (),
    held: Collection[int] = (),
) -> tuple[ReleasedPeriod, ...]:
    """What may go out of several measures of one locality and period, after what went out of it before.

    alike: counts of several measures that are one, as `same_counts` finds them. within: whose people are counted among
    whose. sums: which counts are all of another, as `summed_counts` finds them. held: measures of which nothing goes
    out. A breakdown is withheld as a whole: hiding a few cells of it, chosen by their size, would tell that size.
    Breakdowns go before numerators, and these before other counts; where even that leaves a count told beside what
    went out before, nothing goes out.
    """
    same = alike or {}
    withheld = _never(newest, rule, held)
    # By a weaker rule than today's: it can't be called back. What only ties tell, which may be equal by chance, or what
    # is not told for certain, is not taken to be told already, or nothing would guard it any more.
    told_before = Visitor(earlier, {}, within).told(rule, for_certain=True)
    already = {_by_top(known, same) for known in told_before}
    while True:
        attempt = tuple(ReleasedPeriod(one, _show(one, withheld, rule), rule, one.measure in held) for one in newest)
        if all(one.is_held for one in attempt):
            return attempt
        visitor = Visitor([*earlier, *attempt], same, within, sums)
        told = visitor.told(rule) - already
        more = _next_to_withhold(newest, visitor, told, withheld) if told else set()
        if not more:
            return attempt
        withheld |= more


def _by_top(known: Known, alike: Mapping[Label, Label]) -> Known:
    match known:
        case (str() as period, Label() as label), count:
            return (period, alike.get(label, label)), count
    return known


def _never(newest: Iterable[PeriodCounts], rule: SmallNumberRule, held: Collection[int]) -> set[Unit]:
    """What never goes out: parts of a small count, breakdowns of which the sum is wrong, and what is held."""
    units: set[Unit] = set()
    for one in newest:
        if one.measure in held:
            units |= {(one.measure, name, role) for name in ("", *one.breakdowns) for role in (Role.HOW_MANY, Role.OF)}
        counts = [] if one.whole is None else [one.whole.how_many, one.whole.of]
        is_small = any(count is not None and rule.is_small(count) for count in counts)
        if one.whole is not None and one.whole.of is not None and rule.is_small(one.whole.of):
            units.add((one.measure, "", Role.HOW_MANY))
        units |= {(one.measure, name, Role.HOW_MANY) for name in one.breakdowns if is_small or not one.adds_up(name)}
    return units


def _show(one: PeriodCounts, withheld: set[Unit], rule: SmallNumberRule) -> ShownPeriod:
    def show(pair: Pair, name: str, of: Role) -> ShownPair:
        return ShownPair(
            _figure(pair.how_many, (one.measure, name, Role.HOW_MANY) in withheld, rule),
            _figure(pair.of, (one.measure, name, of) in withheld, rule),
        )

    return ShownPeriod(
        None if one.whole is None else show(one.whole, "", Role.OF),
        {
            name: {category: show(cell, name, Role.HOW_MANY) for category, cell in cells.items()}
            for name, cells in one.breakdowns.items()
        },
    )


def _figure(count: int | None, is_withheld: bool, rule: SmallNumberRule) -> Figure | None:
    if count is None:
        return None
    return WITHHELD if is_withheld else rule.show(count)


def _next_to_withhold(
    newest: Sequence[PeriodCounts], visitor: Visitor, told: set[Known], withheld: set[Unit]
) -> set[Unit]:
    """What takes part in telling a count and goes first; if nothing of it is left, of all that there is."""
    involved: set[Unit] = set()
    units: set[Unit] = set()
    for one in newest:
        for unit, knowns in _units(one, visitor):
            units.add(unit)
            if told & knowns:
                involved.add(unit)
    shares = {one.measure for one in newest if one.whole is not None and one.whole.of is not None}
    for candidates in (involved - withheld, units - withheld):
        breakdowns = {unit for unit in candidates if unit[1]}
        numerators = {unit for unit in candidates if unit[0] in shares and unit[2] is Role.HOW_MANY}
        chosen = breakdowns or numerators or candidates
        if chosen:
            return chosen
    return set()


def _units(one: PeriodCounts, visitor: Visitor) -> Iterable[tuple[Unit, set[Known]]]:
    """What can be withheld of a measure, each with the counts that stand in its sums."""
    if one.whole is not None:
        own = {known for equation in visitor.share(one) for known in (equation.whole, *equation.parts)}
        for role in (Role.HOW_MANY, Role.OF):
            count = one.whole.count(role)
            if count is not None:
                yield (one.measure, "", role), own | {visitor.known(one, Label(one.measure, role=role), count)}
    for name in one.breakdowns:
        knowns = {known for each in visitor.breakdown(one, name) for known in (each.whole, *each.parts)}
        yield (one.measure, name, Role.HOW_MANY), knowns
