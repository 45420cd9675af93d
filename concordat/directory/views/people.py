"""The people of a locality, for whoever keeps them: who is there, invite, change, leave, and the end of a role."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from concordat.accounts import access
from concordat.accounts.access import Permission
from concordat.accounts.commands import AlreadySignsIn
from concordat.directory import commands, forms, presenters, queries
from concordat.directory.domain import Role
from concordat.directory.views.shared import help_at, locality_seen

_REFUSALS = (commands.NameMissing, commands.PersonKnown, commands.NoSuchPartner, commands.ContactIncomplete)


@access.needs(Permission.KEEP_PEOPLE)
def people(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    partners = queries.partners_of(request.user, locality)
    page = presenters.present_people(
        seen,
        queries.people_of(request.user, locality),
        [(partner.organisation_id, partner.name) for partner in partners],
        partner=request.GET.get("partner", ""),
        role=request.GET.get("role", ""),
        has_left=bool(request.GET.get("left")),
        base=request.path,
    )
    return render(request, "directory/people/people.jinja", {"page": page, "locality": seen, **help_at(locality)})


@access.needs(Permission.KEEP_PEOPLE)
def person(request: HttpRequest, locality: str, person: int) -> HttpResponse:
    seen, found = locality_seen(request, locality), _person(request, locality, person)
    page = presenters.present_person(found, people_href=reverse("people", kwargs={"locality": locality}))
    may_lead = request.user.has_perm(Permission.CORRECT_PLAN, locality)
    context = {"page": page, "locality": seen, "person": found, "may_change_leads": may_lead, **help_at(locality)}
    return render(request, "directory/people/person.jinja", context)


@access.needs(Permission.KEEP_PEOPLE)
def person_change(request: HttpRequest, locality: str, person: int | None = None) -> HttpResponse:
    """Writes a new person down, or what is true of one now."""
    seen = locality_seen(request, locality)
    found = _person(request, locality, person) if person is not None else None
    form = forms.PersonAsTheyAre(
        request.POST or None, initial=_initial(request, found), organisations=_organisations(request, locality, found)
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = commands.keep_person(
                locality=seen.id,
                given=commands.PersonGiven(
                    given["name"], given["email"], int(given["organisation"] or 0) or None, given["is_contact"]
                ),
                person=person,
                by=request.user,
                at=timezone.now(),
            )
        except _REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"What you wrote about {kept.name} is saved.")
            return redirect("person", locality=locality, person=kept.pk)
    return _form_page(request, "directory/people/person_change.jinja", form, seen, person=found)


@access.needs(Permission.KEEP_PEOPLE)
def person_invite(request: HttpRequest, locality: str) -> HttpResponse:
    seen = locality_seen(request, locality)
    partners = queries.partners_of(request.user, locality)
    form = forms.InvitationToALocality(
        request.POST or None, initial=_wanted(request, locality, partners), partners=partners
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            invited = commands.invite_person(
                locality=seen.id,
                name=given["name"],
                email=given["email"],
                role=Role(given["role"]),
                partner=int(given["partner"] or 0) or None,
                by=request.user,
                at=timezone.now(),
            )
        except (*_REFUSALS, commands.AccountClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told(given["name"], given["email"], invited))
            return redirect("people", locality=locality)
    return _form_page(request, "directory/people/invite.jinja", form, seen)


@access.needs(Permission.KEEP_PEOPLE)
@require_POST
def person_invite_again(request: HttpRequest, locality: str, person: int) -> HttpResponse:
    seen, found = locality_seen(request, locality), _person(request, locality, person)
    try:
        commands.invite_again(user=found.user_id or 0, locality=seen.id, by=request.user, at=timezone.now())
    except (commands.NoSuchRole, AlreadySignsIn) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"A new letter goes to {found.name}. The link in the earlier one has ended.")
    return redirect("person", locality=locality, person=person)


@access.needs(Permission.KEEP_PEOPLE)
def person_leave(request: HttpRequest, locality: str, person: int) -> HttpResponse:
    seen, found = locality_seen(request, locality), _person(request, locality, person)
    warning = presenters.leaving_warning(found, queries.people_of(request.user, locality), seen)
    form = forms.LastDay(
        request.POST or None,
        label="Since which day do they no longer work there?",
        hint="Today or an earlier day.",
        today=timezone.localdate(),
        is_last=bool(warning),
    )
    if form.is_valid():
        try:
            commands.record_leaving(locality=seen.id, person=person, by=request.user, at=timezone.now(), **_day(form))
        except (commands.BadDay, commands.LastCoordinator) as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"{found.name} has left. What they lead says so until somebody takes it.")
            leads_on = request.user.has_perm(Permission.CORRECT_PLAN, locality)
            return redirect("person-actions" if leads_on else "person", locality=locality, person=person)
    return _form_page(request, "directory/people/leave.jinja", form, seen, person=found, warning=warning)


@access.needs(Permission.KEEP_PEOPLE)
@require_POST
def person_return(request: HttpRequest, locality: str, person: int) -> HttpResponse:
    seen, found = locality_seen(request, locality), _person(request, locality, person)
    commands.record_return(locality=seen.id, person=person, by=request.user, at=timezone.now())
    messages.success(request, f"{found.name} works here. A role is given by a new invitation.")
    return redirect("person", locality=locality, person=person)


@access.needs(Permission.KEEP_PEOPLE)
def role_end(request: HttpRequest, locality: str, role: int) -> HttpResponse:
    seen = locality_seen(request, locality)
    try:
        holder = queries.holder_of(request.user, role, locality)
    except queries.NoSuchPeople as reason:
        raise Http404 from reason
    form = forms.LastDay(request.POST or None, is_last=holder.is_last, today=timezone.localdate(), **END_WORDS)
    if form.is_valid():
        try:
            commands.end_role(role=role, locality=seen.id, by=request.user, at=timezone.now(), **_day(form))
        except (commands.BadDay, commands.NoSuchRole, commands.LastCoordinator) as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"The role of {holder.name} ends. That they held it stays written down.")
            # Who ends their own role may not keep the people here any more.
            return redirect("locality" if holder.user_id == request.user.pk else "people", locality=locality)
    page = presenters.present_end(holder, seen)
    return _form_page(request, "directory/people/role_end.jinja", form, seen, page=page)


END_WORDS = {
    "label": "From which day do they not hold it any more?",
    "hint": "Today ends it at once. The day may be to come.",
}


def told(name: str, email: str, invited: commands.Invited) -> str:
    """What happened to who was invited, in words."""
    if invited.must_choose_password:
        return f"An invitation goes to {name} at {email}. Its link works for 14 days."
    if invited.is_new:
        return f"{name} can sign in already, and holds the role from today. A letter tells them."
    return f"{name} holds this role already."


def _person(request: HttpRequest, locality: str, person: int) -> queries.PersonSeen:
    try:
        return queries.person_of(request.user, locality, person)
    except queries.NoSuchPeople as reason:
        raise Http404 from reason


def _day(form: forms.LastDay) -> dict[str, Any]:
    return {"on": form.cleaned_data["on"], "is_told": form.cleaned_data.get("is_told", False)}


def _initial(request: HttpRequest, found: queries.PersonSeen | None) -> dict[str, Any]:
    """What is known; of who only holds a role, what the list says."""
    if found is None:
        return {name: request.GET[name] for name in ("name", "email") if name in request.GET}
    return {
        "name": found.name,
        "email": found.email,
        "organisation": str(found.organisation_id or ""),
        "is_contact": found.is_contact,
    }


def _organisations(request: HttpRequest, locality: str, found: queries.PersonSeen | None) -> list[tuple[int, str]]:
    """The partners, and where the person works already."""
    partners = [(each.organisation_id, each.name) for each in queries.partners_of(request.user, locality)]
    if found and found.organisation_id and found.organisation_id not in dict(partners):
        partners.append((found.organisation_id, found.organisation))
    return partners


def _wanted(request: HttpRequest, locality: str, partners: tuple[queries.NamedPartner, ...]) -> dict[str, Any]:
    """Whom the page of a person leads here for."""
    asked = request.GET.get("person", "")
    if not asked.isdecimal():
        return {}
    found = _person(request, locality, int(asked))
    partner = next((each.id for each in partners if each.organisation_id == found.organisation_id), "")
    return {"name": found.name, "email": found.email, "partner": str(partner)}


def _form_page(
    request: HttpRequest, template: str, form: Any, seen: queries.LocalityFacts, **more: Any
) -> HttpResponse:
    context = {"form": form, "locality": seen, **help_at(seen.slug), **more}
    return render(request, template, context, status=422 if form.errors else 200)
