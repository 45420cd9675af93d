"""Longer periods of which only some shorter ones stand: who sees both may have what is left for the others.

Whether two counts are one is found in the periods that both have in full. Until there is such a period nobody knows it,
and what the shorter ones leave could be the small count of the month that comes next.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases.longer_periods import days_within
from concordat.indicators.domain.releases.period_counts import Counted, Label
from concordat.indicators.domain.releases.same_counts import comparable, series_of
from concordat.indicators.domain.releases.small_numbers import SmallNumberRule


def may_be_one(longer: Counted, shorter: Counted, rule: SmallNumberRule) -> Iterator[tuple[Label, Label]]:
    """The counts of two measures that no period in full tells apart, and of which one leaves a small count."""
    by_longer, by_shorter = series_of(longer.periods), series_of(shorter.periods)
    for label, totals in by_longer.items():
        for other, counts in by_shorter.items():
            if comparable(label, other) and _leave_a_small_count(
                totals, counts, longer.frequency, shorter.frequency, rule
            ):
                yield label, other


def _leave_a_small_count(
    totals: Mapping[date, int],
    counts: Mapping[date, int],
    longer: Frequency,
    shorter: Frequency,
    rule: SmallNumberRule,
) -> bool:
    lefts = []
    for on, total in totals.items():
        days = days_within(on, longer, shorter)
        found = [counts[day] for day in days if day in counts]
        left = total - sum(found)
        if left < 0 or (total and days and len(found) == len(days)):
            return False  # the one is not of the other, or a period in full has told already
        if found:
            lefts.append(left)
    return any(rule.is_small(left) for left in lefts)
