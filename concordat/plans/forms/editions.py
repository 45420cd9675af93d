"""Turns what is typed about an edition into values: one that a document becomes, or the live plan."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from concordat.accounts.forms import FreeTextForm
from concordat.ui import fields

PUBLISH, DRAFT = "publish", "draft"
EARLIEST = date(2000, 1, 1)
LATEST = timedelta(days=31)  # from today: a plan may be frozen for a meeting that comes


class EditionForm(FreeTextForm):
    """What an edition is called, the day it was agreed, and who may read it."""

    title = fields.TextField(label="Title of the plan", max_length=300)
    dated_on = fields.DateField(label="Date of this edition", hint="The day the partners agreed it, such as 31 3 2027")
    publish = fields.RadiosField(
        label="Who may read it?",
        choices=((PUBLISH, "Everybody: publish it now"), (DRAFT, "Members only: keep it as a draft")),
    )

    def __init__(
        self, answers: Any = None, *, title: str, dated_on: Mapping[str, str], may_publish: bool = True
    ) -> None:
        super().__init__(answers, initial={"title": title, "dated_on": dated_on, "publish": DRAFT})
        if not may_publish:
            del self.fields["publish"]

    def clean_dated_on(self) -> date:
        """A slip of the hand would stay: no later edition may be dated before this one."""
        day: date = self.cleaned_data["dated_on"]
        if day > timezone.localdate() + LATEST:
            raise ValidationError("This day is more than a month away. Write the day the partners agreed it.")
        if day < EARLIEST:
            raise ValidationError("This day is before 2000. Write the day the partners agreed it.")
        return day

    def is_published(self) -> bool:
        return self.cleaned_data.get("publish") == PUBLISH
