"""Who is to sign a declaration: named, asked by letter, signing in the room, taking a signature back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from concordat.accounts import access
from concordat.assurance import commands, forms, presenters, queries
from concordat.assurance.views.declarations import context, found
from concordat.plans.commands.proposing import EvidenceRefused
from concordat.plans.domain.days import spoken_count

May = access.Permission
REFUSED = (commands.AlreadySigned, commands.DeclarationEnded, commands.NothingToSign)


@access.needs(May.KEEP_DECLARATION)
def signatory_new(request: HttpRequest, locality: str) -> HttpResponse:
    """Name a partner of the locality; then ask somebody there."""
    desk = _desk(request, locality)
    partners = [(each.id, f"{each.name} ({each.type.words})") for each in desk.partners]
    form = forms.NameSignatoryForm(request.POST if request.method == "POST" else None, partners=partners)
    if request.method == "POST" and form.is_valid():
        partner, kind = form.chosen()
        try:
            signatory = commands.name_signatory(
                declaration_id=desk.id, partner_id=partner, kind=kind, by=request.user, at=timezone.now()
            )
        except REFUSED as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("signatory", locality=locality, signatory=signatory)
    values = {"form": form, "locality_name": desk.locality_name, "has_partners": bool(partners)}
    status = 422 if form.errors else 200
    return render(request, "assurance/signatory_new.jinja", context(locality, values), status=status)


@access.needs(May.KEEP_DECLARATION)
def signatory(request: HttpRequest, locality: str, signatory: int) -> HttpResponse:
    """One organisation: how far it has come, and the letter that asks somebody there."""
    desk = _desk(request, locality)
    row = found(desk.row, signatory)
    suggested = row.link or (row.contacts[0] if row.contacts else None)
    form = forms.AskForm(
        request.POST if request.method == "POST" else None,
        name=suggested.name if suggested else "",
        email=suggested.email if suggested else "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.ask_to_sign(signatory_id=signatory, **form.cleaned_data, by=request.user, at=timezone.now())
        except commands.NamesAPatient as reason:
            form.add_error(reason.field, str(reason))
        except REFUSED as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"The letter to {form.cleaned_data['name']} is on its way.")
            return redirect("declaration-desk", locality=locality)
    return _page(request, "assurance/signatory.jinja", desk, row, form)


@access.needs(May.KEEP_DECLARATION)
def signatory_room(request: HttpRequest, locality: str, signatory: int) -> HttpResponse:
    """Record that somebody signed by hand, with the paper."""
    desk = _desk(request, locality)
    row = found(desk.row, signatory)
    is_sent = request.method == "POST"
    form = forms.RoomForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, kind=row.kind, today=timezone.localdate()
    )
    if is_sent and form.is_valid() and _sign_in_the_room(request, signatory, form):
        messages.success(request, f"{row.organisation} has signed. The paper is kept, for members only.")
        return redirect("declaration-desk", locality=locality)
    return _page(request, "assurance/room.jinja", desk, row, form)


def _sign_in_the_room(request: HttpRequest, signatory: int, form: forms.RoomForm) -> bool:
    given = form.cleaned_data
    try:
        commands.sign_in_the_room(
            signatory_id=signatory,
            name=given["name"],
            role=given["role"],
            signed_on=given["signed_on"],
            offer=given.get("offer", ""),
            overruled_reason=given["overruled_reason"],
            paper=form.given(),
            by=request.user,
            at=timezone.now(),
        )
    except EvidenceRefused as reason:
        form.add_error("paper", reason.message)
    except commands.NamesAPatient as reason:
        form.add_error(reason.field, str(reason))
    except REFUSED as reason:
        form.add_error(None, str(reason))
    else:
        return True
    return False


@access.needs(May.KEEP_DECLARATION)
@require_POST
def signatory_change(request: HttpRequest, locality: str, signatory: int) -> HttpResponse:
    """What is posted as `do`: "remind", "take_back_link" or "leave_out"."""
    desk = _desk(request, locality)
    row = found(desk.row, signatory)
    do = request.POST.get("do", "")
    who = {"signatory_id": signatory, "by": request.user, "at": timezone.now()}
    try:
        if do == "remind":
            commands.remind_to_sign(declaration_id=desk.id, **who)
            messages.success(request, f"A reminder to {row.organisation} is on its way.")
        elif do == "take_back_link":
            commands.take_back_link(**who)
            messages.success(request, f"The link that went to {row.organisation} opens nothing any more.")
        elif do == "leave_out":
            commands.leave_out(**who)
            messages.success(request, f"{row.organisation} is no longer among those who are to sign.")
    except REFUSED as reason:
        messages.error(request, str(reason))
    return redirect("declaration-desk", locality=locality)


@access.needs(May.KEEP_DECLARATION)
@require_POST
def declaration_ask(request: HttpRequest, locality: str) -> HttpResponse:
    """Ask the contacts of all organisations that nobody was asked for."""
    desk = _desk(request, locality)
    try:
        count = commands.ask_contacts_to_sign(declaration_id=desk.id, by=request.user, at=timezone.now())
        messages.success(request, f"{spoken_count(count, 'letter')} {'is' if count == 1 else 'are'} on the way.")
    except REFUSED as reason:
        messages.info(request, str(reason))
    return redirect("declaration-desk", locality=locality)


@access.needs(May.KEEP_DECLARATION)
@require_POST
def declaration_remind(request: HttpRequest, locality: str) -> HttpResponse:
    """Remind all who were asked and have not signed, but those who had a letter today."""
    desk = _desk(request, locality)
    try:
        count = commands.remind_to_sign(declaration_id=desk.id, by=request.user, at=timezone.now())
        messages.success(request, f"{spoken_count(count, 'reminder')} {'is' if count == 1 else 'are'} on the way.")
    except REFUSED as reason:
        messages.info(request, str(reason))
    return redirect("declaration-desk", locality=locality)


@access.needs(May.KEEP_DECLARATION)
def signature_take_back(request: HttpRequest, locality: str, signatory: int, signature: int) -> HttpResponse:
    desk = _desk(request, locality)
    row = found(desk.row, signatory)
    if row.signature is None or row.signature.id != signature:
        raise Http404
    hint = "Members read this. What was signed stays readable."
    form = forms.ReasonForm(
        request.POST if request.method == "POST" else None, label="Why is the signature taken back?", hint=hint
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.take_back_signature(
                signature_id=signature, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except (*REFUSED, commands.NamesAPatient, commands.ReasonMissing) as reason:
            form.add_error("reason", str(reason))
        else:
            messages.success(request, f"The signature of {row.organisation} is taken back.")
            return redirect("declaration-desk", locality=locality)
    return _page(request, "assurance/take_back.jinja", desk, row, form)


def _desk(request: HttpRequest, locality: str) -> Any:
    """The desk with a version on it."""
    desk = found(queries.desk_of, request.user, locality)
    if desk.id is None:
        raise Http404
    return desk


def _page(request: HttpRequest, template: str, desk: Any, row: Any, form: Any) -> HttpResponse:
    base = reverse("declaration", kwargs={"locality": desk.locality_slug})
    page = presenters.present_signatory(desk, row, base=base)
    values = {"page": page, "form": form, "signatory": row.id}
    return render(request, template, context(desk.locality_slug, values), status=422 if form.errors else 200)
