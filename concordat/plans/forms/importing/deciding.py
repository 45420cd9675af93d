"""What became of missing actions, what stands before the tables, and the titles of its sections."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from concordat.accounts.forms import FreeTextForm
from concordat.plans.domain.corrections import MissingChoice, MissingDecision, PlanField
from concordat.plans.domain.reviewing import ReviewedPlan
from concordat.ui import fields


class MissingForm(forms.Form):
    """What became of each action that the document leaves out.

    `answers` are the choices for each, such as "withdrawn" or "merged:row:4"; behind a plain "merged" the row or
    action is chosen from `targets`.
    """

    def __init__(
        self,
        given: Any = None,
        *,
        answers: Mapping[int, Sequence[tuple[str, str]]],
        targets: Mapping[int, Sequence[tuple[str, str]]],
    ) -> None:
        super().__init__(given)
        self.numbers = tuple(answers)
        for number, offered in answers.items():
            self.fields[f"action-{number}"] = forms.ChoiceField(choices=offered, required=False)
            self.fields[f"into-{number}"] = forms.ChoiceField(choices=[("", ""), *targets[number]], required=False)

    def clean(self) -> dict[str, Any]:
        for number in self.numbers:
            is_merged = self.cleaned_data.get(f"action-{number}") == MissingChoice.MERGED.value
            if is_merged and not self.cleaned_data.get(f"into-{number}"):
                self.add_error(f"into-{number}", "Say which action it became part of")
        return self.cleaned_data

    def sent(self, number: int) -> tuple[str, str]:
        """What was sent for an action: the answer, and what was chosen from the list."""
        return self.data.get(f"action-{number}", ""), self.data.get(f"into-{number}", "")

    def error(self, number: int) -> str:
        return " ".join(str(error) for error in self.errors.get(f"into-{number}", ())) if self.is_bound else ""

    def values(self) -> dict[int, MissingDecision]:
        """The decision for each action that has one."""
        found = {}
        for number in self.numbers:
            answer = self.cleaned_data.get(f"action-{number}")
            if answer == MissingChoice.MERGED.value:
                answer = f"{answer}:{self.cleaned_data[f'into-{number}']}"
            if answer:
                found[number] = _missing_decision(answer)
        return found


def _missing_decision(answer: str) -> MissingDecision:
    choice, _, target = answer.partition(":")
    kind, _, number = target.partition(":")
    return MissingDecision(
        MissingChoice(choice),
        into_row=int(number) if kind == "row" else None,
        into_number=int(number) if kind == "number" else None,
    )


class PlanForm(FreeTextForm):
    """What stands before the tables, and the titles of the sections."""

    title = fields.TextField(label="Title of the plan")
    purposes = fields.LongTextField(
        label="What the plan is for", hint="One purpose on each line. The public reads this.", rows=6, required=False
    )
    contact = fields.TextField(
        label="Whom to ask about the plan", hint="Members see this; the public does not.", required=False
    )

    def __init__(self, answers: Any = None, *, plan: ReviewedPlan) -> None:
        initial = {"title": plan.title, "purposes": "\n".join(plan.purposes), "contact": plan.contact}
        super().__init__(answers, initial=initial)
        self.plan = plan
        for index, title in enumerate(plan.sections):
            self.fields[f"section-{index}"] = fields.TextField(
                label=f"Title of section {index + 1}", initial=title, max_length=300
            )

    def section_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("section-")]

    def values(self) -> list[tuple[PlanField, Any]]:
        """What changed."""
        answers, plan = self.cleaned_data, self.plan
        purposes = [line.strip() for line in answers["purposes"].splitlines() if line.strip()]
        given: list[tuple[PlanField, Any]] = []
        if answers["title"] != plan.title:
            given.append((PlanField.TITLE, answers["title"]))
        if answers["contact"] != plan.contact:
            given.append((PlanField.CONTACT, answers["contact"]))
        if tuple(purposes) != plan.purposes:
            given.append((PlanField.PURPOSES, purposes))
        for index, title in enumerate(plan.sections):
            if answers[f"section-{index}"] != title:
                given.append((PlanField.SECTION_TITLE, {"section": index, "title": answers[f"section-{index}"]}))
        return given
