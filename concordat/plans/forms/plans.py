"""Turns what a reader asks of the plan page into what is wanted, and says what was not understood."""

from typing import Any

from django import forms

from concordat.plans.domain.filtering import OVERDUE, SLIPPED, Wanted, keys_of, search_words
from concordat.plans.domain.states import State
from concordat.plans.queries.plans import PlanSeen

LONGEST_WORDS = 200
MOST_WORDS = 10


class PlanFilterForm(forms.Form):
    """What the address asks for. What a plan does not have is left out and said, never an error."""

    state = forms.ChoiceField(choices=[(state.value, state.words) for state in State], required=False)
    partner = forms.ChoiceField(required=False)
    theme = forms.ChoiceField(required=False)
    section = forms.ChoiceField(required=False)
    overdue = forms.ChoiceField(choices=[("yes", "yes")], required=False)
    slipped = forms.ChoiceField(choices=[("yes", "yes")], required=False)
    words = forms.CharField(required=False, max_length=LONGEST_WORDS)

    def __init__(self, asked: Any, plan: PlanSeen) -> None:
        super().__init__(asked)
        partners = {lead.slug for action in plan.actions for lead in action.leads if lead.slug}
        partners = partners.union(*(fate.passed_to for fate in plan.fates.values()))
        self.fields["partner"].choices = [(slug, slug) for slug in partners]
        self.fields["theme"].choices = [
            (key, title) for title, key in keys_of(action.theme for action in plan.actions if action.theme).items()
        ]
        self.fields["section"].choices = [(key, title) for title, key in keys_of(plan.sections).items()]

    def wanted(self) -> Wanted:
        """What was asked for, of that which this plan has."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            state=asked.get("state") or None,
            partner=asked.get("partner") or None,
            theme=asked.get("theme") or None,
            section=asked.get("section") or None,
            is_overdue=asked.get(OVERDUE) == "yes",
            is_slipped=asked.get(SLIPPED) == "yes",
            words=search_words(asked.get("words") or "")[:MOST_WORDS],
        )

    def ignored(self) -> tuple[str, ...]:
        """A sentence for each thing that was asked for and left out."""
        return tuple(_SENTENCES[name].format(_short(self[name].value())) for name in self.errors if name in _SENTENCES)


_SENTENCES = {
    "state": "“{}” is not a state that an action can have, so it was left out of the filter.",
    "partner": "No action of this plan is led or supported by “{}”, so it was left out of the filter.",
    "theme": "This plan has no theme “{}”, so it was left out of the filter.",
    "section": "This plan has no section “{}”, so it was left out of the filter.",
    "overdue": "“{}” says nothing about being overdue, so it was left out of the filter.",
    "slipped": "“{}” says nothing about slipping, so it was left out of the filter.",
    "words": "What was typed to look for is too long or cannot be read, so it was left out of the filter.",
}


def _short(value: object) -> str:
    text = str(value or "")
    return text if len(text) <= 40 else f"{text[:40]}…"
