"""Turns what somebody writes about a person, an invitation or the end of a role into values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from concordat.accounts.forms import FreeTextForm
from concordat.directory.domain import LOCAL_ROLES, WIDER_ROLES, Role
from concordat.directory.queries import NamedPartner, NamedRegion
from concordat.ui import fields


class PersonAsTheyAre(FreeTextForm):
    """A person as they are; the organisation is one of the partners."""

    can_overrule = False
    places = frozenset({"name"})

    name = fields.TextField(label="Name", max_length=120, width=30)
    email = fields.EmailField(label="Work e-mail address (optional)", required=False, max_length=254, width=30)
    organisation = fields.SelectField(label="Where do they work?", required=False)
    is_contact = fields.TickField(
        label="Answers for this organisation",
        hint="Is asked about the actions of the organisation that name nobody else.",
        required=False,
    )

    def __init__(self, *args: Any, organisations: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].widget.attrs["autocomplete"] = "off"  # it is somebody else's
        self.fields["organisation"].choices = [
            ("", "Not known, or no partner"),
            *((str(key), name) for key, name in organisations),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_contact"):
            if not given.get("organisation") and "organisation" not in self.errors:
                self.add_error("organisation", "Choose the organisation that they answer for")
            if not given.get("email") and "email" not in self.errors:
                self.add_error("email", "Who answers for an organisation needs an e-mail address")
        return given


class InvitationToALocality(FreeTextForm):
    """Somebody to be asked to hold a role in a locality."""

    can_overrule = False
    places = frozenset({"name"})

    name = fields.TextField(label="Name", max_length=120, width=30)
    email = fields.EmailField(label="Work e-mail address", max_length=254, width=30)
    role = fields.RadiosField(
        label="What are they to be?",
        choices=[(role.value, role.words) for role in LOCAL_ROLES],
        hints={role.value: role.meaning for role in LOCAL_ROLES},
    )
    partner = fields.SelectField(
        label="For which partner?",
        hint="A lead speaks for one partner. For others it may be left open.",
        required=False,
    )

    def __init__(self, *args: Any, partners: Sequence[NamedPartner], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["partner"].choices = [("", "Choose one"), *((str(each.id), each.name) for each in partners)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("role") == Role.LEAD and not given.get("partner") and "partner" not in self.errors:
            self.add_error("partner", "Choose the partner that they are to be lead for")
        return given


class Appointment(FreeTextForm):
    """Somebody to be asked to hold a role beyond one locality."""

    can_overrule = False
    places = frozenset({"name"})

    name = fields.TextField(label="Name", max_length=120, width=30)
    email = fields.EmailField(label="Work e-mail address", max_length=254, width=30)
    role = fields.RadiosField(
        label="What are they to be?",
        choices=[(role.value, role.words) for role in WIDER_ROLES],
        hints={role.value: role.meaning for role in WIDER_ROLES},
    )
    region = fields.SelectField(label="Which region?", hint="Only for a regional network.", required=False)

    def __init__(self, *args: Any, regions: Sequence[NamedRegion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["region"].choices = [("", "Choose one"), *((each.code, each.name) for each in regions)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("role") == Role.REGIONAL and not given.get("region") and "region" not in self.errors:
            self.add_error("region", "Choose the region")
        return given


class LastDay(forms.Form):
    """From which day on something holds no more; where nobody would coordinate then, whoever says so knows it."""

    on = fields.DateField(label="From which day?")
    is_told = fields.TickField(label="I know that nobody coordinates this locality then", required=False)

    def __init__(self, *args: Any, label: str, hint: str, today: date, is_last: bool, **options: Any) -> None:
        super().__init__(*args, initial={"on": today}, **options)
        self.fields["on"].label, self.fields["on"].help_text = label, hint
        if is_last:
            self.fields["is_told"].required = True
        else:
            del self.fields["is_told"]
