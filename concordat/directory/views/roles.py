"""Who holds a role of a region, of the nation or of administrators, for whoever may appoint."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.accounts.access import Permission
from concordat.directory import commands, forms, presenters, queries
from concordat.directory.domain import Role
from concordat.directory.views.people import END_WORDS, told


@access.needs(Permission.APPOINT)
def roles(request: HttpRequest) -> HttpResponse:
    """Lists who was appointed, and appoints somebody."""
    form = forms.Appointment(request.POST or None, regions=queries.regions_with_areas())
    if form.is_valid():
        given = form.cleaned_data
        try:
            invited = commands.appoint(
                name=given["name"],
                email=given["email"],
                role=Role(given["role"]),
                region=given["region"],
                by=request.user,
                at=timezone.now(),
            )
        except (commands.NameMissing, commands.AccountClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told(given["name"], given["email"], invited))
            return redirect("roles")
    page = presenters.present_appointed(queries.appointed(request.user), base="/")
    return render(
        request, "directory/people/roles.jinja", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@access.needs(Permission.APPOINT)
def appointment_end(request: HttpRequest, role: int) -> HttpResponse:
    try:
        holder = queries.holder_of(request.user, role, None)
    except queries.NoSuchPeople as reason:
        raise Http404 from reason
    form = forms.LastDay(request.POST or None, is_last=False, today=timezone.localdate(), **END_WORDS)
    if form.is_valid():
        try:
            commands.end_role(role=role, locality=None, on=form.cleaned_data["on"], by=request.user, at=timezone.now())
        except (commands.BadDay, commands.NoSuchRole, commands.LastAdministrator) as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"The role of {holder.name} ends. That they held it stays written down.")
            return redirect("home" if holder.user_id == request.user.pk else "roles")
    context = {"page": presenters.present_end(holder, None), "form": form, "locality": None}
    return render(request, "directory/people/role_end.jinja", context, status=422 if form.errors else 200)
