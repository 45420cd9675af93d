"""Who may see an address: each view says so, and a test asks every one of them."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from concordat.accounts import gateways

View = Callable[..., HttpResponse]


class Permission(StrEnum):
    """What a person may do somewhere; `directory/access.py` says which role may do which."""

    SEE_DRAFT = "plans.see_draft"
    IMPORT_PLAN = "plans.import_plan"
    CORRECT_PLAN = "plans.correct_plan"
    PUBLISH_EDITION = "plans.publish_edition"
    MAKE_UPDATE_SHEET = "plans.make_update_sheet"
    PROPOSE_UPDATE = "plans.propose_update"
    DECIDE_UPDATE = "plans.decide_update"
    SEE_REVIEW = "plans.see_review"
    OPEN_REVIEW = "plans.open_review"
    CLOSE_REVIEW = "plans.close_review"
    SET_RULES = "plans.set_rules"
    KEEP_PARTNERS = "directory.keep_partners"
    KEEP_PEOPLE = "directory.keep_people"
    CREATE_LOCALITY = "directory.create_locality"
    APPOINT = "directory.appoint"
    KEEP_DECLARATION = "assurance.keep_declaration"
    DECLARE = "assurance.declare"
    SUBMIT_PLAN = "assurance.submit_plan"
    CHECK_PLAN = "assurance.check_plan"
    KEEP_MEASURES = "indicators.keep_measures"
    LOAD_FIGURES = "indicators.load_figures"
    KEEP_OUTCOMES = "plans.keep_outcomes"


# Whoever holds one of these can change a plan, who keeps it, or what the public reads. They prove who they are by a
# second factor before they do it. Reading needs none, and nor does a lead's word on an action: it is accepted first.
CHANGES_A_PLAN = frozenset(
    {
        Permission.IMPORT_PLAN,
        Permission.CORRECT_PLAN,
        Permission.PUBLISH_EDITION,
        Permission.DECIDE_UPDATE,
        Permission.OPEN_REVIEW,
        Permission.CLOSE_REVIEW,
        Permission.SET_RULES,
        Permission.KEEP_PARTNERS,
        Permission.KEEP_PEOPLE,
        Permission.CREATE_LOCALITY,
        Permission.APPOINT,
        Permission.KEEP_DECLARATION,
        Permission.DECLARE,
        Permission.SUBMIT_PLAN,
        Permission.CHECK_PLAN,
        Permission.KEEP_MEASURES,
        Permission.LOAD_FIGURES,
        Permission.KEEP_OUTCOMES,
    }
)


def open_to_the_public(view: View) -> View:
    """Everybody may see this page; what it shows still depends on who looks."""
    view.seen_by = "public"  # type: ignore[attr-defined]
    return view


def open_by_link(view: View) -> View:
    """Whoever has the signed link sees this page; the view takes its `token`, and what it names is all that it shows.

    Nothing keeps such a page or lists it: a browser that others use, a proxy, a search engine. Links that nobody here
    signed are counted, and refused when many come from one internet address; a link that was signed here always
    reaches its view, because whole trusts share an address.
    """

    @wraps(view)
    def unkept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_signed_here(kwargs["token"]) and not gateways.may_try_link(request):
            response = gateways.too_many_tries(request)
        else:
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    unkept.seen_by = "link"  # type: ignore[attr-defined]
    return unkept


def needs(permission: Permission, *, to_send: Permission | None = None) -> Callable[[View], View]:
    """Only those who hold `permission` somewhere reach the view; signed-out visitors are asked to sign in.

    Who was signed out while they filled in a form gets back what they typed.

    Where a view belongs to a locality it takes the locality's slug as `locality`, and the permission must be
    held there: the backend answers for the slug. Who may change a plan and has proved who they are by a password
    alone is led to a second factor, and then back. Where others may read the page than may send its form, `to_send` is
    what the form asks for besides.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    # A view that is exempt from the check for forged requests says itself where an upload goes.
                    return _give_back(request, reads=not getattr(view, "csrf_exempt", False))
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(permission, kwargs.get("locality")):
                raise PermissionDenied
            if permission in CHANGES_A_PLAN and _owes_second_factor(request):
                return _ask_for_second_factor(request)
            if to_send is not None and request.method not in ("GET", "HEAD"):
                if not request.user.has_perm(to_send, kwargs.get("locality")):
                    raise PermissionDenied
                if to_send in CHANGES_A_PLAN and _owes_second_factor(request):
                    return _ask_for_second_factor(request, back=True)
            return view(request, *args, **kwargs)

        guarded.seen_by = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _give_back(request: HttpRequest, *, reads: bool) -> HttpResponse:
    """The page that says that nothing was saved, with the texts that were typed: no browser keeps them beyond here."""
    texts = (str(words).strip() for _, all_words in request.POST.lists() for words in all_words) if reads else ()
    values = {
        "typed": [words for words in texts if len(words.split()) > 1],
        "has_file": reads and bool(request.FILES),
        "sign_in_href": redirect_to_login(_page_of_form(request)).url,
    }
    response = render(request, "accounts/signed_out.jinja", values, status=403)
    response["Cache-Control"] = "private, no-store"
    return response


def _page_of_form(request: HttpRequest) -> str:
    """Where the form stood: the address that it went to may be one that only takes forms."""
    came_from = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(came_from) if is_ours else None
    return urlunsplit(("", "", parts.path or "/", parts.query, "")) if parts else "/"


def _owes_second_factor(request: HttpRequest) -> bool:
    return settings.SECOND_FACTOR != "offered" and not gateways.has_second_factor(request)


def _ask_for_second_factor(request: HttpRequest, *, back: bool = False) -> HttpResponse:
    """Lead to where a code is asked for, or first to where an app is set up; `back`: the address can be opened too."""
    # What was posted is not kept: it would be done after minutes, at an address that may only be posted to.
    going = request.get_full_path() if back or request.method in ("GET", "HEAD") else "/"
    asks = "mfa_reauthenticate" if gateways.could_give_second_factor(request) else "mfa_activate_totp"
    return redirect_to_login(going, login_url=asks)


def _is_signed_here(token: str) -> bool:
    try:
        gateways.secret_of(token)
    except gateways.BadLink:
        return False
    return True
