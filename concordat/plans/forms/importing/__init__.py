"""Turns what a coordinator types and chooses while a document is reviewed into values."""

from concordat.plans.forms.importing.deciding import MissingForm, PlanForm
from concordat.plans.forms.importing.leads import ORGANISATION_TYPES, LeadForm, LeadsSheet
from concordat.plans.forms.importing.rows import RowForm
from concordat.plans.forms.importing.starting import UploadForm

__all__ = [
    "ORGANISATION_TYPES",
    "LeadForm",
    "LeadsSheet",
    "MissingForm",
    "PlanForm",
    "RowForm",
    "UploadForm",
]
