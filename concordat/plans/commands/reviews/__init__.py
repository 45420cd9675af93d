"""Rounds of updates: opened, asked, reminded and closed."""

from concordat.plans.commands.reviews.closing import close_review
from concordat.plans.commands.reviews.contacts import (
    AlreadyRevoked,
    AskedToday,
    NobodyNamed,
    NotAContact,
    ask_again,
    name_contact,
    revoke_request,
)
from concordat.plans.commands.reviews.letters import tell_sent_back
from concordat.plans.commands.reviews.opening import (
    MOST_REMINDER_DAYS,
    BadDays,
    NothingToAsk,
    ReviewOpen,
    check_days,
    open_review,
)
from concordat.plans.commands.reviews.reminding import Chased, ReviewClosed, chase, remind

__all__ = [
    "MOST_REMINDER_DAYS",
    "AlreadyRevoked",
    "AskedToday",
    "BadDays",
    "Chased",
    "NobodyNamed",
    "NotAContact",
    "NothingToAsk",
    "ReviewClosed",
    "ReviewOpen",
    "ask_again",
    "chase",
    "check_days",
    "close_review",
    "name_contact",
    "open_review",
    "remind",
    "revoke_request",
    "tell_sent_back",
]
