"""Says what actions are for: the measures that they should move, and the outcomes that they should bring about."""

from concordat.plans.commands.outcomes.framework import (
    NoSuchPurpose,
    add_outcome,
    add_priority,
    change_words,
    end,
    move,
    move_under,
    reopen,
)
from concordat.plans.commands.outcomes.measures import (
    REFUSALS,
    NoSuchAction,
    NoSuchMeasure,
    choose_measures,
)
from concordat.plans.commands.outcomes.ties import tie_outcome
from concordat.plans.commands.outcomes.words import (
    LONGEST,
    WORDS_REFUSED,
    MeanwhileChanged,
    SaidAlready,
    WordsMissing,
    WordsStopped,
    WordsTooLong,
)

__all__ = [
    "LONGEST",
    "REFUSALS",
    "WORDS_REFUSED",
    "MeanwhileChanged",
    "NoSuchAction",
    "NoSuchMeasure",
    "NoSuchPurpose",
    "SaidAlready",
    "WordsMissing",
    "WordsStopped",
    "WordsTooLong",
    "add_outcome",
    "add_priority",
    "change_words",
    "choose_measures",
    "end",
    "move",
    "move_under",
    "reopen",
    "tie_outcome",
]
