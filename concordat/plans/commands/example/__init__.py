"""Loads the example: its locality with every edition of its plan, a round that is under way, and what it is for."""

from concordat.plans.commands.example.locality import load_example
from concordat.plans.commands.example.outcomes import add_example_outcomes

__all__ = ["add_example_outcomes", "load_example"]
