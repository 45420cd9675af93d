"""Signing on through one OpenID Connect provider: whose word is taken, for what, and for whom."""

from contextlib import suppress
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from concordat.accounts.models import User

PROVIDER = "single-sign-on"  # stands in the address that the provider leads back to, and beside each link in the table
SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_DIFFER_BY = 60  # seconds
LONGEST_NAME = 191  # letters that the library keeps of the provider's own name for a person
KEPT_CLAIMS = ("sub", "email", "email_verified", "name")  # of all that a provider says about a person


def single_sign_on_name() -> str:
    """What people call the provider; "" where there is none."""
    return settings.OIDC_NAME if settings.OIDC_SERVER_URL else ""


def leave_for_provider(request: HttpRequest) -> HttpResponse:
    """Lead the browser to the provider's own page for signing in."""
    return _through(OAuth2LoginView, request)


def return_from_provider(request: HttpRequest) -> HttpResponse:
    """Sign in whom the provider names, and lead them to where they were going."""
    return _through(OAuth2CallbackView, request)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in whom somebody here invited, and makes no account for anybody else."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The provider of the settings; there are none in the database."""
        if not settings.OIDC_SERVER_URL or provider not in (None, PROVIDER, OpenIDConnectProvider.id):
            return []
        app = SocialApp(
            provider=OpenIDConnectProvider.id,
            provider_id=PROVIDER,
            name=settings.OIDC_NAME,
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings={"server_url": settings.OIDC_SERVER_URL.rstrip("/"), "oauth_pkce_enabled": True},
        )
        return [app]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whom the provider means: first by its own name for them, once by their address, which ties the two.

        The library would tie them too, but forget their password by the way: it thinks that people sign themselves up.
        """
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_refuse(request, "unknown"))
        if sociallogin.is_existing:
            return
        email, is_verified = _address(sociallogin)
        if not (email and is_verified):
            raise ImmediateHttpResponse(_refuse(request, "unverified", email))
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise ImmediateHttpResponse(_refuse(request, "unknown", email))
        # An address that was given to somebody else brings another name with it.
        if SocialAccount.objects.filter(user=user, provider=PROVIDER).exists():
            raise ImmediateHttpResponse(_refuse(request, "other", email))
        with suppress(IntegrityError):  # a second tab did it a moment ago
            sociallogin.connect(request, user)


class _CheckingAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Checks the signature of what the provider says; the library trusts the connection that it came by."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **options: Any) -> SocialLogin:
        claims = self._checked(options["response"].get("id_token") or "", app)
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("What the provider says of the person is about somebody else.")
            claims = {**more, **claims}
        kept = {name: claims[name] for name in KEPT_CLAIMS if name in claims}
        return self.get_provider().sociallogin_from_response(request, {"id_token": kept})

    def _checked(self, id_token: str, app: SocialApp) -> dict[str, Any]:
        """What the token claims; raises `OAuth2Error` for one that the provider did not make for us, now."""
        if not id_token:
            raise OAuth2Error("The provider gave no identity token.")
        try:
            with get_adapter().get_requests_session() as session:
                answer = session.get(self.openid_config["jwks_uri"])
                answer.raise_for_status()
            key = jwt.PyJWKSet.from_dict(answer.json())[jwt.get_unverified_header(id_token)["kid"]]
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=SIGNED_WITH,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER_BY,
                options={"require": ["iss", "aud", "sub", "exp", "iat"]},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as reason:
            raise OAuth2Error("The identity token is not the provider's for this service.") from reason
        if not 0 < len(claims["sub"]) <= LONGEST_NAME:
            raise OAuth2Error("The provider gave no name for the person that could be kept.")
        return claims


def _through(step: Any, request: HttpRequest) -> HttpResponse:
    adapter = _CheckingAdapter(request, PROVIDER)
    try:
        return step.adapter_view(adapter)(request)
    except (RequestException, KeyError) as reason:  # it does not answer, or not as a provider does
        return render_authentication_error(request, adapter.get_provider(), exception=reason)


def _address(login: SocialLogin) -> tuple[str, bool]:
    """The address that the provider gave, and whether it is taken to be the person's own."""
    claims = login.account.extra_data.get("id_token", {})
    email = str(claims.get("email") or "").strip()
    return email, claims.get("email_verified") is True or settings.OIDC_ADDRESSES_ARE_VERIFIED


def _refuse(request: HttpRequest, reason: str, email: str = "") -> HttpResponse:
    context = {"reason": reason, "email": email, "name": settings.OIDC_NAME}
    return render(request, "accounts/sign_on_refused.jinja", context, status=403)
