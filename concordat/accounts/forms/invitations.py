"""Turns what somebody writes about their own account into values."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from concordat.accounts.forms.free_text import FreeTextForm
from concordat.accounts.models import User
from concordat.ui import fields


class AcceptInvitation(FreeTextForm):
    """Name and password of somebody who was invited with this address."""

    can_overrule = False
    places = frozenset({"name"})

    name = fields.TextField(label="Your name", hint="As colleagues know you.", max_length=200, width=20)
    password1 = fields.PasswordField(label="Password", width=20)
    password2 = fields.PasswordField(label="The password again", width=20)

    def __init__(self, answers: Any = None, *, email: str, name: str) -> None:
        super().__init__(answers, initial={"name": name})
        self.email = email
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        for field in ("password1", "password2"):
            self.fields[field].widget.attrs["autocomplete"] = "new-password"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, second = given.get("password1"), given.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords are not the same")
        if first:
            try:
                validate_password(first, User(email=self.email, name=given.get("name", "")))
            except ValidationError as refusal:
                self.add_error("password1", refusal)
        return given
