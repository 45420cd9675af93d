"""Turns who is chosen to lead actions into values."""

from typing import Any

from django import forms

from concordat.directory.presenters import now_words
from concordat.plans.commands.leads import EndedBody, LeadChosen, OverrulingStopped, ReasonMissing, ReasonStopped
from concordat.plans.domain.leads import LeadRole
from concordat.plans.forms.proposing import reason_for_overruling
from concordat.plans.queries.leads import ActionsOfPerson, CandidateSeen, LeadsOfAction
from concordat.ui import fields

SPARE = 2  # empty places beside those who lead already: a page without script can't add one


class WithReasonForm(forms.Form):
    """Where a reason may be stopped as looking like a patient's details; `asks_for_overruling` shows why it is none.

    Who has ended is taken once `is_meant` is ticked, which is shown after that was told (`asks_if_meant`).
    """

    overruled_reason = reason_for_overruling()
    is_meant = fields.TickField(label="It is meant although the organisation has ended", required=False)

    is_stopped = False
    is_of_an_ended_body = False

    def refuse(self, refusal: Exception, otherwise: str | None) -> None:
        """Say beside the answer that it is about why nothing was saved."""
        self.is_stopped = isinstance(refusal, ReasonStopped | OverrulingStopped)
        self.is_of_an_ended_body = isinstance(refusal, EndedBody)
        names = {ReasonMissing: "reason", ReasonStopped: "reason", OverrulingStopped: "overruled_reason"}
        self.add_error(names.get(type(refusal), otherwise), str(refusal))

    def reasons(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reason", "overruled_reason", "is_meant")}

    @property
    def asks_if_meant(self) -> bool:
        return self.is_of_an_ended_body or bool(self["is_meant"].value())

    @property
    def asks_for_overruling(self) -> bool:
        return self.is_stopped or bool(self["overruled_reason"].value())


class LeadsForm(WithReasonForm):
    """Who leads and supports one action, each in a list of its own, and why that changes."""

    wording = forms.IntegerField(widget=forms.HiddenInput)
    reason = fields.LongTextField(
        label="Why does it change?", hint="Members read it in the history of the action.", max_length=1000, rows=3
    )

    def __init__(self, answers: Any = None, *, action: LeadsOfAction) -> None:
        super().__init__(answers, initial={"wording": action.wording})
        self.places: dict[LeadRole, list[str]] = {}
        for role, label in ((LeadRole.LEAD, "Leads"), (LeadRole.SUPPORT, "Supports")):
            standing = [lead.key for lead in action.leads if lead.role is role and lead.left_on is None]
            self.places[role] = [f"{role.value}-{number}" for number in range(1, len(standing) + SPARE + 1)]
            for number, name in enumerate(self.places[role]):
                self.fields[name] = fields.SelectField(
                    label=f"{label} ({number + 1})" if number else label,
                    choices=_choices(action.candidates, "Nobody"),
                    initial=standing[number] if number < len(standing) else "",
                    required=False,
                )

    def leading(self) -> list[Any]:
        return [self[name] for name in self.places[LeadRole.LEAD]]

    def supporting(self) -> list[Any]:
        return [self[name] for name in self.places[LeadRole.SUPPORT]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first = self.places[LeadRole.LEAD][0]
        if not any(given.get(name) for name in self.places[LeadRole.LEAD]) and first not in self.errors:
            self.add_error(first, "Choose who leads it")
        return given

    def leads(self) -> list[LeadChosen]:
        return [
            _chosen(self.cleaned_data[name], role)
            for role, names in self.places.items()
            for name in names
            if self.cleaned_data[name]
        ]


class HandOverForm(WithReasonForm):
    """Who takes every open action of a person, and why."""

    to = fields.SelectField(label="Who takes them all?")
    reason = fields.LongTextField(
        label="Why does it change?", hint="Members read it in the history of each action.", max_length=1000, rows=3
    )

    def __init__(self, answers: Any = None, *, person: ActionsOfPerson) -> None:
        initial = {"reason": f"{person.name} has left."} if person.left_on else {}
        super().__init__(answers, initial=initial)
        self.fields["to"].choices = _choices(person.candidates, "Choose one")

    def taker(self) -> LeadChosen:
        return _chosen(self.cleaned_data["to"], LeadRole.LEAD)


def _choices(candidates: tuple[CandidateSeen, ...], nobody: str) -> list[tuple[str, str]]:
    said = ((each.key, f"{each.words}: {now_words(each.fate)}" if each.fate else each.words) for each in candidates)
    return [("", nobody), *said]


def _chosen(key: str, role: LeadRole) -> LeadChosen:
    kind, _, number = key.partition(":")
    return LeadChosen(
        role,
        organisation=int(number) if kind == "organisation" else None,
        person=int(number) if kind == "person" else None,
    )
