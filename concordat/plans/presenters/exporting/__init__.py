"""Turns a plan, as one viewer sees and filters it, into documents and JSON values that leave."""

from concordat.plans.presenters.exporting.documents import ExportLayout, document_of
from concordat.plans.presenters.exporting.plans import ExportedPlan, present_export
from concordat.plans.presenters.exporting.values import values_of

__all__ = [
    "ExportLayout",
    "ExportedPlan",
    "document_of",
    "present_export",
    "values_of",
]
