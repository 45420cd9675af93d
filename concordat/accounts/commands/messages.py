"""Writes letters; the worker sends them."""

from datetime import datetime

from django.db import transaction

from concordat.accounts.models import Message


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
