"""Asks people by letter to choose a password, and lets them in who do."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from concordat.accounts.commands.audit import record_audit
from concordat.accounts.commands.messages import write_message
from concordat.accounts.models import Invitation, User

LIVES_FOR = timedelta(days=14)
_TEXT = """Hello {name},

{by} invites you to Concordat, where partners keep a shared plan for people in a mental health crisis.
You are to be {words}.

Open this link to choose a password:

{{link}}

The link works once, for {days} days. If you did not expect this letter, do nothing."""


class InvitationOver(Exception):
    """The invitation was used or withdrawn, or it is too old."""


class AlreadySignsIn(Exception):
    """Whoever can sign in needs no invitation."""


@transaction.atomic
def invite_user(*, user: User, words: str, about: str, by: User | None, at: datetime) -> Invitation:
    """Write a letter with a link by which a user who can't sign in yet chooses a password.

    An earlier invitation about the same thing ends. `words` follow "You are to be". Raises `AlreadySignsIn`.
    """
    if user.can_sign_in:
        raise AlreadySignsIn(f"{user.email} can sign in already.")
    withdraw_invitations(user=user, about=about, by=by, at=at)
    invitation = Invitation.objects.create(
        user=user,
        secret=secrets.token_urlsafe(32),
        words=words[:300],
        about=about,
        invited_at=at,
        invited_by=by,
        expires_at=at + LIVES_FOR,
    )
    write_message(
        key=f"invitation-{invitation.pk}",
        to_address=user.email,
        to_name=user.name,
        subject="Choose a password for Concordat",
        text=_TEXT.format(name=user.name or user.email, by=by or "Your partnership", words=words, days=LIVES_FOR.days),
        link_path="/invitations/{token}/",
        link_secret=invitation.secret,
        at=at,
    )
    record_audit("invite_user", invitation, by=by, at=at, user=user.pk, about=about)
    return invitation


@transaction.atomic
def withdraw_invitations(*, user: User, about: str, by: User | None, at: datetime) -> int:
    """End what is still open of a user's invitations about this; gives how many there were."""
    ended = list(Invitation.objects.select_for_update().filter(user=user, about=about, used_at=None, withdrawn_at=None))
    for invitation in ended:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
        record_audit("withdraw_invitation", invitation, by=by, at=at, user=user.pk, about=about)
    return len(ended)


@transaction.atomic
def accept_invitation(*, invitation: int, name: str, password: str, at: datetime) -> User:
    """Let the invited person in by this name and password; all that invites them is used then.

    Raises `InvitationOver`: two who follow one link at once are told apart here, by the lock on the user.
    """
    row = Invitation.objects.filter(pk=invitation).first()
    user = User.objects.select_for_update().get(pk=row.user_id) if row else None
    if row is None or user is None:
        raise InvitationOver("There is no such invitation.")
    row.refresh_from_db()
    if row.used_at or row.withdrawn_at or row.expires_at <= at or not user.is_active or user.can_sign_in:
        raise InvitationOver("This invitation was used, or it is too old.")
    user.name = name.strip()
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    Invitation.objects.filter(user=user, used_at=None, withdrawn_at=None).update(used_at=at)
    record_audit("accept_invitation", row, by=user, at=at)
    return user
