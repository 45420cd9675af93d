"""Loads the example: its locality with every edition of its plan, and a round of updates that is under way."""

from concordat.plans.commands.example.locality import load_example

__all__ = ["load_example"]
