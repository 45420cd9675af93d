"""What the link in a letter opens: the declaration, and the form to sign it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from concordat.accounts import access
from concordat.accounts.gateways import BadLink, secret_of
from concordat.assurance import commands, forms, presenters, queries
from concordat.plans.domain.answering import is_read_by_a_person


@access.open_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """The declaration, and under it the form of the signature; signed, it says so and thanks."""
    try:
        seen = _opened(request, token)
        form = _form(request, seen)
        if form.is_bound and form.is_valid() and _sign(form, seen):
            return redirect("sign", token=token)
    except (queries.NotSeen, queries.LinkOver) as reason:
        return _refusal(request, reason)
    values = {"page": presenters.present_signing(seen), "form": form, "token": token} | _help_at(seen)
    return render(request, "assurance/sign.jinja", values, status=422 if form.errors else 200)


@access.open_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Where somebody says that their organisation does not sign, or who should."""
    try:
        seen = _opened(request, token)
        form = forms.DeclineForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and _decline(form, seen):
            return redirect("sign", token=token)
    except (queries.NotSeen, queries.LinkOver) as reason:
        return _refusal(request, reason)
    values = {"page": presenters.present_signing(seen), "form": form, "token": token} | _help_at(seen)
    return render(request, "assurance/decline.jinja", values, status=422 if form.errors else 200)


def _opened(request: HttpRequest, token: str) -> queries.SigningSeen:
    """What the link opens; its first opening by a person is noted. Raises `NotSeen` and `LinkOver`."""
    try:
        seen = queries.asked_to_sign(secret_of(token))
    except BadLink as reason:
        raise queries.NotSeen("link") from reason
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not seen.is_opened and is_read_by_a_person(request.method or "", headers):
        commands.open_signing_link(request_id=seen.request, at=timezone.now())
    return seen


def _form(request: HttpRequest, seen: queries.SigningSeen) -> forms.SignForm:
    answers = request.POST if request.method == "POST" and seen.signed_on is None else None
    return forms.SignForm(answers, kind=seen.kind, name=seen.person, wording=seen.wording)


def _sign(form: forms.SignForm, seen: queries.SigningSeen) -> bool:
    given = form.cleaned_data
    try:
        commands.sign_by_link(
            request_id=seen.request,
            wording_id=given["wording"],
            name=given["name"],
            role=given["role"],
            offer=given.get("offer", ""),
            overruled_reason=given["overruled_reason"],
            at=timezone.now(),
        )
    except commands.WordsChanged as reason:
        form.add_error(None, str(reason))
        form.show_new_words(seen.wording)
    except commands.NamesAPatient as reason:
        form.add_error(reason.field, str(reason))
    except commands.SigningEnded as reason:
        raise queries.LinkOver(seen.asker, seen.asker_email) from reason
    except commands.AlreadySigned:  # pressed twice
        return True
    else:
        return True
    return False


def _decline(form: forms.DeclineForm, seen: queries.SigningSeen) -> bool:
    try:
        commands.decline_by_link(request_id=seen.request, **form.cleaned_data, at=timezone.now())
    except commands.NamesAPatient as reason:
        form.add_error(reason.field, str(reason))
        return False
    except commands.AlreadySigned:
        return True
    except commands.SigningEnded as reason:
        raise queries.LinkOver(seen.asker, seen.asker_email) from reason
    return True


def _refusal(request: HttpRequest, reason: Exception) -> HttpResponse:
    """The page for a link that opens nothing, without a word of any declaration."""
    if isinstance(reason, queries.LinkOver):
        values: dict[str, Any] = {"page": presenters.present_over(reason)}
        return render(request, "assurance/signing_over.jinja", values, status=410)
    return render(request, "assurance/signing_unknown.jinja", status=404)


def _help_at(seen: queries.SigningSeen) -> dict[str, str]:
    return {"help_at": reverse("locality-help-now", kwargs={"locality": seen.locality_slug})}
