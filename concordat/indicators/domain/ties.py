"""How the counts of a locality's measures hang together: which are one, and whose people are counted among whose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.longer_periods import months_of, name_of, splits_of, sum_of
from concordat.indicators.domain.period_counts import Label, PeriodCounts, Role
from concordat.indicators.domain.same_counts import Within, same_counts

# Of the standard set, whose people are counted among whose; every share is of some of all detentions.
ALL = "all-detentions"
NESTED = (
    ("assessed-within-3-hours", "assessed-within-4-hours"),
    ("under-18-police-station", "police-station"),
)


@dataclass(frozen=True)
class Counted:
    """All periods of a measure as they stand, by their first days. went_out: the public saw figures of it before."""

    measure: int
    frequency: Frequency
    standard_key: str
    periods: Mapping[date, PeriodCounts]
    went_out: bool


@dataclass(frozen=True)
class Ties:
    """alike: each count that is another one's too → what stands for them all. groups: measure → those it is tied to."""

    alike: Mapping[Label, Label]
    within: tuple[Within, ...]
    groups: Mapping[int, int]


def ties_of(measures: Sequence[Counted]) -> Ties:
    """What is found in the counts of all periods, and what the standard set says of itself."""
    alike: Mapping[Label, Label] = {}
    within: list[Within] = []
    for frequency in Frequency:
        ours = [one for one in measures if one.frequency is frequency]
        nested = _within(ours)
        days = sorted({on for one in ours for on in one.periods})
        periods = [[one.periods[on] for one in ours if on in one.periods] for on in days]
        alike = same_counts(periods, nested, alike)
        if ours and frequency in (Frequency.QUARTER, Frequency.YEAR):
            with_sums = [[*found, *_added(measures, on, frequency)] for on, found in zip(days, periods, strict=True)]
            alike = same_counts(with_sums, (), alike)
        within += nested
    return Ties(alike, tuple(within), _groups(measures, alike, within))


def add_up(one: Counted, on: date, frequency: Frequency) -> PeriodCounts | None:
    """A longer period of a measure, of its shorter ones; None where one is missing, or it has none shorter."""
    if one.frequency not in (Frequency.MONTH, Frequency.QUARTER):
        return None
    days = months_of(on, frequency)[:: 3 if one.frequency is Frequency.QUARTER else 1]
    parts = [one.periods[day] for day in days if day in one.periods]
    if not days or len(parts) < len(days) or one.frequency is frequency:
        return None
    return sum_of(parts, name_of(on, frequency), splits_of(on, frequency))


def _added(measures: Iterable[Counted], on: date, frequency: Frequency) -> Iterable[PeriodCounts]:
    return (found for one in measures if (found := add_up(one, on, frequency)) is not None)


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


def _groups(measures: Iterable[Counted], alike: Mapping[Label, Label], within: Iterable[Within]) -> dict[int, int]:
    """Measures that share no count by any way can be decided apart."""
    group = {one.measure: one.measure for one in measures}
    members: defaultdict[int, set[int]] = defaultdict(set)
    for key in group:
        members[key].add(key)
    for pair in (*alike.items(), *within):
        one, other = (group[label.measure] for label in pair)
        if one != other:
            members[one] |= members.pop(other)
            group.update(dict.fromkeys(members[one], one))
    return group
