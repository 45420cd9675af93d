"""Turns an import into finished words: the review screen and the pages around it."""

from concordat.plans.presenters.importing.changes import kind_shown
from concordat.plans.presenters.importing.documents import present_document
from concordat.plans.presenters.importing.missing import merge_targets, missing_answers, present_missing
from concordat.plans.presenters.importing.pages import (
    action_choices,
    organisation_choices,
    present_lead_question,
    present_row,
)
from concordat.plans.presenters.importing.reviewing import (
    date_parts,
    present_acceptance,
    present_review,
    read_words,
)

__all__ = [
    "action_choices",
    "date_parts",
    "kind_shown",
    "merge_targets",
    "missing_answers",
    "organisation_choices",
    "present_acceptance",
    "present_document",
    "present_lead_question",
    "present_missing",
    "present_review",
    "present_row",
    "read_words",
]
