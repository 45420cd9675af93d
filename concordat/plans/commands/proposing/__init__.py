"""Asks partners for updates, takes what they say as proposals, and decides what counts."""

from concordat.plans.commands.proposing.answering import (
    AnswerStopped,
    LinkEnded,
    NotAsked,
    Spoken,
    open_link,
    say_update,
)
from concordat.plans.commands.proposing.deciding import (
    AlreadyDecided,
    LooksLikeAPatient,
    NoteMissing,
    NotReady,
    ReasonLooksLikeAPatient,
    accept_proposal,
    edit_proposal,
    send_back_proposal,
)
from concordat.plans.commands.proposing.evidence import EvidenceGiven, EvidenceRefused
from concordat.plans.commands.proposing.returning import AlreadyReturned, return_update_sheet
from concordat.plans.commands.proposing.sheets import NothingToAsk, make_update_sheet

__all__ = [
    "AlreadyDecided",
    "AlreadyReturned",
    "AnswerStopped",
    "EvidenceGiven",
    "EvidenceRefused",
    "LinkEnded",
    "LooksLikeAPatient",
    "NotAsked",
    "NotReady",
    "NoteMissing",
    "NothingToAsk",
    "ReasonLooksLikeAPatient",
    "Spoken",
    "accept_proposal",
    "edit_proposal",
    "make_update_sheet",
    "open_link",
    "return_update_sheet",
    "say_update",
    "send_back_proposal",
]
