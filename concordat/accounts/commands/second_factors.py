"""Takes a second factor off an account whose owner has lost it."""

from datetime import datetime

from django.db import transaction

from concordat.accounts import gateways
from concordat.accounts.commands.audit import record_audit
from concordat.accounts.commands.ways_in import tell_way_in
from concordat.accounts.models import User


class NobodySignsIn(Exception):
    """No account has this address."""


@transaction.atomic
def reset_second_factor(*, email: str, by: User | None, at: datetime) -> tuple[str, ...]:
    """Take every app and recovery code off an account, and untie it from single sign-on; gives what was taken off.

    Raises `NobodySignsIn`.
    """
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is None:
        raise NobodySignsIn(f"Nobody signs in with {email}.")
    taken_off = gateways.take_off_ways_in(user)
    record_audit("reset_second_factor", user, by=by, at=at, taken_off=taken_off)
    if taken_off:
        tell_way_in(user=user, told="mfa/email/totp_deactivated", by=by, at=at)
    return taken_off
