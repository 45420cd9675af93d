"""Asks partners for updates, takes what they say as proposals, and decides what counts."""

from concordat.plans.commands.proposing.deciding import (
    AlreadyDecided,
    LooksLikeAPatient,
    NoteMissing,
    NotReady,
    accept_proposal,
    edit_proposal,
    send_back_proposal,
)
from concordat.plans.commands.proposing.returning import AlreadyReturned, return_update_sheet
from concordat.plans.commands.proposing.sheets import NothingToAsk, make_update_sheet

__all__ = [
    "AlreadyDecided",
    "AlreadyReturned",
    "LooksLikeAPatient",
    "NotReady",
    "NoteMissing",
    "NothingToAsk",
    "accept_proposal",
    "edit_proposal",
    "make_update_sheet",
    "return_update_sheet",
    "send_back_proposal",
]
