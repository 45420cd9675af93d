"""Publishing an edition that was kept as a draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import commands, queries


@access.needs(access.Permission.PUBLISH_EDITION)
def edition_publish(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    try:
        standpoint = queries.standpoint_of(request.user, locality)
        key, edition = standpoint.edition(number)
    except queries.NotSeen as reason:
        raise Http404 from reason
    if request.method == "POST":
        try:
            commands.publish_edition(edition_id=key, by=request.user, at=timezone.now())
            messages.success(request, f"Edition {number} is published: everybody can read it.")
        except commands.AlreadyPublished as reason:
            messages.info(request, str(reason))
        return redirect("edition", locality=locality, number=number)
    values = {
        "locality_name": standpoint.locality_name,
        "edition": edition,
        "help_at": reverse("locality-help-now", kwargs={"locality": locality}),
        "locality_href": reverse("locality", kwargs={"locality": locality}),
        "edition_href": reverse("edition", kwargs={"locality": locality, "number": number}),
    }
    return render(request, "plans/edition_publish.jinja", values)
