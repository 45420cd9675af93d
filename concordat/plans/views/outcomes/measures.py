"""The page on which is said which measures an action should move."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans.commands import outcomes as commands
from concordat.plans.forms.outcomes import ActionMeasuresForm
from concordat.plans.presenters.outcomes import present_action_measures
from concordat.plans.queries import NotSeen
from concordat.plans.queries.outcomes import measures_for_action
from concordat.plans.views.outcomes.places import places


@access.needs(access.Permission.KEEP_OUTCOMES)
def action_measures(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    try:
        action = measures_for_action(request.user, locality, number)
    except NotSeen as reason:
        raise Http404 from reason
    form = ActionMeasuresForm(request.POST if request.method == "POST" else None, action=action)
    if form.is_valid():
        try:
            commands.choose_measures(
                locality_id=action.locality_id,
                action=number,
                **form.choices_made(),
                by=request.user,
                at=timezone.now(),
            )
        except commands.REFUSALS as refusal:
            form.add_error("measures", str(refusal))
        else:
            messages.success(request, "What it should move is saved.")
            return redirect("action", locality=locality, number=number)
    context = {"page": present_action_measures(action), "form": form}
    context |= places(locality, action=reverse("action", kwargs={"locality": locality, "number": number}))
    if request.user.has_perm(access.Permission.KEEP_MEASURES, locality):
        context["set_up_href"] = f"{context['measures_href']}set-up/"
    return render(request, "plans/outcomes/action_measures.jinja", context, status=422 if form.errors else 200)
