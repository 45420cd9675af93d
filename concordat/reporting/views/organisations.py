"""An organisation through time: who came before and after it, and what everybody may read of its promises."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.reporting import presenters, queries
from concordat.reporting.views.nation import addresses


@access.open_to_the_public
def organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    """What is published, for members too: what stands in a draft is not counted here."""
    try:
        seen = queries.get_organisation(request.user, organisation, on=timezone.localdate())
    except queries.NoSuchOrganisation as reason:
        raise Http404 from reason
    page = presenters.present_organisation(
        seen, actions_at=reverse("nation-actions"), locality_href=addresses(request.path).locality
    )
    return render(request, "reporting/organisation.jinja", {"page": page})
