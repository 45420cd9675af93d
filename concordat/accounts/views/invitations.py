"""Getting in by invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from concordat.accounts import access, commands, forms, gateways, queries


@sensitive_post_parameters("password1", "password2")
@access.open_by_link
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where somebody who was invited chooses a name and a password, and is signed in."""
    try:
        found = queries.invitation_with(gateways.secret_of(token), at=timezone.now())
    except gateways.BadLink:
        found = None
    if found is None:
        return render(request, "accounts/invitation_over.jinja", status=410)
    form = forms.AcceptInvitation(request.POST or None, email=found.email, name=found.name)
    if form.is_valid():
        given = form.cleaned_data
        try:
            user = commands.accept_invitation(
                invitation=found.id, name=given["name"], password=given["password1"], at=timezone.now()
            )
        except commands.InvitationOver:
            return render(request, "accounts/invitation_over.jinja", status=410)
        return gateways.let_in(request, user)
    context = {"form": form, "invitation": found}
    return render(request, "accounts/invitation.jinja", context, status=422 if form.errors else 200)
