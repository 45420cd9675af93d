"""Flags letters that came back, after the server had taken them."""

from datetime import datetime

from django.db import transaction

from concordat.accounts.commands.audit import record_audit
from concordat.accounts.domain import Bounce, Fate
from concordat.accounts.gateways import mail
from concordat.accounts.models import Message

State = Message.State
ARRIVED = (State.SENT, State.UNCERTAIN, State.HANDING_OVER)


@transaction.atomic
def record_bounce(*, bounce: Bounce, at: datetime) -> int | None:
    """Keep that a letter came back, and give its number; None where it is none of ours, or was flagged before.

    A notification without the letter's Message-ID is held to be about the last letter to its address.
    """
    letters = Message.objects.select_for_update().filter(state__in=ARRIVED)
    if bounce.reference:
        message = letters.filter(reference=bounce.reference).first()
    else:
        message = letters.filter(to_address__iexact=bounce.address).order_by("written_at", "pk").last()
    if message is None:
        return None
    fate = Fate.NO_SUCH_ADDRESS if bounce.is_permanent else Fate.REFUSED
    _flag(message, fate, f"It came back: {bounce.words or 'no reason was given'}", at=at)
    return message.pk


def look_for_bounces(*, at: datetime) -> int:
    """Ask the mail service, where there is one, what it could not deliver; how many letters that flags."""
    number = 0
    for reference, fate, words in mail.undelivered():
        with transaction.atomic():
            # Each is told again for a week: what is flagged is passed over before anything is locked.
            message = Message.objects.filter(state__in=ARRIVED, reference=reference).first()
            if message is not None:
                _flag(message, fate, words, at=at)
                number += 1
    return number


def _flag(message: Message, fate: Fate, words: str, *, at: datetime) -> None:
    message.state = State.BOUNCED if fate == Fate.NO_SUCH_ADDRESS else State.FAILED
    message.failure = words
    message.claimed_until = None
    message.save(update_fields=["state", "failure", "claimed_until"])
    record_audit("record_bounce", message, by=None, at=at, state=message.state)
