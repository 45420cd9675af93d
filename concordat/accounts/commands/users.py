"""Changes to who can sign in."""

from datetime import datetime

from django.db import transaction

from concordat.accounts.commands.audit import record_audit
from concordat.accounts.models import User


class EmailTaken(Exception):
    """Somebody already signs in with this address."""


@transaction.atomic
def create_user(*, email: str, name: str, password: str | None, at: datetime, by: User | None = None) -> User:
    """Let a person sign in; without a password they choose one through "I have forgotten my password".

    Raises `EmailTaken`.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise EmailTaken(f"{email} can already sign in.")
    user = User.objects.create_user(email, password, name=name)
    record_audit("create_user", user, by=by, at=at)
    return user
