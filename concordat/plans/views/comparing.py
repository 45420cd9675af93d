"""Two editions of a plan beside each other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from concordat.accounts import access
from concordat.plans import queries
from concordat.plans.forms.comparing import CompareForm
from concordat.plans.presenters.comparing import present_comparison
from concordat.plans.queries.comparing import editions_compared


@access.open_to_the_public
def compare(request: HttpRequest, locality: str) -> HttpResponse:
    """The public compares published editions; members any two, and the live plan."""
    try:
        standpoint = queries.standpoint_of(request.user, locality)
        wanted = CompareForm(request.GET, standpoint).wanted()
        compared = editions_compared(standpoint, *wanted) if wanted else None
    except queries.NotSeen as reason:
        raise Http404 from reason
    page = present_comparison(
        standpoint,
        compared,
        plan_href=reverse("plan", kwargs={"locality": locality}),
        locality_href=reverse("locality", kwargs={"locality": locality}),
    )
    values = {"page": page, "help_at": reverse("locality-help-now", kwargs={"locality": locality})}
    return render(request, "plans/compare.jinja", values)
