"""The pages of one action: what was promised and how we know, the row it was read from, and the file itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import presenters, queries
from concordat.plans.queries.answering import may_update
from concordat.ui import files


@access.open_to_the_public
def action(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    try:
        seen = queries.action_seen_by(request.user, locality, number)
    except queries.NotSeen as reason:
        raise Http404 from reason
    page = presenters.present_action(
        seen,
        on=timezone.localdate(),
        plan_href=reverse("plan", kwargs={"locality": locality}),
        locality_href=reverse("locality", kwargs={"locality": locality}),
    )
    context = {"page": page, "help_at": _help_at(locality)}
    if seen.edition:
        context["changed_on"] = seen.edition.published_on
    if request.user.has_perm(access.Permission.CORRECT_PLAN, locality):
        context["leads_href"] = reverse("action-leads", kwargs={"locality": locality, "number": number})
    if request.user.has_perm(access.Permission.KEEP_OUTCOMES, locality):
        context["measures_href"] = reverse("action-measures", kwargs={"locality": locality, "number": number})
    if may_update(request.user, locality, number):
        context["update_href"] = reverse("action-update", kwargs={"locality": locality, "number": number})
    return render(request, "plans/action.jinja", context)


@access.open_to_the_public
def action_source(request: HttpRequest, locality: str, number: int, row: int) -> HttpResponse:
    try:
        seen = queries.source_row_seen_by(request.user, locality, number, row)
    except queries.NotSeen as reason:
        raise Http404 from reason
    page = presenters.present_source(
        seen,
        plan_href=reverse("plan", kwargs={"locality": locality}),
        locality_href=reverse("locality", kwargs={"locality": locality}),
    )
    return render(request, "plans/action_source.jinja", {"page": page, "help_at": _help_at(locality)})


@access.needs(access.Permission.SEE_DRAFT)
def source_document(request: HttpRequest, locality: str, document: int) -> HttpResponse:
    """The file as it came in, for members only: it may hold names of staff. It is never opened in the browser."""
    try:
        stored = queries.document_seen_by(request.user, locality, document)
    except queries.NotSeen as reason:
        raise Http404 from reason
    return files.answer_upload(stored.content, stored.name)


def _help_at(locality: str) -> str:
    return reverse("locality-help-now", kwargs={"locality": locality})
