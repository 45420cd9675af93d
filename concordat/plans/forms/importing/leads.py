"""Whom the names in the lead cells mean."""

from collections.abc import Sequence
from typing import Any

from django import forms

from concordat.accounts.forms import FreeTextForm
from concordat.directory.domain import OrganisationType
from concordat.plans.commands.importing import LeadGiven
from concordat.plans.queries.importing import NameReviewed

ORGANISATION_TYPES = [(kind.value, kind.words) for kind in OrganisationType]
LEAD_KINDS = ("organisation", "new", "person", "nobody")


class LeadForm(FreeTextForm):
    """Whom one name means. `kind` may name a suggested organisation as "organisation:12"."""

    can_overrule = False
    places = frozenset({"new_name"})

    kind = forms.CharField(required=False)
    organisation = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    works_for = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    new_name = forms.CharField(required=False, max_length=200)
    new_type = forms.ChoiceField(required=False, choices=ORGANISATION_TYPES)

    def __init__(
        self, answers: Any, *, name: NameReviewed, organisations: Sequence[tuple[str, str]], prefix: str
    ) -> None:
        super().__init__(answers, prefix=prefix)
        self.name = name
        choices = [("", ""), *organisations]
        self.fields["organisation"].choices = choices
        self.fields["works_for"].choices = choices

    def clean(self) -> dict[str, Any]:
        kind, _, suggested = self.cleaned_data.get("kind", "").partition(":")
        if kind and (kind not in LEAD_KINDS or (suggested and not suggested.isdigit())):
            self.add_error("kind", f"Say who “{self.name.found.name}” is")
        if kind == "organisation" and not suggested and self.cleaned_data.get("organisation") is None:
            self.add_error("organisation", f"Choose the organisation that “{self.name.found.name}” is")
        if kind == "new" and not self.cleaned_data.get("new_name", "").strip():
            self.add_error("new_name", f"Give the new partner “{self.name.found.name}” a name")
        return self.cleaned_data

    def answers(self) -> dict[str, str]:
        """What was sent, by the plain name of each field; empty before anything was."""
        if not self.is_bound:
            return {}
        return {name: str(self[name].value() or "") for name in self.fields}

    def sentences(self) -> list[str]:
        """What must be mended."""
        return [str(error) for errors in self.errors.values() for error in errors]

    def value(self) -> LeadGiven | None:
        """Who was named; None where nothing was chosen."""
        answers = self.cleaned_data
        kind, _, suggested = answers["kind"].partition(":")
        if not kind:
            return None
        organisation = answers["works_for"] if kind == "person" else answers["organisation"]
        return LeadGiven(
            name=self.name.found.name,
            kind=kind,
            organisation_id=(int(suggested) if suggested else organisation)
            if kind in ("organisation", "person")
            else None,
            new_name=answers["new_name"] if kind == "new" else "",
            new_type=OrganisationType(answers["new_type"] or "other") if kind == "new" else None,
        )


class LeadsSheet:
    """One small form for each name, those that nobody could tell first."""

    def __init__(self, answers: Any, names: Sequence[NameReviewed], organisations: Sequence[tuple[str, str]]) -> None:
        self._answers = answers
        self._forms = [
            LeadForm(answers, name=name, organisations=organisations, prefix=f"name-{place}")
            for place, name in enumerate(names)
        ]

    def in_order(self) -> list[LeadForm]:
        return sorted(self._forms, key=lambda form: (not form.name.is_open, form.name.meaning.is_decided))

    def is_valid(self) -> bool:
        # Every form is asked, so that every mistake is said at once.
        return not [form for form in self._forms if not form.is_valid()]

    def has_errors(self) -> bool:
        return self._answers is not None and not self.is_valid()

    def values(self) -> list[LeadGiven]:
        return [value for form in self._forms if (value := form.value()) is not None]
