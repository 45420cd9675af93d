"""What people type to find a locality."""

from django import forms


class FindLocalityForm(forms.Form):
    """The search box; what is too long or unreadable finds everything rather than failing."""

    words = forms.CharField(required=False, max_length=100)

    def words_to_find(self) -> str:
        return " ".join(self.cleaned_data["words"].split()) if self.is_valid() else ""
