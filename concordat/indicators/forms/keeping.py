"""Turns what keepers of measures type into values."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from concordat.indicators.commands.measures import MeasureGiven
from concordat.indicators.commands.refusing import NotKept, refuse_patients
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.named_breakdowns import Named, NotNamed, in_lines, read_named
from concordat.indicators.domain.reference import StandardMeasure
from concordat.indicators.domain.series import Direction
from concordat.ui import fields

UNITS = (
    (Unit.COUNT.value, "A count"),
    (Unit.PERCENTAGE.value, "A percentage"),
    (Unit.RATE.value, "A rate"),
    (Unit.MINUTES.value, "Minutes"),
    (Unit.DAYS.value, "Days"),
)
UNIT_HINTS = {
    Unit.PERCENTAGE.value: "Loaded as how many, and of how many.",
    Unit.RATE.value: "Say below what it is per.",
    Unit.MINUTES.value: "An average or a middle value, say which in the definition.",
}
DIRECTIONS = (
    (Direction.DECREASE.value, "Lower is better"),
    (Direction.INCREASE.value, "Higher is better"),
    (Direction.NEUTRAL.value, "Neither: people have to say"),
)
FREQUENCIES = (
    (Frequency.MONTH.value, "Every month"),
    (Frequency.QUARTER.value, "Every quarter"),
    (Frequency.WEEK.value, "Every week"),
    (Frequency.YEAR.value, "Every year"),
)
SHAPE = ("unit", "rate_of", "frequency")  # fixed once there are figures
Partners = Sequence[tuple[int, str]]  # key and name


def _partner_field(label: str, hint: str, partners: Partners) -> fields.SelectField:
    choices = [("", "Nobody yet"), *((str(key), name) for key, name in partners)]
    return fields.SelectField(label=label, hint=hint, choices=choices, required=False)


def _key(answer: str) -> int | None:
    return int(answer) if answer else None


class AdoptForm(forms.Form):
    """Which measures of the standard set to take, and who loads them."""

    measures = fields.CheckboxesField(label="Which do you want to follow?")
    source = fields.TextField(
        label="Where the figures come from",
        hint="For example, the form that police and health fill in for each detention.",
        max_length=300,
        required=False,
    )
    due_within_days = fields.WholeNumberField(
        label="Due after", hint="Days after the end of a month within which its figures are due.", width=3,
        min_value=0, max_value=366, initial=30,
    )  # fmt: skip

    def __init__(self, answers: Any = None, *, left: Sequence[StandardMeasure], partners: Partners) -> None:
        super().__init__(answers, auto_id="standard_%s")
        chosen: Any = self.fields["measures"]
        chosen.choices = [(measure.key, measure.name) for measure in left]
        chosen.design = fields.Design(hints={measure.key: measure.question for measure in left})
        self.fields["owned_by"] = _partner_field("Who answers for them", "The partner who says what is done.", partners)
        self.fields["loaded_by"] = _partner_field("Who loads them", "The partner who is reminded.", partners)

    def given(self) -> dict[str, Any]:
        """Keywords of the command, beside the measure."""
        answers = self.cleaned_data
        return {
            "source": answers["source"],
            "due_within_days": answers["due_within_days"],
            "owned_by": _key(answers["owned_by"]),
            "loaded_by": _key(answers["loaded_by"]),
        }


class MeasureForm(forms.Form):
    """What a measure is."""

    name = fields.TextField(label="Name", hint="What is counted, in a few words.", max_length=200)
    question = fields.TextField(
        label="Which question does it answer?", hint="It is the title of its page.", max_length=300
    )
    unit = fields.RadiosField(label="What is each figure?", choices=UNITS, hints=UNIT_HINTS)
    rate_of = fields.TextField(
        label="A rate per what?", hint="For a rate only: for example, 100,000 people.", max_length=60, required=False
    )
    direction = fields.RadiosField(label="Which way is better?", choices=DIRECTIONS)
    frequency = fields.SelectField(label="How often is there a figure?", choices=FREQUENCIES)
    definition = fields.LongTextField(
        label="What is counted, and what not",
        hint="So that somebody else would count the same.",
        max_length=2000,
        required=False,
    )
    breakdowns = fields.LongTextField(
        label="What is it broken down by?",
        hint="A line for each, with its categories: for example, Place: hospital, home, street. Put semicolons between "
        "them where one has a comma. The template then asks for these.",
        max_length=4000,
        rows=3,
        required=False,
    )
    standard = fields.LongTextField(
        label="Which standard it serves", hint="A law, guidance or promise.", max_length=300, rows=2, required=False
    )
    source = fields.LongTextField(
        label="Where the figures come from", hint="The form, system or return.", max_length=300, rows=2, required=False
    )
    due_within_days = fields.WholeNumberField(
        label="Due after", hint="Days after the end of a period within which its figure is due.", width=3,
        min_value=0, max_value=366, initial=30,
    )  # fmt: skip

    def __init__(
        self,
        answers: Any = None,
        *,
        partners: Partners,
        initial: Mapping[str, Any] | None = None,
        fixed: MeasureGiven | None = None,
        is_standard: bool = False,
        auto_id: str = "id_%s",
    ) -> None:
        """fixed: where unit and frequency can't change, the measure as it is.

        is_standard: of the standard set, which says what its measures are broken down by.
        """
        initial = dict(initial or {})
        super().__init__(
            answers, initial=initial | {"breakdowns": in_lines(initial.get("breakdowns", ()))}, auto_id=auto_id
        )
        self.fixed = fixed
        self.fields["owned_by"] = _partner_field("Who answers for it", "The partner who says what is done.", partners)
        self.fields["loaded_by"] = _partner_field("Who loads it", "The partner who is reminded.", partners)
        if fixed is not None:
            for name in SHAPE:
                del self.fields[name]
        if is_standard:
            del self.fields["breakdowns"]

    def clean_breakdowns(self) -> Named:
        text = self.cleaned_data["breakdowns"]
        try:
            refuse_patients({"breakdowns": text})  # before what is wrong with it otherwise, which quotes it
            return read_named(text)
        except (NotKept, NotNamed) as reason:
            raise ValidationError(str(reason)) from None

    def given(self) -> MeasureGiven:
        answers = self.cleaned_data
        return MeasureGiven(
            name=answers["name"],
            question=answers["question"],
            unit=self.fixed.unit if self.fixed else Unit(answers["unit"]),
            direction=Direction(answers["direction"]),
            frequency=self.fixed.frequency if self.fixed else Frequency(answers["frequency"]),
            definition=answers["definition"],
            standard=answers["standard"],
            source=answers["source"],
            rate_of=self.fixed.rate_of if self.fixed else answers["rate_of"],
            owned_by=_key(answers["owned_by"]),
            loaded_by=_key(answers["loaded_by"]),
            due_within_days=answers["due_within_days"],
            breakdowns=answers.get("breakdowns", ()),
        )


class TargetForm(forms.Form):
    """A target, and from when on."""

    value = fields.TextField(
        label="Target", hint="In the unit of the measure. Leave it empty where there is none any more.", width=10,
        required=False,
    )  # fmt: skip
    since_on = fields.DateField(label="From when on?", hint="For example, 1 4 2026")
    reason = fields.TextField(
        label="Why this target?", hint="Who agreed it, or what changed. Everybody can read it.", max_length=300,
        required=False,
    )  # fmt: skip

    def clean_value(self) -> Decimal | None:
        """A number as people write it: 12.5, 1,200, 95%."""
        words = self.cleaned_data["value"].replace(",", "").rstrip("% ").strip()
        if not words:
            return None
        try:
            value = Decimal(words)
        except InvalidOperation:
            raise ValidationError("Enter a number, such as 12.5") from None
        if not value.is_finite():
            raise ValidationError("Enter a number, such as 12.5")
        return value.quantize(Decimal("0.000001")) if abs(value) < 10**10 else value


class StepForm(forms.Form):
    """A step in the process."""

    on = fields.DateField(label="From which day on?", hint="For example, 17 3 2026")
    reason = fields.TextField(
        label="What changed?", hint="For example, a new unit opened. Everybody can read it.", max_length=300
    )


class RuleForm(forms.Form):
    """From when on counts are shown, and to what they are rounded; once figures are public, one of a few."""

    largest_hidden = fields.WholeNumberField(
        label="Largest count that is hidden",
        hint="Counts from 1 to this one are shown as a mark.",
        width=3,
        min_value=2,
        max_value=50,
    )
    rounds_to = fields.WholeNumberField(
        label="Round the others to the nearest", hint="1 rounds nothing.", width=3, min_value=1, max_value=50
    )

    def __init__(
        self, answers: Any = None, *, choices: Sequence[tuple[str, str]] | None, initial: Mapping[str, int]
    ) -> None:
        """choices: the rules that may follow, as "12-5" and in words; None where any may be typed."""
        super().__init__(answers, initial=dict(initial))
        if choices is not None:
            self.fields = {"rule": fields.RadiosField(label="Which rule shall hold?", choices=list(choices))}

    def given(self) -> dict[str, int]:
        """Keywords of the command."""
        answers = self.cleaned_data
        largest_hidden, rounds_to = answers["rule"].split("-") if "rule" in answers else answers.values()
        return {"largest_hidden": int(largest_hidden), "rounds_to": int(rounds_to)}
