"""Turns what somebody writes about a locality, a partner or a name into values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify

from concordat.accounts.forms import FreeTextForm
from concordat.directory.domain import OrganisationType, PartnerKind, dialled, likely_type
from concordat.directory.queries import NamedOrganisation, NamedPartner, NamedRegion
from concordat.ui import fields
from concordat.ui.environment import long_date

NO_NUMBER = "Begin with the number; put words after it in brackets"
MYSELF, SOMEBODY = "myself", "somebody"


class NewLocality(FreeTextForm):
    """A locality as an administrator sets it up; `regions` are the choices."""

    can_overrule = False
    places = frozenset({"name", "areas_note", "coordinator_name", "line_name", "line_hours"})
    numbers = frozenset({"line_telephone"})

    name = fields.TextField(
        label="Name of the locality",
        hint="As people there call it, for example “Northshire”.",
        max_length=120,
        size="m",
    )
    areas = forms.MultipleChoiceField(label="Areas it covers", required=False)
    areas_note = fields.TextField(
        label="What should be known about the areas? (optional)",
        hint="For example “the northern half”, or the name of a place that is not in the list.",
        max_length=200,
        required=False,
    )
    region = fields.SelectField(
        label="Region (only where no area is ticked)", choices=[("", "The region of its areas")], required=False
    )
    coordinator = fields.RadiosField(
        label="Who coordinates it?",
        choices=((MYSELF, "I do"), (SOMEBODY, "Somebody else")),
        size="m",
        hints={SOMEBODY: "Give the name and the address below."},
    )
    coordinator_name = fields.TextField(label="The coordinator’s name", max_length=200, required=False, width=20)
    coordinator_email = fields.EmailField(label="The coordinator’s e-mail address", required=False, width=30)
    line_name = fields.TextField(label="Name of the local crisis line (optional)", max_length=120, required=False)
    line_telephone = fields.TextField(
        label="Its telephone number",
        hint="Ring it first: the page will say that it was checked today.",
        max_length=40,
        required=False,
        width=20,
    )
    line_hours = fields.TextField(
        label="Its hours", hint="For example “24 hours a day, every day”.", max_length=120, required=False
    )

    def __init__(self, *args: Any, regions: Sequence[NamedRegion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.regions = regions
        self.fields["areas"].choices = [(area.code, area.name) for region in regions for area in region.areas]
        self.fields["region"].choices = [("", "The region of its areas"), *((each.code, each.name) for each in regions)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._settle_region(given)
        if given.get("name") and not slugify(given["name"]):
            self.add_error("name", "Write the name with letters: it becomes the address of the locality’s pages")
        if given.get("coordinator") == SOMEBODY:
            for field, words in (("coordinator_name", "Enter the name"), ("coordinator_email", "Enter the address")):
                if not given.get(field) and field not in self.errors:
                    self.add_error(field, f"{words} of the coordinator")
        line = [field for field in ("line_name", "line_telephone", "line_hours") if given.get(field)]
        if line and len(line) < 3:
            self.add_error(None, "A crisis line needs a name, a telephone number and its hours")
        if given.get("line_telephone") and not dialled(given["line_telephone"]):
            self.add_error("line_telephone", NO_NUMBER)
        return given

    def _settle_region(self, given: dict[str, Any]) -> None:
        """The region of most of the areas, unless one was chosen."""
        if given.get("region"):
            return
        chosen = [
            area.region_code
            for region in self.regions
            for area in region.areas
            if area.code in (given.get("areas") or ())
        ]
        if chosen:
            given["region"] = max(chosen, key=chosen.count)
        elif "areas" not in self.errors:
            self.add_error("region", "Tick the areas that it covers, or choose its region")


class NewPartner(FreeTextForm):
    """A body that joins a locality: one that is known, or a new one with its type."""

    can_overrule = False
    places = frozenset({"name"})

    organisation = fields.SelectField(label="An organisation that is known", required=False)
    name = fields.TextField(label="Or a new organisation", hint="Its full name.", max_length=200, required=False)
    type = fields.SelectField(
        label="What kind of organisation is the new one?",
        choices=[("", "As its name suggests"), *((kind.value, kind.words) for kind in OrganisationType)],
        required=False,
    )
    kind = fields.RadiosField(
        label="What is it to the partnership?",
        choices=(
            (PartnerKind.SIGNATORY.value, "It signed the declaration"),
            (PartnerKind.SUPPORTER.value, "It supports the declaration"),
            (PartnerKind.PARTNER.value, "It leads or supports an action"),
        ),
        initial=PartnerKind.PARTNER.value,
    )

    def __init__(self, *args: Any, organisations: Sequence[NamedOrganisation], asked: str = "", **options: Any) -> None:
        """`asked` is the slug of the one that is chosen already."""
        chosen = next((str(each.id) for each in organisations if each.slug == asked), "")
        super().__init__(*args, initial={"organisation": chosen}, **options)
        self.fields["organisation"].choices = [
            ("", "None of these"),
            *((str(each.id), f"{each.name}{_until(each.ended_on)}") for each in organisations),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("organisation")) == bool(given.get("name")):
            self.add_error("organisation", "Choose an organisation, or write the name of a new one")
        if given.get("name") and not given.get("type"):
            given["type"] = likely_type(given["name"]).value
        return given


def _until(day: date | None) -> str:
    return f" (until {long_date(day)})" if day else ""


class NewAlias(FreeTextForm):
    """What a locality calls one of its partners."""

    can_overrule = False
    places = frozenset({"text"})

    text = fields.TextField(label="What do people call it?", hint="For example letters such as “NCC”.", max_length=200)
    organisation = fields.SelectField(label="Which partner is meant?")

    def __init__(self, *args: Any, partners: Sequence[NamedPartner], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].choices = [
            ("", "Choose one"),
            *((str(each.organisation_id), each.name) for each in partners),
        ]


class CrisisServiceAsItIs(FreeTextForm):
    """A crisis service as somebody checked it today."""

    can_overrule = False
    places = frozenset({"name", "address", "hours", "for_whom"})
    numbers = frozenset({"telephone", "text_number"})

    name = fields.TextField(label="Name of the service", max_length=120)
    telephone = fields.TextField(label="Telephone number (optional)", max_length=40, required=False, width=20)
    text_number = fields.TextField(label="Number for text messages (optional)", max_length=40, required=False, width=20)
    address = fields.TextField(label="Where people can go (optional)", max_length=200, required=False)
    hours = fields.TextField(label="When is it open?", hint="For example “24 hours a day, every day”.", max_length=120)
    for_whom = fields.TextField(label="Who is it for? (optional)", max_length=200, required=False)
    is_checked = fields.TickField(label="I rang or visited the service today, and all this is right")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(field) for field in ("telephone", "text_number", "address")):
            self.add_error("telephone", "Give a telephone number, a number for texts or an address")
        if given.get("telephone") and not dialled(given["telephone"]):
            self.add_error("telephone", NO_NUMBER)
        return given
