"""Turns what a lead types about an action into an answer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from concordat.accounts.forms import refuse_patient_as_name
from concordat.plans.commands.proposing.answering import FILES
from concordat.plans.commands.proposing.evidence import HINT, LARGEST_MB, NOT_CHECKED, EvidenceGiven
from concordat.plans.domain.answering import (
    STATES_TO_CHOOSE,
    Answer,
    AnswerKind,
    DateQuestion,
    date_question,
    reason_unchanged,
    too_long,
    unchanged,
    wrong_with_date,
)
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.proposing import Said, tidy
from concordat.plans.domain.states import Confidence, State
from concordat.plans.queries.answering import AnswerSeen, FileSeen, QuestionSeen
from concordat.ui import fields

KINDS = (
    (AnswerKind.REPORTED.value, "Something has happened"),
    (AnswerKind.UNCHANGED.value, "Nothing has changed"),
    (AnswerKind.NOT_OURS.value, "This is not ours"),
)
STATE_HINTS = {
    State.COMPLETE.value: "All that was promised is done",
    State.COMPLETE_VERIFIED.value: "And somebody else has checked that",
    State.WITHDRAWN.value: "It is no longer promised",
}
CONFIDENCES = (
    (Confidence.GREEN.value, "Green: we expect it to be done in time"),
    (Confidence.AMBER.value, "Amber: there is a risk that it is late"),
    (Confidence.RED.value, "Red: we do not expect it to be done in time"),
)
_LONG = ("progress", "because", "whose", "timescale_reason", "next_step", "evidence")
# Which input holds what the rules call by another name.
_FIELDS = {AnswerKind.REPORTED: "progress", AnswerKind.UNCHANGED: "because", AnswerKind.NOT_OURS: "whose"}


class AnswerForm(forms.Form):
    """One answer about one action. Of what is asked, only what belongs to the chosen kind counts."""

    kind = fields.RadiosField(label="What do you want to say?", choices=KINDS)
    progress = fields.LongTextField(label="What has happened since?", rows=4, required=False)
    because = fields.LongTextField(label="Nothing has changed, because…", rows=3, required=False)
    whose = fields.LongTextField(
        label="Whose is it?", hint="Who leads it now, or who may know.", rows=2, required=False
    )
    state = fields.RadiosField(
        label="Where is it now?",
        choices=[(state.value, state.words) for state in STATES_TO_CHOOSE],
        hints=STATE_HINTS,
        required=False,
    )
    by_then = fields.RadiosField(label="Will it be done by then?", choices=(), required=False)
    timescale_text = fields.TextField(
        label="By when will it be done?", hint="Such as 30 June 2027 or June 2027", required=False, width=20
    )
    timescale_reason = fields.LongTextField(label="Why has the date moved?", rows=2, required=False)
    confidence = fields.RadiosField(label="How sure are you of the date?", choices=CONFIDENCES, required=False)
    next_step = fields.LongTextField(label="What is the next step?", rows=2, required=False)
    evidence = fields.LongTextField(
        label="Where can it be seen?", hint="The address of a page, or the name of a document", rows=2, required=False
    )
    file = fields.UploadField(
        label="A file that shows it",
        hint=f"{HINT} Only members see it. {NOT_CHECKED}",
        required=False,
    )
    take_out = fields.CheckboxesField(label="Files that you sent: take out", choices=(), required=False, is_small=True)
    overruled_reason = fields.TextField(
        label="Why is it not about a patient?",
        hint="For example, the postcode is that of a service. The reason is kept.",
        required=False,
        max_length=500,
    )
    said_by = fields.TextField(
        label="Who said so?",
        hint="A name, which only members see",
        max_length=200,
        width=20,
        validators=[refuse_patient_as_name],
    )
    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    is_stopped = False  # what was typed looks like a person's details

    def __init__(
        self, answers: Any = None, files: Any = None, *, question: QuestionSeen, on: date, speaker: str = ""
    ) -> None:
        """`speaker` is who speaks where that is known; otherwise it is asked."""
        begin_with = {"based_on": question.update, "state": question.now.state.value, "kind": AnswerKind.REPORTED.value}
        if question.own and (question.own.is_waiting or question.own.is_sent_back):
            begin_with |= _as_answered(question.own)
        super().__init__(answers, files, initial=begin_with)
        self.question, self.on, self.speaker = question, on, speaker
        self.asks_date = date_question(question.now, on=on)
        self._ask_for_the_date()
        self._list_files(question.own.files if question.own and question.own.is_waiting else ())
        if speaker:
            del self.fields["said_by"]

    def _ask_for_the_date(self) -> None:
        field: Any = self.fields["by_then"]
        end = self.question.now.timescale.end
        if self.asks_date is DateQuestion.UNDATED or end is None:
            del self.fields["by_then"]
            self.fields["timescale_text"].label = "Is there a date by which it will be done?"
            self.fields["timescale_reason"].label = "If you give a date: what is it based on?"
        elif self.asks_date is DateQuestion.PASSED:
            field.label = f"Its date, {spoken_day(end)}, has passed. When will it be done?"
            field.choices = (("no", "By a new date"), ("unsure", "I cannot say yet"))
        else:
            field.label = f"Will it be done by {spoken_day(end)}?"
            field.choices = (("yes", "Yes"), ("no", "No, by a new date"))

    def _list_files(self, files: tuple[FileSeen, ...]) -> None:
        if not files:
            del self.fields["take_out"]
            return
        field: Any = self.fields["take_out"]
        field.choices = [(str(file.id), file.name) for file in files]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in _LONG:
            given[name] = tidy(given.get(name) or "")
            if problem := too_long(given[name]):
                self.add_error(name, problem)
        if "kind" in given:
            for name, problem in self._wrong_with(AnswerKind(given["kind"]), given):
                if name not in self.errors:
                    self.add_error(name, problem)
        return given

    def _wrong_with(self, kind: AnswerKind, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        if not given.get(_FIELDS[kind]):
            yield _FIELDS[kind], _EMPTY[kind]
        if kind is AnswerKind.NOT_OURS:
            return
        state = given.get("state")
        if kind is AnswerKind.REPORTED and not state:
            yield "state", "Say where it is now"
        if kind is AnswerKind.REPORTED and state and not State(state).is_open:
            return
        chosen, when = given.get("by_then"), tidy(given.get("timescale_text") or "")
        if self.asks_date is not DateQuestion.UNDATED and not chosen:
            yield "by_then", f"Answer “{self.fields['by_then'].label}”"
        # A date that was answered before stands folded away when somebody changes their mind, and is no new word.
        is_written = when != tidy(self.initial.get("timescale_text") or "")
        if chosen in ("yes", "unsure") and when and is_written:
            yield "by_then", "You chose that there is no new date, and wrote one. Choose the new date, or take it out."
        if chosen == "no" and not when:
            yield "timescale_text", "Write the new date, such as 30 June 2027 or June 2027"
        reason = given.get("timescale_reason")
        if (when or chosen in ("no", "unsure")) and not reason:
            yield "timescale_reason", "Say in a few words why"
        if self.asks_date is DateQuestion.UNDATED and reason and not when:
            yield "timescale_text", "Write the date that you give a reason for, or take the reason out"
        if when and (problem := wrong_with_date(when, self.question.now, on=self.on)):
            yield "timescale_text", problem

    def answer(self) -> Answer:
        """What was said; of a date only where one is still asked for."""
        given = self.cleaned_data
        kind = AnswerKind(given["kind"])
        words = given[_FIELDS[kind]]
        if kind is AnswerKind.NOT_OURS:
            return Answer(kind, Said(progress=words))
        state = State(given["state"]) if kind is AnswerKind.REPORTED and given["state"] else None
        is_open = state is None or state.is_open
        chosen = given.get("by_then") if is_open else None
        is_moved = is_open and chosen in ("no", None)
        when = tidy(given.get("timescale_text") or "") if is_moved else ""
        return Answer(
            kind,
            Said(
                progress=unchanged(words) if kind is AnswerKind.UNCHANGED else words,
                state=state,
                confidence=Confidence(given["confidence"]) if given.get("confidence") else None,
                timescale_text=when,
                timescale_reason=given["timescale_reason"] if when or chosen == "unsure" else "",
                next_step=given["next_step"],
                evidence=given["evidence"],
            ),
            keeps_date=chosen == "yes",
        )

    def files_given(self) -> tuple[EvidenceGiven, ...]:
        """What was sent in as evidence; a form that is not ours may send several."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        # One that is too large is not read at all: its size is refused by its name and length alone.
        return (EvidenceGiven(file.name or "", file.read(LARGEST_MB * 1024 * 1024 + 1)),) if file else ()

    def files_taken_out(self) -> frozenset[int]:
        return frozenset(int(pk) for pk in self.cleaned_data.get("take_out", ()))

    def who(self) -> str:
        """Who says so."""
        return self.speaker or str(self.cleaned_data["said_by"])

    def add_stopped(self, sentences: Mapping[str, str]) -> None:
        """Say beside each answer why it can't be kept, and ask for the reason why it could."""
        self.is_stopped = True
        kind = AnswerKind(self.cleaned_data["kind"])
        names = {"progress": _FIELDS[kind], FILES: "file"}
        for name, sentence in sentences.items():
            self.add_error(names.get(name, name), sentence)

    @property
    def asks_for_reason(self) -> bool:
        """Whether the reason for overruling has its place on the page."""
        return self.is_stopped or bool(self["overruled_reason"].value()) or "overruled_reason" in self.errors

    @property
    def is_date_open(self) -> bool:
        """Whether something is wrong or written where the new date goes, so that nobody may fold it away."""
        names = ("by_then", "timescale_text", "timescale_reason")
        return any(name in self.errors for name in names) or bool(self["timescale_text"].value())

    @property
    def has_lost_file(self) -> bool:
        """Whether a file came with answers that can't be kept: a browser does not send it twice."""
        return bool(self.files) and bool(self.errors)

    @property
    def is_more_open(self) -> bool:
        """Whether something is wrong or written among what is folded away."""
        names = ["confidence", "next_step", "evidence", "file", "take_out"]
        if "by_then" not in self.fields:
            names += ["timescale_text", "timescale_reason"]
        return any(name in self.fields and (name in self.errors or self[name].value()) for name in names) or (
            "take_out" in self.fields
        )


