"""Turns what is ticked and typed about the purposes of actions into values."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from concordat.plans.queries.outcomes.choosing import MeasuresOfAction
from concordat.ui import fields


class ActionMeasuresForm(forms.Form):
    """Which measures an action should move; what somebody else ticked after the page was opened stays ticked."""

    stood = forms.CharField(widget=forms.HiddenInput, required=False)  # the keys that were ticked when it was opened
    measures = fields.CheckboxesField(
        label="Which measures should it move?",
        hint="Choose those whose numbers should change if this action works. None is an answer too.",
        required=False,
        size="m",
    )

    def __init__(self, answers: Any = None, *, action: MeasuresOfAction) -> None:
        super().__init__(answers, initial={"measures": action.tied, "stood": " ".join(action.tied)})
        field = self.fields["measures"]
        field.choices = [(measure.key, measure.name) for measure in action.measures]  # type: ignore[attr-defined]
        hints = {measure.key: measure.question for measure in action.measures}
        field.design = replace(field.design, hints=hints)  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = "Choose measures that are followed here."

    def choices_made(self) -> dict[str, frozenset[str]]:
        """What is to be tied and what untied, as against what the page showed."""
        return differences(self.cleaned_data["stood"].split(), self.cleaned_data["measures"])


def differences(stood: Iterable[str], chosen: Iterable[str]) -> dict[str, frozenset[str]]:
    """`tied`: chosen and not there before; `untied`: there before and not chosen."""
    before, after = frozenset(stood), frozenset(chosen)
    return {"tied": after - before, "untied": before - after}
