"""Turns declarations and checks into finished words and addresses."""

from concordat.assurance.presenters.checks import (
    CheckPage,
    ChecksPage,
    QueuePage,
    present_check,
    present_checks,
    present_queue,
)
from concordat.assurance.presenters.declarations import DeclarationPage, present_declaration
from concordat.assurance.presenters.desk import DeskPage, SignatoryPage, present_desk, present_signatory
from concordat.assurance.presenters.signing import OverPage, SigningPage, present_over, present_signing
from concordat.assurance.presenters.status import agreed_words, present_status

__all__ = [
    "CheckPage",
    "ChecksPage",
    "DeclarationPage",
    "DeskPage",
    "OverPage",
    "QueuePage",
    "SignatoryPage",
    "SigningPage",
    "agreed_words",
    "present_check",
    "present_checks",
    "present_declaration",
    "present_desk",
    "present_over",
    "present_queue",
    "present_signatory",
    "present_signing",
    "present_status",
]
