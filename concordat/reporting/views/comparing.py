"""Localities compared by a measure of the standard set, from what each released; everybody sees the same."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from concordat.accounts import access
from concordat.reporting import forms, queries
from concordat.reporting.presenters import comparing
from concordat.ui import files


@access.open_to_the_public
def nation_measures(request: HttpRequest) -> HttpResponse:
    page = comparing.present_standards(queries.standards_seen(), here=request.path)
    return render(request, "reporting/nation_measures.jinja", {"page": page})


@access.open_to_the_public
def nation_measure(request: HttpRequest, standard_key: str) -> HttpResponse:
    page = comparing.present_comparison(
        _found(request, standard_key),
        here=request.path,
        locality_href=reverse("measures", kwargs={"locality": "SLUG"}).replace("SLUG", "{slug}"),
    )
    return render(request, "reporting/nation_measure.jinja", {"page": page, "here": request.path})


@access.open_to_the_public
def nation_measure_chart(request: HttpRequest, standard_key: str) -> HttpResponse:
    """The funnel as SVG; `?narrow` for a small screen, `?download` for a file."""
    width = comparing.NARROW_FUNNEL if "narrow" in request.GET else comparing.WIDE_FUNNEL
    spec = comparing.funnel_chart(_found(request, standard_key), width=width)
    if spec is None:
        raise Http404
    picture = files.picture_of(spec, "svg")
    return files.answer(picture, f"{standard_key}.svg", is_shown="download" not in request.GET)


def _found(request: HttpRequest, standard_key: str) -> queries.Comparison:
    try:
        return queries.compare_localities(standard_key, year=forms.YearForm(request.GET).asked())
    except queries.NoSuchStandard as reason:
        raise Http404 from reason
