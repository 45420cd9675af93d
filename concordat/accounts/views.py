"""What the sign-in library would offer and this service does not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concordat.accounts import access


@access.open_to_the_public
@require_safe
def closed(request: HttpRequest, **parts: Any) -> HttpResponse:
    """Says who can change an e-mail address: accounts have one, and are made by invitation."""
    return render(request, "accounts/closed.jinja")
