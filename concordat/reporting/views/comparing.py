"""Localities compared by a measure of the standard set, from what each released; everybody sees the same."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from concordat.accounts import access
from concordat.documents.writers import write_separated
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
def nation_measure_chart(request: HttpRequest, standard_key: str, ending: str) -> HttpResponse:
    """The funnel as a picture, `?narrow` for a small screen, or its figures as a table; `?download` for a file."""
    found = _found(request, standard_key)
    if ending == "csv":
        return files.answer(write_separated(comparing.comparison_document(found)), f"{standard_key}.csv")
    width = comparing.NARROW_FUNNEL if "narrow" in request.GET else comparing.WIDE_FUNNEL
    spec = comparing.funnel_chart(found, width=width)
    if spec is None or ending not in ("svg", "png"):
        raise Http404
    picture = files.picture_of(spec, ending)
    return files.answer(picture, f"{standard_key}.{ending}", is_shown="download" not in request.GET)


def _found(request: HttpRequest, standard_key: str) -> queries.Comparison:
    try:
        return queries.compare_localities(standard_key, year=forms.YearForm(request.GET).asked())
    except queries.NoSuchStandard as reason:
        raise Http404 from reason
