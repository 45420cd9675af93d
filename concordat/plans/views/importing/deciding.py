"""Whom the names mean, what became of missing actions, what stands before the tables, and accepting it all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.directory.queries import organisations_to_choose_from
from concordat.plans import commands
from concordat.plans.domain.corrections import NotACorrection
from concordat.plans.forms import EditionForm
from concordat.plans.forms import importing as forms
from concordat.plans.presenters import importing as presenters
from concordat.plans.queries import importing as queries
from concordat.plans.views.importing.shared import base_of, context, review_for


@access.needs(access.Permission.IMPORT_PLAN)
def import_leads(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    review = review_for(request, locality, number)
    base = base_of(locality, number)
    organisations = presenters.organisation_choices(organisations_to_choose_from(request.user, locality), review)
    sheet = forms.LeadsSheet(request.POST if request.method == "POST" else None, review.names, organisations)
    if request.method == "POST" and sheet.is_valid():
        try:
            commands.decide_leads(import_id=number, leads=sheet.values(), by=request.user, at=timezone.now())
        except (NotACorrection, commands.ImportEnded) as reason:
            messages.error(request, str(reason))
        return redirect(f"{base}#leads")
    questions = [
        presenters.present_lead_question(review, form.name, form.answers(), form.sentences(), prefix=form.prefix)
        for form in sheet.in_order()
    ]
    values = context(
        locality, review=review, base=base, questions=questions, organisations=organisations, sheet=sheet,
        types=forms.ORGANISATION_TYPES,
    )  # fmt: skip
    return render(request, "plans/importing/leads.jinja", values, status=422 if sheet.has_errors() else 200)


@access.needs(access.Permission.IMPORT_PLAN)
def import_missing(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    review = review_for(request, locality, number)
    base = base_of(locality, number)
    lines = presenters.present_missing(review)
    answers = presenters.missing_answers(review, lines)
    targets = presenters.merge_targets(review, lines)
    form = forms.MissingForm(request.POST if request.method == "POST" else None, answers=answers, targets=targets)
    if request.method == "POST" and form.is_valid():
        try:
            commands.decide_missing(import_id=number, decisions=form.values(), by=request.user, at=timezone.now())
            return redirect(f"{base}#missing")
        except (NotACorrection, commands.ImportEnded) as reason:
            messages.error(request, str(reason))
    values = context(locality, review=review, base=base, lines=lines, answers=answers, targets=targets, form=form)
    return render(request, "plans/importing/missing.jinja", values, status=422 if form.errors else 200)


@access.needs(access.Permission.IMPORT_PLAN)
def import_plan(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    review = review_for(request, locality, number)
    base = base_of(locality, number)
    form = forms.PlanForm(request.POST if request.method == "POST" else None, plan=review.plan)
    if request.method == "POST" and form.is_valid():
        try:
            commands.correct_plan(
                import_id=number,
                values=form.values(),
                overruled_reason=form.cleaned_data["overruled_reason"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect(f"{base}#plan")
        except (NotACorrection, commands.ImportEnded) as reason:
            form.add_error(None, str(reason))
    values = context(locality, review=review, base=base, form=form)
    return render(request, "plans/importing/plan.jinja", values, status=422 if form.errors else 200)


@access.needs(access.Permission.IMPORT_PLAN)
def import_accept(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """Publishing is a right of its own: who lacks it keeps the edition as a draft."""
    review = review_for(request, locality, number)
    base = base_of(locality, number)
    may_publish = request.user.has_perm(access.Permission.PUBLISH_EDITION, locality)
    form = EditionForm(
        request.POST if request.method == "POST" else None,
        may_publish=may_publish,
        title=review.plan.title,
        dated_on=presenters.date_parts(review),
    )
    if request.method == "POST" and form.is_valid() and _accept(request, review, form):
        return redirect("plan", locality=locality)
    page = presenters.present_acceptance(review)
    values = context(locality, review=review, base=base, form=form, page=page, may_publish=may_publish)
    return render(request, "plans/importing/accept.jinja", values, status=422 if form.errors else 200)


def _accept(request: HttpRequest, review: queries.ImportReview, form: EditionForm) -> bool:
    answers = form.cleaned_data
    try:
        edition = commands.accept_import(
            import_id=review.number,
            dated_on=answers["dated_on"],
            title=answers["title"],
            overruled_reason=answers["overruled_reason"],
            publish=form.is_published(),
            by=request.user,
            at=timezone.now(),
        )
    except (commands.ImportEnded, commands.LeadsUndecided, commands.NothingToAccept, NotACorrection) as reason:
        form.add_error(None, str(reason))
        return False
    told = "Everybody can read it." if form.is_published() else "Only members can read it until it is published."
    messages.success(request, f"{review.document_name} is now edition {edition} of the plan. {told}")
    return True
