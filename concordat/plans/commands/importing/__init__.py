"""Turns a document into an edition of a plan: bring it in, decide what is doubtful, accept it."""

from concordat.plans.commands.importing.accepting import (
    LeadsUndecided,
    NothingToAccept,
    accept_import,
    decide_remaining_leads,
)
from concordat.plans.commands.importing.reviewing import (
    AlreadyAccepted,
    ImportEnded,
    LeadGiven,
    NotAPlan,
    abandon_import,
    correct_plan,
    correct_row,
    decide_leads,
    decide_missing,
    start_import,
)

__all__ = [
    "AlreadyAccepted",
    "ImportEnded",
    "LeadGiven",
    "LeadsUndecided",
    "NotAPlan",
    "NothingToAccept",
    "abandon_import",
    "accept_import",
    "correct_plan",
    "correct_row",
    "decide_leads",
    "decide_missing",
    "decide_remaining_leads",
    "start_import",
]
