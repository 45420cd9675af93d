"""The coordinator's way through the pages: bring a document in, settle what is doubtful, accept it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.directory.domain import Role
from concordat.plans.models import Action, ActionLead, Correction, Edition, Plan, PlanImport, SourceDocument
from tests.factories import plans as documents
from tests.factories.directory import (
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    RegionFactory,
    RoleHeldFactory,
)
from tests.shared import SHARED, needs_shared

pytestmark = pytest.mark.django_db

IMPORTS = "/localities/tarnshire/imports/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def locality():
    return LocalityFactory(name="Tarnshire", slug="tarnshire")


@pytest.fixture
def coordinator(client, locality):
    """Somebody who is signed in and may import."""
    user = RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user
    client.force_login(user)
    return client


def upload(client, content, name="plan.docx"):
    return client.post(f"{IMPORTS}new/", {"document": SimpleUploadedFile(name, content, WORD)})


def bring_in(client, content, name="plan.docx"):
    """The address of the review of a document."""
    response = upload(client, content, name)
    assert response.status_code == 302, words(response)
    return response["Location"]


def page(response, status=200):
    assert response.status_code == status
    return html.fromstring(response.content.decode())


def words(response_or_element) -> str:
    element = response_or_element
    if hasattr(element, "content"):
        element = html.fromstring(element.content.decode())
    return " ".join(element.text_content().split())


def part(client, address, anchor):
    (found,) = page(client.get(address)).xpath(f'//*[@id="{anchor}"]')
    return found


def settle_names(client, review):
    """Say of every name what is offered first, else that it is a new partner."""
    sheet = page(client.get(f"{review}leads/"))
    answers = {}
    for group in sheet.xpath("//fieldset"):
        chosen = group.xpath(".//input[@type='radio'][@checked]") or group.xpath(".//input[@value='new']")
        answers[chosen[0].get("name")] = chosen[0].get("value")
        for box in group.xpath(".//input[not(@type='radio')]"):
            answers[box.get("name")] = box.get("value")
        for box in group.xpath(".//select"):
            answers[box.get("name")] = next(iter(box.xpath(".//option[@selected]/@value")), "")
    response = client.post(f"{review}leads/", answers)
    assert response.status_code == 302, words(response)


def accept(client, review, **given):
    settle_names(client, review)
    answers = {
        "title": "Tarnshire crisis care plan",
        "dated_on-day": "1",
        "dated_on-month": "2",
        "dated_on-year": "2031",
        "publish": "publish",
        **given,
    }
    return client.post(f"{review}accept/", answers)


# Bringing a document in


def test_page_says_what_is_read_and_how_large_it_may_be(coordinator, settings):
    settings.UPLOAD_LIMIT_MB = 7

    told = words(coordinator.get(f"{IMPORTS}new/"))

    assert "Word documents (.docx)" in told
    assert "up to 7 MB" in told


def test_document_leads_to_its_review(coordinator):
    review = bring_in(coordinator, documents.first_plan())

    told = words(coordinator.get(review))

    assert "4 actions in 2 sections were read from plan.docx. None needs your eye." in told
    assert "1 not started 2 in progress 1 complete" in told
    assert "Nothing was left out." in told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (documents.minutes(), "No action plan was found in plan.docx"),
        (b"PK\x03\x04 cut short", "plan.docx"),
    ],
)
def test_refusal_is_said_beside_the_field_and_at_the_top(coordinator, content, sentence):
    response = upload(coordinator, content)

    shown = page(response, 422)
    (summary,) = shown.xpath("//div[contains(@class, 'nhsuk-error-summary')][@tabindex]")
    assert sentence in words(summary)
    assert summary.xpath(".//a/@href") == ["#id_document"]
    assert sentence in words(shown.get_element_by_id("id_document-error"))
    assert SourceDocument.objects.count() == 0


def test_document_over_the_limit_is_refused_before_it_is_read(coordinator, settings):
    settings.UPLOAD_LIMIT_MB = 1

    response = upload(coordinator, b"\0" * (1024 * 1024 + 1))

    assert "plan.docx is larger than 1 MB" in words(page(response, 422))


def test_nothing_chosen_is_said(coordinator):
    assert "Choose the document" in words(page(coordinator.post(f"{IMPORTS}new/", {}), 422))


def test_same_file_leads_back_to_where_one_was(coordinator):
    review = bring_in(coordinator, documents.first_plan())

    again = coordinator.post(
        f"{IMPORTS}new/", {"document": SimpleUploadedFile("again.docx", documents.first_plan(), WORD)}, follow=True
    )

    assert again.redirect_chain[-1][0] == review
    assert "is being reviewed already" in words(again)


def test_file_that_was_accepted_says_which_edition_it_is(coordinator):
    accept(coordinator, bring_in(coordinator, documents.first_plan()))

    assert "it is edition 1 of the plan" in words(page(upload(coordinator, documents.first_plan()), 422))


def test_list_of_imports_says_where_each_stands(coordinator):
    accept(coordinator, bring_in(coordinator, documents.first_plan()))
    bring_in(coordinator, documents.second_plan(), "plan v8.docx")

    told = words(coordinator.get(IMPORTS))

    assert "plan v8.docx" in told
    assert "Being reviewed" in told
    assert "Edition 1" in told


# Reviewing


@pytest.fixture
def doubtful(coordinator):
    return bring_in(coordinator, documents.doubtful_plan())


def test_doubtful_row_stands_first_beside_its_cells(coordinator, doubtful):
    assert "5 actions in 2 sections were read from plan.docx. 1 needs your eye." in words(coordinator.get(doubtful))

    card = part(coordinator, doubtful, "row-2")

    assert "Action 1.3 Put a crisis card in every library" in words(card)
    assert "table 1, row 4" in words(card)
    assert [words(mark) for mark in card.xpath(".//mark")] == ["Mar 31", "As above"]
    assert card.xpath(".//input[@name='state'][@checked]/@value") == ["unknown"]
    assert card.xpath(".//input[@name='timescale'][@checked]/@value") == ["understood"]


def test_saving_a_card_settles_it_and_comes_back(coordinator, doubtful):
    answers = {
        "asked": "state timescale",
        "state": "in_progress",
        "timescale": "other",
        "timescale_words": "30 June 2031",
    }

    response = coordinator.post(f"{doubtful}rows/2/", {"asked": "state timescale", **answers})

    assert response["Location"] == f"{doubtful}#doubtful"
    told = words(coordinator.get(doubtful))
    assert "None needs your eye." in told
    assert "You have settled 1 doubtful action already." in told
    row = words(part(coordinator, doubtful, "action-2"))
    assert "By 30 June 2031" in row
    assert "In progress" in row
    assert set(Correction.objects.values_list("field", flat=True)) == {"state", "timescale", "seen"}


def test_leaving_and_coming_back_loses_nothing(coordinator, client, doubtful):
    coordinator.post(f"{doubtful}rows/2/", {"asked": "state timescale", "state": "complete", "timescale": "as_written"})
    user = client.session["_auth_user_id"]
    client.logout()
    client.force_login(RoleHeldFactory._meta.model.objects.get(user=user).user)

    assert "None needs your eye." in words(client.get(doubtful))
    assert "No date could be read from the words" in words(part(client, doubtful, "action-2"))


def test_date_that_cannot_be_read_is_sent_back_with_what_was_typed(coordinator, doubtful):
    answers = {"asked": "state timescale", "state": "complete", "timescale": "other", "timescale_words": "when ready"}

    response = coordinator.post(f"{doubtful}rows/2/", answers)

    shown = page(response, 422)
    assert "No date could be read from these words" in words(shown)
    assert shown.xpath("//input[@name='timescale_words']/@value") == ["when ready"]
    assert shown.xpath("//input[@name='state'][@checked]/@value") == ["complete"]
    assert Correction.objects.count() == 0


def full_form(client, address):
    """What the form of a row holds, as a browser would send it."""
    (form,) = page(client.get(address)).xpath("//form[.//textarea[@name='action']]")
    answers = {box.get("name"): box.text or "" for box in form.xpath(".//textarea")}
    for box in form.xpath(".//input[not(@type='radio')]"):
        answers[box.get("name")] = box.get("value") or ""
    for box in form.xpath(".//input[@type='radio'][@checked]"):
        answers[box.get("name")] = box.get("value")
    for box in form.xpath(".//select"):
        answers[box.get("name")] = next(iter(box.xpath(".//option[@selected]/@value")), "")
    # The design system's macro writes a line break after the opening tag of a text area, which browsers drop.
    return {name: value.removeprefix("\n") for name, value in answers.items()}


def test_page_of_a_row_shows_every_cell_and_every_field(coordinator, doubtful):
    shown = page(coordinator.get(f"{doubtful}rows/0/"))

    cells = {words(cell.find("dt")): words(cell.find("dd")) for cell in shown.find_class("app-cells__cell")}
    assert cells == {
        "No": "1.1",
        "Action": "Open a night café beside the harbour",
        "Timescale": "January 2031",
        "Led by": "Harbour Mind",
        "Outcomes": "People get help sooner",
        "Progress": "Work is under way",
        "RAG": "amber (shading FFC000)",
    }
    assert [words(mark) for mark in shown.xpath("//mark")] == ["January 2031", "Harbour Mind", "amber"]
    assert "We concluded “In progress” from the amber shading. We are sure of it." in words(shown)
    assert full_form(coordinator, f"{doubtful}rows/0/")["led_by"] == "Harbour Mind"


def test_saving_a_row_as_it_stands_records_nothing(coordinator, doubtful):
    coordinator.post(f"{doubtful}rows/0/", full_form(coordinator, f"{doubtful}rows/0/"))

    assert Correction.objects.count() == 0


def test_saving_a_row_records_what_changed_and_settles_its_doubts(coordinator, doubtful):
    changed = {
        **full_form(coordinator, f"{doubtful}rows/2/"),
        "action": "Put a crisis card in every library\nand every chemist",
        "references": "1.3, 1.3a",
        "new_section": "3. After a crisis",
        "timescale": "dates",
        "start-day": "1", "start-month": "3", "start-year": "2031",
        "end-day": "31", "end-month": "3", "end-year": "2031",
        "led_by": "Tarnshire Libraries and Harbour Mind",
        "confidence": "amber",
    }  # fmt: skip

    response = coordinator.post(f"{doubtful}rows/2/", changed)

    assert response["Location"] == f"{doubtful}#action-2"
    assert {correction.field: correction.value for correction in Correction.objects.all()} == {
        "action": "Put a crisis card in every library\nand every chemist",
        "references": ["1.3", "1.3a"],
        "section": "3. After a crisis",
        "timescale": {"kind": "month", "start": "2031-03-01", "end": "2031-03-31", "recurrence": None},
        "led_by": "Tarnshire Libraries and Harbour Mind",
        "confidence": "amber",
        "state": "unknown",
        "seen": True,
    }
    assert "None needs your eye." in words(coordinator.get(doubtful))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"action": ""}, "Enter the action"),
        ({"timescale": "dates"}, "Enter the last day"),
        ({"timescale": "dates", "end-day": "31", "end-month": "2", "end-year": "2031"}, "Enter a real date"),
        (
            {"timescale": "dates", "start-day": "2", "start-month": "2", "start-year": "2031",
             "end-day": "1", "end-month": "2", "end-year": "2031"},
            "must not be before the first",
        ),
    ],
)  # fmt: skip
def test_row_that_makes_no_sense_is_sent_back(coordinator, doubtful, given, sentence):
    answers = {**full_form(coordinator, f"{doubtful}rows/0/"), **given}

    assert sentence in words(page(coordinator.post(f"{doubtful}rows/0/", answers), 422))
    assert Correction.objects.count() == 0


def test_row_is_left_out_and_taken_in_again(coordinator, doubtful):
    coordinator.post(f"{doubtful}rows/2/", {"do": "leave-out"})
    assert "None needs your eye." in words(coordinator.get(doubtful))
    assert "Left out" in words(part(coordinator, doubtful, "action-2"))
    assert "1 row will be left out." in words(coordinator.get(doubtful))

    coordinator.post(f"{doubtful}rows/2/", {"do": "restore"})

    assert "1 needs your eye." in words(coordinator.get(doubtful))


def test_row_that_is_not_in_the_document_is_not_found(coordinator, doubtful):
    assert coordinator.get(f"{doubtful}rows/5/").status_code == 404


def test_title_purposes_and_sections_are_corrected(coordinator, doubtful):
    answers = {
        "title": "The plan of Tarnshire", "purposes": "Fewer nights in a cell\n\nHelp sooner", "contact": "",
        "section-0": "Prevention", "section-1": "2. In a crisis",
    }  # fmt: skip

    coordinator.post(f"{doubtful}plan/", answers)

    assert "Prevention" in words(part(coordinator, doubtful, "actions"))
    assert set(Correction.objects.values_list("field", flat=True)) == {"title", "purposes", "section_title"}


def test_what_was_left_out_can_be_seen_in_its_place(coordinator, doubtful):
    shown = page(coordinator.get(f"{doubtful}document/?table=1&row=4"))

    (sought,) = shown.find_class("app-document__sought")
    assert (sought.get("id"), "Put a crisis card in every library" in words(sought)) == ("t1r4", True)
    assert "amber" in words(shown.get_element_by_id("t1r2"))


# Names


def test_names_are_asked_once_each_with_what_may_be_meant(coordinator, locality):
    council = OrganisationFactory(name="Tarnshire County Council", type="local_authority")
    PartnerFactory(locality=locality, organisation=council)
    review = bring_in(coordinator, documents.first_plan())

    shown = page(coordinator.get(f"{review}leads/"))

    asked = [words(legend) for legend in shown.xpath("//fieldset/legend")]
    assert asked == [
        "Harbour Mind 1 action: 1.1",
        "Tarnshire Police 2 actions: 2.1, 2.2",
        "Tarnshire Council 2 actions: 1.2, 2.2",
    ]
    known = shown.xpath("//fieldset[contains(., 'Tarnshire Council')]//input[@type='radio'][@checked]/@value")
    assert known == [f"organisation:{council.pk}"]


def test_decided_names_are_who_leads(coordinator, locality):
    police = OrganisationFactory(name="Tarn Constabulary", type="police", source="invented for this test")
    review = bring_in(coordinator, documents.first_plan())
    settle_names(coordinator, review)
    answers = {"name-2-kind": "organisation", "name-2-organisation": police.pk}
    names = [words(legend) for legend in page(coordinator.get(f"{review}leads/")).xpath("//fieldset/legend")]
    assert len(names) == 3
    response = coordinator.post(f"{review}leads/", answers)
    assert response.status_code == 302

    coordinator.post(
        f"{review}accept/",
        {"title": "T", "dated_on-day": "1", "dated_on-month": "2", "dated_on-year": "2031", "publish": "draft"},
    )

    assert ActionLead.objects.filter(organisation=police).count() == 2


def test_half_an_answer_about_a_name_is_sent_back(coordinator):
    review = bring_in(coordinator, documents.first_plan())

    response = coordinator.post(f"{review}leads/", {"name-0-kind": "organisation", "name-1-kind": "new"})

    told = words(page(response, 422))
    assert "Choose the organisation that “Harbour Mind” is" in told
    assert "Give the new partner “Tarnshire Council” a name" in told


def test_names_without_an_answer_stay_open(coordinator):
    review = bring_in(coordinator, documents.first_plan())

    coordinator.post(f"{review}leads/", {"name-0-kind": "nobody"})

    told = words(part(coordinator, review, "leads"))
    assert "3 names stand in the lead cells. 2 are not known here" in told
    assert "Nobody: the words stay as they were written" in told
    assert "Say first whom 2 names in the lead cells mean." in words(part(coordinator, review, "accept"))


# Accepting


def test_accepting_publishes_the_edition(coordinator):
    review = bring_in(coordinator, documents.first_plan())

    response = accept(coordinator, review)

    assert response["Location"] == "/localities/tarnshire/plan/"
    edition = Edition.objects.get()
    assert (edition.number, str(edition.dated_on), edition.published_at is not None) == (1, "2031-02-01", True)
    told = words(coordinator.get(response["Location"]))
    assert "plan.docx is now edition 1 of the plan. Everybody can read it." in told
    assert "Open a night café beside the harbour" in told


def test_accepting_as_a_draft_keeps_it_from_the_public(coordinator, client):
    accept(coordinator, bring_in(coordinator, documents.first_plan()), publish="draft")
    client.logout()

    assert "Open a night café" not in words(client.get("/localities/tarnshire/plan/"))


def test_what_will_happen_is_told_in_numbers(coordinator):
    review = bring_in(coordinator, documents.doubtful_plan())
    settle_names(coordinator, review)

    told = words(coordinator.get(f"{review}accept/"))

    assert "5 actions will make the plan of Tarnshire." in told
    assert "3 organisations will be named as leading or supporting." in told
    assert "1 action that is still doubtful will go in as we understood them." in told
    assert "It will be edition 1." in told


def test_accepting_without_a_date_is_sent_back(coordinator):
    review = bring_in(coordinator, documents.first_plan())

    response = accept(coordinator, review, **{"dated_on-day": "", "dated_on-month": "", "dated_on-year": ""})

    assert "Enter the date of this edition" in words(page(response, 422))
    assert Plan.objects.count() == 0


def test_accepting_twice_is_refused_with_a_sentence(coordinator):
    review = bring_in(coordinator, documents.first_plan())
    accept(coordinator, review)

    response = accept(coordinator, review)

    assert "This document was accepted already" in words(page(response, 422))
    assert Edition.objects.count() == 1
    assert "was accepted as edition 1" in words(coordinator.get(review))


def test_import_is_given_up(coordinator):
    review = bring_in(coordinator, documents.first_plan())
    assert "Give up the import of plan.docx?" in words(coordinator.get(f"{review}abandon/"))

    coordinator.post(f"{review}abandon/")

    assert PlanImport.objects.get().state == "abandoned"
    assert "Nothing of it went into the plan" in words(coordinator.get(review))


# The next document


@pytest.fixture
def second(coordinator):
    accept(coordinator, bring_in(coordinator, documents.first_plan()))
    return bring_in(coordinator, documents.second_plan(), "plan v8.docx")


def test_next_document_says_what_it_changes(coordinator, second):
    told = words(part(coordinator, second, "changes"))

    for sentence in (
        "1 new",
        "1 completed",
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


def test_match_is_changed_on_the_page_of_the_row(coordinator, second):
    shown = page(coordinator.get(f"{second}rows/1/"))
    assert shown.xpath("//select[@name='match']/option[@selected]/@value") == ["0"]

    coordinator.post(f"{second}rows/1/", {**full_form(coordinator, f"{second}rows/1/"), "match": "2"})
    accept(coordinator, second)

    assert Action.objects.count() == 4
    assert Action.objects.get(number=2).wording.text == "Ask people who were detained what would have helped"


def test_action_that_two_rows_would_continue_is_refused(coordinator, second):
    coordinator.post(f"{second}rows/1/", {**full_form(coordinator, f"{second}rows/1/"), "match": "2"})

    response = coordinator.post(f"{second}rows/0/", {**full_form(coordinator, f"{second}rows/0/"), "match": "2"})

    assert "Another row was said to continue this action" in words(page(response, 422))


def test_missing_action_is_asked_about_and_decided(coordinator):
    accept(coordinator, bring_in(coordinator, documents.first_plan()))
    review = bring_in(coordinator, documents.word_plan([documents.FIRST[0]]), "half.docx")
    assert "2 were not complete, and nobody has said yet what became of them." in words(coordinator.get(review))

    coordinator.post(f"{review}missing/", {"action-3": "complete", "action-4": "withdrawn"})

    assert "2 will be closed as you said" in words(part(coordinator, review, "accept"))
    accept(coordinator, review)
    assert [Action.objects.get(number=number).update.state for number in (3, 4)] == ["complete", "withdrawn"]


# Who may


PAGES = ("", "new/", "1/", "1/rows/0/", "1/leads/", "1/missing/", "1/plan/", "1/accept/", "1/abandon/", "1/document/")


@pytest.mark.parametrize("address", PAGES)
def test_visitor_is_asked_to_sign_in(client, locality, address):
    response = client.get(IMPORTS + address)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.ANALYST, Role.CHAIR, Role.REGIONAL, Role.NATIONAL])
def test_who_may_not_import_is_refused(client, locality, address, role):
    place = {Role.REGIONAL: {"locality": None, "region": locality.region}, Role.NATIONAL: {"locality": None}}
    client.force_login(RoleHeldFactory(role=role, **place.get(role, {"locality": locality})).user)

    assert client.get(IMPORTS + address).status_code == 403
    assert client.post(IMPORTS + address).status_code == 403


def test_coordinator_of_another_place_is_refused(client, coordinator):
    review = bring_in(coordinator, documents.first_plan())
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR).user)

    assert client.get(review).status_code == 403


def test_import_of_another_place_is_not_found_here(client, coordinator, locality):
    number = bring_in(coordinator, documents.first_plan()).rstrip("/").rsplit("/", 1)[-1]
    elsewhere = LocalityFactory(slug="elsewhere", region=RegionFactory())
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=elsewhere).user)

    for address in ("", "rows/0/", "leads/", "accept/", "document/", "abandon/"):
        assert client.get(f"/localities/elsewhere/imports/{number}/{address}").status_code == 404


# Cost


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["", "rows/0/", "leads/", "missing/", "plan/", "accept/", "document/"])
def test_page_costs_as_many_queries_for_one_action_as_for_three(coordinator, address):
    one = bring_in(coordinator, documents.long_plan(1), "one.docx")
    three = bring_in(coordinator, documents.long_plan(3), "three.docx")
    queries_of(coordinator, one)

    assert queries_of(coordinator, f"{one}{address}") == queries_of(coordinator, f"{three}{address}") <= 16


def test_page_costs_as_many_queries_beside_a_plan_of_any_length(coordinator):
    accept(coordinator, bring_in(coordinator, documents.long_plan(3), "three.docx"))
    review = bring_in(coordinator, documents.long_plan(1), "one.docx")
    before = queries_of(coordinator, review)
    accept(coordinator, bring_in(coordinator, documents.long_plan(9), "nine.docx"))

    assert queries_of(coordinator, review) == before


# Real documents


@needs_shared
@pytest.mark.parametrize(
    "name",
    ["northamptonshire-colours.docx", "merrow-vale-one-table.docx", "kingsbourne-brag.docx", "tidewater-cards.docx"],
)
def test_real_document_is_reviewed_and_becomes_a_plan(coordinator, name):
    review = bring_in(coordinator, (SHARED / "documents" / name).read_bytes(), name)
    for address in ("", "rows/0/", "leads/", "plan/", "document/"):
        assert coordinator.get(f"{review}{address}").status_code == 200

    response = accept(coordinator, review)

    assert response.status_code == 302
    assert coordinator.get("/localities/tarnshire/plan/").status_code == 200


@needs_shared
def test_pair_of_real_editions_is_one_plan_with_one_history(coordinator):
    for number in (1, 2):
        name = f"edition-{number}.docx"
        review = bring_in(coordinator, (SHARED / "documents" / name).read_bytes(), name)
        assert accept(coordinator, review).status_code == 302

    assert Action.objects.count() == 19
    assert sorted(action.updates.count() for action in Action.objects.all()).count(2) == 12
