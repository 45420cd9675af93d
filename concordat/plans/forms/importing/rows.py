"""What is decided about one row of a document: all of its fields, or those that a card asks about."""

from collections.abc import Iterable, Sequence
from typing import Any

from concordat.accounts.forms.free_text import REASON, FreeTextForm
from concordat.plans.domain.corrections import RowField, timescale_between, timescale_to_json
from concordat.plans.domain.reviewing import ReviewedRow, leads_in_words, timescale_words
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import Timescale, TimescaleKind, parse_timescale
from concordat.ui import fields

UNDERSTOOD, OTHER, DATES, AS_WRITTEN = "understood", "other", "dates", "as_written"

CONFIDENCE_CHOICES = (
    (Confidence.NONE.value, "Nothing is said"),
    (Confidence.RED.value, "Red"),
    (Confidence.AMBER.value, "Amber"),
    (Confidence.GREEN.value, "Green"),
)


class RowForm(FreeTextForm):
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
        split_from: int | None = None,
        doubtful: Iterable[RowField],
        asked: Iterable[RowField] | None = None,
    ) -> None:
        super().__init__(answers, initial=initial_of(row, number, split_from))
        self._given = {
            "row": row, "sections": sections, "actions": actions, "year": year, "number": number,
            "split_from": split_from, "doubtful": doubtful,
        }  # fmt: skip
        self.row = row
        self.number = number
        self.split_from = split_from
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
        shown.stopped = self.stopped
        return shown

    def _is_asked(self, name: str) -> bool:
        if self.asked is None or name == REASON:
            return True
        if name == "timescale_words":
            return RowField.TIMESCALE in self.asked
        return name in {field.value for field in self.asked}

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("timescale")
        if chosen == OTHER and self._other() is None:
            is_empty = not self.cleaned_data.get("timescale_words", "").strip()
            wrong = "Write the date, as" if is_empty else "No date could be read from these words. Write it as"
            self.add_error("timescale_words", f"{wrong} June 2027, 31 March 2027 or 2026/27.")
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
        if RowField.MATCH in given:
            given[RowField.SPLIT_FROM] = self._value(RowField.SPLIT_FROM, answers["match"])
        if RowField.SECTION in given and answers.get("new_section", "").strip():
            given[RowField.SECTION] = answers["new_section"]
        if "timescale" in self.fields:
            given[RowField.TIMESCALE] = self._timescale()
        if self.asked is not None:
            return {**given, RowField.SEEN: True}
        before = initial_of(self.row, self.number, self.split_from)
        before[RowField.SPLIT_FROM.value] = before["match"]
        changed = {
            field: value
            for field, value in given.items()
            if field in self.doubtful or value != self._value(field, before.get(field.value))
        }
        if {RowField.MATCH, RowField.SPLIT_FROM} & changed.keys():
            changed |= {field: given[field] for field in (RowField.MATCH, RowField.SPLIT_FROM)}
        return {**changed, **({RowField.SEEN: True} if self.doubtful else {})}

    def _value(self, field: RowField, answer: Any) -> Any:
        if field is RowField.TIMESCALE:
            return timescale_to_json(self.row.timescale) if field in self.row.corrected else None
        if field is RowField.REFERENCES:
            return [part.strip() for part in str(answer).split(",") if part.strip()]
        if field in (RowField.MATCH, RowField.SPLIT_FROM):
            return _number_in(str(answer), is_split=field is RowField.SPLIT_FROM)
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


SPLIT_OFF = "split:"  # with the number of an action behind it


def _number_in(answer: str, *, is_split: bool) -> int:
    """The number in an answer to "which action is this?": of the action it continues, or that it was split off."""
    if answer.startswith(SPLIT_OFF) is not is_split:
        return 0
    return int(answer.removeprefix(SPLIT_OFF))


def initial_of(row: ReviewedRow, number: int | None, split_from: int | None = None) -> dict[str, Any]:
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
        "match": f"{SPLIT_OFF}{split_from}" if split_from else str(number or 0),
    }
