"""Is it getting better? The measures of a locality and the page of one; what is seen depends on who looks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.directory.queries import NoSuchLocality
from concordat.documents.writers import write_separated
from concordat.indicators.presenters.charts import NARROW, WIDE, chart_of
from concordat.indicators.presenters.tables import figures_document
from concordat.reporting import presenters, queries
from concordat.ui import files


@access.open_to_the_public
def measures(request: HttpRequest, locality: str) -> HttpResponse:
    try:
        seen = queries.measures_of(request.user, locality)
    except NoSuchLocality as reason:
        raise Http404 from reason
    page = presenters.present_board(seen, on=timezone.localdate(), here=request.path)
    return _page(request, "reporting/measures.jinja", page, locality)


@access.open_to_the_public
def measure(request: HttpRequest, locality: str, key: str) -> HttpResponse:
    whole = _whole(request, locality, key)
    locality_href = reverse("locality", kwargs={"locality": locality})
    page = presenters.present_measure(whole, on=timezone.localdate(), locality_href=locality_href)
    return _page(request, "reporting/measure.jinja", page, locality)


@access.open_to_the_public
def measure_chart(request: HttpRequest, locality: str, key: str, ending: str) -> HttpResponse:
    """The chart as a picture, `?narrow` for a small screen, or its figures as a table; `?download` for a file."""
    whole = _whole(request, locality, key)
    if ending not in ("svg", "png", "csv"):
        raise Http404
    name = f"{locality}-{key}.{ending}"
    if ending == "csv":
        return files.answer(write_separated(figures_document(whole.measure)), name, kept=files.KEPT_BY_READER)
    width = NARROW if "narrow" in request.GET else WIDE
    spec = chart_of(whole.measure.drawn, marks=presenters.marks_of(whole), width=width)
    if spec is None:
        raise Http404
    is_shown = "download" not in request.GET
    return files.answer(files.picture_of(spec, ending), name, kept=files.KEPT_BY_READER, is_shown=is_shown)


def _whole(request: HttpRequest, locality: str, key: str) -> queries.MeasureSeenWhole:
    try:
        return queries.measure_of(request.user, locality, key)
    except (NoSuchLocality, queries.NoSuchMeasure) as reason:
        raise Http404 from reason


def _page(
    request: HttpRequest, template: str, page: presenters.BoardPage | presenters.MeasurePage, locality: str
) -> HttpResponse:
    values = {
        "page": page,
        "here": request.path,
        "help_at": reverse("locality-help-now", kwargs={"locality": locality}),
    }
    response = render(request, template, values)
    # The same address shows members what nobody else may see.
    response["Cache-Control"] = "private, no-cache"
    return response
