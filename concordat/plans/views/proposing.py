"""Update sheets that go out and come back, and the updates that wait to be decided."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from concordat.accounts import access
from concordat.documents import writers
from concordat.documents.domain import Document, Refused
from concordat.plans.commands import proposing as commands
from concordat.plans.domain.update_sheets import NotASheet
from concordat.plans.forms import proposing as forms
from concordat.plans.presenters import proposing as presenters
from concordat.plans.presenters import update_sheets
from concordat.plans.queries import proposing as queries
from concordat.plans.queries import update_sheets as sheet_queries
from concordat.plans.queries.standpoints import NotSeen
from concordat.ui import files

WRITERS: dict[str, tuple[Callable[[Document], bytes], str]] = {
    "word": (writers.write_word, "docx"),
    "excel": (writers.write_workbook, "xlsx"),
}


@access.needs(access.Permission.PROPOSE_UPDATE)
def sheets(request: HttpRequest, locality: str) -> HttpResponse:
    """Whom to ask, and the sheets that went out; a sheet is made by posting its partner and format."""
    place = _place(request, locality)
    base = reverse("update-sheets", kwargs={"locality": locality})
    if request.method == "POST":
        return _make(request, place, base)
    asked = queries.partners_asked(place) if place.may_make else ()
    page = presenters.present_sheets(place, asked, sheet_queries.sheets_made(place), base=base)
    return render(request, "plans/proposing/sheets.jinja", _context(place, page=page))


def _make(request: HttpRequest, place: queries.ProposingPlace, base: str) -> HttpResponse:
    form = forms.MakeSheetForm(request.POST)
    if not place.may_make:
        raise PermissionDenied
    partners = {partner.id for partner in queries.partners_asked(place)}
    if not form.is_valid() or form.cleaned_data["partner"] not in partners:
        messages.error(request, "Choose a partner and a format for the sheet.")
        return redirect(base)
    try:
        code = commands.make_update_sheet(
            locality_id=place.id,
            partner_id=form.cleaned_data["partner"],
            file_format=form.cleaned_data["format"],
            by=request.user,
            at=timezone.now(),
        )
    except commands.NothingToAsk as reason:
        messages.error(request, str(reason))
        return redirect(base)
    return redirect("update-sheet", locality=place.slug, code=f"{code[:4]}-{code[4:]}")


@access.needs(access.Permission.PROPOSE_UPDATE)
def sheet(request: HttpRequest, locality: str, code: str) -> HttpResponse:
    """The file of a sheet, written anew from what was kept when it was made."""
    try:
        seen = sheet_queries.sheet_seen_by(request.user, locality, code)
    except NotSeen as reason:
        raise Http404 from reason
    write, ending = WRITERS[seen.format]
    content = write(update_sheets.sheet_document(seen))
    return files.answer(content, f"{update_sheets.sheet_name(seen)}.{ending}", kept=files.KEPT_BY_NOBODY)


@access.needs(access.Permission.PROPOSE_UPDATE)
def sheet_return(request: HttpRequest, locality: str) -> HttpResponse:
    place = _place(request, locality)
    is_sent = request.method == "POST"
    begin_with = {"said_by": "" if place.may_decide else str(request.user)}
    form = forms.ReturnForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=begin_with)
    if is_sent and form.is_valid():
        number = _return(request, place, form)
        if number is not None:
            return redirect("update-sheet-returned", locality=locality, number=number)
    is_overruled = "stopped" in request.GET or bool(request.POST.get("overruled_reason"))
    values = _context(place, form=form, limit=form.limit, is_overruled=is_overruled)
    return render(request, "plans/proposing/return.jinja", values, status=422 if form.errors else 200)


def _return(request: HttpRequest, place: queries.ProposingPlace, form: forms.ReturnForm) -> int | None:
    """The number of the return, or None with the reason among the form's errors."""
    answers = form.cleaned_data
    try:
        return commands.return_update_sheet(
            locality_id=place.id,
            name=answers["document"].name,
            content=answers["document"].read(),
            said_by=answers["said_by"],
            overruled_reason=answers["overruled_reason"],
            speaks_for=place.speaks_for,
            by=request.user,
            at=timezone.now(),
        )
    except (Refused, NotASheet) as reason:
        form.add_error("document", reason.message)
    except commands.AlreadyReturned as reason:
        messages.info(request, reason.message)
        return reason.number
    return None


