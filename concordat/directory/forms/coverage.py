"""Turns what an administrator ticks and writes about the areas of a locality into values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from concordat.accounts.forms import FreeTextForm
from concordat.directory.queries import LocalityFacts, NamedRegion
from concordat.ui import fields


class AreasCovered(FreeTextForm):
    """What a locality covers from a day on; `changes` is how often that was changed before."""

    can_overrule = False
    places = frozenset({"areas_note", "why"})

    areas = forms.MultipleChoiceField(label="Areas it covers", required=False)
    areas_note = fields.TextField(
        label="What should be known about the areas? (optional)",
        hint="For example “the northern half”, or the name of a place that is not in the list.",
        max_length=200,
        required=False,
    )
    region = fields.SelectField(label="Region", hint="Its regional network checks the plan.")
    holds_from = fields.DateField(
        label="Since when?",
        hint="The first day on which this is so, such as 1 4 2027.",
        error_messages={"required": "Give the first day on which it covers these areas"},
    )
    why = fields.TextField(
        label="Why does it change?",
        hint="For example “Northshire divided its council”, or “Ticked by mistake when it was set up”.",
        max_length=500,
        error_messages={"required": "Say in a few words why it changes"},
    )
    changes_seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        regions: Sequence[NamedRegion],
        locality: LocalityFacts,
        changes: int,
        today: date,
        **options: Any,
    ) -> None:
        stands = {
            "areas": [area.code for area in locality.areas],
            "areas_note": locality.areas_note,
            "region": locality.region_code,
            "holds_from": today,
            "changes_seen": changes,
        }
        super().__init__(*args, initial=stands, **options)
        self.regions = regions
        self.fields["areas"].choices = [(area.code, area.name) for region in regions for area in region.areas]
        self.fields["region"].choices = [(each.code, each.name) for each in regions]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("areas") and not given.get("areas_note") and not {"areas", "areas_note"} & set(self.errors):
            self.add_error("areas", "Tick at least one area, or say below in words which place it covers")
        return given
