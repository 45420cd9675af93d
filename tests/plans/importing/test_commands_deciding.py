"""A document is brought in and decided about; nothing of the plan changes meanwhile."""

import pytest

from concordat.accounts.models import AuditEntry
from concordat.documents.domain import Refused
from concordat.plans import commands
from concordat.plans.domain.corrections import NotACorrection, RowField
from concordat.plans.models import (
    Action,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Correction,
    Edition,
    EditionEntry,
    Plan,
    PlanImport,
    SourceDocument,
    SourceRow,
)
from tests.factories import plans as documents
from tests.factories.directory import LocalityFactory
from tests.plans.importing.steps import AT, LATER, review

pytestmark = pytest.mark.django_db
WRITTEN = (Plan, Action, ActionWording, ActionTimescale, ActionUpdate, SourceRow, Edition, EditionEntry)


def test_document_is_kept_byte_for_byte_and_nothing_of_the_plan_changes(bring_in):
    content = documents.first_plan()

    number = bring_in(content, name="C:\\Plans\\plan v7.docx")

    kept = SourceDocument.objects.get(plan_import=number)
    assert (bytes(kept.content), kept.name, kept.size, kept.format) == (content, "plan v7.docx", len(content), "docx")
    assert [model.objects.count() for model in WRITTEN] == [0] * len(WRITTEN)
    assert review(number).plan.rows[0].text == "Open a night café beside the harbour"


def test_same_file_is_reviewed_once(bring_in):
    number = bring_in(documents.first_plan())

    assert bring_in(documents.first_plan(), at=LATER) == number
    assert PlanImport.objects.count() == 1


def test_file_that_was_accepted_is_not_brought_in_again(bring_in, accept):
    number = bring_in(documents.first_plan())
    accept(number)

    with pytest.raises(commands.AlreadyAccepted, match="it is edition 1 of the plan") as refusal:
        bring_in(documents.first_plan())

    assert refusal.value.number == number


def test_file_that_was_given_up_can_be_brought_in_again(bring_in, coordinator):
    number = bring_in(documents.first_plan())
    commands.abandon_import(import_id=number, by=coordinator, at=AT)

    assert bring_in(documents.first_plan()) != number


def test_same_file_in_another_locality_is_another_import(bring_in, coordinator):
    number = bring_in(documents.first_plan())

    elsewhere = commands.start_import(
        locality_id=LocalityFactory().pk, name="plan.docx", content=documents.first_plan(), by=coordinator, at=AT
    )

    assert elsewhere != number


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"%PDF-1.7\n%x", Refused, "PDF"),
        (b"", Refused, ""),
        (documents.minutes(), commands.NotAPlan, "No action plan was found in plan.docx"),
        (documents.word_plan([("1. Empty", ())]), commands.NotAPlan, "no action is filled in"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence_and_nothing_is_kept(bring_in, content, error, sentence):
    with pytest.raises(error) as refusal:
        bring_in(content)

    assert sentence in refusal.value.message
    assert SourceDocument.objects.count() == 0


def test_correction_counts_and_the_earlier_one_stays_on_record(bring_in, coordinator):
    number = bring_in(documents.first_plan())

    for words in ("Open a day café", "Open a late café"):
        commands.correct_row(import_id=number, row=0, values={RowField.ACTION: words}, by=coordinator, at=AT)

    assert review(number).plan.rows[0].text == "Open a late café"
    assert list(Correction.objects.values_list("value", flat=True)) == ["Open a day café", "Open a late café"]


@pytest.mark.parametrize(
    ("row", "values", "sentence"),
    [
        (0, {RowField.ACTION: "  "}, "An action needs its words"),
        (0, {RowField.STATE: "nearly"}, "no state"),
        (0, {RowField.TIMESCALE: {"kind": "range", "start": "2031-05-01", "end": "2031-04-01"}}, "after the last day"),
        (0, {RowField.TIMESCALE: {"kind": "day", "start": None, "end": None}}, "Give the last day"),
        (4, {RowField.ACTION: "Open"}, "no such row"),
        (-1, {RowField.ACTION: "Open"}, "no such row"),
    ],
)
def test_correction_that_makes_no_sense_is_refused(bring_in, coordinator, row, values, sentence):
    number = bring_in(documents.first_plan())

    with pytest.raises(NotACorrection, match=sentence):
        commands.correct_row(import_id=number, row=row, values=values, by=coordinator, at=AT)

    assert Correction.objects.count() == 0


def test_ended_import_takes_no_more_decisions(bring_in, accept, coordinator):
    number = bring_in(documents.first_plan())
    accept(number)

    with pytest.raises(commands.ImportEnded, match="accepted already"):
        commands.correct_row(import_id=number, row=0, values={RowField.ACTION: "Open"}, by=coordinator, at=AT)
    with pytest.raises(commands.ImportEnded, match="accepted already"):
        accept(number)
    with pytest.raises(commands.ImportEnded, match="accepted already"):
        commands.abandon_import(import_id=number, by=coordinator, at=AT)
    assert Edition.objects.count() == 1


def test_two_rows_cannot_continue_one_action(bring_in, accept, coordinator):
    accept(bring_in(documents.first_plan()))
    number = bring_in(documents.second_plan(), at=LATER)
    commands.correct_row(import_id=number, row=0, values={RowField.MATCH: 1}, by=coordinator, at=LATER)

    with pytest.raises(NotACorrection, match="Another row"):
        commands.correct_row(import_id=number, row=1, values={RowField.MATCH: 1}, by=coordinator, at=LATER)


def test_every_decision_is_in_the_audit(bring_in, accept, coordinator):
    number = bring_in(documents.first_plan())
    commands.correct_row(import_id=number, row=0, values={RowField.LEFT_OUT: True}, by=coordinator, at=AT)
    accept(number)

    told = list(AuditEntry.objects.filter(by=coordinator).values_list("command", flat=True))

    assert told[:2] == ["start_import", "correct_row"]
    assert told[-1] == "accept_import"
