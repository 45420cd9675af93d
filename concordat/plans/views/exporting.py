"""Files of a plan, as one viewer sees and filters it."""

import json
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.documents import writers
from concordat.plans import forms, queries
from concordat.plans.presenters import exporting
from concordat.plans.presenters.exporting import ExportedPlan, ExportLayout
from concordat.ui import files
from concordat.ui.gateways import fonts_in

_WRITERS: dict[str, Callable[..., bytes]] = {
    "docx": writers.write_word,
    "xlsx": writers.write_workbook,
    "pdf": lambda document: writers.write_pdf(document, fonts=fonts_in(settings.FRONT_END)),
    "csv": writers.write_separated,
}


@access.open_to_the_public
def plan_download(request: HttpRequest, locality: str, ending: str) -> HttpResponse:
    return _download(request, locality, ending)


@access.open_to_the_public
def edition_download(request: HttpRequest, locality: str, number: int, ending: str) -> HttpResponse:
    return _download(request, locality, ending, number)


def _download(request: HttpRequest, locality: str, ending: str, number: int | None = None) -> HttpResponse:
    try:
        seen = queries.plan_seen_by(request.user, locality, number)
    except queries.NotSeen as reason:
        raise Http404 from reason
    return file_of(seen, ending, request, on=timezone.localdate())


def file_of(seen: queries.PlanSeen, ending: str, request: HttpRequest, *, on: date) -> HttpResponse:
    """What the request's filters leave of a plan as a file; `on` is the day that it stood so."""
    if ending not in (*_WRITERS, "json") or not seen.actions:
        raise Http404
    export = exporting.present_export(
        seen,
        forms.PlanFilterForm(request.GET, seen).wanted(),
        on=on,
        evidence=queries.evidence_told_in(seen, before=queries.end_of(on)),
    )
    try:
        content = _content(export, ending, request)
    except writers.FontsMissing as reason:  # an installation that was never set up to the end
        return HttpResponse(f"No PDF can be made here yet. {reason}", status=503, content_type="text/plain")
    # A member's file holds names, also that of a published edition.
    return files.answer(content, f"{export.stem}.{ending}", kept=files.KEPT_BY_NOBODY if seen.may_see_draft else "")


def _content(export: ExportedPlan, ending: str, request: HttpRequest) -> bytes:
    if ending == "json":
        here = {"locality": export.plan.locality_slug}
        values = exporting.values_of(
            export,
            queries.measures_moved_in(export.plan, before=queries.end_of(export.on)),
            site=request.build_absolute_uri("/").rstrip("/"),
            plan_href=reverse("plan", kwargs=here),
            measures_href=f"{reverse('locality', kwargs=here)}measures/",
        )
        return json.dumps(values, ensure_ascii=False, indent=1).encode()
    layout = {"csv": ExportLayout.RECORDS, "xlsx": ExportLayout.SHEETS}.get(ending, ExportLayout.PAGES)
    if ending == "xlsx" and request.GET.get("layout") == ExportLayout.LIST:
        layout = ExportLayout.LIST
    return _WRITERS[ending](exporting.document_of(export, layout))
