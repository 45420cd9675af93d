"""Changes to plans: one verb, one change, one transaction."""

from concordat.plans.commands.editions import AlreadyPublished, publish_edition
from concordat.plans.commands.example import load_example
from concordat.plans.commands.importing import (
    AlreadyAccepted,
    ImportEnded,
    LeadGiven,
    LeadsUndecided,
    NotAPlan,
    NothingToAccept,
    abandon_import,
    accept_import,
    correct_plan,
    correct_row,
    decide_leads,
    decide_missing,
    decide_remaining_leads,
    leave_out_row,
    restore_row,
    start_import,
)

__all__ = [
    "AlreadyAccepted",
    "AlreadyPublished",
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
    "leave_out_row",
    "load_example",
    "publish_edition",
    "restore_row",
    "start_import",
]
