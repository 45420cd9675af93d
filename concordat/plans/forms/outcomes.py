"""Turns what is ticked and typed about the purposes of actions into values."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from concordat.plans.commands.outcomes import LONGEST, MeanwhileChanged
from concordat.plans.queries.outcomes import FrameworkSeen, MeasureMoved, MeasuresOfAction, OutcomeSeen
from concordat.plans.queries.plans import ActionSeen
from concordat.ui import fields

NOT_FOLLOWED = "Choose measures that are followed here."


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
        self.fields["measures"] = _measures_field(self.fields["measures"], action.measures)

    def choices_made(self) -> dict[str, frozenset[str]]:
        """What is to be tied and what untied, as against what the page showed."""
        tied, untied = differences(self.cleaned_data["stood"].split(), self.cleaned_data["measures"])
        return {"tied": tied, "untied": untied}


class PurposeForm(forms.Form):
    """The words of a priority or of an outcome; `shown` are those that the page showed."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    words = fields.LongTextField(label="", rows=3, max_length=LONGEST)

    def __init__(self, answers: Any = None, *, label: str, hint: str, words: str = "") -> None:
        super().__init__(answers, initial={"words": words, "shown": words})
        field = self.fields["words"]
        field.label, field.help_text = label, hint
        field.error_messages["required"] = "Write what it is."

    def refuse(self, refusal: Exception, now: str) -> None:
        """Say why nothing was saved; who has read what stands now may save over it."""
        self.add_error("words", str(refusal))
        if isinstance(refusal, MeanwhileChanged):
            self.data = {**self.data.dict(), "shown": now}


class UnderForm(forms.Form):
    """Which priority an outcome is to stand under. priorities: key and words of each that it may."""

    under = fields.RadiosField(
        label="Which priority should it stand under?",
        error_messages={"required": "Choose a priority.", "invalid_choice": "Choose a priority that stands."},
    )

    def __init__(self, answers: Any = None, *, priorities: Iterable[tuple[str, str]]) -> None:
        super().__init__(answers)
        field: Any = self.fields["under"]
        field.choices = list(priorities)
        self.has_choice = bool(field.choices)


class OutcomeTiesForm(forms.Form):
    """Which measures tell an outcome and which actions are meant for it, these by section of the plan."""

    stood = forms.CharField(widget=forms.HiddenInput, required=False)  # what was ticked when the page was opened
    measures = fields.CheckboxesField(
        label="How will you know?", hint="The measures that tell whether it comes about.", required=False, size="m"
    )

    def __init__(self, answers: Any = None, *, seen: FrameworkSeen, outcome: OutcomeSeen) -> None:
        tied = [measure.key for measure in outcome.measures]
        meant = [str(action.number) for action in outcome.actions]
        super().__init__(answers, initial={"measures": tied, "stood": " ".join([*tied, *(f"#{n}" for n in meant)])})
        choices = dict.fromkeys((*seen.measures, *outcome.measures))
        self.fields["measures"] = _measures_field(self.fields["measures"], choices)
        self._sections = []
        for place, section in enumerate(seen.plan.sections):
            name = f"actions_{place}"
            actions = [action for action in seen.plan.actions if action.section == section]
            self.fields[name] = fields.CheckboxesField(
                label=section or "Actions",
                choices=[(str(action.number), _words_of(action)) for action in actions],
                required=False,
                is_small=True,
                error_messages={"invalid_choice": "Choose actions that stand in the plan."},
            )
            self.initial[name] = meant
            self._sections.append(name)

    def sections(self) -> Iterator[BoundField]:
        """The fields of the actions, one for each section of the plan."""
        return (self[name] for name in self._sections)

    def ties(self) -> dict[str, frozenset[str] | frozenset[int]]:
        """What is to be tied and untied, as `commands.tie_outcome` takes it."""
        stood = self.cleaned_data["stood"].split()
        actions = [number for name in self._sections for number in self.cleaned_data[name]]
        tied, untied = differences((key for key in stood if key[0] != "#"), self.cleaned_data["measures"])
        meant, unmeant = differences((key[1:] for key in stood if key[0] == "#"), actions)
        return {
            "measures": tied,
            "without_measures": untied,
            "actions": frozenset(int(number) for number in meant),
            "without_actions": frozenset(int(number) for number in unmeant if number.isdecimal()),
        }


def differences(stood: Iterable[str], chosen: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What is chosen and was not there before, and what was there before and is not chosen."""
    before, after = frozenset(stood), frozenset(chosen)
    return after - before, before - after


def _measures_field(field: Any, measures: Iterable[MeasureMoved]) -> Any:
    """The field with a box for each measure, its question under it."""
    measures = tuple(measures)
    field.choices = [(measure.key, measure.name) for measure in measures]
    field.design = replace(field.design, hints={measure.key: measure.question for measure in measures})
    field.error_messages["invalid_choice"] = NOT_FOLLOWED
    return field


def _words_of(action: ActionSeen) -> str:
    """ "2.3 Open a second café": enough to know it again."""
    line = " ".join(action.text.split())
    words = line if len(line) <= 120 else f"{line[:120].rsplit(' ', 1)[0]}…"
    return f"{', '.join(action.references) or action.number} {words}"
