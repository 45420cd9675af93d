"""The measures of a locality as open data; members get true figures, everybody else what was released."""

from django.http import Http404, HttpRequest, HttpResponse

from concordat.accounts import access
from concordat.directory.queries import NoSuchLocality
from concordat.documents.writers import write_separated
from concordat.reporting import queries
from concordat.reporting.presenters import measure_data
from concordat.ui import files


@access.open_to_the_public
def measures_open_data(request: HttpRequest, locality: str, ending: str) -> HttpResponse:
    if ending not in ("csv", "json"):
        raise Http404
    try:
        seen = queries.measures_of(request.user, locality, with_breakdowns=True)
    except NoSuchLocality as reason:
        raise Http404 from reason
    if ending == "csv":
        content = write_separated(measure_data.measures_document(seen))
    else:
        content = measure_data.measures_json(seen)
    return files.answer(content, f"{locality}-measures.{ending}", kept=files.KEPT_BY_READER)
