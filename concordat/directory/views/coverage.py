"""The areas that a locality covers, for administrators: what stands, what stood before, and the change."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.accounts.access import Permission
from concordat.directory import commands, forms, presenters, queries
from concordat.directory.views.shared import help_at, locality_seen

_FIELDS = {commands.NotYet: "holds_from", commands.NothingChanged: "areas", commands.ChangedSince: None}


@access.needs(Permission.CREATE_LOCALITY)
def locality_areas(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    changes = queries.coverage_changes(request.user, locality)
    form = forms.AreasCovered(
        request.POST or None,
        regions=queries.regions_with_areas(),
        locality=seen,
        changes=len(changes),
        today=timezone.localdate(),
    )
    if form.is_valid():
        try:
            commands.change_coverage(locality=seen.id, by=request.user, at=timezone.now(), **form.cleaned_data)
        except tuple(_FIELDS) as refusal:
            form.add_error(_FIELDS[type(refusal)], str(refusal))
        else:
            messages.success(request, "The areas are changed. What they were before stays written down below.")
            return redirect("locality-areas", locality=locality)
    shared = queries.shared_areas(request.user, locality, [area.code for area in seen.areas])
    page = presenters.present_coverage(seen, changes, shared)
    context = {"form": form, "page": page, "locality": seen, **help_at(locality)}
    return render(request, "directory/areas.jinja", context, status=422 if form.errors else 200)
