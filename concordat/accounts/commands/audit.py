"""The audit entry that every command everywhere writes."""

from datetime import datetime
from typing import Any

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
