"""Turns what is typed about a declaration into values: its words, who signs it, and from which day it holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from concordat.accounts.forms import FreeTextForm
from concordat.assurance.domain.declaring import Part, SignatoryKind
from concordat.plans.commands.proposing.evidence import HINT, LARGEST_MB, NOT_CHECKED, EvidenceGiven
from concordat.ui import fields

LONGEST_PART = 4000
KINDS = (
    (SignatoryKind.SIGNATORY.value, "It signs"),
    (SignatoryKind.SUPPORTER.value, "It supports"),
)
KIND_HINTS = {
    SignatoryKind.SIGNATORY.value: "It answers for what it promises in the plan.",
    SignatoryKind.SUPPORTER.value: "It shares news, and may offer something that it will do.",
}


class WordsForm(FreeTextForm):
    """The words of a declaration, a field for each part, and the areas that it covers."""

    title = fields.TextField(label="Title", max_length=200)
    areas = fields.CheckboxesField(label="Which areas does it cover?", choices=(), required=False, is_small=True)
    areas_note = fields.TextField(
        label="Anything else about where it holds (optional)",
        hint="For example, the northern half; or all three police areas of the county",
        required=False,
        max_length=200,
    )

    def __init__(
        self,
        answers: Any = None,
        *,
        title: str,
        parts: Sequence[Part],
        needed: Sequence[str],
        areas: Sequence[tuple[str, str]],
        chosen: Sequence[str],
        areas_note: str,
    ) -> None:
        initial: dict[str, Any] = {"title": title, "areas": list(chosen), "areas_note": areas_note}
        super().__init__(answers, initial=initial)
        self.parts = parts
        for part in parts:
            optional = "" if part.title in needed else " (optional)"
            self.fields[f"part_{part.key}"] = fields.LongTextField(
                label=f"{part.title}{optional}", required=False, max_length=LONGEST_PART, rows=6, initial=part.text
            )
        if areas:
            area_field: Any = self.fields["areas"]
            area_field.choices = list(areas)
        else:
            del self.fields["areas"]

    def part_fields(self) -> list[Any]:
        return [self[f"part_{part.key}"] for part in self.parts]

    def worded(self) -> tuple[Part, ...]:
        return tuple(Part(part.key, part.title, self.cleaned_data[f"part_{part.key}"]) for part in self.parts)


class NameSignatoryForm(forms.Form):
    """Which partner is to sign or support."""

    partner = fields.SelectField(label="Which organisation?", choices=())
    kind = fields.RadiosField(label="What does it do?", choices=KINDS, hints=KIND_HINTS)

    def __init__(self, answers: Any = None, *, partners: Sequence[tuple[int, str]]) -> None:
        super().__init__(answers, initial={"kind": SignatoryKind.SIGNATORY.value})
        partner_field: Any = self.fields["partner"]
        partner_field.choices = [("", "Choose one"), *((str(pk), name) for pk, name in partners)]

    def chosen(self) -> tuple[int, SignatoryKind]:
        return int(self.cleaned_data["partner"]), SignatoryKind(self.cleaned_data["kind"])


class AskForm(FreeTextForm):
    """Who is asked to sign by e-mail."""

    name = fields.TextField(label="Name", hint="Somebody who may sign for the organisation", max_length=120, width=20)
    email = fields.EmailField(label="E-mail address", width=30)
    words = fields.LongTextField(
        label="Your own words to them (optional)",
        hint="They stand in the letter. What it is about and the link are in it already.",
        required=False,
        max_length=2000,
    )

    def __init__(self, answers: Any = None, *, name: str = "", email: str = "") -> None:
        super().__init__(answers, initial={"name": name, "email": email})


class RoomForm(FreeTextForm):
    """Who signed by hand, and the paper."""

    name = fields.TextField(label="Who signed?", hint="For members only", max_length=120, width=20)
    role = fields.TextField(
        label="In what role?", hint="Everybody reads it: for example, Chief executive", max_length=120
    )
    signed_on = fields.DateField(label="On which day?", hint="For example, 31 3 2027")
    offer = fields.LongTextField(
        label="What does it offer to do? (optional)", hint="Everybody reads it", required=False, max_length=1000, rows=3
    )
    paper = fields.UploadField(
        label="The signed paper",
        hint=f"{HINT} Only members can read it. {NOT_CHECKED}",
    )

    def __init__(self, answers: Any = None, files: Any = None, *, kind: SignatoryKind, today: date) -> None:
        super().__init__(answers, files)
        self.today = today
        if kind is SignatoryKind.SIGNATORY:
            del self.fields["offer"]

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError("Enter today, or a day that has been")
        return day

    def given(self) -> EvidenceGiven:
        file: UploadedFile = self.cleaned_data["paper"]
        # One that is too large is not read at all: its size is refused by its length alone.
        return EvidenceGiven(file.name or "", file.read(LARGEST_MB * 1024 * 1024 + 1))


class SignForm(FreeTextForm):
    """What somebody says when they sign by the link that they were sent."""

    wording = forms.IntegerField(widget=forms.HiddenInput)
    name = fields.TextField(
        label="Your name", hint="Kept as proof of who signed. It is not published.", max_length=120, width=20
    )
    role = fields.TextField(
        label="Your role", hint="It is published: for example, Chief executive", max_length=120, width=30
    )
    offer = fields.LongTextField(
        label="What do you offer to do? (optional)",
        hint="It is published. For example, to train 20 volunteers by March.",
        required=False,
        max_length=1000,
        rows=3,
    )
    may_sign = fields.TickField(label="I have read the declaration, and may sign it for my organisation")

    def __init__(self, answers: Any = None, *, kind: SignatoryKind, name: str, wording: int) -> None:
        super().__init__(answers, initial={"name": name, "wording": wording})
        if kind is SignatoryKind.SIGNATORY:
            del self.fields["offer"]

    def show_new_words(self, wording: int) -> None:
        """Let the next signature be under the words that the page shows now."""
        self.data = {**self.data.dict(), "wording": str(wording)}
        self.data.pop("may_sign", None)


class DeclineForm(FreeTextForm):
    """Why somebody does not sign."""

    words = fields.LongTextField(
        label="Why not, or who should?",
        hint="Whoever asked you reads it. It is not published.",
        max_length=1000,
        rows=3,
    )


class DeclareForm(forms.Form):
    """From which day the declaration holds."""

    declared_on = fields.DateField(
        label="On which day was it declared?",
        hint="Today, or the day of one that was made before it was entered here",
    )

    def __init__(self, answers: Any = None, *, today: date) -> None:
        super().__init__(answers, initial={"declared_on": today})


class ReasonForm(FreeTextForm):
    """Why something is taken back."""

    reason = fields.LongTextField(label="Why?", max_length=1000, rows=3)

    def __init__(self, answers: Any = None, *, label: str, hint: str) -> None:
        super().__init__(answers)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint
        self.fields["reason"].error_messages["required"] = f"Answer “{label}”"
