"""What every page of an import needs: the import itself, its address, and the way back."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from concordat.plans.queries import importing as queries


def review_for(request: HttpRequest, locality: str, number: int) -> queries.ImportReview:
    """The import at this address, or a page that says there is none."""
    try:
        return queries.import_seen_by(request.user, locality, number)
    except queries.NoSuchImport as reason:
        raise Http404 from reason


def base_of(locality: str, number: int) -> str:
    return reverse("import-review", kwargs={"locality": locality, "number": number})


def context(locality: str, **values: Any) -> dict[str, Any]:
    """What the templates of an import are given beside their own values."""
    here = reverse("locality", kwargs={"locality": locality})
    return {
        "help_at": reverse("locality-help-now", kwargs={"locality": locality}),
        "locality_href": here,
        "plan_href": reverse("plan", kwargs={"locality": locality}),
        "imports_href": reverse("imports", kwargs={"locality": locality}),
        **values,
    }
