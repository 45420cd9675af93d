"""The nation's figures of section 136, as context for a locality's own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.accounts import access
from concordat.documents.writers import write_separated
from concordat.indicators import queries as indicators
from concordat.indicators.presenters.charts import NARROW, WIDE, years_chart
from concordat.reporting import presenters
from concordat.ui import files


@access.open_to_the_public
def national_series(request: HttpRequest) -> HttpResponse:
    page = presenters.present_national(indicators.national_series())
    return render(request, "reporting/national_series.jinja", {"page": page, "here": request.path})


@access.open_to_the_public
def national_series_chart(request: HttpRequest, ending: str) -> HttpResponse:
    """The chart as a picture, `?narrow` for a small screen, or its figures as a table; `?download` for a file."""
    if ending not in ("svg", "png", "csv"):
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
        content = files.picture_of(spec, ending)
    is_shown = ending != "csv" and "download" not in request.GET
    return files.answer(content, f"section-136.{ending}", kept="public, max-age=3600", is_shown=is_shown)
