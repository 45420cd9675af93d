"""Turns what is sent to be loaded into values."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from concordat.indicators.commands.loading import LONGEST_REASON
from concordat.ui import fields

MOST_MEGABYTES = 20  # of a file of figures, as the readers of documents take
MOST_MEGABYTES_OF_FORMS = 5  # some 38,000 forms, seven years of the largest force; counting them takes four seconds


class LoadForm(forms.Form):
    """A file or a paste of figures. measures: key and name of those that a table without names may be of."""

    document = fields.UploadField(
        label="A file", hint="An Excel workbook (.xlsx or .xls) or a CSV file.", required=False
    )
    paste = fields.LongTextField(
        label="Or paste the figures", hint="Copy them with their headings from a spreadsheet.", rows=8, required=False
    )
    only = fields.SelectField(
        label="Which measure are they, if they don’t say so?",
        hint="Leave this as it is where the figures name their measures.",
        required=False,
    )

    def __init__(
        self, answers: Any = None, files: Any = None, *, measures: Sequence[tuple[str, str]], is_too_large: bool = False
    ) -> None:
        super().__init__(answers, files)
        self._is_too_large = is_too_large
        only: Any = self.fields["only"]
        only.choices = [("", "The figures say so"), *measures]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        has_file, has_paste = answers.get("document") is not None, bool(answers.get("paste", "").strip())
        if self._is_too_large:
            self.add_error(
                "document",
                f"The file is larger than {MOST_MEGABYTES} MB: save only the figures in a file of their own.",
            )
        elif "document" not in self.errors and has_file == has_paste:
            self.add_error("document", "Choose a file or paste figures" if not has_file else "Send a file or a paste")
        return answers

    def forget_paste(self) -> None:
        """Don't show again what was pasted: it looks like rows about people."""
        self.data = {name: worth for name, worth in self.data.items() if name != "paste"}


class AcceptForm(forms.Form):
    """Accepting a load: why figures are revised, for all or one by one. revised: numbers of the figures that are."""

    reason = fields.TextField(
        label="Why do figures differ from those loaded before?",
        hint="For example, late forms came in. It is kept beside every figure that is revised, and members read it.",
        max_length=LONGEST_REASON,
        required=False,
    )
    seal = forms.CharField(widget=forms.HiddenInput)

    def reasons(self) -> Mapping[int, str]:
        """Reasons that were typed beside single figures."""
        found = {}
        for name, text in self.data.items():
            number = name.removeprefix("reason-")
            if name != number and number.isdecimal() and len(number) < 6 and str(text).strip():
                found[int(number)] = str(text).strip()
        return found


class FormsForm(forms.Form):
    """A file of forms, which is counted and not kept."""

    document = fields.UploadField(
        label="The file of forms", hint="A CSV file, one row for each detention, headings in the first row."
    )

    def __init__(self, answers: Any = None, files: Any = None, *, is_too_large: bool = False) -> None:
        super().__init__(answers, files)
        self._is_too_large = is_too_large

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self._is_too_large:
            self.errors.pop("document", None)
            self.add_error(
                "document", f"The file is larger than {MOST_MEGABYTES_OF_FORMS} MB: count it in parts, such as by year."
            )
        return answers
