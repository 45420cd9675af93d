"""The declaration that everybody can read, and the pages on which it is written, made and withdrawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from concordat.accounts import access
from concordat.assurance import commands, forms, presenters, queries
from concordat.assurance.domain.declaring import Part
from concordat.directory import queries as places
from concordat.ui import files

May = access.Permission


@access.open_to_the_public
@require_safe
def declaration(request: HttpRequest, locality: str) -> HttpResponse:
    return _declaration_page(request, locality)


@access.open_to_the_public
@require_safe
def declaration_version(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    return _declaration_page(request, locality, number)


def _declaration_page(request: HttpRequest, locality: str, number: int | None = None) -> HttpResponse:
    seen = found(queries.declaration_seen_by, request.user, locality, number)
    page = presenters.present_declaration(seen, base=reverse("declaration", kwargs={"locality": locality}))
    values = {"page": page, "may_see_draft": seen.may_see_draft}
    return render(request, "assurance/declaration.jinja", context(locality, values))


@access.needs(May.SEE_DRAFT)
@require_safe
def declaration_desk(request: HttpRequest, locality: str) -> HttpResponse:
    """What the declaration lacks, who signs it and how far each has come."""
    desk = found(queries.desk_of, request.user, locality)
    page = presenters.present_desk(desk, base=reverse("declaration", kwargs={"locality": locality}))
    values = {
        "page": page,
        "may_keep": request.user.has_perm(May.KEEP_DECLARATION, locality),
        "may_declare": request.user.has_perm(May.DECLARE, locality),
    }
    return render(request, "assurance/desk.jinja", context(locality, values))


@access.needs(May.KEEP_DECLARATION)
@require_POST
def declaration_begin(request: HttpRequest, locality: str) -> HttpResponse:
    desk = found(queries.desk_of, request.user, locality)
    try:
        number = commands.begin_declaration(locality_id=desk.locality_id, by=request.user, at=timezone.now())
        messages.success(request, f"Version {number} is begun. Change its words where you want them otherwise.")
    except commands.AlreadyBegun as reason:
        messages.info(request, str(reason))
    return redirect("declaration-desk", locality=locality)


@access.needs(May.KEEP_DECLARATION)
def declaration_words(request: HttpRequest, locality: str) -> HttpResponse:
    desk = _draft(request, locality)
    form = _words_form(request, desk)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            is_new = commands.word_declaration(
                declaration_id=desk.id,
                title=given["title"],
                parts=form.worded(),
                areas=given.get("areas", []),
                areas_note=given["areas_note"],
                overruled_reason=given["overruled_reason"],
                by=request.user,
                at=timezone.now(),
            )
        except commands.NamesAPatient as reason:
            form.add_error(reason.field, str(reason))
        else:
            messages.success(request, "The words are saved." if is_new else "Nothing was changed.")
            return redirect("declaration-desk", locality=locality)
    page = presenters.present_desk(desk, base="")
    return _form_page(request, "assurance/words.jinja", locality, form, page=page)


def _words_form(request: HttpRequest, desk: queries.Desk) -> forms.WordsForm:
    """The parts of the pattern, worded as they are here; a part that the pattern lost stays."""
    said = {part.key: part for part in desk.parts}
    parts = [said.get(part.key, Part(part.key, part.title, "")) for part in desk.pattern]
    parts += [part for part in desk.parts if part.key not in {one.key for one in desk.pattern}]
    place = places.get_locality(request.user, desk.locality_slug)
    areas = {area.code: area.name for area in place.areas} | dict(desk.areas)
    for region in places.regions_with_areas():
        if region.code == place.region_code:
            areas |= {area.code: area.name for area in region.areas}
    return forms.WordsForm(
        request.POST if request.method == "POST" else None,
        title=desk.title,
        parts=parts,
        needed=desk.needed_parts,
        areas=sorted(areas.items(), key=lambda pair: pair[1]),
        chosen=[code for code, _ in desk.areas],
        areas_note=desk.areas_note,
    )


@access.needs(May.DECLARE)
def declaration_make(request: HttpRequest, locality: str) -> HttpResponse:
    """Says what is missing, or makes the declaration."""
    desk = _draft(request, locality)
    form = forms.DeclareForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            commands.make_declaration(
                declaration_id=desk.id,
                declared_on=form.cleaned_data["declared_on"],
                by=request.user,
                at=timezone.now(),
            )
        except commands.NotReady as reason:
            for lack in reason.lacks:
                form.add_error("declared_on" if lack.about == "date" else None, lack.sentence)
        else:
            messages.success(request, "The declaration is made. Everybody can read it.")
            return redirect("declaration", locality=locality)
    page = presenters.present_desk(desk, base=reverse("declaration", kwargs={"locality": locality}))
    return _form_page(request, "assurance/make.jinja", locality, form, page=page)


@access.needs(May.DECLARE)
def declaration_withdraw(request: HttpRequest, locality: str) -> HttpResponse:
    seen = found(queries.standing_declaration, request.user, locality)
    label, hint = "Why is it withdrawn?", "Everybody reads this, beside the declaration."
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, label=label, hint=hint)
    if request.method == "POST" and form.is_valid():
        try:
            commands.withdraw_declaration(
                declaration_id=seen.id, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except (commands.NamesAPatient, commands.ReasonMissing) as reason:
            form.add_error("reason", str(reason))
        else:
            messages.success(request, "The declaration is withdrawn. It stays readable, with the reason.")
            return redirect("declaration", locality=locality)
    return _form_page(request, "assurance/withdraw.jinja", locality, form, seen=seen)


@access.needs(May.KEEP_DECLARATION)
def declaration_drop(request: HttpRequest, locality: str) -> HttpResponse:
    desk = _draft(request, locality)
    if request.method == "POST":
        commands.drop_declaration(declaration_id=desk.id, by=request.user, at=timezone.now())
        messages.success(request, f"Version {desk.number} is dropped. What was written and signed stays readable.")
        return redirect("declaration-desk", locality=locality)
    page = presenters.present_desk(desk, base="")
    return render(request, "assurance/drop.jinja", context(locality, {"page": page}))


@access.needs(May.SEE_DRAFT)
@require_safe
def declaration_paper(request: HttpRequest, locality: str, paper: int) -> HttpResponse:
    """A paper that was signed by hand. It is never opened in the browser."""
    stored = found(queries.paper_seen_by, request.user, locality, paper)
    return files.answer_upload(stored.content, stored.name)


def _draft(request: HttpRequest, locality: str) -> Any:
    desk = found(queries.desk_of, request.user, locality)
    if not desk.is_draft:
        raise Http404
    return desk


def found(query: Callable[..., Any], *which: Any) -> Any:
    """What a query gives; a page that is not there where this viewer may not know of it."""
    try:
        return query(*which)
    except queries.NotSeen as reason:
        raise Http404 from reason


def context(locality: str, values: dict[str, Any]) -> dict[str, Any]:
    """What the templates of a locality are given beside their own values."""
    here = {"locality": locality}
    return {
        "slug": locality,
        "help_at": reverse("locality-help-now", kwargs=here),
        "locality_href": reverse("locality", kwargs=here),
        "declaration_href": reverse("declaration", kwargs=here),
        **values,
    }


def _form_page(request: HttpRequest, template: str, locality: str, form: Any, **values: Any) -> HttpResponse:
    return render(request, template, context(locality, {"form": form, **values}), status=422 if form.errors else 200)
