"""Changes to measures: each a verb, each leaving a row that stays."""

from concordat.indicators.commands.figures import NotLoadable, record_observation
from concordat.indicators.commands.releasing import release_figures
from concordat.indicators.commands.reminding import remind_loaders
from concordat.indicators.commands.steps import add_step

__all__ = ["NotLoadable", "add_step", "record_observation", "release_figures", "remind_loaders"]
