"""Localities compared by a measure of the standard set, from what each released; everybody sees the same."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from concordat.accounts import access
from concordat.reporting import forms, queries
from concordat.reporting.presenters import comparing
from concordat.ui import charts
from concordat.ui.gateways import fonts_in


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
    picture = charts.drawing(spec, "svg", kept_in=settings.VAR / "charts", fonts=fonts_in(settings.FRONT_END))
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["X-Content-Type-Options"] = "nosniff"
    if "download" in request.GET:
        response["Content-Disposition"] = content_disposition_header(True, f"{standard_key}.svg") or "attachment"
    return response


def _found(request: HttpRequest, standard_key: str) -> queries.Comparison:
    try:
        return queries.compare_localities(standard_key, year=forms.YearForm(request.GET).asked())
    except queries.NoSuchStandard as reason:
        raise Http404 from reason
