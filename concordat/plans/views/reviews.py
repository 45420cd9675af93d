"""Rounds of updates: the list of them, opening one and closing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.plans.commands import NoNewEdition
from concordat.plans.commands import reviews as commands
from concordat.plans.domain.letters import Round
from concordat.plans.forms import EditionForm
from concordat.plans.forms.reviews import ReviewForm
from concordat.plans.presenters import reviews as presenters
from concordat.plans.queries import next_edition_of
from concordat.plans.queries import reviews as queries
from concordat.plans.queries.standpoints import NotSeen

May = access.Permission


@access.needs(May.SEE_REVIEW)
def reviews(request: HttpRequest, locality: str) -> HttpResponse:
    seen = _reviews(request, locality)
    page = presenters.present_reviews(
        seen,
        base=reverse("reviews", kwargs={"locality": locality}),
        plan_href=reverse("plan", kwargs={"locality": locality}),
        on=timezone.localdate(),
    )
    values = {
        "page": page,
        "new_href": reverse("review-new", kwargs={"locality": locality}),
        "may_open": request.user.has_perm(May.OPEN_REVIEW, locality),
        "may_close": request.user.has_perm(May.CLOSE_REVIEW, locality),
    }
    return render(request, "plans/reviews/list.jinja", _context(locality, values))


@access.needs(May.OPEN_REVIEW)
def review_new(request: HttpRequest, locality: str) -> HttpResponse:
    """First the form; then who gets which letter, and one button that opens the round."""
    seen = _reviews(request, locality)
    if seen.open is not None:
        messages.info(request, f"Round {seen.open.number} is open already. Close it before you open another one.")
        return redirect("reviews", locality=locality)
    if not seen.has_plan:
        messages.info(request, "There is no plan yet, so there is nothing to ask about. Bring one in first.")
        return redirect("reviews", locality=locality)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    form = ReviewForm(request.POST if asked else None, meeting=seen.reviews[0].meeting if seen.reviews else "")
    is_ready = bool(asked) and form.is_valid()
    if is_ready and asked == "open" and (number := _open(request, seen, form)):
        return redirect(f"{reverse('reviews', kwargs={'locality': locality})}{number}/")
    is_shown = is_ready and not form.errors and asked != "change"
    page = _new_page(request, locality, form if is_shown else None)
    values = {"page": page, "form": form, "kept": form.kept() if is_shown else ()}
    if request.user.has_perm(May.KEEP_PEOPLE, locality):
        values["people_href"] = reverse("people", kwargs={"locality": locality})
    template = "plans/reviews/check.jinja" if is_shown else "plans/reviews/new.jinja"
    return render(request, template, _context(locality, values), status=422 if form.errors else 200)


def _new_page(request: HttpRequest, locality: str, form: ReviewForm | None) -> presenters.NewReviewPage:
    due = queries.actions_to_ask(request.user, locality)
    today = timezone.localdate()
    if form is None:
        return presenters.present_new_review(due, None, on=today)
    given = form.cleaned_data
    about = Round(
        locality=due.locality_name,
        meeting=given["meeting"],
        meeting_on=given["meeting_on"],
        answer_by=given["answer_by"],
        words=given["words"],
        asker_name=request.user.name,
        asker_address=request.user.email,
    )
    days = {name: given[name] for name in ("remind_before", "remind_after")}
    return presenters.present_new_review(due, about, on=today, **days)


def _open(request: HttpRequest, seen: queries.ReviewsSeen, form: ReviewForm) -> int | None:
    try:
        number = commands.open_review(
            locality_id=seen.locality_pk, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except (commands.ReviewOpen, commands.NothingToAsk, commands.BadDays) as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(request, f"Round {number} is open. Letters go out now to everybody who can be asked.")
    return number


@access.needs(May.CLOSE_REVIEW)
def review_close(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    review = _review(request, locality, number)
    if not review.is_open:
        messages.info(request, f"Round {number} is closed already.")
        return redirect("reviews", locality=locality)
    due = next_edition_of(request.user, locality)
    page = presenters.present_close_review(review, due)
    form = _edition_form(request, locality, review, due.title)
    if request.method == "POST":
        is_ready = form.is_valid() if page.edition else True
        if is_ready and (answer := _close(request, locality, review, form)):
            return answer
    values = {
        "page": page,
        "form": form,
        "review_href": f"{reverse('reviews', kwargs={'locality': locality})}{number}/",
        "updates_href": reverse("updates", kwargs={"locality": locality}),
        "may_decide": request.user.has_perm(May.DECIDE_UPDATE, locality),
    }
    is_wrong = request.method == "POST" and bool(form.errors)
    return render(request, "plans/reviews/close.jinja", _context(locality, values), status=422 if is_wrong else 200)


def _edition_form(request: HttpRequest, locality: str, review: queries.ReviewSeen, title: str) -> EditionForm:
    day = min(review.meeting_on, timezone.localdate())
    return EditionForm(
        request.POST if request.method == "POST" else None,
        title=title,
        dated_on={"day": str(day.day), "month": str(day.month), "year": str(day.year)},
        may_publish=request.user.has_perm(May.PUBLISH_EDITION, locality),
    )


def _close(request: HttpRequest, locality: str, review: queries.ReviewSeen, form: EditionForm) -> HttpResponse | None:
    """Where nothing was new when the page was shown it asked for no title and day: what is new by now needs both."""
    given = form.cleaned_data if form.is_valid() else {}
    try:
        edition = commands.close_review(
            review_id=review.pk,
            edition_title=given.get("title", ""),
            overruled_reason=given.get("overruled_reason", ""),
            dated_on=given.get("dated_on") or timezone.localdate(),
            publish=bool(given) and form.is_published(),
            by=request.user,
            at=timezone.now(),
        )
    except NoNewEdition as reason:
        form.add_error("dated_on", str(reason))
        return None
    except commands.ReviewClosed as reason:
        messages.info(request, str(reason))
        return redirect("reviews", locality=locality)
    if edition is None:
        messages.success(request, f"Round {review.number} is closed. Nothing was new, so no edition was made.")
        return redirect("reviews", locality=locality)
    told = "Everybody can read it." if form.is_published() else "Only members can read it until it is published."
    messages.success(request, f"Round {review.number} is closed, and the plan is frozen as edition {edition}. {told}")
    return redirect("edition", locality=locality, number=edition)


def _reviews(request: HttpRequest, locality: str) -> queries.ReviewsSeen:
    try:
        return queries.reviews_of(request.user, locality)
    except NotSeen as reason:
        raise Http404 from reason


def _review(request: HttpRequest, locality: str, number: int) -> queries.ReviewSeen:
    try:
        return _reviews(request, locality).review(number)
    except NotSeen as reason:
        raise Http404 from reason


def _context(locality: str, values: dict[str, Any]) -> dict[str, Any]:
    here = {"locality": locality}
    return {
        **values,
        "help_at": reverse("locality-help-now", kwargs=here),
        "locality_href": reverse("locality", kwargs=here),
        "plan_href": reverse("plan", kwargs=here),
        "reviews_href": reverse("reviews", kwargs=here),
    }
