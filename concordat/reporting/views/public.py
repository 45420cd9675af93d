"""Pages that everybody reads: the localities, and what this service is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.directory.queries import NoSuchLocality
from concordat.reporting import forms, presenters, queries


@access.open_to_the_public
def localities(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    words = forms.FindLocalityForm(request.GET).words_to_find()
    page = presenters.present_list(queries.listed_localities(request.user, words, on=today), words)
    return render(request, "reporting/localities.jinja", {"page": page})


@access.open_to_the_public
def locality(request: HttpRequest, locality: str) -> HttpResponse:
    today = timezone.localdate()
    try:
        picture = queries.get_picture(request.user, locality, on=today)
    except NoSuchLocality as reason:
        raise Http404 from reason
    page = presenters.present_locality(
        picture,
        on=today,
        plan_href=reverse("plan", kwargs={"locality": locality}),
        measures_href=reverse("measures", kwargs={"locality": locality}),
    )
    help_at = reverse("locality-help-now", kwargs={"locality": locality})
    response = render(request, "reporting/locality.jinja", {"page": page, "slug": locality, "help_at": help_at})
    # Members read true figures where everybody else reads released ones.
    response["Cache-Control"] = "private, no-cache"
    return response


@access.open_to_the_public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/about.jinja")


@access.open_to_the_public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/accessibility.jinja")


@access.open_to_the_public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/privacy.jinja")


@access.open_to_the_public
def open_data(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/open_data.jinja")
