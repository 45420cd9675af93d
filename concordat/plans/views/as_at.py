"""The plan as it stood on any day, for members: as a page and as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import forms, presenters, queries
from concordat.plans.views.exporting import file_of


@access.needs(access.Permission.SEE_DRAFT)
def plan_on(request: HttpRequest, locality: str) -> HttpResponse:
    form = forms.PlanDayForm(request.GET, today=timezone.localdate())
    values = {
        "form": form,
        "plan_href": reverse("plan", kwargs={"locality": locality}),
        "locality_href": reverse("locality", kwargs={"locality": locality}),
        "help_at": reverse("locality-help-now", kwargs={"locality": locality}),
    }
    try:
        values["locality_name"] = queries.standpoint_of(request.user, locality).locality_name
        if form.is_valid():
            day = form.cleaned_data["day"]
            base = f"{request.path}?day={day.isoformat()}"
            if form.needs_its_address():
                return redirect(base)
            found = queries.plan_on(request.user, locality, day)
            chosen = forms.PlanFilterForm(request.GET, found.plan)
            values["page"] = presenters.present_plan_on(
                found, chosen.wanted(), ignored=chosen.ignored(), base=base, plan_href=values["plan_href"]
            )
    except queries.NotSeen as reason:
        raise Http404 from reason
    return render(request, "plans/plan_on.jinja", values, status=422 if form.errors else 200)


@access.needs(access.Permission.SEE_DRAFT)
def plan_on_download(request: HttpRequest, locality: str, ending: str) -> HttpResponse:
    form = forms.PlanDayForm(request.GET, today=timezone.localdate())
    if not form.is_valid() or ending in presenters.NOT_OF_A_DAY:
        raise Http404
    try:
        found = queries.plan_on(request.user, locality, form.cleaned_data["day"])
    except queries.NotSeen as reason:
        raise Http404 from reason
    return file_of(found.plan, ending, request, on=found.day)