@access.needs(access.Permission.SEE_DRAFT)
def returned(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    try:
        place, seen = sheet_queries.return_seen_by(request.user, locality, number)
    except NotSeen as reason:
        raise Http404 from reason
    page = presenters.present_return(seen, **_hrefs(locality))
    return render(request, "plans/proposing/returned.jinja", _context(place, page=page))


@access.needs(access.Permission.SEE_DRAFT)
def updates(request: HttpRequest, locality: str) -> HttpResponse:
    place = _place(request, locality)
    page = presenters.present_updates(
        queries.proposals_waiting(place), queries.proposals_decided(place), **_hrefs(locality)
    )
    return render(request, "plans/proposing/updates.jinja", _context(place, page=page))


@access.needs(access.Permission.DECIDE_UPDATE)
def update(request: HttpRequest, locality: str, number: int) -> HttpResponse:
    """One proposed update. What is posted says in `do` whether to accept it, edit it or send it back."""
    try:
        place, seen = queries.proposal_seen_by(request.user, locality, number)
    except NotSeen as reason:
        raise Http404 from reason
    do = request.POST.get("do", "")
    if do == "edit" and seen.is_not_theirs:
        raise Http404  # there is nothing to change in it, and no form of ours asks for it
    edit = forms.EditForm(request.POST if do == "edit" else None, begin_with=presenters.answers_to_begin_with(seen))
    back = forms.SendBackForm(request.POST if do == "back" else None)
    form = back if do == "back" else edit
    is_said = do == "accept" or (do in ("edit", "back") and form.is_valid())
    done = _TAKEN_NOTE if do == "accept" and seen.is_not_theirs else _DONE.get(do, "")
    if is_said and _decide(request, place, number, form, do, done):
        return redirect(_board_asked_for(request, locality) or f"{_hrefs(locality)['updates_href']}#update-{number}")
    card = presenters.present_proposal(seen, **_hrefs(locality))
    values = _context(place, card=card, edit=edit, back=back, form=form, back_to=_board_asked_for(request, locality))
    return render(request, "plans/proposing/update.jinja", values, status=422 if form.errors else 200)


def _board_asked_for(request: HttpRequest, locality: str) -> str:
    """The review board that whoever decides came from and goes back to; "" where they came from elsewhere.

    Only a board of this locality's counts: the address is typed by whoever sends it.
    """
    address = request.POST.get("next") or request.GET.get("next", "")
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return ""
    is_ours = address.startswith("/localities/") and match.url_name == "review" and match.kwargs["locality"] == locality
    return address if is_ours else ""


def _decide(request: HttpRequest, place: queries.ProposingPlace, number: int, form: Any, do: str, done: str) -> bool:
    """Whether there is nothing more to ask; otherwise the reason is among the form's errors."""
    which = {"locality_id": place.id, "number": number, "by": request.user, "at": timezone.now()}
    try:
        if do == "accept":
            commands.accept_proposal(**which)
        elif do == "edit":
            answers = form.cleaned_data
            commands.edit_proposal(
                **which, said=form.said(), note=answers["note"], overruled_reason=answers["overruled_reason"]
            )
        else:
            answers = form.cleaned_data
            commands.send_back_proposal(**which, note=answers["back"], overruled_reason=answers["overruled_reason"])
    except commands.AlreadyDecided as reason:
        messages.info(request, str(reason))
    except commands.NotReady as reason:
        if do == "edit":  # its state and confidence are chosen, so only the date can be left unread
            form.add_error("timescale_text", str(reason))
        else:
            messages.error(request, str(reason))
        return False
    except commands.NoteMissing as reason:
        form.add_error(None, str(reason))
        return False
    except commands.LooksLikeAPatient as reason:
        form.add_error("back" if do == "back" else None, str(reason))
        form.is_stopped = True
        return False
    except commands.ReasonLooksLikeAPatient as reason:
        form.add_error("overruled_reason", str(reason))
        form.is_stopped = True
        return False
    else:
        messages.success(request, done)
    return True


_TAKEN_NOTE = "You have taken note. The action stays with who leads it until you change that."
_DONE = {
    "accept": "The update counts: the action says so now.",
    "edit": "The update counts with your changes: the action says so now.",
    "back": "The update was sent back. The action stays as it was.",
}


def _place(request: HttpRequest, locality: str) -> queries.ProposingPlace:
    try:
        return queries.place_of_proposing(request.user, locality)
    except NotSeen as reason:
        raise Http404 from reason


def _hrefs(locality: str) -> dict[str, str]:
    here = {"locality": locality}
    return {
        "updates_href": reverse("updates", kwargs=here),
        "plan_href": reverse("plan", kwargs=here),
        "locality_href": reverse("locality", kwargs=here),
    }


def _context(place: queries.ProposingPlace, **values: Any) -> dict[str, Any]:
    """What the templates are given beside their own values."""
    here = {"locality": place.slug}
    return {
        "place": place,
        "help_at": reverse("locality-help-now", kwargs=here),
        "sheets_href": reverse("update-sheets", kwargs=here),
        "return_href": reverse("update-sheet-return", kwargs=here),
        **_hrefs(place.slug),
        **values,
    }
