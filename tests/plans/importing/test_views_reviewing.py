"""A coordinator looks at what is doubtful, corrects it, and says whom the names mean."""

import pytest

from concordat.plans.models import ActionLead, Correction
from tests.factories import plans as documents
from tests.factories.directory import (
    OrganisationFactory,
    PartnerFactory,
    RoleHeldFactory,
)
from tests.plans.importing.steps import (
    bring_in_document,
    full_form,
    page,
    part,
    settle_names,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(desk):
    return bring_in_document(desk, documents.doubtful_plan())


def test_doubtful_row_stands_first_beside_its_cells(desk, doubtful):
    assert "5 actions in 2 sections were read from plan.docx. 1 needs your eye." in words(desk.get(doubtful))

    card = part(desk, doubtful, "row-2")

    assert "Action 1.3 Put a crisis card in every library" in words(card)
    assert "table 1, row 4" in words(card)
    assert [words(mark) for mark in card.xpath(".//mark")] == ["Mar 31", "As above"]
    assert card.xpath(".//input[@name='state'][@checked]/@value") == ["unknown"]
    assert card.xpath(".//input[@name='timescale'][@checked]/@value") == ["understood"]


def test_saving_a_card_settles_it_and_comes_back(desk, doubtful):
    answers = {
        "asked": "state timescale",
        "state": "in_progress",
        "timescale": "other",
        "timescale_words": "30 June 2031",
    }

    response = desk.post(f"{doubtful}rows/2/", {"asked": "state timescale", **answers})

    assert response["Location"] == f"{doubtful}#doubtful"
    told = words(desk.get(doubtful))
    assert "None needs your eye." in told
    assert "You have settled 1 doubtful action already." in told
    row = words(part(desk, doubtful, "action-2"))
    assert "By 30 June 2031" in row
    assert "In progress" in row
    assert set(Correction.objects.values_list("field", flat=True)) == {"state", "timescale", "seen"}


def test_leaving_and_coming_back_loses_nothing(desk, client, doubtful):
    desk.post(f"{doubtful}rows/2/", {"asked": "state timescale", "state": "complete", "timescale": "as_written"})
    user = client.session["_auth_user_id"]
    client.logout()
    client.force_login(RoleHeldFactory._meta.model.objects.get(user=user).user)

    assert "None needs your eye." in words(client.get(doubtful))
    assert "No date could be read from the words" in words(part(client, doubtful, "action-2"))


def test_date_that_cannot_be_read_is_sent_back_with_what_was_typed(desk, doubtful):
    answers = {"asked": "state timescale", "state": "complete", "timescale": "other", "timescale_words": "when ready"}

    response = desk.post(f"{doubtful}rows/2/", answers)

    shown = page(response, 422)
    assert "No date could be read from these words" in words(shown)
    assert shown.xpath("//input[@name='timescale_words']/@value") == ["when ready"]
    assert shown.xpath("//input[@name='state'][@checked]/@value") == ["complete"]
    empty = desk.post(f"{doubtful}rows/2/", {**answers, "timescale_words": " "})
    assert "Write the date, as June 2027" in words(page(empty, 422))
    assert Correction.objects.count() == 0


def test_page_of_a_row_shows_every_cell_and_every_field(desk, doubtful):
    shown = page(desk.get(f"{doubtful}rows/0/"))

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
    assert full_form(desk, f"{doubtful}rows/0/")["led_by"] == "Harbour Mind"


def test_saving_a_row_as_it_stands_records_nothing(desk, doubtful):
    desk.post(f"{doubtful}rows/0/", full_form(desk, f"{doubtful}rows/0/"))

    assert Correction.objects.count() == 0


def test_saving_a_row_records_what_changed_and_settles_its_doubts(desk, doubtful):
    changed = {
        **full_form(desk, f"{doubtful}rows/2/"),
        "action": "Put a crisis card in every library\nand every chemist",
        "references": "1.3, 1.3a",
        "new_section": "3. After a crisis",
        "timescale": "dates",
        "start-day": "1", "start-month": "3", "start-year": "2031",
        "end-day": "31", "end-month": "3", "end-year": "2031",
        "led_by": "Tarnshire Libraries and Harbour Mind",
        "confidence": "amber",
    }  # fmt: skip

    response = desk.post(f"{doubtful}rows/2/", changed)

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
    assert "None needs your eye." in words(desk.get(doubtful))


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
def test_row_that_makes_no_sense_is_sent_back(desk, doubtful, given, sentence):
    answers = {**full_form(desk, f"{doubtful}rows/0/"), **given}

    assert sentence in words(page(desk.post(f"{doubtful}rows/0/", answers), 422))
    assert Correction.objects.count() == 0


def test_row_is_left_out_and_taken_in_again(desk, doubtful):
    desk.post(f"{doubtful}rows/2/", {"do": "leave-out"})
    assert "None needs your eye." in words(desk.get(doubtful))
    assert "Left out" in words(part(desk, doubtful, "action-2"))
    assert "1 row will be left out." in words(desk.get(doubtful))

    desk.post(f"{doubtful}rows/2/", {"do": "restore"})

    assert "1 needs your eye." in words(desk.get(doubtful))


def test_row_that_is_not_in_the_document_is_not_found(desk, doubtful):
    assert desk.get(f"{doubtful}rows/5/").status_code == 404


def test_title_purposes_and_sections_are_corrected(desk, doubtful):
    answers = {
        "title": "The plan of Tarnshire", "purposes": "Fewer nights in a cell\n\nHelp sooner", "contact": "",
        "section-0": "Prevention", "section-1": "2. In a crisis",
    }  # fmt: skip

    desk.post(f"{doubtful}plan/", answers)

    assert "Prevention" in words(part(desk, doubtful, "actions"))
    assert set(Correction.objects.values_list("field", flat=True)) == {"title", "purposes", "section_title"}


def test_what_was_left_out_can_be_seen_in_its_place(desk, doubtful):
    shown = page(desk.get(f"{doubtful}document/?table=1&row=4"))

    (sought,) = shown.find_class("app-document__sought")
    assert sought.get("id") == "sought"
    assert [words(cell) for cell in sought][:3] == ["This one: 4", "1.3", "Put a crisis card in every library"]
    assert "amber" in words(shown)


def test_names_are_asked_once_each_with_what_may_be_meant(desk, locality):
    council = OrganisationFactory(name="Tarnshire County Council", type="local_authority")
    PartnerFactory(locality=locality, organisation=council)
    review = bring_in_document(desk, documents.first_plan())

    shown = page(desk.get(f"{review}leads/"))

    asked = [words(legend) for legend in shown.xpath("//fieldset/legend")]
    assert asked == [
        "Harbour Mind 1 action: 1.1",
        "Tarnshire Police 2 actions: 2.1, 2.2",
        "Tarnshire Council 2 actions: 1.2, 2.2",
    ]
    known = shown.xpath("//fieldset[contains(., 'Tarnshire Council')]//input[@type='radio'][@checked]/@value")
    assert known == [f"organisation:{council.pk}"]


def test_decided_names_are_who_leads(desk, locality):
    police = OrganisationFactory(name="Tarn Constabulary", type="police", source="invented for this test")
    review = bring_in_document(desk, documents.first_plan())
    settle_names(desk, review)
    answers = {"name-2-kind": "organisation", "name-2-organisation": police.pk}
    names = [words(legend) for legend in page(desk.get(f"{review}leads/")).xpath("//fieldset/legend")]
    assert len(names) == 3
    response = desk.post(f"{review}leads/", answers)
    assert response.status_code == 302

    desk.post(
        f"{review}accept/",
        {"title": "T", "dated_on-day": "1", "dated_on-month": "2", "dated_on-year": "2024", "publish": "draft"},
    )

    assert ActionLead.objects.filter(organisation=police).count() == 2


def test_half_an_answer_about_a_name_is_sent_back(desk):
    review = bring_in_document(desk, documents.first_plan())

    response = desk.post(f"{review}leads/", {"name-0-kind": "organisation", "name-1-kind": "new"})

    told = words(page(response, 422))
    assert "Choose the organisation that “Harbour Mind” is" in told
    assert "Give the new partner “Tarnshire Council” a name" in told


def test_names_without_an_answer_stay_open(desk):
    review = bring_in_document(desk, documents.first_plan())

    desk.post(f"{review}leads/", {"name-0-kind": "nobody"})

    told = words(part(desk, review, "leads"))
    assert "3 names stand in the lead cells. 2 are not known here" in told
    assert "Nobody: the words stay as they were written" in told
    assert "2 names stand in the lead cells that nobody has explained yet." in words(part(desk, review, "accept"))
