"""Files as answers: what each ending is, under which name it is saved, and who may keep a copy."""

from typing import Literal

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from concordat.ui import charts
from concordat.ui.gateways import fonts_in

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KEPT_BY_NOBODY = "private, no-store"  # it is for members, or for one of them
KEPT_BY_READER = "private, no-cache"  # the same address shows members what nobody else may see


def answer(content: bytes | str, name: str, *, kept: str = "", is_shown: bool = False) -> HttpResponse:
    """A file that we wrote. Its type is that of the ending of `name`, under which it is saved unless it `is_shown`.

    kept: what caches may do with it; "" leaves that to them.
    """
    response = HttpResponse(content, content_type=_TYPES[name.rpartition(".")[2]])
    if not is_shown:
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    if kept:
        response["Cache-Control"] = kept
    return response


def answer_upload(content: bytes, name: str) -> HttpResponse:
    """A file that somebody brought in, for members only: it is never opened in the browser, and nobody keeps it."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = KEPT_BY_NOBODY
    return response


def picture_of(spec: charts.Spec, ending: str) -> bytes:
    """A chart as PNG, or else as SVG; drawn once and then kept."""
    wanted: Literal["svg", "png"] = "png" if ending == "png" else "svg"
    return charts.drawing(spec, wanted, kept_in=settings.VAR / "charts", fonts=fonts_in(settings.FRONT_END))
