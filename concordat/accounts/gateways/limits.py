"""Counts tries that are wrong, for all processes together."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def may_try_link(request: HttpRequest) -> bool:
    """Count a link that was wrong; False when too many came from the same internet address within minutes.

    The library's open functions count no GET, which is how a link comes.
    """
    usage = ratelimit.consume(
        request, app="concordat.accounts", action="wrong_link", config=settings.LINK_RATE_LIMITS, limit_get=True
    )
    return usage is not None


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """The page that says when to try again."""
    return ratelimit.respond_429(request)
