"""What the pages of one locality begin with."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from concordat.directory import queries


def locality_seen(request: HttpRequest, slug: str) -> queries.LocalityFacts:
    """The locality of an address; what is none is not found."""
    try:
        return queries.get_locality(request.user, slug)
    except queries.NoSuchLocality as reason:
        raise Http404 from reason


def help_at(slug: str) -> dict[str, str]:
    return {"help_at": reverse("locality-help-now", kwargs={"locality": slug})}
