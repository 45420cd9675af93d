"""Makes an e-mail of a letter: plain words and the same as a page, and the headers that go with it."""

import hashlib
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from concordat.accounts.domain import Letter, blocks_of, plain_text
from concordat.accounts.gateways.links import sign


class NoAddress(Exception):
    """The letter has a link, and nobody said where the site is."""


def link_to(path: str, secret: str) -> str:
    """The whole address of `path`, "{token}" in it replaced by `secret` signed; raises `NoAddress`."""
    if not settings.SITE_ADDRESS:
        raise NoAddress("SITE_ADDRESS is not set, so a link can't be written.")
    return settings.SITE_ADDRESS.rstrip("/") + path.replace("{token}", sign(secret))


def new_reference(number: int, key: str) -> str:
    """What a letter is called outside: the same each time, and nothing that can be guessed from its number alone."""
    return f"letter-{number}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def message_id(reference: str) -> str:
    """The Message-ID for a reference: its second half is where we are."""
    return f"<{reference}@{urlsplit(settings.SITE_ADDRESS).hostname or 'concordat.invalid'}>"


def compose(letter: Letter) -> EmailMultiAlternatives:
    """The e-mail; the address that gets bounces is the envelope's, which Django takes from `from_email`."""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": letter.reference,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",  # Exchange heeds only this one
    }
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=plain_text(letter),
        from_email=settings.BOUNCE_ADDRESS or settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((" ".join(letter.to_name.split()), letter.to_address)) if letter.to_name else letter.to_address],
        reply_to=[settings.REPLY_TO] if settings.REPLY_TO else None,
        headers=headers,
    )
    page = render_to_string("accounts/letter.jinja", {"letter": letter, "blocks": blocks_of(letter)})
    message.attach_alternative(page, "text/html")
    return message
