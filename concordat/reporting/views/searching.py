"""The page that searches the published plans of all localities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans.queries import searching
from concordat.reporting import forms, presenters


@access.open_to_the_public
def search(request: HttpRequest) -> HttpResponse:
    """What is published, for members too: what stands in a draft is not found here."""
    form = forms.SearchForm(request.GET)
    asked, filters, today = form.asked(), form.filters(), timezone.localdate()
    seen = searching.search(asked, filters, page=form.page_number(), on=today)
    meant = searching.suggestion_for(asked) if not seen.whole or seen.has_any else {}
    page = presenters.present_search(seen, form.typed(), asked, filters, meant=meant, on=today)
    help_at = ""
    if filters.locality in seen.places:
        help_at = reverse("locality-help-now", kwargs={"locality": filters.locality})
    return render(request, "reporting/search.jinja", {"page": page, "help_at": help_at, "slug": filters.locality})
