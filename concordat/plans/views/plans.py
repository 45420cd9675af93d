"""The plan page: the latest edition for the public, the live plan for members, and each edition by its number."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import forms, presenters, queries

MEMBER_LINKS = (
    (access.Permission.SEE_DRAFT, "plan-attention", "What needs attention"),
    (access.Permission.KEEP_OUTCOMES, "outcomes-edit", "Priorities and outcomes: what the plan is for"),
    (access.Permission.SEE_DRAFT, "plan-on", "The plan as it stood on any day"),
    (access.Permission.SEE_REVIEW, "reviews", "Rounds of updates before a meeting"),
    (access.Permission.PROPOSE_UPDATE, "my-actions", "My actions: say what has happened"),
    (access.Permission.MAKE_UPDATE_SHEET, "update-sheets", "Update sheets for partners"),
    (access.Permission.DECIDE_UPDATE, "updates", "Updates waiting"),
    (access.Permission.KEEP_PEOPLE, "people", "People, and who holds which role"),
    (access.Permission.PUBLISH_EDITION, "edition-new", "Make an edition of the live plan"),
)


@access.open_to_the_public
def plan(request: HttpRequest, locality: str) -> HttpResponse:
    return _plan_page(request, locality)


@access.open_to_the_public
def edition(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    return _plan_page(request, locality, number)


def _plan_page(request: HttpRequest, locality: str, number: int | None = None) -> HttpResponse:
    try:
        seen = queries.plan_seen_by(request.user, locality, number)
    except queries.NotSeen as reason:
        raise Http404 from reason
    form = forms.PlanFilterForm(request.GET, seen)
    page = presenters.present_plan(
        seen,
        form.wanted(),
        ignored=form.ignored(),
        on=timezone.localdate(),
        base=request.path,
        plan_href=reverse("plan", kwargs={"locality": locality}),
        locality_href=reverse("locality", kwargs={"locality": locality}),
    )
    context: dict[str, Any] = {"page": page, "help_at": reverse("locality-help-now", kwargs={"locality": locality})}
    if seen.edition:
        context["changed_on"] = seen.edition.published_on
    if seen.has_priorities:
        context["outcomes_href"] = reverse("outcomes", kwargs={"locality": locality})
    if page.is_empty and request.user.has_perm(access.Permission.IMPORT_PLAN, locality):
        context["import_href"] = reverse("import-new", kwargs={"locality": locality})
    if seen.may_see_draft:
        context |= _for_members(request, locality, seen, number)
    return render(request, "plans/plan.jinja", context)


def _for_members(request: HttpRequest, locality: str, seen: queries.PlanSeen, number: int | None) -> dict[str, Any]:
    """What members find beside a plan: of an edition the day it is of, of the live plan what to do about it."""
    here, today = {"locality": locality}, timezone.localdate()
    if number is not None:
        found: dict[str, Any] = {}
        if seen.edition and seen.edition.dated_on <= today:
            found["on_href"] = f"{reverse('plan-on', kwargs=here)}?day={seen.edition.dated_on.isoformat()}"
        if seen.is_draft and request.user.has_perm(access.Permission.PUBLISH_EDITION, locality):
            found["publish_at"] = reverse("edition-publish", kwargs={**here, "number": number})
        return found
    attention = queries.attention_of(seen, on=today)
    return {
        "health": presenters.present_health(attention, base=reverse("plan-attention", kwargs=here)),
        "member_links": [
            {"words": words, "href": reverse(name, kwargs=here)}
            for permission, name, words in MEMBER_LINKS
            if request.user.has_perm(permission, locality)
        ],
    }
