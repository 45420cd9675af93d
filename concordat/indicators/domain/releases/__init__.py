"""What leaves the members' view: small numbers, and what a visitor could work out of all that ever went out."""

from concordat.indicators.domain.releases.longer_periods import name_of, splits_of
from concordat.indicators.domain.releases.period_counts import (
    Counted,
    Pair,
    PeriodCounts,
    ReleasedPeriod,
    ShownPair,
    ShownPeriod,
)
from concordat.indicators.domain.releases.released import (
    category_pair_of,
    hides_too_much,
    pair_of,
    showing_of,
    span_shown,
    value_shown,
)
from concordat.indicators.domain.releases.rounds import Decided, Round
from concordat.indicators.domain.releases.small_numbers import Figure, NotPublishable, Showing, SmallNumberRule
from concordat.indicators.domain.releases.stricter_rules import GREATEST, rules_after, tells_nothing_new

__all__ = [
    "GREATEST",
    "Counted",
    "Decided",
    "Figure",
    "NotPublishable",
    "Pair",
    "PeriodCounts",
    "ReleasedPeriod",
    "Round",
    "Showing",
    "ShownPair",
    "ShownPeriod",
    "SmallNumberRule",
    "category_pair_of",
    "hides_too_much",
    "name_of",
    "pair_of",
    "rules_after",
    "showing_of",
    "span_shown",
    "splits_of",
    "tells_nothing_new",
    "value_shown",
]
