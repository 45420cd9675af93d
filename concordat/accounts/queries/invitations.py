"""Reads the invitation that a link names."""

from dataclasses import dataclass
from datetime import datetime

from concordat.accounts.models import Invitation


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """An invitation that can be used; `words` say what the person is to be."""

    id: int
    email: str
    name: str
    words: str
    expires_at: datetime


def invitation_with(secret: str, *, at: datetime) -> InvitationSeen | None:
    """The invitation whose link names this secret; None where there is none, or it is used, withdrawn or too old.

    Those are not told apart: a page that says "used" would tell a stranger that the address was real.
    """
    row = Invitation.objects.filter(secret=secret).select_related("user").first()
    if row is None or row.used_at or row.withdrawn_at or row.expires_at <= at or not _may_still_use(row):
        return None
    return InvitationSeen(row.pk, row.user.email, row.user.name, row.words, row.expires_at)


def _may_still_use(row: Invitation) -> bool:
    """Whoever found another way in must not be let in again by a letter, past their second factor."""
    return row.user.is_active and not row.user.can_sign_in
