"""How the counts of a locality's measures hang together: which are one, and whose people are counted among whose."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases.longer_periods import days_within, name_of, splits_of, sum_of
from concordat.indicators.domain.releases.period_counts import Counted, Label, PeriodCounts, Role
from concordat.indicators.domain.releases.same_counts import Within, joined, same_counts
from concordat.indicators.domain.releases.small_numbers import SmallNumberRule
from concordat.indicators.domain.releases.summed_counts import Sum, summed_counts
from concordat.indicators.domain.releases.unfinished import may_be_one

# Of the standard set, whose people are counted among whose; every share is of some of all detentions.
ALL = "all-detentions"
NESTED = (
    ("assessed-within-3-hours", "assessed-within-4-hours"),
    ("under-18-police-station", "police-station"),
)


@dataclass(frozen=True)
class Ties:
    """How counts hang together.

    alike: each count that is another one's too → what stands for them all. within: whose people are counted among
    whose. sums: which are all of another. groups: measure → those it is tied to.
    """

    alike: Mapping[Label, Label]
    within: tuple[Within, ...]
    sums: tuple[Sum, ...]
    groups: Mapping[int, int]


def ties_of(measures: Sequence[Counted], rule: SmallNumberRule) -> Ties:
    """What is found in the counts of all periods, and what the standard set says of itself."""
    alike: Mapping[Label, Label] = {}
    within: list[Within] = []
    sums: dict[Sum, None] = {}
    for frequency in Frequency:
        ours = [one for one in measures if one.frequency is frequency]
        nested = _within(ours)
        days = sorted({on for one in ours for on in one.periods})
        moments = [list(_moments(ours, on)) for on in days]
        alike = same_counts(moments, nested, alike)
        sums |= dict.fromkeys(summed_counts(moments, alike))
        if ours and frequency in (Frequency.QUARTER, Frequency.YEAR):
            alike = same_counts([list(_moments(measures, on, frequency)) for on in days], within, alike)
            alike = joined(alike, (pair for one in ours for other in measures for pair in may_be_one(one, other, rule)))
        within += nested
    return Ties(alike, tuple(within), tuple(sums), _groups(measures, alike, within, sums))


def add_up(one: Counted, on: date, frequency: Frequency) -> PeriodCounts | None:
    """A longer period of a measure, of its shorter ones; None where one is missing, or it has none shorter."""
    days = days_within(on, frequency, one.frequency)
    parts = [one.periods[day] for day in days if day in one.periods]
    if not days or len(parts) < len(days):
        return None
    return sum_of(parts, name_of(on, frequency), splits_of(on, frequency))


def _moments(measures: Sequence[Counted], on: date, frequency: Frequency | None = None) -> Iterator[list[PeriodCounts]]:
    """The counts of a period as they stood beside each other before each revision, and as they stand now.

    frequency: of a longer period, with what shorter ones add up to.
    """
    found: set[datetime] = set()
    for one in measures:
        days = {on, *(days_within(on, frequency, one.frequency) if frequency else ())}
        found |= {until for day in days for until, _ in one.replaced.get(day, ())}
    for moment in [*sorted(found), None]:
        stood = [replace(one, periods=one.before(moment), replaced={}) for one in measures]
        loaded = [one.periods[on] for one in stood if on in one.periods and frequency in (None, one.frequency)]
        sums = (add_up(one, on, frequency) for one in stood) if frequency else ()
        yield [*loaded, *(each for each in sums if each is not None)]


def _within(ours: Sequence[Counted]) -> list[Within]:
    """Who is counted among whom, of the measures of one frequency."""
    by_key = {one.standard_key: one.measure for one in ours if one.standard_key}
    within = [
        (Label(one.measure, role=Role.OF), Label(by_key[ALL]))
        for one in ours
        if ALL in by_key and one.measure != by_key[ALL]
    ]
    return within + [
        (Label(by_key[inner]), Label(by_key[outer])) for inner, outer in NESTED if {inner, outer} <= by_key.keys()
    ]


def _groups(
    measures: Iterable[Counted], alike: Mapping[Label, Label], within: Iterable[Within], sums: Iterable[Sum]
) -> dict[int, int]:
    """Measures that share no count by any way can be decided apart."""
    group = {one.measure: one.measure for one in measures}
    members: defaultdict[int, set[int]] = defaultdict(set)
    for key in group:
        members[key].add(key)
    for pair in (*alike.items(), *within, *((total, part) for total, parts in sums for part in parts)):
        one, other = (group[label.measure] for label in pair)
        if one != other:
            members[one] |= members.pop(other)
            group.update(dict.fromkeys(members[one], one))
    return group
