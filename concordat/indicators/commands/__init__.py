"""Changes to measures: each a verb, each leaving a row that stays."""

from concordat.indicators.commands.figures import NotLoadable, add_step, record_observation

__all__ = ["NotLoadable", "add_step", "record_observation"]
