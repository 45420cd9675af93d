"""The nation's figures of section 136, as context for a locality's own."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from concordat.accounts import access
from concordat.documents.writers import write_separated
from concordat.indicators import queries as indicators
from concordat.indicators.presenters.charts import NARROW, WIDE, years_chart
from concordat.reporting import presenters
from concordat.ui import charts
from concordat.ui.gateways import fonts_in

_TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


@access.open_to_the_public
def national_series(request: HttpRequest) -> HttpResponse:
    page = presenters.present_national(indicators.national_series())
    return render(request, "reporting/national_series.jinja", {"page": page, "here": request.path})


@access.open_to_the_public
def national_series_chart(request: HttpRequest, ending: str) -> HttpResponse:
    """The chart as a picture, `?narrow` for a small screen, or its figures as a table; `?download` for a file."""
    if ending not in _TYPES:
        raise Http404
    national = indicators.national_series()
    if ending == "csv":
        content = write_separated(presenters.national_document(national))
    else:
        spec = years_chart(
            national,
            width=NARROW if "narrow" in request.GET else WIDE,
            description=presenters.present_national(national).alternative,
        )
        content = charts.drawing(
            spec,
            "png" if ending == "png" else "svg",
            kept_in=settings.VAR / "charts",
            fonts=fonts_in(settings.FRONT_END),
        )
    response = HttpResponse(content, content_type=_TYPES[ending])
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=3600"
    if ending == "csv" or "download" in request.GET:
        response["Content-Disposition"] = content_disposition_header(True, f"section-136.{ending}") or "attachment"
    return response
