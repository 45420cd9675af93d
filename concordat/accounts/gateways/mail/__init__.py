"""Hands letters over: by SMTP, to GOV.UK Notify, or where nothing is set by printing them."""

from concordat.accounts.gateways.mail.channels import Channel, NotAsked, channel, undelivered, where_letters_go
from concordat.accounts.gateways.mail.composing import NoAddress, compose, link_to, new_reference

__all__ = [
    "Channel",
    "NoAddress",
    "NotAsked",
    "channel",
    "compose",
    "link_to",
    "new_reference",
    "undelivered",
    "where_letters_go",
]
