"""The review board of a round: who still owes an update, chasing them, their links, and the letters that went."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.accounts import commands as accounts
from concordat.plans.commands import reviews as commands
from concordat.plans.forms import review_board as forms
from concordat.plans.presenters import review_board as presenters
from concordat.plans.presenters import review_letters
from concordat.plans.queries import review_requests as queries
from concordat.plans.queries.review_board import board_of
from concordat.plans.queries.standpoints import NotSeen

REFUSED = (
    commands.AlreadyRevoked,
    commands.AskedToday,
    commands.NobodyNamed,
    commands.NotAContact,
    commands.ReviewClosed,
)


@access.needs(access.Permission.SEE_REVIEW)
def review(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """The board. What is asked for in the address filters it."""
    today = timezone.localdate()
    board = _seen(board_of, request, locality, number, on=today)
    here = {"locality": locality}
    page = presenters.present_board(
        board,
        forms.BoardFilterForm(request.GET).wanted(),
        on=today,
        base=request.path,
        plan_href=reverse("plan", kwargs=here),
        locality_href=reverse("locality", kwargs=here),
    )
    return render(request, "plans/reviews/board.jinja", _context(board.review, page=page))


@access.needs(access.Permission.OPEN_REVIEW)
def review_chase(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """Write to those who are chosen, or to everybody who owes an update, and go back to the board as it was."""
    board = _seen(board_of, request, locality, number, on=timezone.localdate())
    back = reverse("review", kwargs={"locality": locality, "number": number})
    back = presenters.board_address(back, forms.BoardFilterForm(request.GET).wanted(), "asked")
    form = forms.ChaseForm(request.POST, requests=tuple(each.id for each in board.requests))
    if request.method != "POST" or not form.is_valid():
        messages.error(request, "Choose whom to chase.")
        return redirect(back)
    try:
        chased = commands.chase(review_id=board.review.id, requests=form.chosen(), by=request.user, at=timezone.now())
    except commands.ReviewClosed as reason:
        messages.error(request, str(reason))
        return redirect(back)
    if chased.written:
        messages.success(request, _on_their_way(chased.written))
    if chased.left_out:
        messages.info(request, "No letter was written to others. " + " ".join(why for _, why in chased.left_out))
    return redirect(back)


def _on_their_way(written: int) -> str:
    return "1 letter is on its way." if written == 1 else f"{written} letters are on their way."


@access.needs(access.Permission.OPEN_REVIEW)
def review_request(request: HttpRequest, locality: str, number: int, request_number: int) -> HttpResponse:
    """One who is asked. What is posted says in `do` whether to name somebody, ask again or revoke the link."""
    seen = _seen(queries.request_seen_by, request, locality, number, request_number)
    do = request.POST.get("do", "")
    form = forms.ContactForm(request.POST if do == "name" else None)
    if do in _DONE and (do != "name" or form.is_valid()):
        told = _change(request, seen.request, do, form)
        if told:
            messages.success(request, told)
            return redirect("review", locality=locality, number=number)
    page = review_letters.present_request(
        seen, on=timezone.localdate(), plan_href=reverse("plan", kwargs={"locality": locality})
    )
    values = _context(seen.review, page=page, form=form)
    return render(request, "plans/reviews/request.jinja", values, status=422 if form.errors else 200)


_DONE = {
    "name": "{} is asked from now on. The letter with the link is on its way.",
    "again": "A new link is on its way to {}. The old one opens nothing any more.",
    "revoke": "The link of {} opens nothing any more. What was answered by it stays.",
}


def _change(request: HttpRequest, asked: queries.RequestSeen, do: str, form: forms.ContactForm) -> str:
    """What was done, in a sentence; "" where it was refused, with the reason among the form's errors or told."""
    which = {"request_id": asked.id, "by": request.user, "at": timezone.now()}
    try:
        if do == "name":
            commands.name_contact(**which, name=form.cleaned_data["name"], email=form.cleaned_data["email"])
        elif do == "again":
            commands.ask_again(**which)
        else:
            commands.revoke_request(**which)
    except REFUSED as reason:
        if do == "name":
            form.add_error("name", str(reason))
        else:
            messages.error(request, str(reason))
        return ""
    return _DONE[do].format(form.cleaned_data["name"] if do == "name" else asked.person or asked.partner)


@access.needs(access.Permission.SEE_REVIEW, to_send=access.Permission.OPEN_REVIEW)
def review_letters_sent(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """Every letter of a round; one that may not have arrived is sent again by posting its key as `again`."""
    seen, letters = _seen(queries.letters_of, request, locality, number)
    page = review_letters.present_letters(seen, letters, may_send=seen.may_open and seen.is_open)
    if request.method != "POST":
        return render(request, "plans/reviews/letters.jinja", _context(seen, page=page))
    asked_for = request.POST.get("again", "")
    if asked_for not in {str(row.again) for row in page.rows if row.again}:
        messages.error(request, "This letter can’t be sent again: it has gone, or its link is dead.")
        return redirect(request.path)
    try:
        accounts.send_again(message_id=int(asked_for), by=request.user, at=timezone.now())
    except accounts.NotSentAgain as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "The letter is on its way again.")
    return redirect(request.path)


def _seen(query: Callable[..., Any], request: HttpRequest, *which: Any, **given: Any) -> Any:
    try:
        return query(request.user, *which, **given)
    except NotSeen as reason:
        raise Http404 from reason


def _context(review: queries.OneReview, **values: Any) -> dict[str, Any]:
    """What the templates are given beside their own values."""
    here = {"locality": review.place.slug}
    return {
        "place": review.place,
        "review": review,
        "help_at": reverse("locality-help-now", kwargs=here),
        "locality_href": reverse("locality", kwargs=here),
        "plan_href": reverse("plan", kwargs=here),
        "board_href": reverse("review", kwargs={**here, "number": review.number}),
        "board_title": presenters.title_of(review),
        **values,
    }
