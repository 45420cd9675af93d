"""Gives the tables of a document their meaning as a plan."""

from concordat.plans.domain.reading.whole import read_plan

__all__ = ["read_plan"]
