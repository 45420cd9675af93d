"""The page that counts forms of detentions in memory: counts go on to be loaded, and nothing else is kept."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.accounts.access import Permission
from concordat.directory import queries as directory
from concordat.directory.views.shared import help_at, locality_seen
from concordat.indicators import gateways
from concordat.indicators.commands import loading as commands
from concordat.indicators.domain.detentions import FormCounts, NotCountable, count_forms
from concordat.indicators.domain.loading import Figure, figures_counted
from concordat.indicators.forms import loading as forms
from concordat.indicators.presenters import loading as presenters
from concordat.indicators.queries import loading as queries
from concordat.indicators.queries import standard_measures
from concordat.indicators.views.uploads import has_too_large_file, in_memory

_SALT = "indicators.detentions"
_LONGEST = 3600 * 12  # seconds between counting forms and loading the counts


@access.needs(Permission.LOAD_FIGURES)
@in_memory(most_megabytes=forms.MOST_MEGABYTES_OF_FORMS)
def detentions_count(request: HttpRequest, locality: str) -> HttpResponse:
    """Count a file of forms and show the counts. With `counts`, which only this page signs, they go to be loaded."""
    seen = locality_seen(request, locality)
    is_sent = request.method == "POST" and "counts" not in request.POST
    form = forms.FormsForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        is_too_large=has_too_large_file(request),
    )
    context: dict[str, Any] = {"form": form}
    if "counts" in request.POST:
        number, context["refused"] = _load(request, seen, request.POST["counts"])
        if number is not None:
            return redirect("figures-preview", locality=locality, load=number)
    elif form.is_valid():
        context |= _counted(request, seen, form)
    is_wrong = bool(form.errors or context.get("refused"))
    values = context | {"locality": seen} | help_at(seen.slug)
    return render(request, "indicators/loading/detentions.jinja", values, status=422 if is_wrong else 200)


def _counted(request: HttpRequest, seen: directory.LocalityFacts, form: forms.FormsForm) -> dict[str, Any]:
    """The counts for the page, and the figures that they make, signed; or nothing, with the reason in the form."""
    try:
        counts = _count(form.cleaned_data["document"].read())
    except NotCountable as refusal:
        form.add_error("document", str(refusal))
        return {}
    figures = figures_counted(counts, standard_measures(), queries.standard_keys(seen.id))
    signed = signing.dumps(
        {"locality": seen.id, "by": request.user.pk, "figures": [figure.as_row() for figure in figures]},
        salt=_SALT,
        compress=True,
    )
    return {"page": presenters.present_counted(counts), "counts": signed if figures else ""}


def _count(content: bytes) -> FormCounts:
    """The counts of a file of forms. Raises NotCountable, and nothing else: any other error might quote a cell."""
    try:
        return count_forms(gateways.rows_of(content), today=timezone.localdate())
    except NotCountable:
        raise
    except Exception:  # its words, which may be a cell's, would stand in the log
        raise NotCountable("The file can't be counted: check that it is a CSV file, one row each.") from None


def _load(request: HttpRequest, seen: directory.LocalityFacts, signed: str) -> tuple[int | None, tuple[str, ...]]:
    """The number of the load of signed counts; or why there is none."""
    try:
        given = signing.loads(signed, salt=_SALT, max_age=_LONGEST)
    except signing.BadSignature:
        return None, ("These counts were not made here today: count the forms again.",)
    if (given["locality"], given["by"]) != (seen.id, request.user.pk):
        return None, ("These counts were made for another place or by somebody else: count the forms again.",)
    try:
        number = commands.start_counted_load(
            locality_id=seen.id,
            name="Counted forms of detentions",
            figures=[Figure.of_row(row) for row in given["figures"]],
            notes=(),
            by=request.user,
            at=timezone.now(),
        )
    except commands.NothingToLoad as refusal:
        return None, (str(refusal),)
    except commands.NotAllLoadable as refusal:
        return None, tuple(fault.sentence for fault in refusal.faults)
    return number, ()
