"""Reads what a mail server sends back about a letter that nobody got (a delivery status notification, RFC 3464)."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message

_LONGEST = 500


class NotABounce(Exception):
    """The mail is no delivery status notification."""


@dataclass(frozen=True)
class Bounce:
    """One address that a letter did not reach."""

    reference: str  # the letter's Message-ID; empty where the notification does not hold it
    address: str  # in small letters
    is_permanent: bool  # 5.x.x; else the server gave up after trying
    words: str


def read_bounces(content: bytes) -> tuple[Bounce, ...]:
    """Each address of a notification that was given up, as far as it says; none where it only tells of a delay.

    `content` is the whole mail. Raises `NotABounce`.
    """
    # The older policy: the newer one raises on headers that are spoilt, and those of strangers often are.
    mail = email.message_from_bytes(content, policy=email.policy.compat32)
    status = next((part for part in mail.walk() if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        raise NotABounce("This mail is no delivery status notification (RFC 3464).")
    reference = _reference(mail)
    return tuple(
        Bounce(
            reference=reference,
            address=_address(group),
            is_permanent=_words(group, "Status").startswith("5"),
            words=(_words(group, "Diagnostic-Code") or _words(group, "Status")).split(";", 1)[-1].strip()[:_LONGEST],
        )
        for group in _groups(status)
        if _words(group, "Action").lower() == "failed"
    )


def _groups(status: Message) -> Iterator[Message]:
    """The fields of each address: the parser gives every group of lines as a message."""
    parts = status.get_payload()
    if isinstance(parts, list):
        yield from (part for part in parts if isinstance(part, Message) and part["Final-Recipient"])


def _reference(mail: Message) -> str:
    """The Message-ID of the letter that comes back with the notification, whole or its headers alone."""
    for part in mail.walk():
        kind = part.get_content_type()
        # RFC 6533 calls it message/global, and some servers put the headers alone into a message.
        if part.get_content_maintype() == "message" and kind != "message/delivery-status":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return _words(inner[0], "Message-ID")
        if kind == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            if isinstance(text, bytes):
                return _words(email.message_from_bytes(text), "Message-ID")
    return ""


def _address(group: Message) -> str:
    """The address that we wrote to, where the server kept it; else the one that it ended up at."""
    words = _words(group, "Original-Recipient") or _words(group, "Final-Recipient")
    return words.split(";", 1)[-1].strip().strip("<>").lower()


def _words(message: Message | EmailMessage, name: str) -> str:
    return re.sub(r"\s+", " ", str(message.get(name, ""))).strip()
