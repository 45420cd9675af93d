"""Draws an invented nation from a seed and loads it: localities, declarations, plans, rounds, editions and checks."""

from concordat.assurance.commands.demonstration.loading import NationLoaded, NotADemonstration, load_nation

__all__ = ["NationLoaded", "NotADemonstration", "load_nation"]
