"""Turns what is asked of the review board into values: what to show, whom to chase, who is to be asked."""

from typing import Any

from django import forms

from concordat.accounts.forms import FreeTextForm
from concordat.plans.domain.review_board import BoardFilter, MatterKind, RequestState
from concordat.ui import fields


class BoardFilterForm(forms.Form):
    """What an address asks of the board; what makes no sense asks for nothing."""

    who = forms.ChoiceField(choices=[(state.value, state.value) for state in RequestState], required=False)
    partner = forms.IntegerField(min_value=1, max_value=2**53, required=False)
    see = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in MatterKind], required=False)

    def wanted(self) -> BoardFilter:
        self.is_valid()
        given = self.cleaned_data
        return BoardFilter(
            RequestState(given["who"]) if given.get("who") else None,
            given.get("partner"),
            MatterKind(given["see"]) if given.get("see") else None,
        )


class ChaseForm(forms.Form):
    """Who is chased: requests by key, or everybody who owes an update."""

    request = forms.TypedMultipleChoiceField(coerce=int, required=False)
    everybody = forms.BooleanField(required=False)

    def __init__(self, answers: Any, *, requests: tuple[int, ...]) -> None:
        """`requests` are those of the round."""
        super().__init__(answers)
        self.fields["request"].choices = [(str(key), str(key)) for key in requests]

    def chosen(self) -> list[int] | None:
        """The requests; None where everybody who owes an update is meant."""
        return None if self.cleaned_data["everybody"] else self.cleaned_data["request"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("everybody") and not given.get("request"):
            raise forms.ValidationError("Choose whom to chase.")
        return given


class ContactForm(FreeTextForm):
    """Somebody at a partner who is asked from now on."""

    can_overrule = False
    places = frozenset({"name"})

    name = fields.TextField(label="Name", max_length=120, width=30)
    email = fields.EmailField(label="E-mail address", hint="The link goes there. Only members see it.")
