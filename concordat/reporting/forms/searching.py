"""What people ask of the search, in the address of its page."""

from typing import Any

from django import forms

from concordat.directory.domain import OrganisationType
from concordat.plans.domain.searching import LONGEST, Asked, Filters, read_question
from concordat.plans.domain.states import State


class SearchForm(forms.Form):
    """Words and choices; what is not one of the choices is left out, and nothing is ever an error."""

    words = forms.CharField(required=False)
    locality = forms.SlugField(required=False, max_length=80)
    region = forms.SlugField(required=False, max_length=9)
    state = forms.ChoiceField(choices=[(state.value, state.words) for state in State], required=False)
    lead = forms.ChoiceField(choices=[(kind.value, kind.words) for kind in OrganisationType], required=False)
    theme = forms.SlugField(required=False, max_length=60)
    overdue = forms.ChoiceField(choices=[("yes", "yes")], required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def typed(self) -> str:
        """The words as they were typed, as far as they are read, on one line."""
        return " ".join(self.data.get("words", "").replace("\0", " ").split())[:LONGEST]

    def asked(self) -> Asked:
        return read_question(self.typed())

    def filters(self) -> Filters:
        chosen = self._readable()
        return Filters(
            locality=chosen.get("locality") or None,
            region=chosen.get("region") or None,
            state=chosen.get("state") or None,
            lead_type=chosen.get("lead") or None,
            theme=chosen.get("theme") or None,
            is_overdue=chosen.get("overdue") == "yes",
        )

    def page_number(self) -> int:
        return self._readable().get("page") or 1

    def _readable(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data
