"""Turns what a coordinator types and chooses while a document is reviewed into values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from concordat.directory.domain import OrganisationType
from concordat.plans.commands.importing import LeadGiven
from concordat.plans.domain.corrections import MissingChoice, PlanField, RowField, timescale_between, timescale_to_json
from concordat.plans.domain.reviewing import ReviewedPlan, ReviewedRow, leads_in_words, timescale_words
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import Timescale, TimescaleKind, parse_timescale
from concordat.plans.queries.importing import NameReviewed
from concordat.ui import fields

UNDERSTOOD, OTHER, DATES, AS_WRITTEN = "understood", "other", "dates", "as_written"


class UploadForm(forms.Form):
    """The document to read."""

    document = fields.UploadField(label="The document", hint="A Word document, an Excel workbook, a PDF or a web page")

    @property
    def limit(self) -> int:
        """The largest file, in megabytes."""
        limit: int = settings.UPLOAD_LIMIT_MB
        return limit

    def clean_document(self) -> UploadedFile:
        document: UploadedFile = self.cleaned_data["document"]
        if document.size and document.size > self.limit * 1024 * 1024:
            raise ValidationError(
                f"{document.name} is larger than {self.limit} MB. A plan is rarely over 2 MB: "
                "pictures or a scan may make it large. Save it without them and choose it again."
            )
        return document


CONFIDENCE_CHOICES = (
    (Confidence.NONE.value, "Nothing is said"),
    (Confidence.RED.value, "Red"),
    (Confidence.AMBER.value, "Amber"),
    (Confidence.GREEN.value, "Green"),
)


class RowForm(forms.Form):
    """Answers about one row: all of them on the page of the row, or those that a card asks (`asked`)."""

    references = fields.TextField(label="References", hint="With commas between them", required=False, width=20)
    section = fields.SelectField(label="Section")
    new_section = fields.TextField(label="Another section", hint="Only if none above fits", required=False)
    action = fields.LongTextField(label="Action", rows=4)
    outcome = fields.LongTextField(label="Outcome wanted", rows=3, required=False)
    progress = fields.LongTextField(label="Progress", rows=4, required=False)
    theme = fields.LongTextField(label="Theme", rows=2, required=False)
    group = fields.TextField(label="Reports to", required=False)
    led_by = fields.LongTextField(
        label="Leads, as written", hint="Names are read again when you change them.", rows=2, required=False
    )
    timescale_text = fields.TextField(label="When, as written", required=False)
    timescale = fields.RadiosField(label="When, as understood")
    timescale_words = fields.TextField(
        label="The other date", hint="Such as June 2027, 31 March 2027, 2026/27 or ongoing", required=False, width=20
    )
    start = fields.DateField(label="First day", required=False)
    end = fields.DateField(label="Last day", required=False)
    state = fields.RadiosField(label="State", choices=[(state.value, state.words) for state in State])
    confidence = fields.SelectField(label="Confidence (red, amber, green)", choices=CONFIDENCE_CHOICES)
    match = fields.SelectField(label="Which action of the plan is this?")

    def __init__(
        self,
        answers: Any = None,
        *,
        row: ReviewedRow,
        sections: Sequence[str],
        actions: Sequence[tuple[str, str]],
        year: int | None,
        number: int | None,
        doubtful: Iterable[RowField],
        asked: Iterable[RowField] | None = None,
    ) -> None:
        super().__init__(answers, initial=initial_of(row, number))
        self._given = {
            "row": row, "sections": sections, "actions": actions, "year": year, "number": number, "doubtful": doubtful,
        }  # fmt: skip
        self.row = row
        self.number = number
        self.doubtful = frozenset(doubtful)
        self.year = year
        self.asked = None if asked is None else frozenset(asked)
        self.fields["section"].choices = [(title, title) for title in dict.fromkeys([*sections, row.section])]
        self.fields["match"].choices = actions
        self.fields["timescale"].choices = timescale_choices(row.timescale)
        for name in list(self.fields):
            if not self._is_asked(name) or (name == "match" and not actions):
                del self.fields[name]

    def in_full(self) -> "RowForm":
        """The form of the whole row, with what a card was answered and what was wrong with it."""
        shown = RowForm(**self._given)
        answered = {name: self[name].value() for name in self.fields}
        shown.initial = {**shown.initial, **answered}
        for name, errors in self.errors.items():
            shown.errors[name] = errors
        return shown

    def _is_asked(self, name: str) -> bool:
        if self.asked is None:
            return True
        if name == "timescale_words":
            return RowField.TIMESCALE in self.asked
        return name in {field.value for field in self.asked}

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("timescale")
        if chosen == OTHER and self._other() is None:
            self.add_error(
                "timescale_words",
                "No date could be read from these words. Write it as June 2027, 31 March 2027 or 2026/27.",
            )
        if chosen == DATES:
            start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
            if end is None and not {"start", "end"} & self.errors.keys():
                self.add_error("end", "Enter the last day")
            elif start and end and start > end:
                self.add_error("end", "The last day must not be before the first")
        return self.cleaned_data

    def values(self) -> dict[RowField, Any]:
        """What was decided: every field that a card asked; on the page of the row what changed or is doubtful."""
        given: dict[RowField, Any] = {}
        answers = self.cleaned_data
        for field in RowField:
            if field.value in self.fields and field is not RowField.TIMESCALE:
                given[field] = self._value(field, answers[field.value])
        if RowField.SECTION in given and answers.get("new_section", "").strip():
            given[RowField.SECTION] = answers["new_section"]
        if "timescale" in self.fields:
            given[RowField.TIMESCALE] = self._timescale()
        if self.asked is not None:
            return {**given, RowField.SEEN: True}
        before = initial_of(self.row, self.number)
        changed = {
            field: value
            for field, value in given.items()
            if field in self.doubtful or value != self._value(field, before.get(field.value))
        }
        return {**changed, **({RowField.SEEN: True} if self.doubtful else {})}

    def _value(self, field: RowField, answer: Any) -> Any:
        if field is RowField.TIMESCALE:
            return timescale_to_json(self.row.timescale) if field in self.row.corrected else None
        if field is RowField.REFERENCES:
            return [part.strip() for part in str(answer).split(",") if part.strip()]
        if field is RowField.MATCH:
            return int(answer)
        return "\n".join(str(answer).splitlines()).strip()

    def _timescale(self) -> dict[str, Any] | None:
        chosen = self.cleaned_data["timescale"]
        if chosen == OTHER and (other := self._other()) is not None:
            return timescale_to_json(other)
        if chosen == DATES:
            start, end = self.cleaned_data["start"], self.cleaned_data["end"]
            return timescale_to_json(timescale_between(start or end, end))
        if chosen == AS_WRITTEN:
            return timescale_to_json(Timescale("", TimescaleKind.UNKNOWN))
        is_retyped = self.cleaned_data.get("timescale_text", self.row.timescale.text) != self.row.timescale.text
        if RowField.TIMESCALE in self.row.corrected and not is_retyped:
            return timescale_to_json(self.row.timescale)
        return None

    def _other(self) -> Timescale | None:
        words = self.cleaned_data.get("timescale_words", "").strip()
        found = parse_timescale(words, default_year=self.year) if words else None
        return found if found is not None and found.kind is not TimescaleKind.UNKNOWN else None


def timescale_choices(when: Timescale) -> list[tuple[str, str]]:
    is_read = when.kind is not TimescaleKind.UNKNOWN
    understood = timescale_words(when)
    choice = [(UNDERSTOOD, f"As we understood it: {understood[:1].lower()}{understood[1:]}")] if is_read else []
    return [
        *choice,
        (AS_WRITTEN, "As written: no date is meant"),
        (OTHER, "Another date, in words"),
        (DATES, "From a day to a day"),
    ]


def initial_of(row: ReviewedRow, number: int | None) -> dict[str, Any]:
    """The row as its form shows it."""
    is_read = row.timescale.kind is not TimescaleKind.UNKNOWN
    return {
        "references": ", ".join(row.references),
        "section": row.section,
        "action": row.text,
        "outcome": row.outcome,
        "progress": row.progress,
        "theme": row.theme,
        "group": row.group,
        "led_by": row.led_by if RowField.LED_BY in row.corrected else leads_in_words(row.read),
        "timescale_text": row.timescale.text,
        "timescale": UNDERSTOOD if is_read else AS_WRITTEN,
        "state": row.state.value,
        "confidence": row.confidence.value,
        "match": str(number or 0),
    }


ORGANISATION_TYPES = [(kind.value, kind.words) for kind in OrganisationType]
LEAD_KINDS = ("organisation", "new", "person", "nobody")


class LeadForm(forms.Form):
    """Whom one name means. `kind` may name a suggested organisation as "organisation:12"."""

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


class MissingForm(forms.Form):
    """What became of each action that the document leaves out."""

    def __init__(self, answers: Any = None, *, choices: Mapping[int, Sequence[tuple[str, str]]]) -> None:
        super().__init__(answers)
        self.numbers = tuple(choices)
        for number, offered in choices.items():
            self.fields[f"action-{number}"] = forms.ChoiceField(choices=offered, required=False)

    def values(self) -> dict[int, MissingChoice]:
        """The choice for each action that has one."""
        answers = {number: self.cleaned_data.get(f"action-{number}") for number in self.numbers}
        return {number: MissingChoice(answer) for number, answer in answers.items() if answer}


class PlanForm(forms.Form):
    """What stands before the tables, and the titles of the sections."""

    title = fields.TextField(label="Title of the plan")
    purposes = fields.LongTextField(
        label="What the plan is for", hint="One purpose on each line. The public reads this.", rows=6, required=False
    )
    contact = fields.TextField(
        label="Whom to ask about the plan", hint="Members see this; the public does not.", required=False
    )

    def __init__(self, answers: Any = None, *, plan: ReviewedPlan) -> None:
        initial = {"title": plan.title, "purposes": "\n".join(plan.purposes), "contact": plan.contact}
        super().__init__(answers, initial=initial)
        self.plan = plan
        for index, title in enumerate(plan.sections):
            self.fields[f"section-{index}"] = fields.TextField(
                label=f"Title of section {index + 1}", initial=title, max_length=300
            )

    def section_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("section-")]

    def values(self) -> list[tuple[PlanField, Any]]:
        """What changed."""
        answers, plan = self.cleaned_data, self.plan
        purposes = [line.strip() for line in answers["purposes"].splitlines() if line.strip()]
        given: list[tuple[PlanField, Any]] = []
        if answers["title"] != plan.title:
            given.append((PlanField.TITLE, answers["title"]))
        if answers["contact"] != plan.contact:
            given.append((PlanField.CONTACT, answers["contact"]))
        if tuple(purposes) != plan.purposes:
            given.append((PlanField.PURPOSES, purposes))
        for index, title in enumerate(plan.sections):
            if answers[f"section-{index}"] != title:
                given.append((PlanField.SECTION_TITLE, {"section": index, "title": answers[f"section-{index}"]}))
        return given
