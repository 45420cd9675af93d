"""The measures of a locality as open data; members get true figures, everybody else what was released."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from concordat.accounts import access
from concordat.directory.queries import NoSuchLocality
from concordat.documents.writers import write_separated
from concordat.reporting import queries
from concordat.reporting.presenters import measure_data


@access.open_to_the_public
def measures_open_data(request: HttpRequest, locality: str, ending: str) -> HttpResponse:
    if ending not in ("csv", "json"):
        raise Http404
    try:
        seen = queries.measures_of(request.user, locality, with_breakdowns=True)
    except NoSuchLocality as reason:
        raise Http404 from reason
    if ending == "csv":
        content, kind = write_separated(measure_data.measures_document(seen)), "text/csv; charset=utf-8"
    else:
        content, kind = measure_data.measures_json(seen), "application/json"
    response = HttpResponse(content, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    # The same address shows members what nobody else may see.
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = content_disposition_header(True, f"{locality}-measures.{ending}") or "attachment"
    return response
