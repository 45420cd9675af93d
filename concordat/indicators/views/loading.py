"""The pages on which figures are loaded: sent, looked at, and accepted as a whole or discarded."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.accounts.access import Permission
from concordat.directory import queries as directory
from concordat.directory.views.shared import help_at, locality_seen
from concordat.documents import writers
from concordat.indicators.commands import loading as commands
from concordat.indicators.domain.loading import changes_of, seal_of
from concordat.indicators.forms import loading as forms
from concordat.indicators.gateways import sheets
from concordat.indicators.presenters import loading as presenters
from concordat.indicators.queries import loading as queries
from concordat.indicators.views.uploads import has_too_large_file, in_memory
from concordat.ui import files


@access.needs(Permission.LOAD_FIGURES)
@in_memory(most_megabytes=forms.MOST_MEGABYTES)
def figures_load(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    measures = [one for one in queries.known_measures(seen.id) if not one.is_retired]
    form = forms.LoadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        measures=[(one.key, one.name) for one in measures],
        is_too_large=has_too_large_file(request),
    )
    refused = None
    if form.is_valid():
        refused = _start(request, seen.id, form)
        if isinstance(refused, int):
            return redirect("figures-preview", locality=locality, load=refused)
    context = {
        "form": form,
        "refused": refused,
        "measures": measures,
        "expected": presenters.present_expected(
            measures, queries.known_breakdowns(seen.id), today=timezone.localdate()
        ),
        "loads": presenters.present_loads(queries.loads_of(request.user, locality), locality),
    }
    return _page(request, "load", seen, context, is_wrong=bool(form.errors or refused))


def _start(request: HttpRequest, locality_id: int, form: forms.LoadForm) -> int | dict[str, Any] | None:
    """The number of the load; or why there is none, for the page."""
    answers = form.cleaned_data
    document = answers["document"]
    try:
        read = (
            sheets.read_sheets(document.read(), name=document.name) if document else sheets.read_paste(answers["paste"])
        )
        return commands.start_load(
            locality_id=locality_id,
            name=document.name if document else "Pasted figures",
            sheets=read,
            by=request.user,
            at=timezone.now(),
            only=answers["only"],
        )
    except commands.LooksPersonal as refusal:
        form.forget_paste()
        form.add_error("document" if document else "paste", str(refusal))
    except (sheets.NotReadable, commands.NothingToLoad) as refusal:
        form.add_error("document" if document else "paste", str(refusal))
    except commands.NotAllLoadable as refusal:
        measures = {one.key: one for one in queries.known_measures(locality_id)}
        return {
            "faults": refusal.faults,
            "others": refusal.others,
            "preview": presenters.present_changes(refusal.changes, measures),
        }
    return None


@access.needs(Permission.LOAD_FIGURES)
def figures_preview(request: HttpRequest, locality: str, load: int) -> HttpResponse:
    """What each figure of a load will do. What is posted says in `do` whether to accept or discard it."""
    seen = locality_seen(request, locality)
    found = _load(request, locality, load)
    measures = {one.key: one for one in queries.known_measures(seen.id)}
    changes = changes_of(found.figures, queries.standing_figures(seen.id, found.figures))
    do = request.POST.get("do", "")
    form = forms.AcceptForm(request.POST if do == "accept" else None)
    if do == "discard" and _discard(request, found):
        return redirect("figures-load", locality=locality)
    if do == "accept" and form.is_valid() and (answer := _accept(request, locality, found, form)):
        return answer
    context = {
        "form": form,
        "page": presenters.present_load(found, changes, measures),
        "is_open": found.is_open,
        "seal": seal_of(changes, measures),
        "typed": form.reasons() if form.is_bound else {},
    }
    return _page(request, "preview", seen, context, is_wrong=bool(form.errors))


def _accept(request: HttpRequest, locality: str, load: queries.LoadSeen, form: forms.AcceptForm) -> HttpResponse | None:
    """Where to go, or None with the reason among the form's errors."""
    try:
        loaded = commands.accept_load(
            load_id=load.id,
            seal=form.cleaned_data["seal"],
            reason=form.cleaned_data["reason"],
            reasons=form.reasons(),
            by=request.user,
            at=timezone.now(),
        )
    except commands.ReasonMissing as refusal:
        form.add_error("reason", str(refusal))
        return None
    except commands.NotAllLoadable as refusal:
        form.add_error(None, refusal.faults[0].sentence)
        return None
    except (commands.FiguresChanged, commands.LoadOver) as refusal:
        messages.warning(request, str(refusal))
    else:
        told = f"{loaded.new:,} new, {loaded.revised:,} revised, {loaded.same:,} unchanged"
        messages.success(request, f"The figures are loaded: {told}.")
    return redirect("figures-preview", locality=locality, load=load.id)


def _discard(request: HttpRequest, load: queries.LoadSeen) -> bool:
    try:
        commands.discard_load(load_id=load.id, by=request.user, at=timezone.now())
    except commands.LoadOver as refusal:
        messages.warning(request, str(refusal))
        return False
    messages.success(request, "The load was discarded. Nothing of it was loaded. Its figures are deleted.")
    return True


@access.needs(Permission.LOAD_FIGURES)
def figures_template(request: HttpRequest, locality: str, ending: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    measures, breakdowns = queries.known_measures(seen.id), queries.known_breakdowns(seen.id)
    what = seen.name, measures, breakdowns, queries.latest_figures(seen.id)
    today = timezone.localdate()
    if ending == "xlsx":
        content = writers.write_workbook(presenters.template_document(*what, today=today))
    elif ending == "csv":
        content = writers.write_separated(presenters.template_rows_document(*what, today=today))
    else:
        raise Http404
    return files.answer(content, f"{presenters.TEMPLATE_NAME}-{seen.slug}.{ending}", kept=files.KEPT_BY_NOBODY)


def _load(request: HttpRequest, locality: str, number: int) -> queries.LoadSeen:
    try:
        return queries.load_seen_by(request.user, locality, number)
    except queries.NoSuchLoad as reason:
        raise Http404 from reason


def _page(
    request: HttpRequest, name: str, seen: directory.LocalityFacts, context: dict[str, Any], *, is_wrong: bool
) -> HttpResponse:
    values = context | {"locality": seen} | help_at(seen.slug)
    return render(request, f"indicators/loading/{name}.jinja", values, status=422 if is_wrong else 200)
