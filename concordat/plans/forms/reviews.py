"""Turns what is typed about a round of updates into values."""

from typing import Any

from django.utils import timezone

from concordat.accounts.forms import FreeTextForm
from concordat.plans.commands import reviews
from concordat.ui import fields


class ReviewForm(FreeTextForm):
    """For which meeting a round is, by when its leads answer, and when they are reminded."""

    meeting = fields.TextField(label="What is the round for?", hint="For example, Steering group", max_length=200)
    meeting_on = fields.DateField(label="When does it meet?", hint="For example, 31 3 2027")
    answer_by = fields.DateField(
        label="By when should leads answer?", hint="A working day or two before the papers for the meeting go out"
    )
    words = fields.LongTextField(
        label="Words to the leads (optional)",
        hint="They stand in each letter. Who you are, the meeting, the actions and the link are in it already.",
        required=False,
        max_length=2000,
    )
    remind_before = fields.WholeNumberField(
        label="Working days before that day",
        hint="0 for none",
        min_value=0,
        max_value=reviews.MOST_REMINDER_DAYS,
        width=3,
    )
    remind_after = fields.WholeNumberField(
        label="Working days after that day",
        hint="0 for none",
        min_value=0,
        max_value=reviews.MOST_REMINDER_DAYS,
        width=3,
    )

    def __init__(self, answers: Any = None, *, meeting: str = "") -> None:
        super().__init__(answers, initial={"meeting": meeting, "remind_before": 3, "remind_after": 1})

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "meeting_on" in given and "answer_by" in given:
            try:
                reviews.check_days(
                    meeting_on=given["meeting_on"], answer_by=given["answer_by"], today=timezone.localdate()
                )
            except reviews.BadDays as reason:
                self.add_error(reason.field, str(reason))
        return given

    def kept(self) -> list[tuple[str, str]]:
        """What was posted, to be posted again from a page that only shows it."""
        names = [name for name in self.data if name.rpartition("-")[0] in self.fields or name in self.fields]
        return [(name, self.data[name]) for name in names]
