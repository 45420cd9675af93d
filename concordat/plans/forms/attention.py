"""Turns what is typed about the rules of tracking into values."""

from typing import Any

from django import forms

from concordat.plans.domain.attention import AttentionRules
from concordat.ui import fields


class AttentionRulesForm(forms.Form):
    """From when an action needs attention, in days."""

    soon_days = fields.WholeNumberField(
        label="Due soon", hint="Days before its last day", min_value=1, max_value=366, width=4
    )
    stale_days = fields.WholeNumberField(
        label="Nothing new said", hint="Days since something new was said of it", min_value=7, max_value=1500, width=4
    )
    endless_days = fields.WholeNumberField(
        label="Ongoing without an end", hint="Days that it has had no last day", min_value=30, max_value=3660, width=4
    )

    def __init__(self, answers: Any = None, *, rules: AttentionRules) -> None:
        names = AttentionRules.__dataclass_fields__
        super().__init__(answers, initial={name: getattr(rules, name) for name in names})

    def rules(self) -> AttentionRules:
        return AttentionRules(**self.cleaned_data)
