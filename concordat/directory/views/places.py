"""The pages of places: help now, a new locality, and the partners of one."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from concordat.accounts import access
from concordat.accounts.access import Permission
from concordat.directory import commands, forms, presenters, queries
from concordat.directory.domain import OrganisationType, PartnerKind
from concordat.directory.views.shared import help_at, locality_seen


@access.open_to_the_public
def help_now(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/help_now.jinja", {"page": presenters.present_help()})


@access.open_to_the_public
def locality_help_now(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    context = {
        "page": presenters.present_help(seen),
        "locality": seen,
        "help_at": request.path,
        "may_keep_services": request.user.has_perm(Permission.KEEP_PARTNERS, locality),
    }
    return render(request, "directory/help_now.jinja", context)


@access.needs(Permission.CREATE_LOCALITY)
def locality_new(request: HttpRequest) -> HttpResponse:
    form = forms.NewLocality(request.POST or None, regions=queries.regions_with_areas())
    if form.is_valid():
        try:
            made = commands.set_up_locality(by=request.user, at=timezone.now(), **_set_up(form.cleaned_data))
        except commands.LocalityNameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _welcome(form.cleaned_data))
            return redirect("locality", locality=made.slug)
    return render(request, "directory/locality_new.jinja", {"form": form}, status=422 if form.errors else 200)


@access.needs(Permission.SEE_DRAFT)
def partners(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    context = {
        "page": presenters.present_partners(seen, queries.partners_of(request.user, locality)),
        "locality": seen,
        "may_keep_partners": request.user.has_perm(Permission.KEEP_PARTNERS, locality),
        "may_keep_people": request.user.has_perm(Permission.KEEP_PEOPLE, locality),
    }
    return render(request, "directory/partners.jinja", context | help_at(locality))


@access.needs(Permission.KEEP_PARTNERS)
def partner_new(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    known = queries.organisations_to_choose_from(request.user, locality)
    form = forms.NewPartner(request.POST or None, organisations=known, asked=request.GET.get("organisation", ""))
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.welcome_partner(
                locality=seen.id,
                organisation=int(given["organisation"]) if given["organisation"] else None,
                name=given["name"],
                type=OrganisationType(given["type"]) if given["type"] else OrganisationType.OTHER,
                kind=PartnerKind(given["kind"]),
                by=request.user,
                at=timezone.now(),
            )
        except commands.NameMissing as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "The partner was added.")
            return redirect("partners", locality=locality)
    return _form_page(request, "directory/partner_new.jinja", form, seen)


@access.needs(Permission.KEEP_PARTNERS)
def alias_new(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    form = forms.NewAlias(request.POST or None, partners=queries.partners_of(request.user, locality))
    if form.is_valid():
        try:
            commands.add_alias(
                locality=seen.id,
                text=form.cleaned_data["text"],
                organisation=int(form.cleaned_data["organisation"]),
                by=request.user,
                at=timezone.now(),
            )
        except (commands.AliasTaken, commands.NameMissing) as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "The name was added.")
            return redirect("partners", locality=locality)
    return _form_page(request, "directory/alias_new.jinja", form, seen)


@access.needs(Permission.KEEP_PARTNERS)
def crisis_service(request: HttpRequest, locality: str, service: int | None = None) -> HttpResponse:
    """Says anew what is true of a crisis service, or puts one on the page of help."""
    seen = locality_seen(request, locality)
    known = next((line for line in seen.crisis_services if line.id == service), None)
    if service is not None and known is None:
        raise Http404
    form = forms.CrisisServiceAsItIs(request.POST or None, initial=asdict(known) if known else None)
    if form.is_valid():
        given = {name: worth for name, worth in form.cleaned_data.items() if name != "is_checked"}
        line = commands.CrisisLineGiven(**given, checked_on=timezone.localdate())
        commands.record_crisis_service(locality=seen.id, line=line, service=service, by=request.user, at=timezone.now())
        messages.success(request, "The service was saved as checked today.")
        return redirect("locality-help-now", locality=locality)
    return _form_page(request, "directory/crisis_service.jinja", form, seen, service=known)


@access.needs(Permission.KEEP_PARTNERS)
@require_POST
def crisis_service_remove(request: HttpRequest, locality: str, service: int) -> HttpResponse:
    seen = locality_seen(request, locality)
    try:
        commands.remove_crisis_service(locality=seen.id, service=service, by=request.user, at=timezone.now())
    except commands.NoSuchCrisisService as reason:
        raise Http404 from reason
    messages.success(request, "The service was taken off the page.")
    return redirect("locality-help-now", locality=locality)


def _form_page(
    request: HttpRequest, template: str, form: Any, seen: queries.LocalityFacts, **more: Any
) -> HttpResponse:
    context = {"form": form, "locality": seen, **help_at(seen.slug), **more}
    return render(request, template, context, status=422 if form.errors else 200)


def _set_up(given: dict[str, Any]) -> dict[str, Any]:
    """The form's answers as the command takes them."""
    lines = []
    if given["line_name"]:
        lines.append(
            commands.CrisisLineGiven(
                name=given["line_name"],
                telephone=given["line_telephone"],
                hours=given["line_hours"],
                checked_on=timezone.localdate(),
            )
        )
    is_somebody = given["coordinator"] == forms.SOMEBODY
    return {
        "name": given["name"],
        "region": given["region"],
        "areas": given["areas"],
        "areas_note": given["areas_note"],
        "crisis_services": lines,
        "coordinator_email": given["coordinator_email"] if is_somebody else "",
        "coordinator_name": given["coordinator_name"] if is_somebody else "",
    }


def _welcome(given: dict[str, Any]) -> str:
    if given["coordinator"] != forms.SOMEBODY:
        return f"{given['name']} is set up, and you coordinate it. Next: import its plan."
    return (
        f"{given['name']} is set up. A letter goes to {given['coordinator_name']} at {given['coordinator_email']}: "
        "whoever cannot sign in yet finds a link in it to choose a password by."
    )
