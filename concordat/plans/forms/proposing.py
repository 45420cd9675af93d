"""Turns what is typed about update sheets and proposed updates into values."""

from collections.abc import Mapping
from typing import Any

from django import forms

from concordat.accounts.forms import refuse_patient_as_name
from concordat.plans.commands.proposing.sheets import FORMATS
from concordat.plans.domain.proposing import LONGEST_ANSWER, Said, tidy
from concordat.plans.domain.states import Confidence, State
from concordat.plans.forms.documents import DocumentForm
from concordat.ui import fields


class MakeSheetForm(forms.Form):
    """Which partner is asked, and in which format."""

    partner = forms.IntegerField(min_value=1)
    format = forms.ChoiceField(choices=[(kind, kind) for kind in FORMATS])


class ReturnForm(DocumentForm):
    """A sheet that came back."""

    if_too_large = "A sheet is rarely over 1 MB: save it without pictures and choose it again."

    document = fields.UploadField(
        label="The sheet that came back", hint="The Word or Excel file as it was sent to you, or saved as another kind"
    )
    said_by = fields.TextField(
        label="Who filled it in?",
        hint="A name, which only members see",
        max_length=200,
        width=30,
        validators=[refuse_patient_as_name],
    )
    overruled_reason = fields.TextField(
        label="Why is what was stopped not about a patient?",
        hint="Only if rows were stopped. For example, the postcode is that of a service. The reason is kept.",
        required=False,
        max_length=500,
    )


def reason_for_overruling() -> fields.TextField:
    """Asked for where what was typed looks like a person's details."""
    return fields.TextField(
        label="Or say why it is not about a patient",
        hint="For example, the postcode is that of a service. The reason is kept.",
        required=False,
        max_length=500,
    )


CONFIDENCES = (
    (Confidence.NONE.value, "Nothing is said"),
    (Confidence.GREEN.value, "Green"),
    (Confidence.AMBER.value, "Amber"),
    (Confidence.RED.value, "Red"),
)


class EditForm(forms.Form):
    """What a proposed update is to say once it counts; what is left empty stays as it stands."""

    progress = fields.LongTextField(label="What has happened", rows=4, required=False, max_length=LONGEST_ANSWER)
    state = fields.RadiosField(
        label="Where is it now?", choices=[(state.value, state.words) for state in State], is_small=True
    )
    confidence = fields.RadiosField(label="Confidence", choices=CONFIDENCES, is_small=True, is_inline=True)
    timescale_text = fields.TextField(
        label="New date, if it moves",
        hint="Such as June 2027, 31 March 2027 or ongoing. Empty: the date stays.",
        required=False,
        max_length=500,
        width=30,
    )
    timescale_reason = fields.LongTextField(label="Why it moved", rows=2, required=False, max_length=LONGEST_ANSWER)
    next_step = fields.LongTextField(label="Next step", rows=2, required=False, max_length=LONGEST_ANSWER)
    evidence = fields.LongTextField(label="Evidence", rows=2, required=False, max_length=LONGEST_ANSWER)
    note = fields.LongTextField(label="What did you change, and why?", rows=2, max_length=LONGEST_ANSWER)
    overruled_reason = reason_for_overruling()

    is_stopped = False  # what was typed looks like a person's details

    def __init__(self, answers: Any = None, *, begin_with: Mapping[str, str]) -> None:
        super().__init__(answers, initial=begin_with)

    def said(self) -> Said:
        """The answers as something that was said."""
        given = self.cleaned_data
        return Said(
            progress=tidy(given["progress"]),
            state=State(given["state"]),
            confidence=Confidence(given["confidence"]),
            timescale_text=tidy(given["timescale_text"]),
            timescale_reason=tidy(given["timescale_reason"]),
            next_step=tidy(given["next_step"]),
            evidence=tidy(given["evidence"]),
        )


class SendBackForm(forms.Form):
    """Why a proposed update goes back."""

    back = fields.LongTextField(
        label="Why does it go back?", hint="Whoever said it reads this.", rows=2, max_length=LONGEST_ANSWER
    )
    overruled_reason = reason_for_overruling()

    is_stopped = False  # what was typed looks like a person's details
