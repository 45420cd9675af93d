"""Signs somebody in whom the sign-in library did not ask for a password."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from concordat.accounts.models import User


def let_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign `user` in, who has just chosen a password, as if they had typed it; gives where they go from there.

    The library then knows when they last proved who they are, and asks them for nothing twice.
    """
    logout(request)  # whoever was signed in here before
    return perform_password_login(request, {"email": user.email}, Login(user=user, email=user.email))
