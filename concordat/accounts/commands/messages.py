"""Writes letters, which the worker sends, and lets one be sent again."""

from datetime import datetime

from django.db import transaction

from concordat.accounts.commands.audit import record_audit
from concordat.accounts.models import Message, User


class NotSentAgain(Exception):
    """The letter is on its way already, or it has arrived."""


@transaction.atomic
def write_message(
    *,
    key: str,
    to_address: str,
    to_name: str = "",
    subject: str,
    text: str,
    link_path: str = "",
    link_secret: str = "",
    at: datetime,
) -> Message:
    """Write a letter for the worker to send; where one with this `key` was written already, that one as it is.

    `text` is plain text with paragraphs parted by an empty line; "{link}" in it stands where the link goes, which is
    the site's address with `link_path`, "{token}" in it replaced by `link_secret` signed.
    """
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "to_address": to_address,
            "to_name": to_name,
            "subject": subject,
            "text": text,
            "link_path": link_path,
            "link_secret": link_secret,
            "written_at": at,
            "not_before": at,
        },
    )
    return message


@transaction.atomic
def send_again(*, message_id: int, by: User | None, at: datetime) -> None:
    """Have a letter sent that may not have been, could not be, or came back; it keeps its Message-ID.

    A mail program shows two letters of one Message-ID as one, where the first arrived after all. Raises `NotSentAgain`.
    """
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.state not in (Message.State.UNCERTAIN, Message.State.FAILED, Message.State.BOUNCED):
        raise NotSentAgain(f"This letter is not sent again: {message.get_state_display().lower()}.")
    record_audit("send_again", message, by=by, at=at, was=message.state, attempts=message.attempts)
    message.state = Message.State.WAITING
    message.attempts = 0
    message.not_before = at
    message.claimed_until = message.sent_at = None
    message.failure = ""
    message.save()
