"""Where the sign-in library asks us what is allowed, and what it knows of how a session was opened."""

import base64
import hashlib
from collections.abc import Iterable
from time import time
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from concordat.accounts.models import User

BY_SECOND_FACTOR, BY_SINGLE_SIGN_ON = "mfa", "socialaccount"  # what the library calls these ways of signing in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation: nobody signs themselves up."""

    error_messages: ClassVar[dict[str, object]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right",  # nosec B105
        "incorrect_password": "The password is not right",  # nosec B105
        "too_many_login_attempts": (
            "Too many wrong tries for this account. Wait five minutes and try again, or choose a new password."
        ),
        "rate_limited": "Too many wrong tries. Wait five minutes and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **options: object) -> bool:
        """Whoever signed in a moment ago is not asked again who they are."""
        if not super().is_reauthentication_required(app=app, **options):
            return False
        records = get_authentication_records(context.request, context.request.user)
        return not records or time() - records[-1]["at"] >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors so that the database alone opens nothing."""

    error_messages: ClassVar[dict[str, object]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. Codes change every 30 seconds: enter the one that the app shows now.",
        "cannot_generate_recovery_codes": "Set up an app first: recovery codes stand in for it",
    }

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def has_second_factor(request: HttpRequest) -> bool:
    """Whether whoever is signed in proved it with a second factor too, in this session.

    Signing on through the provider counts where the settings say that it asks for one. A session that was opened
    before the second factor was set up does not count: whoever stole the password could have opened it.
    """
    counting = {BY_SECOND_FACTOR, BY_SINGLE_SIGN_ON} if settings.OIDC_HAS_SECOND_FACTOR else {BY_SECOND_FACTOR}
    return any(record["method"] in counting for record in get_authentication_records(request, request.user))


def could_give_second_factor(request: HttpRequest) -> bool:
    """Whether the person has set a second factor up, in this session or another."""
    return bool(is_mfa_enabled(request.user))


def note_second_factor(request: HttpRequest) -> None:
    """Count this session as opened with a second factor: its code was right a moment ago."""
    record_authentication(request, request.user, BY_SECOND_FACTOR, type="totp")


def forget_second_factor(request: HttpRequest) -> None:
    """Count this session as opened with a password alone: the second factor is no more."""
    _keep(request, (each for each in _records(request) if each["method"] != BY_SECOND_FACTOR))


def take_off_ways_in(user: User) -> tuple[str, ...]:
    """Take apps, recovery codes and ties to single sign-on off an account; gives what they were."""
    found = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    found += [account.provider for account in SocialAccount.objects.filter(user=user)]
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    return tuple(found)


def way_on(request: HttpRequest) -> str:
    """Where somebody was going, from `next`; "" where that is not an address of this site."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    hosts = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()) else ""


def _records(request: HttpRequest) -> list[dict[str, object]]:
    return list(get_authentication_records(request, request.user))


def _keep(request: HttpRequest, records: Iterable[dict[str, object]]) -> None:
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = list(records)


def _keys() -> MultiFernet:
    """The newest key writes; those of earlier secret keys still read."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    made = (hashlib.sha256(f"concordat.second-factor:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
