"""Turns an import into finished words: the review screen and the pages around it."""

from concordat.plans.presenters.importing.changes import present_missing
from concordat.plans.presenters.importing.pages import (
    action_choices,
    missing_choices,
    organisation_choices,
    present_document,
    present_lead_question,
    present_row,
)
from concordat.plans.presenters.importing.reviewing import (
    in_the_way,
    last_edition_words,
    present_review,
    read_words,
    will_happen,
)

__all__ = [
    "action_choices",
    "in_the_way",
    "last_edition_words",
    "missing_choices",
    "organisation_choices",
    "present_document",
    "present_lead_question",
    "present_missing",
    "present_review",
    "present_row",
    "read_words",
    "will_happen",
]
