"""Bringing a document in, and the list of those that were."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.documents.domain import Refused
from concordat.plans import commands
from concordat.plans.forms import importing as forms
from concordat.plans.queries import importing as queries
from concordat.plans.views.importing.shared import base_of, context, review_for


@access.needs(access.Permission.IMPORT_PLAN)
def imports(request: HttpRequest, locality: str) -> HttpResponse:
    place = queries.place_of_import(request.user, locality)
    listed = queries.imports_seen_by(request.user, locality)
    return render(request, "plans/importing/list.jinja", context(locality, place=place, imports=listed))


@access.needs(access.Permission.IMPORT_PLAN)
def import_new(request: HttpRequest, locality: str) -> HttpResponse:
    place = queries.place_of_import(request.user, locality)
    is_sent = request.method == "POST"
    form = forms.UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        answer = _start(request, place, form)
        if answer is not None:
            return answer
    values = context(locality, place=place, form=form, limit=form.limit)
    return render(request, "plans/importing/new.jinja", values, status=422 if form.errors else 200)


def _start(request: HttpRequest, place: queries.ImportPlace, form: forms.UploadForm) -> HttpResponse | None:
    """To the review of the document, or None with the reason among the form's errors."""
    document = form.cleaned_data["document"]
    at = timezone.now()
    try:
        number = commands.start_import(
            locality_id=place.id, name=document.name, content=document.read(), by=request.user, at=at
        )
    except (Refused, commands.NotAPlan, commands.AlreadyAccepted) as reason:
        form.add_error("document", reason.message)
        return None
    if queries.import_started_at(request.user, place.slug, number) != at:
        messages.info(request, "This very file is being reviewed already. Here is where you were.")
    return redirect(base_of(place.slug, number))


@access.needs(access.Permission.IMPORT_PLAN)
def import_abandon(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    seen = review_for(request, locality, number)
    if request.method == "POST":
        try:
            commands.abandon_import(import_id=number, by=request.user, at=timezone.now())
        except commands.ImportEnded as reason:
            messages.error(request, str(reason))
            return redirect(base_of(locality, number))
        messages.success(request, f"The import of {seen.document_name} was given up. Nothing went into the plan.")
        return redirect("imports", locality=locality)
    return render(
        request, "plans/importing/abandon.jinja", context(locality, review=seen, base=base_of(locality, number))
    )