_EMPTY = {
    AnswerKind.REPORTED: "Say in a few words what has happened, or choose “Nothing has changed”",
    AnswerKind.UNCHANGED: "Say why nothing has changed",
    AnswerKind.NOT_OURS: "Say whose it is, or who may know",
}


def typed_in(posted: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts that somebody typed into a form that can't be saved any more."""
    return tuple(words for name in (*_LONG, "timescale_text") if (words := tidy(str(posted.get(name) or ""))))


def _chosen_of_date(own: AnswerSeen) -> str:
    if own.keeps_date:
        return "yes"
    if own.said.timescale_text:
        return "no"
    return "unsure" if own.said.timescale_reason else ""


def _as_answered(own: AnswerSeen) -> dict[str, Any]:
    """What was answered before, to be changed."""
    said = own.said
    words = reason_unchanged(said.progress) if own.kind is AnswerKind.UNCHANGED else said.progress
    found: dict[str, Any] = {
        "kind": own.kind.value,
        _FIELDS[own.kind]: words,
        "by_then": _chosen_of_date(own),
        "timescale_text": said.timescale_text,
        "timescale_reason": said.timescale_reason,
        "confidence": said.confidence.value if said.confidence else "",
        "next_step": said.next_step,
        "evidence": said.evidence,
        "overruled_reason": own.overruled_reason,
        "said_by": own.said_by,
    }
    if said.state:
        found["state"] = said.state.value
    return found
