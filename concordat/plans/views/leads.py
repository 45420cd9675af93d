"""Who leads an action now, and handing over what somebody led who leaves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans.commands import leads as commands
from concordat.plans.domain.days import spoken_count
from concordat.plans.forms.leads import HandOverForm, LeadsForm
from concordat.plans.presenters.leads import present_actions_of, present_leads
from concordat.plans.queries import NotSeen
from concordat.plans.queries import leads as queries


@access.needs(access.Permission.CORRECT_PLAN)
def action_leads(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    try:
        action = queries.leads_of_action(request.user, locality, number)
    except NotSeen as reason:
        raise Http404 from reason
    form, is_clash = LeadsForm(request.POST or None, action=action), False
    if form.is_valid():
        try:
            commands.change_leads(
                locality=action.locality_id,
                action=number,
                wording=form.cleaned_data["wording"],
                leads=form.leads(),
                **form.reasons(),
                by=request.user,
                at=timezone.now(),
            )
        except commands.REFUSALS as refusal:
            form.refuse(refusal, None)
            is_clash = isinstance(refusal, commands.LeadsMeanwhileChanged)
        else:
            messages.success(request, "Who leads it is saved. What stood before is in its history.")
            return redirect("action", locality=locality, number=number)
    context = {"page": present_leads(action), "form": form, "is_clash": is_clash, **_places(locality)}
    context["action_href"] = reverse("action", kwargs={"locality": locality, "number": number})
    return render(request, "plans/leads/action.jinja", context, status=422 if form.errors else 200)


@access.needs(access.Permission.CORRECT_PLAN)
def person_actions(request: HttpRequest, locality: str, person: int) -> HttpResponse:
    """The actions that name a person; somebody else may take all that are open at once."""
    try:
        found = queries.actions_of_person(request.user, locality, person)
    except NotSeen as reason:
        raise Http404 from reason
    form = HandOverForm(request.POST or None, person=found)
    if form.is_valid():
        try:
            count = commands.hand_over(
                locality=found.locality_id,
                person=person,
                to=form.taker(),
                **form.reasons(),
                by=request.user,
                at=timezone.now(),
            )
        except commands.REFUSALS as refusal:
            form.refuse(refusal, "to")
        else:
            messages.success(request, f"{spoken_count(count, 'action')} handed over. Each keeps its history.")
            return redirect("person-actions", locality=locality, person=person)
    places = _places(locality)
    context = {"page": present_actions_of(found, plan_href=places["plan_href"]), "form": form, **places}
    context["person_href"] = reverse("person", kwargs={"locality": locality, "person": person})
    return render(request, "plans/leads/person.jinja", context, status=422 if form.errors else 200)


def _places(locality: str) -> dict[str, str]:
    names = {"plan_href": "plan", "locality_href": "locality", "people_href": "people", "help_at": "locality-help-now"}
    return {key: reverse(name, kwargs={"locality": locality}) for key, name in names.items()}
