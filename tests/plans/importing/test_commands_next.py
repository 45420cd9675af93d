"""The next document continues the plan: new words, dates and updates beside the old, never instead."""

from dataclasses import replace
from datetime import date

import pytest

from concordat.plans import commands
from concordat.plans.domain.corrections import MissingChoice, MissingDecision, RowField
from concordat.plans.models import (
    Action,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    EditionEntry,
    Section,
)
from concordat.plans.presenters.importing import present_missing
from tests.factories import plans as documents
from tests.plans.importing.steps import LATER, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(bring_in, accept):
    """The first edition is accepted, and the second document waits."""
    accept(bring_in(documents.first_plan()))
    return bring_in(documents.second_plan(), name="plan v8.docx", at=LATER)


def accept_second(accept, number):
    return accept(number, dated_on=date(2031, 9, 1), at=LATER)


def test_next_document_continues_the_actions_and_adds_the_new(second, accept):
    assert accept_second(accept, second) == 2

    assert [(action.number, action.wording.references) for action in Action.objects.all()] == [
        (1, ["1.1"]),
        (2, ["1.2"]),
        (3, ["2.3"]),
        (4, ["2.2"]),
        (5, ["1.2"]),
    ]


def test_wording_is_new_only_where_words_leads_or_place_changed(second, accept):
    accept_second(accept, second)

    told = {action.number: action.wordings.count() for action in Action.objects.all()}

    assert told == {1: 1, 2: 1, 3: 2, 4: 2, 5: 1}


def test_date_is_new_only_where_it_changed_and_says_how_it_slipped(second, accept):
    accept_second(accept, second)

    assert {action.number: action.timescales.count() for action in Action.objects.all()} == {
        1: 2,
        2: 1,
        3: 1,
        4: 1,
        5: 1,
    }
    first, slipped = ActionTimescale.objects.filter(action__number=1)
    assert (slipped.replaces, slipped.end_on) == (first, date(2031, 9, 30))
    assert (slipped.slips, slipped.first_end_on) == (1, date(2031, 1, 31))


def test_section_that_is_only_written_otherwise_is_the_same_section(bring_in, accept):
    accept(bring_in(documents.first_plan()))
    again = [("1 BEFORE A CRISIS", documents.BEFORE), ("2. In a crisis", documents.DURING)]
    accept_second(accept, bring_in(documents.word_plan(again), at=LATER))

    assert list(Section.objects.values_list("title", flat=True)) == ["1. Before a crisis", "2. In a crisis"]
    assert ActionWording.objects.count() == 4


def test_empty_date_cell_leaves_the_promise_as_it_was(bring_in, accept):
    accept(bring_in(documents.first_plan()))
    lines = (replace(documents.BEFORE[0], when=""), documents.BEFORE[1])
    accept_second(accept, bring_in(documents.word_plan([("1. Before a crisis", lines)]), at=LATER))

    cafe = Action.objects.get(number=1)
    assert (cafe.timescales.count(), cafe.update.timescale.text) == (1, "January 2031")


def test_each_action_of_the_document_gets_an_update(second, accept):
    accept_second(accept, second)

    told = {action.number: action.updates.count() for action in Action.objects.all()}

    assert told == {1: 2, 2: 1, 3: 2, 4: 2, 5: 1}
    assert Action.objects.get(number=3).update.state == "complete"
    assert ActionUpdate.objects.filter(action__number=3).first().state == "in_progress"


def test_complete_action_that_is_missing_stays_in_the_plan_and_its_editions(second, accept):
    accept_second(accept, second)

    guide = Action.objects.get(number=2)
    assert (guide.update.state, guide.updates.count()) == ("complete", 1)
    assert set(guide.entries.values_list("edition__number", flat=True)) == {1, 2}


def test_first_edition_stays_as_it_was(second, accept):
    before = list(EditionEntry.objects.order_by("pk").values_list("action", "wording__text", "update__state"))
    accept_second(accept, second)

    entries = EditionEntry.objects.filter(edition__number=1).order_by("pk")
    assert list(entries.values_list("action", "wording__text", "update__state")) == before


