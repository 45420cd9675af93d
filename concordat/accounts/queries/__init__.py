"""Reads invitations, and what became of letters."""

from concordat.accounts.queries.invitations import InvitationSeen, invitation_with
from concordat.accounts.queries.messages import bounced_among

__all__ = ["InvitationSeen", "bounced_among", "invitation_with"]
