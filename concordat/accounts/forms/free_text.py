"""Looks through what is typed into a form for a patient's details, and asks why it may be kept all the same."""

from typing import Any, ClassVar

from django import forms

from concordat.accounts.domain.patients import stopped_by, wrong_with_reason
from concordat.ui import fields

REASON = "overruled_reason"


def refuse_patient_as_name(text: str) -> None:
    """A validator of a name, in a form whose other texts a command looks through."""
    for sentence in stopped_by({"name": text}, places=("name",), can_overrule=False).values():
        raise forms.ValidationError(sentence)


class FreeTextForm(forms.Form):
    """A form whose texts are stopped where they look like a patient's details.

    Every text is looked through but telephone numbers (`numbers`) and what a field began with: that was looked
    through when it was typed. A postcode may stand in the name or address of a place (`places`). Where
    `can_overrule`, a false alarm is let through with a reason, which is asked for under the text that was stopped;
    `cleaned_data["overruled_reason"]` is empty where nothing was stopped, and else goes to a command that keeps it.
    """

    places: ClassVar[frozenset[str]] = frozenset()
    numbers: ClassVar[frozenset[str]] = frozenset()
    can_overrule: ClassVar[bool] = True

    overruled_reason = fields.TextField(
        label="Or say why it is not about a patient",
        hint="For example, the postcode is that of a service. The reason is kept.",
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stopped: dict[str, str] = {}
        if not self.can_overrule:
            del self.fields[REASON]

    @property
    def drawn_below(self) -> dict[str, str]:
        """Which field is drawn under which other: the reason under the last text that was stopped."""
        return dict.fromkeys(list(self.stopped)[-1:] if self.can_overrule else (), REASON)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.stopped = stopped_by(self._typed(), places=self.places, can_overrule=self.can_overrule)
        reason = self.cleaned_data.pop(REASON, "") if self.can_overrule else ""
        if REASON in self.errors:
            return
        if reason and self.stopped and (sentence := wrong_with_reason(reason)):
            self.add_error(REASON, sentence)
        elif not reason:
            for name, sentence in self.stopped.items():
                self.add_error(name, sentence)
        if self.can_overrule:
            self.cleaned_data[REASON] = reason if self.stopped else ""

    def _typed(self) -> dict[str, str]:
        """The texts that were typed anew, by the name of their field."""
        found = {}
        for name, field in self.fields.items():
            if name == REASON or name in self.numbers or not isinstance(field, forms.CharField):
                continue
            if isinstance(field, forms.EmailField) or isinstance(field.widget, forms.PasswordInput | forms.HiddenInput):
                continue
            words = " ".join(str(self.cleaned_data.get(name) or "").split())
            if words != " ".join(str(self[name].initial or "").split()):
                found[name] = str(self.cleaned_data.get(name) or "")
        return found