@pytest.mark.parametrize(
    ("choice", "state"),
    [
        (MissingChoice.WITHDRAWN, "withdrawn"),
        (MissingChoice.CARRIED_FORWARD, "carried_forward"),
        (MissingChoice.MERGED, "merged"),
        (MissingChoice.COMPLETE, "complete"),
    ],
)
def test_missing_action_becomes_what_was_decided_and_its_history_stays(bring_in, accept, coordinator, choice, state):
    accept(bring_in(documents.first_plan()))
    number = bring_in(documents.word_plan([documents.FIRST[0]]), at=LATER)
    commands.decide_missing(import_id=number, decisions={4: MissingDecision(choice)}, by=coordinator, at=LATER)
    accept_second(accept, number)

    drive = Action.objects.get(number=4)
    assert [update.state for update in drive.updates.all()] == ["not_started", state]
    assert (drive.update.kind, drive.update.said_on) == ("corrected", date(2031, 9, 1))
    assert drive.update.progress.startswith("Not in the document of 1 September 2031: ")
    assert drive.update.timescale == drive.updates.first().timescale
    assert drive.entries.filter(edition__number=2).count() == 1


def test_action_that_is_no_longer_promised_is_not_asked_about_again(bring_in, accept, coordinator):
    accept(bring_in(documents.first_plan()))
    number = bring_in(documents.word_plan([documents.FIRST[0]]), at=LATER)
    commands.decide_missing(
        import_id=number, decisions={4: MissingDecision(MissingChoice.WITHDRAWN)}, by=coordinator, at=LATER
    )
    accept_second(accept, number)
    third = bring_in(documents.word_plan([documents.FIRST[0]], title="The third plan"), at=LATER)

    assert [missing.number for missing in present_missing(review(third))] == [3]
    accept(third, dated_on=date(2032, 1, 1), at=LATER)
    kept = EditionEntry.objects.filter(edition__number=3).values_list("action__number", flat=True)
    assert set(kept) == {1, 2, 3}


def test_missing_action_that_nobody_decided_stays_as_it_is(bring_in, accept):
    accept(bring_in(documents.first_plan()))
    accept_second(accept, bring_in(documents.word_plan([documents.FIRST[0]]), at=LATER))

    drive = Action.objects.get(number=4)
    assert (drive.update.state, drive.updates.count()) == ("not_started", 1)
    assert drive.entries.filter(edition__number=2).count() == 1


def test_row_that_a_person_calls_new_is_a_new_action(second, accept, coordinator):
    commands.correct_row(import_id=second, row=0, values={RowField.MATCH: 0}, by=coordinator, at=LATER)
    accept_second(accept, second)

    assert Action.objects.count() == 6
    assert Action.objects.get(number=1).updates.count() == 1


def test_order_of_the_new_document_is_the_order_of_the_plan(second, accept):
    accept_second(accept, second)

    actions = Action.objects.exclude(number=2).order_by("wording__section__position", "wording__position")

    assert [action.wording.references for action in actions] == [["1.1"], ["1.2"], ["2.2"], ["2.3"]]


def test_thousand_rows_are_accepted_in_few_statements(bring_in, accept, django_assert_max_num_queries):
    number = bring_in(documents.long_plan(1_000))

    with django_assert_max_num_queries(220):
        accept(number)

    assert Action.objects.count() == 1_000


def test_completed_action_follows_its_section_to_its_new_name(bring_in, accept):
    """Else the section would stand in the plan twice, under both names."""
    (before, during) = documents.FIRST
    accept(bring_in(documents.first_plan()))
    renamed = documents.word_plan([("1. Help before a crisis", before[1][:1]), during])

    number = accept_second(accept, bring_in(renamed, name="plan v8.docx", at=LATER))

    gone = Action.objects.get(number=2)
    assert gone.wording.section.title == "1. Help before a crisis"
    assert gone.wording.reason == (
        "The section “1. Before a crisis” is “1. Help before a crisis” in the document of 1 September 2031"
    )
    assert [lead.name_as_written for lead in gone.wording.leads.all()] == ["Tarnshire Council"]
    assert EditionEntry.objects.get(edition__number=number, action=gone).wording == gone.wording
    assert gone.wordings.first().section.title == "1. Before a crisis"
