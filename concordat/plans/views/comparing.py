"""Two editions of a plan beside each other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from concordat.accounts import access
from concordat.documents import writers
from concordat.plans import queries
from concordat.plans.forms.comparing import CompareForm
from concordat.plans.presenters.comparing import ComparePage, present_comparison
from concordat.plans.presenters.comparing_paper import paper_of_comparison
from concordat.plans.queries.comparing import EditionsCompared, editions_compared
from concordat.ui import files


@access.open_to_the_public
def compare(request: HttpRequest, locality: str) -> HttpResponse:
    """The public compares published editions; members any two, and the live plan."""
    page, compared = _compared(request, locality)
    values = {"page": page, "help_at": reverse("locality-help-now", kwargs={"locality": locality})}
    if compared is not None:
        wanted = {"from": compared.before.number, "to": compared.after.number if compared.after else "live"}
        values["paper_href"] = f"{reverse('plan-compare-paper', kwargs={'locality': locality})}?{urlencode(wanted)}"
    return render(request, "plans/compare.jinja", values)


@access.open_to_the_public
@require_safe
def compare_paper(request: HttpRequest, locality: str) -> HttpResponse:
    """The same as a Word file, with what is overdue or in doubt first: a paper for a meeting."""
    page, compared = _compared(request, locality)
    if compared is None:  # the page says why
        return redirect("plan-compare", locality=locality)
    content = writers.write_word(paper_of_comparison(page, compared, on=timezone.localdate()))
    later = compared.after.number if compared.after else "live"
    name = f"{locality}-plan-changes-{compared.before.number}-to-{later}.docx"
    return files.answer(content, name, kept=files.KEPT_BY_NOBODY)


def _compared(request: HttpRequest, locality: str) -> tuple[ComparePage, EditionsCompared | None]:
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
    return page, compared
