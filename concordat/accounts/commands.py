"""Changes to accounts, and the audit entry that every command everywhere writes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from concordat.accounts.models import AuditEntry, User


def record_audit(command: str, subject: object, *, by: User | None, at: datetime, **detail: Any) -> None:
    """Write the evidence of a change; call it inside the transaction of that change."""
    AuditEntry.objects.create(
        at=at,
        by=by,
        command=command,
        subject=f"{type(subject).__name__} {getattr(subject, 'pk', subject)}",
        detail=detail,
    )


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
