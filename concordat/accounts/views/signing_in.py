"""The sign-in library's pages that need a word more, and what it would offer and this service does not."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concordat.accounts import access, gateways

WAIT = 300  # seconds: the longest that the settings count tries for


@access.open_to_the_public
@require_safe
def closed(request: HttpRequest, **parts: Any) -> HttpResponse:
    """Says who can change an e-mail address: accounts have one, and are made by invitation."""
    return render(request, "accounts/closed.jinja")


@access.open_to_the_public
def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Says when to try again; stands in for any page."""
    response = render(request, "accounts/too_many_tries.jinja", status=429)
    response["Retry-After"] = str(WAIT)
    return response


class SignIn(LoginView):  # type: ignore[misc]
    """Sign in with a password, or through the provider where there is one."""

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        name = gateways.single_sign_on_name()
        address = reverse("openid_connect_login", args=[gateways.PROVIDER]) if name else ""
        if name and (going := gateways.way_on(self.request)):
            address = f"{address}?{urlencode({'next': going})}"
        return super().get_context_data(sign_on_name=name, sign_on_address=address, **words)


@method_decorator(never_cache, name="dispatch")
class SetUpSecondFactor(ActivateTOTPView):  # type: ignore[misc]
    """Ties an app to the account; whoever was led here from a page goes back to it by way of their recovery codes."""

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        return super().get_context_data(going=gateways.way_on(self.request), **words)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        gateways.note_second_factor(self.request)
        return response

    def get_success_url(self) -> str:
        going = gateways.way_on(self.request)
        return f"{super().get_success_url()}?{urlencode({'next': going})}" if going else super().get_success_url()


class TakeSecondFactorAway(DeactivateTOTPView):  # type: ignore[misc]
    """Unties the app; from then on this session has no second factor either."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        gateways.forget_second_factor(self.request)
        return response


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Shows the codes that stand in for the app, and the way on for whoever was going somewhere."""

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        return super().get_context_data(going=gateways.way_on(self.request), **words)


@access.open_to_the_public
@require_safe
def sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leads to the provider's own page for signing in."""
    _need_provider(provider_id)
    return gateways.leave_for_provider(request)


@access.open_to_the_public
def sign_on_return(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends people back to."""
    _need_provider(provider_id)
    return gateways.return_from_provider(request)


def _need_provider(provider_id: str) -> None:
    if provider_id != gateways.PROVIDER or not gateways.single_sign_on_name():
        raise Http404("There is no such single sign-on.")
