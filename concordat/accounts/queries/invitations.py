"""Reads the invitation that a link names."""

from dataclasses import dataclass
from datetime import datetime

from concordat.accounts.gateways import BadLink, secret_of
from concordat.accounts.models import Invitation


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """An invitation that can be used; `words` say what the person is to be."""

    id: int
    email: str
    name: str
    words: str
    expires_at: datetime


def invitation_at(token: str, *, at: datetime) -> InvitationSeen | None:
    """What a link's token names; None where it names nothing, or what is used, withdrawn or too old.

    Those are told apart by nobody: an address that says "used" would tell a stranger that it was real.
    """
    try:
        secret = secret_of(token)
    except BadLink:
        return None
    row = Invitation.objects.filter(secret=secret).select_related("user").first()
    if row is None or row.used_at or row.withdrawn_at or row.expires_at <= at or not _may_still_use(row):
        return None
    return InvitationSeen(row.pk, row.user.email, row.user.name, row.words, row.expires_at)


def _may_still_use(row: Invitation) -> bool:
    """Whoever found another way in must not be let in again by a letter, past their second factor."""
    return row.user.is_active and not row.user.can_sign_in
