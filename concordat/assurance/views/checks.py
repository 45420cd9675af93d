"""The check of a plan: submitting an edition, the queue, judging it by the criteria, and answering what was asked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from concordat.accounts import access
from concordat.assurance import commands, forms, presenters, queries
from concordat.assurance.queries import reference
from concordat.assurance.views.declarations import context, found

May = access.Permission
REFUSED = (commands.CheckOver, commands.NamesAPatient, commands.NotDecided, commands.NotSubmitted)


@access.needs(May.CHECK_PLAN)
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """What waits to be checked where the viewer may check, and what was decided last."""
    page = presenters.present_queue(
        queries.waiting_checks(request.user),
        queries.decided_checks(request.user),
        href=lambda slug, number: reverse("plan-check", kwargs={"locality": slug, "number": number}),
        on=timezone.localdate(),
    )
    return render(request, "assurance/checks.jinja", {"page": page})


@access.needs(May.SEE_DRAFT)
@require_safe
def plan_checks(request: HttpRequest, locality: str) -> HttpResponse:
    """What the locality submitted, what it was asked, and the form to submit the next edition."""
    return _checks_page(request, locality)


@access.needs(May.SUBMIT_PLAN)
@require_POST
def plan_submit(request: HttpRequest, locality: str) -> HttpResponse:
    seen = found(queries.checks_of, request.user, locality)
    form = forms.SubmitPlanForm(request.POST, editions=seen.editions)
    if form.is_valid():
        try:
            commands.submit_plan(
                locality_id=seen.locality_id,
                edition=form.number(),
                words=form.cleaned_data["words"],
                overruled_reason=form.cleaned_data["overruled_reason"],
                by=request.user,
                at=timezone.now(),
            )
        except REFUSED as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Edition {form.number()} is submitted. The region and the nation see it now.")
            return redirect("plan-checks", locality=locality)
    return _checks_page(request, locality, form=form)


@access.needs(May.SUBMIT_PLAN)
@require_POST
def plan_take_back(request: HttpRequest, locality: str) -> HttpResponse:
    seen = found(queries.checks_of, request.user, locality)
    waiting = next((each for each in seen.submissions if each.is_waiting), None)
    if waiting is not None:
        commands.take_back_submission(submission_id=waiting.id, by=request.user, at=timezone.now())
        messages.success(request, f"Edition {waiting.edition} is taken back.")
    return redirect("plan-checks", locality=locality)


@access.needs(May.SUBMIT_PLAN)
@require_POST
def plan_point(request: HttpRequest, locality: str, point: int) -> HttpResponse:
    """Answer a point that was asked."""
    seen = found(queries.checks_of, request.user, locality)
    if point not in {one.id for each in seen.submissions for one in each.points}:
        raise Http404
    form = forms.PointAnswerForm(request.POST, point=point)
    if form.is_valid():
        try:
            commands.answer_point(point_id=point, **form.cleaned_data, by=request.user, at=timezone.now())
        except REFUSED as reason:
            form.add_error("words", str(reason))
        else:
            messages.success(request, "The answer is kept.")
            return redirect("plan-checks", locality=locality)
    return _checks_page(request, locality, answering={point: form}, errors=form)


def _checks_page(
    request: HttpRequest, locality: str, *, form: Any = None, answering: Any = None, errors: Any = None
) -> HttpResponse:
    seen = found(queries.checks_of, request.user, locality)
    page = presenters.present_checks(
        seen, reference.check_criteria(), base=reverse("plan-checks", kwargs={"locality": locality})
    )
    values = {
        "page": page,
        "form": errors or form or forms.SubmitPlanForm(editions=seen.editions),
        "submit_form": form or forms.SubmitPlanForm(editions=seen.editions),
        "answer_forms": {p.id: forms.PointAnswerForm(point=p.id) for p in page.to_answer} | (answering or {}),
        "may_submit": request.user.has_perm(May.SUBMIT_PLAN, locality),
        "plan_href": reverse("plan", kwargs={"locality": locality}),
    }
    status = 422 if values["form"].errors else 200
    return render(request, "assurance/plan_checks.jinja", context(locality, values), status=status)


@access.needs(May.SEE_DRAFT)
@require_safe
def plan_check(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """One edition before the criteria: members read it, who may check judges it."""
    seen = found(queries.check_of, request.user, locality, number)
    return _check_page(request, seen, _check_form(seen))


@access.needs(May.CHECK_PLAN)
@require_POST
def plan_judge(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """Keep what was judged; `do` says whether to approve or to ask for changes as well."""
    seen = found(queries.check_of, request.user, locality, number)
    form = _check_form(seen, request.POST)
    if not form.is_valid():
        return _check_page(request, seen, form)
    try:
        told = _decide(request, seen, form)
    except REFUSED as reason:
        field = getattr(reason, "field", None)
        form.add_error(field if field in form.fields else None, str(reason))
        return _check_page(request, found(queries.check_of, request.user, locality, number), form)
    messages.success(request, told)
    return redirect("plan-check", locality=locality, number=number)


def _decide(request: HttpRequest, seen: queries.CheckSeen, form: forms.CheckForm) -> str:
    """What was judged is kept even where the decision is refused."""
    which = {
        "submission_id": seen.submission.id,
        "overruled_reason": form.cleaned_data["overruled_reason"],
        "by": request.user,
        "at": timezone.now(),
    }
    computed = {each.criterion.key: each.finding for each in seen.criteria}
    commands.judge(
        **which,
        judged=[
            commands.Judged(key, verdict, note, str(computed[key].verdict or ""), computed[key].sentence)
            for key, (verdict, note) in form.verdicts().items()
        ],
    )
    note = form.cleaned_data["note"]
    if request.POST.get("do") == "approve":
        commands.approve_plan(**which, note=note)
        return "The plan is approved. The locality moves up the ladder."
    if request.POST.get("do") == "ask":
        commands.ask_for_changes(**which, points=form.points(), note=note)
        return "The plan went back to the locality with what is to change."
    return "What you judged is kept."


def _check_form(seen: queries.CheckSeen, answers: Any = None) -> forms.CheckForm:
    standing = {
        each.criterion.key: (each.standing.verdict.value, each.standing.note)
        for each in seen.criteria
        if each.standing is not None
    }
    return forms.CheckForm(answers, criteria=[each.criterion.key for each in seen.criteria], standing=standing)


def _check_page(request: HttpRequest, seen: queries.CheckSeen, form: forms.CheckForm) -> HttpResponse:
    slug = seen.submission.locality_slug
    page = presenters.present_check(
        seen,
        reference.check_criteria(),
        base=reverse("plan-checks", kwargs={"locality": slug}),
        plan_href=reverse("plan", kwargs={"locality": slug}),
    )
    values = {
        "page": page,
        "form": form,
        "groups": form.groups(),
        "may_check": seen.submission.is_waiting and request.user.has_perm(May.CHECK_PLAN, slug),
        "number": seen.submission.number,
    }
    status = 422 if form.errors else 200
    return render(request, "assurance/plan_check.jinja", context(slug, values), status=status)
