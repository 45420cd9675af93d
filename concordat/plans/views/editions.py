"""Making an edition of the live plan, and publishing one that was kept as a draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans import commands, forms, presenters, queries


@access.needs(access.Permission.PUBLISH_EDITION)
def edition_new(request: HttpRequest, locality: str) -> HttpResponse:
    try:
        due = queries.next_edition_of(request.user, locality)
    except queries.NotSeen as reason:
        raise Http404 from reason
    today = timezone.localdate()
    dated_on = {"day": str(today.day), "month": str(today.month), "year": str(today.year)}
    form = forms.EditionForm(request.POST if request.method == "POST" else None, title=due.title, dated_on=dated_on)
    if request.method == "POST" and form.is_valid() and (number := _freeze(request, locality, form)):
        return redirect("edition", locality=locality, number=number)
    values = {
        "page": presenters.present_next_edition(due),
        "form": form,
        "help_at": reverse("locality-help-now", kwargs={"locality": locality}),
        "locality_href": reverse("locality", kwargs={"locality": locality}),
        "plan_href": reverse("plan", kwargs={"locality": locality}),
    }
    return render(request, "plans/edition_new.jinja", values, status=422 if form.errors else 200)


def _freeze(request: HttpRequest, locality: str, form: forms.EditionForm) -> int | None:
    try:
        number = commands.freeze_edition(
            locality=locality,
            dated_on=form.cleaned_data["dated_on"],
            title=form.cleaned_data["title"],
            overruled_reason=form.cleaned_data["overruled_reason"],
            publish=form.is_published(),
            by=request.user,
            at=timezone.now(),
        )
    except commands.NoNewEdition as reason:
        form.add_error(None, str(reason))
        return None
    told = "Everybody can read it." if form.is_published() else "Only members can read it until it is published."
    messages.success(request, f"The live plan was frozen as edition {number}. {told}")
    return number


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
