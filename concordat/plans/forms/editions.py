"""Turns what is typed about an edition into values: one that a document becomes, or the live plan."""

from collections.abc import Mapping
from typing import Any

from concordat.accounts.forms import FreeTextForm
from concordat.ui import fields

PUBLISH, DRAFT = "publish", "draft"


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

    def is_published(self) -> bool:
        return self.cleaned_data.get("publish") == PUBLISH
