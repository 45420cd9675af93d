"""How far the plans of the nation or of a region have got, and the actions behind each number."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.reporting import forms, presenters, queries
from concordat.reporting.views.nation import addresses


@access.open_to_the_public
def nation(request: HttpRequest) -> HttpResponse:
    today, here = timezone.localdate(), reverse("nation")
    asked = forms.ActionsForm(request.GET)
    regions = queries.region_names()
    region = asked.sought(regions, (), today).region
    since = min(asked.day_since(otherwise=today - timedelta(days=92)), today)
    at = addresses(here)
    rollup = queries.get_rollup(request.user, on=today, region=region)
    page = presenters.present_rollup(
        rollup,
        queries.changes_since(request.user, since, rollup.localities, region=region),
        regions,
        region=region,
        since=since,
        on=today,
        here=here,
        actions_at=reverse("nation-actions"),
        locality_href=at.locality,
        region_href=at.region,
    )
    return render(request, "reporting/nation_rollup.jinja", {"page": page})


@access.open_to_the_public
def nation_actions(request: HttpRequest) -> HttpResponse:
    asked, here = forms.ActionsForm(request.GET), reverse("nation-actions")
    today = timezone.localdate()
    sought = asked.sought(queries.region_names(), queries.headings(), today)
    found = queries.published_actions(request.user, sought, on=today, page=asked.page_asked())
    page = presenters.present_actions(found, sought, queries.headings(), here=here)
    return render(request, "reporting/nation_actions.jinja", {"page": page})


@access.open_to_the_public
def nation_alike(request: HttpRequest, locality: str, action: int) -> HttpResponse:
    try:
        found = queries.get_alike(request.user, locality, action, on=timezone.localdate())
    except queries.NoSuchAction as reason:
        raise Http404 from reason
    return render(request, "reporting/nation_alike.jinja", {"page": presenters.present_alike(found)})
