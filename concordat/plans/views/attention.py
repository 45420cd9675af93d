"""What needs attention in the live plan, for members, and the locality's rules of when."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import commands, forms, presenters, queries
from concordat.plans.domain.attention import ConcernKind


@access.needs(access.Permission.SEE_DRAFT)
def attention(request: HttpRequest, locality: str) -> HttpResponse:
    today = timezone.localdate()
    try:
        found = queries.attention_in(request.user, locality, on=today)
    except queries.NotSeen as reason:
        raise Http404 from reason
    kinds = {kind.value: kind for kind in ConcernKind}
    page = presenters.present_attention(
        found,
        kinds.get(request.GET.get("kind", "")),
        queries.rules_set_in(locality),
        on=today,
        base=request.path,
        plan_href=reverse("plan", kwargs={"locality": locality}),
        locality_href=reverse("locality", kwargs={"locality": locality}),
    )
    values = {"page": page, "help_at": reverse("locality-help-now", kwargs={"locality": locality})}
    values["outcomes_at"] = reverse("outcomes", kwargs={"locality": locality})
    if request.user.has_perm(access.Permission.SET_RULES, locality):
        values["rules_at"] = reverse("plan-attention-rules", kwargs={"locality": locality})
    return render(request, "plans/attention.jinja", values)


@access.needs(access.Permission.SET_RULES)
def attention_rules(request: HttpRequest, locality: str) -> HttpResponse:
    try:
        standpoint = queries.standpoint_of(request.user, locality)
    except queries.NotSeen as reason:
        raise Http404 from reason
    answers = request.POST if request.method == "POST" else None
    form = forms.AttentionRulesForm(answers, rules=queries.attention_rules_in(locality))
    if request.method == "POST" and form.is_valid():
        commands.set_attention_rules(locality=locality, rules=form.rules(), by=request.user, at=timezone.now())
        messages.success(request, "The rules are saved, and hold from now on.")
        return redirect("plan-attention", locality=locality)
    rules = queries.rules_set_in(locality)
    values = {
        "form": form,
        "set_words": presenters.rules_set_words(rules),
        "rules_before": presenters.present_rules_before(rules),
        "locality_name": standpoint.locality_name,
        "attention_href": reverse("plan-attention", kwargs={"locality": locality}),
        "locality_href": reverse("locality", kwargs={"locality": locality}),
        "help_at": reverse("locality-help-now", kwargs={"locality": locality}),
    }
    return render(request, "plans/attention_rules.jinja", values, status=422 if form.errors else 200)
