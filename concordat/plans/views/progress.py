"""How far a plan has got, month by month: the public by its published editions, members by the live plan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import presenters, queries
from concordat.ui import files


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
    if ending not in ("svg", "png") or not seen.months:
        raise Http404
    width = presenters.NARROW_CHART if "narrow" in request.GET else presenters.WIDE_CHART
    picture = files.picture_of(presenters.progress_chart(seen, width=width), ending)
    name = f"{seen.locality_slug}-progress.{ending}"
    return files.answer(picture, name, kept=files.KEPT_BY_READER, is_shown="download" not in request.GET)


@access.open_to_the_public
def progress_table(request: HttpRequest, locality: str) -> HttpResponse:
    seen = _seen(request, locality)
    if not seen.months:
        raise Http404
    # Excel takes a file without a byte order mark for another alphabet.
    content = presenters.progress_table(seen).encode("utf-8-sig")
    return files.answer(content, f"{seen.locality_slug}-progress.csv", kept=files.KEPT_BY_READER)


def _seen(request: HttpRequest, locality: str) -> queries.ProgressSeen:
    try:
        return queries.progress_seen_by(request.user, locality, on=timezone.localdate())
    except queries.NotSeen as reason:
        raise Http404 from reason
