"""Turns places, partners, people and roles into finished words and addresses."""

from concordat.directory.presenters.coverage import CoverageLine, CoveragePage, present_coverage, shared_words
from concordat.directory.presenters.fates import heirs_words, now_words
from concordat.directory.presenters.people import (
    leaving_warning,
    present_appointed,
    present_end,
    present_people,
    present_person,
)
from concordat.directory.presenters.places import (
    HelpPage,
    Line,
    PartnerRow,
    PartnersPage,
    present_help,
    present_partners,
)

__all__ = [
    "CoverageLine",
    "CoveragePage",
    "HelpPage",
    "Line",
    "PartnerRow",
    "PartnersPage",
    "heirs_words",
    "leaving_warning",
    "now_words",
    "present_appointed",
    "present_coverage",
    "present_end",
    "present_help",
    "present_partners",
    "present_people",
    "present_person",
    "shared_words",
]
