"""Who may see an address: each view says so, and a test asks every one of them."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

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


def open_to_the_public(view: View) -> View:
    """Everybody may see this page; what it shows still depends on who looks."""
    view.seen_by = "public"  # type: ignore[attr-defined]
    return view


def open_by_link(view: View) -> View:
    """Whoever has the signed link sees this page; the view takes its `token`, and what it names is all that it shows.

    Nothing keeps such a page or lists it: a browser that others use, a proxy, a search engine.
    """

    @wraps(view)
    def unkept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    unkept.seen_by = "link"  # type: ignore[attr-defined]
    return unkept


def needs(permission: Permission) -> Callable[[View], View]:
    """Only those who hold `permission` somewhere reach the view; signed-out visitors are asked to sign in.

    Where a view belongs to a locality it takes the locality's slug as `locality`, and the permission must be
    held there: the backend answers for the slug.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(permission, kwargs.get("locality")):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.seen_by = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
