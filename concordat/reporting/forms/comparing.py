"""Which year people ask a comparison for."""

from django import forms


class YearForm(forms.Form):
    """A financial year by the year in which it begins; what is unreadable asks for the newest."""

    year = forms.IntegerField(required=False, min_value=1900, max_value=2999)

    def asked(self) -> int | None:
        return self.cleaned_data["year"] if self.is_valid() else None
