"""Gives the tables of a document their meaning as a plan."""

from concordat.documents.domain import Document
from concordat.plans.domain.readings import ReadPlan

__all__ = ["read_plan"]


def read_plan(document: Document) -> ReadPlan:
    """The plan that a document holds; see `concordat.plans.domain.reading.whole.read_plan`."""
    # Everything about reading is loaded with the first file, not when a site starts.
    from concordat.plans.domain.reading import whole

    return whole.read_plan(document)
