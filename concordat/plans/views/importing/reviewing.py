"""The review screen, the page of one row, and the document as it was read."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from concordat.accounts import access
from concordat.documents import read
from concordat.documents.domain import Place
from concordat.plans import commands
from concordat.plans.domain.corrections import NotACorrection, RowField
from concordat.plans.domain.reviewing import ReviewedRow, year_of
from concordat.plans.forms import importing as forms
from concordat.plans.presenters import importing as presenters
from concordat.plans.queries import importing as queries
from concordat.plans.views.importing.shared import base_of, context, review_for


@access.needs(access.Permission.IMPORT_PLAN)
def import_review(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    review = review_for(request, locality, number)
    step = request.GET.get("page", "1")
    page = presenters.present_review(
        review,
        base=base_of(locality, number),
        locality_href=context(locality)["locality_href"],
        page=int(step) if step.isdecimal() and int(step) > 0 else 1,
        show=presenters.kind_shown(request.GET.get("show", "")),
    )
    return render(request, "plans/importing/review.jinja", context(locality, page=page))


@access.needs(access.Permission.IMPORT_PLAN)
def import_row(request: HttpRequest, locality: str, number: int, row: int) -> HttpResponse:
    """One row in full. A card of the review screen is sent here too, with the fields that it `asked` about."""
    review = review_for(request, locality, number)
    if row >= len(review.plan.rows):
        raise Http404
    base = base_of(locality, number)
    if "do" in request.POST:
        return _leave_out_or_restore(request, review, row, base)
    form = _row_form(request, review, review.plan.rows[row])
    if request.method == "POST" and form.is_valid() and _save(request, review, row, form):
        return redirect(_next_place(request, base, row))
    page = presenters.present_row(
        review, review.plan.rows[row], base=base, locality_href=context(locality)["locality_href"]
    )
    if form.asked is not None:
        form = form.in_full()
    values = context(locality, page=page, form=form)
    return render(request, "plans/importing/row.jinja", values, status=422 if form.errors else 200)


def _row_form(request: HttpRequest, review: queries.ImportReview, row: ReviewedRow) -> forms.RowForm:
    asked = request.POST.get("asked")
    known = {field.value for field in RowField}
    return forms.RowForm(
        request.POST if request.method == "POST" else None,
        row=row,
        sections=review.plan.sections,
        actions=presenters.action_choices(review),
        year=year_of(review.plan.read),
        number=review.number_of(row.index),
        split_from=review.split_from(row),
        doubtful=[doubt.field for doubt in review.doubts_of(row)],
        asked=None if asked is None else [RowField(name) for name in asked.split() if name in known],
    )


def _save(request: HttpRequest, review: queries.ImportReview, row: int, form: forms.RowForm) -> bool:
    try:
        _correct(request, review, row, form.values(), form.cleaned_data["overruled_reason"])
    except NotACorrection as reason:
        form.add_error(None, str(reason))
        return False
    return True


def _correct(
    request: HttpRequest,
    review: queries.ImportReview,
    row: int,
    values: Mapping[RowField, Any],
    overruled_reason: str = "",
) -> None:
    try:
        if values:
            commands.correct_row(
                import_id=review.number,
                row=row,
                values=values,
                overruled_reason=overruled_reason,
                by=request.user,
                at=timezone.now(),
            )
    except commands.ImportEnded as reason:
        messages.error(request, str(reason))


def _leave_out_or_restore(request: HttpRequest, review: queries.ImportReview, row: int, base: str) -> HttpResponse:
    leave_out = request.POST["do"] == "leave-out"
    _correct(request, review, row, {RowField.LEFT_OUT: leave_out})
    return redirect(f"{base}#actions" if leave_out else f"{base}rows/{row}/")


def _next_place(request: HttpRequest, base: str, row: int) -> str:
    """After a card the next card; after the page of a row its place in the list."""
    return f"{base}#doubtful" if "asked" in request.POST else f"{base}#action-{row}"


@access.needs(access.Permission.IMPORT_PLAN)
def import_document(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """The document as it was read, so that what was left out can be seen where it stands."""
    review = review_for(request, locality, number)
    name, content = queries.document_of_import(request.user, locality, number)
    blocks = presenters.present_document(read(content, name=name), _sought(request))
    values = context(locality, review=review, base=base_of(locality, number), blocks=blocks)
    return render(request, "plans/importing/document.jinja", values)


def _sought(request: HttpRequest) -> Place:
    numbers = {name: request.GET.get(name, "") for name in ("table", "row", "line")}
    return Place(
        sheet=request.GET.get("sheet") or None,
        **{name: int(value) for name, value in numbers.items() if value.isdecimal()},
    )
