"""Turns declarations and checks into finished words and addresses."""

from concordat.assurance.presenters.declarations import (
    DeclarationPage,
    present_declaration,
    present_status,
)
from concordat.assurance.presenters.desk import DeskPage, SignatoryPage, present_desk, present_signatory
from concordat.assurance.presenters.signing import OverPage, SigningPage, present_over, present_signing

__all__ = [
    "DeclarationPage",
    "DeskPage",
    "OverPage",
    "SignatoryPage",
    "SigningPage",
    "present_declaration",
    "present_desk",
    "present_over",
    "present_signatory",
    "present_signing",
    "present_status",
]
