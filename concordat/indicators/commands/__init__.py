"""Changes to measures: each a verb, each leaving a row that stays."""

from concordat.indicators.commands.releasing import release_figures, release_what_waits
from concordat.indicators.commands.reminding import remind_loaders
from concordat.indicators.commands.steps import add_step
from concordat.indicators.commands.waiting import delete_waiting_loads

__all__ = [
    "add_step",
    "delete_waiting_loads",
    "release_figures",
    "release_what_waits",
    "remind_loaders",
]
