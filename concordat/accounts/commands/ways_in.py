"""Tells people by letter that the ways into their account changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from concordat.accounts import gateways
from concordat.accounts.commands.audit import record_audit
from concordat.accounts.commands.messages import write_message
from concordat.accounts.models import User

_PASSWORD = ("Your password for Concordat was changed", "The password of your Concordat account was changed")
# By what the sign-in library calls them: the subject, and what happened. Whatever else it tells goes nowhere.
_TOLD = {
    "account/email/password_changed": _PASSWORD,
    "account/email/password_reset": _PASSWORD,
    "account/email/password_set": _PASSWORD,
    "mfa/email/totp_activated": (
        "A second factor was added to your Concordat account",
        "An app that gives codes was added to your Concordat account",
    ),
    "mfa/email/totp_deactivated": (
        "The second factor of your Concordat account was removed",
        "The app that gives codes was taken off your Concordat account",
    ),
    "mfa/email/recovery_codes_generated": (
        "New recovery codes for your Concordat account",
        "New recovery codes were made for your Concordat account, and the earlier ones work no more",
    ),
    "socialaccount/email/account_connected": (
        "{provider} now opens your Concordat account",
        "Your Concordat account was connected to {provider}: whoever signs in there as you is let in here",
    ),
}
_TEXT = """Hello {name},

{what}, on {day} at {time}.

If that was you, there is nothing to do.

If it was not you, choose a new password at once, and tell whoever keeps your locality's people:

{{link}}"""


class TellingAdapter(gateways.AccountAdapter):
    """What the sign-in library calls when somebody changes how they sign in."""

    def send_notification_mail(
        self, template_prefix: str, user: User, context: Mapping[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Through the worker like every letter, so that it is kept, tried again, and may go by GOV.UK Notify."""
        if template_prefix in _TOLD:
            tell_way_in(user=user, told=template_prefix, by=user, at=timezone.now())


@transaction.atomic
def tell_way_in(*, user: User, told: str, by: User | None, at: datetime) -> None:
    """Write to somebody that the ways into their account changed; `told` is what the sign-in library calls it."""
    subject, what = (words.format(provider=settings.OIDC_NAME) for words in _TOLD[told])
    local = timezone.localtime(at)
    name = told.rpartition("/")[2]
    write_message(
        key=f"way-in-{user.pk}-{name}-{at:%Y%m%dT%H%M%S%f}",
        to_address=user.email,
        to_name=user.name,
        subject=subject,
        text=_TEXT.format(name=user.name or user.email, what=what, day=f"{local:%-d %B %Y}", time=f"{local:%H:%M}"),
        link_path="/accounts/password/reset/",
        at=at,
    )
    record_audit(name, user, by=by, at=at)
