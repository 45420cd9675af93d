"""A coordinator accepts a document, and the next one; every page costs the same whatever its length."""

import pytest

from concordat.plans.models import Action, Edition, Plan, PlanImport
from tests.factories import plans as documents
from tests.plans.importing.steps import (
    accept_document,
    bring_in_document,
    full_form,
    page,
    part,
    queries_of,
    settle_names,
    words,
)
from tests.shared import SHARED, needs_shared

pytestmark = pytest.mark.django_db


def test_accepting_publishes_the_edition(desk):
    review = bring_in_document(desk, documents.first_plan())

    response = accept_document(desk, review)

    assert response["Location"] == "/localities/tarnshire/plan/"
    edition = Edition.objects.get()
    assert (edition.number, str(edition.dated_on), edition.published_at is not None) == (1, "2024-02-01", True)
    told = words(desk.get(response["Location"]))
    assert "plan.docx is now edition 1 of the plan. Everybody can read it." in told
    assert "Open a night café beside the harbour" in told


def test_accepting_as_a_draft_keeps_it_from_the_public(desk, client):
    accept_document(desk, bring_in_document(desk, documents.first_plan()), publish="draft")
    client.logout()

    assert "Open a night café" not in words(client.get("/localities/tarnshire/plan/"))


def test_what_will_happen_is_told_in_numbers(desk):
    review = bring_in_document(desk, documents.doubtful_plan())
    settle_names(desk, review)

    told = words(desk.get(f"{review}accept/"))

    assert "5 actions will make the plan of Tarnshire." in told
    assert "3 organisations will be named as leading or supporting." in told
    assert "1 action that is still doubtful will go in as we understood it." in told
    assert "It will be edition 1." in told


def test_accepting_without_a_date_is_sent_back(desk):
    review = bring_in_document(desk, documents.first_plan())

    response = accept_document(desk, review, **{"dated_on-day": "", "dated_on-month": "", "dated_on-year": ""})

    assert "Enter the date of this edition" in words(page(response, 422))
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(("year", "why"), [("2204", "more than a month away"), ("1924", "before 2000")])
def test_accepting_with_a_slip_in_the_date_is_sent_back(desk, year, why):
    review = bring_in_document(desk, documents.first_plan())

    response = accept_document(desk, review, **{"dated_on-year": year})

    assert why in words(page(response, 422))
    assert Plan.objects.count() == 0


def test_accepting_twice_is_refused_with_a_sentence(desk):
    review = bring_in_document(desk, documents.first_plan())
    accept_document(desk, review)

    response = accept_document(desk, review)

    assert "This document was accepted already" in words(page(response, 422))
    assert Edition.objects.count() == 1
    ended = words(desk.get(review))
    assert "was accepted as edition 1" in ended
    assert "Unchanged" not in ended
    assert "Go on to accept it" not in ended


def test_import_is_given_up(desk):
    review = bring_in_document(desk, documents.first_plan())
    assert "Give up the import of plan.docx?" in words(desk.get(f"{review}abandon/"))

    desk.post(f"{review}abandon/")

    assert PlanImport.objects.get().state == "abandoned"
    assert "Nothing of it went into the plan" in words(desk.get(review))


@pytest.fixture
def second(desk):
    accept_document(desk, bring_in_document(desk, documents.first_plan()))
    return bring_in_document(desk, documents.second_plan(), "plan v8.docx")


def test_next_document_says_what_it_changes(desk, second):
    told = words(part(desk, second, "changes"))

    for sentence in (
        "1 new",
        "1 newly complete",
        "1 slipped",
        "Due 30 September 2031; it was 31 January 2031.",
        "1 edited",
        "removed: night, end of removed added: night, and who pays for it, end of added",
        "1 renumbered",
        "It was 2.1.",
        "1 action of the plan is not in this document.",
        "It stays complete, and in the plan",
    ):
        assert sentence in told


def test_match_is_changed_on_the_page_of_the_row(desk, second):
    shown = page(desk.get(f"{second}rows/1/"))
    assert shown.xpath("//select[@name='match']/option[@selected]/@value") == ["0"]

    desk.post(f"{second}rows/1/", {**full_form(desk, f"{second}rows/1/"), "match": "2"})
    accept_document(desk, second)

    assert Action.objects.count() == 4
    assert Action.objects.get(number=2).wording.text == "Ask people who were detained what would have helped"


def test_action_that_two_rows_would_continue_is_refused(desk, second):
    desk.post(f"{second}rows/1/", {**full_form(desk, f"{second}rows/1/"), "match": "2"})

    response = desk.post(f"{second}rows/0/", {**full_form(desk, f"{second}rows/0/"), "match": "2"})

    assert "Another row was said to continue this action" in words(page(response, 422))


def test_missing_action_is_asked_about_and_decided(desk):
    accept_document(desk, bring_in_document(desk, documents.first_plan()))
    review = bring_in_document(desk, documents.word_plan([documents.FIRST[0]]), "half.docx")
    assert "2 were not complete, and nobody has said yet what became of them." in words(desk.get(review))
    assert "2 open actions of the plan are not in it: say what became of them." in words(desk.get(review))

    desk.post(f"{review}missing/", {"action-3": "complete", "action-4": "withdrawn"})

    assert "2 will be closed as you said" in words(part(desk, review, "accept"))
    accept_document(desk, review)
    assert [Action.objects.get(number=number).update.state for number in (3, 4)] == ["complete", "withdrawn"]


@pytest.mark.parametrize("address", ["", "rows/0/", "leads/", "missing/", "plan/", "accept/", "document/"])
def test_page_costs_as_many_queries_for_one_action_as_for_three(desk, address):
    one = bring_in_document(desk, documents.long_plan(1), "one.docx")
    three = bring_in_document(desk, documents.long_plan(3), "three.docx")
    queries_of(desk, one)

    assert queries_of(desk, f"{one}{address}") == queries_of(desk, f"{three}{address}") <= 16


def test_page_costs_as_many_queries_beside_a_plan_of_any_length(desk):
    accept_document(desk, bring_in_document(desk, documents.long_plan(3), "three.docx"))
    review = bring_in_document(desk, documents.long_plan(1), "one.docx")
    before = queries_of(desk, review)
    accept_document(desk, bring_in_document(desk, documents.long_plan(9), "nine.docx"))

    assert queries_of(desk, review) == before


@needs_shared
@pytest.mark.parametrize(
    "name",
    ["northamptonshire-colours.docx", "merrow-vale-one-table.docx", "kingsbourne-brag.docx", "tidewater-cards.docx"],
)
def test_real_document_is_reviewed_and_becomes_a_plan(desk, name):
    review = bring_in_document(desk, (SHARED / "documents" / name).read_bytes(), name)
    for address in ("", "rows/0/", "leads/", "plan/", "document/"):
        assert desk.get(f"{review}{address}").status_code == 200

    response = accept_document(desk, review)

    assert response.status_code == 302
    assert desk.get("/localities/tarnshire/plan/").status_code == 200


@needs_shared
def test_pair_of_real_editions_is_one_plan_with_one_history(desk):
    for number in (1, 2):
        name = f"edition-{number}.docx"
        review = bring_in_document(desk, (SHARED / "documents" / name).read_bytes(), name)
        assert accept_document(desk, review).status_code == 302

    assert Action.objects.count() == 19
    assert sorted(action.updates.count() for action in Action.objects.all()).count(2) == 12
