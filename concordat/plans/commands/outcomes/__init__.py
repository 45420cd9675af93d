"""Says what actions are for: the measures that they should move, and the outcomes that they should bring about."""

from concordat.plans.commands.outcomes.measures import (
    REFUSALS,
    NoSuchAction,
    NoSuchMeasure,
    choose_measures,
    tie_measure,
    untie_measure,
)

__all__ = ["REFUSALS", "NoSuchAction", "NoSuchMeasure", "choose_measures", "tie_measure", "untie_measure"]
