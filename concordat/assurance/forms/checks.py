"""Turns what is typed about the check of a plan into values."""

from collections.abc import Iterable, Sequence
from typing import Any

from concordat.accounts.forms import FreeTextForm
from concordat.assurance.domain.checking import Verdict
from concordat.ui import fields

VERDICTS = tuple((verdict.value, verdict.words) for verdict in Verdict)


class SubmitPlanForm(FreeTextForm):
    """Which edition is to be checked."""

    edition = fields.SelectField(label="Which edition?", choices=())
    words = fields.LongTextField(
        label="Anything that whoever checks it should know? (optional)", required=False, max_length=2000, rows=3
    )

    def __init__(self, answers: Any = None, *, editions: Sequence[tuple[int, str]]) -> None:
        super().__init__(answers)
        edition_field: Any = self.fields["edition"]
        edition_field.choices = [(str(number), f"Edition {number}: {title}") for number, title in editions]

    def number(self) -> int:
        return int(self.cleaned_data["edition"])


class PointAnswerForm(FreeTextForm):
    """What the locality did about a point."""

    words = fields.LongTextField(label="What did you change, or why not?", max_length=2000, rows=3)

    def __init__(self, answers: Any = None, *, point: int) -> None:
        super().__init__(answers, prefix=f"point-{point}")


class CheckForm(FreeTextForm):
    """A verdict and a note on each criterion, and what must change under it."""

    note = fields.LongTextField(
        label="A word to the locality (optional)", hint="It stands above the rest.", required=False, rows=3
    )

    def __init__(self, answers: Any = None, *, criteria: Iterable[str], standing: dict[str, tuple[str, str]]) -> None:
        super().__init__(answers)
        self.keys = tuple(criteria)
        for key in self.keys:
            verdict, note = standing.get(key, ("", ""))
            self.fields[f"verdict_{key}"] = fields.RadiosField(
                label="Your judgement", choices=VERDICTS, required=False, is_inline=True, is_small=True, initial=verdict
            )
            self.fields[f"note_{key}"] = fields.LongTextField(
                label="Why (optional)", required=False, max_length=2000, rows=2, initial=note
            )
            self.fields[f"point_{key}"] = fields.LongTextField(
                label="What must change? (only if you ask for changes)", required=False, max_length=2000, rows=2
            )

    def groups(self) -> dict[str, tuple[Any, Any, Any]]:
        """By criterion: the fields of its verdict, its note and what must change."""
        return {key: (self[f"verdict_{key}"], self[f"note_{key}"], self[f"point_{key}"]) for key in self.keys}

    def verdicts(self) -> dict[str, tuple[Verdict, str]]:
        """The criteria that were judged, with their notes."""
        given = self.cleaned_data
        return {
            key: (Verdict(given[f"verdict_{key}"]), given[f"note_{key}"])
            for key in self.keys
            if given.get(f"verdict_{key}")
        }

    def points(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"point_{key}"] for key in self.keys}
