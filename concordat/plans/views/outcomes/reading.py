"""What a plan is for, as everybody reads it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.accounts import access
from concordat.plans.presenters.outcomes import present_outcomes
from concordat.plans.queries import NotSeen
from concordat.plans.queries.outcomes import framework_seen_by, purpose_changes
from concordat.plans.views.outcomes.places import places


@access.open_to_the_public
def outcomes(request: HttpRequest, locality: str) -> HttpResponse:
    try:
        seen = framework_seen_by(request.user, locality)
        changes = purpose_changes(request.user, locality) if seen.plan.may_see_draft else ()
    except NotSeen as reason:
        raise Http404 from reason
    around = places(locality)
    page = present_outcomes(
        seen,
        changes,
        outcomes_href=around["outcomes_href"],
        plan_href=around["plan_href"],
        measures_href=around["measures_href"],
    )
    may_keep = request.user.has_perm(access.Permission.KEEP_OUTCOMES, locality)
    response = render(request, "plans/outcomes/outcomes.jinja", {"page": page, "may_keep": may_keep, **around})
    # Members read what true figures tell where everybody else reads what released ones do.
    response["Cache-Control"] = "private, no-cache"
    return response
