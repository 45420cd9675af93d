"""Sends the letters that are due: each is claimed, handed over and recorded, and no two workers send one.

A claim is a time, `claimed_until`, which nobody else's claim of the letter equals: whoever marks or records a letter
names the claim that they hold, so a worker that slept past the end of its claim changes nothing. Between claiming and
recording no transaction is open: a mail server may take minutes.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q, QuerySet

from concordat.accounts.domain import Answer, Fate, Letter, wait_after
from concordat.accounts.gateways import mail
from concordat.accounts.models import Message

State = Message.State

# Connecting, greeting, signing in and naming the address may take 30 seconds each before anybody gives up.
CLAIM = timedelta(minutes=5)
# From the mark on, the text's end and the wait for the answer: three minutes.
HAND_OVER = timedelta(minutes=10)
# A letter that ends its worker each time it is tried must not go on for ever.
MOST_CLAIMS = 20
SECONDS_TO_RECORD = 120
LEFT = "left to another worker"

LOST_DATABASE = (OperationalError, InterfaceError)


@dataclass(frozen=True)
class Sent:
    """What became of one letter, for the log: no address, no words."""

    number: int
    state: str
    attempts: int


@dataclass(frozen=True)
class _Claim:
    """A letter that we hold, and until when: first to send it, then to hand it over; and who held it before."""

    message: Message
    before: datetime | None
    until: datetime
    marked_until: datetime


class Sender:
    """Sends letters one after another over one connection; close it, or use it as a context."""

    def __init__(self) -> None:
        self._channel = mail.channel()

    def __enter__(self) -> "Sender":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection; the next letter opens another."""
        self._channel.close()

    def send_next(self, *, at: datetime) -> Sent | None:
        """Send the letter that has been due longest; None where none is."""
        if not _due(at).exists():
            return None  # looked at first: claiming takes the lock that every writer on SQLite wants
        claim = _claim(channel=self._channel, at=at)
        if claim is None:
            return None
        message = claim.message
        if message.state == State.HANDING_OVER:
            answer = self._ask_for(message)
        elif message.attempts > MOST_CLAIMS:
            answer = Answer(Fate.REFUSED, "Sending it was cut off too often.")
        else:
            answer = self._hand_over(claim)
        return Sent(message.pk, _record(claim, answer, at=at), message.attempts)

    def _hand_over(self, claim: _Claim) -> Answer:
        try:
            return self._channel.send(_letter_of(claim.message), is_ours=lambda: _mark(claim))
        except mail.NoAddress as reason:
            return Answer(Fate.TRY_LATER, str(reason))
        except LOST_DATABASE:
            # Whether it was marked can't be known; the text's end did not go out, so nobody has it.
            return Answer(Fate.TRY_LATER, "The database was lost while it was being sent.")

    def _ask_for(self, message: Message) -> Answer:
        """What became of a letter whose worker died, or heard nothing, after the other side may have had it."""
        reason = message.failure or "The worker was ended while it was handing the letter over."
        if not self._channel.is_its_name(message.reference):
            return Answer(Fate.UNSURE, reason)  # it went another way than letters go now
        try:
            is_taken = self._channel.has(message.reference)
        except mail.NotAsked:
            return Answer(Fate.UNSURE, reason)
        except OSError as trouble:
            return Answer(Fate.ASK_LATER, str(trouble))
        return Answer(Fate.TAKEN) if is_taken else Answer(Fate.TRY_LATER, reason)


def _due(at: datetime) -> "QuerySet[Message]":
    """Waiting letters whose time has come, and letters in hand whose worker's claim has run out."""
    is_waiting = Q(state=State.WAITING, not_before__lte=at) & (Q(claimed_until=None) | Q(claimed_until__lt=at))
    is_left = Q(state=State.HANDING_OVER, claimed_until__lt=at)
    return Message.objects.filter(is_waiting | is_left).order_by("not_before", "pk")


@transaction.atomic
def _claim(*, channel: mail.Channel, at: datetime) -> _Claim | None:
    message = _due(at).select_for_update(skip_locked=True).first()
    if message is None:
        return None
    before, message.claimed_until = message.claimed_until, at + CLAIM
    if message.state == State.WAITING:
        message.attempts += 1
        if not channel.is_its_name(message.reference):
            message.reference = channel.name_for(mail.new_reference(message.pk, message.key))
    message.save(update_fields=["claimed_until", "attempts", "reference"])
    return _Claim(message, before, at + CLAIM, at + HAND_OVER)


@transaction.atomic
def _mark(claim: _Claim) -> bool:
    """Say in the table that the other side is about to have the letter; whether it is still ours to hand over.

    In a transaction: PostgreSQL finishes a lone statement that waits for a lock though whoever sent it is dead by then.
    """
    ours = Message.objects.filter(pk=claim.message.pk, state=State.WAITING, claimed_until=claim.until)
    return ours.update(state=State.HANDING_OVER, claimed_until=claim.marked_until) == 1


def _letter_of(message: Message) -> Letter:
    return Letter(
        reference=message.reference,
        to_address=message.to_address,
        to_name=message.to_name,
        subject=message.subject,
        text=message.text,
        link=mail.link_to(message.link_path, message.link_secret) if message.link_path else "",
    )


def _record(claim: _Claim, answer: Answer, *, at: datetime) -> str:
    """Keep what came of it and return what that was, patiently: an answer that is not kept makes a letter uncertain."""
    if answer.fate == Fate.LEFT:
        return LEFT
    ours = Message.objects.filter(pk=claim.message.pk, claimed_until__in=(claim.until, claim.marked_until))
    values = _values(claim, answer, at)
    last = time.monotonic() + SECONDS_TO_RECORD
    while True:
        try:
            is_kept = ours.update(**values) == 1
        except LOST_DATABASE:
            if time.monotonic() > last:
                raise
            connection.close()
            time.sleep(1)
        else:
            return str(values.get("state", State.HANDING_OVER)) if is_kept else LEFT


def _values(claim: _Claim, answer: Answer, at: datetime) -> dict[str, object]:
    """What changes in the row for an answer."""
    match answer.fate:
        case Fate.TAKEN:
            return {"state": State.SENT, "sent_at": at, "claimed_until": None, "failure": ""}
        case Fate.TRY_LATER:
            wait = wait_after(claim.message.attempts)
            if wait is None:
                return {"state": State.FAILED, "claimed_until": None, "failure": answer.words}
            later = {"not_before": at + wait, "claimed_until": None, "failure": answer.words}
            return {"state": State.WAITING, **later}
        case Fate.NO_SUCH_ADDRESS:
            return {"state": State.BOUNCED, "claimed_until": None, "failure": answer.words}
        case Fate.UNSURE:
            # Given back to whoever held it: a worker that was only asleep may still learn what became of it.
            return {"state": State.UNCERTAIN, "claimed_until": claim.before, "failure": answer.words}
        case Fate.ASK_LATER:
            return {"failure": answer.words}
        case _:
            return {"state": State.FAILED, "claimed_until": None, "failure": answer.words}
