"""How far a plan has got, month by month: the public by its published editions, members by the live plan."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from concordat.accounts import access
from concordat.plans import presenters, queries
from concordat.ui import charts
from concordat.ui.gateways import fonts_in

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@access.open_to_the_public
def progress(request: HttpRequest, locality: str) -> HttpResponse:
    values = {
        "page": presenters.present_progress(_seen(request, locality)),
        "here": request.path,
        "plan_href": reverse("plan", kwargs={"locality": locality}),
        "locality_href": reverse("locality", kwargs={"locality": locality}),
        "help_at": reverse("locality-help-now", kwargs={"locality": locality}),
    }
    return render(request, "plans/progress.jinja", values)


@access.open_to_the_public
def progress_chart(request: HttpRequest, locality: str, ending: str = "svg") -> HttpResponse:
    """The chart as a picture; `?narrow` for a small screen, `?download` for a file."""
    seen = _seen(request, locality)
    if ending not in _TYPES or not seen.months:
        raise Http404
    width = presenters.NARROW_CHART if "narrow" in request.GET else presenters.WIDE_CHART
    spec = presenters.progress_chart(seen, width=width)
    picture = charts.drawing(
        spec,
        "png" if ending == "png" else "svg",
        kept_in=settings.VAR / "charts",
        fonts=fonts_in(settings.FRONT_END),
    )
    return _file(request, picture, _TYPES[ending], seen, ending)


@access.open_to_the_public
def progress_table(request: HttpRequest, locality: str) -> HttpResponse:
    seen = _seen(request, locality)
    if not seen.months:
        raise Http404
    # Excel takes a file without a byte order mark for another alphabet.
    return _file(request, presenters.progress_table(seen).encode("utf-8-sig"), "text/csv; charset=utf-8", seen, "csv")


def _seen(request: HttpRequest, locality: str) -> queries.ProgressSeen:
    try:
        return queries.progress_seen_by(request.user, locality, on=timezone.localdate())
    except queries.NotSeen as reason:
        raise Http404 from reason


def _file(
    request: HttpRequest, content: bytes, content_type: str, seen: queries.ProgressSeen, ending: str
) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    # The same address shows members what nobody else may see.
    response["Cache-Control"] = "private, no-cache"
    if ending == "csv" or "download" in request.GET:
        name = f"{seen.locality_slug}-progress.{ending}"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
