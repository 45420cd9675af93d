"""Signs what a link names, so that whoever reads the tables still can't open it, and nobody can bend it to another."""

from django.core import signing

_SALT = "concordat.link"


class BadLink(Exception):
    """The token was not signed here, or somebody changed it."""


def sign(secret: str) -> str:
    """The token for a link that names `secret`: letters, digits, "-", "_" and ":"."""
    return signing.Signer(salt=_SALT).sign(secret)


def secret_of(token: str) -> str:
    """What a token names; raises `BadLink`."""
    try:
        return signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature as reason:
        raise BadLink(token) from reason
