"""What needs attention in the live plan, for members."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import presenters, queries
from concordat.plans.domain.attention import AttentionRules, ConcernKind


@access.needs(access.Permission.SEE_DRAFT)
def attention(request: HttpRequest, locality: str) -> HttpResponse:
    today = timezone.localdate()
    try:
        found = queries.attention_in(request.user, locality, AttentionRules(), on=today)
    except queries.NotSeen as reason:
        raise Http404 from reason
    kinds = {kind.value: kind for kind in ConcernKind}
    page = presenters.present_attention(
        found,
        kinds.get(request.GET.get("kind", "")),
        on=today,
        base=request.path,
        plan_href=reverse("plan", kwargs={"locality": locality}),
        locality_href=reverse("locality", kwargs={"locality": locality}),
    )
    help_at = reverse("locality-help-now", kwargs={"locality": locality})
    return render(request, "plans/attention.jinja", {"page": page, "help_at": help_at})
