"""What a lead says of their actions: by the link in their e-mail, or signed in; and the files that came with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from concordat.accounts import access
from concordat.accounts.gateways import BadLink, secret_of
from concordat.plans.commands import proposing as commands
from concordat.plans.domain.answering import is_read_by_a_person
from concordat.plans.forms import answering as forms
from concordat.plans.presenters import answering as presenters
from concordat.plans.queries import answering as queries
from concordat.plans.queries.evidence import evidence_seen_by
from concordat.plans.queries.standpoints import NotSeen
from concordat.ui import files

_SAVED = "Your answer is saved. You can change it until the round is closed."
_SAVED_ALONE = "Your answer is saved, and waits for the coordinator. You can change it until it is decided."
_NEWER = (
    "Your answer is saved. Something newer was accepted of this action since you opened the page: the coordinator "
    "sees both, and neither is lost."
)


@access.open_by_link
@require_safe
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens: who is asked, before which meeting, and the actions with what was answered so far."""
    try:
        seen = _opened(request, token)
    except (NotSeen, queries.LinkOver) as reason:
        return _refusal(request, reason)
    page = presenters.present_link(seen, on=timezone.localdate(), base=_base(token))
    return render(request, "plans/answering/link.jinja", _link_context(seen, token, page=page))


@access.open_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def answer_action(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One action, and the form of its answer. Saving it leads to the next one."""
    try:
        seen = _opened(request, token)
        question = seen.question(number)
        form = _form(request, question, speaker=seen.person or seen.partner_name)
        if form.is_bound and form.is_valid() and _say(request, form, question, seen.partner, seen.request):
            return redirect(_next(token, seen, number))
    except (NotSeen, queries.LinkOver) as reason:
        return _refusal(request, reason)
    except commands.LinkEnded:  # closed or taken back while it was being saved
        return _refusal(request, _why_over(token))
    place = [one.number for one in seen.questions].index(number) + 1
    values = _link_context(
        seen, token, page=presenters.present_question(question, on=timezone.localdate()), form=form,
        position=f"{place} of {len(seen.questions)}", back_href=_base(token), save_words="Save and next",
    )  # fmt: skip
    return render(request, "plans/answering/action.jinja", values, status=422 if form.errors else 200)


@access.open_by_link
@require_safe
def answer_done(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, what happens next, and the way back to change an answer."""
    try:
        seen = _opened(request, token)
    except (NotSeen, queries.LinkOver) as reason:
        return _refusal(request, reason)
    page = presenters.present_link(seen, on=timezone.localdate(), base=_base(token))
    return render(request, "plans/answering/done.jinja", _link_context(seen, token, page=page))


def _opened(request: HttpRequest, token: str) -> queries.LinkSeen:
    """What the link opens; its first opening by a person is noted. Raises `NotSeen` and `LinkOver`."""
    try:
        seen = queries.asked_by_link(secret_of(token))
    except BadLink as reason:
        raise NotSeen("link") from reason
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not seen.is_opened and is_read_by_a_person(request.method or "", headers):
        commands.open_link(request_id=seen.request, at=timezone.now())
    return seen


def _why_over(token: str) -> Exception:
    try:
        queries.asked_by_link(secret_of(token))
    except queries.LinkOver as reason:
        return reason
    return NotSeen("link")


def _refusal(request: HttpRequest, reason: Exception) -> HttpResponse:
    """The page for a link that opens nothing, without a word of any plan; what was typed is given back."""
    if isinstance(reason, queries.LinkOver):
        values = {"page": presenters.present_over(reason), "typed": forms.typed_in(request.POST)}
        return render(request, "plans/answering/over.jinja", values, status=410)
    return render(request, "plans/answering/unknown.jinja", status=404)


def _next(token: str, seen: queries.LinkSeen, number: int) -> str:
    """Where saving the answer about an action leads; `seen` is how things stood before."""
    here = seen.question(number)
    following = seen.next_to_answer(after=number)
    if following is None or following is here:
        return reverse("answer-done", kwargs={"token": token})
    return f"{_base(token)}actions/{following.number}/"


@access.needs(access.Permission.PROPOSE_UPDATE)
@require_safe
def my_actions(request: HttpRequest, locality: str) -> HttpResponse:
    """The open actions of the partner that somebody speaks for; a coordinator chooses one."""
    try:
        seen = queries.open_actions_of(request.user, locality, _partner(request))
    except NotSeen as reason:
        raise Http404 from reason
    here = {"locality": locality}
    page = presenters.present_my_actions(
        seen, on=timezone.localdate(), base=reverse("my-actions", kwargs=here), plan_href=reverse("plan", kwargs=here)
    )
    return render(request, "plans/answering/mine.jinja", _member_context(seen.place, page=page))


@access.needs(access.Permission.PROPOSE_UPDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def action_update(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """The same form for those who sign in, whether a round is open or not."""
    try:
        place, partner, question = queries.action_to_update(request.user, locality, number, _partner(request))
    except NotSeen as reason:
        raise Http404 from reason
    mine = f"{reverse('my-actions', kwargs={'locality': locality})}?partner={partner.id}"
    form = _form(request, question, speaker="" if place.may_decide else str(request.user))
    asked = None if place.may_decide else queries.request_of(request.user, question, partner.id)
    if form.is_bound and form.is_valid() and _say_signed_in(request, form, question, partner.id, asked):
        return redirect(mine)
    values = _member_context(
        place, page=presenters.present_question(question, on=timezone.localdate()), form=form, partner=partner.name,
        back_href=mine, save_words="Save",
    )  # fmt: skip
    return render(request, "plans/answering/action_update.jinja", values, status=422 if form.errors else 200)


def _say_signed_in(request: HttpRequest, form: Any, question: Any, partner: int, asked: int | None) -> bool:
    try:
        return _say(request, form, question, partner, asked)
    except commands.LinkEnded:  # the round was closed in between; what is said counts without it
        return _say(request, form, question, partner, None)


def _partner(request: HttpRequest) -> int | None:
    given = request.GET.get("partner", "")
    if not given:
        return None
    if not given.isdecimal() or len(given) > 15:
        raise Http404
    return int(given)


def _form(request: HttpRequest, question: queries.QuestionSeen, *, speaker: str) -> forms.AnswerForm:
    is_sent = request.method == "POST"
    return forms.AnswerForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        question=question,
        on=timezone.localdate(),
        speaker=speaker,
    )


def _say(request: HttpRequest, form: Any, question: queries.QuestionSeen, partner: int, asked: int | None) -> bool:
    """Whether the answer is kept; otherwise the reason is among the form's errors."""
    try:
        spoken = commands.say_update(
            action_id=question.action,
            answer=form.answer(),
            based_on=form.cleaned_data["based_on"],
            said_by=form.who(),
            partner_id=partner,
            request_id=asked,
            files=form.files_given(),
            without_files=form.files_taken_out(),
            overruled_reason=form.cleaned_data["overruled_reason"],
            by=request.user if request.user.is_authenticated else None,
            at=timezone.now(),
        )
    except commands.AnswerStopped as reason:
        form.add_stopped(reason.sentences)
    except commands.EvidenceRefused as reason:
        form.add_error("file", reason.message)
    except commands.NotAsked as reason:  # the form was bent: nothing that we wrote sends such a thing
        raise NotSeen(question.number) from reason
    else:
        if spoken.is_newer:
            messages.warning(request, _NEWER)
        else:
            messages.success(request, _SAVED if asked else _SAVED_ALONE)
        return True
    return False


@access.needs(access.Permission.SEE_DRAFT)
@require_safe
def evidence_file(request: HttpRequest, locality: str, file: int) -> HttpResponse:
    """A file that came with an answer, for members only. It is never opened in the browser."""
    try:
        stored = evidence_seen_by(request.user, locality, file)
    except NotSeen as reason:
        raise Http404 from reason
    return files.answer_upload(stored.content, stored.name)


def _base(token: str) -> str:
    return reverse("answer", kwargs={"token": token})


def _link_context(seen: queries.LinkSeen, token: str, **values: Any) -> dict[str, Any]:
    return {
        "help_at": reverse("locality-help-now", kwargs={"locality": seen.locality_slug}),
        "locality": seen.locality_name,
        "done_href": reverse("answer-done", kwargs={"token": token}),
        "list_href": _base(token),
        **values,
    }


def _member_context(place: Any, **values: Any) -> dict[str, Any]:
    here = {"locality": place.slug}
    return {
        "place": place,
        "locality": place.name,
        "help_at": reverse("locality-help-now", kwargs=here),
        "plan_href": reverse("plan", kwargs=here),
        "locality_href": reverse("locality", kwargs=here),
        "mine_href": reverse("my-actions", kwargs=here),
        "updates_href": reverse("updates", kwargs=here),
        **values,
    }
