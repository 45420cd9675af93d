"""Turns places, partners, people and roles into finished words and addresses."""

from concordat.directory.presenters.places import (
    HelpPage,
    Line,
    PartnerRow,
    PartnersPage,
    present_help,
    present_partners,
)

__all__ = ["HelpPage", "Line", "PartnerRow", "PartnersPage", "present_help", "present_partners"]
